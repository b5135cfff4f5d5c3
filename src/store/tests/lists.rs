use uuid::Uuid;

use super::{minutes_before_noon, monthly, noon, order, orders, shop, subscription, subscriptions, usd};
use crate::domain::{
    CancellationReason, CustomerId, Order, OrderStatus, ProductId, RecentCancellation, RecentOrder, RecentSubscription,
    Subscription, SubscriptionStatus,
};

fn with_status(number: u128, status: OrderStatus) -> Order {
    Order { status, ..order(number) }
}

fn named(number: u128, product: Option<u128>, name: Option<&str>) -> Order {
    Order {
        product_id: product.map(|id| ProductId(Uuid::from_u128(id))),
        product_name: name.map(str::to_owned),
        ..order(number)
    }
}

#[test]
fn recent_orders_are_the_newest_that_are_paid_or_wait_for_payment() {
    let (mut ledger, id) = shop();
    let statuses = [
        OrderStatus::Draft,
        OrderStatus::Pending,
        OrderStatus::Paid,
        OrderStatus::Refunded,
        OrderStatus::PartiallyRefunded,
        OrderStatus::Void,
        OrderStatus::Other("disputed".into()),
        OrderStatus::Paid,
    ];
    let all = (1..).zip(statuses).map(|(number, status)| with_status(number, status)).collect();
    ledger.apply(id, &orders(all)).unwrap();
    let recent = ledger.recent_orders(id, 4).unwrap();
    let numbers: Vec<_> = recent.iter().map(|order| order.id.0.as_u128()).collect();
    assert_eq!(numbers, [2, 3, 4, 5]);
    assert_eq!(ledger.recent_orders(id, 99).unwrap().len(), 5);
    assert_eq!(ledger.open_orders(id), Ok(vec![order(1).id, order(2).id]));
}

#[test]
fn a_recent_row_says_what_the_menu_needs() {
    let (mut ledger, id) = shop();
    let customer_id = Some(CustomerId(Uuid::from_u128(5)));
    let sold = Order { customer_id, ..named(1, Some(7), Some("Pro Plan")) };
    ledger.apply(id, &orders(vec![sold])).unwrap();
    let left = Subscription {
        status: SubscriptionStatus::Trialing,
        trial_end: Some(noon()),
        canceled_at: Some(minutes_before_noon(3)),
        ends_at: Some(noon()),
        cancellation_reason: Some(CancellationReason::TooExpensive),
        product_id: Some(ProductId(Uuid::from_u128(7))),
        customer_id,
        ..subscription(2)
    };
    ledger.apply(id, &subscriptions(vec![left, subscription(9)])).unwrap();
    let product_name = Some("Pro Plan".to_owned());
    let recent = RecentOrder {
        id: order(1).id,
        created_at: order(1).created_at,
        status: OrderStatus::Paid,
        amount: usd(2900),
        product_name: product_name.clone(),
        customer_id,
    };
    assert_eq!(ledger.recent_orders(id, 5), Ok(vec![recent]));
    let started = RecentSubscription {
        id: subscription(2).id,
        started_at: minutes_before_noon(2),
        status: SubscriptionStatus::Trialing,
        trial_end: Some(noon()),
        amount: usd(900),
        cadence: monthly(),
        product_name: product_name.clone(),
        customer_id,
    };
    assert_eq!(ledger.recent_subscriptions(id, 1), Ok(vec![started]));
    assert_eq!(ledger.recent_subscriptions(id, 5).unwrap().len(), 2);
    let left = RecentCancellation {
        id: subscription(2).id,
        canceled_at: minutes_before_noon(3),
        end: Some(noon()),
        amount: usd(900),
        cadence: monthly(),
        product_name,
        customer_id,
        reason: Some(CancellationReason::TooExpensive),
    };
    assert_eq!(ledger.recent_cancellations(id, 5), Ok(vec![left]));
}

#[test]
fn a_product_that_polar_no_longer_names_keeps_its_name() {
    let steps = [
        (named(1, None, None), None),
        (named(1, None, Some("A one-off")), Some("A one-off")),
        (named(1, None, None), Some("A one-off")),
        (named(1, Some(7), None), Some("A one-off")),
        (named(1, Some(7), Some("Pro Plan")), Some("Pro Plan")),
        (named(1, Some(7), None), Some("Pro Plan")),
        (named(1, Some(7), Some("Pro Plan 2")), Some("Pro Plan 2")),
        (named(1, None, Some("a deleted product")), Some("Pro Plan 2")),
        (named(1, None, None), Some("Pro Plan 2")),
    ];
    let (mut ledger, id) = shop();
    for (step, (order, expected)) in steps.into_iter().enumerate() {
        ledger.apply(id, &orders(vec![order])).unwrap();
        let name = ledger.recent_orders(id, 1).unwrap().remove(0).product_name;
        assert_eq!(name.as_deref(), expected, "step {step}");
    }
}

#[test]
fn unsettled_orders_are_paid_for_something_and_have_no_fee_yet() {
    let (mut ledger, id) = shop();
    let all = vec![
        order(1),
        Order { platform_fee: Some(usd(145)), ..order(2) },
        Order { net: 0, ..order(3) },
        with_status(4, OrderStatus::Pending),
        with_status(5, OrderStatus::Refunded),
        order(6),
        order(7),
    ];
    ledger.apply(id, &orders(all)).unwrap();
    let since = minutes_before_noon(6);
    let made = |number| (order(number).created_at, order(number).id);
    assert_eq!(ledger.unsettled_orders(id, since, 9), Ok([1, 5, 6].map(made).to_vec()));
    assert_eq!(ledger.unsettled_orders(id, since, 2), Ok([1, 5].map(made).to_vec()));
}

#[test]
fn subscriptions_are_found_by_status_known_or_not() {
    let (mut ledger, id) = shop();
    let odd = SubscriptionStatus::Other("hibernating".into());
    let late = Subscription { status: SubscriptionStatus::PastDue, ..subscription(1) };
    let other = Subscription { status: odd.clone(), ..subscription(2) };
    ledger.apply(id, &subscriptions(vec![late.clone(), other.clone(), subscription(3)])).unwrap();
    assert_eq!(ledger.subscriptions_with_status(id, &SubscriptionStatus::PastDue), Ok(vec![late.id]));
    assert_eq!(ledger.subscriptions_with_status(id, &odd), Ok(vec![other.id]));
    assert_eq!(ledger.subscriptions_with_status(id, &SubscriptionStatus::Paused), Ok(Vec::new()));
}
