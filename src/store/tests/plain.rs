//! What a ledger should tell, by the plain definitions: a walk over every row for every figure.

use std::collections::{BTreeMap, BTreeSet};

use jiff::{SignedDuration, Timestamp};

use crate::domain::{
    BillingReason, DayFacts, Interval, Movements, Order, OrderId, Period, PeriodTotals, ProductId, ProductTotals,
    Standing, Subscription, SubscriptionId, SubscriptionStatus, monthly, revenue_of,
};
use crate::money::{Currency, Money, Totals};

/// The rows that a ledger should hold.
#[derive(Default)]
pub(super) struct Plain {
    pub(super) orders: BTreeMap<OrderId, Order>,
    pub(super) subscriptions: BTreeMap<SubscriptionId, Subscription>,
}

impl Plain {
    /// Takes an order over. A product that Polar no longer names stays.
    pub(super) fn read(&mut self, mut order: Order) {
        order.product_id = order.product_id.or(self.orders.get(&order.id).and_then(|known| known.product_id));
        self.orders.insert(order.id, order);
    }

    fn paid(&self, period: Period) -> impl Iterator<Item = &Order> {
        self.orders.values().filter(move |order| order.status.is_paid_like() && period.contains(order.created_at))
    }

    pub(super) fn totals(&self, period: Period) -> PeriodTotals {
        let mut totals = PeriodTotals::default();
        for order in self.paid(period) {
            totals.orders += 1;
            *totals.order_counts.entry(order.currency).or_default() += 1;
            totals.revenue.add(order.revenue());
            totals.tax.add(Money::new(order.tax, order.currency));
            totals.refunds.add(Money::new(order.refunded, order.currency));
            if let Some(fee) = order.platform_fee {
                totals.fees.add(fee);
            }
        }
        totals.fees = without_zeros(&totals.fees);
        let started = |subscription: &&Subscription| subscription.started_at.is_some_and(|at| period.contains(at));
        let ended = |subscription: &&Subscription| subscription.end().is_some_and(|end| end < period.to);
        totals.new_subscriptions =
            self.subscriptions.values().filter(started).filter(|subscription| !ended(subscription)).count() as u64;
        totals
    }

    pub(super) fn order_counts(&self, period: Period) -> BTreeMap<Currency, u64> {
        let mut counts = BTreeMap::new();
        self.paid(period).for_each(|order| *counts.entry(order.currency).or_default() += 1);
        counts
    }

    pub(super) fn products(&self, period: Period) -> Vec<ProductTotals> {
        let mut products: BTreeMap<Option<ProductId>, ProductTotals> = BTreeMap::new();
        for order in self.paid(period) {
            let id = order.product_id;
            let new = ProductTotals { id, name: None, orders: 0, revenue: Totals::new() };
            let totals = products.entry(id).or_insert(new);
            totals.orders += 1;
            totals.revenue.add(order.revenue());
        }
        products.into_values().collect()
    }

    fn started(&self) -> impl Iterator<Item = (Timestamp, &Subscription)> {
        self.subscriptions.values().filter_map(|one| Some((one.started_at?, one)))
    }

    /// Active at an instant.
    fn active(&self, at: Timestamp) -> impl Iterator<Item = &Subscription> {
        let is_active =
            move |started: Timestamp, one: &Subscription| started <= at && one.end().is_none_or(|end| end > at);
        self.started().filter(move |(started, one)| is_active(*started, one)).map(|(_, one)| one)
    }

    /// The latest paid-like order with a total says whether the price includes tax.
    fn share(&self, one: &Subscription) -> Option<(i64, i64)> {
        let of_it = |order: &&Order| {
            order.status.is_paid_like()
                && order.total != 0
                && order.subscription.as_ref().is_some_and(|of| of.id == one.id)
        };
        let latest = self.orders.values().filter(of_it).max_by_key(|order| (order.created_at, order.id))?;
        let included = latest.tax != 0
            && i128::from(latest.net)
                == i128::from(latest.subtotal) - i128::from(latest.discount) - i128::from(latest.tax);
        included.then_some((latest.net, latest.total))
    }

    fn month(&self, one: &Subscription) -> Money {
        monthly(one.amount, &one.cadence, self.share(one)).unwrap_or(Money::new(0, one.amount.currency))
    }

    pub(super) fn standing(&self, at: Timestamp) -> Standing {
        let mut standing = Standing::default();
        let mut customers: BTreeMap<Currency, BTreeSet<_>> = BTreeMap::new();
        for one in self.active(at) {
            let on_trial = one.trial_end.is_some_and(|end| end > at);
            let (month, nothing) = (self.month(one), Money::new(0, one.amount.currency));
            standing.active += 1;
            standing.committed += u64::from(one.end().is_none());
            standing.trialing += u64::from(on_trial);
            standing.past_due += u64::from(one.status == SubscriptionStatus::PastDue);
            standing.mrr.add(if on_trial { nothing } else { month });
            standing.committed_mrr.add(if on_trial || one.end().is_some() { nothing } else { month });
            standing.trial_mrr.add(if on_trial { month } else { nothing });
            customers.entry(one.amount.currency).or_default().insert(who(one));
        }
        standing.customers = customers.into_iter().map(|(currency, all)| (currency, all.len() as u64)).collect();
        standing
    }

    pub(super) fn active_before(&self, at: Timestamp) -> u64 {
        self.started().filter(|(started, one)| *started < at && one.end().is_none_or(|end| end >= at)).count() as u64
    }

    pub(super) fn movements(&self, period: Period) -> Movements {
        let mut movements = Movements::default();
        let within = |at: Option<Timestamp>| u64::from(at.is_some_and(|at| period.contains(at)));
        for (started, one) in self.started() {
            let (end, month) = (one.end(), self.month(one));
            movements.churned += within(end);
            movements.canceled += within(one.canceled_at);
            if let Some(trial_end) = one.trial_end.filter(|trial_end| *trial_end > started) {
                let over = end.map_or(trial_end, |end| end.max(started).min(trial_end));
                movements.trials_ended += within(Some(over));
                movements.trials_converted += within(Some(over)) * u64::from(end.is_none_or(|end| end > trial_end));
            }
            let begun = one.trial_end.map_or(started, |trial_end| trial_end.max(started));
            if end.is_none_or(|end| end > begun) {
                movements.mrr_begun.add(times(month, within(Some(begun))));
                movements.mrr_gone.add(times(month, within(end)));
            }
            let revenue = revenue_of(one.amount, self.share(one)).filter(|revenue| revenue.minor > 0);
            for due in renewals(one).into_iter().filter(|due| period.contains(*due)) {
                movements.renewals_due += u64::from(revenue.is_some() && within(Some(due)) == 1);
                movements.due.add(revenue.unwrap_or(Money::new(0, one.amount.currency)));
            }
        }
        for totals in [&mut movements.mrr_begun, &mut movements.mrr_gone, &mut movements.due] {
            *totals = without_zeros(totals);
        }
        movements
    }

    pub(super) fn day(&self, day: Period) -> DayFacts {
        let churn = day.from - SignedDuration::from_hours(720);
        let renews = |order: &&Order| {
            matches!(
                order.billing_reason,
                BillingReason::SubscriptionCycle
                    | BillingReason::SubscriptionUpdate
                    | BillingReason::SubscriptionMeterCycle
            )
        };
        let renewed: BTreeSet<_> =
            self.paid(day).filter(renews).filter_map(|order| Some(order.subscription.as_ref()?.id)).collect();
        DayFacts {
            totals: self.totals(day),
            renewals: renewed.len() as u64,
            movements: self.movements(day),
            standing: self.standing(last_microsecond_before(day.to)),
            canceled_before: self.movements(Period::new(churn, day.from)).canceled,
            active_before: self.active_before(churn),
        }
    }
}

/// A customer, or whoever pays for a subscription of which Polar names none.
fn who(one: &Subscription) -> uuid::Uuid {
    one.customer_id.map_or(one.id.0, |customer| customer.0)
}

/// Rows are dated by whole microseconds: the last one before a bound.
fn last_microsecond_before(bound: Timestamp) -> Timestamp {
    let whole = Timestamp::from_microsecond(bound.as_microsecond()).unwrap();
    if whole < bound { whole } else { whole - SignedDuration::from_micros(1) }
}

fn times(month: Money, times: u64) -> Money {
    if times == 0 { Money::new(0, month.currency) } else { month }
}

fn without_zeros(totals: &Totals) -> Totals {
    totals.map(|_, minor| (minor != 0).then_some(minor))
}

/// The renewals of the 30 days from the next one on.
fn renewals(one: &Subscription) -> Vec<Timestamp> {
    let renews = matches!(one.status, SubscriptionStatus::Active | SubscriptionStatus::Trialing) && one.end().is_none();
    let Some(first) = one.current_period_end.filter(|_| renews) else { return Vec::new() };
    let utc = first.to_zoned(jiff::tz::TimeZone::UTC);
    let mut all = vec![first];
    for times in (1..).take_while(|_| one.cadence.count > 0) {
        let count = times * one.cadence.count;
        let span = match one.cadence.interval {
            Interval::Day => jiff::Span::new().days(count),
            Interval::Week => jiff::Span::new().weeks(count),
            Interval::Month => jiff::Span::new().months(count),
            _ => jiff::Span::new().years(count),
        };
        let at = utc.checked_add(span).unwrap().timestamp();
        if at.duration_since(first) > SignedDuration::from_hours(720) {
            break;
        }
        all.push(at);
    }
    all
}
