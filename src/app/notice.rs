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

/// What waited longer than this (the program was not running, the computer slept) is summed.
const GAP: SignedDuration = SignedDuration::from_mins(15);

/// Plans what to show of the outbox, oldest first.
pub fn plan(outbox: &[Announcement], settings: &Settings, now: Timestamp) -> Plan {
    let (wanted, unwanted): (Vec<_>, Vec<_>) =
        outbox.iter().partition(|entry| settings.notifications && entry.change.kind != ChangeKind::Renewal);
    let settle = unwanted.into_iter().map(|entry| entry.change.stable_id()).collect();
    let late = wanted.iter().any(|entry| now.duration_since(entry.found_at) > GAP);
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
