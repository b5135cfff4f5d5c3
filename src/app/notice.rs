//! What is announced, and when several things are announced as one. Pure: it plans from the outbox, whichever process
//! filled it; delivery is the shell's.

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
        /// Their revenue.
        revenue: Totals,
    },
}

/// What to do with the outbox.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// What to show.
    pub show: Vec<Notice>,
    /// What is settled without being shown: kinds that are off.
    pub settle: Vec<String>,
}

/// More than this many at once are summed.
const SEPARATELY: usize = 3;

/// What waited longer than this (the program was not running, the computer slept, the network was gone) is summed.
const GAP: SignedDuration = SignedDuration::from_mins(15);

/// Plans what to show of the outbox, oldest first.
pub fn plan(outbox: &[Announcement], settings: &Settings, now: Timestamp) -> Plan {
    let (wanted, unwanted): (Vec<_>, Vec<_>) =
        outbox.iter().partition(|entry| settings.notifications && entry.change.kind != ChangeKind::Renewal);
    let settle = unwanted.into_iter().map(|entry| entry.change.stable_id()).collect();
    // After a night's sleep everything is found at once, so that the instant of the order counts as well.
    let late = wanted.iter().any(|entry| now.duration_since(entry.found_at.min(entry.created_at)) > GAP);
    let show = if wanted.len() > SEPARATELY || (late && wanted.len() > 1) {
        summary(&wanted).into_iter().collect()
    } else {
        wanted
            .into_iter()
            .map(|entry| Notice::One { id: entry.change.stable_id(), announcement: entry.clone() })
            .collect()
    };
    Plan { show, settle }
}

fn summary(entries: &[&Announcement]) -> Option<Notice> {
    let announces: Vec<String> = entries.iter().map(|entry| entry.change.stable_id()).collect();
    Some(Notice::Summary {
        id: format!("summary/{}", announces.last()?),
        orders: entries.len() as u64,
        subscribers: entries.iter().filter(|entry| entry.change.kind == ChangeKind::NewSubscriber).count() as u64,
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
        let plan = plan(outbox, &Settings::default(), now());
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
        let plan = plan(&outbox, &Settings::default(), now());
        let ids: Vec<String> = outbox.iter().map(|entry| entry.change.stable_id()).collect();
        let [Notice::Summary { id, announces, orders, subscribers, revenue }] = &plan.show[..] else {
            panic!("{plan:?}")
        };
        assert_eq!(*id, format!("summary/{}", ids[3]));
        assert_eq!(announces[..], ids[..4]);
        assert_eq!((*orders, *subscribers), (4, 1));
        assert_eq!(revenue.minor(Currency::USD), 4_000);
        assert_eq!(plan.settle[..], ids[4..], "the renewal is settled unseen");
    }

    #[test]
    fn renewals_do_not_make_a_crowd() {
        let mut outbox = orders(&[(0, 0); 3]);
        outbox.extend((10..20).map(|number| sale(number, ChangeKind::Renewal, 480, 480)));
        let plan = plan(&outbox, &Settings::default(), now());
        assert_eq!(plan.show.len(), 3);
        assert_eq!(plan.settle.len(), 10);
    }

    #[test]
    fn with_notifications_off_everything_is_settled_unseen() {
        let settings = Settings { notifications: false, ..Settings::default() };
        let plan = plan(&orders(&[(0, 0); 5]), &settings, now());
        assert_eq!(plan.show, []);
        assert_eq!(plan.settle.len(), 5);
    }
}
