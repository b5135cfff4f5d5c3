//! Rows as plain as they can be, for the tests of every room.

use jiff::Timestamp;
use uuid::Uuid;

use super::{
    BillingReason, Cadence, Interval, Order, OrderId, OrderStatus, Subscription, SubscriptionId, SubscriptionStatus,
};
use crate::money::{Currency, Money};

/// A paid purchase of so many cents, made then.
pub fn order(number: u128, created_at: Timestamp, cents: i64) -> Order {
    Order {
        id: OrderId(Uuid::from_u128(number)),
        created_at,
        status: OrderStatus::Paid,
        currency: Currency::USD,
        subtotal: cents,
        discount: 0,
        net: cents,
        tax: 0,
        total: cents,
        refunded: 0,
        refunded_tax: 0,
        platform_fee: None,
        billing_reason: BillingReason::Purchase,
        subscription: None,
        product_id: None,
        product_name: None,
        customer_id: None,
        customer_name: None,
        invoice_number: None,
        next_payment_attempt_at: None,
    }
}

/// A running subscription of so many cents a month, started then.
pub fn subscription(number: u128, started_at: Timestamp, cents: i64) -> Subscription {
    Subscription {
        id: SubscriptionId(Uuid::from_u128(number)),
        status: SubscriptionStatus::Active,
        amount: Money::new(cents, Currency::USD),
        cadence: Cadence { interval: Interval::Month, count: 1 },
        started_at: Some(started_at),
        current_period_end: None,
        trial_end: None,
        cancel_at_period_end: false,
        canceled_at: None,
        ends_at: None,
        ended_at: None,
        past_due_at: None,
        paused_at: None,
        customer_id: None,
        customer_name: None,
        product_id: None,
        product_name: None,
        cancellation_reason: None,
        cancellation_comment: None,
    }
}
