//! Round numbers and records.

use super::one::{One, Told};
use super::rhythm;
use crate::view::region::Numbers;

pub(super) fn order_count(one: &One<'_>) -> Told {
    let title = match u64::try_from(one.entry.change.occurrence) {
        Ok(1) => "First sale".to_owned(),
        Ok(number) => format!("{} order", ordinal(number, one.amounts.numbers())),
        Err(_) => "A round number of orders".to_owned(),
    };
    Told { title, parts: vec![one.who(), one.from()] }
}

pub(super) fn best_day(one: &One<'_>) -> Told {
    let date = rhythm::date(one.entry.change.occurrence).and_then(|date| one.when.other_date(date));
    Told {
        title: one.titled("Best day so far", one.amount()),
        parts: vec![Some("More revenue than on any day before".to_owned()), date],
    }
}

pub(super) fn mrr_high(one: &One<'_>) -> Told {
    let mrr = one.money().map(|money| one.amounts.menu(money.minor.into(), money.currency));
    Told {
        title: one.titled("MRR at a new high", mrr),
        parts: vec![Some("More than at the end of any month before".to_owned()), one.from()],
    }
}

/// `10th`, `1,000th`.
fn ordinal(number: u64, numbers: &Numbers) -> String {
    let ending = match (number % 10, number % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{}{ending}", numbers.count(number))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_has_the_ending_that_is_spoken() {
        for (number, expected) in
            [(10, "10th"), (1_000, "1,000th"), (1, "1st"), (22, "22nd"), (103, "103rd"), (11, "11th"), (112, "112th")]
        {
            assert_eq!(ordinal(number, &Numbers::default()), expected);
        }
    }
}
