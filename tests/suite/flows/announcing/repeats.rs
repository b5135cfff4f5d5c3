//! Whatever is read again, and by whichever process, is told once.

use revone::demo::Shop;
use revone::domain::{ChangeKind, Subject};
use revone::store::Ledger;

use super::super::lab::{Lab, ago, noon};
use super::super::shops::with_history;

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
    assert_eq!(lab.waiting(), [(Subject::Order(sold), ChangeKind::NewOrder)]);
    let id = format!("order/{sold}/paid");
    lab.ledger.settle(lab.organization, &[id]).unwrap();
    lab.complete().await;
    assert_eq!(lab.waiting(), []);
    // What happens to it later is something else.
    lab.shop(|shop| shop.refund(sold, 700));
    for _ in 0..2 {
        lab.complete().await;
        assert_eq!(lab.waiting(), [(Subject::Order(sold), ChangeKind::Refund)]);
    }
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
    assert_eq!(lab.sales(), sold);

    lab.reopen(&path);
    assert_eq!(lab.sales(), sold);
    lab.first_poll().await;
    lab.complete().await;
    assert_eq!(lab.sales(), sold);
    lab.ledger.settle(lab.organization, &[format!("order/{}/paid", sold[0].0)]).unwrap();

    lab.reopen(&path);
    lab.complete().await;
    assert_eq!(lab.sales(), sold[1..]);
    assert!(Ledger::open(&path).unwrap().integrity().is_ok());
}
