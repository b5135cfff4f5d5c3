use clap::{Args, ValueHint};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

use super::write::Form;
use crate::cli::days::{Day, day, zone};
use crate::domain::Period;
use crate::figures::Calendar;
use crate::view::words::commands as words;

/// How many rows a table has where nobody says.
const ROWS: u64 = 50;

/// A number of rows.
fn count(text: &str) -> Result<u64, String> {
    text.parse().map_err(|_| words::WRITE_A_LIMIT.to_owned())
}

/// Which rows, and how they are written.
#[derive(Args, Debug, Default)]
pub(in crate::cli) struct ListOptions {
    /// The first day: 2026-11-01, today, yesterday, or 7d for seven days ago
    #[arg(long, value_name = "DAY", value_parser = day, value_hint = ValueHint::Other)]
    since: Option<Day>,

    /// The last day, itself included, likewise
    #[arg(long, value_name = "DAY", value_parser = day, value_hint = ValueHint::Other)]
    until: Option<Day>,

    /// Only rows of this status, by Polar's word for it
    #[arg(long, value_name = "STATUS", value_hint = ValueHint::Other)]
    pub(super) status: Option<String>,

    /// Only rows with every one of these words in product, ID, invoice number, status, currency or reason
    #[arg(long, value_name = "WORDS", default_value = "", hide_default_value = true, value_hint = ValueHint::Other)]
    pub(super) search: String,

    /// How many rows at most, 0 for all; without it 50 in a table, and all as JSON or CSV
    #[arg(long, value_name = "N", value_parser = count, allow_negative_numbers = true, value_hint = ValueHint::Other)]
    limit: Option<u64>,

    /// As JSON, for scripts: unknown is null
    #[arg(long, conflicts_with = "csv")]
    json: bool,

    /// As comma-separated values, for spreadsheets: the columns of the window's export, amounts in major units
    #[arg(long)]
    csv: bool,

    /// The time zone in which days begin and end, such as Europe/Berlin; without it the one of the settings
    #[arg(long, value_name = "ZONE", value_parser = zone, value_hint = ValueHint::Other)]
    time_zone: Option<TimeZone>,
}

/// The days that were asked for, both included. Where one is not named there is no bound.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Days {
    pub(super) first: Option<Date>,
    pub(super) last: Option<Date>,
}

impl Days {
    /// From the first instant of the first day to the last instant of the last one.
    pub(super) fn period(self, calendar: &Calendar) -> Option<Period> {
        let begin = |date: Option<Date>| date.map(|date| calendar.midnight(date));
        let (from, to) = (begin(self.first), begin(self.last.map(|last| last.saturating_add(1.day()))));
        let bounded = from.is_some() || to.is_some();
        bounded.then(|| Period::new(from.unwrap_or(Timestamp::MIN), to.unwrap_or(Timestamp::MAX)))
    }
}

impl ListOptions {
    /// The time zone that was asked for.
    pub(super) fn zone(&self) -> Option<TimeZone> {
        self.time_zone.clone()
    }

    /// How the rows are to be written.
    pub(super) fn form(&self) -> Form {
        match (self.json, self.csv) {
            (true, _) => Form::Json,
            (_, true) => Form::Csv,
            _ => Form::Table,
        }
    }

    /// How many rows are wanted at most.
    pub(super) fn rows(&self) -> u64 {
        match (self.limit, self.form()) {
            (Some(0), _) | (None, Form::Json | Form::Csv) => u64::MAX,
            (Some(rows), _) => rows,
            (None, Form::Table) => ROWS,
        }
    }

    /// The days that are wanted; otherwise a sentence that names the cure.
    pub(super) fn days(&self, today: Date) -> Result<Days, String> {
        let [first, last] = [self.since, self.until].map(|day| day.map(|day| day.date(today)));
        if first.is_some_and(|first| first > today) {
            return Err(words::since_to_come(today));
        }
        match (first, last) {
            (Some(first), Some(last)) if first > last => Err(words::since_after_until(first, last)),
            _ => Ok(Days { first, last }),
        }
    }
}

#[cfg(test)]
mod tests;
