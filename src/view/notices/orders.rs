//! Payments and what is given back of them.

use super::one::{One, Told};
use crate::money::Money;
use crate::view::words::notices as said;

pub(super) fn sale(one: &One<'_>, what: &str) -> Told {
    Told { title: one.titled(what, one.amount()), parts: vec![one.who(), one.from()] }
}

/// A subscription's first payment; its title says what will come again and again where that is known.
pub(super) fn subscriber(one: &One<'_>, after: Option<&str>) -> Told {
    let recurs = one.entry.details.price.as_ref().is_some_and(|(price, cadence)| price.minor > 0 && cadence.count > 0);
    let how_much = if recurs { one.price() } else { one.amount() };
    Told {
        title: one.titled(said::NEW_SUBSCRIBER, how_much),
        parts: vec![one.who(), after.map(str::to_owned), one.from()],
    }
}

pub(super) fn failed(one: &One<'_>) -> Told {
    let what = if one.entry.details.until.is_some() { said::PAYMENT_FAILED } else { said::PAYMENT_GIVEN_UP };
    let next = one.ahead().map(|at| said::next_try(&one.when.coming(at)));
    Told { title: one.titled(what, one.amount()), parts: vec![one.who(), next, one.from()] }
}

/// All that is given back of an order by now; it takes the place of what was told of less.
pub(super) fn refund(one: &One<'_>, what: &str) -> Told {
    let now = one.money();
    let all = now.map(|now| Money::new(now.minor.max(one.entry.change.occurrence), now.currency));
    let back = all.map(|all| one.amounts.exact(-i128::from(all.minor), all.currency));
    let part = now.filter(|now| Some(*now) != all && !one.amounts.are_hidden());
    let part = part.map(|part| said::of_it_now(&one.amounts.money(part)));
    Told { title: one.titled(what, back), parts: vec![one.who(), part, one.from()] }
}
