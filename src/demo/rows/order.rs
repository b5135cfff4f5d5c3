use jiff::Timestamp;
use uuid::Uuid;

use super::Captured;
use crate::domain::{BillingReason, CustomerId, OrderId, OrderStatus, ProductId, SubscriptionId};
use crate::money::Currency;

/// An order. All amounts are minor units of `currency`, but the platform fee's.
#[derive(Clone, Debug)]
pub struct OrderRow {
    /// Its id.
    pub id: OrderId,
    /// When it was made.
    pub created_at: Timestamp,
    /// Where it stands.
    pub status: OrderStatus,
    /// Before discount and tax.
    pub subtotal_amount: i64,
    /// The discount.
    pub discount_amount: i64,
    /// Revenue: subtotal less discount, less tax where the price includes it.
    pub net_amount: i64,
    /// The tax.
    pub tax_amount: i64,
    /// Net and tax.
    pub total_amount: i64,
    /// Negative uses the customer's credit.
    pub applied_balance_amount: i64,
    /// What was to be paid; stays when it is paid.
    pub due_amount: i64,
    /// Refunded, without tax.
    pub refunded_amount: i64,
    /// Refunded tax.
    pub refunded_tax_amount: i64,
    /// The currency.
    pub currency: Currency,
    /// Why it was made.
    pub billing_reason: BillingReason,
    /// The invoice's running number; drafts have none.
    pub invoice: Option<u32>,
    /// The customer.
    pub customer_id: CustomerId,
    /// The product.
    pub product_id: Option<ProductId>,
    /// The product's price.
    pub product_price_id: Option<Uuid>,
    /// The discount.
    pub discount_id: Option<Uuid>,
    /// The subscription that it belongs to.
    pub subscription_id: Option<SubscriptionId>,
    /// When a failed payment is tried again.
    pub next_payment_attempt_at: Option<Timestamp>,
    /// Polar's fee, 0 until it is settled.
    pub platform_fee_amount: i64,
    /// What the fee is in, once it is settled.
    pub platform_fee_currency: Option<Currency>,
    /// The label of its one item, where that is not the product's name.
    pub label: Option<Box<str>>,
    /// Replayed in place of all else, where the row was captured.
    pub captured: Option<Captured>,
}

impl OrderRow {
    /// A paid purchase of `net_amount` without discount or tax.
    pub fn new(id: OrderId, created_at: Timestamp, net_amount: i64, currency: Currency, customer: CustomerId) -> Self {
        Self {
            id,
            created_at,
            status: OrderStatus::Paid,
            subtotal_amount: net_amount,
            discount_amount: 0,
            net_amount,
            tax_amount: 0,
            total_amount: net_amount,
            applied_balance_amount: 0,
            due_amount: net_amount.max(0),
            refunded_amount: 0,
            refunded_tax_amount: 0,
            currency,
            billing_reason: BillingReason::Purchase,
            invoice: None,
            customer_id: customer,
            product_id: None,
            product_price_id: None,
            discount_id: None,
            subscription_id: None,
            next_payment_attempt_at: None,
            platform_fee_amount: 0,
            platform_fee_currency: None,
            label: None,
            captured: None,
        }
    }

    /// Whether the item is a part of a cycle: a plan change, or usage.
    pub fn is_proration(&self) -> bool {
        matches!(self.billing_reason, BillingReason::SubscriptionUpdate | BillingReason::SubscriptionMeterCycle)
    }
}
