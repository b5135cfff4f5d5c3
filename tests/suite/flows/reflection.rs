//! Whether a ledger and a shop are the same, by everything that the ledger tells of its rows.

use std::collections::{BTreeMap, BTreeSet};

use jiff::{SignedDuration, Timestamp};
use revone::demo::{OrderRow, Shop, SubscriptionRow};
use revone::domain::{
    CustomerId, OrderId, OrderStatus, OrganizationId, Period, PeriodTotals, RecentCancellation, RecentOrder,
    RecentSubscription, Standing, SubscriptionId, SubscriptionStatus, monthly,
};
use revone::money::{Currency, Money};
use revone::store::{Counts, Ledger};

const ALL: u32 = 1_000_000;
const MICROSECOND: SignedDuration = SignedDuration::from_micros(1);
const FEES_SETTLE_WITHIN: SignedDuration = SignedDuration::from_hours(14 * 24);

/// Fails where a ledger differs, `now`, from the shop that it has read.
pub fn assert_same(ledger: &Ledger, mut shop: Shop, now: Timestamp) {
    let id = shop.organization.id;
    // Polar lists no subscription that has not started.
    shop.subscriptions.retain(|row| row.started_at.is_some());
    let counts = Counts { orders: shop.orders.len() as u64, subscriptions: shop.subscriptions.len() as u64 };
    assert_eq!(ledger.counts(id).unwrap(), counts);

    // Every instant at which something was sold or begun by itself: totals of single rows, wherever rows do not share one.
    let at = |at: Timestamp| Period::new(at, at + MICROSECOND);
    let instants: BTreeSet<Timestamp> = shop
        .orders
        .iter()
        .map(|order| order.created_at)
        .chain(shop.subscriptions.iter().filter_map(|row| row.started_at))
        .collect();
    let mut periods: Vec<Period> = instants.into_iter().map(at).collect();
    let single = plain_totals(&shop, &periods);
    periods.push(Period::new(Timestamp::MIN, Timestamp::MAX));
    let facts = ledger.facts(id, &periods, periods[0], now).unwrap();
    let (whole, by_instant) = facts.periods.split_last().unwrap();
    for ((period, ledger), shop) in periods.iter().zip(by_instant).zip(&single) {
        assert_eq!(ledger, shop, "totals at {}", period.from);
    }
    assert_eq!(whole.revenue, sum(&single).revenue);
    assert_eq!(whole.orders, sum(&single).orders);
    assert_standing(ledger, id, &shop, now);

    assert_eq!(ledger.recent_orders(id, ALL).unwrap(), recent_orders(&shop));
    assert_eq!(ledger.recent_subscriptions(id, ALL).unwrap(), recent_subscriptions(&shop));
    assert_eq!(ledger.recent_cancellations(id, ALL).unwrap(), recent_cancellations(&shop));

    let ids = |keep: &dyn Fn(&&OrderRow) -> bool| -> BTreeSet<OrderId> {
        shop.orders.iter().filter(|order| keep(order)).map(|order| order.id).collect()
    };
    let open: BTreeSet<OrderId> = ledger.open_orders(id).unwrap().into_iter().collect();
    assert_eq!(open, ids(&|order| order.status.is_open()));
    let statuses: BTreeSet<_> = shop.subscriptions.iter().map(|row| row.status.clone()).collect();
    for status in statuses {
        let found: BTreeSet<SubscriptionId> =
            ledger.subscriptions_with_status(id, &status).unwrap().into_iter().collect();
        let rows = shop.subscriptions.iter().filter(|row| row.status == status);
        assert_eq!(found, rows.map(|row| row.id).collect(), "{status:?}");
    }
}

/// How subscriptions stand at some instants of the shop's life, and now, by the plain definitions.
fn assert_standing(ledger: &Ledger, id: OrganizationId, shop: &Shop, now: Timestamp) {
    const INSTANTS: usize = 24;
    let shares = shares(shop);
    let mut instants: Vec<Timestamp> = shop
        .subscriptions
        .iter()
        .flat_map(|row| [row.started_at, row.end(), row.trial_end, row.canceled_at])
        .flatten()
        .chain([now])
        .collect();
    instants.sort();
    let apart = instants.len().div_ceil(INSTANTS).max(1);
    let last = instants.last().copied();
    for at in instants.into_iter().step_by(apart).chain(last) {
        let facts = ledger.facts(id, &[], Period::new(at, at), at).unwrap();
        assert_eq!(facts.standing, standing(shop, &shares, at), "at {at}");
    }
}

fn standing(shop: &Shop, shares: &BTreeMap<SubscriptionId, (i64, i64)>, at: Timestamp) -> Standing {
    let mut standing = Standing::default();
    let mut customers: BTreeMap<Currency, BTreeSet<CustomerId>> = BTreeMap::new();
    let active = |row: &&SubscriptionRow| row.started_at.unwrap() <= at && row.end().is_none_or(|end| end > at);
    for row in shop.subscriptions.iter().filter(active) {
        let on_trial = row.trial_end.is_some_and(|end| end > at);
        let month = monthly(Money::new(row.amount, row.currency), &row.cadence, shares.get(&row.id).copied());
        let worth = |counts: bool| month.filter(|_| counts).unwrap_or(Money::new(0, row.currency));
        standing.active += 1;
        standing.committed += u64::from(row.end().is_none());
        standing.trialing += u64::from(on_trial);
        standing.past_due += u64::from(row.status == SubscriptionStatus::PastDue);
        standing.mrr.add(worth(!on_trial));
        standing.committed_mrr.add(worth(!on_trial && row.end().is_none()));
        standing.trial_mrr.add(worth(on_trial));
        customers.entry(row.currency).or_default().insert(row.customer_id);
    }
    standing.customers = customers.into_iter().map(|(currency, all)| (currency, all.len() as u64)).collect();
    standing
}

/// Whether an order's fee is still to be looked for.
pub fn awaits_fee(order: &OrderRow, now: Timestamp) -> bool {
    order.status.is_paid_like()
        && order.net_amount > 0
        && order.platform_fee_currency.is_none()
        && now.duration_since(order.created_at) < FEES_SETTLE_WITHIN
}

fn plain_totals(shop: &Shop, periods: &[Period]) -> Vec<PeriodTotals> {
    let mut orders: BTreeMap<Timestamp, Vec<&OrderRow>> = BTreeMap::new();
    for order in shop.orders.iter().filter(|order| order.status.is_paid_like()) {
        orders.entry(order.created_at).or_default().push(order);
    }
    let mut started: BTreeMap<Timestamp, Vec<&SubscriptionRow>> = BTreeMap::new();
    for row in &shop.subscriptions {
        started.entry(row.started_at.unwrap()).or_default().push(row);
    }
    let of = |period: &Period| {
        let mut totals = PeriodTotals::default();
        for order in orders.get(&period.from).into_iter().flatten() {
            totals.orders += 1;
            *totals.order_counts.entry(order.currency).or_default() += 1;
            totals.revenue.add(Money::new(order.net_amount, order.currency));
            totals.tax.add(Money::new(order.tax_amount, order.currency));
            totals.refunds.add(Money::new(order.refunded_amount, order.currency));
            if let Some(currency) = order.platform_fee_currency.filter(|_| order.platform_fee_amount != 0) {
                totals.fees.add(Money::new(order.platform_fee_amount, currency));
            }
        }
        let rows = started.get(&period.from).into_iter().flatten();
        totals.new_subscriptions = rows.filter(|row| row.end().is_none_or(|end| end >= period.to)).count() as u64;
        totals
    };
    periods.iter().map(of).collect()
}

fn sum(all: &[PeriodTotals]) -> PeriodTotals {
    let mut sum = PeriodTotals::default();
    for totals in all {
        sum.revenue.add_totals(&totals.revenue);
        sum.orders += totals.orders;
    }
    sum
}

/// Net and total of the latest paid-like order of each subscription, where its price included tax.
fn shares(shop: &Shop) -> BTreeMap<SubscriptionId, (i64, i64)> {
    let mut latest: BTreeMap<SubscriptionId, &OrderRow> = BTreeMap::new();
    for order in shop.orders.iter().filter(|order| order.status.is_paid_like() && order.total_amount != 0) {
        let Some(id) = order.subscription_id else { continue };
        let known = latest.entry(id).or_insert(order);
        if (order.created_at, order.id) > (known.created_at, known.id) {
            *known = order;
        }
    }
    let includes_tax = |order: &OrderRow| {
        order.tax_amount != 0 && order.net_amount == order.subtotal_amount - order.discount_amount - order.tax_amount
    };
    let share = |(id, order): (SubscriptionId, &OrderRow)| {
        includes_tax(order).then_some((id, (order.net_amount, order.total_amount)))
    };
    latest.into_iter().filter_map(share).collect()
}

fn recent_orders(shop: &Shop) -> Vec<RecentOrder> {
    let listed = |order: &&OrderRow| order.status.is_paid_like() || order.status == OrderStatus::Pending;
    let mut orders: Vec<_> = shop.orders.iter().filter(listed).collect();
    orders.sort_by_key(|order| std::cmp::Reverse((order.created_at, order.id)));
    let row = |order: &OrderRow| RecentOrder {
        id: order.id,
        created_at: order.created_at,
        status: order.status.clone(),
        amount: Money::new(order.net_amount, order.currency),
        product_name: Some(
            order.product_id.and_then(|id| shop.product(id)).map_or("Order", |product| &product.name).to_owned(),
        ),
        customer_id: Some(order.customer_id),
    };
    orders.into_iter().map(row).collect()
}

fn recent_subscriptions(shop: &Shop) -> Vec<RecentSubscription> {
    let mut rows: Vec<_> = shop.subscriptions.iter().collect();
    rows.sort_by_key(|row| std::cmp::Reverse((row.started_at, row.id)));
    let told = |row: &SubscriptionRow| RecentSubscription {
        id: row.id,
        started_at: row.started_at.unwrap(),
        status: row.status.clone(),
        trial_end: row.trial_end,
        amount: Money::new(row.amount, row.currency),
        cadence: row.cadence.clone(),
        product_name: shop.product(row.product_id).map(|product| product.name.to_string()),
        customer_id: Some(row.customer_id),
    };
    rows.into_iter().map(told).collect()
}

fn recent_cancellations(shop: &Shop) -> Vec<RecentCancellation> {
    let mut rows: Vec<_> = shop.subscriptions.iter().filter(|row| row.canceled_at.is_some()).collect();
    rows.sort_by_key(|row| std::cmp::Reverse((row.canceled_at, row.id)));
    let told = |row: &SubscriptionRow| RecentCancellation {
        id: row.id,
        canceled_at: row.canceled_at.unwrap(),
        end: row.end(),
        amount: Money::new(row.amount, row.currency),
        cadence: row.cadence.clone(),
        product_name: shop.product(row.product_id).map(|product| product.name.to_string()),
        customer_id: Some(row.customer_id),
        reason: row.customer_cancellation_reason.clone(),
    };
    rows.into_iter().map(told).collect()
}
