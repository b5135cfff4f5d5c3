//! Subscriptions that rest for a while.

use jiff::Timestamp;

use super::shop::Shop;
use crate::domain::{SubscriptionId, SubscriptionStatus};

impl Shop {
    /// The subscription rests from now on, until then if that is known.
    pub fn pause(&mut self, id: SubscriptionId, at: Timestamp, resumes_at: Option<Timestamp>) {
        let Some(row) = self.subscription_mut(id) else { return };
        row.status = SubscriptionStatus::Paused;
        (row.paused_at, row.resumes_at) = (Some(at), resumes_at);
    }

    /// The subscription runs again.
    pub fn resume(&mut self, id: SubscriptionId) {
        let Some(row) = self.subscription_mut(id) else { return };
        row.status = SubscriptionStatus::Active;
        (row.paused_at, row.resumes_at) = (None, None);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pause_is_over_without_a_trace() {
        let now: Timestamp = "2026-11-22T12:00:00Z".parse().unwrap();
        let mut shop = Shop::empty(now);
        let (id, _) = shop.add_subscriber(now, 900, "usd", "month");
        shop.pause(id, now, None);
        assert_eq!(shop.subscription(id).unwrap().status, SubscriptionStatus::Paused);
        shop.resume(id);
        let row = shop.subscription(id).unwrap();
        assert_eq!((&row.status, row.paused_at, row.resumes_at), (&SubscriptionStatus::Active, None, None));
    }
}
