//! Round numbers and records.

use super::one::{One, Told};
use super::rhythm;
use crate::view::words::notices as said;

pub(super) fn order_count(one: &One<'_>) -> Told {
    let number = u64::try_from(one.entry.change.occurrence).ok();
    Told { title: said::order_count(number, one.amounts.numbers()), parts: vec![one.who(), one.from()] }
}

pub(super) fn best_day(one: &One<'_>) -> Told {
    let date = rhythm::date(one.entry.change.occurrence).and_then(|date| one.when.other_date(date));
    Told {
        title: one.titled(said::BEST_DAY, one.amount()),
        parts: vec![Some(said::MORE_THAN_ANY_DAY.to_owned()), date],
    }
}

pub(super) fn mrr_high(one: &One<'_>) -> Told {
    let mrr = one.money().map(|money| one.amounts.menu(money.minor.into(), money.currency));
    Told { title: one.titled(said::MRR_HIGH, mrr), parts: vec![Some(said::MORE_THAN_ANY_MONTH.to_owned()), one.from()] }
}
