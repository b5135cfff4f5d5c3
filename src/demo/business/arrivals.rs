use std::ops::Range;
use std::time::Duration;

use fastrand::Rng;
use jiff::{SignedDuration, Timestamp};

use super::catalog::Plan;
use super::{churn, life, purchases, settle, whole_microseconds};
use crate::demo::build::after;
use crate::demo::shop::Shop;
use crate::domain::{OrderId, OrderStatus, SubscriptionId, SubscriptionStatus};

/// Things that happen in a running shop by themselves, one after another.
#[derive(Clone, Debug)]
pub struct Arrivals {
    rng: Rng,
    every: Range<Duration>,
    clock: fn() -> Timestamp,
}

impl Arrivals {
    /// Something every 20 to 40 seconds, seeded, at the times that `clock` tells.
    pub fn new(seed: u64, clock: fn() -> Timestamp) -> Self {
        Self { rng: Rng::with_seed(seed), every: Duration::from_secs(20)..Duration::from_secs(40), clock }
    }

    /// At another pace.
    pub fn every(self, every: Range<Duration>) -> Self {
        Self { every, ..self }
    }

    /// How long to wait for the next.
    pub(in crate::demo) fn wait(&mut self) -> Duration {
        let from = u64::try_from(self.every.start.as_micros()).unwrap_or(u64::MAX);
        let to = u64::try_from(self.every.end.as_micros()).unwrap_or(u64::MAX);
        Duration::from_micros(if from < to { self.rng.u64(from..to) } else { from })
    }
}

/// The next thing happens: cycles that are due turn, and somebody buys, subscribes, leaves or gets their money back.
pub(in crate::demo) fn arrive(shop: &mut Shop, arrivals: &mut Arrivals) {
    let at = whole_microseconds((arrivals.clock)());
    turn_cycles(shop, at);
    match arrivals.rng.u32(0..100) {
        0..58 => purchases::any(shop, at),
        58..80 => subscribe(shop, at),
        80..90 => leave(shop, at),
        90..95 => give_back(shop, at),
        _ => recover(shop),
    }
    settle::fees(shop, at);
    shop.put_in_order();
}

/// Renews what is due and ends what was to end.
fn turn_cycles(shop: &mut Shop, now: Timestamp) {
    let is_due =
        |status: &SubscriptionStatus| matches!(status, SubscriptionStatus::Active | SubscriptionStatus::Trialing);
    let due: Vec<(SubscriptionId, Timestamp, bool)> = shop
        .subscriptions
        .iter()
        .filter(|row| row.captured.is_none() && is_due(&row.status) && row.current_period_end <= now)
        .map(|row| (row.id, row.current_period_end, row.cancel_at_period_end))
        .collect();
    for (id, ends, leaves) in due {
        if leaves {
            shop.revoke(id, ends);
            continue;
        }
        shop.renew(id, now);
        if let Some(row) = shop.subscription_mut(id) {
            row.current_period_start = ends;
            row.current_period_end = after(ends, &row.cadence, 1);
        }
    }
}

fn subscribe(shop: &mut Shop, at: Timestamp) {
    let renewing = shop.products.iter().filter(|product| product.cadence.is_some() && !product.prices.is_empty());
    // The first plan is the most popular, as in the years before.
    let plans: Vec<Plan> = renewing
        .zip([6, 3, 2, 1, 1, 1])
        .map(|(product, share)| Plan { product: product.id, share, leaving: 0, trying: 500, metered: false })
        .collect();
    if plans.is_empty() {
        shop.add_subscriber(at, 900, "usd", "month");
    } else {
        life::begin(shop, &plans, at, at);
    }
}

fn leave(shop: &mut Shop, at: Timestamp) {
    let staying =
        shop.subscriptions.iter().filter(|row| row.status == SubscriptionStatus::Active && row.end().is_none());
    let staying: Vec<SubscriptionId> = staying.map(|row| row.id).collect();
    let (reason, comment) = churn::farewell(&mut shop.rng);
    if let Some(id) = shop.rng.choice(staying) {
        shop.cancel(id, at, reason, comment);
    }
}

fn give_back(shop: &mut Shop, at: Timestamp) {
    let Ok(since) = at.checked_sub(SignedDuration::from_hours(24 * 14)) else { return };
    let recent = shop.orders.iter().rev().take_while(|order| order.created_at > since);
    let paid = recent.filter(|order| order.status == OrderStatus::Paid && order.net_amount > 0);
    let paid: Vec<(OrderId, i64)> = paid.map(|order| (order.id, order.net_amount)).collect();
    if let Some((id, net)) = shop.rng.choice(paid) {
        shop.refund(id, net);
    }
}

fn recover(shop: &mut Shop) {
    let pending = shop.orders.iter().rev().find(|order| order.status == OrderStatus::Pending).map(|order| order.id);
    if let Some(id) = pending {
        shop.pay(id);
    }
}
