use super::{noon, order, orders, organization, shop, subscription};
use crate::store::{Batch, Rejection, RowKind};
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

fn rejected(number: u128, minutes: i64) -> Rejection {
    let (id, path) = (Some(Uuid::from_u128(number)), format!("items[{number}].net_amount"));
    Rejection { kind: RowKind::Order, id, path, reason: "missing".to_owned(), seen_at: after(minutes) }
}

fn nameless(place: usize, minutes: i64) -> Rejection {
    Rejection { id: None, path: format!("items[{place}]"), ..rejected(1, minutes) }
}

fn after(minutes: i64) -> Timestamp {
    noon() + SignedDuration::from_mins(minutes)
}

fn batch(rejections: Vec<Rejection>) -> Batch {
    Batch { rejections, at: noon(), ..Batch::default() }
}

#[test]
fn a_row_that_could_not_be_read_is_kept_until_it_is_read_well() {
    let (mut ledger, id) = shop();
    ledger.apply(id, &batch(vec![rejected(1, 0), rejected(2, 0)])).unwrap();
    ledger.apply(id, &batch(vec![Rejection { reason: "expected an id".to_owned(), ..rejected(2, 5) }])).unwrap();
    let kept = ledger.rejections(id).unwrap();
    assert_eq!(kept, [Rejection { reason: "expected an id".to_owned(), ..rejected(2, 5) }, rejected(1, 0)]);

    ledger.apply(id, &orders(vec![order(2)])).unwrap();
    assert_eq!(ledger.rejections(id).unwrap(), [rejected(1, 0)]);
}

#[test]
fn a_subscription_read_well_is_no_order_read_well() {
    let (mut ledger, id) = shop();
    let both = [RowKind::Order, RowKind::Subscription].map(|kind| Rejection { kind, ..rejected(1, 0) });
    ledger.apply(id, &batch(both.to_vec())).unwrap();
    ledger.apply(id, &super::subscriptions(vec![subscription(1)])).unwrap();
    assert_eq!(ledger.rejections(id).unwrap(), [rejected(1, 0)]);
}

#[test]
fn what_was_not_met_again_while_everything_was_read_is_forgotten() {
    let (mut ledger, id) = shop();
    ledger.apply(id, &batch(vec![nameless(3, 0), nameless(4, 10), rejected(7, 0)])).unwrap();
    let read_whole = vec![(RowKind::Order, after(10))];
    ledger.apply(id, &Batch { read_whole, ..Batch::default() }).unwrap();
    assert_eq!(ledger.rejections(id).unwrap(), [nameless(4, 10)]);
}

#[test]
fn a_row_without_an_id_is_forgotten_by_the_next_complete_refresh() {
    let (mut ledger, id) = shop();
    ledger.apply(id, &batch(vec![nameless(3, 0), nameless(4, 10), rejected(7, 0)])).unwrap();
    ledger.apply(id, &Batch { refreshed_since: Some(after(10)), ..Batch::default() }).unwrap();
    assert_eq!(ledger.rejections(id).unwrap(), [nameless(4, 10), rejected(7, 0)]);
}

#[test]
fn what_is_gone_at_polar_is_no_longer_missed() {
    let (mut ledger, id) = shop();
    ledger.apply(id, &batch(vec![rejected(1, 0)])).unwrap();
    ledger.apply(id, &Batch { gone_orders: vec![order(1).id], ..Batch::default() }).unwrap();
    assert_eq!(ledger.rejections(id).unwrap(), []);
}

#[test]
fn the_newest_fifty_are_kept_of_each_organization() {
    let (mut ledger, id) = shop();
    let other = organization(2);
    ledger.connect(&other, "https://api.polar.sh", noon()).unwrap();
    ledger.apply(other.id, &batch(vec![rejected(1, 0)])).unwrap();
    for page in 0..3 {
        let rejections = (0..100).map(|place| rejected(page * 100 + place, page as i64)).collect();
        ledger.apply(id, &batch(rejections)).unwrap();
    }
    let kept = ledger.rejections(id).unwrap();
    assert_eq!(kept.len(), 50);
    assert!(kept.iter().all(|rejection| rejection.seen_at == after(2)));
    assert_eq!(ledger.rejections(other.id).unwrap().len(), 1);
    ledger.remove(other.id).unwrap();
    assert_eq!(ledger.rejections(other.id).unwrap(), []);
}
