use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::app::{Health, List, Region};
use crate::domain::Organization;
use crate::figures::{History, Summary};
use crate::money::Currency;

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

/// What a list of rows is written from in a terminal or in JSON, beside the rows themselves.
#[derive(Clone, Copy, Debug)]
pub struct ListPage<'a> {
    /// Whose rows they are.
    pub organization: &'a Organization,
    /// They are sample data.
    pub sample: bool,
    /// Which rows.
    pub list: List,
    /// The currencies in which the organization sells.
    pub currencies: &'a [Currency],
    /// The ledger holds the whole history.
    pub complete: bool,
    /// How the ledger stands.
    pub health: &'a Health,
    /// The time zone of the days.
    pub zone: &'a TimeZone,
    /// How amounts are written.
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
