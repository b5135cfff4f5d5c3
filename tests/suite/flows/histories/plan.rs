//! What is planned for an outbox, whatever is in it.

use std::collections::BTreeMap;

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;
use revone::app::notice::{Listener, Notice, Sent, plan};
use revone::app::{Announcing, Grouping, QuietHours, Rules, Topic};
use revone::domain::{Announcement, Change, ChangeKind, Details, OrderId, Subject, SubscriptionId};
use revone::money::{Currency, Money};
use rust_decimal::Decimal;
use uuid::Uuid;

use super::super::lab::noon;

/// Of whatever kind, about one of a few rows, found and made about so many minutes ago.
fn an_announcement() -> impl Strategy<Value = Announcement> {
    let kind = prop::sample::select(ChangeKind::ALL.to_vec());
    let minutes = || prop_oneof![-600..600i64, 0..20i64];
    (kind, 0..4u128, 0..3i64, minutes(), minutes(), 0..5_000i64).prop_map(
        |(kind, row, occurrence, found, happened, amount)| {
            let id = Uuid::from_u128(row);
            let subject = match row {
                0 => Subject::Organization,
                1 => Subject::Currency(Currency::USD),
                2 => Subject::Subscription(SubscriptionId(id)),
                _ => Subject::Order(OrderId(id)),
            };
            Announcement {
                change: Change { kind, subject, occurrence },
                found_at: noon() - SignedDuration::from_mins(found),
                happened_at: noon() - SignedDuration::from_mins(happened),
                amount: (amount > 500).then(|| Money::new(amount, Currency::USD)),
                product_name: None,
                customer_id: None,
                day: None,
                details: Details::default(),
            }
        },
    )
}

fn rules() -> impl Strategy<Value = Rules> {
    let topics = prop::collection::btree_set(prop::sample::select(Topic::ALL.to_vec()), 0..=Topic::ALL.len());
    let grouping = prop::sample::select(Grouping::ALL.to_vec());
    (prop::bool::weighted(0.9), topics, 0..40i64, prop::bool::weighted(0.3), grouping).prop_map(
        |(on, topics, smallest, quiet, grouping)| Rules {
            on,
            topics,
            smallest_amount: Decimal::new(smallest, 0),
            quiet_hours: quiet.then(QuietHours::default),
            grouping,
            ..Rules::default()
        },
    )
}

/// How far something is that is being announced, and what was shown before by itself.
fn stage() -> impl Strategy<Value = Option<Announcing>> {
    prop_oneof![
        4 => Just(None),
        1 => Just(Some(Announcing::Underway)),
        1 => Just(Some(Announcing::Unanswered)),
        1 => Just(Some(Announcing::Held)),
        1 => Just(Some(Announcing::Done)),
    ]
}

fn id(entry: &Announcement) -> String {
    entry.change.stable_id()
}

fn sent(stages: &BTreeMap<String, Option<Announcing>>, shown: &[Announcement]) -> Sent {
    let mut sent = Sent::default();
    for entry in shown {
        let one = Notice::One { id: id(entry), place: entry.change.place(), announcement: Box::new(entry.clone()) };
        sent.shows(&[one]);
        sent.recorded(&[id(entry)]);
    }
    for (id, stage) in stages {
        stage.iter().for_each(|stage| sent.note(std::slice::from_ref(id), *stage));
    }
    sent
}

proptest! {
    #[test]
    fn each_thing_is_shown_or_settled_or_held_or_underway(
        entries in prop::collection::vec((an_announcement(), stage()), 0..12),
        shown in prop::collection::vec(an_announcement(), 0..4),
        rules in rules(),
        paused in prop::option::weighted(0.3, -50..50i64),
        hours in 0..24i64,
    ) {
        let now: Timestamp = noon() + SignedDuration::from_hours(hours);
        let stages: BTreeMap<_, _> = entries.iter().map(|(entry, stage)| (id(entry), *stage)).collect();
        let mut outbox: Vec<Announcement> = Vec::new();
        for (entry, _) in entries {
            if outbox.iter().all(|known| id(known) != id(&entry)) {
                outbox.push(entry);
            }
        }
        let sent = sent(&stages, &shown);
        let listener = Listener { on: rules.on, rules: &rules, paused: paused.is_some_and(|hours| hours > 0), zone: &TimeZone::UTC };
        let planned = plan(&outbox, listener, &sent, now);

        let mut times: BTreeMap<&String, usize> = BTreeMap::new();
        let show = planned.show.iter().flat_map(Notice::announces);
        show.chain(&planned.settle).chain(&planned.hold).for_each(|id| *times.entry(id).or_default() += 1);
        for entry in &outbox {
            let expected = usize::from(sent.stage(&id(entry)) != Some(Announcing::Underway));
            prop_assert_eq!(times.remove(&id(entry)).unwrap_or_default(), expected, "{:?}", entry.change);
        }
        prop_assert_eq!(times, BTreeMap::new(), "what is not in the outbox");

        prop_assert!(planned.hold.is_empty() || planned.show.is_empty());
        for notice in &planned.show {
            if let Notice::Summary { announces, tally, .. } = notice {
                prop_assert!(announces.len() > 1, "one thing is no summary");
                prop_assert_eq!(tally.number(|_| true), announces.len() as u64);
            }
        }
        let summaries = planned.show.iter().filter(|notice| matches!(notice, Notice::Summary { .. })).count();
        prop_assert!(summaries <= 1);
    }
}
