//! What came, and whether it came as planned: polls, notifications, days.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use jiff::civil::Date;

use crate::domain::OrderId;

/// A pause of the worker is no longer than this.
const SLICE: Duration = Duration::from_secs(60);

/// How much was played.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Played {
    pub polls: u64,
    pub days: u64,
    pub summaries: u64,
    pub sales: u64,
}

impl std::ops::AddAssign for Played {
    fn add_assign(&mut self, more: Self) {
        self.polls += more.polls;
        self.days += more.days;
        self.summaries += more.summaries;
        self.sales += more.sales;
    }
}

/// What came so far. Times are those that the computer was awake for.
#[derive(Default)]
pub struct Record {
    pub played: Played,
    /// When the last poll began.
    polled: Option<Duration>,
    /// The longest interval since.
    interval: Duration,
    /// Polls that may come before their time: one for each thing that has happened to the computer since the last.
    early: u32,
    /// A poll has to come by then, because the figures are old.
    awaited: Option<Duration>,
    /// Everything that was announced.
    announced: BTreeSet<String>,
    /// How many sales are among it.
    pub sales_announced: usize,
    /// Which days' summaries are.
    pub summaries: BTreeSet<String>,
    shown: Option<Date>,
}

impl Record {
    /// Something happens to the computer, which may be a reason to ask at once.
    pub fn happens(&mut self) {
        self.early += 1;
    }

    /// It has slept, or its clock was set on, for longer than an interval.
    pub fn awaits_a_poll(&mut self, awake: Duration) {
        self.awaited.get_or_insert(awake + SLICE);
    }

    /// The interval is this one from now on.
    pub fn asks_every(&mut self, interval: Duration) {
        self.interval = self.interval.max(interval);
    }

    /// A poll begins.
    pub fn polls(&mut self, awake: Duration, interval: Duration) {
        self.is_in_time(awake);
        if let Some(since) = self.polled.map(|polled| awake - polled).filter(|since| *since < interval) {
            self.early = self.early.checked_sub(1).unwrap_or_else(|| panic!("a poll after {since:?}"));
        } else {
            self.early = 0;
        }
        (self.polled, self.interval, self.awaited) = (Some(awake), interval, None);
        self.played.polls += 1;
    }

    /// No poll is overdue.
    pub fn is_in_time(&self, awake: Duration) {
        if let Some(polled) = self.polled {
            let since = awake - polled;
            assert!(since <= self.interval + SLICE, "no poll for {since:?}");
        }
        assert!(self.awaited.is_none_or(|by| awake <= by), "old figures are not refreshed within a minute");
    }

    /// A notification is shown that announces these.
    pub fn shows(&mut self, ids: &[String], places: &BTreeMap<OrderId, usize>, sold: std::ops::Range<usize>) {
        for id in ids {
            assert!(self.announced.insert(id.clone()), "{id} is announced twice");
            if let Some(order) = id.strip_prefix("order/").and_then(|rest| rest.split('/').next()) {
                let order = OrderId(order.parse().unwrap());
                assert!(sold.contains(&places[&order]), "{id} is no news");
                self.sales_announced += 1;
                self.played.sales += 1;
            }
            if id.starts_with("daily/") {
                self.summaries.insert(id.clone());
                self.played.summaries += 1;
            }
        }
    }

    /// The figures of this day are on the screen; `true` where they were those of another.
    pub fn shows_day(&mut self, date: Date) -> bool {
        let before = self.shown.replace(date);
        self.played.days += u64::from(before.is_some_and(|before| before != date));
        before != Some(date)
    }
}
