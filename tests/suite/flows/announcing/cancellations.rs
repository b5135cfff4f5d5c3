//! Subscriptions that are cancelled, and that are not after all; that rest, and run again.

use revone::domain::{CancellationReason, ChangeKind};

use super::super::shops::days;
use super::{connected, heard, monthly, of_subscription, subscriber};

#[tokio::test]
async fn a_cancellation_is_told_with_its_reason_its_end_and_its_price() {
    let mut lab = connected().await;
    let leaver = subscriber(&lab);
    let (now, end) = (lab.now, lab.shop(|shop| shop.subscriptions[0].current_period_end));
    let why = CancellationReason::TooExpensive;
    let [found] =
        heard(&mut lab, |shop, now| shop.cancel(leaver, now, Some(why.clone()), Some("Too pricey for me."))).await;
    of_subscription(&found, ChangeKind::Canceled, leaver);
    assert_eq!((found.happened_at, found.details.until), (now, Some(end)));
    assert_eq!((found.details.reason, found.details.price), (Some(why), monthly(900)));
    assert_eq!(found.product_name.as_deref(), Some("Pro per month"));
    assert!(found.customer_id.is_some());
}

#[tokio::test]
async fn what_the_customer_wrote_comes_with_the_page_that_tells_of_the_cancellation() {
    let mut lab = connected().await;
    let leaver = subscriber(&lab);
    let now = lab.now;
    lab.shop(|shop| shop.cancel(leaver, now, None, Some("Thank you!")));
    let mut comments = Vec::new();
    while lab.waiting().is_empty() {
        lab.now += jiff::SignedDuration::from_mins(1);
        comments = lab.poll().await.into_iter().flat_map(|outcome| outcome.comments).collect();
    }
    assert_eq!(comments, [(leaver, "Thank you!".to_owned())]);
}

#[tokio::test]
async fn one_who_leaves_stays_and_leaves_again_is_told_of_three_times() {
    let mut lab = connected().await;
    let doubter = subscriber(&lab);
    for round in 0..2 {
        let [left] = heard(&mut lab, |shop, now| shop.cancel(doubter, now, None, None)).await;
        of_subscription(&left, ChangeKind::Canceled, doubter);
        if round == 0 {
            let [stays] = heard(&mut lab, |shop, _| shop.uncancel(doubter)).await;
            of_subscription(&stays, ChangeKind::Uncanceled, doubter);
            assert_eq!(stays.details.until, None);
        }
    }
}

#[tokio::test]
async fn a_subscription_that_ends_at_once_is_told_and_the_end_of_one_that_was_cancelled_is_not() {
    let mut lab = connected().await;
    let leaver = subscriber(&lab);
    let [left] = heard(&mut lab, |shop, now| shop.cancel(leaver, now, None, None)).await;
    of_subscription(&left, ChangeKind::Canceled, leaver);
    lab.now += days(31);
    let (now, gone) = (lab.now, lab.shop(|shop| shop.subscriptions[1].id));
    lab.shop(|shop| shop.revoke(leaver, now));
    let [ended] = heard(&mut lab, |shop, now| shop.revoke(gone, now)).await;
    of_subscription(&ended, ChangeKind::Canceled, gone);
    assert_eq!((ended.happened_at, ended.details.until), (now, Some(now)));
}

#[tokio::test]
async fn a_pause_and_its_end_are_told_and_the_next_pause_too() {
    let mut lab = connected().await;
    let sleeper = subscriber(&lab);
    for _ in 0..2 {
        let now = lab.now;
        let [paused] = heard(&mut lab, |shop, now| shop.pause(sleeper, now, Some(now + days(30)))).await;
        of_subscription(&paused, ChangeKind::Paused, sleeper);
        assert_eq!((paused.happened_at, &paused.details.price), (now, &monthly(900)));
        let [resumed] = heard(&mut lab, |shop, _| shop.resume(sleeper)).await;
        of_subscription(&resumed, ChangeKind::Resumed, sleeper);
    }
}

#[tokio::test]
async fn one_who_leaves_while_it_rests_has_left_and_not_resumed() {
    let mut lab = connected().await;
    let sleeper = subscriber(&lab);
    let [_] = heard(&mut lab, |shop, now| shop.pause(sleeper, now, None)).await;
    let [left] = heard(&mut lab, |shop, now| shop.revoke(sleeper, now)).await;
    of_subscription(&left, ChangeKind::Canceled, sleeper);
}

#[tokio::test]
async fn of_free_subscriptions_nothing_is_told() {
    let mut shop = super::with_history(5, 3);
    let (free, _) = shop.add_subscriber(super::super::lab::ago(60 * 30), 0, "usd", "month");
    let mut lab = super::Lab::of(shop).await;
    lab.complete().await;
    let now = lab.now;
    lab.shop(|shop| {
        shop.pause(free, now, None);
        shop.add_subscriber(now, 0, "usd", "month");
    });
    lab.poll_for(60).await;
    lab.shop(|shop| {
        shop.resume(free);
        shop.cancel(free, now, None, None);
    });
    lab.poll_for(60).await;
    assert_eq!(lab.waiting(), []);
}
