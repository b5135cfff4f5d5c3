//! What is announced, and when several things are announced as one. Pure: it plans from the outbox, whichever process
//! filled it; delivery is the shell's.

use std::collections::{BTreeMap, VecDeque};

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

use super::settings::Rules;
use crate::domain::{Announcement, ChangeKind};
use crate::money::{Money, Totals};

/// What something came to: how often which kind, and the revenue of its sales.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// How often each kind.
    pub counts: BTreeMap<ChangeKind, u64>,
    /// The revenue of the sales among them.
    pub revenue: Totals,
}

impl Tally {
    /// The tally of these.
    pub fn of<'a>(entries: impl IntoIterator<Item = &'a Announcement>) -> Self {
        let mut tally = Self::default();
        for entry in entries {
            tally.add(entry.change.kind, entry.amount);
        }
        tally
    }

    /// Counts one more.
    pub fn add(&mut self, kind: ChangeKind, amount: Option<Money>) {
        let count = self.counts.entry(kind).or_default();
        *count = count.saturating_add(1);
        if let Some(amount) = amount.filter(|_| kind.is_sale()) {
            self.revenue.add(amount);
        }
    }

    /// How many there are of which something is true.
    pub fn number(&self, is_wanted: impl Fn(ChangeKind) -> bool) -> u64 {
        self.counts.iter().filter(|(kind, _)| is_wanted(**kind)).map(|(_, count)| count).sum()
    }
}

/// A notification to show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// One change.
    One {
        /// The name under which it is announced once.
        id: String,
        /// Its place on the screen: what stands there is replaced.
        place: String,
        /// Its facts.
        announcement: Box<Announcement>,
    },
    /// Several as one.
    Summary {
        /// The name under which it is shown.
        id: String,
        /// The names of everything that it announces.
        announces: Vec<String>,
        /// What they come to.
        tally: Tally,
    },
}

impl Notice {
    /// The names of everything that it announces.
    pub fn announces(&self) -> &[String] {
        match self {
            Self::One { id, .. } => std::slice::from_ref(id),
            Self::Summary { announces, .. } => announces,
        }
    }
}

/// What to do with the outbox.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// What to show.
    pub show: Vec<Notice>,
    /// What is settled without being shown: kinds that are off, amounts too small; and what was shown already.
    pub settle: Vec<String>,
    /// What waits for the end of the quiet hours or of a pause.
    pub hold: Vec<String>,
}

/// How far an announcement is. It is kept until the ledger has it, whatever account is shown meanwhile.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Announcing {
    /// Handed over to be shown, or to be settled unseen.
    Underway,
    /// The system did not take it: the next look at the outbox tries again.
    Unanswered,
    /// It waits for the end of the quiet hours or of a pause: a look at the outbox after that shows it.
    Held,
    /// Shown, or never to be shown; the ledger is to record it.
    Done,
}

/// What was announced of an organization since the launch.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sent {
    /// What is being announced and not yet recorded, by its stable name.
    stages: BTreeMap<String, Announcing>,
    /// The places on the screen of what is on its way there by itself, by its stable name.
    underway: BTreeMap<String, String>,
    /// Where on the screen something was shown by itself, the latest last.
    places: VecDeque<String>,
}

/// This many notifications are remembered for what corrects them; who has more on the screen reads none of them.
const REMEMBERED: usize = 100;

impl Sent {
    /// How far this is.
    pub fn stage(&self, id: &str) -> Option<Announcing> {
        self.stages.get(id).copied()
    }

    /// Notes how far these are.
    pub fn note(&mut self, ids: &[String], stage: Announcing) {
        for id in ids {
            self.stages.insert(id.clone(), stage);
            let place = self.underway.remove(id).filter(|_| stage == Announcing::Done);
            if let Some(place) = place {
                self.places.retain(|known| *known != place);
                self.places.push_back(place);
            }
        }
        self.places.drain(..self.places.len().saturating_sub(REMEMBERED));
    }

    /// The ledger has these.
    pub fn recorded(&mut self, ids: &[String]) {
        for id in ids {
            self.stages.remove(id);
        }
    }

    /// Notes what is about to be shown.
    pub fn shows(&mut self, notices: &[Notice]) {
        for notice in notices {
            self.note(notice.announces(), Announcing::Underway);
            if let Notice::One { id, place, .. } = notice {
                self.underway.insert(id.clone(), place.clone());
            }
        }
    }

    fn has_shown_at(&self, place: &str) -> bool {
        self.places.iter().any(|known| known == place)
    }
}

/// Whom it is planned for.
#[derive(Clone, Copy, Debug)]
pub struct Listener<'a> {
    /// Anything is announced to them.
    pub on: bool,
    /// What they want to hear of, and how.
    pub rules: &'a Rules,
    /// The owner wants a pause.
    pub paused: bool,
    /// Where their days begin and end.
    pub zone: &'a TimeZone,
}

impl Listener<'_> {
    fn is_quiet_at(&self, at: Timestamp) -> bool {
        self.rules.quiet_hours.is_some_and(|hours| hours.last_at(at, self.zone))
    }
}

/// What waited longer than this (the program was not running, the computer slept, the network was gone) is summed.
const GAP: SignedDuration = SignedDuration::from_mins(15);

/// Plans what to show of the outbox, oldest first. What is being announced is left out; what was announced and is still in
/// the outbox could not be recorded, which is tried again.
pub fn plan(outbox: &[Announcement], listener: Listener<'_>, sent: &Sent, now: Timestamp) -> Plan {
    let mut plan = Plan::default();
    let mut wanted = Vec::new();
    for entry in outbox {
        let id = entry.change.stable_id();
        match sent.stage(&id) {
            Some(Announcing::Underway) => {}
            Some(Announcing::Done) => plan.settle.push(id),
            None | Some(Announcing::Unanswered | Announcing::Held) => {
                if listener.on && listener.rules.concern(entry) {
                    wanted.push(entry)
                } else {
                    plan.settle.push(id)
                }
            }
        }
    }
    if listener.paused || listener.is_quiet_at(now) {
        plan.hold = wanted.into_iter().map(|entry| entry.change.stable_id()).collect();
        return plan;
    }
    // The day's summary is one already, and its figures are in no other.
    let (daily, wanted): (Vec<_>, Vec<_>) =
        wanted.into_iter().partition(|entry| entry.change.kind == ChangeKind::DailySummary);
    plan.show.extend(daily.into_iter().map(one));
    let late = |entry: &&Announcement| {
        now.duration_since(since(entry)) > GAP
            || listener.is_quiet_at(entry.found_at)
            || sent.stage(&entry.change.stable_id()) == Some(Announcing::Held)
    };
    let separately = listener.rules.grouping.separately();
    // What corrects something on the screen takes its place there, and does not disappear in a summary of others.
    let corrects = |entry: &&Announcement| sent.has_shown_at(&entry.change.place());
    let (corrections, others): (Vec<_>, Vec<_>) = wanted.iter().copied().partition(corrects);
    let summed =
        |entries: &[&Announcement]| entries.len() > separately || (entries.len() > 1 && entries.iter().any(late));
    if summed(&corrections) {
        plan.show.extend(summary(&wanted));
    } else {
        plan.show.extend(corrections.into_iter().map(one));
        if summed(&others) {
            plan.show.extend(summary(&others));
        } else {
            plan.show.extend(others.into_iter().map(one));
        }
    }
    plan
}

/// Since when it could have been told. After a night's sleep everything is found at once, so that the instant at which it
/// happened counts as well; of a silence that is where it began.
fn since(entry: &Announcement) -> Timestamp {
    match entry.change.kind {
        ChangeKind::Silence => entry.found_at,
        _ => entry.found_at.min(entry.happened_at),
    }
}

fn one(entry: &Announcement) -> Notice {
    Notice::One { id: entry.change.stable_id(), place: entry.change.place(), announcement: Box::new(entry.clone()) }
}

fn summary(entries: &[&Announcement]) -> Option<Notice> {
    let announces: Vec<String> = entries.iter().map(|entry| entry.change.stable_id()).collect();
    let tally = Tally::of(entries.iter().copied());
    Some(Notice::Summary { id: format!("summary/{}", announces.last()?), announces, tally })
}

#[cfg(test)]
mod tests;
