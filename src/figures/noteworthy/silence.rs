use jiff::{SignedDuration, Timestamp};

use crate::domain::{Change, ChangeKind, Details, Found, OrderId, Period, Subject};

/// How many weeks say what is usual.
pub const WEEKS: i64 = 8;

/// The time between two of them.
pub const WINDOW: SignedDuration = SignedDuration::from_hours(7 * 24);

/// Nothing shorter is silence.
const SHORTEST: SignedDuration = SignedDuration::from_hours(1);

/// This many orders were made on average in the time that is now without one. If orders come by chance, none in such a time
/// happens less than once in a thousand times (e⁻⁷).
const USUAL: u64 = 7;

/// The time since the last order, and the same hours in each of the weeks before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rhythm {
    /// Since the last order.
    pub since: Timestamp,
    /// The same hours of the weeks before, the latest first.
    pub windows: Vec<Period>,
}

impl Rhythm {
    /// The hours to look at; `None` when the last order is so near, or so far, that nothing can be said.
    pub fn of(last_order: Timestamp, now: Timestamp) -> Option<Self> {
        let silent = now.duration_since(last_order);
        if silent < SHORTEST || silent >= WINDOW {
            return None;
        }
        let back = |at: Timestamp, weeks: i64| at.checked_sub(WINDOW * i32::try_from(weeks).ok()?).ok();
        let window = |weeks| Some(Period::new(back(last_order, weeks)?, back(now, weeks)?));
        Some(Self { since: last_order, windows: (1..=WEEKS).map(window).collect::<Option<_>>()? })
    }
}

/// A silence after `order`, when each of the weeks before had orders in these hours, and many of them.
pub fn silence(order: OrderId, rhythm: &Rhythm, orders: &[u64]) -> Option<Found> {
    let weeks = u64::try_from(WEEKS).ok()?;
    let all = orders.iter().fold(0_u64, |sum, orders| sum.saturating_add(*orders));
    let usual = orders.len() == rhythm.windows.len() && orders.iter().all(|orders| *orders > 0);
    (usual && all >= weeks * USUAL).then(|| Found {
        change: Change { kind: ChangeKind::Silence, subject: Subject::Order(order), occurrence: 0 },
        happened_at: rhythm.since,
        details: Details::default(),
    })
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn the_same_hours_of_eight_weeks_are_looked_at() {
        let now = at("2026-11-24T15:00:00Z");
        let rhythm = Rhythm::of(at("2026-11-24T06:00:00Z"), now).unwrap();
        assert_eq!(rhythm.windows.len(), 8);
        assert_eq!(rhythm.windows[0], Period::new(at("2026-11-17T06:00:00Z"), at("2026-11-17T15:00:00Z")));
        for last in ["2026-11-24T14:30:00Z", "2026-11-24T15:30:00Z", "2026-11-17T15:00:00Z"] {
            assert_eq!(Rhythm::of(at(last), now), None, "{last}");
        }
        assert_eq!(Rhythm::of(Timestamp::MIN, Timestamp::MIN + SignedDuration::from_hours(2)), None);
    }

    #[test]
    fn a_gap_is_silence_where_every_week_had_orders_and_many_of_them() {
        let rhythm = Rhythm::of(at("2026-11-24T06:00:00Z"), at("2026-11-24T15:00:00Z")).unwrap();
        for (orders, expected) in [
            (&[7; 8][..], true),
            (&[6; 8], false),
            (&[0, 20, 20, 20, 20, 20, 20, 20], false),
            (&[1, 20, 20, 20, 1, 1, 1, 1], true),
            (&[u64::MAX; 8], true),
            (&[7; 7], false),
        ] {
            let found = silence(OrderId(Uuid::nil()), &rhythm, orders);
            assert_eq!(found.is_some(), expected, "{orders:?}");
        }
    }
}
