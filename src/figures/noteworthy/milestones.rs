use jiff::Timestamp;
use jiff::civil::Date;

use crate::domain::{Change, ChangeKind, Details, Found, Subject};
use crate::money::{Currency, Money, Totals};

/// Days with revenue, or months with recurring revenue, that a record has to surpass: a shop that has just begun would set one
/// every day.
const DAYS: usize = 7;
/// See [`DAYS`].
const MONTHS: usize = 1;

/// What a record is measured by.
#[derive(Clone, Copy, Debug)]
pub struct Mark<'a> {
    /// What it is now.
    pub now: &'a Totals,
    /// What it was when the ledger began, as far as that lies in the same day or month.
    pub at_beginning: &'a Totals,
    /// What it was on each day, or at the end of each month, before.
    pub before: &'a [Totals],
}

/// The first sale ever: whether anything was earned before the ledger began, and since.
pub fn first_sale([before, since]: [bool; 2], at: Timestamp) -> Option<Found> {
    (since && !before).then(|| reached(1, at))
}

/// The 10th, 100th, 1,000th order and so on, where it came after the ledger began: of `now` orders, `before` had come then.
pub fn order_count(before: u64, now: u64, at: Timestamp) -> Vec<Found> {
    let powers = std::iter::successors(Some(10_u64), |power| power.checked_mul(10));
    powers
        .skip_while(|power| *power <= before)
        .take_while(|power| *power <= now)
        .filter_map(|power| i64::try_from(power).ok())
        .map(|occurrence| reached(occurrence, at))
        .collect()
}

fn reached(occurrence: i64, happened_at: Timestamp) -> Found {
    let change = Change { kind: ChangeKind::OrderCount, subject: Subject::Organization, occurrence };
    Found { change, happened_at, details: Details::default() }
}

/// Currencies in which today's revenue is more than on any day before.
pub fn best_day(today: Date, revenue: Mark<'_>, at: Timestamp) -> Vec<Found> {
    records(ChangeKind::BestDay, today, revenue, DAYS, at)
}

/// Currencies in which recurring revenue is more than at the end of any month before.
pub fn mrr_high(today: Date, mrr: Mark<'_>, at: Timestamp) -> Vec<Found> {
    records(ChangeKind::MrrHigh, today, mrr, MONTHS, at)
}

fn records(kind: ChangeKind, today: Date, mark: Mark<'_>, at_least: usize, at: Timestamp) -> Vec<Found> {
    let beats = |currency: Currency, now: i128| {
        let earlier: Vec<i128> =
            mark.before.iter().map(|totals| totals.minor(currency)).filter(|minor| *minor > 0).collect();
        let highest = earlier.iter().max().copied().unwrap_or_default();
        earlier.len() >= at_least && highest < now && mark.at_beginning.minor(currency) <= highest
    };
    mark.now
        .iter()
        .filter(|(currency, now)| beats(*currency, *now))
        .filter_map(|(currency, now)| Some(Money::new(i64::try_from(now).ok()?, currency)))
        .map(|amount| Found {
            change: record(kind, amount.currency, today),
            happened_at: at,
            details: Details { amount: Some(amount), ..Details::default() },
        })
        .collect()
}

/// The record that a currency sets today: of a day one a day, of recurring revenue one a month.
pub fn record(kind: ChangeKind, currency: Currency, today: Date) -> Change {
    let date = digits(today);
    let occurrence = if kind == ChangeKind::MrrHigh { date / 100 } else { date };
    Change { kind, subject: Subject::Currency(currency), occurrence }
}

/// A date as `yyyymmdd`.
pub(super) fn digits(date: Date) -> i64 {
    (i64::from(date.year()) * 100 + i64::from(date.month())) * 100 + i64::from(date.day())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at() -> Timestamp {
        "2026-11-22T14:00:00Z".parse().unwrap()
    }

    fn today() -> Date {
        Date::constant(2026, 11, 22)
    }

    fn usd(minor: i64) -> Totals {
        [Money::new(minor, Currency::USD)].into_iter().collect()
    }

    #[test]
    fn round_numbers_are_told_when_they_were_reached_after_the_connection() {
        for (before, now, expected) in [
            (0, 0, &[][..]),
            (0, 1, &[]),
            (1, 9, &[]),
            (9, 10, &[10]),
            (0, 12, &[10]),
            (99, 1_000, &[100, 1_000]),
            (100, 101, &[]),
            (5_000, 9_999, &[]),
            // An order is gone since.
            (12, 9, &[]),
            (u64::MAX, u64::MAX, &[]),
        ] {
            let found: Vec<i64> = order_count(before, now, at()).iter().map(|found| found.change.occurrence).collect();
            assert_eq!(found, expected, "{before} {now}");
        }
    }

    #[test]
    fn the_first_sale_is_the_first_that_brings_anything() {
        for (earned, expected) in [([false, true], Some(1)), ([true, true], None), ([false, false], None)] {
            let found = first_sale(earned, at());
            assert_eq!(found.map(|found| found.change.occurrence), expected, "{earned:?}");
        }
    }

    #[test]
    fn a_best_day_surpasses_every_day_of_a_shop_that_has_had_some() {
        let week = vec![usd(1_000); 6];
        let with = |more: &[i64]| week.iter().cloned().chain(more.iter().map(|minor| usd(*minor))).collect::<Vec<_>>();
        for (now, at_beginning, before, expected) in [
            (5_001, 0, with(&[5_000]), true),
            (5_000, 0, with(&[5_000]), false),
            (5_001, 5_000, with(&[5_000]), true),
            // It was the best day before the connection.
            (9_000, 5_001, with(&[5_000]), false),
            // Six days are too few, and a day without revenue is none.
            (5_001, 0, with(&[]), false),
            (5_001, 0, with(&[0, -100]), false),
        ] {
            let (now, at_beginning) = (usd(now), usd(at_beginning));
            let found = best_day(today(), Mark { now: &now, at_beginning: &at_beginning, before: &before }, at());
            assert_eq!(!found.is_empty(), expected, "{now:?} {at_beginning:?}");
            if let [found] = &found[..] {
                assert_eq!(found.change.stable_id(), "milestone/best-day/usd/20261122");
                assert_eq!(found.details.amount, Some(Money::new(5_001, Currency::USD)));
            }
        }
    }

    #[test]
    fn recurring_revenue_has_one_high_a_month_in_each_currency() {
        let eur = Currency::parse("eur").unwrap();
        let now: Totals = [Money::new(4_210, Currency::USD), Money::new(90, eur)].into_iter().collect();
        let before = [usd(4_000), Totals::new()];
        let found = mrr_high(today(), Mark { now: &now, at_beginning: &usd(4_000), before: &before }, at());
        let ids: Vec<String> = found.iter().map(|found| found.change.stable_id()).collect();
        assert_eq!(ids, ["milestone/mrr/usd/202611"], "the first month of a currency is no record");
    }
}
