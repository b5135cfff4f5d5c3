//! What time tells and no order: a silence, and the day's figures.

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};

use super::one::{One, Told};
use crate::view::amount::Amounts;
use crate::view::words::notices as said;

/// What was noticed longer ago than this may not be so any more, and is said with its time.
const LATE: SignedDuration = SignedDuration::from_mins(30);

/// From here on a silence is counted in days.
const DAYS: i64 = 48;

pub(super) fn silence(one: &One<'_>) -> Told {
    let found = one.entry.found_at;
    let silent = found.duration_since(one.entry.happened_at);
    let number = |number: i64| u64::try_from(number).unwrap_or_default();
    let numbers = one.amounts.numbers();
    let title = match silent.as_hours() {
        ..1 => said::no_order_for_minutes(number(silent.as_mins()), numbers),
        hours @ 1..DAYS => said::no_order_for_hours(number(hours), numbers),
        hours => said::no_order_for_days(number(hours / 24), numbers),
    };
    let late = one.context.now.duration_since(found) > LATE;
    Told {
        title,
        parts: vec![
            Some(said::unusual_for(one.when.weekday(found))),
            late.then(|| said::as_of(&one.when.clock(found))),
        ],
    }
}

pub(super) fn day(one: &One<'_>) -> Told {
    let other = date(one.entry.change.occurrence).and_then(|date| one.when.other_date(date));
    // A whole day ends with the first instant of the next.
    let date_of = |at: &Timestamp| at.to_zoned(one.context.zone.clone()).date();
    let until = one.entry.details.until.filter(|until| date(one.entry.change.occurrence) == Some(date_of(until)));
    let what = match (other, until) {
        (None, _) => said::TODAY.to_owned(),
        (Some(date), None) => date,
        (Some(date), Some(until)) => said::day_until(&date, &one.when.time(until)),
    };
    let Some(day) = &one.entry.day else { return Told { title: what, parts: vec![one.who()] } };
    let currencies = one.amounts.in_order(&day.revenue);
    let numbers = one.amounts.numbers();
    let orders = said::orders_of_the_day(day.orders, numbers);
    let new = (day.new_subscriptions > 0).then(|| said::new_subscriptions(day.new_subscriptions, numbers));
    let revenue = one.amounts.sum(&day.revenue, &currencies, Amounts::exact);
    Told { title: one.titled(&what, Some(revenue)), parts: vec![Some(orders), new] }
}

/// The date that an occurrence names, written `yyyymmdd`.
pub(super) fn date(occurrence: i64) -> Option<Date> {
    let (year, rest) = (occurrence.checked_div(10_000)?, occurrence.checked_rem(10_000)?);
    let (month, day) = (i8::try_from(rest / 100).ok()?, i8::try_from(rest % 100).ok()?);
    Date::new(i16::try_from(year).ok()?, month, day).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_read_from_its_number() {
        assert_eq!(date(20_261_122), Some(Date::constant(2026, 11, 22)));
        for nonsense in [0, -1, 20_261_322, 20_260_230, i64::MAX, i64::MIN] {
            assert_eq!(date(nonsense), None, "{nonsense}");
        }
    }
}
