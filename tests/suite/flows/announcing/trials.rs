//! Trials that begin, and that become something.

use revone::domain::ChangeKind;

use super::super::shops::{days, fee};
use super::{connected, heard, monthly, of_order, of_subscription};

#[tokio::test]
async fn a_trial_is_told_as_it_begins_with_its_end_and_what_it_will_cost() {
    let mut lab = connected().await;
    let now = lab.now;
    let [begun] = heard(&mut lab, |shop, now| _ = shop.add_trial(now, 900, "usd", "month", 7)).await;
    let trial = lab.shop(|shop| shop.subscriptions.last().unwrap().id);
    of_subscription(&begun, ChangeKind::TrialStarted, trial);
    assert_eq!((begun.happened_at, begun.details.until), (now, Some(now + days(7))));
    assert_eq!((begun.amount, begun.details.price), (None, monthly(900)));
}

#[tokio::test]
async fn the_first_payment_after_a_trial_is_a_conversion_and_the_next_a_renewal() {
    let mut lab = connected().await;
    let [_] = heard(&mut lab, |shop, now| _ = shop.add_trial(now, 900, "usd", "month", 7)).await;
    let trial = lab.shop(|shop| shop.subscriptions.last().unwrap().id);
    let end = lab.shop(|shop| shop.subscriptions.last().unwrap().trial_end.unwrap());
    for (at, kind) in [(end, ChangeKind::TrialConverted), (end + days(30), ChangeKind::Renewal)] {
        lab.now = at;
        let [paid] = heard(&mut lab, |shop, now| _ = shop.renew(trial, now)).await;
        of_order(&paid, kind, lab.shop(|shop| shop.orders.last().unwrap().id));
        assert_eq!((paid.amount, paid.happened_at), (Some(fee(900)), at));
    }
}

#[tokio::test]
async fn a_trial_that_is_cancelled_is_a_cancellation_and_its_end_no_news() {
    let mut lab = connected().await;
    let [_] = heard(&mut lab, |shop, now| _ = shop.add_trial(now, 900, "usd", "month", 7)).await;
    let trial = lab.shop(|shop| shop.subscriptions.last().unwrap().id);
    let [left] = heard(&mut lab, |shop, now| shop.cancel(trial, now, None, None)).await;
    of_subscription(&left, ChangeKind::Canceled, trial);
    lab.now += days(7);
    let now = lab.now;
    lab.shop(|shop| shop.revoke(trial, now));
    lab.poll_for(60).await;
    assert_eq!(lab.waiting(), []);
}
