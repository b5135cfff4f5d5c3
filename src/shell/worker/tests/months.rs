//! Months in seconds: the worker that runs on every computer, the model and the view, with clocks and a time zone that the
//! test tells, and a shop that sells by a plan. What has to come is computed from the plan by the calendar alone, with
//! nothing of the program's own.

mod changes;
mod expected;
mod long;
mod player;
mod record;
mod set;
mod slept;
mod till;
mod travelled;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::app::settings::{QuietHours, Rules, Topic};
use crate::app::{Interval, Settings};

/// An instant, from a date and a time on the wall of a zone: `2026-11-22T14:02[Asia/Tokyo]`.
fn on_the_wall(text: &str) -> (Timestamp, TimeZone) {
    let zoned: jiff::Zoned = text.parse().unwrap();
    (zoned.timestamp(), zoned.time_zone().clone())
}

/// Asked so often, silent at night, and with a word on every evening.
fn settings(interval: Interval, quiet_hours: Option<QuietHours>) -> Settings {
    let topics = Rules::default().topics.into_iter().chain([Topic::DailySummary]).collect();
    Settings { rules: Rules { topics, quiet_hours, ..Rules::default() }, interval, ..Settings::default() }
}

fn hours(hours: u64) -> std::time::Duration {
    minutes(60 * hours)
}

fn minutes(minutes: u64) -> std::time::Duration {
    std::time::Duration::from_secs(60 * minutes)
}

/// Whether there is time for more.
fn is_long() -> bool {
    std::env::var_os("REVONE_SOAK").is_some()
}
