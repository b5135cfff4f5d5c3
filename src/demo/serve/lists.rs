use super::answer::Answer;
use super::refusal;
use crate::demo::json::{OrderJson, OrganizationJson, PageJson, SubscriptionJson};
use crate::demo::query::{
    ORDER_KEYS, ORGANIZATION_KEYS, OrderFilter, Page, Parameters, Reader, SUBSCRIPTION_KEYS, Sorting,
    SubscriptionFilter, order_value, subscription_value,
};
use crate::demo::shop::Shop;
use crate::polar::Scope;

/// A page of a family's rows: those of `shop`, or none at all for a token of another organization.
///
/// # Errors
/// The refusal, when the parameters do not validate or the page is beyond counting.
pub(super) fn list(shop: Option<&Shop>, family: Scope, query: &str, without_dates: bool) -> Result<Answer, Answer> {
    let parameters = Parameters::parse(query);
    let reader = Reader::new(&parameters, without_dates);
    match family {
        Scope::Orders => orders(shop, reader),
        Scope::Subscriptions => subscriptions(shop, reader),
        Scope::Organizations => organizations(shop, reader),
    }
}

fn orders(shop: Option<&Shop>, mut reader: Reader<'_>) -> Result<Answer, Answer> {
    let filter = OrderFilter::read(&mut reader);
    let (page, sorting) = (reader.page(), Sorting::read(&mut reader, ORDER_KEYS, "-created_at"));
    reader.finish().map_err(|problems| refusal::invalid(&problems))?;
    let Some(shop) = shop else { return cut(Vec::<OrderJson<'_>>::new(), &page) };
    let mut rows: Vec<_> = shop.orders.iter().filter(|row| filter.keeps(shop, row)).collect();
    sorting.sort(&mut rows, &page, |row| row.id.0, |row, key| order_value(shop, row, key));
    cut(rows.into_iter().map(|row| OrderJson { shop, row }).collect(), &page)
}

fn subscriptions(shop: Option<&Shop>, mut reader: Reader<'_>) -> Result<Answer, Answer> {
    let filter = SubscriptionFilter::read(&mut reader);
    let (page, sorting) = (reader.page(), Sorting::read(&mut reader, SUBSCRIPTION_KEYS, "-started_at"));
    reader.finish().map_err(|problems| refusal::invalid(&problems))?;
    let Some(shop) = shop else { return cut(Vec::<SubscriptionJson<'_>>::new(), &page) };
    let mut rows: Vec<_> = shop.subscriptions.iter().filter(|row| filter.keeps(shop, row)).collect();
    sorting.sort(&mut rows, &page, |row| row.id.0, |row, key| subscription_value(shop, row, key));
    cut(rows.into_iter().map(|row| SubscriptionJson { shop, row }).collect(), &page)
}

fn organizations(shop: Option<&Shop>, mut reader: Reader<'_>) -> Result<Answer, Answer> {
    let slugs = reader.texts("slug");
    let page = reader.page();
    Sorting::read(&mut reader, ORGANIZATION_KEYS, "created_at");
    reader.finish().map_err(|problems| refusal::invalid(&problems))?;
    let named = |shop: &&Shop| slugs.as_ref().and_then(|all| all.last()).is_none_or(|it| *it == shop.organization.slug);
    cut(shop.filter(named).into_iter().map(|shop| OrganizationJson(&shop.organization)).collect(), &page)
}

fn cut<T: serde::Serialize>(rows: Vec<T>, page: &Page) -> Result<Answer, Answer> {
    let offset = page.offset().ok_or_else(|| Answer::broken(500))?;
    let total_count = rows.len();
    let items = rows.into_iter().skip(offset).take(page.limit()).collect();
    Ok(Answer::json(200, &PageJson { items, total_count, max_page: page.pages(total_count) }))
}
