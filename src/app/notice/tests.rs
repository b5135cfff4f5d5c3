use uuid::Uuid;

use super::*;
use crate::app::QuietHours;
use crate::app::settings::{Grouping, Topic};
use crate::domain::{Change, Details, OrderId};
use crate::money::{Currency, Money};

fn now() -> Timestamp {
    "2026-11-22T14:00:00Z".parse().unwrap()
}

/// A sale made and found this many minutes ago.
fn sale(number: u128, kind: ChangeKind, made: i64, found: i64) -> Announcement {
    Announcement {
        change: Change::paid(kind, OrderId(Uuid::from_u128(number))),
        found_at: now() - SignedDuration::from_mins(found),
        happened_at: now() - SignedDuration::from_mins(made),
        amount: Some(Money::new(1_000, Currency::USD)),
        product_name: None,
        customer_id: None,
        day: None,
        details: Details::default(),
    }
}

/// Orders made and found this many minutes ago.
fn orders(minutes: &[(i64, i64)]) -> Vec<Announcement> {
    let sales = minutes.iter().zip(1..);
    sales.map(|((made, found), number)| sale(number, ChangeKind::NewOrder, *made, *found)).collect()
}

static UTC: TimeZone = TimeZone::UTC;

fn listener(rules: &Rules) -> Listener<'_> {
    Listener { on: rules.on, rules, paused: false, zone: &UTC }
}

fn planned_for(outbox: &[Announcement], rules: &Rules) -> Plan {
    plan(outbox, listener(rules), &Sent::default(), now())
}

/// How many are shown one by one, and how many as one.
fn shown(outbox: &[Announcement]) -> (usize, usize) {
    let plan = planned_for(outbox, &Rules::default());
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
    let plan = planned_for(&outbox, &Rules::default());
    let ids: Vec<String> = outbox.iter().map(|entry| entry.change.stable_id()).collect();
    let [Notice::Summary { id, announces, tally }] = &plan.show[..] else { panic!("{plan:?}") };
    assert_eq!(*id, format!("summary/{}", ids[3]));
    assert_eq!(announces[..], ids[..4]);
    let counts = [(ChangeKind::NewOrder, 3), (ChangeKind::NewSubscriber, 1)];
    assert_eq!(tally.counts, counts.into_iter().collect());
    assert_eq!(tally.revenue.minor(Currency::USD), 4_000);
    assert_eq!(plan.settle[..], ids[4..], "the renewal is settled unseen");
}

#[test]
fn renewals_do_not_make_a_crowd() {
    let mut outbox = orders(&[(0, 0); 3]);
    outbox.extend((10..20).map(|number| sale(number, ChangeKind::Renewal, 480, 480)));
    let plan = planned_for(&outbox, &Rules::default());
    assert_eq!(plan.show.len(), 3);
    assert_eq!(plan.settle.len(), 10);
}

#[test]
fn with_notifications_off_everything_is_settled_unseen() {
    let plan = planned_for(&orders(&[(0, 0); 5]), &Rules { on: false, ..Rules::default() });
    assert_eq!(plan.show, []);
    assert_eq!(plan.settle.len(), 5);
}

/// The names of what is shown one by one, shown as one, settled unseen, and held back.
fn planned(outbox: &[Announcement], rules: &Rules) -> [usize; 4] {
    numbers(&planned_for(outbox, rules))
}

fn numbers(plan: &Plan) -> [usize; 4] {
    let summed = |notice: &Notice| match notice {
        Notice::Summary { announces, .. } => announces.len(),
        Notice::One { .. } => 0,
    };
    let summed: usize = plan.show.iter().map(summed).sum();
    let one = plan.show.iter().filter(|notice| matches!(notice, Notice::One { .. })).count();
    [one, summed, plan.settle.len(), plan.hold.len()]
}

fn with(topic: Topic, on: bool) -> Rules {
    let mut rules = Rules::default();
    if on {
        rules.topics.insert(topic)
    } else {
        rules.topics.remove(&topic)
    };
    rules
}

#[test]
fn each_topic_has_a_switch_of_its_own() {
    for kind in ChangeKind::ALL {
        let topic = Topic::of(kind);
        let entry = [sale(1, kind, 0, 0)];
        assert_eq!(planned(&entry, &with(topic, true)), [1, 0, 0, 0], "{kind:?}");
        assert_eq!(planned(&entry, &with(topic, false)), [0, 0, 1, 0], "{kind:?}");
        assert_eq!(planned(&entry, &Rules { on: false, ..with(topic, true) }), [0, 0, 1, 0], "{kind:?}");
    }
}

#[test]
fn what_rings_until_somebody_turns_it_off() {
    let off = [Topic::Renewals, Topic::Trials, Topic::PlanChanges, Topic::Silence, Topic::DailySummary];
    for topic in Topic::ALL {
        assert_eq!(Rules::default().topics.contains(&topic), !off.contains(&topic), "{topic:?}");
        assert_eq!(Topic::from_name(topic.name()), Some(topic));
    }
}

#[test]
fn what_is_below_the_smallest_amount_of_its_own_currency_is_settled_unseen() {
    let of = |kind, minor, code| Announcement {
        amount: Some(Money::new(minor, Currency::parse(code).unwrap())),
        ..sale(1, kind, 0, 0)
    };
    let rules = Rules { smallest_amount: rust_decimal::Decimal::new(1_050, 2), ..Rules::default() };
    for (kind, minor, code, shown) in [
        (ChangeKind::NewOrder, 1_049, "usd", false),
        (ChangeKind::NewOrder, 1_050, "usd", true),
        (ChangeKind::NewOrder, 10, "jpy", false),
        (ChangeKind::NewOrder, 11, "jpy", true),
        (ChangeKind::NewOrder, 0, "usd", false),
        (ChangeKind::Refund, 1_049, "usd", false),
        (ChangeKind::PaymentFailed, 1_050, "usd", true),
    ] {
        let planned = planned(&[of(kind, minor, code)], &rules);
        assert_eq!(planned, [usize::from(shown), 0, usize::from(!shown), 0], "{kind:?} {minor} {code}");
    }
    let subject = crate::domain::Subject::Currency(Currency::USD);
    let record = Announcement {
        change: Change { kind: ChangeKind::BestDay, subject, occurrence: 20_261_122 },
        ..of(ChangeKind::BestDay, 1, "usd")
    };
    assert_eq!(planned(&[record], &rules), [1, 0, 0, 0], "a milestone is no amount");
}

fn quiet(from: &str, to: &str) -> Rules {
    let time = |text| crate::app::settings::time_of_day(text).unwrap();
    Rules { quiet_hours: Some(QuietHours { from: time(from), to: time(to) }), ..Rules::default() }
}

#[test]
fn quiet_hours_hold_everything_for_one_summary_afterwards() {
    let mut outbox = orders(&[(4, 4), (3, 3)]);
    outbox.push(sale(9, ChangeKind::Renewal, 3, 3));
    for (rules, expected) in [
        // It is 14:00.
        (quiet("13:00", "15:00"), [0, 0, 1, 2]),
        // They have just ended, and all of it was found within them.
        (quiet("13:00", "14:00"), [0, 2, 1, 0]),
        (quiet("13:00", "13:57"), [0, 2, 1, 0]),
        // They ended before any of it was found, or have not begun.
        (quiet("13:00", "13:50"), [2, 0, 1, 0]),
        (quiet("14:01", "13:00"), [2, 0, 1, 0]),
    ] {
        assert_eq!(planned(&outbox, &rules), expected, "{:?}", rules.quiet_hours);
    }
    let alone = orders(&[(4, 4)]);
    assert_eq!(planned(&alone, &quiet("13:00", "14:00")), [1, 0, 0, 0], "one is no summary");
}

#[test]
fn a_pause_holds_everything_for_one_summary_afterwards() {
    let outbox = orders(&[(1, 1), (0, 0)]);
    let rules = Rules::default();
    let paused = Listener { paused: true, ..listener(&rules) };
    let mut sent = Sent::default();
    let held = plan(&outbox, paused, &sent, now());
    assert_eq!(numbers(&held), [0, 0, 0, 2]);
    sent.note(&held.hold, Announcing::Held);
    assert_eq!(numbers(&plan(&outbox, paused, &sent, now())), [0, 0, 0, 2], "and goes on doing so");
    assert_eq!(numbers(&plan(&outbox, listener(&rules), &sent, now())), [0, 2, 0, 0]);
}

#[test]
fn a_renewal_that_was_paid_at_the_second_attempt_rings_for_either_topic() {
    let recovered = [sale(1, ChangeKind::PaymentRecovered, 0, 0)];
    let mut rules = with(Topic::FailedPayments, false);
    assert_eq!(planned(&recovered, &rules), [0, 0, 1, 0]);
    rules.topics.insert(Topic::Renewals);
    assert_eq!(planned(&recovered, &rules), [1, 0, 0, 0]);
}

#[test]
fn the_evenings_summary_is_shown_by_itself_and_a_silence_is_as_old_as_its_finding() {
    let mut rules = with(Topic::DailySummary, true);
    rules.topics.insert(Topic::Silence);
    let mut outbox = orders(&[(0, 0)]);
    outbox.push(sale(2, ChangeKind::DailySummary, 18 * 60, 0));
    outbox.push(sale(3, ChangeKind::Silence, 9 * 60, 0));
    assert_eq!(planned(&outbox, &rules), [3, 0, 0, 0]);
    outbox.extend(orders(&[(0, 0); 7]).split_off(3));
    assert_eq!(planned(&outbox, &rules), [1, 6, 0, 0]);
}

#[test]
fn how_many_ring_one_by_one_is_chosen() {
    for (grouping, number, expected) in [
        (Grouping::Many, 3, [3, 0]),
        (Grouping::Many, 4, [0, 4]),
        (Grouping::Always, 1, [1, 0]),
        (Grouping::Always, 2, [0, 2]),
        (Grouping::Never, 20, [20, 0]),
        (Grouping::Never, 21, [0, 21]),
    ] {
        let outbox = orders(&vec![(0, 0); number]);
        let [one, summed, ..] = planned(&outbox, &Rules { grouping, ..Rules::default() });
        assert_eq!([one, summed], expected, "{grouping:?} {number}");
    }
}

/// A subscription that was cancelled, or was not after all.
fn cancellation(kind: ChangeKind) -> Announcement {
    let subject = crate::domain::Subject::Subscription(crate::domain::SubscriptionId(Uuid::from_u128(1)));
    Announcement { change: Change { kind, subject, occurrence: 1 }, amount: None, ..sale(1, kind, 0, 0) }
}

#[test]
fn a_correction_takes_the_place_of_what_is_on_the_screen_and_is_in_no_summary() {
    let earlier = planned_for(&[cancellation(ChangeKind::Canceled)], &Rules::default());
    let mut sent = Sent::default();
    sent.shows(&earlier.show);
    let unanswered = sent.clone();
    sent.note(earlier.show[0].announces(), Announcing::Done);
    let mut outbox = orders(&[(0, 0); 4]);
    outbox.push(cancellation(ChangeKind::Uncanceled));
    let rules = Rules::default();
    let later = plan(&outbox, listener(&rules), &sent, now());
    assert_eq!(numbers(&later), [1, 4, 0, 0]);
    let place = |notice: &Notice| match notice {
        Notice::One { place, .. } => Some(place.clone()),
        Notice::Summary { .. } => None,
    };
    assert_eq!(place(&later.show[0]), place(&earlier.show[0]));
    for nothing_there in [Sent::default(), unanswered] {
        assert_eq!(numbers(&plan(&outbox, listener(&rules), &nothing_there, now())), [0, 5, 0, 0]);
    }
}

#[test]
fn what_is_being_shown_is_left_alone_and_what_was_is_recorded_again() {
    let outbox = orders(&[(0, 0); 4]);
    let ids: Vec<String> = outbox.iter().map(|entry| entry.change.stable_id()).collect();
    let mut sent = Sent::default();
    sent.note(&ids[..1], Announcing::Underway);
    sent.note(&ids[1..2], Announcing::Done);
    sent.note(&ids[2..3], Announcing::Unanswered);
    let rules = Rules::default();
    let plan = plan(&outbox, listener(&rules), &sent, now());
    let shown: Vec<&str> = plan.show.iter().flat_map(Notice::announces).map(String::as_str).collect();
    assert_eq!(shown, ids[2..]);
    assert_eq!(plan.settle, ids[1..2]);
    sent.recorded(&ids);
    assert_eq!(sent.stage(&ids[0]), None);
}

#[test]
fn many_corrections_at_once_are_a_summary_like_anything_else() {
    let of = |kind, number| {
        let subject = crate::domain::Subject::Subscription(crate::domain::SubscriptionId(Uuid::from_u128(number)));
        Announcement { change: Change { kind, subject, occurrence: 1 }, amount: None, ..sale(number, kind, 0, 0) }
    };
    let rules = Rules { grouping: Grouping::Never, ..Rules::default() };
    let earlier: Vec<_> = (0..5).map(|number| of(ChangeKind::Canceled, number)).collect();
    let mut sent = Sent::default();
    let shown = plan(&earlier, listener(&rules), &sent, now());
    sent.shows(&shown.show);
    for notice in &shown.show {
        sent.note(notice.announces(), Announcing::Done);
    }
    let later: Vec<_> = (0..5).map(|number| of(ChangeKind::Uncanceled, number)).collect();
    let rules = Rules::default();
    assert_eq!(numbers(&plan(&later[..3], listener(&rules), &sent, now())), [3, 0, 0, 0]);
    assert_eq!(numbers(&plan(&later, listener(&rules), &sent, now())), [0, 5, 0, 0]);
}
