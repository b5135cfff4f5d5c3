//! What time tells and no order: a silence, and the day's figures.

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};

use super::one::{One, Told};
use crate::view::amount::Amounts;

/// What was noticed longer ago than this may not be so any more, and is said with its time.
const LATE: SignedDuration = SignedDuration::from_mins(30);

/// From here on a silence is counted in days.
const DAYS: i64 = 48;

pub(super) fn silence(one: &One<'_>) -> Told {
    let found = one.entry.found_at;
    let silent = found.duration_since(one.entry.happened_at);
    let number = |number: i64| u64::try_from(number).unwrap_or_default();
    let numbers = one.amounts.numbers();
    let length = match silent.as_hours() {
        ..1 => numbers.things(number(silent.as_mins()), "minute", "minutes"),
        hours @ 1..DAYS => numbers.things(number(hours), "hour", "hours"),
        hours => numbers.things(number(hours / 24), "day", "days"),
    };
    let late = one.context.now.duration_since(found) > LATE;
    Told {
        title: format!("No order for {length}"),
        parts: vec![
            Some(format!("Unusual for a {}", one.when.weekday(found))),
            late.then(|| format!("as of {}", one.when.clock(found))),
        ],
    }
}

pub(super) fn day(one: &One<'_>) -> Told {
    let other = date(one.entry.change.occurrence).and_then(|date| one.when.other_date(date));
    // A whole day ends with the first instant of the next.
    let date_of = |at: &Timestamp| at.to_zoned(one.context.zone.clone()).date();
    let until = one.entry.details.until.filter(|until| date(one.entry.change.occurrence) == Some(date_of(until)));
    let what = match (other, until) {
        (None, _) => "Today".to_owned(),
        (Some(date), None) => date,
        (Some(date), Some(until)) => format!("{date} until {}", one.when.time(until)),
    };
    let Some(day) = &one.entry.day else { return Told { title: what, parts: vec![one.who()] } };
    let currencies = one.amounts.in_order(&day.revenue);
    let numbers = one.amounts.numbers();
    let orders = if day.orders == 0 { "No orders".to_owned() } else { numbers.things(day.orders, "order", "orders") };
    let new = (day.new_subscriptions > 0)
        .then(|| numbers.things(day.new_subscriptions, "new subscription", "new subscriptions"));
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
