//! What is announced, and when several things are announced as one. Pure: it plans from the outbox, whichever process
//! filled it; delivery is the shell's.

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

use super::Settings;
use crate::domain::{Announcement, ChangeKind};
use crate::money::Totals;

/// A notification to show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// One sale.
    One {
        /// The name under which it is announced once.
        id: String,
        /// Its facts.
        announcement: Announcement,
    },
    /// Several sales as one.
    Summary {
        /// The name under which it is shown.
        id: String,
        /// The names of everything that it announces.
        announces: Vec<String>,
        /// How many orders.
        orders: u64,
        /// How many of them are new subscribers.
        subscribers: u64,
        /// How many of them are renewals.
        renewals: u64,
        /// Their revenue.
        revenue: Totals,
    },
}

/// What to do with the outbox.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// What to show.
    pub show: Vec<Notice>,
    /// What is settled without being shown: kinds that are off, amounts too small.
    pub settle: Vec<String>,
    /// What waits for the end of the quiet hours.
    pub hold: Vec<String>,
}

/// More than this many at once are summed.
const SEPARATELY: usize = 3;

/// What waited longer than this (the program was not running, the computer slept, the network was gone) is summed.
const GAP: SignedDuration = SignedDuration::from_mins(15);

/// Plans what to show of the outbox, oldest first, to somebody whose days are those of `zone`.
pub fn plan(outbox: &[Announcement], settings: &Settings, zone: &TimeZone, now: Timestamp) -> Plan {
    let (wanted, unwanted): (Vec<_>, Vec<_>) = outbox.iter().partition(|entry| settings.wants(entry));
    let ids = |entries: Vec<&Announcement>| entries.into_iter().map(|entry| entry.change.stable_id()).collect();
    let settle = ids(unwanted);
    let quiet_at = |at: Timestamp| settings.quiet_hours.is_some_and(|hours| hours.last_at(at, zone));
    if quiet_at(now) {
        return Plan { show: Vec::new(), settle, hold: ids(wanted) };
    }
    // After a night's sleep everything is found at once, so that the instant of the order counts as well.
    let late = |entry: &&Announcement| {
        now.duration_since(entry.found_at.min(entry.created_at)) > GAP || quiet_at(entry.found_at)
    };
    let show = if wanted.len() > SEPARATELY || (wanted.len() > 1 && wanted.iter().any(late)) {
        summary(&wanted).into_iter().collect()
    } else {
        wanted
            .into_iter()
            .map(|entry| Notice::One { id: entry.change.stable_id(), announcement: entry.clone() })
            .collect()
    };
    Plan { show, settle, hold: Vec::new() }
}

fn summary(entries: &[&Announcement]) -> Option<Notice> {
    let announces: Vec<String> = entries.iter().map(|entry| entry.change.stable_id()).collect();
    let of = |kind: ChangeKind| entries.iter().filter(|entry| entry.change.kind == kind).count() as u64;
    Some(Notice::Summary {
        id: format!("summary/{}", announces.last()?),
        orders: entries.len() as u64,
        subscribers: of(ChangeKind::NewSubscriber),
        renewals: of(ChangeKind::Renewal),
        revenue: entries.iter().map(|entry| entry.amount).collect(),
        announces,
    })
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::domain::{Change, OrderId};
    use crate::money::{Currency, Money};

    fn now() -> Timestamp {
        "2026-11-22T14:00:00Z".parse().unwrap()
    }

    /// A sale made and found this many minutes ago.
    fn sale(number: u128, kind: ChangeKind, made: i64, found: i64) -> Announcement {
        Announcement {
            change: Change { kind, order: OrderId(Uuid::from_u128(number)) },
            found_at: now() - SignedDuration::from_mins(found),
            created_at: now() - SignedDuration::from_mins(made),
            amount: Money::new(1_000, Currency::USD),
            recurring: None,
            product_name: None,
            customer_id: None,
        }
    }

    /// Orders made and found this many minutes ago.
    fn orders(minutes: &[(i64, i64)]) -> Vec<Announcement> {
        let sales = minutes.iter().zip(1..);
        sales.map(|((made, found), number)| sale(number, ChangeKind::NewOrder, *made, *found)).collect()
    }

    /// How many are shown one by one, and how many as one.
    fn shown(outbox: &[Announcement]) -> (usize, usize) {
        let plan = plan(outbox, &Settings::default(), &TimeZone::UTC, now());
        let one = |notice: &&Notice| matches!(notice, Notice::One { .. });
        let summed = plan.show.iter().map(|notice| match notice {
            Notice::Summary { announces, .. } => announces.len(),
            Notice::One { .. } => 0,
        });
        (plan.show.iter().filter(one).count(), summed.sum())
    }

    #[test]
    fn up_to_three_ring_one_by_one_and_more_or_late_ones_as_one() {
        for (minutes, expected) in [
            (&[][..], (0, 0)),
            (&[(0, 0)], (1, 0)),
            (&[(1, 0), (0, 0), (0, 0)], (3, 0)),
            (&[(1, 0), (0, 0), (0, 0), (0, 0)], (0, 4)),
            // The computer slept: made long ago, found now.
            (&[(480, 0), (60, 0)], (0, 2)),
            // The terminal found them while the app did not run.
            (&[(21, 20), (20, 20)], (0, 2)),
            (&[(15, 15), (0, 0)], (2, 0)),
            (&[(16, 16), (0, 0)], (0, 2)),
            // A single one is no summary, however late.
            (&[(480, 480)], (1, 0)),
            // The clock was set back since.
            (&[(-600, -600), (-600, -600)], (2, 0)),
        ] {
            assert_eq!(shown(&orders(minutes)), expected, "{minutes:?}");
        }
    }

    #[test]
    fn a_summary_counts_and_adds_what_it_announces() {
        let mut outbox = orders(&[(0, 0); 3]);
        outbox.push(sale(4, ChangeKind::NewSubscriber, 0, 0));
        outbox.push(sale(5, ChangeKind::Renewal, 0, 0));
        let plan = plan(&outbox, &Settings::default(), &TimeZone::UTC, now());
        let ids: Vec<String> = outbox.iter().map(|entry| entry.change.stable_id()).collect();
        let [Notice::Summary { id, announces, orders, subscribers, renewals, revenue }] = &plan.show[..] else {
            panic!("{plan:?}")
        };
        assert_eq!(*id, format!("summary/{}", ids[3]));
        assert_eq!(announces[..], ids[..4]);
        assert_eq!((*orders, *subscribers, *renewals), (4, 1, 0));
        assert_eq!(revenue.minor(Currency::USD), 4_000);
        assert_eq!(plan.settle[..], ids[4..], "the renewal is settled unseen");
    }

    #[test]
    fn renewals_do_not_make_a_crowd() {
        let mut outbox = orders(&[(0, 0); 3]);
        outbox.extend((10..20).map(|number| sale(number, ChangeKind::Renewal, 480, 480)));
        let plan = plan(&outbox, &Settings::default(), &TimeZone::UTC, now());
        assert_eq!(plan.show.len(), 3);
        assert_eq!(plan.settle.len(), 10);
    }

    #[test]
    fn with_notifications_off_everything_is_settled_unseen() {
        let settings = Settings { notifications: false, ..Settings::default() };
        let plan = plan(&orders(&[(0, 0); 5]), &settings, &TimeZone::UTC, now());
        assert_eq!(plan.show, []);
        assert_eq!(plan.settle.len(), 5);
    }
    /// The names of what is shown one by one, shown as one, settled unseen, and held back.
    fn planned(outbox: &[Announcement], settings: &Settings, now: Timestamp) -> [usize; 4] {
        let plan = plan(outbox, settings, &TimeZone::UTC, now);
        let summed = |notice: &Notice| match notice {
            Notice::Summary { announces, .. } => announces.len(),
            Notice::One { .. } => 0,
        };
        let summed: usize = plan.show.iter().map(summed).sum();
        let one = plan.show.iter().filter(|notice| matches!(notice, Notice::One { .. })).count();
        [one, summed, plan.settle.len(), plan.hold.len()]
    }

    #[test]
    fn each_kind_has_a_switch_of_its_own() {
        let outbox = [ChangeKind::NewOrder, ChangeKind::NewSubscriber, ChangeKind::Renewal]
            .map(|kind| sale(kind as u128, kind, 0, 0));
        for (settings, shown) in [
            (Settings::default(), 2),
            (Settings { new_orders: false, ..Settings::default() }, 1),
            (Settings { new_subscriptions: false, ..Settings::default() }, 1),
            (Settings { renewals: true, ..Settings::default() }, 3),
            (Settings { renewals: true, notifications: false, ..Settings::default() }, 0),
        ] {
            assert_eq!(planned(&outbox, &settings, now()), [shown, 0, 3 - shown, 0], "{settings:?}");
        }
    }

    #[test]
    fn an_order_below_the_smallest_amount_of_its_own_currency_is_settled_unseen() {
        let of = |minor, code| Announcement {
            amount: Money::new(minor, Currency::parse(code).unwrap()),
            ..sale(1, ChangeKind::NewOrder, 0, 0)
        };
        let settings = Settings { smallest_amount: rust_decimal::Decimal::new(1_050, 2), ..Settings::default() };
        for (minor, code, shown) in
            [(1_049, "usd", false), (1_050, "usd", true), (10, "jpy", false), (11, "jpy", true), (0, "usd", false)]
        {
            let planned = planned(&[of(minor, code)], &settings, now());
            assert_eq!(planned, [usize::from(shown), 0, usize::from(!shown), 0], "{minor} {code}");
        }
    }

    #[test]
    fn quiet_hours_hold_everything_for_one_summary_afterwards() {
        let hours = |from: &str, to: &str| {
            let time = |text| crate::app::settings::time_of_day(text).unwrap();
            let quiet_hours = Some(crate::app::QuietHours { from: time(from), to: time(to) });
            Settings { quiet_hours, ..Settings::default() }
        };
        let mut outbox = orders(&[(4, 4), (3, 3)]);
        outbox.push(sale(9, ChangeKind::Renewal, 3, 3));
        for (settings, expected) in [
            // It is 14:00.
            (hours("13:00", "15:00"), [0, 0, 1, 2]),
            // They have just ended, and all of it was found within them.
            (hours("13:00", "14:00"), [0, 2, 1, 0]),
            (hours("13:00", "13:57"), [0, 2, 1, 0]),
            // They ended before any of it was found, or have not begun.
            (hours("13:00", "13:50"), [2, 0, 1, 0]),
            (hours("14:01", "13:00"), [2, 0, 1, 0]),
        ] {
            assert_eq!(planned(&outbox, &settings, now()), expected, "{:?}", settings.quiet_hours);
        }
        let alone = orders(&[(4, 4)]);
        assert_eq!(planned(&alone, &hours("13:00", "14:00"), now()), [1, 0, 0, 0], "one is no summary");
    }
}
