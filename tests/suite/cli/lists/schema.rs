use serde_json::{Value, json};

/// Fails unless `told` is what `schema` describes.
#[track_caller]
pub(super) fn check(told: &Value, schema: &Value) {
    let validator = jsonschema::validator_for(schema).unwrap();
    let wrong: Vec<String> =
        validator.iter_errors(told).map(|error| format!("{} {error}", error.instance_path())).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

fn object(properties: Value) -> Value {
    let required: Vec<String> = properties.as_object().unwrap().keys().cloned().collect();
    json!({"type": "object", "required": required, "properties": properties})
}

fn or_null(schema: Value) -> Value {
    json!({"anyOf": [schema, {"type": "null"}]})
}

fn text() -> Value {
    json!({"type": "string"})
}

fn id() -> Value {
    json!({"type": "string", "pattern": "^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$"})
}

fn instant() -> Value {
    json!({"type": "string", "pattern": "^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z$"})
}

fn amount() -> Value {
    object(json!({"currency": {"type": "string", "pattern": "^[a-z]{3}$"}, "minor": {"type": "integer"}}))
}

fn product() -> Value {
    or_null(object(json!({"id": or_null(id()), "name": or_null(text())})))
}

fn list(name: &str, row: Value) -> Value {
    let organization = object(json!({"id": id(), "name": text(), "slug": text(), "environment": text()}));
    object(json!({
        "organization": organization,
        "time_zone": text(),
        "last_success": or_null(instant()),
        "complete": {"type": "boolean"},
        name: {"type": "array", "items": row},
    }))
}

/// What `revone orders --json` prints.
pub(super) fn orders() -> Value {
    list(
        "orders",
        object(json!({
            "id": id(),
            "created_at": instant(),
            "status": text(),
            "paid": {"type": "boolean"},
            "billing_reason": text(),
            "product": product(),
            "subscription": or_null(id()),
            "net": amount(),
            "tax": amount(),
            "total": amount(),
            "refunded": amount(),
            "platform_fee": or_null(amount()),
            "invoice_number": or_null(text()),
            "url": {"type": "string", "pattern": "^https://polar\\.sh/dashboard/[a-z-]+/sales/[0-9a-f-]{36}$"},
        })),
    )
}

/// What `revone subscriptions --json` prints.
pub(super) fn subscriptions() -> Value {
    list(
        "subscriptions",
        object(json!({
            "id": id(),
            "status": text(),
            "product": product(),
            "amount": amount(),
            "interval": text(),
            "interval_count": {"type": "integer"},
            "mrr": or_null(amount()),
            "started_at": or_null(instant()),
            "trial_end": or_null(instant()),
            "current_period_end": or_null(instant()),
            "cancel_at_period_end": {"type": "boolean"},
            "canceled_at": or_null(instant()),
            "ends_at": or_null(instant()),
            "cancellation_reason": or_null(text()),
            "url": {"type": "string", "pattern": "^https://polar\\.sh/dashboard/[a-z-]+/sales/subscriptions/[0-9a-f-]{36}$"},
        })),
    )
}
