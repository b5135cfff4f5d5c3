//! What waits in the outbox with its facts, for everything that is no sale.

use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use super::{at, minutes_before_noon, monthly, noon, order, organization, shop, subscription, usd};
use crate::domain::{
    Announce, Announcement, Beginning, BillingReason, CancellationReason, Change, ChangeKind, CustomerId, DayFigures,
    Details, Found, Interval, Order, OrderId, OrderStatus, OrderSubscription, Organization, OrganizationId,
    OrganizationStatus, Period, ProductId, Subject, Subscription, SubscriptionStatus,
};
use crate::money::Currency;
use crate::store::{Batch, Ledger, Mark, mark};

/// A batch of a ledger that began at the epoch.
fn batch() -> Batch {
    let at = Timestamp::UNIX_EPOCH;
    Batch { announce: Announce::After(Beginning { orders: at, at }), at: noon(), ..Batch::default() }
}

/// One ledger after another: the first state is what was there, each further one is read later.
fn told(ledger: &mut Ledger, id: OrganizationId, states: Vec<Batch>) -> Vec<Announcement> {
    for (number, state) in states.into_iter().enumerate() {
        let announce = if number == 0 { Announce::Nothing } else { state.announce };
        ledger.apply(id, &Batch { announce, ..state.clone() }).unwrap();
        let again = ledger.apply(id, &Batch { announce, at: noon() + SignedDuration::from_mins(1), ..state }).unwrap();
        assert_eq!(again.changes, [], "a page that comes again rings nothing");
    }
    ledger.outbox(id).unwrap()
}

fn kinds(waiting: &[Announcement]) -> Vec<ChangeKind> {
    waiting.iter().map(|waiting| waiting.change.kind).collect()
}

#[test]
fn a_refund_waits_with_what_was_given_back_and_of_what() {
    let (mut ledger, id) = shop();
    let sold = Order {
        product_name: Some("Pro Plan".to_owned()),
        customer_id: Some(CustomerId(Uuid::from_u128(5))),
        ..order(9_000)
    };
    let in_part = Order { status: OrderStatus::PartiallyRefunded, refunded: 1_000, ..sold.clone() };
    let whole = Order { status: OrderStatus::Refunded, refunded: 2_900, ..sold.clone() };
    let states = [sold, in_part, whole].map(|order| Batch { orders: vec![order], ..batch() });
    let waiting = told(&mut ledger, id, states.into());
    assert_eq!(kinds(&waiting), [ChangeKind::PartialRefund, ChangeKind::Refund]);
    assert_eq!(waiting[0].amount, Some(usd(1_000)));
    assert_eq!(waiting[1].amount, Some(usd(1_900)));
    assert_eq!(waiting[1].change.subject, Subject::Order(order(9_000).id));
    assert_eq!(waiting[1].change.occurrence, 2_900);
    assert_eq!((waiting[1].found_at, waiting[1].happened_at), (noon(), noon()));
    assert_eq!(waiting[1].product_name.as_deref(), Some("Pro Plan"));
    assert_eq!(waiting[1].customer_id, Some(CustomerId(Uuid::from_u128(5))));
}

#[test]
fn a_failed_payment_waits_with_its_next_attempt_until_the_ledger_has_it_paid() {
    let (mut ledger, id) = shop();
    let next = noon() + SignedDuration::from_hours(48);
    let pending = Order { status: OrderStatus::Pending, ..order(50) };
    let failed = Order { next_payment_attempt_at: Some(next), ..pending.clone() };
    let states = [pending, failed].map(|order| Batch { orders: vec![order], ..batch() });
    let waiting = told(&mut ledger, id, states.into());
    assert_eq!(kinds(&waiting), [ChangeKind::PaymentFailed]);
    assert_eq!((waiting[0].amount, waiting[0].details.until), (Some(usd(2_900)), Some(next)));
    assert_eq!(waiting[0].change.occurrence, next.as_microsecond());
}

fn pro() -> Subscription {
    Subscription {
        product_id: Some(ProductId(Uuid::from_u128(8))),
        product_name: Some("Pro".to_owned()),
        customer_id: Some(CustomerId(Uuid::from_u128(5))),
        ..subscription(9_000)
    }
}

#[test]
fn a_cancellation_waits_with_its_reason_and_its_end() {
    let (mut ledger, id) = shop();
    let end = noon() + SignedDuration::from_hours(100);
    let canceled = Subscription {
        canceled_at: Some(minutes_before_noon(5)),
        ends_at: Some(end),
        cancellation_reason: Some(CancellationReason::TooExpensive),
        ..pro()
    };
    let states = [pro(), canceled, pro()].map(|row| Batch { subscriptions: vec![row], ..batch() });
    let waiting = told(&mut ledger, id, states.into());
    // By the instant at which it happened, where they were found at the same one.
    assert_eq!(kinds(&waiting), [ChangeKind::Canceled, ChangeKind::Uncanceled]);
    let canceled = &waiting[0];
    assert_eq!(canceled.happened_at, minutes_before_noon(5));
    assert_eq!((canceled.amount, canceled.details.price.clone()), (None, Some((usd(900), monthly()))));
    assert_eq!(
        (canceled.details.reason.clone(), canceled.details.until),
        (Some(CancellationReason::TooExpensive), Some(end))
    );
    assert_eq!(canceled.product_name.as_deref(), Some("Pro"));
    assert_eq!(canceled.customer_id, Some(CustomerId(Uuid::from_u128(5))));
    assert_eq!(waiting[1].change.occurrence, minutes_before_noon(5).as_microsecond());
}

#[test]
fn a_change_of_plan_waits_with_what_it_was_before() {
    let (mut ledger, id) = shop();
    let starter = Subscription {
        product_id: Some(ProductId(Uuid::from_u128(7))),
        product_name: Some("Starter".to_owned()),
        amount: usd(500),
        ..pro()
    };
    let states = [starter, pro()].map(|row| Batch { subscriptions: vec![row], ..batch() });
    let waiting = told(&mut ledger, id, states.into());
    assert_eq!(kinds(&waiting), [ChangeKind::PlanChanged]);
    let details = &waiting[0].details;
    assert_eq!(details.price_before, Some((usd(500), monthly())));
    assert_eq!(details.price, Some((usd(900), monthly())));
    assert_eq!(details.product_before.as_deref(), Some("Starter"));
    assert_eq!(waiting[0].product_name.as_deref(), Some("Pro"));
}

#[test]
fn a_pause_waits_and_its_end_as_well() {
    let (mut ledger, id) = shop();
    let paused = Subscription { status: SubscriptionStatus::Paused, paused_at: Some(minutes_before_noon(1)), ..pro() };
    let states = [pro(), paused, pro()].map(|row| Batch { subscriptions: vec![row], ..batch() });
    assert_eq!(kinds(&told(&mut ledger, id, states.into())), [ChangeKind::Paused, ChangeKind::Resumed]);
}

#[test]
fn what_polar_switches_off_waits_with_the_organizations_standing() {
    let (mut ledger, id) = shop();
    let states = [
        organization(1),
        Organization { can_take_payments: false, status: OrganizationStatus::Blocked, ..organization(1) },
        Organization { can_take_payments: false, ..organization(1) },
    ]
    .into_iter()
    .zip(0..)
    .map(|(read, minutes)| Batch {
        organization: Some(read),
        at: noon() + SignedDuration::from_mins(minutes),
        ..batch()
    });
    let waiting = told(&mut ledger, id, states.collect());
    let standing = |waiting: &Announcement| waiting.details.standing.clone();
    assert_eq!(
        waiting.iter().map(|waiting| (waiting.change.kind, standing(waiting))).collect::<Vec<_>>(),
        [
            (ChangeKind::StandingChanged, Some(OrganizationStatus::Blocked)),
            (ChangeKind::PaymentsOff, None),
            (ChangeKind::StandingChanged, Some(OrganizationStatus::Active)),
        ]
    );
    assert!(waiting.iter().all(|waiting| waiting.change.subject == Subject::Organization));
}

fn milestone(occurrence: i64) -> Found {
    Found {
        change: Change { kind: ChangeKind::BestDay, subject: Subject::Currency(Currency::USD), occurrence },
        happened_at: noon(),
        details: Details { amount: Some(usd(41_200)), ..Details::default() },
    }
}

#[test]
fn what_time_alone_brings_is_put_in_once_and_stays_known() {
    let (mut ledger, id) = shop();
    let found = [milestone(20_261_122), milestone(20_261_123)];
    assert_eq!(ledger.announce(id, &found, noon()).unwrap(), found);
    assert_eq!(ledger.announce(id, &found, noon()).unwrap(), []);
    let waiting = ledger.outbox(id).unwrap();
    assert_eq!(
        waiting.iter().map(|waiting| waiting.change).collect::<Vec<_>>(),
        found.clone().map(|found| found.change)
    );
    assert_eq!(waiting[0].amount, Some(usd(41_200)));
    ledger.settle(id, &[found[0].change.stable_id()]).unwrap();
    assert_eq!(ledger.outbox(id).unwrap().len(), 1);
    assert_eq!(ledger.announce(id, &found, noon()).unwrap(), []);
    for (found, expected) in [(&found[0], true), (&found[1], true), (&milestone(20_261_124), false)] {
        assert_eq!(ledger.knows(id, &found.change), Ok(expected));
    }
    assert!(ledger.announce(organization(2).id, &found, noon()).is_err());
}

#[test]
fn a_daily_summary_has_the_figures_of_its_day_until_it_was_made() {
    let (mut ledger, id) = shop();
    let orders = vec![order(1), order(30), order(13 * 60)];
    ledger.apply(id, &Batch { orders, subscriptions: vec![subscription(60)], at: noon(), ..Batch::default() }).unwrap();
    let summary = Found {
        change: Change { kind: ChangeKind::DailySummary, subject: Subject::Organization, occurrence: 20_261_122 },
        happened_at: at("2026-11-22T00:00:00Z"),
        details: Details { until: Some(minutes_before_noon(10)), ..Details::default() },
    };
    ledger.announce(id, &[summary], noon()).unwrap();
    let day = ledger.outbox(id).unwrap().remove(0).day;
    let revenue = [usd(2_900)].into_iter().collect();
    assert_eq!(day, Some(DayFigures { revenue, orders: 1, new_subscriptions: 1 }));
}

#[test]
fn what_is_gone_is_not_announced_any_more() {
    let (mut ledger, id) = shop();
    ledger.apply(id, &Batch { orders: vec![order(1), order(2)], ..batch() }).unwrap();
    ledger.apply(id, &Batch { gone_orders: vec![order(1).id], ..batch() }).unwrap();
    let waiting: Vec<_> = ledger.outbox(id).unwrap().iter().map(|waiting| waiting.change.subject).collect();
    assert_eq!(waiting, [Subject::Order(order(2).id)]);
}

#[test]
fn trials_that_end_soon_and_go_on_are_found() {
    let (mut ledger, id) = shop();
    let hours = |hours: i64| noon() + SignedDuration::from_hours(hours);
    let trial = |number: u128, ends: i64| Subscription {
        status: SubscriptionStatus::Trialing,
        trial_end: Some(hours(ends)),
        started_at: Some(hours(-1)),
        ..subscription(number)
    };
    let yearly = crate::domain::Cadence { interval: Interval::Year, count: 1 };
    let rows = vec![
        Subscription { cadence: yearly.clone(), ..trial(1, 10) },
        trial(2, 80),
        trial(3, -1),
        Subscription { ends_at: Some(hours(10)), ..trial(4, 10) },
        Subscription { ends_at: Some(hours(900)), ..trial(5, 20) },
        Subscription { amount: usd(0), ..trial(6, 10) },
        trial(8, 4),
        subscription(7),
    ];
    assert_eq!(
        ledger.trials_ending(id, Period::new(noon(), hours(72)), SignedDuration::from_hours(5), noon()),
        Ok(Vec::new())
    );
    ledger.apply(id, &Batch { subscriptions: rows, ..Batch::default() }).unwrap();
    let found =
        ledger.trials_ending(id, Period::new(noon(), hours(72)), SignedDuration::from_hours(5), noon()).unwrap();
    let subjects: Vec<_> = found.iter().map(|found| found.change.subject).collect();
    assert_eq!(subjects, [1, 5].map(|number| Subject::Subscription(subscription(number).id)));
    assert_eq!(found[0].details.until, Some(hours(10)));
    assert_eq!(found[0].details.price, Some((usd(900), yearly)));
    assert_eq!(found[0].change.occurrence, hours(10).as_microsecond());
}

#[test]
fn the_first_and_the_last_are_found_by_their_instants() {
    let (mut ledger, id) = shop();
    assert_eq!((ledger.first_order(id), ledger.last_sale(id), ledger.first_start(id)), (Ok(None), Ok(None), Ok(None)));
    let open = Order { status: OrderStatus::Pending, ..order(1) };
    let batch = Batch { orders: vec![order(9), open, order(5)], subscriptions: vec![subscription(7)], ..batch() };
    ledger.apply(id, &batch).unwrap();
    assert_eq!(ledger.first_order(id), Ok(Some(minutes_before_noon(9))));
    assert_eq!(ledger.last_sale(id), Ok(Some((OrderId(Uuid::from_u128(5)), minutes_before_noon(5)))));
    assert_eq!(ledger.first_start(id), Ok(Some(minutes_before_noon(7))));
}

#[test]
fn whoever_goes_over_from_a_free_plan_is_a_new_subscriber_once_the_history_is_whole() {
    let of = |number, net| Order {
        net,
        billing_reason: BillingReason::SubscriptionCycle,
        subscription: Some(OrderSubscription { id: subscription(2).id, amount: None, cadence: None, trial_end: None }),
        ..order(number)
    };
    for (whole, expected) in [(true, ChangeKind::NewSubscriber), (false, ChangeKind::Renewal)] {
        let (mut ledger, id) = shop();
        let mark = Mark { at: Some(if whole { Timestamp::MIN } else { noon() }), number: 0 };
        let free = Batch { orders: vec![of(60, 0)], marks: vec![(mark::ORDERS_SINCE, Some(mark))], ..batch() };
        let paid = [of(30, 900), of(10, 900)].map(|order| Batch { orders: vec![order], ..batch() });
        let waiting = told(&mut ledger, id, [free].into_iter().chain(paid).collect());
        assert_eq!(kinds(&waiting), [expected, ChangeKind::Renewal]);
    }
}

#[test]
fn of_a_page_that_lists_the_newest_first_the_first_payment_is_the_oldest() {
    let (mut ledger, id) = shop();
    let of = |number, billing_reason| Order {
        billing_reason,
        subscription: Some(OrderSubscription { id: subscription(2).id, amount: None, cadence: None, trial_end: None }),
        ..order(number)
    };
    let whole = Mark { at: Some(Timestamp::MIN), number: 0 };
    let begun = Batch { marks: vec![(mark::ORDERS_SINCE, Some(whole))], ..batch() };
    let page = vec![of(10, BillingReason::SubscriptionUpdate), of(70, BillingReason::SubscriptionCreate)];
    let waiting = told(&mut ledger, id, vec![begun, Batch { orders: page, ..batch() }]);
    assert_eq!(kinds(&waiting), [ChangeKind::NewSubscriber, ChangeKind::Renewal]);
}
