use jiff::Timestamp;
use jiff::civil::Time;
use jiff::tz::TimeZone;

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
        // A clock that is changed jumps out of them, or back into them: an hour that comes twice may have two ends.
        let mut since = now;
        for change in zone.following(now).map(|transition| transition.timestamp()) {
            let end = self.end_by_one_clock(since, zone).filter(|end| *end < change);
            if end.is_some() {
                return end;
            }
            if !self.last_at(change, zone) {
                return Some(change);
            }
            since = change;
        }
        self.end_by_one_clock(since, zone)
    }

    /// When they would end next after `since`, if the clocks of `zone` were not changed any more.
    fn end_by_one_clock(&self, since: Timestamp, zone: &TimeZone) -> Option<Timestamp> {
        let clock = zone.to_offset(since);
        let here = clock.to_datetime(since);
        let day = if here.time() < self.to { here.date() } else { here.date().tomorrow().ok()? };
        clock.to_timestamp(day.to_datetime(self.to)).ok()
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
    use jiff::ToSpan;
    use jiff::civil::Date;
    use proptest::prelude::*;
    use proptest::sample::select;

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
    fn they_end_by_the_clock_on_the_wall_also_when_it_is_changed() {
        let (late, later) = (("22:00", "01:30"), ("23:00", "02:30"));
        for (zone, (from, to), now, end) in [
            // The end is left out: the clock jumps past it.
            ("Europe/Berlin", later, "2026-03-28T23:30:00Z", Some("2026-03-29T01:00:00Z")),
            ("America/Santiago", ("22:00", "00:30"), "2026-09-06T03:00:00Z", Some("2026-09-06T04:00:00Z")),
            // It comes twice: quiet, over, quiet again, over.
            ("America/New_York", late, "2026-11-01T05:15:00Z", Some("2026-11-01T05:30:00Z")),
            ("America/New_York", late, "2026-11-01T05:45:00Z", None),
            ("America/New_York", late, "2026-11-01T06:15:00Z", Some("2026-11-01T06:30:00Z")),
            ("America/New_York", late, "2026-11-01T06:30:00Z", None),
            // It comes only once the clock was turned back before it.
            ("America/New_York", ("22:00", "02:00"), "2026-11-01T05:59:00Z", Some("2026-11-01T07:00:00Z")),
            ("Australia/Lord_Howe", ("22:00", "01:45"), "2026-04-04T15:05:00Z", Some("2026-04-04T15:15:00Z")),
            // A whole day is left out.
            ("Pacific/Apia", ("22:00", "08:00"), "2011-12-30T09:00:00Z", Some("2011-12-30T18:00:00Z")),
        ] {
            let zone = TimeZone::get(zone).unwrap();
            assert_eq!(hours(from, to).end_after(at(now), &zone), end.map(at), "{zone:?} {now}");
        }
    }

    /// In seconds: quiet hours and changes of clocks begin at multiples of it here.
    const STEP: i64 = 5 * 60;

    fn zones() -> impl Strategy<Value = TimeZone> {
        select(vec![
            "America/New_York",
            "Europe/Berlin",
            "Australia/Lord_Howe",
            "America/Santiago",
            "Asia/Kathmandu",
            "Pacific/Apia",
            "UTC",
        ])
        .prop_map(|name| TimeZone::get(name).unwrap())
    }

    fn times() -> impl Strategy<Value = Time> {
        (0..24_i8, 0..12_i8).prop_map(|(hour, step)| Time::constant(hour, 5 * step, 0, 0))
    }

    proptest! {
        #[test]
        fn they_last_until_their_end_and_not_at_it(
            zone in zones(),
            from in times(),
            to in times(),
            year in select(vec![1986_i16, 2011, 2026, 2040]),
            change in 0..4_usize,
            away in -36 * 3_600..12 * 3_600_i64,
        ) {
            prop_assume!(from != to);
            let hours = QuietHours { from, to };
            let new_year = Date::constant(year, 1, 1).to_zoned(zone.clone()).unwrap().timestamp();
            let changed = zone.following(new_year).nth(change).map_or(new_year, |transition| transition.timestamp());
            let now = changed + away.seconds();

            let Some(end) = hours.end_after(now, &zone) else {
                prop_assert!(!hours.last_at(now, &zone));
                return Ok(());
            };
            prop_assert!(now < end && !hours.last_at(end, &zone), "{end}");
            let first = (now.as_second() / STEP + 1) * STEP;
            for second in [now.as_second()].into_iter().chain((first..end.as_second()).step_by(STEP as usize)) {
                prop_assert!(hours.last_at(Timestamp::from_second(second).unwrap(), &zone), "{second} before {end}");
            }
        }
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
