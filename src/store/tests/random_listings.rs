//! Lists against plain filtering, over random rows and random queries.

use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;
use proptest::sample::Index;
use uuid::Uuid;

use super::{currency, noon, order, orders, organization, subscription, subscriptions};
use crate::domain::{
    BillingReason, CancellationReason, ListQuery, Order, OrderId, OrderStatus, Period, ProductId, Subscription,
    SubscriptionId, SubscriptionStatus,
};
use crate::money::Money;
use crate::store::{Ledger, LedgerError};

/// What is sold, by the number that its id is made of; the last has never been named.
const PRODUCTS: [Option<&str>; 5] =
    [Some("Pro Plan"), Some("PRO (Yearly)"), Some("50% Café_Set"), Some("Наклейки"), None];

/// Parts of what rows hold, and of nothing.
const WORDS: [&str; 16] = [
    "pro", "PLAN", "0%", "é_s", "ЛЕЙ", "_", "off", "ACME", "-001", "paid", "Refunded", "usd", "e", "cycle", "too",
    "none",
];

/// A few instants, so that many rows share one.
fn an_instant() -> impl Strategy<Value = Timestamp> {
    (0..6i64).prop_map(|hours| noon() - SignedDuration::from_hours(hours))
}

fn a_product() -> impl Strategy<Value = Option<usize>> {
    prop::option::of(0..PRODUCTS.len())
}

/// Two families of ids, so that a beginning is of some rows and not of others.
fn an_id() -> impl Strategy<Value = Uuid> {
    (prop::sample::select(vec![0xcafe_u128, 0xcaff]), any::<u64>())
        .prop_map(|(family, rest)| Uuid::from_u128(family << 112 | u128::from(rest)))
}

fn an_order() -> impl Strategy<Value = Order> {
    let statuses = vec!["paid", "paid", "pending", "draft", "refunded", "partially_refunded", "void", "disputed"];
    let reasons = vec!["purchase", "subscription_create", "subscription_cycle", "gift"];
    let codes = (
        prop::sample::select(statuses).prop_map(OrderStatus::from_code),
        prop::sample::select(reasons).prop_map(BillingReason::from_code),
        prop::sample::select(vec!["usd", "eur"]).prop_map(currency),
    );
    let described = prop::option::of(Just("One-off".to_owned()));
    let invoice = prop::option::of((0..40u32).prop_map(|number| format!("Acme-{number:04}")));
    (an_id(), an_instant(), codes, a_product(), described, invoice).prop_map(
        |(id, created_at, (status, billing_reason, currency), product, described, invoice_number)| Order {
            id: OrderId(id),
            created_at,
            status,
            billing_reason,
            currency,
            product_id: product.map(product_id),
            product_name: product.map_or(described, |product| PRODUCTS[product].map(str::to_owned)),
            invoice_number,
            ..order(1)
        },
    )
}

fn a_subscription() -> impl Strategy<Value = Subscription> {
    let statuses = vec!["active", "trialing", "past_due", "canceled", "hibernating"];
    let reasons = vec!["too_expensive", "too_complex", "other", "moon"];
    let codes = (
        prop::sample::select(statuses).prop_map(SubscriptionStatus::from_code),
        prop::option::of(prop::sample::select(reasons).prop_map(CancellationReason::from_code)),
        prop::sample::select(vec!["usd", "eur"]).prop_map(currency),
    );
    let life = (prop::option::weighted(0.9, an_instant()), prop::option::of(an_instant()));
    (an_id(), life, codes, a_product()).prop_map(
        |(id, (started_at, ended_at), (status, cancellation_reason, currency), product)| Subscription {
            id: SubscriptionId(id),
            started_at,
            ended_at,
            status,
            cancellation_reason,
            amount: Money::new(900, currency),
            product_id: product.map(product_id),
            product_name: product.and_then(|product| PRODUCTS[product].map(str::to_owned)),
            ..subscription(1)
        },
    )
}

fn product_id(product: usize) -> ProductId {
    ProductId(Uuid::from_u128(product as u128 + 1))
}

/// Some of the words above, and with them perhaps the beginning of a row's id, with or without its dashes.
#[derive(Clone, Debug)]
struct Typed {
    words: Vec<&'static str>,
    id: Option<(Index, usize, bool)>,
}

impl Typed {
    fn text(&self, ids: &[Uuid]) -> String {
        let mut words: Vec<String> = self.words.iter().map(|&word| word.to_owned()).collect();
        if let Some((which, length, dashes)) = self.id.filter(|_| !ids.is_empty()) {
            let id = which.get(ids);
            let digits = if dashes { id.hyphenated().to_string() } else { id.simple().to_string() };
            words.push(digits[..length].to_owned());
        }
        words.join("  ")
    }
}

fn a_search() -> impl Strategy<Value = Typed> {
    let words = prop::collection::vec(prop::sample::select(&WORDS[..]), 0..3);
    let id = prop::option::weighted(0.2, (any::<Index>(), 3..32usize, any::<bool>()));
    (words, id).prop_map(|(words, id)| Typed { words, id })
}

/// A query that still lacks its search.
fn a_query() -> impl Strategy<Value = ListQuery> {
    let statuses = vec!["paid", "pending", "refunded", "disputed", "active", "canceled", "unheard_of"];
    let status = prop::option::weighted(0.4, prop::sample::select(statuses).prop_map(str::to_owned));
    let period = (an_instant(), an_instant()).prop_map(|(one, other)| Period::new(one.min(other), one.max(other)));
    (status, prop::option::weighted(0.4, period), 0..12u64, 0..12u64)
        .prop_map(|(status, period, skip, limit)| ListQuery { search: String::new(), status, period, skip, limit })
}

/// What a search looks at in a row.
struct Texts<'r> {
    product: Option<&'r str>,
    invoice: Option<&'r str>,
    codes: [Option<&'r str>; 3],
    id: Uuid,
}

impl Texts<'_> {
    fn have(&self, word: &str) -> bool {
        let word = word.to_lowercase();
        let in_text = |text: Option<&str>| text.is_some_and(|text| text.to_lowercase().contains(&word));
        let digits = word.replace('-', "");
        in_text(self.product)
            || in_text(self.invoice)
            || self.codes.into_iter().any(in_text)
            || (digits.len() >= 4 && self.id.simple().to_string().starts_with(&digits))
    }

    fn have_all(&self, search: &str) -> bool {
        search.split_whitespace().all(|word| self.have(word))
    }
}

fn name_of(product: Option<ProductId>, described: Option<&str>) -> Option<&str> {
    match product {
        Some(ProductId(id)) => PRODUCTS[id.as_u128() as usize - 1],
        None => described,
    }
}

fn orders_of<'r>(all: &'r [Order], query: &ListQuery) -> Vec<&'r Order> {
    let mut wanted: Vec<&Order> = all
        .iter()
        .filter(|order| query.status.as_deref().is_none_or(|status| order.status.code() == status))
        .filter(|order| query.period.is_none_or(|period| period.contains(order.created_at)))
        .filter(|order| {
            let codes = [order.status.code(), order.currency.code(), order.billing_reason.code()].map(Some);
            let product = name_of(order.product_id, order.product_name.as_deref());
            Texts { product, invoice: order.invoice_number.as_deref(), codes, id: order.id.0 }.have_all(&query.search)
        })
        .collect();
    wanted.sort_by_key(|order| std::cmp::Reverse(order.created_at));
    wanted
}

fn subscriptions_of<'r>(all: &'r [Subscription], query: &ListQuery) -> Vec<&'r Subscription> {
    let mut wanted: Vec<&Subscription> = all
        .iter()
        .filter(|one| query.status.as_deref().is_none_or(|status| one.status.code() == status))
        .filter(|one| query.period.is_none_or(|period| one.started_at.is_some_and(|at| period.contains(at))))
        .filter(|one| {
            let reason = one.cancellation_reason.as_ref().map(CancellationReason::code);
            let codes = [Some(one.status.code()), Some(one.amount.currency.code()), reason];
            let product = name_of(one.product_id, None);
            Texts { product, invoice: None, codes, id: one.id.0 }.have_all(&query.search)
        })
        .collect();
    wanted.sort_by_key(|one| (std::cmp::Reverse(one.started_at), one.ended_at));
    wanted
}

fn page<R>(all: Vec<R>, query: &ListQuery) -> (u64, Vec<R>) {
    (all.len() as u64, all.into_iter().skip(query.skip as usize).take(query.limit as usize).collect())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 192, ..ProptestConfig::default() })]

    #[test]
    fn orders_are_listed_as_plain_filtering_would(
        mine in prop::collection::vec(an_order(), 0..30),
        theirs in prop::collection::vec(an_order(), 0..10),
        queries in prop::collection::vec((a_query(), a_search()), 1..12),
    ) {
        let mut ledger = Ledger::in_memory().unwrap();
        let [id, other] = [1, 2].map(organization);
        for (shop, rows) in [(&other, &theirs), (&id, &mine)] {
            ledger.connect(shop, "https://api.polar.sh", noon()).unwrap();
            ledger.apply(shop.id, &orders(rows.clone())).unwrap();
        }
        let ids: Vec<Uuid> = mine.iter().map(|order| order.id.0).collect();
        for (query, typed) in queries {
            let query = ListQuery { search: typed.text(&ids), ..query };
            let (total, expected) = page(orders_of(&mine, &query), &query);
            let listing = ledger.list_orders(id.id, &query).unwrap();
            prop_assert_eq!(listing.total, total, "{:?}", query);
            let rows: Vec<_> = listing.rows.iter().map(|row| (row.id, row.product_name.as_deref())).collect();
            let name = |order: &Order| PRODUCTS.into_iter().flatten().chain(["One-off"]).find(|name| {
                Some(*name) == name_of(order.product_id, order.product_name.as_deref())
            });
            let expected: Vec<_> = expected.into_iter().map(|order| (order.id, name(order))).collect();
            prop_assert_eq!(rows, expected, "{:?}", query);
            let mut each = Vec::new();
            let taken = ledger.each_order(id.id, &query, |row| {
                each.push(row);
                Ok::<_, LedgerError>(())
            });
            prop_assert_eq!(taken, Ok(()));
            prop_assert_eq!(each, listing.rows);
        }
    }

    #[test]
    fn subscriptions_are_listed_as_plain_filtering_would(
        mine in prop::collection::vec(a_subscription(), 0..30),
        theirs in prop::collection::vec(a_subscription(), 0..10),
        queries in prop::collection::vec((a_query(), a_search()), 1..12),
    ) {
        let mut ledger = Ledger::in_memory().unwrap();
        let [id, other] = [1, 2].map(organization);
        for (shop, rows) in [(&other, &theirs), (&id, &mine)] {
            ledger.connect(shop, "https://api.polar.sh", noon()).unwrap();
            ledger.apply(shop.id, &subscriptions(rows.clone())).unwrap();
        }
        let ids: Vec<Uuid> = mine.iter().map(|one| one.id.0).collect();
        for (query, typed) in queries {
            let query = ListQuery { search: typed.text(&ids), ..query };
            let (total, expected) = page(subscriptions_of(&mine, &query), &query);
            let listing = ledger.list_subscriptions(id.id, &query).unwrap();
            prop_assert_eq!(listing.total, total, "{:?}", query);
            let rows: Vec<_> = listing.rows.iter().map(|row| row.id).collect();
            let expected: Vec<_> = expected.into_iter().map(|one| one.id).collect();
            prop_assert_eq!(rows, expected, "{:?}", query);
            let mut each = Vec::new();
            let taken = ledger.each_subscription(id.id, &query, |row| {
                each.push(row);
                Ok::<_, LedgerError>(())
            });
            prop_assert_eq!(taken, Ok(()));
            prop_assert_eq!(each, listing.rows);
        }
    }
}
