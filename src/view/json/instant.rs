use serde::{Serialize, Serializer};

/// An instant in RFC 3339, in UTC.
#[derive(Debug)]
pub(super) struct Instant(pub jiff::Timestamp);

impl Serialize for Instant {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

/// One of the owner's days, as `2026-11-22`.
#[derive(Debug)]
pub(super) struct Day(pub jiff::civil::Date);

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}
