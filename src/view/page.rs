use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::app::{Health, Region};
use crate::domain::Organization;
use crate::figures::{History, Summary};

/// What one report in a terminal or in JSON is written from.
#[derive(Clone, Copy, Debug)]
pub struct Page<'a> {
    /// Whose figures they are.
    pub organization: &'a Organization,
    /// They are sample data.
    pub sample: bool,
    /// The figures.
    pub summary: &'a Summary,
    /// How they stand.
    pub health: &'a Health,
    /// The owner's time zone.
    pub zone: &'a TimeZone,
    /// The owner's region.
    pub region: &'a Region,
    /// The present.
    pub now: Timestamp,
}

/// What the figures of some days are written from in a terminal.
#[derive(Clone, Copy, Debug)]
pub struct HistoryPage<'a> {
    /// Whose figures they are.
    pub organization: &'a Organization,
    /// They are sample data.
    pub sample: bool,
    /// The figures.
    pub history: &'a History,
    /// How they stand.
    pub health: &'a Health,
    /// The time zone of the days.
    pub zone: &'a TimeZone,
    /// The owner's region.
    pub region: &'a Region,
    /// The present.
    pub now: Timestamp,
}

/// The zone's name in the time-zone database; one without a name is written as its offset from UTC at `now`.
pub(super) fn zone_name(zone: &TimeZone, now: Timestamp) -> String {
    match zone.iana_name() {
        Some(name) => name.to_owned(),
        None => now.to_zoned(zone.clone()).strftime("%:z").to_string(),
    }
}
