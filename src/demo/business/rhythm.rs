use fastrand::Rng;
use jiff::{SignedDuration, Timestamp, civil::Weekday, tz::TimeZone};

use super::chance::weighted;

/// Days on which a new version was launched, counted from the opening.
pub(super) const LAUNCHES: [i64; 2] = [392, 871];

/// How busy the hours of a day in UTC are: customers are mostly American and European.
const HOURS: [u32; 24] =
    [30, 24, 18, 14, 12, 14, 20, 30, 42, 50, 54, 56, 58, 66, 80, 88, 90, 86, 80, 72, 64, 56, 46, 38];

/// What is expected on a day, in thousandths: growing from `first` to `last` over `days`, less on weekends, more around
/// Black Friday.
pub(super) fn expected(day: i64, days: i64, midnight: Timestamp, first: i64, last: i64) -> u32 {
    let grown = first + (last - first) * day / days.max(1);
    let date = midnight.to_zoned(TimeZone::UTC).date();
    let weekday = match date.weekday() {
        Weekday::Tuesday | Weekday::Wednesday => 115,
        Weekday::Monday | Weekday::Thursday => 108,
        Weekday::Friday => 98,
        Weekday::Saturday | Weekday::Sunday => 76,
    };
    let season = match (date.month(), date.day()) {
        (11, 24..) => 170,
        (12, 24..=26) => 55,
        (7 | 8, _) => 88,
        _ => 100,
    };
    u32::try_from(grown * weekday * season / 10_000).unwrap_or_default()
}

/// An instant of the day that begins at `midnight`, at an hour that people buy at.
pub(super) fn moment(rng: &mut Rng, midnight: Timestamp) -> Timestamp {
    let hours: Vec<(i64, u32)> = (0..).zip(HOURS).collect();
    // The opening was at the time of day that it is now: hours are counted from the true midnight of UTC.
    let start = midnight.as_second() - midnight.as_second().rem_euclid(86_400);
    let hour = weighted(rng, &hours, |hour| hour.1).map_or(12, |hour| hour.0);
    let micro = (start + hour * 3600) * 1_000_000 + rng.i64(0..3_600_000_000);
    let at = Timestamp::from_microsecond(micro).unwrap_or(midnight);
    if at < midnight { at.saturating_add(SignedDuration::from_hours(24)).unwrap_or(at) } else { at }
}
