use super::{at, last_30_days, noon, order, orders, organization, shop, subscription, subscriptions, usd};
use crate::domain::{Announce, Beginning, OrderStatus, Period, ProductId};
use crate::store::{Applied, Batch, Counts, LedgerError, Mark};
use uuid::Uuid;

fn everything() -> Batch {
    let mut named = order(1);
    named.product_id = Some(ProductId(Uuid::from_u128(7)));
    named.product_name = Some("Pro Plan".to_owned());
    Batch {
        orders: vec![named, order(2)],
        subscriptions: vec![subscription(3)],
        marks: vec![("page", Some(Mark { at: Some(noon()), number: 4 }))],
        announce: Announce::After(Beginning { orders: at("2026-11-01T00:00:00Z"), at: at("2026-11-01T00:00:00Z") }),
        success: true,
        ..orders(Vec::new())
    }
}

#[test]
fn the_same_batch_twice_changes_nothing_the_second_time() {
    let (mut ledger, id) = shop();
    let first = ledger.apply(id, &everything()).unwrap();
    assert_eq!((first.new_orders, first.new_subscriptions, first.changes.len()), (2, 1, 2));
    let (outbox, marks) = (ledger.outbox(id).unwrap(), ledger.marks(id).unwrap());
    assert_eq!(ledger.apply(id, &everything()), Ok(Applied::default()));
    assert_eq!(ledger.outbox(id).unwrap(), outbox);
    assert_eq!(ledger.marks(id).unwrap(), marks);
    assert_eq!(ledger.counts(id), Ok(Counts { orders: 2, subscriptions: 1 }));
}

#[test]
fn an_order_that_is_twice_on_shifted_pages_counts_once_and_as_the_later_says() {
    let (mut ledger, id) = shop();
    let mut refunded = order(1);
    refunded.status = OrderStatus::Refunded;
    refunded.refunded = 2900;
    let applied = ledger.apply(id, &orders(vec![order(1), refunded])).unwrap();
    assert_eq!((applied.new_orders, applied.changed_orders), (1, 1));
    let day = Period::new(at("2026-11-22T00:00:00Z"), at("2026-11-23T00:00:00Z"));
    let totals = &ledger.facts(id, &[day], last_30_days(), noon()).unwrap().periods[0];
    assert_eq!(totals.orders, 1);
    assert_eq!(totals.refunds.minor(usd(0).currency), 2900);
}

#[test]
fn a_change_of_any_field_is_seen() {
    let (mut ledger, id) = shop();
    ledger.apply(id, &everything()).unwrap();
    let mut changed = order(2);
    changed.invoice_number = Some("INV-1".to_owned());
    let mut moved = subscription(3);
    moved.paused_at = Some(noon());
    let batch = Batch { orders: vec![changed], ..subscriptions(vec![moved]) };
    let applied = ledger.apply(id, &batch).unwrap();
    assert_eq!((applied.changed_orders, applied.changed_subscriptions), (1, 1));
}

#[test]
fn an_organization_that_is_not_there_is_refused_for_writing_and_empty_for_reading() {
    let (mut ledger, _) = shop();
    let stranger = organization(99).id;
    assert!(matches!(ledger.apply(stranger, &everything()), Err(LedgerError::Other(_))));
    assert_eq!(ledger.recent_orders(stranger, 5), Ok(Vec::new()));
    assert_eq!(ledger.counts(stranger), Ok(Counts::default()));
    assert_eq!(ledger.facts(stranger, &[], last_30_days(), noon()), Ok(Default::default()));
    assert_eq!(ledger.settle(stranger, &["order/x".to_owned()]), Ok(Vec::new()));
}

#[test]
fn a_batch_of_another_organization_is_refused_whole() {
    let (mut ledger, id) = shop();
    let batch = Batch { organization: Some(organization(2)), ..everything() };
    assert!(matches!(ledger.apply(id, &batch), Err(LedgerError::Other(_))));
    assert_eq!(ledger.counts(id), Ok(Counts::default()));
    assert_eq!(ledger.outbox(id), Ok(Vec::new()));
}

#[test]
fn amounts_of_any_size_add_up_and_never_wrap() {
    let (mut ledger, id) = shop();
    let huge = |number, net| {
        let mut order = order(number);
        order.created_at = noon();
        (order.net, order.refunded, order.platform_fee) = (net, i64::MIN, Some(usd(i64::MAX)));
        order
    };
    let batch = orders((1..=50).map(|number| huge(number, i64::MAX)).collect());
    ledger.apply(id, &batch).unwrap();
    let all = Period::new(jiff::Timestamp::MIN, jiff::Timestamp::MAX);
    let edge = Period::new(noon(), noon() + jiff::SignedDuration::from_micros(1));
    for totals in ledger.facts(id, &[all, edge], last_30_days(), noon()).unwrap().periods {
        assert_eq!(totals.revenue.minor(usd(0).currency), 50 * i128::from(i64::MAX));
        assert_eq!(totals.refunds.minor(usd(0).currency), 50 * i128::from(i64::MIN));
        assert_eq!(totals.fees.minor(usd(0).currency), 50 * i128::from(i64::MAX));
    }
    ledger.apply(id, &orders((1..=50).map(|number| huge(number, i64::MIN)).collect())).unwrap();
    assert_eq!(ledger.revenue(id, &[all]).unwrap()[0].minor(usd(0).currency), 50 * i128::from(i64::MIN));
}
