//! Totals against the plain definition, over random histories.

use std::collections::{BTreeMap, BTreeSet};

use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;

use super::{currency, last_30_days, noon, order, organization, subscription};
use crate::domain::{Order, OrderId, OrderStatus, Period, PeriodTotals, Subscription, SubscriptionId};
use crate::money::{Currency, Money};
use crate::store::{Batch, Counts, Ledger};

const CURRENCIES: [&str; 3] = ["usd", "eur", "jpy"];
const SHOPS: u128 = 2;

#[derive(Clone, Debug)]
enum Step {
    Read { shop: u128, orders: Vec<Order>, subscriptions: Vec<Subscription> },
    Remove { shop: u128 },
}

/// Instants that crowd at the edges of slots, over some 70 days around one.
fn an_instant() -> impl Strategy<Value = Timestamp> {
    let quarter = 15 * 60 * 1_000_000i64;
    prop_oneof![
        (-300..300i64, -2..3i64).prop_map(move |(quarters, off)| quarters * quarter + off),
        (-40..40i64, -1..2i64).prop_map(move |(days, off)| days * 96 * quarter + off),
        -4_000_000_000_000..4_000_000_000_000i64,
    ]
    .prop_map(|micros| noon() + SignedDuration::from_micros(micros))
}

fn an_order() -> impl Strategy<Value = Order> {
    let statuses = prop::sample::select(vec![
        OrderStatus::Draft,
        OrderStatus::Pending,
        OrderStatus::Paid,
        OrderStatus::Paid,
        OrderStatus::Refunded,
        OrderStatus::PartiallyRefunded,
        OrderStatus::Void,
        OrderStatus::Other("disputed".into()),
    ]);
    let amount = prop_oneof![4 => -5000..50_000i64, 1 => any::<i64>()];
    let fee = prop::option::of((0..900i64, prop::sample::select(&CURRENCIES[..])));
    (1..12u128, an_instant(), statuses, prop::sample::select(&CURRENCIES[..]), amount, 0..5000i64, fee).prop_map(
        |(number, created_at, status, of, net, refunded, fee)| Order {
            created_at,
            status,
            currency: currency(of),
            net,
            refunded,
            platform_fee: fee.map(|(minor, of)| Money::new(minor, currency(of))),
            ..order(number)
        },
    )
}

fn a_subscription() -> impl Strategy<Value = Subscription> {
    let instant = || prop::option::of(an_instant());
    (1..6u128, instant(), instant(), instant()).prop_map(|(number, started_at, ends_at, ended_at)| Subscription {
        started_at,
        ends_at,
        ended_at,
        ..subscription(number)
    })
}

fn a_step() -> impl Strategy<Value = Step> {
    let read = (1..=SHOPS, prop::collection::vec(an_order(), 0..8), prop::collection::vec(a_subscription(), 0..4))
        .prop_map(|(shop, orders, subscriptions)| Step::Read { shop, orders, subscriptions });
    prop_oneof![9 => read, 1 => (1..=SHOPS).prop_map(|shop| Step::Remove { shop })]
}

/// A bound of a period: any of the instants above, also between two microseconds.
fn a_bound() -> impl Strategy<Value = Timestamp> {
    (an_instant(), 0..2i64).prop_map(|(at, nanoseconds)| at + SignedDuration::from_nanos(nanoseconds))
}

/// What the ledger should hold.
#[derive(Default)]
struct Plain {
    orders: BTreeMap<OrderId, Order>,
    subscriptions: BTreeMap<SubscriptionId, Subscription>,
}

impl Plain {
    fn totals(&self, period: Period) -> PeriodTotals {
        let mut totals = PeriodTotals::default();
        for order in self.orders.values() {
            if order.status.is_paid_like() && period.contains(order.created_at) {
                totals.orders += 1;
                totals.revenue.add(order.revenue());
                totals.refunds.add(Money::new(order.refunded, order.currency));
                if let Some(fee) = order.platform_fee.filter(|fee| fee.minor != 0) {
                    totals.fees.add(fee);
                }
            }
        }
        let started = |subscription: &&Subscription| subscription.started_at.is_some_and(|at| period.contains(at));
        let ended = |subscription: &&Subscription| subscription.end().is_some_and(|end| end < period.to);
        totals.new_subscriptions =
            self.subscriptions.values().filter(started).filter(|subscription| !ended(subscription)).count() as u64;
        totals
    }

    fn order_counts(&self, period: Period) -> BTreeMap<Currency, u64> {
        let mut counts = BTreeMap::new();
        for order in self.orders.values().filter(|order| order.status.is_paid_like()) {
            if period.contains(order.created_at) {
                *counts.entry(order.currency).or_default() += 1;
            }
        }
        counts
    }
}

fn connect(ledger: &mut Ledger, shop: u128) {
    ledger.connect(&organization(shop), "https://api.polar.sh", noon()).unwrap();
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn totals_are_the_plain_sums_whatever_happened_before(
        steps in prop::collection::vec(a_step(), 1..12),
        bounds in prop::collection::vec((a_bound(), a_bound()), 1..12),
    ) {
        let mut ledger = Ledger::in_memory().unwrap();
        let mut plain: BTreeMap<u128, Plain> = BTreeMap::new();
        (1..=SHOPS).for_each(|shop| connect(&mut ledger, shop));
        for step in steps {
            match step {
                Step::Read { shop, orders, subscriptions } => {
                    let batch = Batch { orders, subscriptions, ..Batch::default() };
                    let applied = ledger.apply(organization(shop).id, &batch).unwrap();
                    let known = plain.entry(shop).or_default();
                    let ids: BTreeSet<_> = batch.orders.iter().map(|order| order.id).collect();
                    let new = ids.iter().filter(|id| !known.orders.contains_key(id)).count();
                    prop_assert_eq!(applied.new_orders, new as u64);
                    known.orders.extend(batch.orders.into_iter().map(|order| (order.id, order)));
                    known.subscriptions.extend(batch.subscriptions.into_iter().map(|one| (one.id, one)));
                }
                Step::Remove { shop } => {
                    ledger.remove(organization(shop).id).unwrap();
                    connect(&mut ledger, shop);
                    plain.remove(&shop);
                }
            }
        }
        let mut periods = vec![Period::new(Timestamp::MIN, Timestamp::MAX)];
        periods.extend(bounds.into_iter().map(|(one, other)| Period::new(one.min(other), one.max(other))));
        for shop in 1..=SHOPS {
            let (id, known) = (organization(shop).id, plain.remove(&shop).unwrap_or_default());
            let expected: Vec<_> = periods.iter().map(|period| known.totals(*period)).collect();
            let facts = ledger.facts(id, &periods, last_30_days(), noon()).unwrap();
            prop_assert_eq!(&facts.periods, &expected);
            let revenue: Vec<_> = expected.into_iter().map(|totals| totals.revenue).collect();
            prop_assert_eq!(ledger.revenue(id, &periods).unwrap(), revenue);
            for period in &periods {
                prop_assert_eq!(ledger.order_counts(id, *period).unwrap(), known.order_counts(*period));
            }
            let counts = Counts { orders: known.orders.len() as u64, subscriptions: known.subscriptions.len() as u64 };
            prop_assert_eq!(ledger.counts(id).unwrap(), counts);
            if known.orders.is_empty() {
                let sql = "SELECT count(*) FROM totals JOIN organizations ON key = organization WHERE id = ?1";
                let left: i64 = ledger.connection.query_row(sql, [id.0.as_bytes()], |row| row.get(0)).unwrap();
                prop_assert_eq!(left, 0);
            }
        }
    }
}
