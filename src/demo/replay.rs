//! A shop made of captured JSON, answered back as it was captured.

use jiff::Timestamp;
use serde_json::{Map, Value};
use uuid::Uuid;

use super::rows::{OrderRow, SubscriptionRow};
use super::shop::{Shop, uuid};
use crate::domain::{
    BillingReason, Cadence, CancellationReason, CustomerId, Interval, OrderId, OrderStatus, OrganizationId, ProductId,
    SubscriptionId, SubscriptionStatus,
};
use crate::money::Currency;

impl Shop {
    /// A shop of captured rows: the organization, its orders and its subscriptions as Polar's API wrote them, odd or
    /// damaged ones included. What filters and sorting look at is read leniently (an unreadable id becomes a new one, an
    /// unreadable time the epoch); the JSON itself is given back unchanged.
    pub fn from_json(organization: Value, orders: Vec<Value>, subscriptions: Vec<Value>) -> Self {
        let fields = Fields(object(organization));
        let created_at = fields.time("created_at").unwrap_or(Timestamp::UNIX_EPOCH);
        let (name, slug) = (fields.text("name").unwrap_or_default(), fields.text("slug").unwrap_or_default());
        let mut shop = Self::founded(name, slug, created_at, 0);
        if let Some(id) = fields.id("id") {
            shop.organization.id = OrganizationId(id);
        }
        shop.organization.captured = Some(Box::new(fields.0));
        for order in orders {
            let row = order_row(Fields(object(order)), &mut shop);
            shop.insert_order(row);
        }
        for subscription in subscriptions {
            let row = subscription_row(Fields(object(subscription)), &mut shop);
            shop.insert_subscription(row);
        }
        shop
    }
}

fn order_row(fields: Fields, shop: &mut Shop) -> OrderRow {
    let id = OrderId(fields.id("id").unwrap_or_else(|| uuid(&mut shop.rng)));
    let created_at = fields.time("created_at").unwrap_or(Timestamp::UNIX_EPOCH);
    let customer = CustomerId(fields.id("customer_id").unwrap_or_default());
    OrderRow {
        status: OrderStatus::from_code(fields.text("status").unwrap_or_default()),
        subtotal_amount: fields.number("subtotal_amount"),
        discount_amount: fields.number("discount_amount"),
        tax_amount: fields.number("tax_amount"),
        total_amount: fields.number("total_amount"),
        applied_balance_amount: fields.number("applied_balance_amount"),
        due_amount: fields.number("due_amount"),
        refunded_amount: fields.number("refunded_amount"),
        refunded_tax_amount: fields.number("refunded_tax_amount"),
        billing_reason: BillingReason::from_code(fields.text("billing_reason").unwrap_or_default()),
        product_id: fields.id("product_id").map(ProductId),
        product_price_id: fields.id("product_price_id"),
        discount_id: fields.id("discount_id"),
        subscription_id: fields.id("subscription_id").map(SubscriptionId),
        next_payment_attempt_at: fields.time("next_payment_attempt_at"),
        platform_fee_amount: fields.number("platform_fee_amount"),
        platform_fee_currency: fields.text("platform_fee_currency").and_then(|code| Currency::parse(code).ok()),
        ..OrderRow::new(id, created_at, fields.number("net_amount"), fields.currency(), customer)
    }
    .replaying(fields)
}

impl OrderRow {
    fn replaying(self, fields: Fields) -> Self {
        Self { captured: Some(Box::new(fields.0)), ..self }
    }
}

fn subscription_row(fields: Fields, shop: &mut Shop) -> SubscriptionRow {
    let epoch = Timestamp::UNIX_EPOCH;
    SubscriptionRow {
        id: SubscriptionId(fields.id("id").unwrap_or_else(|| uuid(&mut shop.rng))),
        created_at: fields.time("created_at").unwrap_or(epoch),
        amount: fields.number("amount"),
        currency: fields.currency(),
        cadence: Cadence {
            interval: Interval::from_code(fields.text("recurring_interval").unwrap_or_default()),
            count: fields.number("recurring_interval_count"),
        },
        status: SubscriptionStatus::from_code(fields.text("status").unwrap_or_default()),
        current_period_start: fields.time("current_period_start").unwrap_or(epoch),
        current_period_end: fields.time("current_period_end").unwrap_or(epoch),
        trial_start: fields.time("trial_start"),
        trial_end: fields.time("trial_end"),
        cancel_at_period_end: fields.0.get("cancel_at_period_end").and_then(Value::as_bool).unwrap_or_default(),
        canceled_at: fields.time("canceled_at"),
        started_at: fields.time("started_at"),
        ends_at: fields.time("ends_at"),
        ended_at: fields.time("ended_at"),
        past_due_at: fields.time("past_due_at"),
        paused_at: fields.time("paused_at"),
        resumes_at: fields.time("resumes_at"),
        customer_id: CustomerId(fields.id("customer_id").unwrap_or_default()),
        product_id: ProductId(fields.id("product_id").unwrap_or_default()),
        price_id: fields.id("price_id"),
        discount_id: fields.id("discount_id"),
        customer_cancellation_reason: fields.text("customer_cancellation_reason").map(CancellationReason::from_code),
        customer_cancellation_comment: fields.text("customer_cancellation_comment").map(Into::into),
        captured: Some(Box::new(fields.0)),
    }
}

fn object(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(fields) => fields,
        _ => Map::new(),
    }
}

/// A captured row's fields, read leniently.
struct Fields(Map<String, Value>);

impl Fields {
    fn text(&self, name: &str) -> Option<&str> {
        self.0.get(name)?.as_str()
    }

    fn number(&self, name: &str) -> i64 {
        self.0.get(name).and_then(Value::as_i64).unwrap_or_default()
    }

    fn time(&self, name: &str) -> Option<Timestamp> {
        self.text(name)?.parse().ok()
    }

    fn id(&self, name: &str) -> Option<Uuid> {
        Uuid::try_parse(self.text(name)?).ok()
    }

    fn currency(&self) -> Currency {
        self.text("currency").and_then(|code| Currency::parse(code).ok()).unwrap_or(Currency::USD)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_damaged_row_is_given_back_as_it_stands() {
        let order = json!({ "id": 7, "created_at": "yesterday", "net_amount": "12.00" });
        let shop = Shop::from_json(json!(null), vec![order.clone()], vec![]);
        let json = crate::demo::json::OrderJson { shop: &shop, row: &shop.orders[0] };
        assert_eq!(serde_json::to_value(json).unwrap(), order);
    }
}
