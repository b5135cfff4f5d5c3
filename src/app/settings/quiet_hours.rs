use jiff::civil::Time;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

/// Hours of the owner's day in which nothing is announced. They may wrap midnight.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct QuietHours {
    /// They begin at this time of day.
    pub from: Time,
    /// They end at this time of day, which is not the time at which they begin.
    pub to: Time,
}

impl Default for QuietHours {
    /// Ten in the evening to eight in the morning.
    fn default() -> Self {
        Self { from: Time::constant(22, 0, 0, 0), to: Time::constant(8, 0, 0, 0) }
    }
}

impl QuietHours {
    /// Whether they last at `at` for somebody who lives in `zone`.
    pub fn last_at(&self, at: Timestamp, zone: &TimeZone) -> bool {
        let time = at.to_zoned(zone.clone()).time();
        if self.from <= self.to { self.from <= time && time < self.to } else { self.from <= time || time < self.to }
    }

    /// When they end next after `now`; `None` where they do not last at `now`.
    pub fn end_after(&self, now: Timestamp, zone: &TimeZone) -> Option<Timestamp> {
        if !self.last_at(now, zone) {
            return None;
        }
        let here = now.to_zoned(zone.clone());
        let day = if here.time() < self.to { here.date() } else { here.date().checked_add(1.day()).ok()? };
        // A time that a change of clocks leaves out is the one after the gap.
        day.to_datetime(self.to).to_zoned(zone.clone()).ok().map(|end| end.timestamp())
    }
}

/// A time of day as a page or a person writes it: `22:00`, `7:30`.
pub fn time_of_day(text: &str) -> Option<Time> {
    let (hour, minute) = text.trim().split_once(':')?;
    let number = |digits: &str| {
        let plain = (1..=2).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
        plain.then(|| digits.parse::<i8>().ok()).flatten()
    };
    Time::new(number(hour)?, number(minute).filter(|_| minute.len() == 2)?, 0, 0).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hours(from: &str, to: &str) -> QuietHours {
        QuietHours { from: time_of_day(from).unwrap(), to: time_of_day(to).unwrap() }
    }

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn a_night_wraps_midnight_and_an_afternoon_does_not() {
        let (night, afternoon) = (hours("22:00", "08:00"), hours("12:30", "14:00"));
        for (time, in_night, in_afternoon) in [
            ("21:59:59", false, false),
            ("22:00:00", true, false),
            ("00:00:00", true, false),
            ("07:59:59", true, false),
            ("08:00:00", false, false),
            ("12:30:00", false, true),
            ("13:59:59", false, true),
            ("14:00:00", false, false),
        ] {
            let now = at(&format!("2026-11-22T{time}Z"));
            assert_eq!(night.last_at(now, &TimeZone::UTC), in_night, "{time}");
            assert_eq!(afternoon.last_at(now, &TimeZone::UTC), in_afternoon, "{time}");
        }
    }

    #[test]
    fn they_are_hours_of_the_owners_own_day() {
        let tokyo = TimeZone::get("Asia/Tokyo").unwrap();
        let night = hours("22:00", "08:00");
        assert!(night.last_at(at("2026-11-22T14:00:00Z"), &tokyo));
        assert_eq!(night.end_after(at("2026-11-22T14:00:00Z"), &tokyo), Some(at("2026-11-22T23:00:00Z")));
    }

    #[test]
    fn they_end_this_morning_or_tomorrow_or_do_not_last() {
        let night = hours("22:00", "08:00");
        for (now, end) in [
            ("2026-11-22T23:00:00Z", Some("2026-11-23T08:00:00Z")),
            ("2026-11-22T00:30:00Z", Some("2026-11-22T08:00:00Z")),
            ("2026-11-22T12:00:00Z", None),
        ] {
            assert_eq!(night.end_after(at(now), &TimeZone::UTC), end.map(at), "{now}");
        }
    }

    #[test]
    fn an_end_that_a_change_of_clocks_leaves_out_is_still_an_end() {
        let berlin = TimeZone::get("Europe/Berlin").unwrap();
        let end = hours("23:00", "02:30").end_after(at("2026-03-28T23:30:00Z"), &berlin);
        assert_eq!(end, Some(at("2026-03-29T01:30:00Z")));
    }

    #[test]
    fn a_time_is_read_as_people_write_it() {
        for (text, expected) in [
            ("22:00", Some((22, 0))),
            (" 7:05 ", Some((7, 5))),
            ("00:00", Some((0, 0))),
            ("24:00", None),
            ("7:5", None),
            ("12:60", None),
            ("-1:00", None),
            ("+7:00", None),
            ("22", None),
            ("", None),
            ("10 pm", None),
        ] {
            assert_eq!(time_of_day(text).map(|time| (time.hour(), time.minute())), expected, "{text:?}");
        }
    }
}
