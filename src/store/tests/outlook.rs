use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use super::{
    at, currency, last_30_days, minutes_before_noon, noon, order, orders, shop, subscription, subscriptions, usd,
};
use crate::domain::{
    AtRisk, BillingReason, Cadence, Interval, Order, OrderStatus, OrderSubscription, OrganizationId, OutlookFacts,
    Period, PriceChanges, ProductId, Subscription, SubscriptionId, SubscriptionStatus,
};
use crate::money::{Money, Totals};
use crate::store::{Batch, Ledger};

fn totals(amounts: &[(i64, &str)]) -> Totals {
    amounts.iter().map(|(minor, code)| Money::new(*minor, currency(code))).collect()
}

fn of_subscription(number: u128, of: u128) -> Order {
    let id = SubscriptionId(Uuid::from_u128(of));
    let subscription = Some(OrderSubscription { id, amount: None, cadence: None, trial_end: None });
    Order { subscription, billing_reason: BillingReason::SubscriptionCycle, ..order(number) }
}

fn outlook(ledger: &Ledger, id: OrganizationId) -> OutlookFacts {
    let window = Period::new(last_30_days().from, noon() + SignedDuration::from_hours(12));
    ledger.outlook(id, &[], &[], window, noon()).unwrap()
}

/// What is observed of a subscription's price when it is read as the first and then, an hour later, as the second.
fn observed(first: Subscription, then: Subscription) -> PriceChanges {
    let (mut ledger, id) = shop();
    ledger.apply(id, &subscriptions(vec![first])).unwrap();
    let later = Batch { at: noon() + SignedDuration::from_hours(1), ..subscriptions(vec![then]) };
    ledger.apply(id, &later).unwrap();
    ledger.apply(id, &later).unwrap();
    outlook(&ledger, id).price_changes
}

fn long_running(minor: i64) -> Subscription {
    Subscription { amount: usd(minor), started_at: Some(at("2025-01-01T00:00:00Z")), ..subscription(1) }
}

#[test]
fn a_price_that_is_another_than_when_it_was_last_read_is_an_expansion_or_a_contraction() {
    let expansion = |amounts| PriceChanges { expansion: totals(amounts), ..PriceChanges::default() };
    let contraction = |amounts| PriceChanges { contraction: totals(amounts), ..PriceChanges::default() };
    let yearly = Cadence { interval: Interval::Year, count: 1 };
    let euros = Subscription { amount: Money::new(800, currency("eur")), ..long_running(0) };
    let leaving = Subscription { ends_at: Some(noon()), ..long_running(1_500) };
    let on_trial = |minor| Subscription { trial_end: Some(at("2026-12-01T00:00:00Z")), ..long_running(minor) };
    for (case, first, then, expected) in [
        ("dearer", long_running(900), long_running(1_500), expansion(&[(600, "usd")])),
        ("cheaper", long_running(1_500), long_running(900), contraction(&[(600, "usd")])),
        (
            "another cadence",
            long_running(900),
            Subscription { cadence: yearly, ..long_running(900) },
            contraction(&[(825, "usd")]),
        ),
        (
            "another currency",
            long_running(900),
            euros,
            PriceChanges { expansion: totals(&[(800, "eur")]), ..contraction(&[(900, "usd")]) },
        ),
        ("the same", long_running(900), long_running(900), PriceChanges::default()),
        ("gone already", long_running(900), leaving, PriceChanges::default()),
        ("on trial", on_trial(900), on_trial(1_500), PriceChanges::default()),
    ] {
        assert_eq!(observed(first, then), expected, "{case}");
    }
    let new = |minor| Subscription { amount: usd(minor), ..subscription(60) };
    let of_new = PriceChanges { of_new: totals(&[(600, "usd")]), ..expansion(&[(600, "usd")]) };
    assert_eq!(observed(new(900), new(1_500)), of_new, "one that began within the period");
}

#[test]
fn a_tax_that_comes_to_light_is_no_change_of_a_price() {
    let (mut ledger, id) = shop();
    ledger.apply(id, &subscriptions(vec![long_running(2_900)])).unwrap();
    let taxed = Order { tax: 400, net: 2_500, ..of_subscription(1, 1) };
    ledger.apply(id, &orders(vec![taxed])).unwrap();
    assert_eq!(outlook(&ledger, id).price_changes, PriceChanges::default());
    let dearer = Batch { at: noon(), ..subscriptions(vec![long_running(5_800)]) };
    ledger.apply(id, &dearer).unwrap();
    assert_eq!(outlook(&ledger, id).price_changes.expansion, totals(&[(2_500, "usd")]), "the part that is revenue");
}

#[test]
fn money_at_risk_is_what_past_due_subscriptions_owe_and_says_when_it_is_tried_again() {
    let (mut ledger, id) = shop();
    let past_due = |number: u128, since: &str| Subscription {
        status: SubscriptionStatus::PastDue,
        past_due_at: Some(at(since)),
        product_id: Some(ProductId(Uuid::from_u128(7))),
        product_name: Some("Pro".to_owned()),
        ..subscription(number)
    };
    let gone = Subscription { ended_at: Some(minutes_before_noon(1)), ..past_due(3, "2026-11-01T00:00:00Z") };
    let all = vec![past_due(1, "2026-11-20T00:00:00Z"), past_due(2, "2026-11-10T00:00:00Z"), gone, subscription(4)];
    ledger.apply(id, &subscriptions(all)).unwrap();
    let retry: Timestamp = at("2026-11-23T08:00:00Z");
    let unpaid = Order {
        status: OrderStatus::Pending,
        net: 2_400,
        next_payment_attempt_at: Some(retry),
        ..of_subscription(1, 1)
    };
    ledger.apply(id, &orders(vec![unpaid, of_subscription(2, 2)])).unwrap();
    let expected = |number: u128, since: &str, next_attempt, minor| AtRisk {
        id: SubscriptionId(Uuid::from_u128(number)),
        product_name: Some("Pro".to_owned()),
        since: Some(at(since)),
        next_attempt,
        amount: usd(minor),
    };
    assert_eq!(
        outlook(&ledger, id).at_risk,
        [expected(2, "2026-11-10T00:00:00Z", None, 900), expected(1, "2026-11-20T00:00:00Z", Some(retry), 2_400)]
    );
}

#[test]
fn renewals_are_due_as_often_as_they_come_within_thirty_days() {
    let next = Some(at("2026-11-23T08:00:00Z"));
    let every = |count: i64, interval: Interval| Cadence { interval, count };
    let renewing = |cadence: Cadence| Subscription { cadence, current_period_end: next, ..subscription(1) };
    let monthly = renewing(every(1, Interval::Month));
    for (case, subscription, in_thirty_days) in [
        ("a day", renewing(every(1, Interval::Day)), 30),
        ("ten days", renewing(every(10, Interval::Day)), 3),
        ("a week", renewing(every(1, Interval::Week)), 5),
        ("a month", monthly.clone(), 1),
        ("a year", renewing(every(1, Interval::Year)), 1),
        ("no interval", renewing(every(0, Interval::Month)), 1),
        ("backwards", renewing(every(-1, Interval::Month)), 1),
        ("an unknown interval", renewing(every(1, Interval::Other("eon".into()))), 1),
        ("absurdly many", renewing(every(i64::MAX, Interval::Year)), 1),
        ("free", Subscription { amount: usd(0), ..monthly.clone() }, 0),
        ("leaving", Subscription { ends_at: next, ..monthly.clone() }, 0),
        ("paused", Subscription { status: SubscriptionStatus::Paused, ..monthly.clone() }, 0),
        ("overdue", Subscription { status: SubscriptionStatus::PastDue, ..monthly.clone() }, 0),
        ("on trial", Subscription { status: SubscriptionStatus::Trialing, trial_end: next, ..monthly }, 1),
    ] {
        let (mut ledger, id) = shop();
        ledger.apply(id, &subscriptions(vec![subscription])).unwrap();
        let month = Period::new(noon(), noon() + SignedDuration::from_hours(30 * 24));
        let due = &ledger.outlook(id, &[], &[month], month, noon()).unwrap().movements[0];
        assert_eq!(
            (due.renewals_due, due.due.minor(currency("usd"))),
            (in_thirty_days, 900 * i128::from(in_thirty_days)),
            "{case}"
        );
    }
}
