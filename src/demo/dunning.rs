//! Payments that fail: Polar tries a renewal's again for some days, and then gives it up.

use jiff::Timestamp;

use super::shop::Shop;
use super::upkeep::patch_order;
use crate::domain::{OrderId, OrderStatus, SubscriptionId, SubscriptionStatus};

impl Shop {
    /// A renewal whose payment failed and will be tried again. `None` when there is no such subscription.
    pub fn fail_renewal(&mut self, id: SubscriptionId, at: Timestamp, next_attempt: Timestamp) -> Option<OrderId> {
        let order = self.renew(id, at)?;
        if let Some(subscription) = self.subscription_mut(id) {
            subscription.status = SubscriptionStatus::PastDue;
            subscription.past_due_at = Some(at);
        }
        if let Some(order) = self.order_mut(order) {
            order.status = OrderStatus::Pending;
            order.next_payment_attempt_at = Some(next_attempt);
        }
        Some(order)
    }

    /// The next attempt failed as well, or was moved: there will be another one then.
    pub fn postpone(&mut self, id: OrderId, next_attempt: Timestamp) {
        let Some(order) = self.order_mut(id) else { return };
        order.next_payment_attempt_at = Some(next_attempt);
        patch_order(order);
    }

    /// A pending order was paid after all, and its subscription is no longer overdue.
    pub fn pay(&mut self, id: OrderId) {
        let Some(order) = self.order_mut(id) else { return };
        order.status = OrderStatus::Paid;
        order.next_payment_attempt_at = None;
        patch_order(order);
        let subscription = order.subscription_id;
        if let Some(subscription) = subscription.and_then(|id| self.subscription_mut(id)) {
            subscription.status = SubscriptionStatus::Active;
            subscription.past_due_at = None;
        }
    }

    /// The last attempt failed: the order stays as it is, with nothing to come, and its subscription ends.
    pub fn give_up(&mut self, id: OrderId, at: Timestamp) {
        let Some(order) = self.order_mut(id) else { return };
        order.next_payment_attempt_at = None;
        patch_order(order);
        if let Some(subscription) = order.subscription_id {
            self.revoke(subscription, at);
        }
    }

    /// The order is written off, and its subscription stands unpaid.
    pub fn void(&mut self, id: OrderId) {
        let Some(order) = self.order_mut(id) else { return };
        order.status = OrderStatus::Void;
        order.next_payment_attempt_at = None;
        patch_order(order);
        let subscription = order.subscription_id;
        if let Some(subscription) = subscription.and_then(|id| self.subscription_mut(id)) {
            subscription.status = SubscriptionStatus::Unpaid;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn now() -> Timestamp {
        "2026-11-22T12:00:00Z".parse().unwrap()
    }

    fn failed() -> (Shop, SubscriptionId, OrderId) {
        let mut shop = Shop::empty(now());
        let (subscription, _) = shop.add_subscriber(now(), 900, "usd", "month");
        let order = shop.fail_renewal(subscription, now(), now()).unwrap();
        (shop, subscription, order)
    }

    #[test]
    fn a_failed_renewal_is_overdue_until_it_is_paid() {
        let (mut shop, subscription, order) = failed();
        assert_eq!(shop.subscription(subscription).unwrap().status, SubscriptionStatus::PastDue);
        assert_eq!(shop.order(order).unwrap().status, OrderStatus::Pending);
        shop.pay(order);
        assert_eq!(shop.subscription(subscription).unwrap().past_due_at, None);
        assert_eq!(shop.order(order).unwrap().status, OrderStatus::Paid);
    }

    #[test]
    fn a_payment_that_is_given_up_ends_its_subscription_and_has_no_next_attempt() {
        let (mut shop, subscription, order) = failed();
        shop.give_up(order, now());
        let (order, subscription) = (shop.order(order).unwrap(), shop.subscription(subscription).unwrap());
        assert_eq!((&order.status, order.next_payment_attempt_at), (&OrderStatus::Pending, None));
        assert_eq!((&subscription.status, subscription.ended_at), (&SubscriptionStatus::Canceled, Some(now())));
    }

    #[test]
    fn an_order_written_off_leaves_its_subscription_unpaid() {
        let (mut shop, subscription, order) = failed();
        shop.void(order);
        assert_eq!(shop.order(order).unwrap().status, OrderStatus::Void);
        assert_eq!(shop.subscription(subscription).unwrap().status, SubscriptionStatus::Unpaid);
    }
}
