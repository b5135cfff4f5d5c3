//! What has to be on the screen, by dates and times on the wall alone.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

/// What the owner's clock and calendar on the wall show.
pub struct Wall {
    pub now: Timestamp,
    pub zone: TimeZone,
}

/// Revenue in cents.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Revenue {
    pub today: i128,
    pub yesterday: i128,
    pub this_week: i128,
    pub this_month: i128,
    pub last_30_days: i128,
    pub last_7_days: i128,
    pub all_time: i128,
}

impl Wall {
    pub fn date(&self) -> Date {
        self.now.to_zoned(self.zone.clone()).date()
    }

    fn time(&self) -> Time {
        self.now.to_zoned(self.zone.clone()).time()
    }

    /// What was sold on the days that end with today, of what was sold on each date.
    pub fn revenue(&self, by_date: &BTreeMap<Date, i128>) -> Revenue {
        let today = self.date();
        let monday = today - i64::from(today.weekday().to_monday_zero_offset()).days();
        let mut revenue =
            Revenue { all_time: by_date.range(..=today).map(|(_, cents)| cents).sum(), ..Revenue::default() };
        for (date, cents) in by_date.range(today - 31.days()..=today) {
            let ago = (today - *date).get_days();
            for (sum, is_in) in [
                (&mut revenue.today, ago == 0),
                (&mut revenue.yesterday, ago == 1),
                (&mut revenue.this_week, *date >= monday),
                (&mut revenue.this_month, (date.year(), date.month()) == (today.year(), today.month())),
                (&mut revenue.last_30_days, ago < 30),
                (&mut revenue.last_7_days, ago < 7),
            ] {
                *sum += if is_in { *cents } else { 0 };
            }
        }
        revenue
    }

    /// Whether quiet hours last.
    pub fn is_quiet(&self, quiet: Option<(Time, Time)>) -> bool {
        let time = self.time();
        quiet.is_some_and(|(from, to)| if from <= to { from <= time && time < to } else { time < to || from <= time })
    }

    /// The day that is to have been summed up by now: today from six in the evening on, and the one before until then.
    /// None that the calendar leaves out, and none whose evening had come when the program began to look.
    pub fn summed_up(&self, began: Timestamp) -> Option<Date> {
        let date = if self.time().hour() >= 18 { self.date() } else { self.date().yesterday().unwrap() };
        let evening = date.at(18, 0, 0, 0).to_zoned(self.zone.clone()).unwrap();
        let is_left_out = date.to_zoned(self.zone.clone()).unwrap().date() != date;
        (!is_left_out && began < evening.timestamp()).then_some(date)
    }
}

/// The name under which a day is summed up.
pub fn names(dates: &BTreeSet<Date>) -> BTreeSet<String> {
    dates.iter().map(|date| format!("daily/{}", date.strftime("%Y%m%d"))).collect()
}
