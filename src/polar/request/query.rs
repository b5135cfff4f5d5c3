use jiff::fmt::temporal::DateTimePrinter;
use jiff::{RoundMode, Timestamp, TimestampRound, Unit};

/// Polar keeps instants to the microsecond, and so do its filters.
const TO_THE_MICROSECOND: DateTimePrinter = DateTimePrinter::new().precision(Some(6));

/// A path and the query that grows behind it, percent-encoded.
pub(super) struct Query {
    text: String,
    separator: char,
}

impl Query {
    /// The path, with no query yet.
    pub(super) fn of(path: &str) -> Self {
        Self { text: path.to_owned(), separator: '?' }
    }

    /// Adds a parameter. A name that repeats is an "or" of its values.
    pub(super) fn with(mut self, name: &str, value: &str) -> Self {
        self.text.push(self.separator);
        self.text.push_str(name);
        self.text.push('=');
        encode_into(&mut self.text, value);
        self.separator = '&';
        self
    }

    /// Adds a parameter when it has a value.
    pub(super) fn with_some(self, name: &str, value: Option<impl ToString>) -> Self {
        match value {
            Some(value) => self.with(name, &value.to_string()),
            None => self,
        }
    }

    /// Adds a lower bound, rounded down so that it never leaves out what the exact one includes. Polar has nothing from
    /// before 1970: a bound there is no bound, and its year might be one that Polar refuses.
    pub(super) fn with_from(self, name: &str, at: Option<Timestamp>) -> Self {
        let at = at.filter(|at| *at > Timestamp::UNIX_EPOCH);
        self.with_some(name, at.map(|at| instant(at, RoundMode::Floor)))
    }

    /// Adds an upper bound, rounded up so that it never leaves out what the exact one includes.
    pub(super) fn with_to(self, name: &str, at: Option<Timestamp>) -> Self {
        self.with_some(name, at.map(|at| instant(at, RoundMode::Ceil)))
    }

    /// Path and query.
    pub(super) fn into_text(self) -> String {
        self.text
    }
}

/// UTC with `Z`: a `+` of an offset would arrive as a space.
fn instant(at: Timestamp, mode: RoundMode) -> String {
    let rounded = at.round(TimestampRound::new().smallest(Unit::Microsecond).mode(mode));
    TO_THE_MICROSECOND.timestamp_to_string(&rounded.unwrap_or(at))
}

/// Percent-encodes every byte that RFC 3986 §2.3 does not call unreserved.
fn encode_into(text: &mut String, value: &str) {
    for byte in value.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => text.push(char::from(byte)),
            _ => text.push_str(&format!("%{byte:02X}")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Option<Timestamp> {
        Some(text.parse().unwrap())
    }

    #[test]
    fn only_unreserved_characters_stand_for_themselves() {
        for (value, encoded) in [
            ("-created_at", "-created_at"),
            ("a b+c", "a%20b%2Bc"),
            ("2026-11-01T00:00:00Z", "2026-11-01T00%3A00%3A00Z"),
            ("x&y=z#?/%", "x%26y%3Dz%23%3F%2F%25"),
            ("é\u{202e}\n", "%C3%A9%E2%80%AE%0A"),
            ("", ""),
        ] {
            assert_eq!(Query::of("/").with("k", value).into_text(), format!("/?k={encoded}"));
        }
    }

    #[test]
    fn instants_are_utc_to_the_microsecond() {
        for (given, sent) in [
            ("2026-11-01T00:00:00Z", "2026-11-01T00%3A00%3A00.000000Z"),
            ("2026-11-01T00:00:00+09:00", "2026-10-31T15%3A00%3A00.000000Z"),
            ("2026-11-22T02:33:13.546118Z", "2026-11-22T02%3A33%3A13.546118Z"),
        ] {
            assert_eq!(Query::of("").with_from("a", at(given)).into_text(), format!("?a={sent}"), "{given}");
            assert_eq!(Query::of("").with_to("a", at(given)).into_text(), format!("?a={sent}"), "{given}");
        }
    }

    #[test]
    fn a_bound_finer_than_polars_clock_widens_the_window() {
        let exact = at("2026-11-22T02:33:13.5461189Z");
        assert_eq!(Query::of("").with_from("a", exact).into_text(), "?a=2026-11-22T02%3A33%3A13.546118Z");
        assert_eq!(Query::of("").with_to("a", exact).into_text(), "?a=2026-11-22T02%3A33%3A13.546119Z");
    }

    #[test]
    fn bounds_that_bound_nothing_are_sent_as_what_polar_reads_or_not_at_all() {
        assert_eq!(Query::of("/").with_from("a", Some(Timestamp::MIN)).into_text(), "/");
        assert_eq!(Query::of("/").with_from("a", Some(Timestamp::UNIX_EPOCH)).into_text(), "/");
        assert!(Query::of("/").with_to("a", Some(Timestamp::MAX)).into_text().starts_with("/?a=9999-12-30T"));
    }
}
