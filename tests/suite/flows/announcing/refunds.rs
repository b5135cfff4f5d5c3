//! Money given back.

use revone::domain::ChangeKind;

use super::super::lab::noon;
use super::super::shops::{days, fee, settle_all, with_history};
use super::{connected, heard, of_order};
use crate::flows::lab::Lab;

#[tokio::test]
async fn every_part_is_told_with_what_was_given_back_then_and_the_last_as_a_refund() {
    let mut lab = connected().await;
    let (order, net) = lab.shop(|shop| {
        let order = shop.orders.iter().find(|order| order.net_amount > 1_000).unwrap();
        (order.id, order.net_amount)
    });
    for (amount, kind) in
        [(300, ChangeKind::PartialRefund), (200, ChangeKind::PartialRefund), (net - 500, ChangeKind::Refund)]
    {
        let [found] = heard(&mut lab, |shop, _| shop.refund(order, amount)).await;
        of_order(&found, kind, order);
        assert_eq!(found.amount, Some(fee(amount)));
        assert_eq!(found.product_name.as_deref(), Some("Lantern License"));
        assert!(found.customer_id.is_some());
    }
}

#[tokio::test]
async fn two_parts_between_two_looks_are_told_as_one() {
    let mut lab = connected().await;
    let order = lab.shop(|shop| shop.orders[0].id);
    let [found] = heard(&mut lab, |shop, _| {
        shop.refund(order, 300);
        shop.refund(order, 200);
    })
    .await;
    of_order(&found, ChangeKind::PartialRefund, order);
    assert_eq!(found.amount, Some(fee(500)));
}

#[tokio::test]
async fn a_refund_of_an_order_of_last_year_is_told_as_it_is_found() {
    let mut shop = with_history(130, 3);
    let order = shop.add_purchase(noon() - days(400), 4_900, "eur");
    settle_all(&mut shop);
    let mut lab = Lab::of(shop).await;
    lab.complete().await;
    let before = lab.now;
    let [found] = heard(&mut lab, |shop, _| shop.refund(order, 4_900)).await;
    of_order(&found, ChangeKind::Refund, order);
    assert_eq!(found.happened_at, found.found_at, "Polar does not tell when");
    assert!(found.found_at > before);
}

#[tokio::test]
async fn an_order_that_is_refunded_before_it_is_seen_rings_as_both() {
    let mut lab = connected().await;
    let now = lab.now;
    let order = lab.shop(|shop| shop.add_purchase(now, 700, "usd"));
    let [sale, refund] = heard(&mut lab, |shop, _| shop.refund(order, 700)).await;
    let (sale, refund) = if sale.change.kind.is_sale() { (sale, refund) } else { (refund, sale) };
    of_order(&sale, ChangeKind::NewOrder, order);
    of_order(&refund, ChangeKind::Refund, order);
    assert_eq!(sale.happened_at, now);
    assert_eq!(refund.found_at, sale.found_at);
}
