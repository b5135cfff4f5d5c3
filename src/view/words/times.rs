//! Dates and times within a sentence.

use jiff::civil::{Date, Weekday};

/// A month, as short as a date has it.
pub(crate) fn month(date: Date) -> &'static str {
    const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let at = usize::try_from(date.month()).unwrap_or_default();
    MONTHS.get(at.saturating_sub(1)).copied().unwrap_or_default()
}

/// A day of the week, as short as a date has it.
pub(crate) fn weekday(date: Date) -> &'static str {
    match date.weekday() {
        Weekday::Monday => "Mon",
        Weekday::Tuesday => "Tue",
        Weekday::Wednesday => "Wed",
        Weekday::Thursday => "Thu",
        Weekday::Friday => "Fri",
        Weekday::Saturday => "Sat",
        Weekday::Sunday => "Sun",
    }
}

/// A day of the week within a sentence.
pub(crate) fn whole_weekday(date: Date) -> &'static str {
    match date.weekday() {
        Weekday::Monday => "Monday",
        Weekday::Tuesday => "Tuesday",
        Weekday::Wednesday => "Wednesday",
        Weekday::Thursday => "Thursday",
        Weekday::Friday => "Friday",
        Weekday::Saturday => "Saturday",
        Weekday::Sunday => "Sunday",
    }
}

/// The half of the day behind a time of the twelve-hour clock, as it is written where the month stands first in a date.
pub(crate) fn half_of_day(is_morning: bool) -> &'static str {
    if is_morning { "AM" } else { "PM" }
}

/// The same where the day stands first.
pub(crate) fn small_half_of_day(is_morning: bool) -> &'static str {
    if is_morning { "am" } else { "pm" }
}

/// A date behind its day of the week: `Sun, 22 Nov`.
pub(crate) fn on_weekday(weekday: &str, date: &str) -> String {
    format!("{weekday}, {date}")
}

/// From one date to another: `1 Nov – 30 Nov 2026`.
pub(crate) fn span(first: &str, last: &str) -> String {
    format!("{first} – {last}")
}

/// An instant of another day: `19 Nov, 14:02`.
pub(crate) fn clock(date: &str, time: &str) -> String {
    format!("{date}, {time}")
}

// What is to come soon, within a sentence.
pub(crate) fn today_at(time: &str) -> String {
    format!("today at {time}")
}

pub(crate) fn tomorrow_at(time: &str) -> String {
    format!("tomorrow at {time}")
}

// How long ago something was, as a part of a row.
pub(crate) const JUST_NOW: &str = "just now";
pub(crate) const YESTERDAY: &str = "yesterday";

pub(crate) fn minutes_ago(minutes: i64) -> String {
    format!("{minutes} min ago")
}

pub(crate) fn hours_ago(hours: i64) -> String {
    format!("{hours} h ago")
}

/// From two days on.
pub(crate) fn days_ago(days: i32) -> String {
    format!("{days} days ago")
}

#[cfg(test)]
mod tests {
    use jiff::ToSpan;
    use jiff::civil::date;

    use super::*;

    #[test]
    fn every_day_of_a_year_has_the_names_that_english_gives_it() {
        for day in date(2026, 1, 1).series(1.day()).take(366) {
            assert_eq!(month(day), day.strftime("%b").to_string());
            assert_eq!(weekday(day), day.strftime("%a").to_string());
            assert_eq!(whole_weekday(day), day.strftime("%A").to_string());
        }
    }
}
