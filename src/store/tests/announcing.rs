use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use super::{last_30_days, monthly, noon, order, shop, subscription, usd};
use crate::domain::{
    Announce, Beginning, BillingReason, Cadence, Change, ChangeKind, CustomerId, Interval, Order, OrderStatus,
    OrderSubscription, Subject, SubscriptionId,
};
use crate::money::Currency;
use crate::store::{Batch, Ledger};

fn since_an_hour() -> Announce {
    let at = noon() - SignedDuration::from_hours(1);
    Announce::After(Beginning { orders: at, at })
}

fn news(orders: Vec<Order>) -> Batch {
    Batch { orders, announce: since_an_hour(), at: noon(), ..Batch::default() }
}

fn waiting(ledger: &Ledger, id: crate::domain::OrganizationId) -> Vec<Subject> {
    ledger.outbox(id).unwrap().iter().map(|entry| entry.change.subject).collect()
}

#[test]
fn what_was_there_before_the_connection_does_not_ring() {
    let (mut ledger, id) = shop();
    let applied = ledger.apply(id, &news(vec![order(59), order(60), order(600)])).unwrap();
    assert_eq!(applied.changes, [Change::paid(ChangeKind::NewOrder, order(59).id)]);
    let quiet = Batch { announce: Announce::Nothing, ..news(vec![order(1)]) };
    assert_eq!(ledger.apply(id, &quiet).unwrap().changes, []);
    assert_eq!(waiting(&ledger, id), [Subject::Order(order(59).id)]);
}

#[test]
fn an_old_order_rings_when_it_is_paid_and_once() {
    let (mut ledger, id) = shop();
    let mut pending = order(600);
    pending.status = OrderStatus::Pending;
    assert_eq!(ledger.apply(id, &news(vec![pending.clone()])).unwrap().changes, []);
    assert_eq!(ledger.apply(id, &news(vec![order(600)])).unwrap().changes.len(), 1);
    ledger.settle(id, &[format!("order/{}/paid", order(600).id)]).unwrap();
    assert_eq!(ledger.outbox(id), Ok(Vec::new()));
    // Back and forth once more: it was announced already.
    ledger.apply(id, &news(vec![pending])).unwrap();
    assert_eq!(ledger.apply(id, &news(vec![order(600)])).unwrap().changes, []);
    assert_eq!(ledger.outbox(id), Ok(Vec::new()));
}

#[test]
fn the_outbox_is_told_oldest_first_and_settled_one_by_one() {
    let (mut ledger, id) = shop();
    ledger.apply(id, &news(vec![order(1), order(5), order(3)])).unwrap();
    let later = Batch { at: noon() + SignedDuration::from_mins(1), ..news(vec![order(9)]) };
    ledger.apply(id, &later).unwrap();
    assert_eq!(waiting(&ledger, id), [5, 3, 1, 9].map(|number| Subject::Order(order(number).id)));
    let settled = [format!("order/{}/paid", order(3).id), "order/unheard/of".to_owned()];
    ledger.settle(id, &settled).unwrap();
    assert_eq!(waiting(&ledger, id), [5, 1, 9].map(|number| Subject::Order(order(number).id)));
}

fn first_payment(amount: i64, cadence: Cadence, trial_end: Option<Timestamp>) -> Order {
    let mut order = order(1);
    order.billing_reason = BillingReason::SubscriptionCreate;
    order.product_name = Some("Pro Plan".to_owned());
    order.customer_id = Some(CustomerId(Uuid::from_u128(5)));
    let id = SubscriptionId(Uuid::from_u128(2));
    order.subscription = Some(OrderSubscription { id, amount: Some(usd(amount)), cadence: Some(cadence), trial_end });
    order
}

#[test]
fn a_new_subscriber_is_announced_with_the_orders_own_price_until_the_subscription_is_read() {
    let (mut ledger, id) = shop();
    let weekly = Cadence { interval: Interval::Week, count: 2 };
    ledger.apply(id, &news(vec![first_payment(1100, weekly.clone(), None)])).unwrap();
    let announcement = ledger.outbox(id).unwrap().remove(0);
    assert_eq!(announcement.change, Change::paid(ChangeKind::NewSubscriber, order(1).id));
    assert_eq!((announcement.found_at, announcement.happened_at), (noon(), order(1).created_at));
    assert_eq!(announcement.amount, Some(usd(2900)));
    assert_eq!(announcement.details.price, Some((usd(1100), weekly)));
    assert_eq!(announcement.product_name.as_deref(), Some("Pro Plan"));
    assert_eq!(announcement.customer_id, Some(CustomerId(Uuid::from_u128(5))));
    ledger.apply(id, &Batch { subscriptions: vec![subscription(2)], ..Batch::default() }).unwrap();
    assert_eq!(ledger.outbox(id).unwrap()[0].details.price, Some((usd(900), monthly())));
}

#[test]
fn what_an_order_says_of_its_subscription_does_not_change_the_subscription() {
    let (mut ledger, id) = shop();
    let batch =
        Batch { subscriptions: vec![subscription(2)], ..news(vec![first_payment(1100, monthly(), Some(noon()))]) };
    ledger.apply(id, &batch).unwrap();
    let standing = ledger.facts(id, &[], last_30_days(), noon()).unwrap().standing;
    assert_eq!((standing.mrr.minor(Currency::USD), standing.trialing), (900, 0));
}
