use jiff::Timestamp;
use jiff::civil::Date;

use crate::domain::Period;
use crate::figures::Calendar;
use crate::figures::windows::usual;

/// How many of the owner's days are looked ahead, today included.
const DAYS_AHEAD: i64 = 30;

/// What the ledger has to be asked for an outlook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutlookPeriods {
    /// The periods whose orders are needed, in the order in which [`OutlookFacts::periods`] has to answer.
    ///
    /// [`OutlookFacts::periods`]: crate::domain::OutlookFacts::periods
    pub orders: Vec<Period>,
    /// The periods in which subscriptions move, in the order in which [`OutlookFacts::movements`] has to answer.
    ///
    /// [`OutlookFacts::movements`]: crate::domain::OutlookFacts::movements
    pub movements: Vec<Period>,
    /// The period of products and of changes of prices: the last 30 days.
    pub window: Period,
}

/// One value for each period whose orders are needed.
#[derive(Clone, Debug)]
pub(super) struct OrderSpans<T> {
    pub today: T,
    pub last_30_days: T,
    /// The same weekday one to four weeks ago, from this time of day on.
    pub rest: [T; 4],
}

/// One value for each period in which subscriptions move. What is to come begins now, and what has happened ends now: a
/// trial that ends tonight has not become recurring revenue yet.
#[derive(Clone, Debug)]
pub(super) struct MovementSpans<T> {
    pub next_7_days: T,
    pub next_30_days: T,
    pub last_30_days: T,
    pub last_90_days: T,
    /// Each of the next 30 days, the first of which is the rest of today.
    pub days: Vec<T>,
    /// All that comes after them.
    pub later: T,
}

impl Calendar {
    /// Every period that an outlook needs.
    pub fn outlook_periods(&self) -> OutlookPeriods {
        let (mut orders, mut movements) = (Vec::new(), Vec::new());
        self.order_spans().map(|period| orders.push(period));
        self.movement_spans().map(|period| movements.push(period));
        OutlookPeriods { orders, movements, window: self.last_30_days() }
    }

    pub(super) fn order_spans(&self) -> OrderSpans<Period> {
        let rest = |weeks: i64| {
            let from = self.until_this_time(-7 * weeks, -7 * weeks).to;
            Period::new(from, self.midnight_after(1 - 7 * weeks).max(from))
        };
        let today = Period::new(self.midnight_after(0), self.next_midnight());
        OrderSpans { today, last_30_days: self.last_30_days(), rest: usual(rest) }
    }

    pub(super) fn movement_spans(&self) -> MovementSpans<Period> {
        let ahead = |first: i64, after: i64| {
            let from = if first == 0 { self.now() } else { self.midnight_after(first) };
            Period::new(from, self.midnight_after(after).max(from))
        };
        let back = |days: i64| Period::new(self.midnight_after(1 - days), self.now());
        MovementSpans {
            next_7_days: ahead(0, 7),
            next_30_days: ahead(0, DAYS_AHEAD),
            last_30_days: back(30),
            last_90_days: back(90),
            days: (0..DAYS_AHEAD).map(|day| ahead(day, day + 1)).collect(),
            later: Period::new(self.midnight_after(DAYS_AHEAD), Timestamp::MAX),
        }
    }

    /// The dates of the next 30 days, today first.
    pub(super) fn dates_ahead(&self) -> impl Iterator<Item = Date> {
        (0..DAYS_AHEAD).map(|day| self.date(day))
    }
}

impl<T> OrderSpans<T> {
    /// Turns every value into another, always in this one order: the only place that knows it.
    pub fn map<U>(self, mut each: impl FnMut(T) -> U) -> OrderSpans<U> {
        OrderSpans { today: each(self.today), last_30_days: each(self.last_30_days), rest: self.rest.map(&mut each) }
    }
}

impl<T> MovementSpans<T> {
    /// Turns every value into another, always in this one order: the only place that knows it.
    pub fn map<U>(self, mut each: impl FnMut(T) -> U) -> MovementSpans<U> {
        MovementSpans {
            next_7_days: each(self.next_7_days),
            next_30_days: each(self.next_30_days),
            last_30_days: each(self.last_30_days),
            last_90_days: each(self.last_90_days),
            days: self.days.into_iter().map(&mut each).collect(),
            later: each(self.later),
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::Zoned;
    use jiff::tz::TimeZone;

    use super::*;

    fn calendar(now: &str) -> Calendar {
        let now: Zoned = now.parse().unwrap();
        Calendar::at(now.timestamp(), now.time_zone())
    }

    fn local(calendar: &Calendar, period: Period) -> String {
        let [from, to] = [period.from, period.to].map(|at| at.to_zoned(calendar.zone().clone()));
        format!("{} → {}", from.strftime("%F %R"), to.strftime("%F %R"))
    }

    #[test]
    fn the_rest_of_a_weekday_goes_from_this_time_of_day_to_its_end() {
        let calendar = calendar("2026-03-14T09:30[America/Los_Angeles]");
        assert_eq!(
            calendar.order_spans().rest.map(|period| local(&calendar, period)),
            [
                "2026-03-07 09:30 → 2026-03-08 00:00",
                "2026-02-28 09:30 → 2026-03-01 00:00",
                "2026-02-21 09:30 → 2026-02-22 00:00",
                "2026-02-14 09:30 → 2026-02-15 00:00",
            ]
        );
    }

    #[test]
    fn what_is_to_come_begins_now_and_follows_the_owners_days() {
        let calendar = calendar("2026-10-31T20:00[America/Los_Angeles]");
        let spans = calendar.movement_spans();
        assert_eq!(local(&calendar, spans.next_7_days), "2026-10-31 20:00 → 2026-11-07 00:00");
        assert_eq!(local(&calendar, spans.next_30_days), "2026-10-31 20:00 → 2026-11-30 00:00");
        assert_eq!(local(&calendar, spans.days[0]), "2026-10-31 20:00 → 2026-11-01 00:00");
        assert_eq!(local(&calendar, spans.days[1]), "2026-11-01 00:00 → 2026-11-02 00:00");
        assert_eq!(spans.days[1].to.duration_since(spans.days[1].from).as_hours(), 25, "an hour is lived twice");
        assert_eq!(spans.days[29].to, spans.later.from);
        assert!(spans.days.windows(2).all(|pair| pair[0].to == pair[1].from), "no instant is between two days");
    }

    #[test]
    fn what_has_happened_ends_now() {
        let calendar = calendar("2026-11-22T14:02[UTC]");
        let spans = calendar.movement_spans();
        assert_eq!(local(&calendar, spans.last_30_days), "2026-10-24 00:00 → 2026-11-22 14:02");
        assert_eq!(local(&calendar, spans.last_90_days), "2026-08-25 00:00 → 2026-11-22 14:02");
    }

    #[test]
    fn the_edges_of_time_are_periods_too() {
        for now in [Timestamp::MIN, Timestamp::MAX] {
            for zone in ["UTC", "Asia/Tokyo", "America/Los_Angeles"] {
                let asked = Calendar::at(now, &TimeZone::get(zone).unwrap()).outlook_periods();
                assert!(asked.orders.iter().chain(&asked.movements).all(|period| period.from <= period.to), "{zone}");
            }
        }
    }
}
