use jiff::Timestamp;

use super::code::codes;
use super::{Cadence, CustomerId, OrderId, ProductId, SubscriptionId};
use crate::money::{Currency, Money};

codes! {
    /// Where an order stands.
    OrderStatus {
        /// Not yet finalized.
        Draft = "draft",
        /// Payment is awaited or being retried.
        Pending = "pending",
        /// Paid in full.
        Paid = "paid",
        /// Paid, then refunded in full.
        Refunded = "refunded",
        /// Paid, then refunded in part.
        PartiallyRefunded = "partially_refunded",
        /// Given up: it will never be paid.
        Void = "void",
    }
}

impl OrderStatus {
    /// Whether Polar counts the order as paid: paid, refunded or partially refunded.
    pub fn is_paid_like(&self) -> bool {
        matches!(self, Self::Paid | Self::Refunded | Self::PartiallyRefunded)
    }

    /// Whether the order can still become paid or void by itself.
    pub fn is_open(&self) -> bool {
        matches!(self, Self::Draft | Self::Pending)
    }
}

codes! {
    /// Why an order was made.
    BillingReason {
        /// A one-time purchase.
        Purchase = "purchase",
        /// The first order of a subscription (its amount is 0 when it starts with a trial).
        SubscriptionCreate = "subscription_create",
        /// A renewal.
        SubscriptionCycle = "subscription_cycle",
        /// A plan change in the middle of a cycle.
        SubscriptionUpdate = "subscription_update",
        /// Metered usage, billed on its own cycle.
        SubscriptionMeterCycle = "subscription_meter_cycle",
    }
}

/// What an order says of the subscription that it belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrderSubscription {
    /// The subscription.
    pub id: SubscriptionId,
    /// Its price per cadence, when the order says it.
    pub amount: Option<Money>,
    /// How often it renews, when the order says it.
    pub cadence: Option<Cadence>,
    /// When its trial ends or ended.
    pub trial_end: Option<Timestamp>,
}

/// An order as Polar lists it. All amounts are minor units of `currency`, but the platform fee, which is settled in a
/// currency of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Order {
    /// Its id.
    pub id: OrderId,
    /// When it was made; its money counts on this instant's day.
    pub created_at: Timestamp,
    /// Where it stands.
    pub status: OrderStatus,
    /// The currency of every amount but the fee.
    pub currency: Currency,
    /// Before discount and tax.
    pub subtotal: i64,
    /// The discount.
    pub discount: i64,
    /// Subtotal less discount, less tax where the price includes it: what Polar counts as revenue.
    pub net: i64,
    /// The tax.
    pub tax: i64,
    /// Net and tax.
    pub total: i64,
    /// What was refunded, without tax.
    pub refunded: i64,
    /// The tax that was refunded.
    pub refunded_tax: i64,
    /// Polar's fee, once it is settled.
    pub platform_fee: Option<Money>,
    /// Why it was made.
    pub billing_reason: BillingReason,
    /// The subscription that it belongs to.
    pub subscription: Option<OrderSubscription>,
    /// The product; absent on orders of several products or a deleted one.
    pub product_id: Option<ProductId>,
    /// The product's name, or the order's own description.
    pub product_name: Option<String>,
    /// The customer.
    pub customer_id: Option<CustomerId>,
    /// The customer's name. Kept in memory only, never on disk.
    pub customer_name: Option<String>,
    /// The invoice's number.
    pub invoice_number: Option<String>,
    /// When a failed payment will be tried again.
    pub next_payment_attempt_at: Option<Timestamp>,
}

impl Order {
    /// What Polar counts as the order's revenue.
    pub fn revenue(&self) -> Money {
        Money::new(self.net, self.currency)
    }

    /// The product's price includes the tax: `net = subtotal − discount − tax` with a tax that is not 0.
    pub fn is_tax_inclusive(&self) -> bool {
        self.tax != 0
            && i128::from(self.net) == i128::from(self.subtotal) - i128::from(self.discount) - i128::from(self.tax)
    }
}
