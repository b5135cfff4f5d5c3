use jiff::SignedDuration;
use revone::demo::{Behaviour, Shop};
use revone::domain::{ChangeKind, OrderStatus};
use revone::store::Ledger;
use revone::sync::Session;

use super::lab::{Lab, ago, noon};
use super::reflection::assert_reflects;
use super::shops::{days, with_history};

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
        let mut waiting = lab.waiting();
        waiting.sort();
        assert_eq!((waiting, rung), (sold.clone(), sold.len()));
        assert_reflects(&lab);
    }
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
    assert_eq!(lab.waiting(), [(order, ChangeKind::Renewal)]);
    lab.complete().await;
    lab.poll_for(30).await;
    assert_eq!(lab.waiting(), [(order, ChangeKind::Renewal)]);
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
    assert_eq!(lab.waiting(), [(order, ChangeKind::Renewal)]);
}

#[tokio::test]
async fn pages_read_again_ring_nothing() {
    let mut lab = Lab::of(with_history(150, 20)).await;
    lab.complete().await;
    let sold = lab.shop(|shop| shop.add_purchase(noon(), 700, "usd"));
    for _ in 0..3 {
        lab.poll().await;
        lab.first_poll().await;
        lab.complete().await;
    }
    assert_eq!(lab.waiting(), [(sold, ChangeKind::NewOrder)]);
    let id = format!("order/{sold}/paid");
    lab.ledger.settle(lab.organization, &[id], lab.now).unwrap();
    lab.complete().await;
    lab.shop(|shop| shop.refund(sold, 700));
    lab.complete().await;
    assert_eq!(lab.waiting(), []);
}

#[tokio::test]
async fn the_first_paid_order_after_a_trial_is_a_new_subscriber() {
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
    let mut waiting = lab.waiting();
    waiting.sort();
    let mut expected =
        [(begun, ChangeKind::NewSubscriber), (renewed, ChangeKind::Renewal), (fresh, ChangeKind::NewSubscriber)];
    expected.sort();
    assert_eq!(waiting, expected);
}

#[tokio::test]
async fn orders_of_nothing_credits_and_unpaid_ones_never_ring() {
    let mut lab = Lab::of(with_history(5, 2)).await;
    lab.complete().await;
    let now = lab.now;
    lab.shop(|shop| {
        let subscription = shop.subscriptions[0].id;
        shop.add_purchase(now, 0, "usd");
        shop.add_trial(now, 900, "usd", "month", 14);
        shop.change_plan(subscription, now, 500, -400);
        let void = shop.add_purchase(now, 900, "usd");
        shop.order_mut(void).unwrap().status = OrderStatus::Void;
        let draft = shop.add_purchase(now, 900, "usd");
        shop.order_mut(draft).unwrap().status = OrderStatus::Draft;
        shop.fail_renewal(subscription, now, now);
    });
    lab.poll_for(40).await;
    assert_eq!(lab.waiting(), []);
    assert_reflects(&lab);
}

#[tokio::test]
async fn what_waits_outlives_the_process_and_what_was_told_stays_told() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("ledger.sqlite");
    let mut lab = Lab::on_disk(Shop::empty(ago(600)), &path).await;
    lab.complete().await;
    let sold: Vec<_> = (0..3).map(|place| lab.shop(|shop| shop.add_purchase(ago(3 - place), 700, "usd"))).collect();
    let sold: Vec<_> = sold.into_iter().map(|order| (order, ChangeKind::NewOrder)).collect();
    lab.poll().await;
    assert_eq!(lab.waiting(), sold);

    lab.reopen(&path);
    assert_eq!(lab.waiting(), sold);
    lab.first_poll().await;
    lab.complete().await;
    assert_eq!(lab.waiting(), sold);
    lab.ledger.settle(lab.organization, &[format!("order/{}/paid", sold[0].0)], lab.now).unwrap();

    lab.reopen(&path);
    lab.complete().await;
    assert_eq!(lab.waiting(), sold[1..]);
    assert!(Ledger::open(&path).unwrap().integrity().is_ok());
}
