//! Orders that are paid.

use jiff::SignedDuration;
use revone::domain::{BillingReason, ChangeKind, OrderStatus, Subject};
use revone::sync::Session;

use super::super::lab::{Lab, ago, assert_reflects, noon};
use super::super::shops::{days, fee, with_history};
use super::{connected, heard, monthly, of_order, subscriber};

#[tokio::test]
async fn a_purchase_is_told_with_what_was_bought_for_how_much_when_and_by_whom() {
    let mut lab = connected().await;
    let now = lab.now;
    let [found] = heard(&mut lab, |shop, now| _ = shop.add_purchase(now, 2_900, "usd")).await;
    let (order, customer) = lab.shop(|shop| shop.orders.last().map(|order| (order.id, order.customer_id)).unwrap());
    of_order(&found, ChangeKind::NewOrder, order);
    assert_eq!((found.amount, found.happened_at), (Some(fee(2_900)), now));
    assert_eq!((found.product_name.as_deref(), found.customer_id), (Some("Lantern License"), Some(customer)));
    assert_eq!(found.details.price, None);
}

#[tokio::test]
async fn a_subscriptions_start_and_its_first_order_are_one_with_the_price() {
    let mut lab = connected().await;
    let [found] = heard(&mut lab, |shop, now| _ = shop.add_subscriber(now, 1_200, "usd", "month")).await;
    of_order(&found, ChangeKind::NewSubscriber, lab.shop(|shop| shop.orders.last().unwrap().id));
    assert_eq!((found.amount, found.details.price), (Some(fee(1_200)), monthly(1_200)));
}

#[tokio::test]
async fn an_order_for_a_reason_that_nobody_knows_yet_is_an_order_like_any_other() {
    let mut lab = connected().await;
    let [found] = heard(&mut lab, |shop, now| {
        let order = shop.add_purchase(now, 700, "usd");
        shop.order_mut(order).unwrap().billing_reason = BillingReason::from_code("tip_jar");
    })
    .await;
    of_order(&found, ChangeKind::NewOrder, lab.shop(|shop| shop.orders.last().unwrap().id));
}

#[tokio::test]
async fn a_late_payment_rings_once_however_old_its_order() {
    let mut shop = with_history(150, 3);
    let subscription = shop.subscriptions[0].id;
    let order = shop.fail_renewal(subscription, ago(40 * 24 * 60), noon()).unwrap();
    let mut lab = Lab::of(shop).await;
    lab.complete().await;
    lab.shop(|shop| shop.pay(order));
    lab.minutes_until(60, |ledger, id| !ledger.outbox(id).unwrap().is_empty()).await;
    assert_eq!(lab.waiting(), [(Subject::Order(order), ChangeKind::PaymentRecovered)]);
    lab.complete().await;
    lab.poll_for(30).await;
    assert_eq!(lab.waiting(), [(Subject::Order(order), ChangeKind::PaymentRecovered)]);
}

#[tokio::test]
async fn a_payment_during_the_download_rings_although_its_order_is_older() {
    let mut shop = with_history(350, 3);
    let subscription = shop.subscriptions[0].id;
    let order = shop.fail_renewal(subscription, ago(300 * 60), noon()).unwrap();
    let mut lab = Lab::of(shop).await;
    lab.first_poll().await;
    let mut download = Session::complete();
    let mut open = false;
    while lab.step(&mut download).await.unwrap().is_some() {
        if !open && lab.ledger.open_orders(lab.organization).unwrap() == [order] {
            open = true;
            lab.shop(|shop| shop.pay(order));
        }
    }
    lab.complete().await;
    assert!(open);
    assert_eq!(lab.waiting(), [(Subject::Order(order), ChangeKind::PaymentRecovered)]);
}

#[tokio::test]
async fn first_payments_and_further_ones_are_told_apart() {
    let mut shop = with_history(5, 0);
    let (trial, _) = shop.add_trial(noon() - days(7), 900, "usd", "month", 7);
    let (old, _) = shop.add_subscriber(noon() - days(30), 900, "usd", "month");
    let mut lab = Lab::of(shop).await;
    lab.complete().await;
    let now = lab.now + SignedDuration::from_mins(1);
    let (begun, renewed, fresh) = lab.shop(|shop| {
        (
            shop.renew(trial, now).unwrap(),
            shop.renew(old, now).unwrap(),
            shop.add_subscriber(now, 900, "usd", "month").1,
        )
    });
    lab.poll_for(2).await;
    let mut waiting = lab.sales();
    waiting.sort();
    let mut expected =
        [(begun, ChangeKind::TrialConverted), (renewed, ChangeKind::Renewal), (fresh, ChangeKind::NewSubscriber)];
    expected.sort();
    assert_eq!(waiting, expected);
}

#[tokio::test]
async fn orders_of_nothing_credits_and_unpaid_ones_never_ring() {
    let mut lab = connected().await;
    let subscription = subscriber(&lab);
    let now = lab.now;
    lab.shop(|shop| {
        shop.add_purchase(now, 0, "usd");
        shop.add_trial(now, 900, "usd", "month", 14);
        shop.change_plan(subscription, now, 900, -400);
        let void = shop.add_purchase(now, 900, "usd");
        shop.order_mut(void).unwrap().status = OrderStatus::Void;
        let draft = shop.add_purchase(now, 900, "usd");
        shop.order_mut(draft).unwrap().status = OrderStatus::Draft;
        shop.fail_renewal(subscription, now, now);
    });
    lab.poll_for(40).await;
    assert_eq!(lab.sales(), []);
    let mut kinds: Vec<ChangeKind> = lab.waiting().into_iter().map(|(_, kind)| kind).collect();
    kinds.sort();
    assert_eq!(kinds, [ChangeKind::PaymentFailed, ChangeKind::TrialStarted], "the trial and the failure by themselves");
    assert_reflects(&lab);
}
