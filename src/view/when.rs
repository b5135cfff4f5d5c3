use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};

use super::region::Dates;
use super::words::times;
use crate::app::Region;

/// Instants in the owner's words, seen from one instant in one time zone.
#[derive(Clone, Debug)]
pub(super) struct When {
    now: Zoned,
    dates: Dates,
}

impl When {
    pub fn seen_from(now: Timestamp, zone: &TimeZone, region: &Region) -> Self {
        Self { now: now.to_zoned(zone.clone()), dates: Dates::of(region) }
    }

    /// The instant that everything is seen from.
    pub fn now(&self) -> Timestamp {
        self.now.timestamp()
    }

    fn local(&self, at: Timestamp) -> Zoned {
        at.to_zoned(self.now.time_zone().clone())
    }

    /// How dates are written.
    pub fn dates(&self) -> Dates {
        self.dates
    }

    /// How many days ago it was, by the calendar; below 0 for days to come.
    fn days_ago(&self, at: Timestamp) -> i32 {
        (self.now.date() - self.local(at).date()).get_days()
    }

    /// The date, unless it is today's.
    pub fn other_day(&self, at: Timestamp) -> Option<String> {
        (self.days_ago(at) != 0).then(|| self.date(at))
    }

    /// `19 Nov` or `Nov 19`, with the year where it is another.
    pub fn date(&self, at: Timestamp) -> String {
        self.written(self.local(at).date())
    }

    /// A date, unless it is today's.
    pub fn other_date(&self, date: Date) -> Option<String> {
        (date != self.now.date()).then(|| self.written(date))
    }

    fn written(&self, date: Date) -> String {
        if date.year() == self.now.year() { self.dates.day(date) } else { self.dates.day_of_year(date) }
    }

    /// `14:02`, `9:40`, or `2:02 PM`.
    pub fn time(&self, at: Timestamp) -> String {
        self.dates.time(self.local(at).time())
    }

    /// `14:02` for today, `19 Nov, 14:02` for other days.
    pub fn clock(&self, at: Timestamp) -> String {
        match self.other_day(at) {
            Some(date) => times::clock(&date, &self.time(at)),
            None => self.time(at),
        }
    }

    /// `Tuesday`.
    pub fn weekday(&self, at: Timestamp) -> &'static str {
        times::whole_weekday(self.local(at).date())
    }

    /// Whether it is today or tomorrow.
    pub fn is_near(&self, at: Timestamp) -> bool {
        matches!(self.days_ago(at), -1 | 0)
    }

    /// What is to come: `today at 18:30`, `tomorrow at 9:00`, and the date from then on.
    pub fn coming(&self, at: Timestamp) -> String {
        match self.days_ago(at) {
            0 => times::today_at(&self.time(at)),
            -1 => times::tomorrow_at(&self.time(at)),
            _ => self.date(at),
        }
    }

    /// `just now`, `5 min ago`, `2 h ago`, `yesterday`, `3 days ago`, and the date from a week on. What Polar's clock
    /// dates a moment from now is just now.
    pub fn ago(&self, at: Timestamp) -> String {
        let minutes = self.now.timestamp().duration_since(at).as_mins();
        match (self.days_ago(at), minutes) {
            (_, ..1) => times::JUST_NOW.to_owned(),
            (_, 1..60) => times::minutes_ago(minutes),
            (0, _) | (_, 60..360) => times::hours_ago(minutes / 60),
            (1, _) => times::YESTERDAY.to_owned(),
            (days @ 2..7, _) => times::days_ago(days),
            _ => self.date(at),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn when() -> When {
        When::seen_from(
            "2026-11-22T14:02:00Z".parse().unwrap(),
            &TimeZone::get("America/Los_Angeles").unwrap(),
            &Region::default(),
        )
    }

    #[test]
    fn how_long_ago_is_said_as_a_person_would() {
        for (at, expected) in [
            ("2026-11-22T14:02:09Z", "just now"),
            ("2026-11-22T14:01:30Z", "just now"),
            ("2026-11-22T14:01:00Z", "1 min ago"),
            ("2026-11-22T13:02:01Z", "59 min ago"),
            ("2026-11-22T12:00:00Z", "2 h ago"),
            ("2026-11-22T08:30:00Z", "5 h ago"),
            ("2026-11-22T07:30:00Z", "yesterday"),
            ("2026-11-21T14:02:00Z", "yesterday"),
            ("2026-11-19T14:02:00Z", "3 days ago"),
            ("2026-11-15T14:02:00Z", "15 Nov"),
            ("2025-11-15T14:02:00Z", "15 Nov 2025"),
        ] {
            assert_eq!(when().ago(at.parse().unwrap()), expected, "{at}");
        }
    }

    #[test]
    fn a_clock_names_the_day_where_it_is_another() {
        assert_eq!(when().clock("2026-11-22T13:30:00Z".parse().unwrap()), "5:30");
        assert_eq!(when().clock("2026-11-22T07:30:00Z".parse().unwrap()), "21 Nov, 23:30");
    }

    #[test]
    fn what_is_to_come_soon_has_its_time() {
        for (at, expected) in [
            ("2026-11-23T02:30:00Z", "today at 18:30"),
            ("2026-11-23T17:00:00Z", "tomorrow at 9:00"),
            ("2026-11-24T17:00:00Z", "24 Nov"),
            ("2027-01-02T17:00:00Z", "2 Jan 2027"),
        ] {
            assert_eq!(when().coming(at.parse().unwrap()), expected, "{at}");
        }
    }
}
