//! Changes of a plan.

use revone::domain::{Announcement, Cadence, ChangeKind, Interval};

use super::super::shops::fee;
use super::{connected, heard, monthly, of_order, of_subscription, subscriber, yearly};

/// The change of the plan first, what was paid for it second.
fn sorted([first, second]: [Announcement; 2]) -> [Announcement; 2] {
    if first.change.kind == ChangeKind::PlanChanged { [first, second] } else { [second, first] }
}

#[tokio::test]
async fn another_price_is_told_with_the_one_before_and_what_was_paid_for_it_is_a_renewal() {
    let mut lab = connected().await;
    let upgrader = subscriber(&lab);
    let found = heard(&mut lab, |shop, now| _ = shop.change_plan(upgrader, now, 2_900, 1_200)).await;
    let [changed, paid] = sorted(found);
    of_subscription(&changed, ChangeKind::PlanChanged, upgrader);
    assert_eq!((changed.details.price_before, changed.details.price), (monthly(900), monthly(2_900)));
    assert_eq!(changed.details.product_before, None, "it is the same product");
    of_order(&paid, ChangeKind::Renewal, lab.shop(|shop| shop.orders.last().unwrap().id));
    assert_eq!(paid.amount, Some(fee(1_200)));
}

#[tokio::test]
async fn a_downgrade_that_leaves_a_credit_is_told_as_a_change_alone_and_each_further_one() {
    let mut lab = connected().await;
    let saver = subscriber(&lab);
    for (before, price) in [(900, 500), (500, 900), (900, 500)] {
        let [changed] = heard(&mut lab, |shop, now| _ = shop.change_plan(saver, now, price, -100)).await;
        of_subscription(&changed, ChangeKind::PlanChanged, saver);
        assert_eq!((changed.details.price_before, changed.details.price), (monthly(before), monthly(price)));
    }
}

#[tokio::test]
async fn another_product_with_another_cadence_is_told_with_both_names() {
    let mut lab = connected().await;
    let upgrader = subscriber(&lab);
    let price = (9_000, Cadence { interval: Interval::Year, count: 1 });
    let switch = |shop: &mut revone::demo::Shop, now| {
        shop.switch_product(upgrader, now, "Studio", price, 8_100);
    };
    let [changed, paid] = sorted(heard(&mut lab, switch).await);
    of_subscription(&changed, ChangeKind::PlanChanged, upgrader);
    assert_eq!((changed.details.price_before, changed.details.price), (monthly(900), yearly(9_000)));
    assert_eq!(changed.details.product_before.as_deref(), Some("Pro per month"));
    assert_eq!(changed.product_name.as_deref(), Some("Studio"));
    assert_eq!((paid.change.kind, paid.amount), (ChangeKind::Renewal, Some(fee(8_100))));
}

#[tokio::test]
async fn a_change_that_waits_for_the_next_cycle_is_told_when_it_has_come() {
    let mut lab = connected().await;
    let upgrader = subscriber(&lab);
    let found = heard(&mut lab, |shop, now| {
        shop.subscription_mut(upgrader).unwrap().amount = 2_900;
        shop.renew(upgrader, now);
    })
    .await;
    let [changed, paid] = sorted(found);
    of_subscription(&changed, ChangeKind::PlanChanged, upgrader);
    assert_eq!((paid.change.kind, paid.amount), (ChangeKind::Renewal, Some(fee(2_900))));
}
