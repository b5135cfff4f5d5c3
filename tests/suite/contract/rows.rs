//! Compares what was read with the JSON that it was read from, field by field.

use jiff::Timestamp;
use revone::domain::{Order, Organization, Subscription};
use serde_json::{Value, json};

fn instant(at: Option<Timestamp>) -> Value {
    at.map_or(Value::Null, |at| json!(at.to_string()))
}

fn text(value: Option<impl ToString>) -> Value {
    value.map_or(Value::Null, |value| json!(value.to_string()))
}

/// jiff and Polar both leave out a fraction of zero, but only jiff shortens one: `.532840` and `.53284` are equal.
fn same_instants(pairs: &[(Option<Timestamp>, &Value)]) {
    for (read, said) in pairs {
        let said: Option<Timestamp> = said.as_str().map(|said| said.parse().unwrap());
        assert_eq!(instant(*read), instant(said));
    }
}

pub fn order(order: &Order, said: &Value) {
    let subscription = order.subscription.as_ref();
    let fee = order.platform_fee;
    for (read, said) in [
        (json!(order.id.to_string()), &said["id"]),
        (json!(order.status.code()), &said["status"]),
        (json!(order.status.is_paid_like()), &said["paid"]),
        (json!(order.currency.code()), &said["currency"]),
        (json!(order.subtotal), &said["subtotal_amount"]),
        (json!(order.discount), &said["discount_amount"]),
        (json!(order.net), &said["net_amount"]),
        (json!(order.tax), &said["tax_amount"]),
        (json!(order.total), &said["total_amount"]),
        (json!(order.refunded), &said["refunded_amount"]),
        (json!(order.refunded_tax), &said["refunded_tax_amount"]),
        (json!(fee.map_or(0, |fee| fee.minor)), &said["platform_fee_amount"]),
        (text(fee.map(|fee| fee.currency)), &said["platform_fee_currency"]),
        (json!(order.billing_reason.code()), &said["billing_reason"]),
        (text(subscription.map(|subscription| subscription.id)), &said["subscription_id"]),
        (text(order.product_id), &said["product_id"]),
        (text(order.product_name.as_ref()), &said["product"]["name"]),
        (text(order.customer_id), &said["customer_id"]),
        (text(order.customer_name.as_ref()), &said["customer"]["name"]),
        (text(order.invoice_number.as_ref()), &said["invoice_number"]),
    ] {
        assert_eq!(&read, said, "order {}", order.id);
    }
    let inner = &said["subscription"];
    same_instants(&[
        (Some(order.created_at), &said["created_at"]),
        (order.next_payment_attempt_at, &said["next_payment_attempt_at"]),
        (subscription.and_then(|subscription| subscription.trial_end), &inner["trial_end"]),
    ]);
    if let Some(amount) = subscription.and_then(|subscription| subscription.amount) {
        assert_eq!(
            (json!(amount.minor), json!(amount.currency.code())),
            (inner["amount"].clone(), inner["currency"].clone())
        );
    }
}

pub fn subscription(subscription: &Subscription, said: &Value) {
    let comment = &said["customer_cancellation_comment"];
    for (read, said) in [
        (json!(subscription.id.to_string()), &said["id"]),
        (json!(subscription.status.code()), &said["status"]),
        (json!(subscription.amount.minor), &said["amount"]),
        (json!(subscription.amount.currency.code()), &said["currency"]),
        (json!(subscription.cadence.interval.code()), &said["recurring_interval"]),
        (json!(subscription.cadence.count), &said["recurring_interval_count"]),
        (json!(subscription.cancel_at_period_end), &said["cancel_at_period_end"]),
        (text(subscription.customer_id), &said["customer_id"]),
        (text(subscription.customer_name.as_ref()), &said["customer"]["name"]),
        (text(subscription.product_id), &said["product_id"]),
        (text(subscription.product_name.as_ref()), &said["product"]["name"]),
        (
            text(subscription.cancellation_reason.as_ref().map(|reason| reason.code())),
            &said["customer_cancellation_reason"],
        ),
        (text(subscription.cancellation_comment.as_ref()), if comment == "" { &Value::Null } else { comment }),
    ] {
        assert_eq!(&read, said, "subscription {}", subscription.id);
    }
    same_instants(&[
        (subscription.started_at, &said["started_at"]),
        (subscription.current_period_end, &said["current_period_end"]),
        (subscription.trial_end, &said["trial_end"]),
        (subscription.canceled_at, &said["canceled_at"]),
        (subscription.ends_at, &said["ends_at"]),
        (subscription.ended_at, &said["ended_at"]),
        (subscription.past_due_at, &said["past_due_at"]),
        (subscription.paused_at, &said["paused_at"]),
    ]);
}

pub fn organization(organization: &Organization, said: &Value) {
    for (read, said) in [
        (json!(organization.id.to_string()), &said["id"]),
        (json!(organization.name), &said["name"]),
        (json!(organization.slug), &said["slug"]),
        (json!(organization.status.code()), &said["status"]),
        (json!(organization.can_take_payments), &said["capabilities"]["checkout_payments"]),
        (json!(organization.can_be_paid_out), &said["capabilities"]["payouts"]),
    ] {
        assert_eq!(&read, said, "organization {}", organization.slug);
    }
}
