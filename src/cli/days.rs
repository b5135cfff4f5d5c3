//! Days and time zones as people type them.

use jiff::ToSpan;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::view::words::commands as words;

/// So many days ago is a hundred years: what is meant is a date, or everything.
const MOST_DAYS: i64 = 36_525;

/// A day, by its date or seen from today.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Day {
    On(Date),
    /// So many days before today.
    Ago(i64),
}

impl Day {
    /// Its date.
    pub(super) fn date(self, today: Date) -> Date {
        match self {
            Self::On(date) => date,
            Self::Ago(days) => today.saturating_sub(days.days()),
        }
    }
}

/// A date, `today`, `yesterday`, or so many days ago as `7d`.
pub(super) fn day(text: &str) -> Result<Day, String> {
    let ago = text.strip_suffix('d').filter(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()));
    match (text, ago.and_then(|digits| digits.parse().ok())) {
        ("today", _) => Ok(Day::Ago(0)),
        ("yesterday", _) => Ok(Day::Ago(1)),
        (_, Some(days)) if days <= MOST_DAYS => Ok(Day::Ago(days)),
        _ => date(text).map(Day::On).ok_or_else(|| words::WRITE_A_DAY.to_owned()),
    }
}

/// A date in the one form that nobody can read in two ways.
fn date(text: &str) -> Option<Date> {
    let date: Option<Date> = text.parse().ok();
    // Other forms that parse, such as one with a time of day, say something that would not be heard.
    date.filter(|date| date.to_string() == text)
}

/// A time zone by its name.
pub(super) fn zone(text: &str) -> Result<TimeZone, String> {
    TimeZone::get(text.trim()).map_err(|_| words::NO_SUCH_ZONE.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_a_date_or_is_counted_back_from_today() {
        let today: Date = "2026-03-01".parse().unwrap();
        for (text, expected) in [
            ("2026-11-22", "2026-11-22"),
            ("today", "2026-03-01"),
            ("yesterday", "2026-02-28"),
            ("0d", "2026-03-01"),
            ("7d", "2026-02-22"),
            ("36525d", "1926-03-01"),
        ] {
            assert_eq!(day(text).map(|day| day.date(today).to_string()).as_deref(), Ok(expected), "{text}");
        }
    }

    #[test]
    fn what_is_no_day_is_refused_with_the_forms_that_are() {
        for text in [
            "",
            "d",
            "7",
            "-7d",
            "+7d",
            "7 d",
            "1.5d",
            "36526d",
            "99999999999999999999d",
            "tomorrow",
            "2026-02-30",
            "2026-11-22T10:00",
            "22.11.2026",
            "Today",
            "٧d",
        ] {
            let refusal = day(text).unwrap_err();
            assert!(refusal.contains("2026-11-22") && refusal.contains("7d"), "{text}: {refusal}");
        }
    }
}
