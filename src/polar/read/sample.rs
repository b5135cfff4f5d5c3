//! Rows as Polar writes them, with made-up people, for the tests of the readers. Each holds every field that is read,
//! and some that are not.

use serde_json::{Value, json};

use crate::polar::Response;

pub(super) const ORDER: &str = "11111111-1111-4111-8111-111111111111";
pub(super) const SUBSCRIPTION: &str = "22222222-2222-4222-8222-222222222222";
pub(super) const ORGANIZATION: &str = "33333333-3333-4333-8333-333333333333";
pub(super) const CUSTOMER: &str = "44444444-4444-4444-8444-444444444444";
pub(super) const PRODUCT: &str = "55555555-5555-4555-8555-555555555555";

/// A paid renewal.
pub(super) fn order() -> Value {
    json!({
        "id": ORDER, "created_at": "2026-11-20T08:09:10.000123Z", "modified_at": null, "status": "paid", "paid": true,
        "subtotal_amount": 3000, "discount_amount": 500, "net_amount": 2500, "tax_amount": 475, "total_amount": 2975,
        "applied_balance_amount": 0, "due_amount": 2975, "refunded_amount": 100, "refunded_tax_amount": 19,
        "currency": "eur", "billing_reason": "subscription_cycle", "billing_name": "Ada Example Ltd",
        "invoice_number": "EXAMPLE-0001", "customer_id": CUSTOMER, "product_id": PRODUCT,
        "subscription_id": SUBSCRIPTION, "next_payment_attempt_at": null, "metadata": {"note": "kept by the merchant"},
        "platform_fee_amount": 150, "platform_fee_currency": "usd",
        "customer": {"id": CUSTOMER, "email": "ada@example.test", "name": "Ada Example", "billing_name": "A. Example"},
        "product": {"id": PRODUCT, "name": "Pro Plan", "description": "Everything"},
        "subscription": {
            "id": SUBSCRIPTION, "amount": 3000, "currency": "eur", "recurring_interval": "month",
            "recurring_interval_count": 3, "status": "active", "trial_end": "2026-11-20T08:09:10Z",
        },
        "items": [{"label": "Pro Plan", "amount": 3000}], "description": "Pro Plan (renewal)",
    })
}

/// A subscription that its customer is leaving.
pub(super) fn subscription() -> Value {
    json!({
        "id": SUBSCRIPTION, "created_at": "2026-01-01T00:00:00Z", "modified_at": null, "amount": 3000,
        "currency": "eur", "recurring_interval": "month", "recurring_interval_count": 3, "status": "past_due",
        "current_period_start": "2026-11-01T00:00:00Z", "current_period_end": "2026-12-01T00:00:00Z",
        "trial_end": "2026-01-15T00:00:00Z", "cancel_at_period_end": true, "canceled_at": "2026-11-05T06:07:08.9Z",
        "started_at": "2026-01-01T00:00:01Z", "ends_at": "2026-12-01T00:00:00Z", "ended_at": null,
        "past_due_at": "2026-11-01T00:00:02Z", "paused_at": "2026-11-03T00:00:00Z", "customer_id": CUSTOMER,
        "product_id": PRODUCT, "customer_cancellation_reason": "too_expensive",
        "customer_cancellation_comment": "Too dear for <b>me</b>", "metadata": {},
        "customer": {"id": CUSTOMER, "email": "ada@example.test", "name": "Ada Example", "billing_name": "A. Example"},
        "product": {"id": PRODUCT, "name": "Pro Plan", "prices": [{"price_amount": 3000}]}, "meters": [],
    })
}

/// An organization in business.
pub(super) fn organization() -> Value {
    json!({
        "id": ORGANIZATION, "created_at": "2025-01-01T00:00:00Z", "name": "Example Works", "slug": "example-works",
        "email": null, "status": "active",
        "capabilities": {"checkout_payments": false, "subscription_renewals": true, "payouts": false, "refunds": true},
    })
}

/// The row with fields set (`/customer/name`), added if they are not there.
pub(super) fn with(mut row: Value, changes: &[(&str, Value)]) -> Value {
    for (path, value) in changes {
        let (parent, field) = path.rsplit_once('/').unwrap();
        row.pointer_mut(parent).unwrap().as_object_mut().unwrap().insert(field.to_owned(), value.clone());
    }
    row
}

/// The row with nothing but these fields.
pub(super) fn only(row: &Value, fields: &[&str]) -> Value {
    fields.iter().map(|field| ((*field).to_owned(), row[*field].clone())).collect::<serde_json::Map<_, _>>().into()
}

/// The row's text with the value of one of its top fields replaced by what need not be a JSON value of serde_json's.
pub(super) fn with_raw(row: &Value, field: &str, raw: &str) -> String {
    const PLACE: &str = "here it goes";
    with(row.clone(), &[(&format!("/{field}"), json!(PLACE))]).to_string().replace(&format!("\"{PLACE}\""), raw)
}

/// Rows as the text of a page.
pub(super) fn page(rows: &[impl ToString]) -> String {
    let rows: Vec<String> = rows.iter().map(ToString::to_string).collect();
    let pagination = json!({"total_count": 541, "max_page": 6});
    format!(r#"{{"items":[{}],"pagination":{pagination}}}"#, rows.join(","))
}

/// Polar's answer of success with this body.
pub(super) fn ok(body: impl Into<Vec<u8>>) -> Response {
    Response {
        status: 200,
        content_type: Some("application/json".to_owned()),
        body: body.into(),
        ..Response::default()
    }
}
