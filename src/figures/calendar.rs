use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

use super::windows::{Windows, days, usual};
use crate::domain::Period;

/// The owner's days around one instant. A day runs from the first instant of its date to the first instant of the next
/// date, so that it may have 23 or 25 hours, begin at one o'clock, or be missing altogether.
#[derive(Clone, Debug)]
pub struct Calendar {
    now: Timestamp,
    zone: TimeZone,
    today: Date,
}

/// One of the owner's days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Day {
    /// Its date.
    pub date: Date,
    /// From its first instant to the first instant of the next date; empty for a date that never was.
    pub period: Period,
}

impl Calendar {
    /// The days around `now` in `zone`.
    pub fn at(now: Timestamp, zone: &TimeZone) -> Self {
        let today = now.to_zoned(zone.clone()).date();
        let mut calendar = Self { now, zone: zone.clone(), today };
        // Where clocks were turned across midnight, an instant's date and the day whose first instant came before it
        // can differ: the day decides, so that now always lies in today.
        if calendar.midnight_after(1) <= now {
            calendar.today = calendar.date(1);
        } else if calendar.midnight_after(0) > now {
            calendar.today = calendar.date(-1);
        }
        calendar
    }

    /// The instant that the calendar is about.
    pub fn now(&self) -> Timestamp {
        self.now
    }

    /// The owner's time zone.
    pub fn zone(&self) -> &TimeZone {
        &self.zone
    }

    /// The day in which now lies.
    pub fn today(&self) -> Date {
        self.today
    }

    /// Every day from one date to another, both included, oldest first; none when they are the wrong way round.
    pub fn days(&self, first: Date, last: Date) -> Vec<Day> {
        let day = |date: Date| {
            let next = date.saturating_add(1.day());
            Day { date, period: Period::new(self.midnight(date), self.midnight(next)) }
        };
        first.series(1.day()).take_while(|date| *date <= last).map(day).collect()
    }

    /// The first instant of tomorrow.
    pub fn next_midnight(&self) -> Timestamp {
        self.midnight_after(1)
    }

    /// Today and the 29 days before: what orders are counted in to put currencies in order.
    pub fn last_30_days(&self) -> Period {
        self.onward_from(-29)
    }

    /// Every period that a summary needs, in the order in which [`LedgerFacts::periods`] has to answer.
    ///
    /// [`LedgerFacts::periods`]: crate::domain::LedgerFacts::periods
    pub fn periods(&self) -> Vec<Period> {
        let mut all = Vec::new();
        self.windows().map(|period| all.push(period));
        all
    }

    /// The periods by name. Running periods end with the next midnight and not with now: Polar's clock may be ahead of
    /// this computer's, and what it dates a moment from now was still sold today.
    pub(super) fn windows(&self) -> Windows<Period> {
        let since_monday = i64::from(self.today.weekday().to_monday_zero_offset());
        let since_first = i64::from(self.today.day()) - 1;
        Windows {
            today: self.onward_from(0),
            yesterday: self.day(-1),
            this_week: self.onward_from(-since_monday),
            this_month: self.onward_from(-since_first),
            last_30_days: self.last_30_days(),
            all_time: Period::new(Timestamp::MIN, self.next_midnight()),
            week_before: self.until_this_time(-since_monday - 7, -7),
            month_before: self.month_before(),
            thirty_days_before: self.until_this_time(-59, -30),
            usual: usual(|weeks| self.until_this_time(-7 * weeks, -7 * weeks)),
            days: days(|back| self.day(-back)),
        }
    }

    pub(super) fn date(&self, after: i64) -> Date {
        self.today.saturating_add(after.days())
    }

    /// The first instant of a date.
    pub fn midnight(&self, date: Date) -> Timestamp {
        // Only a midnight beyond the ends of jiff's time line has no instant.
        let edge = if date.year() < 0 { Timestamp::MIN } else { Timestamp::MAX };
        date.to_zoned(self.zone.clone()).map_or(edge, |midnight| midnight.timestamp())
    }

    pub(super) fn midnight_after(&self, days: i64) -> Timestamp {
        self.midnight(self.date(days))
    }

    fn day(&self, after: i64) -> Period {
        Period::new(self.midnight_after(after), self.midnight_after(after + 1))
    }

    pub(super) fn onward_from(&self, first: i64) -> Period {
        Period::new(self.midnight_after(first), self.next_midnight())
    }

    /// From the first instant of one day up to the present time of day on another, and never beyond that day's end.
    pub(super) fn until_this_time(&self, first: i64, last: i64) -> Period {
        let from = self.midnight_after(first);
        Period::new(from, self.this_time_on(self.date(last)).clamp(from, self.midnight_after(last + 1).max(from)))
    }

    fn this_time_on(&self, date: Date) -> Timestamp {
        let time = self.now.to_zoned(self.zone.clone()).time();
        date.to_datetime(time).to_zoned(self.zone.clone()).map_or(Timestamp::MIN, |at| at.timestamp())
    }

    /// The same days of the month before; all of it when it had no such day.
    fn month_before(&self) -> Period {
        let first = self.today.first_of_month();
        let first_before = first.saturating_sub(1.day()).first_of_month();
        let (from, end) = (self.midnight(first_before), self.midnight(first));
        let last = first_before.saturating_add((i64::from(self.today.day()) - 1).days());
        let to = if last < first { self.this_time_on(last) } else { end };
        Period::new(from, to.clamp(from, end.max(from)))
    }
}

#[cfg(test)]
mod tests {
    use jiff::Zoned;
    use proptest::prelude::*;

    use super::*;

    fn calendar(now: &str) -> Calendar {
        let now: Zoned = now.parse().unwrap();
        Calendar::at(now.timestamp(), now.time_zone())
    }

    fn hours(period: Period) -> i64 {
        period.to.duration_since(period.from).as_hours()
    }

    fn local(calendar: &Calendar, period: Period) -> String {
        let [from, to] = [period.from, period.to].map(|at| at.to_zoned(calendar.zone.clone()));
        format!("{} → {}", from.strftime("%F %R"), to.strftime("%F %R"))
    }

    #[test]
    fn a_day_has_as_many_hours_as_its_zone_gives_it() {
        for (now, expected) in [
            ("2026-11-22T12:00[UTC]", 24),
            ("2026-03-08T12:00[America/Los_Angeles]", 23),
            ("2026-11-01T12:00[America/Los_Angeles]", 25),
            ("2026-11-01T12:00[Asia/Tokyo]", 24),
            ("2026-11-01T12:00[Asia/Kolkata]", 24),
            ("2018-11-04T12:00[America/Sao_Paulo]", 23),
            ("2011-12-31T12:00[Pacific/Apia]", 24),
        ] {
            assert_eq!(hours(calendar(now).windows().today), expected, "{now}");
        }
        let lord_howe = calendar("2026-10-04T12:00[Australia/Lord_Howe]").windows().today;
        assert_eq!(
            lord_howe.to.duration_since(lord_howe.from).as_mins(),
            23 * 60 + 30,
            "half an hour is skipped there"
        );
    }

    #[test]
    fn a_day_without_midnight_begins_at_its_first_instant() {
        let calendar = calendar("2018-11-04T12:00[America/Sao_Paulo]");
        assert_eq!(local(&calendar, calendar.windows().today), "2018-11-04 01:00 → 2018-11-05 00:00");
    }

    #[test]
    fn a_day_that_never_was_is_empty_and_takes_nothing_from_its_neighbours() {
        let calendar = calendar("2011-12-31T12:00[Pacific/Apia]");
        let windows = calendar.windows();
        assert_eq!(hours(windows.yesterday), 0, "Samoa went from the 29th to the 31st");
        assert_eq!(windows.days[27].to, windows.today.from);
        assert_eq!(local(&calendar, windows.days[27]), "2011-12-29 00:00 → 2011-12-31 00:00");
    }

    #[test]
    fn a_running_period_is_compared_with_the_same_part_of_the_one_before() {
        for (now, week, month, thirty) in [
            (
                "2026-11-22T14:02[UTC]",
                "2026-11-09 00:00 → 2026-11-15 14:02",
                "2026-10-01 00:00 → 2026-10-22 14:02",
                "2026-09-24 00:00 → 2026-10-23 14:02",
            ),
            (
                "2026-03-31T08:00[America/Los_Angeles]",
                "2026-03-23 00:00 → 2026-03-24 08:00",
                "2026-02-01 00:00 → 2026-03-01 00:00",
                "2026-01-31 00:00 → 2026-03-01 08:00",
            ),
            (
                "2028-03-29T08:00[UTC]",
                "2028-03-20 00:00 → 2028-03-22 08:00",
                "2028-02-01 00:00 → 2028-02-29 08:00",
                "2028-01-30 00:00 → 2028-02-28 08:00",
            ),
            (
                "2026-01-01T00:00[Asia/Kolkata]",
                "2025-12-22 00:00 → 2025-12-25 00:00",
                "2025-12-01 00:00 → 2025-12-01 00:00",
                "2025-11-03 00:00 → 2025-12-02 00:00",
            ),
        ] {
            let calendar = calendar(now);
            let windows = calendar.windows();
            assert_eq!(local(&calendar, windows.week_before), week, "week before {now}");
            assert_eq!(local(&calendar, windows.month_before), month, "month before {now}");
            assert_eq!(local(&calendar, windows.thirty_days_before), thirty, "thirty days before {now}");
        }
    }

    #[test]
    fn usual_is_the_same_weekday_up_to_the_same_time_also_across_a_clock_change() {
        let calendar = calendar("2026-03-14T09:30[America/Los_Angeles]");
        let spans = calendar.windows().usual.map(|period| local(&calendar, period));
        assert_eq!(
            spans,
            [
                "2026-03-07 00:00 → 2026-03-07 09:30",
                "2026-02-28 00:00 → 2026-02-28 09:30",
                "2026-02-21 00:00 → 2026-02-21 09:30",
                "2026-02-14 00:00 → 2026-02-14 09:30",
            ]
        );
    }

    #[test]
    fn the_edges_of_time_are_periods_too() {
        for now in [Timestamp::MIN, Timestamp::MAX] {
            for zone in
                [TimeZone::UTC, TimeZone::get("Asia/Tokyo").unwrap(), TimeZone::get("America/Los_Angeles").unwrap()]
            {
                assert!(Calendar::at(now, &zone).periods().iter().all(|period| period.from <= period.to));
            }
        }
    }

    const ZONES: [&str; 10] = [
        "UTC",
        "America/Los_Angeles",
        "Asia/Tokyo",
        "Asia/Kolkata",
        "Australia/Lord_Howe",
        "America/Sao_Paulo",
        "Pacific/Apia",
        "America/Havana",
        "Africa/Cairo",
        "Asia/Kathmandu",
    ];

    proptest! {
        #[test]
        fn an_instant_counts_on_its_local_date(
            second in 1_262_304_000_i64..1_900_000_000,
            before in -3 * 86_400_i64..70 * 86_400,
            zone in prop::sample::select(&ZONES[..]),
        ) {
            let zone = TimeZone::get(zone).unwrap();
            let now = Timestamp::from_second(second).unwrap();
            let at = Timestamp::from_second(second - before).unwrap();
            let windows = Calendar::at(now, &zone).windows();
            let today = now.to_zoned(zone.clone()).date();
            let date = at.to_zoned(zone).date();
            let ago = (today - date).get_days();
            prop_assert!(windows.today.contains(now));
            prop_assert_eq!(windows.today.contains(at), ago == 0);
            prop_assert_eq!(windows.yesterday.contains(at), ago == 1);
            prop_assert_eq!(windows.last_30_days.contains(at), (0..30).contains(&ago));
            let monday = today.weekday().to_monday_zero_offset();
            prop_assert_eq!(windows.this_week.contains(at), (0..=i32::from(monday)).contains(&ago));
            prop_assert_eq!(windows.this_month.contains(at), ago >= 0 && date.first_of_month() == today.first_of_month());
            let on = windows.days.iter().filter(|day| day.contains(at)).count();
            prop_assert_eq!(on, usize::from((0..30).contains(&ago)));
        }
    }
}
