//! Subscriptions that change: another price, another cadence, another product.

use jiff::Timestamp;

use super::build::after;
use super::rows::OrderRow;
use super::shop::Shop;
use crate::domain::{BillingReason, Cadence, OrderId, SubscriptionId};

impl Shop {
    /// A plan change: the new price, and an order over the difference (negative for a credit, due nothing).
    pub fn change_plan(&mut self, id: SubscriptionId, at: Timestamp, amount: i64, difference: i64) -> Option<OrderId> {
        let subscription = self.subscription_mut(id)?;
        subscription.amount = amount;
        self.bill_change(id, at, difference)
    }

    /// A change to another product, of this name, with its price and cadence, and an order over the difference. The product is
    /// made where there is none. `None` when there is no such subscription.
    pub fn switch_product(
        &mut self,
        id: SubscriptionId,
        at: Timestamp,
        product: &str,
        price: (i64, Cadence),
        difference: i64,
    ) -> Option<OrderId> {
        let currency = self.subscription(id)?.currency;
        let (amount, cadence) = price;
        let product = self.product_named(product, &cadence, at);
        let price = self.price_for(product, amount, currency);
        let subscription = self.subscription_mut(id)?;
        if subscription.cadence != cadence {
            // Another cadence begins a cycle of its own.
            subscription.current_period_start = at;
            subscription.current_period_end = after(at, &cadence, 1);
        }
        (subscription.product_id, subscription.price_id) = (product, price);
        (subscription.amount, subscription.cadence) = (amount, cadence);
        self.bill_change(id, at, difference)
    }

    /// An order over what a change of a plan costs in the running cycle; a credit is due nothing.
    fn bill_change(&mut self, id: SubscriptionId, at: Timestamp, difference: i64) -> Option<OrderId> {
        let row = self.subscription(id)?.clone();
        let made = self.order_of(&row, at, BillingReason::SubscriptionUpdate);
        let order = OrderRow {
            subtotal_amount: difference,
            net_amount: difference,
            total_amount: difference,
            due_amount: difference.max(0),
            product_price_id: None,
            label: Some(if difference < 0 { "Unused time" } else { "Rest of the cycle" }.into()),
            ..made
        };
        Some(self.insert_order(order))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Interval;

    #[test]
    fn another_product_brings_its_price_its_cadence_and_an_order_over_the_difference() {
        let now: Timestamp = "2026-11-22T12:00:00Z".parse().unwrap();
        let mut shop = Shop::empty(now);
        let (id, _) = shop.add_subscriber(now, 900, "usd", "month");
        let yearly = Cadence { interval: Interval::Year, count: 1 };
        let order = shop.switch_product(id, now, "Studio", (9_000, yearly.clone()), 8_100).unwrap();
        let row = shop.subscription(id).unwrap();
        assert_eq!((row.amount, &row.cadence), (9_000, &yearly));
        assert_eq!(row.current_period_end.to_string(), "2027-11-22T12:00:00Z");
        assert_eq!(&*shop.product(row.product_id).unwrap().name, "Studio");
        let order = shop.order(order).unwrap();
        assert_eq!((order.net_amount, &order.billing_reason), (8_100, &BillingReason::SubscriptionUpdate));
        let products = shop.products.len();
        shop.switch_product(id, now, "Studio", (9_500, yearly), 500);
        assert_eq!(shop.products.len(), products, "it is there already");
    }
}
