//! Everything that is kept as a total against the plain definition, over random histories.

use std::collections::{BTreeMap, BTreeSet};

use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;
use uuid::Uuid;

use super::plain::Plain;
use super::{currency, last_30_days, noon, order, organization, subscription};
use crate::domain::{
    BillingReason, Cadence, CustomerId, Interval, Order, OrderStatus, OrderSubscription, Period, ProductId,
    Subscription, SubscriptionId, SubscriptionStatus,
};
use crate::money::Money;
use crate::store::{Batch, Counts, Ledger};

const CURRENCIES: [&str; 3] = ["usd", "eur", "jpy"];
const SHOPS: u128 = 2;

#[derive(Clone, Debug)]
enum Step {
    Read { shop: u128, orders: Vec<Order>, subscriptions: Vec<Subscription> },
    Gone { shop: u128, order: u128, subscription: u128 },
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

fn an_id() -> impl Strategy<Value = Option<Uuid>> {
    prop::option::of((1..4u128).prop_map(Uuid::from_u128))
}

fn a_currency() -> impl Strategy<Value = crate::money::Currency> {
    prop::sample::select(&CURRENCIES[..]).prop_map(currency)
}

fn an_order() -> impl Strategy<Value = Order> {
    let statuses = prop::sample::select(vec![
        OrderStatus::Draft,
        OrderStatus::Pending,
        OrderStatus::Paid,
        OrderStatus::Paid,
        OrderStatus::Paid,
        OrderStatus::Refunded,
        OrderStatus::PartiallyRefunded,
        OrderStatus::Void,
        OrderStatus::Other("disputed".into()),
    ]);
    let reasons = prop::sample::select(vec![
        BillingReason::Purchase,
        BillingReason::SubscriptionCreate,
        BillingReason::SubscriptionCycle,
        BillingReason::SubscriptionUpdate,
        BillingReason::SubscriptionMeterCycle,
        BillingReason::Other("gift".into()),
    ]);
    let amount = prop_oneof![4 => -5000..50_000i64, 1 => any::<i64>()];
    let fee = prop::option::of((0..900i64, a_currency()));
    let sale = (amount, 0..5000i64, fee, prop::sample::select(vec![0, 0, 380, 475]));
    ((1..14u128, an_instant(), statuses, a_currency()), sale, (reasons, an_id(), an_id())).prop_map(
        |((number, created_at, status, currency), (net, refunded, fee, tax), (billing_reason, of, product))| Order {
            created_at,
            status,
            currency,
            net,
            tax,
            subtotal: net.saturating_add(tax),
            total: net.saturating_add(tax),
            refunded,
            platform_fee: fee.map(|(minor, of)| Money::new(minor, of)),
            billing_reason,
            subscription: of.map(|id| OrderSubscription {
                id: SubscriptionId(id),
                amount: None,
                cadence: None,
                trial_end: None,
            }),
            product_id: product.map(ProductId),
            ..order(number)
        },
    )
}

fn a_subscription() -> impl Strategy<Value = Subscription> {
    let instant = || prop::option::of(an_instant());
    let often = |often: u32, seldom: u32| prop_oneof![seldom => Just(None), often => an_instant().prop_map(Some)];
    let cadences = (
        prop::sample::select(vec![Interval::Day, Interval::Week, Interval::Month, Interval::Year]),
        prop::sample::select(vec![1, 1, 1, 3, 12, 0, -2]),
    );
    let statuses = prop::sample::select(vec!["active", "trialing", "past_due", "canceled", "paused", "new_one"]);
    let price = (prop_oneof![9 => 0..5000i64, 1 => any::<i64>()], a_currency(), cadences);
    let life = (often(9, 1), instant(), instant(), instant(), instant(), instant());
    (1..4u128, life, price, statuses, an_id()).prop_map(
        |(number, (started_at, trial_end, ends_at, ended_at, canceled_at, next), price, status, customer)| {
            let (minor, currency, (interval, count)) = price;
            Subscription {
                status: SubscriptionStatus::from_code(status),
                amount: Money::new(minor, currency),
                cadence: Cadence { interval, count },
                started_at,
                trial_end,
                ends_at,
                ended_at,
                canceled_at,
                current_period_end: next,
                customer_id: customer.map(CustomerId),
                ..subscription(number)
            }
        },
    )
}

fn a_step() -> impl Strategy<Value = Step> {
    let read = (1..=SHOPS, prop::collection::vec(an_order(), 0..8), prop::collection::vec(a_subscription(), 0..4))
        .prop_map(|(shop, orders, subscriptions)| Step::Read { shop, orders, subscriptions });
    let gone = (1..=SHOPS, 1..14u128, 1..4u128).prop_map(|(shop, order, subscription)| Step::Gone {
        shop,
        order,
        subscription,
    });
    prop_oneof![9 => read, 3 => gone, 1 => (1..=SHOPS).prop_map(|shop| Step::Remove { shop })]
}

/// A bound of a period: any of the instants above, also between two microseconds.
fn a_bound() -> impl Strategy<Value = Timestamp> {
    (an_instant(), 0..2i64).prop_map(|(at, nanoseconds)| at + SignedDuration::from_nanos(nanoseconds))
}

fn connect(ledger: &mut Ledger, shop: u128) {
    ledger.connect(&organization(shop), "https://api.polar.sh", noon()).unwrap();
}

/// Plays a history in a ledger and in plain memory.
fn play(steps: Vec<Step>) -> (Ledger, BTreeMap<u128, Plain>) {
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
                assert_eq!(applied.new_orders, new as u64);
                batch.orders.into_iter().for_each(|order| known.read(order));
                known.subscriptions.extend(batch.subscriptions.into_iter().map(|one| (one.id, one)));
            }
            Step::Gone { shop, order, subscription } => {
                let (order, subscription) = (super::order(order).id, super::subscription(subscription).id);
                let (gone_orders, gone_subscriptions) = (vec![order], vec![subscription]);
                let batch = Batch { gone_orders, gone_subscriptions, ..Batch::default() };
                let applied = ledger.apply(organization(shop).id, &batch).unwrap();
                let known = plain.entry(shop).or_default();
                assert_eq!(applied.removed_orders, u64::from(known.orders.remove(&order).is_some()));
                known.subscriptions.remove(&subscription);
            }
            Step::Remove { shop } => {
                ledger.remove(organization(shop).id).unwrap();
                connect(&mut ledger, shop);
                plain.remove(&shop);
            }
        }
    }
    (ledger, plain)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn totals_are_the_plain_sums_whatever_happened_before(
        steps in prop::collection::vec(a_step(), 1..12),
        bounds in prop::collection::vec((a_bound(), a_bound()), 1..12),
    ) {
        let (ledger, mut plain) = play(steps);
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
                for table in ["totals", "product_totals"] {
                    let sql = format!("SELECT count(*) FROM {table} JOIN organizations ON key = organization WHERE id = ?1");
                    let left: i64 = ledger.connection.query_row(&sql, [id.0.as_bytes()], |row| row.get(0)).unwrap();
                    prop_assert_eq!(left, 0, "{}", table);
                }
            }
        }
    }

    #[test]
    fn subscriptions_stand_as_the_plain_definitions_say_at_every_instant(
        steps in prop::collection::vec(a_step(), 1..10),
        instants in prop::collection::vec(a_bound(), 2..10),
    ) {
        let (ledger, mut plain) = play(steps);
        for shop in 1..=SHOPS {
            let (id, known) = (organization(shop).id, plain.remove(&shop).unwrap_or_default());
            for pair in instants.windows(2) {
                let (from, now) = (pair[0].min(pair[1]), pair[0].max(pair[1]));
                let window = Period::new(from, now);
                let facts = ledger.facts(id, &[], window, now).unwrap();
                prop_assert_eq!(facts.standing, known.standing(now));
                prop_assert_eq!(facts.last_30_days, known.movements(window));
                prop_assert_eq!(facts.active_before, known.active_before(from));
            }
        }
    }

    #[test]
    fn days_and_outlooks_are_the_plain_definitions_too(
        steps in prop::collection::vec(a_step(), 1..10),
        mut bounds in prop::collection::vec(a_bound(), 2..8),
    ) {
        let (ledger, mut plain) = play(steps);
        bounds.sort();
        let days: Vec<_> = bounds.windows(2).map(|pair| Period::new(pair[0], pair[1])).collect();
        for shop in 1..=SHOPS {
            let (id, known) = (organization(shop).id, plain.remove(&shop).unwrap_or_default());
            let history = ledger.history(id, &days).unwrap().days;
            prop_assert_eq!(history.len(), days.len());
            for (facts, day) in history.iter().zip(&days) {
                prop_assert_eq!(facts, &known.day(*day));
            }
            let window = days[0];
            let outlook = ledger.outlook(id, &days, &days, window, noon()).unwrap();
            let totals = |day: &Period| crate::domain::PeriodTotals { new_subscriptions: 0, ..known.totals(*day) };
            prop_assert_eq!(outlook.periods, days.iter().map(totals).collect::<Vec<_>>());
            prop_assert_eq!(outlook.movements, days.iter().map(|day| known.movements(*day)).collect::<Vec<_>>());
            let mut products = outlook.products;
            products.sort_by_key(|product| product.id);
            prop_assert_eq!(products, known.products(window));
        }
    }
}
