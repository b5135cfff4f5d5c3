//! Renewals whose payment fails.

use jiff::Timestamp;
use revone::domain::{ChangeKind, OrderId};

use super::super::lab::{Lab, noon};
use super::super::shops::{days, fee};
use super::{connected, heard, of_order, subscriber};

/// A shop in which a renewal's payment has failed, and the owner was told.
async fn with_a_debtor() -> (Lab, OrderId) {
    let mut lab = connected().await;
    let subscription = subscriber(&lab);
    let next = noon() + days(3);
    let [failed] = heard(&mut lab, |shop, now| _ = shop.fail_renewal(subscription, now, next)).await;
    let order = newest(&lab);
    of_order(&failed, ChangeKind::PaymentFailed, order);
    assert_eq!((failed.amount, failed.details.until), (Some(fee(900)), Some(next)));
    assert_eq!(failed.product_name.as_deref(), Some("Pro per month"));
    (lab, order)
}

fn newest(lab: &Lab) -> OrderId {
    lab.shop(|shop| shop.orders.last().unwrap().id)
}

#[tokio::test]
async fn a_failed_payment_is_told_with_its_next_attempt_and_each_further_one() {
    let (mut lab, order) = with_a_debtor().await;
    for next in [noon() + days(7), noon() + days(12)] {
        let [failed] = heard(&mut lab, |shop, _| shop.postpone(order, next)).await;
        of_order(&failed, ChangeKind::PaymentFailed, order);
        assert_eq!(failed.details.until, Some(next));
    }
}

#[tokio::test]
async fn a_payment_that_comes_after_all_is_recovered_and_no_renewal() {
    let (mut lab, order) = with_a_debtor().await;
    let made = lab.shop(|shop| shop.order(order).unwrap().created_at);
    let [paid] = heard(&mut lab, |shop, _| shop.pay(order)).await;
    of_order(&paid, ChangeKind::PaymentRecovered, order);
    assert_eq!((paid.amount, paid.happened_at), (Some(fee(900)), made));
}

#[tokio::test]
async fn a_payment_that_is_given_up_is_told_without_a_next_attempt() {
    // The order is written off, or stays as it is while its subscription ends.
    let (mut lab, order) = with_a_debtor().await;
    let [failed] = heard(&mut lab, |shop, _| shop.void(order)).await;
    of_order(&failed, ChangeKind::PaymentFailed, order);
    assert_eq!(failed.details.until, None);

    let (mut lab, order) = with_a_debtor().await;
    let [first, second] = heard(&mut lab, |shop, now: Timestamp| shop.give_up(order, now)).await;
    let (failed, ended) =
        if first.change.kind == ChangeKind::PaymentFailed { (first, second) } else { (second, first) };
    of_order(&failed, ChangeKind::PaymentFailed, order);
    assert_eq!((failed.details.until, ended.change.kind), (None, ChangeKind::Canceled));
}

#[tokio::test]
async fn a_renewal_that_fails_and_recovers_between_two_looks_is_a_renewal() {
    let mut lab = connected().await;
    let subscription = subscriber(&lab);
    let [renewal] = heard(&mut lab, |shop, now| {
        let order = shop.fail_renewal(subscription, now, now + days(3)).unwrap();
        shop.pay(order);
    })
    .await;
    of_order(&renewal, ChangeKind::Renewal, newest(&lab));
}
