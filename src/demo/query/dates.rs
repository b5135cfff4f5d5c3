use jiff::tz::TimeZone;
use jiff::{Timestamp, civil};

/// Reads a time as Polar's filters take it: with `Z` or an offset, or without either and then in UTC, or a day alone.
pub(super) fn read(text: &str) -> Option<Timestamp> {
    if text.contains(['[', ' ']) {
        return None;
    }
    let in_utc = |civil: civil::DateTime| civil.to_zoned(TimeZone::UTC).ok().map(|zoned| zoned.timestamp());
    if let Ok(at) = text.parse() {
        return Some(at);
    }
    match text.len() {
        10 => text.parse::<civil::Date>().ok().and_then(|day| in_utc(day.at(0, 0, 0, 0))),
        _ if text.ends_with('Z') => None,
        _ => text.parse().ok().and_then(in_utc),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_read_with_an_offset_or_in_utc() {
        for (text, read_as) in [
            ("2026-11-01T00:00:00Z", Some("2026-11-01T00:00:00Z")),
            ("2026-11-01T00:00:00.25Z", Some("2026-11-01T00:00:00.25Z")),
            ("2026-11-01T00:00:00+09:00", Some("2026-10-31T15:00:00Z")),
            ("2026-11-01T00:00:00", Some("2026-11-01T00:00:00Z")),
            ("2026-11-01", Some("2026-11-01T00:00:00Z")),
            ("2026-11-01T00:00:00 09:00", None),
            ("soon", None),
            ("", None),
        ] {
            assert_eq!(read(text).map(|at| at.to_string()).as_deref(), read_as, "{text}");
        }
    }
}
