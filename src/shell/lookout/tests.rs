use uuid::Uuid;

use super::*;
use crate::domain::samples::{order, subscription};
use crate::domain::{Announce, Environment, Order, Organization, OrganizationStatus, Subscription, SubscriptionStatus};
use crate::store::{Batch, Mark as StoredMark, mark};

/// A Sunday afternoon in Berlin.
fn now() -> Timestamp {
    "2026-11-22T14:00:00Z".parse().unwrap()
}

fn zone() -> TimeZone {
    TimeZone::get("Europe/Berlin").unwrap()
}

fn hours(hours: i64) -> SignedDuration {
    SignedDuration::from_hours(hours)
}

/// A ledger that began at some instant with some rows, and goes on.
struct Shop {
    ledger: Ledger,
    id: OrganizationId,
}

impl Shop {
    fn begun(at: Timestamp, orders: Vec<Order>, subscriptions: Vec<Subscription>) -> Self {
        let mut ledger = Ledger::in_memory().unwrap();
        let organization = Organization {
            id: OrganizationId(Uuid::from_u128(1)),
            name: "Shop".to_owned(),
            slug: "shop".to_owned(),
            environment: Environment::Production,
            status: OrganizationStatus::Active,
            can_take_payments: true,
            can_be_paid_out: true,
        };
        ledger.connect(&organization, "https://api.polar.sh", at).unwrap();
        let newest = orders.iter().map(|order| order.created_at).max().unwrap_or(Timestamp::MIN);
        let whole = Some(StoredMark { at: Some(Timestamp::MIN), number: 0 });
        let marks = vec![
            (mark::ORDERS_SINCE, whole),
            (mark::SUBSCRIPTIONS_SINCE, whole),
            (mark::LIVE_SUBSCRIPTIONS, whole),
            ("announce_after", Some(StoredMark { at: Some(newest), number: at.as_microsecond() })),
        ];
        ledger.apply(organization.id, &Batch { orders, subscriptions, marks, at, ..Batch::default() }).unwrap();
        Self { ledger, id: organization.id }
    }

    fn sold(&mut self, orders: Vec<Order>) {
        self.ledger.apply(self.id, &Batch { orders, announce: Announce::Nothing, ..Batch::default() }).unwrap();
    }

    /// The names of what is found now and was not before.
    fn finds(&mut self, at: Timestamp) -> Vec<String> {
        look(&mut self.ledger, self.id, &zone(), true, at).unwrap();
        let waiting = self.ledger.outbox(self.id).unwrap();
        let names: Vec<String> = waiting.iter().map(|waiting| waiting.change.stable_id()).collect();
        self.ledger.settle(self.id, &names).unwrap();
        names.into_iter().map(|name| name.replace("00000000-0000-0000-0000-0000000000", "")).collect()
    }
}

/// One sale a day of a hundred dollars, for the days before today.
fn daily(days: i64) -> Vec<Order> {
    (1..=days).map(|day| order(day as u128, now() - hours(24 * day), 10_000)).collect()
}

#[test]
fn round_numbers_are_found_once_they_are_reached_and_not_before_the_connection() {
    let mut shop = Shop::begun(now(), daily(9), Vec::new());
    assert_eq!(shop.finds(now()), [""; 0]);
    shop.sold(vec![order(70, now() + hours(1), 100)]);
    assert_eq!(shop.finds(now() + hours(1)), ["milestone/orders/10"]);
    assert_eq!(shop.finds(now() + hours(2)), [""; 0]);
    let mut empty = Shop::begun(now(), Vec::new(), Vec::new());
    assert_eq!(empty.finds(now()), [""; 0]);
    empty.sold(vec![order(1, now() + hours(1), 0)]);
    assert_eq!(empty.finds(now() + hours(1)), [""; 0], "an order of nothing is no sale");
    empty.sold(vec![order(2, now() + hours(2), 100)]);
    assert_eq!(empty.finds(now() + hours(2)), ["milestone/orders/1"]);
}

#[test]
fn nothing_is_found_before_the_whole_history_is_there() {
    let mut shop = Shop::begun(now(), daily(9), Vec::new());
    let part = Some(StoredMark { at: Some(now() - hours(100)), number: 0 });
    shop.ledger.apply(shop.id, &Batch { marks: vec![(mark::ORDERS_SINCE, part)], ..Batch::default() }).unwrap();
    shop.sold(vec![order(70, now() + hours(1), 20_000)]);
    assert_eq!(shop.finds(now() + hours(1)), [""; 0]);
}

#[test]
fn a_best_day_is_found_once_when_it_surpasses_all_before() {
    // The record is older than the days that are looked at first.
    let mut history = daily(60);
    history[49].net = 30_000;
    let mut shop = Shop::begun(now(), history, Vec::new());
    shop.sold(vec![order(70, now() + hours(1), 20_000)]);
    assert_eq!(shop.finds(now() + hours(1)), [""; 0]);
    shop.sold(vec![order(71, now() + hours(2), 10_001)]);
    assert_eq!(shop.finds(now() + hours(2)), ["milestone/best-day/usd/20261122"]);
    shop.sold(vec![order(72, now() + hours(2), 10_000)]);
    assert_eq!(shop.finds(now() + hours(2)), [""; 0]);
}

#[test]
fn a_record_of_before_the_connection_is_not_found() {
    let mut history = daily(60);
    history.push(order(70, now() - hours(1), 20_000));
    let mut shop = Shop::begun(now(), history, Vec::new());
    assert_eq!(shop.finds(now()), [""; 0]);
    shop.sold(vec![order(71, now() + hours(1), 100)]);
    assert_eq!(shop.finds(now() + hours(1)), [""; 0]);
}

#[test]
fn a_new_high_of_recurring_revenue_is_found_once_a_month() {
    let started = |number: u128, days: i64| subscription(number, now() - hours(24 * days), 1_000);
    let mut shop = Shop::begun(now(), Vec::new(), vec![started(1, 90), started(2, 40)]);
    assert_eq!(shop.finds(now()), [""; 0]);
    for (number, expected) in [(3, &["milestone/mrr/usd/202611"][..]), (4, &[])] {
        let new = subscription(number, now() + hours(1), 1_000);
        shop.ledger.apply(shop.id, &Batch { subscriptions: vec![new], ..Batch::default() }).unwrap();
        assert_eq!(shop.finds(now() + hours(2)), expected);
    }
}

#[test]
fn a_high_counts_however_high_it_stood_in_the_middle_of_an_earlier_month() {
    let started = |number: u128, days: i64| subscription(number, now() - hours(24 * days), 1_000);
    // One more than at the end of any month, when the ledger began; it left before that month was over.
    let left = Subscription { ended_at: Some(now() - hours(24 * 30)), ..started(3, 90) };
    let mut shop = Shop::begun(now() - hours(24 * 35), Vec::new(), vec![started(1, 90), left, started(2, 40)]);
    let more = (4..6).map(|number| subscription(number, now(), 1_000)).collect();
    shop.ledger.apply(shop.id, &Batch { subscriptions: more, ..Batch::default() }).unwrap();
    assert!(shop.finds(now() + hours(1)).contains(&"milestone/mrr/usd/202611".to_owned()));
}

#[test]
fn a_gap_that_no_week_had_is_found_once() {
    // An order every hour for ten weeks.
    let history: Vec<Order> = (1..=70 * 24).map(|hour| order(hour as u128, now() - hours(hour), 100)).collect();
    let mut shop = Shop::begun(now() - hours(1), history, Vec::new());
    shop.sold(vec![order(2_000, now(), 100)]);
    for (later, expected) in [(1, 0), (6, 0), (8, 1), (9, 0), (200, 0)] {
        let found = shop.finds(now() + hours(later));
        let silences = found.iter().filter(|name| name.ends_with("/silence")).count();
        assert_eq!(silences, expected, "{later} {found:?}");
    }
}

#[test]
fn trials_that_end_within_days_are_found_unless_it_was_time_before_the_connection() {
    let trial = |number: u128, ends: i64| Subscription {
        status: SubscriptionStatus::Trialing,
        trial_end: Some(now() + hours(ends)),
        ..subscription(number, now() - hours(1), 900)
    };
    // The first was too near its end when the ledger began, the last is over within three days.
    let mut shop = Shop::begun(now(), Vec::new(), vec![trial(1, 60), trial(2, 80), trial(3, 70)]);
    let ending = |found: Vec<String>| found.iter().filter(|name| name.contains("/trial-ending/")).count();
    for (later, expected) in [(0, 0), (7, 0), (9, 1), (10, 0)] {
        assert_eq!(ending(shop.finds(now() + hours(later))), expected, "{later}");
    }
}

#[test]
fn the_evening_is_found_once_a_day() {
    let mut shop = Shop::begun(now(), Vec::new(), Vec::new());
    for (later, expected) in [(0, &[][..]), (3, &["daily/20261122"]), (4, &[]), (27, &["daily/20261123"])] {
        assert_eq!(shop.finds(now() + hours(later)), expected, "{later}");
    }
}
