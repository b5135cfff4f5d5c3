use serde::Deserialize;

use super::field::{Readable, Text, Whole, name};
use crate::domain::{Cadence, Interval};
use crate::money::{Currency, Money};

/// A customer or a product inside a row, of which the row itself may hold the id too.
#[derive(Deserialize)]
#[serde(expecting = "an object", bound = "I: Readable")]
pub(super) struct Named<I> {
    id: Option<Text<I>>,
    name: Option<String>,
    billing_name: Option<String>,
}

impl<I> Named<I> {
    /// The row's id, or else the part's; the name, or else the name on the part's invoices. Never an e-mail address.
    pub(super) fn split(part: Option<Self>, id: Option<Text<I>>) -> (Option<I>, Option<String>) {
        let (inner, name) = match part {
            Some(part) => (part.id, name(part.name).or(name(part.billing_name))),
            None => (None, None),
        };
        (id.or(inner).map(Text::into_inner), name)
    }
}

/// A cadence of which both halves are known: every month is not every three months.
pub(super) fn cadence(interval: Option<Text<Interval>>, count: Option<Whole>) -> Option<Cadence> {
    Some(Cadence { interval: interval?.0, count: count?.0 })
}

/// An amount whose currency is known. A platform fee has none until it is settled.
pub(super) fn money(amount: Option<Whole>, currency: Option<Text<Currency>>) -> Option<Money> {
    Some(Money::new(amount?.0, currency?.0))
}
