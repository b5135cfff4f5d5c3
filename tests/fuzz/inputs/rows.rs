//! Rows as Polar writes them, of made-up people, with every field that is read and some that are not. The tenth row of a page
//! is like its first, an hour older and of another id.

use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};
use uuid::Uuid;

/// The organization of every row.
pub const ORGANIZATION: Uuid = Uuid::from_u128(0x33333333_3333_4333_8333_333333333333);

/// The present of every input.
pub fn now() -> Timestamp {
    "2026-11-22T10:00:00Z".parse().expect("an instant")
}

/// So many rows in the form that `row` makes of a number.
pub fn page(count: u32, row: fn(u32) -> Value) -> Value {
    let items: Vec<Value> = (0..count).map(row).collect();
    json!({"items": items, "pagination": {"total_count": 541, "max_page": 6}})
}

pub fn order(number: u32) -> Value {
    let (customer, product, subscription) = (id(4, number % 2), id(5, number % 2), id(2, number));
    json!({
        "id": id(1, number), "created_at": ago(number), "modified_at": null, "status": "paid", "paid": true,
        "subtotal_amount": 3000, "discount_amount": 500, "net_amount": 2500, "tax_amount": 475, "total_amount": 2975,
        "refunded_amount": 100, "refunded_tax_amount": 19, "currency": "eur", "billing_reason": "subscription_cycle",
        "billing_name": "Ada Example Ltd", "invoice_number": "EXAMPLE-0001", "customer_id": customer,
        "product_id": product, "subscription_id": subscription, "next_payment_attempt_at": null, "metadata": {"note": "x"},
        "platform_fee_amount": 150, "platform_fee_currency": "usd",
        "customer": {"id": customer, "email": "ada@example.test", "name": "Ada Example", "billing_name": "A. Example"},
        "product": {"id": product, "name": "Pro Plan", "description": "Everything"},
        "subscription": {
            "id": subscription, "amount": 3000, "currency": "eur", "recurring_interval": "month",
            "recurring_interval_count": 3, "status": "active", "trial_end": "2026-11-20T08:09:10Z",
        },
        "description": "Pro Plan (renewal)",
    })
}

pub fn subscription(number: u32) -> Value {
    let (customer, product) = (id(4, number % 2), id(5, number % 2));
    json!({
        "id": id(2, number), "created_at": ago(number), "modified_at": null, "amount": 3000, "currency": "eur",
        "recurring_interval": "month", "recurring_interval_count": 3, "status": "active", "started_at": ago(number),
        "current_period_start": "2026-11-01T00:00:00Z", "current_period_end": "2026-12-01T00:00:00Z",
        "trial_end": "2026-11-24T00:00:00Z", "cancel_at_period_end": true, "canceled_at": "2026-11-05T06:07:08.9Z",
        "ends_at": "2026-12-01T00:00:00Z", "ended_at": null, "past_due_at": null, "paused_at": null,
        "customer_id": customer, "product_id": product, "customer_cancellation_reason": "too_expensive",
        "customer_cancellation_comment": "Too dear for <b>me</b>", "metadata": {},
        "customer": {"id": customer, "email": "ada@example.test", "name": "Ada Example", "billing_name": "A. Example"},
        "product": {"id": product, "name": "Pro Plan", "prices": [{"price_amount": 3000}]},
    })
}

pub fn organization(number: u32) -> Value {
    let id = if number == 0 { ORGANIZATION } else { Uuid::from_u128(u128::from(number)) };
    json!({
        "id": id, "created_at": "2025-01-01T00:00:00Z", "name": "Example Works", "slug": "example-works",
        "email": null, "status": "active",
        "capabilities": {"checkout_payments": false, "subscription_renewals": true, "payouts": false, "refunds": true},
    })
}

fn id(kind: u128, number: u32) -> Uuid {
    Uuid::from_u128(0x4000_8000_0000_0000_0000 | kind << 120 | u128::from(number))
}

fn ago(hours: u32) -> String {
    now().checked_sub(SignedDuration::from_mins(7 + 60 * i64::from(hours))).expect("an instant").to_string()
}
