use clap::{Args, ValueHint};
use jiff::ToSpan;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::cli::days::{Day, day, zone};
use crate::view::words::commands as words;

/// As many days as a table has room for and a person reads: ten years.
const MOST_DAYS: i64 = 3_660;

/// How many days are shown where nobody says.
const DAYS: i64 = 30;

/// A number of days.
fn count(text: &str) -> Result<i64, String> {
    let days = text.parse().ok().filter(|days| (1..=MOST_DAYS).contains(days));
    days.ok_or_else(|| words::write_days(MOST_DAYS))
}

/// Which days, and how they are written.
#[derive(Args, Debug, Default)]
pub(in crate::cli) struct HistoryOptions {
    /// How many days, the last one included; 30 where nothing is said
    #[arg(long, value_name = "N", value_parser = count, conflicts_with = "from")]
    #[arg(allow_negative_numbers = true, value_hint = ValueHint::Other)]
    days: Option<i64>,

    /// The first day: 2026-11-01, today, yesterday, or 7d for seven days ago
    #[arg(long, value_name = "DAY", value_parser = day, value_hint = ValueHint::Other)]
    from: Option<Day>,

    /// The last day, itself included, likewise; today where nothing is said
    #[arg(long, value_name = "DAY", value_parser = day, value_hint = ValueHint::Other)]
    to: Option<Day>,

    /// As JSON, for scripts: unknown is null
    #[arg(long, conflicts_with = "csv")]
    pub(super) json: bool,

    /// As comma-separated values, for spreadsheets: a row for each day and currency, amounts in major units; counts are
    /// of no currency and stand in the first row of their day; unknown is empty
    #[arg(long)]
    pub(super) csv: bool,

    /// The time zone in which days begin and end, such as Europe/Berlin; without it the one of the settings
    #[arg(long, value_name = "ZONE", value_parser = zone, value_hint = ValueHint::Other)]
    time_zone: Option<TimeZone>,
}

impl HistoryOptions {
    /// The time zone that was asked for.
    pub(super) fn zone(&self) -> Option<TimeZone> {
        self.time_zone.clone()
    }

    /// The first and the last day, both included; otherwise a sentence that names the cure.
    pub(super) fn dates(&self, today: Date) -> Result<(Date, Date), String> {
        let [from, to] = [self.from, self.to].map(|day| day.map(|day| day.date(today)));
        let last = to.unwrap_or(today);
        let first = from.unwrap_or_else(|| last.saturating_sub((self.days.unwrap_or(DAYS) - 1).days()));
        for (option, date) in [("--from", from), ("--to", to)] {
            if date.is_some_and(|date| date > today) {
                return Err(words::day_to_come(option, today));
            }
        }
        let days = i64::from((last - first).get_days()) + 1;
        if days < 1 {
            return Err(words::from_after_to(first, last));
        }
        if days > MOST_DAYS {
            return Err(words::too_many_days(first, last, days, MOST_DAYS));
        }
        Ok((first, last))
    }
}

#[cfg(test)]
mod tests;
