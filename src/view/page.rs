use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::app::Health;
use crate::domain::Organization;
use crate::figures::Summary;

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
    /// The present.
    pub now: Timestamp,
}

impl Page<'_> {
    /// The zone's name in the time-zone database; one without a name is written as its offset from UTC.
    pub(super) fn zone_name(&self) -> String {
        match self.zone.iana_name() {
            Some(name) => name.to_owned(),
            None => self.now.to_zoned(self.zone.clone()).strftime("%:z").to_string(),
        }
    }
}
