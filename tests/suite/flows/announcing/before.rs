//! Nothing of before the connection is told, and everything of after it, also while history is still downloading.

use jiff::SignedDuration;
use revone::demo::{Behaviour, Shop};
use revone::domain::{ChangeKind, OrganizationStatus, Subject};
use revone::sync::Session;

use super::super::lab::{Lab, ago, assert_reflects, noon};
use super::super::shops::{days, settle_all, with_history};

#[tokio::test]
async fn nothing_that_was_there_at_the_first_page_rings() {
    for complete in [true, false] {
        let mut lab = Lab::of(with_history(250, 60)).await;
        if complete {
            lab.complete().await;
        } else {
            lab.first_poll().await;
            lab.complete().await;
        }
        lab.poll_for(90).await;
        assert_eq!(lab.waiting(), []);
    }
}

/// A shop in which everything has happened already that could be told, long ago and after its newest order.
fn with_a_past() -> Shop {
    let mut shop = with_history(230, 120);
    for minutes in [5, 90, 40 * 24 * 60] {
        let subscriber = |shop: &mut Shop| shop.add_subscriber(ago(80 * 24 * 60), 900, "usd", "month").0;
        let ids = std::array::from_fn(|_| subscriber(&mut shop));
        let [leaver, gone, sleeper, upgrader, debtor, lost, unpaid] = ids;
        shop.cancel(leaver, ago(minutes), None, None);
        shop.revoke(gone, ago(minutes));
        shop.pause(sleeper, ago(minutes), None);
        shop.change_plan(upgrader, ago(minutes.max(90)), 2_900, -100);
        let mut fail = |id| shop.fail_renewal(id, ago(minutes.max(90)), noon() + days(3)).unwrap();
        let [_, given_up, void] = [debtor, lost, unpaid].map(&mut fail);
        shop.give_up(given_up, ago(minutes));
        shop.void(void);
        let (trial, _) = shop.add_trial(ago(minutes.max(90) + 7 * 24 * 60), 900, "usd", "month", 7);
        shop.renew(trial, ago(minutes.max(90)));
        shop.add_trial(ago(minutes.max(90)), 900, "usd", "month", 7);
        let [part, whole] = [700, 800].map(|net| shop.add_purchase(ago(minutes.max(90)), net, "usd"));
        shop.refund(part, 300);
        shop.refund(whole, 800);
    }
    shop.allow_payments(false);
    shop.stand(OrganizationStatus::Blocked);
    settle_all(&mut shop);
    shop
}

#[tokio::test]
async fn nothing_that_had_happened_before_the_connection_rings_whatever_it_is() {
    for (complete, ignore_date_filters) in [(true, false), (false, false), (false, true)] {
        let behaviour = Behaviour { ignore_date_filters, ..Behaviour::default() };
        let mut lab = Lab::behaving(with_a_past(), behaviour).await;
        if !complete {
            lab.first_poll().await;
            lab.poll_for(20).await;
        }
        lab.complete().await;
        lab.poll_for(90).await;
        assert_eq!(lab.waiting(), [], "complete: {complete}, without filters: {ignore_date_filters}");
    }
}

#[tokio::test]
async fn what_is_sold_during_the_download_rings_once() {
    for ignore_date_filters in [false, true] {
        let behaviour = Behaviour { ignore_date_filters, ..Behaviour::default() };
        let mut lab = Lab::behaving(with_history(450, 120), behaviour).await;
        lab.first_poll().await;
        let mut sold = Vec::new();
        let mut rung = 0;
        let mut download = Session::complete();
        while let Some(outcome) = lab.step(&mut download).await.unwrap() {
            rung += outcome.applied.changes.len();
            lab.now += SignedDuration::from_secs(5);
            let now = lab.now;
            sold.push((lab.shop(|shop| shop.add_purchase(now, 700, "usd")), ChangeKind::NewOrder));
            if sold.len() % 3 == 0 {
                rung += lab.poll().await.iter().map(|outcome| outcome.applied.changes.len()).sum::<usize>();
            }
        }
        rung += lab.poll().await.iter().map(|outcome| outcome.applied.changes.len()).sum::<usize>();
        sold.sort();
        let mut waiting = lab.sales();
        waiting.sort();
        assert_eq!((waiting, rung), (sold.clone(), sold.len()));
        assert_reflects(&lab);
    }
}

#[tokio::test]
async fn what_happens_to_rows_that_are_still_to_come_rings_where_polar_says_when_it_happened() {
    let mut shop = with_history(10, 450);
    let ids: Vec<_> = shop.subscriptions.iter().take(3).map(|row| row.id).collect();
    let [leaver, sleeper, doubter] = ids[..] else { panic!("{ids:?}") };
    shop.cancel(doubter, ago(90), None, None);
    let mut lab = Lab::of(shop).await;
    lab.first_poll().await;
    lab.now += SignedDuration::from_mins(1);
    let now = lab.now;
    lab.shop(|shop| {
        shop.cancel(leaver, now, None, None);
        shop.pause(sleeper, now, None);
        // Nobody was told that they leave.
        shop.uncancel(doubter);
    });
    lab.complete().await;
    lab.poll_for(60).await;
    let mut waiting = lab.waiting();
    waiting.sort();
    let mut expected =
        [(Subject::Subscription(leaver), ChangeKind::Canceled), (Subject::Subscription(sleeper), ChangeKind::Paused)];
    expected.sort();
    assert_eq!(waiting, expected);
}
