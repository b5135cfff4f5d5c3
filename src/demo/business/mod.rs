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
use crate::domain::OrderStatus;

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
        settle::fees(&mut shop, now);
        shop.put_in_order();
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
    for (minutes, seconds) in [(2, 60), (34, 600), (95, 1200), (160, 1800), (260, 3600)] {
        let ago = SignedDuration::from_secs(minutes * 60 + shop.rng.i64(0..seconds));
        let Ok(at) = now.checked_sub(ago) else { continue };
        let at = purchases::jitter(shop, at);
        if minutes == 34 || minutes == 160 {
            life::begin(shop, plans, at, now);
        } else {
            purchases::regular(shop, at);
        }
    }
}

/// Polar keeps microseconds.
fn whole_microseconds(at: Timestamp) -> Timestamp {
    Timestamp::from_microsecond(at.as_microsecond()).unwrap_or(at)
}

#[cfg(test)]
mod tests;
