//! Building blocks for a shop with exactly the rows that a test is about.

use jiff::{Timestamp, ToSpan, tz::TimeZone};

use super::rows::{CustomerRow, OrderRow, PriceRow, ProductRow, SubscriptionRow};
use super::shop::Shop;
use crate::domain::{
    BillingReason, Cadence, CustomerId, Interval, OrderId, OrderStatus, ProductId, SubscriptionId, SubscriptionStatus,
};
use crate::money::Currency;

impl Shop {
    /// A paid one-time purchase without discount or tax. A code that is no currency's counts as US dollars.
    pub fn add_purchase(&mut self, at: Timestamp, net_minor: i64, currency: &str) -> OrderId {
        let currency = Currency::parse(currency).unwrap_or(Currency::USD);
        let product = self.product_for(None, at);
        let customer = self.add_customer(at, Some("Jane Doe"));
        let mut order = OrderRow::new(OrderId(self.uuid()), at, net_minor, currency, customer);
        order.product_id = Some(product);
        order.product_price_id = self.price_for(product, net_minor, currency);
        order.invoice = Some(self.next_invoice());
        self.insert_order(order)
    }

    /// A subscription with its paid first order. `interval` is Polar's code: `day`, `week`, `month`, `year`.
    pub fn add_subscriber(
        &mut self,
        at: Timestamp,
        amount: i64,
        currency: &str,
        interval: &str,
    ) -> (SubscriptionId, OrderId) {
        let currency = Currency::parse(currency).unwrap_or(Currency::USD);
        let cadence = Cadence { interval: Interval::from_code(interval), count: 1 };
        let product_id = self.product_for(Some(&cadence), at);
        let price_id = self.price_for(product_id, amount, currency);
        let customer_id = self.add_customer(at, Some("Jane Doe"));
        let subscription = SubscriptionRow {
            id: SubscriptionId(self.uuid()),
            created_at: at,
            amount,
            currency,
            status: SubscriptionStatus::Active,
            current_period_start: at,
            current_period_end: after(at, &cadence, 1),
            trial_start: None,
            trial_end: None,
            cancel_at_period_end: false,
            canceled_at: None,
            started_at: Some(at),
            ends_at: None,
            ended_at: None,
            past_due_at: None,
            paused_at: None,
            resumes_at: None,
            customer_id,
            product_id,
            price_id,
            discount_id: None,
            customer_cancellation_reason: None,
            customer_cancellation_comment: None,
            captured: None,
            cadence,
        };
        let order = self.order_of(&subscription, at, BillingReason::SubscriptionCreate);
        let order = self.insert_order(order);
        (self.insert_subscription(subscription), order)
    }

    /// A subscription that starts with a trial of `days`, and its first order of 0.
    pub fn add_trial(
        &mut self,
        at: Timestamp,
        amount: i64,
        currency: &str,
        interval: &str,
        days: i64,
    ) -> (SubscriptionId, OrderId) {
        let (subscription_id, order_id) = self.add_subscriber(at, amount, currency, interval);
        let end = at.saturating_add((days * 24).hours()).unwrap_or(at);
        if let Some(subscription) = self.subscription_mut(subscription_id) {
            subscription.status = SubscriptionStatus::Trialing;
            subscription.trial_start = Some(at);
            subscription.trial_end = Some(end);
            subscription.current_period_end = end;
        }
        if let Some(order) = self.order_mut(order_id) {
            *order = OrderRow {
                billing_reason: BillingReason::SubscriptionCreate,
                invoice: order.invoice,
                product_id: order.product_id,
                subscription_id: order.subscription_id,
                label: Some("Trial period".into()),
                ..OrderRow::new(order_id, at, 0, order.currency, order.customer_id)
            };
        }
        (subscription_id, order_id)
    }

    /// Someone new, from the United States.
    pub fn add_customer(&mut self, at: Timestamp, name: Option<&str>) -> CustomerId {
        let id = CustomerId(self.uuid());
        let email = format!("customer{}@example.test", self.customers.len());
        let row = CustomerRow {
            id,
            created_at: at,
            external_id: None,
            email: Some(email.into()),
            name: name.map(Into::into),
            country: "US",
            deleted_at: None,
        };
        self.customers.insert(id, row);
        id
    }

    /// A paid order over a subscription's whole price, not yet among the shop's.
    pub(super) fn order_of(&mut self, of: &SubscriptionRow, at: Timestamp, reason: BillingReason) -> OrderRow {
        OrderRow {
            billing_reason: reason,
            status: OrderStatus::Paid,
            invoice: Some(self.next_invoice()),
            product_id: Some(of.product_id),
            product_price_id: of.price_id,
            subscription_id: Some(of.id),
            ..OrderRow::new(OrderId(self.uuid()), at, of.amount, of.currency, of.customer_id)
        }
    }

    fn product_for(&mut self, cadence: Option<&Cadence>, at: Timestamp) -> ProductId {
        if let Some(product) = self.products.iter().find(|product| product.cadence.as_ref() == cadence) {
            return product.id;
        }
        let name = cadence.map_or("Lantern License".into(), |cadence| format!("Pro per {}", cadence.interval.code()));
        self.add_product(&name, cadence, at)
    }

    /// The product of this name, made with this cadence where there is none.
    pub(super) fn product_named(&mut self, name: &str, cadence: &Cadence, at: Timestamp) -> ProductId {
        let known = self.products.iter().find(|product| &*product.name == name).map(|product| product.id);
        known.unwrap_or_else(|| self.add_product(name, Some(cadence), at))
    }

    fn add_product(&mut self, name: &str, cadence: Option<&Cadence>, at: Timestamp) -> ProductId {
        let id = ProductId(self.uuid());
        self.products.push(ProductRow {
            id,
            created_at: at,
            name: name.into(),
            trial_days: None,
            cadence: cadence.cloned(),
            prices: Vec::new(),
            is_archived: false,
        });
        id
    }

    pub(super) fn price_for(&mut self, product: ProductId, amount: i64, currency: Currency) -> Option<uuid::Uuid> {
        let id = self.uuid();
        let prices = &mut self.products.iter_mut().find(|row| row.id == product)?.prices;
        if let Some(price) = prices.iter().find(|price| price.currency == currency && price.amount == amount) {
            return Some(price.id);
        }
        prices.push(PriceRow { id, amount, currency });
        Some(id)
    }
}

/// The end of `cycles` cycles from `anchor`, by the calendar of UTC: a month from the 31st ends on the next month's last
/// day, and the month after that on the 31st again.
pub(super) fn after(anchor: Timestamp, cadence: &Cadence, cycles: i64) -> Timestamp {
    let count = cadence.count.saturating_mul(cycles).clamp(-10_000, 10_000);
    let span = match cadence.interval {
        Interval::Day => count.days(),
        Interval::Week => count.weeks(),
        Interval::Year => count.clamp(-1_000, 1_000).years(),
        Interval::Month | Interval::Other(_) => count.months(),
    };
    anchor.to_zoned(TimeZone::UTC).saturating_add(span).timestamp()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_from_the_31st_ends_on_the_last_day_and_comes_back() {
        let monthly = Cadence { interval: Interval::Month, count: 1 };
        let anchor: Timestamp = "2026-01-31T12:00:00Z".parse().unwrap();
        for (cycles, end) in [(1, "2026-02-28T12:00:00Z"), (2, "2026-03-31T12:00:00Z"), (12, "2027-01-31T12:00:00Z")] {
            assert_eq!(after(anchor, &monthly, cycles).to_string(), end);
        }
    }
}
