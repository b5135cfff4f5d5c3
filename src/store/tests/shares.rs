use uuid::Uuid;

use super::{last_30_days, noon, order, orders, shop, subscription, subscriptions};
use crate::domain::{Order, OrderStatus, OrderSubscription, OrganizationId, SubscriptionId};
use crate::money::{Currency, divide};
use crate::store::Ledger;

/// An order of subscription 1 whose price of 2900 includes that much tax.
fn renewal(number: u128, tax: i64) -> Order {
    let mut order = order(number);
    order.subscription = Some(OrderSubscription {
        id: SubscriptionId(Uuid::from_u128(1)),
        amount: None,
        cadence: None,
        trial_end: None,
    });
    (order.tax, order.net) = (tax, order.subtotal - tax);
    order
}

/// Which part of the price of 900 counts as recurring revenue.
fn share(ledger: &Ledger, id: OrganizationId) -> i128 {
    ledger.facts(id, &[], last_30_days(), noon()).unwrap().standing.mrr.minor(Currency::USD)
}

/// The part of 900 that `net` is of 2900.
fn part(net: i128) -> i128 {
    divide(900 * net, 2900).unwrap()
}

#[test]
fn the_latest_paid_order_with_a_total_says_which_share_of_a_price_is_revenue() {
    let (mut ledger, id) = shop();
    ledger.apply(id, &subscriptions(vec![subscription(1)])).unwrap();
    let mut of_nothing = renewal(2, 500);
    of_nothing.total = 0;
    let mut pending = renewal(1, 600);
    pending.status = OrderStatus::Pending;
    let mut tax_on_top = renewal(4, 400);
    tax_on_top.net = tax_on_top.subtotal;
    let steps = [
        (renewal(9, 300), part(2600)),
        (renewal(8, 0), 900),
        (renewal(5, 200), part(2700)),
        (of_nothing, part(2700)),
        (pending, part(2700)),
        (renewal(7, 100), part(2700)),
        (tax_on_top, 900),
        (renewal(1, 600), part(2300)),
    ];
    for (step, (order, expected)) in steps.into_iter().enumerate() {
        ledger.apply(id, &orders(vec![order])).unwrap();
        assert_eq!(share(&ledger, id), expected, "step {step}");
    }
}

#[test]
fn orders_may_come_before_their_subscription() {
    let (mut ledger, id) = shop();
    ledger.apply(id, &orders(vec![renewal(1, 300)])).unwrap();
    ledger.apply(id, &subscriptions(vec![subscription(1)])).unwrap();
    assert_eq!(share(&ledger, id), part(2600));
}

#[test]
fn an_order_that_moves_to_another_subscription_leaves_the_first() {
    let (mut ledger, id) = shop();
    ledger.apply(id, &subscriptions(vec![subscription(1)])).unwrap();
    ledger.apply(id, &orders(vec![renewal(1, 300)])).unwrap();
    ledger.apply(id, &orders(vec![order(1)])).unwrap();
    assert_eq!(share(&ledger, id), 900);
}
