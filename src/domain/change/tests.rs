mod names;

use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use super::*;
use crate::domain::{
    BillingReason, Cadence, CancellationReason, Environment, Found, Interval, Order, OrderStatus, OrderSubscription,
    Organization, OrganizationId, OrganizationStatus, Subscription, SubscriptionStatus, samples,
};
use crate::money::Money;

fn now() -> Timestamp {
    "2026-11-22T12:00:00Z".parse().unwrap()
}

fn hours_ago(hours: i64) -> Timestamp {
    now() - SignedDuration::from_hours(hours)
}

/// The ledger began ten hours ago.
const SINCE: fn() -> Announce = || Announce::After(Beginning { orders: hours_ago(10), at: hours_ago(10) });

fn order(made: i64, status: OrderStatus, refunded: i64) -> Order {
    let subscription =
        OrderSubscription { id: SubscriptionId(Uuid::nil()), amount: None, cadence: None, trial_end: None };
    Order {
        status,
        refunded,
        billing_reason: BillingReason::SubscriptionCycle,
        subscription: Some(subscription),
        ..samples::order(0, hours_ago(made), 2_900)
    }
}

const PAID: KnownOrder = KnownOrder { paid: true, next_attempt: None, refunded: 0 };
const PENDING: KnownOrder = KnownOrder { paid: false, next_attempt: None, refunded: 0 };

fn names(found: &[Found]) -> Vec<(ChangeKind, i64)> {
    found.iter().map(|found| (found.change.kind, found.change.occurrence)).collect()
}

fn of(known: Option<KnownOrder>, order: &Order) -> Vec<(ChangeKind, i64)> {
    names(&of_order(known.as_ref(), order, false, SINCE(), now()))
}

#[test]
fn an_order_is_news_when_it_is_paid_and_was_not() {
    use ChangeKind::{PaymentRecovered, Renewal};
    let failed = KnownOrder { next_attempt: Some(hours_ago(1)), ..PENDING };
    for (known, made, status, expected) in [
        (None, 1, OrderStatus::Paid, &[(Renewal, 0)][..]),
        (None, 1, OrderStatus::Pending, &[]),
        (None, 10, OrderStatus::Paid, &[]),
        (Some(PENDING), 900, OrderStatus::Paid, &[(Renewal, 0)]),
        (Some(failed), 900, OrderStatus::Paid, &[(PaymentRecovered, 0)]),
        (Some(PAID), 1, OrderStatus::Paid, &[]),
        (Some(PENDING), 1, OrderStatus::Void, &[]),
        (None, 1, OrderStatus::Other("settled".into()), &[]),
    ] {
        assert_eq!(of(known, &order(made, status.clone(), 0)), expected, "{known:?} {made} {status:?}");
    }
    assert_eq!(of_order(None, &order(1, OrderStatus::Paid, 0), false, Announce::Nothing, now()), []);
    assert_eq!(of(None, &Order { net: 0, ..order(1, OrderStatus::Paid, 0) }), []);
    assert_eq!(of(None, &Order { net: -5, ..order(1, OrderStatus::Paid, 0) }), []);
}

#[test]
fn a_first_payment_that_failed_once_is_a_new_subscriber_all_the_same() {
    let failed = Some(KnownOrder { next_attempt: Some(hours_ago(1)), ..PENDING });
    for (reason, kind) in [
        (BillingReason::Purchase, ChangeKind::NewOrder),
        (BillingReason::Other("tip".into()), ChangeKind::NewOrder),
        (BillingReason::SubscriptionCreate, ChangeKind::NewSubscriber),
        (BillingReason::SubscriptionUpdate, ChangeKind::PaymentRecovered),
    ] {
        let paid = Order { billing_reason: reason, ..order(20, OrderStatus::Paid, 0) };
        assert_eq!(of(failed, &paid), [(kind, 0)]);
    }
}

#[test]
fn whoever_pays_for_the_first_time_is_a_new_subscriber_whatever_the_reason() {
    let failed = Some(KnownOrder { next_attempt: Some(hours_ago(1)), ..PENDING });
    for known in [None, Some(PENDING), failed] {
        let found = of_order(known.as_ref(), &order(1, OrderStatus::Paid, 0), true, SINCE(), now());
        assert_eq!(names(&found), [(ChangeKind::NewSubscriber, 0)]);
    }
}

#[test]
fn the_first_payment_after_a_trial_converts_it() {
    for (trial_end, kind) in
        [(Some(2), ChangeKind::TrialConverted), (Some(26), ChangeKind::Renewal), (None, ChangeKind::Renewal)]
    {
        let mut paid = order(1, OrderStatus::Paid, 0);
        paid.subscription.as_mut().unwrap().trial_end = trial_end.map(hours_ago);
        assert_eq!(of(None, &paid), [(kind, 0)], "{trial_end:?}");
    }
}

#[test]
fn a_refund_is_what_was_given_back_since() {
    use ChangeKind::{PartialRefund, Refund, Renewal};
    let some = |refunded| Some(KnownOrder { refunded, ..PAID });
    for (known, made, status, refunded, expected, amount) in [
        (some(0), 900, OrderStatus::PartiallyRefunded, 1_000, &[(PartialRefund, 1_000)][..], 1_000),
        (some(1_000), 900, OrderStatus::PartiallyRefunded, 1_500, &[(PartialRefund, 1_500)], 500),
        (some(1_000), 900, OrderStatus::Refunded, 2_900, &[(Refund, 2_900)], 1_900),
        (some(2_900), 900, OrderStatus::Refunded, 2_900, &[], 0),
        (some(2_900), 900, OrderStatus::PartiallyRefunded, 1_000, &[], 0),
        (None, 900, OrderStatus::Refunded, 2_900, &[], 0),
        (None, 1, OrderStatus::Refunded, 2_900, &[(Renewal, 0), (Refund, 2_900)], 2_900),
    ] {
        let found = of_order(known.as_ref(), &order(made, status, refunded), false, SINCE(), now());
        assert_eq!(names(&found), expected);
        let given_back = found.last().and_then(|found| found.details.amount).map_or(0, |amount| amount.minor);
        assert_eq!(given_back, amount);
    }
}

#[test]
fn a_failed_payment_is_told_with_each_next_attempt_and_when_it_is_given_up() {
    let micros = |hours| hours_ago(hours).as_microsecond();
    let failed = |known: Option<i64>| Some(KnownOrder { next_attempt: known.map(hours_ago), ..PENDING });
    for (known, next, status, expected) in [
        (failed(None), Some(-24), OrderStatus::Pending, Some(micros(-24))),
        (failed(Some(-24)), Some(-24), OrderStatus::Pending, None),
        (failed(Some(1)), Some(-48), OrderStatus::Pending, Some(micros(-48))),
        (failed(Some(1)), None, OrderStatus::Pending, Some(0)),
        (failed(Some(1)), None, OrderStatus::Void, Some(0)),
        (failed(None), None, OrderStatus::Void, None),
        (None, Some(-24), OrderStatus::Pending, Some(micros(-24))),
    ] {
        let order = Order { next_payment_attempt_at: next.map(hours_ago), ..order(1, status, 0) };
        let found = of_order(known.as_ref(), &order, false, SINCE(), now());
        let expected: Vec<_> = expected.into_iter().map(|number| (ChangeKind::PaymentFailed, number)).collect();
        assert_eq!(names(&found), expected, "{known:?} {next:?}");
        assert_eq!(
            found.first().and_then(|found| found.details.until),
            next.map(hours_ago).filter(|_| !found.is_empty())
        );
    }
}

fn monthly() -> Cadence {
    Cadence { interval: Interval::Month, count: 1 }
}

fn subscription(started: i64) -> Subscription {
    samples::subscription(0, hours_ago(started), 900)
}

fn known() -> KnownSubscription {
    KnownSubscription {
        price: (Money::new(900, Currency::USD), monthly()),
        other_product: None,
        canceled_at: None,
        paused_at: None,
        ended_at: None,
    }
}

fn kinds(known: Option<&KnownSubscription>, subscription: &Subscription) -> Vec<ChangeKind> {
    let found = of_subscription(known, subscription, SINCE(), now());
    found.iter().map(|found| found.change.kind).collect()
}

fn canceled(at: i64) -> Subscription {
    Subscription { canceled_at: Some(hours_ago(at)), ends_at: Some(hours_ago(-100)), ..subscription(900) }
}

#[test]
fn a_cancellation_is_told_once_and_so_is_that_it_was_undone() {
    let before = KnownSubscription { canceled_at: Some(hours_ago(5)), ..known() };
    for (known, now, expected) in [
        (Some(&known()), canceled(1), &[ChangeKind::Canceled][..]),
        // However long ago: it is found now, of a subscription that was not.
        (Some(&known()), canceled(99), &[ChangeKind::Canceled]),
        (Some(&before), canceled(5), &[]),
        (Some(&before), canceled(1), &[]),
        (Some(&before), subscription(900), &[ChangeKind::Uncanceled]),
        (Some(&before), Subscription { ended_at: Some(hours_ago(1)), ..subscription(900) }, &[]),
        (Some(&known()), subscription(900), &[]),
        (None, canceled(1), &[ChangeKind::Canceled]),
        (None, canceled(11), &[]),
    ] {
        assert_eq!(kinds(known, &now), expected, "{known:?}");
    }
    let reason = Some(CancellationReason::TooExpensive);
    let now = Subscription { cancellation_reason: reason.clone(), ..canceled(1) };
    let found = of_subscription(Some(&known()), &now, SINCE(), self::now()).remove(0);
    assert_eq!((found.details.reason, found.details.until), (reason, Some(hours_ago(-100))));
    assert_eq!(found.happened_at, hours_ago(1));
}

#[test]
fn a_trial_is_told_when_it_begins() {
    let trial = |started, ends: i64| Subscription {
        status: SubscriptionStatus::Trialing,
        trial_end: Some(hours_ago(ends)),
        ..subscription(started)
    };
    assert_eq!(kinds(None, &trial(1, -100)), [ChangeKind::TrialStarted]);
    assert_eq!(kinds(None, &trial(11, -100)), []);
    assert_eq!(kinds(None, &trial(1, 1)), [], "a trial of no length is none");
    assert_eq!(kinds(Some(&known()), &trial(1, -100)), []);
}

#[test]
fn a_pause_is_told_and_so_is_its_end() {
    let paused =
        |at| Subscription { status: SubscriptionStatus::Paused, paused_at: Some(hours_ago(at)), ..subscription(900) };
    let before = KnownSubscription { paused_at: Some(hours_ago(5)), ..known() };
    let ended = Subscription { status: SubscriptionStatus::Canceled, ended_at: Some(now()), ..subscription(900) };
    for (known, now, expected) in [
        (Some(&known()), paused(1), &[ChangeKind::Paused][..]),
        (Some(&before), paused(5), &[]),
        (Some(&before), subscription(900), &[ChangeKind::Resumed]),
        (Some(&before), ended, &[]),
        (None, paused(1), &[ChangeKind::Paused]),
        (None, paused(11), &[]),
    ] {
        assert_eq!(kinds(known, &now), expected, "{known:?}");
    }
}

#[test]
fn another_price_cadence_or_product_of_a_running_subscription_is_a_change_of_plan() {
    let yearly = Cadence { interval: Interval::Year, count: 1 };
    let moved = KnownSubscription { other_product: Some("Starter".to_owned()), ..known() };
    let dearer = Subscription { amount: Money::new(2_900, Currency::USD), ..subscription(900) };
    let ended = Subscription { status: SubscriptionStatus::Canceled, ..dearer.clone() };
    for (known, now, expected) in [
        (known(), subscription(900), false),
        (known(), dearer.clone(), true),
        (known(), Subscription { cadence: yearly, ..subscription(900) }, true),
        (moved.clone(), subscription(900), true),
        (known(), ended, false),
        (KnownSubscription { ended_at: Some(hours_ago(3)), ..known() }, dearer, false),
    ] {
        let expected: &[ChangeKind] = if expected { &[ChangeKind::PlanChanged] } else { &[] };
        assert_eq!(kinds(Some(&known), &now), expected, "{known:?}");
    }
    let found = of_subscription(Some(&moved), &subscription(900), SINCE(), now()).remove(0);
    assert_eq!(found.details.product_before.as_deref(), Some("Starter"));
    assert_eq!(found.details.price_before, Some(moved.price));
}

#[test]
fn of_a_free_subscription_nothing_is_told_until_it_is_paid_for() {
    let free = Subscription { amount: Money::new(0, Currency::USD), ..canceled(1) };
    let was_free = KnownSubscription { price: (free.amount, monthly()), ..known() };
    assert_eq!(kinds(Some(&was_free), &free), []);
    assert_eq!(kinds(None, &free), []);
    assert_eq!(kinds(Some(&was_free), &subscription(900)), [ChangeKind::PlanChanged]);
    assert_eq!(of_subscription(Some(&known()), &canceled(1), Announce::Nothing, now()), []);
}

#[test]
fn what_polar_switches_off_and_on_is_told() {
    let shop = |status, payments, payouts| Organization {
        id: OrganizationId(Uuid::nil()),
        name: "Shop".to_owned(),
        slug: "shop".to_owned(),
        environment: Environment::Production,
        status,
        can_take_payments: payments,
        can_be_paid_out: payouts,
    };
    use OrganizationStatus::{Active, Blocked, Created, Review};
    for (before, after, expected) in [
        (shop(Active, true, true), shop(Active, true, true), &[][..]),
        (shop(Created, true, true), shop(Review, true, true), &[]),
        (shop(Review, true, true), shop(Active, true, true), &[]),
        (shop(Active, true, true), shop(Active, false, true), &[ChangeKind::PaymentsOff]),
        (shop(Active, false, false), shop(Active, true, true), &[ChangeKind::PaymentsOn, ChangeKind::PayoutsOn]),
        (shop(Active, true, true), shop(Blocked, true, false), &[ChangeKind::StandingChanged, ChangeKind::PayoutsOff]),
        (shop(Blocked, true, true), shop(Active, true, true), &[ChangeKind::StandingChanged]),
    ] {
        let found = of_account(&before, &after, now());
        let kinds: Vec<_> = found.iter().map(|found| found.change.kind).collect();
        assert_eq!(kinds, expected, "{before:?} {after:?}");
    }
}
