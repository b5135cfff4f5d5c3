use jiff::Timestamp;

use super::Context;
use crate::domain::{Announcement, Cadence};
use crate::money::{Currency, Money};
use crate::view::amount::Amounts;
use crate::view::text::{NAME, line};
use crate::view::when::When;
use crate::view::words::notices as said;
use crate::view::{organization_name, terms};

/// One change, with what its words are made by.
pub(super) struct One<'a> {
    pub entry: &'a Announcement,
    pub context: &'a Context<'a>,
    pub amounts: Amounts,
    pub when: When,
}

/// What is said of one change.
pub(super) struct Told {
    /// What happened, and for how much.
    pub title: String,
    /// The body, part by part; what there is nothing to say of is left out.
    pub parts: Vec<Option<String>>,
}

impl<'a> One<'a> {
    pub fn of(entry: &'a Announcement, context: &'a Context<'a>) -> Self {
        let when = When::seen_from(context.now, context.zone, context.region);
        Self { entry, context, amounts: context.amounts(currencies(entry)), when }
    }

    /// `Renewal · $9.00`; without an amount what happened alone.
    pub fn titled(&self, what: &str, how_much: Option<String>) -> String {
        how_much.map_or_else(|| what.to_owned(), |how_much| said::with_amount(what, &how_much))
    }

    /// What it is about in money.
    pub fn money(&self) -> Option<Money> {
        self.entry.amount.or(self.entry.details.amount)
    }

    /// The same in words.
    pub fn amount(&self) -> Option<String> {
        self.money().map(|money| self.amounts.money(money))
    }

    /// The subscription's price: `$9.00 a month`.
    pub fn price(&self) -> Option<String> {
        self.entry.details.price.as_ref().map(|price| self.price_of(price))
    }

    pub fn price_of(&self, (amount, cadence): &(Money, Cadence)) -> String {
        terms::price(&self.amounts, *amount, cadence)
    }

    /// What was bought.
    pub fn product(&self) -> Option<String> {
        self.entry.product_name.as_deref().and_then(|name| line(name, NAME))
    }

    /// What was bought and by whom, as far as that is known and wanted; whose it is where nothing is.
    pub fn who(&self) -> Option<String> {
        self.who_has(self.product())
    }

    /// The same with other words for what was bought.
    pub fn who_has(&self, product: Option<String>) -> Option<String> {
        let customer = self.entry.customer_id.filter(|_| self.context.rules.names);
        let customer = customer.and_then(|id| line(self.context.names.customers.get(&id)?, NAME));
        Some(match (product, customer) {
            (Some(product), Some(customer)) => said::product_and_customer(&product, &customer),
            (product, customer) => product.or(customer).unwrap_or_else(|| organization_name(self.context.organization)),
        })
    }

    /// The day that it belongs to, unless that is today.
    pub fn from(&self) -> Option<String> {
        self.when.other_day(self.entry.happened_at).map(|date| said::from(&date))
    }

    /// What is to come, unless it has come already.
    pub fn ahead(&self) -> Option<Timestamp> {
        self.entry.details.until.filter(|until| *until > self.context.now)
    }
}

fn currencies(entry: &Announcement) -> impl Iterator<Item = Currency> {
    let details = &entry.details;
    let prices = [&details.price, &details.price_before].into_iter().flatten().map(|(amount, _)| *amount);
    let amounts = entry.amount.into_iter().chain(details.amount).chain(prices).map(|amount| amount.currency);
    amounts.chain(entry.day.iter().flat_map(|day| day.revenue.currencies()))
}
