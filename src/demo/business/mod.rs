//! A believable small business: three years of a maker's shop, seeded, and what goes on happening in it.

mod arrivals;
mod catalog;
mod chance;
mod churn;
mod life;
mod people;
mod price;
mod purchases;
mod rhythm;
mod settle;

pub use arrivals::Arrivals;
pub(super) use arrivals::arrive;

use jiff::{SignedDuration, Timestamp, ToSpan, tz::TimeZone};

use super::shop::Shop;
use crate::domain::{BillingReason, OrderStatus, SubscriptionStatus};

/// How far back the history of a small business goes.
const DAYS: i64 = 3 * 365;

impl Shop {
    /// Three years, up to `now`, of a maker who sells an app, its add-ons and subscriptions to it. The same seed and the
    /// same instant make the same shop. Nothing in it has been made after `now`, and something was sold in the minutes
    /// and in the hours before.
    pub fn small_business(seed: u64, now: Timestamp) -> Self {
        let now = whole_microseconds(now);
        let opened = now.to_zoned(TimeZone::UTC).saturating_sub(DAYS.days()).timestamp();
        let founded = opened.saturating_sub(SignedDuration::from_hours(24 * 20)).unwrap_or(opened);
        let mut shop = Self::founded("Heron & Reed (Sample)", "heron-and-reed-sample", founded, seed);
        let plans = catalog::stock(&mut shop, founded);
        for day in 0..DAYS {
            let Ok(midnight) = opened.checked_add(SignedDuration::from_hours(24 * day)) else { break };
            purchases::of_day(&mut shop, day, midnight, now);
            life::begun_on_day(&mut shop, &plans, day, midnight, now);
        }
        today(&mut shop, &plans, now);
        shop.put_in_order();
        overdue(&mut shop, now);
        people::forget_some(&mut shop, now);
        settle::fees(&mut shop, now);
        shop
    }

    /// Brings rows that were only pushed into their places, and numbers the invoices.
    fn put_in_order(&mut self) {
        self.orders.sort_by_key(|order| order.created_at);
        self.subscriptions.sort_by_key(|subscription| subscription.started_at);
        for order in &mut self.orders {
            if order.invoice.is_none() && order.status != OrderStatus::Draft && order.captured.is_none() {
                self.invoices = self.invoices.saturating_add(1);
                order.invoice = Some(self.invoices);
            }
        }
    }
}

/// Whatever the rhythm of the day had in store: a sale some minutes ago, and some in the hours before.
fn today(shop: &mut Shop, plans: &[catalog::Plan], now: Timestamp) {
    let trials = plans.iter().filter(|plan| plan.trying > 0).map(|plan| catalog::Plan { trying: 1000, ..plan.clone() });
    let trials: Vec<_> = trials.collect();
    for (minutes, seconds) in [(2, 60), (34, 600), (95, 1200), (160, 1800), (260, 3600)] {
        let ago = SignedDuration::from_secs(minutes * 60 + shop.rng.i64(0..seconds));
        let Ok(at) = now.checked_sub(ago) else { continue };
        let at = purchases::jitter(shop, at);
        match minutes {
            34 => life::begin(shop, plans, at, now),
            160 => life::begin(shop, &trials, at, now),
            _ => purchases::any(shop, at),
        }
    }
}

/// In any business at least one renewal is being tried again: where chance left none, the newest one that is left alone.
fn overdue(shop: &mut Shop, now: Timestamp) {
    let Ok(next) = now.checked_add(SignedDuration::from_hours(31)) else { return };
    if shop.orders.iter().any(|order| order.status == OrderStatus::Pending) {
        return;
    }
    let Shop { orders, subscriptions, .. } = shop;
    for order in orders.iter_mut().rev().filter(|order| order.billing_reason == BillingReason::SubscriptionCycle) {
        let row = subscriptions.iter_mut().find(|row| Some(row.id) == order.subscription_id);
        let Some(row) = row.filter(|row| row.status == SubscriptionStatus::Active && row.end().is_none()) else {
            continue;
        };
        if order.status == OrderStatus::Paid && order.due_amount > 0 && row.current_period_start <= order.created_at {
            order.status = OrderStatus::Pending;
            order.next_payment_attempt_at = Some(next);
            row.status = SubscriptionStatus::PastDue;
            row.past_due_at = Some(order.created_at);
            return;
        }
    }
}

/// Polar keeps microseconds.
fn whole_microseconds(at: Timestamp) -> Timestamp {
    Timestamp::from_microsecond(at.as_microsecond()).unwrap_or(at)
}

#[cfg(test)]
mod tests;
