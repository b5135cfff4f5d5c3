//! Rows of lists and exports.

use uuid::Uuid;

use super::{currency, every, now, usd};
use crate::domain::{
    BillingReason, Cadence, CancellationReason, Interval, OrderId, OrderRow, OrderStatus, ProductId, SubscriptionId,
    SubscriptionRow, SubscriptionStatus,
};
use crate::money::Money;

/// A row of which everything is known.
pub fn whole_order() -> OrderRow {
    OrderRow {
        id: OrderId(Uuid::from_u128(1)),
        created_at: now(),
        status: OrderStatus::PartiallyRefunded,
        billing_reason: BillingReason::SubscriptionCycle,
        amount: usd(2900),
        tax: 551,
        total: 3451,
        refunded: 1000,
        platform_fee: Some(usd(145)),
        product_id: Some(ProductId(Uuid::from_u128(3))),
        product_name: Some("Pro, yearly".to_owned()),
        invoice_number: Some("ACME-0001".to_owned()),
        subscription: Some(SubscriptionId(Uuid::from_u128(2))),
    }
}

/// One of which little is.
pub fn bare_order() -> OrderRow {
    OrderRow {
        status: OrderStatus::Other("=odd".into()),
        billing_reason: BillingReason::Purchase,
        amount: Money::new(-500, currency("jpy")),
        tax: 0,
        total: -500,
        refunded: 0,
        platform_fee: None,
        product_id: None,
        product_name: None,
        invoice_number: None,
        subscription: None,
        ..whole_order()
    }
}

/// A row of which everything is known.
pub fn whole_subscription() -> SubscriptionRow {
    SubscriptionRow {
        id: SubscriptionId(Uuid::from_u128(2)),
        started_at: Some(now()),
        status: SubscriptionStatus::PastDue,
        amount: usd(900),
        cadence: every(3, Interval::Month),
        monthly: Some(usd(300)),
        product_id: Some(ProductId(Uuid::from_u128(3))),
        product_name: Some("The \"Pro\"".to_owned()),
        trial_end: Some(now()),
        current_period_end: Some(now()),
        cancel_at_period_end: true,
        canceled_at: Some(now()),
        end: Some(now()),
        cancellation_reason: Some(CancellationReason::TooExpensive),
    }
}

/// One of which little is.
pub fn bare_subscription() -> SubscriptionRow {
    SubscriptionRow {
        started_at: None,
        cadence: Cadence { interval: Interval::Other("moon, full".into()), count: -1 },
        monthly: None,
        product_id: None,
        product_name: None,
        trial_end: None,
        current_period_end: None,
        cancel_at_period_end: false,
        canceled_at: None,
        end: None,
        cancellation_reason: None,
        ..whole_subscription()
    }
}
