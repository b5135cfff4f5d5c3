//! What was found, planned and shown in a history, held against what an owner trusts in.

use std::collections::{BTreeMap, BTreeSet};

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use revone::app::notice::Notice;
use revone::app::{Effect, Settings, Topic};
use revone::demo::Shop;
use revone::domain::{Announcement, Change, ChangeKind, Subject};

use super::past::PAST;

/// Everything that was ever to be announced, by its stable id.
#[derive(Default)]
pub struct Record {
    found: BTreeMap<String, Change>,
    shown: BTreeMap<String, usize>,
    /// Settled without being shown, because the owner did not want it then.
    unwanted: BTreeSet<String>,
    /// How often it was on the screen and not yet recorded when the program died.
    in_flight: BTreeMap<String, usize>,
}

/// What the owner had chosen at an instant, and where they were.
pub struct Listening<'a> {
    pub settings: &'a Settings,
    pub zone: &'a TimeZone,
    pub now: Timestamp,
}

impl Listening<'_> {
    /// Quiet hours or a pause last.
    pub fn is_silent(&self) -> bool {
        let Self { settings, zone, now } = self;
        let time = now.to_zoned((*zone).clone()).time();
        let quiet = settings.rules.quiet_hours.is_some_and(|hours| match hours.from < hours.to {
            true => hours.from <= time && time < hours.to,
            false => hours.from <= time || time < hours.to,
        });
        // Nobody pauses for longer than until tomorrow: the clock was set back.
        let longest = SignedDuration::from_hours(36);
        quiet || settings.paused_until.is_some_and(|until| *now < until && until.duration_since(*now) <= longest)
    }

    fn wants(&self, entry: &Announcement) -> bool {
        let rules = &self.settings.rules;
        let of_an_order = matches!(entry.change.subject, Subject::Order(_));
        let too_small = entry.amount.is_some_and(|amount| of_an_order && amount.major() < rules.smallest_amount);
        let kind = entry.change.kind;
        let topic = rules.topics.contains(&Topic::of(kind))
            || (kind == ChangeKind::PaymentRecovered && rules.topics.contains(&Topic::Renewals));
        rules.on && topic && !too_small
    }
}

impl Record {
    /// These were put into the outbox.
    pub fn finds(&mut self, changes: impl IntoIterator<Item = Change>) {
        for change in changes {
            let before = self.found.insert(change.stable_id(), change);
            assert_eq!(before, None, "it is put into the outbox twice");
        }
    }

    /// This is what is to be done about the outbox.
    pub fn plans(&self, outbox: &[Announcement], effects: &[Effect], listening: &Listening<'_>) -> BTreeSet<String> {
        let wanted = |id: &String| {
            let entry = outbox.iter().find(|entry| entry.change.stable_id() == *id);
            listening.wants(entry.unwrap_or_else(|| panic!("{id} is not in the outbox")))
        };
        let (mut shown, mut unseen) = (BTreeSet::new(), BTreeSet::new());
        for effect in effects {
            match effect {
                Effect::Notify { notices, .. } => {
                    assert!(!listening.is_silent(), "{notices:?} are shown while it is to be silent");
                    for id in notices.iter().flat_map(Notice::announces) {
                        assert!(wanted(id), "{id} is shown and not wanted");
                        assert!(shown.insert(id.clone()), "{id} is shown twice at once");
                    }
                }
                Effect::Settle { ids, .. } => {
                    let new = ids.iter().filter(|id| !self.shown.contains_key(*id) && !self.unwanted.contains(*id));
                    for id in new {
                        assert!(!wanted(id), "{id} is settled unseen and wanted");
                        unseen.insert(id.clone());
                    }
                }
                _ => {}
            }
        }
        unseen
    }

    /// These are settled without being shown.
    pub fn passes_over(&mut self, ids: BTreeSet<String>) {
        self.unwanted.extend(ids);
    }

    /// This is on the screen now.
    pub fn shows(&mut self, notice: &Notice) {
        notice.announces().iter().for_each(|id| *self.shown.entry(id.clone()).or_default() += 1);
    }

    /// The program dies with these in the outbox.
    pub fn dies(&mut self, outbox: &[Announcement]) {
        let ids = outbox.iter().map(|entry| entry.change.stable_id());
        ids.filter(|id| self.shown.contains_key(id)).for_each(|id| *self.in_flight.entry(id).or_default() += 1);
    }

    /// The outbox is empty at last: everything was announced as an owner trusts.
    pub fn is_as_an_owner_trusts(&self, shop: &Shop) {
        for (id, times) in &self.shown {
            assert!(self.found.contains_key(id), "{id} was shown and never found");
            let allowed = 1 + self.in_flight.get(id).copied().unwrap_or_default();
            assert!(*times <= allowed, "{id} was shown {times} times");
        }
        for id in self.found.keys() {
            assert!(self.shown.contains_key(id) || self.unwanted.contains(id), "{id} is lost");
        }
        self.has_found_every_sale(shop);
        self.has_found_every_refund(shop);
        self.has_found_who_leaves(shop);
    }

    fn subjects(&self, is_wanted: impl Fn(ChangeKind) -> bool) -> impl Iterator<Item = &Change> {
        self.found.values().filter(move |change| is_wanted(change.kind))
    }

    fn has_found_every_sale(&self, shop: &Shop) {
        let found: BTreeSet<Subject> = self.subjects(ChangeKind::is_sale).map(|change| change.subject).collect();
        let is_new = |row: &&revone::demo::OrderRow| row.created_at > PAST.newest || PAST.open.contains(&row.id);
        let paid = shop.orders.iter().filter(|row| row.status.is_paid_like() && row.net_amount > 0).filter(is_new);
        assert_eq!(found, paid.map(|row| Subject::Order(row.id)).collect());
    }

    fn has_found_every_refund(&self, shop: &Shop) {
        let is_refund = |kind| matches!(kind, ChangeKind::Refund | ChangeKind::PartialRefund);
        let mut found: BTreeMap<Subject, i64> = BTreeMap::new();
        for Change { subject, occurrence, .. } in self.subjects(is_refund) {
            let most = found.entry(*subject).or_default();
            *most = (*most).max(*occurrence);
        }
        let before = |row: &revone::demo::OrderRow| PAST.shop.order(row.id).map_or(0, |row| row.refunded_amount);
        let refunded = shop.orders.iter().filter(|row| row.refunded_amount > before(row));
        assert_eq!(found, refunded.map(|row| (Subject::Order(row.id), row.refunded_amount)).collect());
    }

    fn has_found_who_leaves(&self, shop: &Shop) {
        for row in &shop.subscriptions {
            let number = |kind| {
                let of = |change: &&Change| change.subject == Subject::Subscription(row.id);
                i64::try_from(self.subjects(|known| known == kind).filter(of).count()).unwrap()
            };
            let found = number(ChangeKind::Canceled) - number(ChangeKind::Uncanceled);
            let (is, was) = (i64::from(row.canceled_at.is_some()), i64::from(PAST.canceled.contains(&row.id)));
            assert_eq!(found, is - was, "{row:?}");
        }
    }
}
