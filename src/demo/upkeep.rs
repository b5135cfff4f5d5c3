//! What happens to orders and subscriptions after they were made.

use jiff::Timestamp;
use serde_json::json;

use super::build::after;
use super::rows::OrderRow;
use super::shop::Shop;
use crate::domain::{BillingReason, CancellationReason, OrderId, OrderStatus, SubscriptionId, SubscriptionStatus};
use crate::money::Money;

impl Shop {
    /// Gives back `amount` more of an order, without its tax; the tax goes along in proportion. Nothing happens to an
    /// order that is not there, and no more is given back than was paid.
    pub fn refund(&mut self, id: OrderId, amount: i64) {
        let Some(order) = self.order_mut(id) else { return };
        let net = order.net_amount.max(0);
        order.refunded_amount = order.refunded_amount.saturating_add(amount).clamp(0, net);
        let share = i128::from(order.tax_amount) * i128::from(order.refunded_amount) / i128::from(net.max(1));
        order.refunded_tax_amount = i64::try_from(share).unwrap_or(order.tax_amount);
        order.status =
            if order.refunded_amount == net { OrderStatus::Refunded } else { OrderStatus::PartiallyRefunded };
        patch_order(order);
    }

    /// An order's fee is settled.
    pub fn settle(&mut self, id: OrderId, fee: Money) {
        let Some(order) = self.order_mut(id) else { return };
        order.platform_fee_amount = fee.minor;
        order.platform_fee_currency = Some(fee.currency);
        patch_order(order);
    }

    /// A renewal, paid. A trial becomes an active subscription with it. `None` when there is no such subscription.
    pub fn renew(&mut self, id: SubscriptionId, at: Timestamp) -> Option<OrderId> {
        let subscription = self.subscription_mut(id)?;
        subscription.status = SubscriptionStatus::Active;
        subscription.past_due_at = None;
        subscription.current_period_start = at;
        subscription.current_period_end = after(at, &subscription.cadence, 1);
        let row = subscription.clone();
        let order = self.order_of(&row, at, BillingReason::SubscriptionCycle);
        Some(self.insert_order(order))
    }

    /// The customer leaves at the end of the running cycle.
    pub fn cancel(
        &mut self,
        id: SubscriptionId,
        at: Timestamp,
        reason: Option<CancellationReason>,
        comment: Option<&str>,
    ) {
        let Some(row) = self.subscription_mut(id) else { return };
        row.cancel_at_period_end = true;
        row.canceled_at = Some(at);
        row.ends_at = Some(row.current_period_end);
        row.customer_cancellation_reason = reason;
        row.customer_cancellation_comment = comment.map(Into::into);
        let (ends_at, reason) = (row.current_period_end.to_string(), &row.customer_cancellation_reason);
        if let Some(captured) = &mut row.captured {
            captured.insert("cancel_at_period_end".to_owned(), json!(true));
            captured.insert("canceled_at".to_owned(), json!(at.to_string()));
            captured.insert("ends_at".to_owned(), json!(ends_at));
            let code = reason.as_ref().map(CancellationReason::code);
            captured.insert("customer_cancellation_reason".to_owned(), json!(code));
            captured.insert("customer_cancellation_comment".to_owned(), json!(comment));
        }
    }

    /// The customer stays after all.
    pub fn uncancel(&mut self, id: SubscriptionId) {
        let Some(row) = self.subscription_mut(id) else { return };
        row.cancel_at_period_end = false;
        (row.canceled_at, row.ends_at) = (None, None);
        (row.customer_cancellation_reason, row.customer_cancellation_comment) = (None, None);
    }

    /// The subscription ends at once.
    pub fn revoke(&mut self, id: SubscriptionId, at: Timestamp) {
        let Some(row) = self.subscription_mut(id) else { return };
        row.status = SubscriptionStatus::Canceled;
        row.canceled_at = row.canceled_at.or(Some(at));
        (row.ends_at, row.ended_at) = (Some(at), Some(at));
    }
}

/// Keeps a captured row in step with its fields.
pub(super) fn patch_order(order: &mut OrderRow) {
    let Some(captured) = &mut order.captured else { return };
    captured.insert("status".to_owned(), json!(order.status.code()));
    captured.insert("paid".to_owned(), json!(order.status.is_paid_like()));
    captured.insert("refunded_amount".to_owned(), json!(order.refunded_amount));
    captured.insert("refunded_tax_amount".to_owned(), json!(order.refunded_tax_amount));
    let next = order.next_payment_attempt_at.map(|at| at.to_string());
    captured.insert("next_payment_attempt_at".to_owned(), json!(next));
    captured.insert("platform_fee_amount".to_owned(), json!(order.platform_fee_amount));
    let currency = order.platform_fee_currency.map(|currency| currency.to_string());
    captured.insert("platform_fee_currency".to_owned(), json!(currency));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn now() -> Timestamp {
        "2026-11-22T12:00:00Z".parse().unwrap()
    }

    #[test]
    fn refunds_add_up_to_the_whole_and_take_the_tax_along() {
        let mut shop = Shop::empty(now());
        let id = shop.add_purchase(now(), 1000, "usd");
        shop.order_mut(id).unwrap().tax_amount = 200;
        for (amount, refunded, tax, status) in [
            (250, 250, 50, OrderStatus::PartiallyRefunded),
            (750, 1000, 200, OrderStatus::Refunded),
            (500, 1000, 200, OrderStatus::Refunded),
        ] {
            shop.refund(id, amount);
            let order = shop.order(id).unwrap();
            assert_eq!((order.refunded_amount, order.refunded_tax_amount, &order.status), (refunded, tax, &status));
        }
    }

    #[test]
    fn a_cancelled_subscription_ends_with_its_cycle() {
        let mut shop = Shop::empty(now());
        let (id, _) = shop.add_subscriber(now(), 900, "usd", "month");
        shop.cancel(id, now(), Some(CancellationReason::Unused), Some("thanks!"));
        assert_eq!(shop.subscription(id).unwrap().end(), Some(shop.subscription(id).unwrap().current_period_end));
        shop.uncancel(id);
        assert_eq!(shop.subscription(id).unwrap().end(), None);
    }
}
