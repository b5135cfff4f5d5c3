//! Payments and what is given back of them.

use super::one::{One, Told};

pub(super) fn sale(one: &One<'_>, what: &str) -> Told {
    Told { title: one.titled(what, one.amount()), parts: vec![one.who(), one.from()] }
}

/// A subscription's first payment; its title says what will come again and again where that is known.
pub(super) fn subscriber(one: &One<'_>, after: Option<&str>) -> Told {
    let recurs = one.entry.details.price.as_ref().is_some_and(|(price, cadence)| price.minor > 0 && cadence.count > 0);
    let how_much = if recurs { one.price() } else { one.amount() };
    Told { title: one.titled("New subscriber", how_much), parts: vec![one.who(), after.map(str::to_owned), one.from()] }
}

pub(super) fn failed(one: &One<'_>) -> Told {
    let what = if one.entry.details.until.is_some() { "Payment failed" } else { "Payment given up" };
    let next = one.ahead().map(|at| format!("next try {}", one.when.coming(at)));
    Told { title: one.titled(what, one.amount()), parts: vec![one.who(), next, one.from()] }
}

pub(super) fn refund(one: &One<'_>, what: &str) -> Told {
    let back = one.money().map(|money| one.amounts.exact(-i128::from(money.minor), money.currency));
    Told { title: one.titled(what, back), parts: vec![one.who(), one.from()] }
}
