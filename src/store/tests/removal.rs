use super::{last_30_days, noon, order, orders, shop, subscription, subscriptions, usd};
use crate::domain::{Order, OrderSubscription, Period, PeriodTotals};
use crate::store::{Batch, Counts, Ledger};
use jiff::Timestamp;

const EVER: Period = Period::new(Timestamp::MIN, Timestamp::MAX);

#[test]
fn a_removed_order_counts_for_nothing_and_may_come_back() {
    let (mut ledger, id) = shop();
    let refunded = Order { refunded: 900, ..order(2) };
    ledger.apply(id, &orders(vec![order(1), refunded.clone()])).unwrap();
    let before = ledger.facts(id, &[EVER], last_30_days(), noon()).unwrap();

    let gone = Batch { gone_orders: vec![refunded.id], ..Batch::default() };
    assert_eq!(ledger.apply(id, &gone).unwrap().removed_orders, 1);
    assert_eq!(ledger.apply(id, &gone).unwrap().removed_orders, 0, "the same batch again changes nothing");
    assert_eq!(ledger.counts(id), Ok(Counts { orders: 1, subscriptions: 0 }));
    let totals = &ledger.facts(id, &[EVER], last_30_days(), noon()).unwrap().periods[0];
    assert_eq!((totals.orders, totals.refunds.iter().map(|(_, minor)| minor).sum()), (1, 0i128));

    ledger.apply(id, &orders(vec![refunded])).unwrap();
    assert_eq!(ledger.facts(id, &[EVER], last_30_days(), noon()).unwrap(), before);
}

#[test]
fn the_share_of_a_price_is_worked_out_anew_without_a_removed_order() {
    let (mut ledger, id) = shop();
    let of = |number: u128, tax: i64| Order {
        tax,
        net: 2900 - tax,
        subscription: Some(OrderSubscription { id: subscription(1).id, amount: None, cadence: None, trial_end: None }),
        ..order(number)
    };
    ledger.apply(id, &subscriptions(vec![subscription(1)])).unwrap();
    ledger.apply(id, &orders(vec![of(9, 400), of(1, 500)])).unwrap();
    let month = |ledger: &Ledger| ledger.facts(id, &[], last_30_days(), noon()).unwrap().standing.mrr;
    assert_eq!(month(&ledger), [usd(745)].into_iter().collect(), "900 by 2400 of 2900");
    ledger.apply(id, &Batch { gone_orders: vec![order(1).id], ..Batch::default() }).unwrap();
    assert_eq!(month(&ledger), [usd(776)].into_iter().collect(), "900 by 2500 of 2900");
}

#[test]
fn a_removed_subscription_is_in_no_figure() {
    let (mut ledger, id) = shop();
    ledger.apply(id, &subscriptions(vec![subscription(1), subscription(2)])).unwrap();
    let gone_subscriptions = vec![subscription(1).id];
    let gone = Batch { gone_subscriptions, ..Batch::default() };
    assert_eq!(ledger.apply(id, &gone).unwrap().removed_subscriptions, 1);
    assert_eq!(ledger.counts(id), Ok(Counts { orders: 0, subscriptions: 1 }));
    let facts = ledger.facts(id, &[EVER], last_30_days(), noon()).unwrap();
    assert_eq!(facts.standing.active, 1);
    assert_eq!(facts.periods, [PeriodTotals { new_subscriptions: 1, ..PeriodTotals::default() }]);
}
