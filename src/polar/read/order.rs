use jiff::Timestamp;
use serde::Deserialize;

use super::body::one;
use super::field::{Text, Whole, name};
use super::page::Page;
use super::part::{Named, cadence, money};
use crate::domain::{
    BillingReason, CustomerId, Interval, Order, OrderId, OrderStatus, OrderSubscription, ProductId, SubscriptionId,
};
use crate::money::Currency;
use crate::polar::{Response, Trouble};

/// Reads a page of orders.
///
/// # Errors
/// Any [`Trouble`] that an answer can be; a row that cannot be read is no error but a [`super::Rejected`].
pub fn read_orders(response: &Response) -> Result<Page<Order>, Trouble> {
    Page::read(response, OrderRow::into_order, |order| order.id.0)
}

/// Reads one order.
///
/// # Errors
/// Any [`Trouble`] that an answer can be.
pub fn read_order(response: &Response) -> Result<Order, Trouble> {
    one(response).map(OrderRow::into_order)
}

/// An order as Polar writes it. Without an id, an instant, a status, a currency and its amounts it is no order that could
/// be counted: Polar promises them, and a refund or a tax that is taken for nothing is a wrong figure that nobody sees.
/// Everything else may be absent or null.
#[derive(Deserialize)]
#[serde(expecting = "an object")]
struct OrderRow {
    id: Text<OrderId>,
    created_at: Text<Timestamp>,
    status: Text<OrderStatus>,
    currency: Text<Currency>,
    net_amount: Whole,
    subtotal_amount: Whole,
    discount_amount: Whole,
    tax_amount: Whole,
    total_amount: Whole,
    refunded_amount: Whole,
    refunded_tax_amount: Whole,
    platform_fee_amount: Option<Whole>,
    platform_fee_currency: Option<Text<Currency>>,
    billing_reason: Option<Text<BillingReason>>,
    subscription_id: Option<Text<SubscriptionId>>,
    subscription: Option<SubscriptionPart>,
    product_id: Option<Text<ProductId>>,
    product: Option<Named<ProductId>>,
    description: Option<String>,
    customer_id: Option<Text<CustomerId>>,
    customer: Option<Named<CustomerId>>,
    billing_name: Option<String>,
    invoice_number: Option<String>,
    next_payment_attempt_at: Option<Text<Timestamp>>,
}

/// The subscription inside an order.
#[derive(Deserialize)]
#[serde(expecting = "an object")]
struct SubscriptionPart {
    id: Option<Text<SubscriptionId>>,
    amount: Option<Whole>,
    currency: Option<Text<Currency>>,
    recurring_interval: Option<Text<Interval>>,
    recurring_interval_count: Option<Whole>,
    trial_end: Option<Text<Timestamp>>,
}

impl OrderRow {
    fn into_order(self) -> Order {
        let (product_id, product_name) = Named::split(self.product, self.product_id);
        let (customer_id, customer_name) = Named::split(self.customer, self.customer_id);
        Order {
            id: self.id.0,
            created_at: self.created_at.0,
            status: self.status.0,
            currency: self.currency.0,
            subtotal: self.subtotal_amount.0,
            discount: self.discount_amount.0,
            net: self.net_amount.0,
            tax: self.tax_amount.0,
            total: self.total_amount.0,
            refunded: self.refunded_amount.0,
            refunded_tax: self.refunded_tax_amount.0,
            platform_fee: money(self.platform_fee_amount, self.platform_fee_currency),
            billing_reason: self.billing_reason.map_or(BillingReason::from_code(""), Text::into_inner),
            subscription: SubscriptionPart::into_subscription(self.subscription, self.subscription_id),
            product_id,
            product_name: product_name.or(name(self.description)),
            customer_id,
            customer_name: customer_name.or(name(self.billing_name)),
            invoice_number: name(self.invoice_number),
            next_payment_attempt_at: self.next_payment_attempt_at.map(Text::into_inner),
        }
    }
}

impl SubscriptionPart {
    /// What the order says of its subscription; the order names it even where it does not hold it.
    fn into_subscription(part: Option<Self>, id: Option<Text<SubscriptionId>>) -> Option<OrderSubscription> {
        let Some(part) = part else {
            return id.map(|Text(id)| OrderSubscription { id, amount: None, cadence: None, trial_end: None });
        };
        let Text(id) = part.id.or(id)?;
        Some(OrderSubscription {
            id,
            amount: money(part.amount, part.currency),
            cadence: cadence(part.recurring_interval, part.recurring_interval_count),
            trial_end: part.trial_end.map(Text::into_inner),
        })
    }
}

#[cfg(test)]
mod tests;
