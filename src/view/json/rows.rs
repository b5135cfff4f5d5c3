use jiff::Timestamp;
use serde::Serialize;

use super::amounts::Amount;
use super::instant::Instant;
use crate::app::Link;
use crate::domain::{OrderRow, Organization, ProductId, SubscriptionRow};
use crate::money::Money;
use crate::view::links;

/// An order of `revone orders --json`. Status and reason are Polar's codes. Nobody who bought is named: who that was is
/// not in the ledger.
#[derive(Debug, Serialize)]
pub struct Order {
    id: String,
    created_at: Instant,
    status: String,
    /// Whether Polar counts it as paid: paid, refunded, or refunded in part.
    paid: bool,
    billing_reason: String,
    product: Option<Product>,
    subscription: Option<String>,
    /// Its revenue, whether or not it is paid.
    net: Amount,
    tax: Amount,
    total: Amount,
    /// Without tax.
    refunded: Amount,
    /// Polar's, in its own currency; `null` until it is settled.
    platform_fee: Option<Amount>,
    invoice_number: Option<String>,
    url: String,
}

/// A subscription of `revone subscriptions --json`, likewise.
#[derive(Debug, Serialize)]
pub struct Subscription {
    id: String,
    status: String,
    product: Option<Product>,
    /// The price every so many intervals.
    amount: Amount,
    interval: String,
    interval_count: i64,
    /// What it adds to recurring revenue now; `null` where no month can be made of its price.
    mrr: Option<Amount>,
    started_at: Option<Instant>,
    trial_end: Option<Instant>,
    current_period_end: Option<Instant>,
    cancel_at_period_end: bool,
    canceled_at: Option<Instant>,
    /// When it ended or will end.
    ends_at: Option<Instant>,
    cancellation_reason: Option<String>,
    url: String,
}

/// What was sold. Either may be `null`: an order's own description has no id, and a product may have no name.
#[derive(Debug, Serialize)]
struct Product {
    id: Option<String>,
    name: Option<String>,
}

impl Product {
    fn of(id: Option<ProductId>, name: Option<&str>) -> Option<Self> {
        let known = id.is_some() || name.is_some();
        known.then(|| Self { id: id.map(|id| id.to_string()), name: name.map(str::to_owned) })
    }
}

/// What `revone orders --json` prints of an order.
pub fn order(order: &OrderRow, organization: &Organization) -> Order {
    let of_it = |minor| Amount::from(Money::new(minor, order.amount.currency));
    Order {
        id: order.id.to_string(),
        created_at: Instant(order.created_at),
        status: order.status.code().to_owned(),
        paid: order.status.is_paid_like(),
        billing_reason: order.billing_reason.code().to_owned(),
        product: Product::of(order.product_id, order.product_name.as_deref()),
        subscription: order.subscription.map(|id| id.to_string()),
        net: order.amount.into(),
        tax: of_it(order.tax),
        total: of_it(order.total),
        refunded: of_it(order.refunded),
        platform_fee: order.platform_fee.map(Amount::from),
        invoice_number: order.invoice_number.clone(),
        url: links::url(Link::Order(order.id), Some(organization)),
    }
}

/// What `revone subscriptions --json` prints of a subscription at `now`.
pub fn subscription(subscription: &SubscriptionRow, organization: &Organization, now: Timestamp) -> Subscription {
    Subscription {
        id: subscription.id.to_string(),
        status: subscription.status.code().to_owned(),
        product: Product::of(subscription.product_id, subscription.product_name.as_deref()),
        amount: subscription.amount.into(),
        interval: subscription.cadence.interval.code().to_owned(),
        interval_count: subscription.cadence.count,
        mrr: subscription.mrr_at(now).map(Amount::from),
        started_at: subscription.started_at.map(Instant),
        trial_end: subscription.trial_end.map(Instant),
        current_period_end: subscription.current_period_end.map(Instant),
        cancel_at_period_end: subscription.cancel_at_period_end,
        canceled_at: subscription.canceled_at.map(Instant),
        ends_at: subscription.end.map(Instant),
        cancellation_reason: subscription.cancellation_reason.as_ref().map(|reason| reason.code().to_owned()),
        url: links::url(Link::Subscription(subscription.id), Some(organization)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{SubscriptionRow, SubscriptionStatus};
    use crate::view::samples::rows::{bare_order, bare_subscription, whole_order, whole_subscription};
    use crate::view::samples::{ago, now, organization};

    fn printed(row: &impl Serialize) -> String {
        serde_json::to_string_pretty(row).unwrap()
    }

    #[test]
    fn the_interface_of_an_order_is_stable() {
        insta::assert_snapshot!(printed(&order(&whole_order(), &organization())), @r#"
        {
          "id": "00000000-0000-0000-0000-000000000001",
          "created_at": "2026-11-22T14:02:30Z",
          "status": "partially_refunded",
          "paid": true,
          "billing_reason": "subscription_cycle",
          "product": {
            "id": "00000000-0000-0000-0000-000000000003",
            "name": "Pro, yearly"
          },
          "subscription": "00000000-0000-0000-0000-000000000002",
          "net": {
            "currency": "usd",
            "minor": 2900
          },
          "tax": {
            "currency": "usd",
            "minor": 551
          },
          "total": {
            "currency": "usd",
            "minor": 3451
          },
          "refunded": {
            "currency": "usd",
            "minor": 1000
          },
          "platform_fee": {
            "currency": "usd",
            "minor": 145
          },
          "invoice_number": "ACME-0001",
          "url": "https://polar.sh/dashboard/acme/sales/00000000-0000-0000-0000-000000000001"
        }
        "#);
        let bare = serde_json::to_value(order(&bare_order(), &organization())).unwrap();
        for field in ["product", "subscription", "platform_fee", "invoice_number"] {
            assert_eq!(bare[field], serde_json::Value::Null, "{field}");
        }
        assert_eq!((&bare["status"], &bare["paid"]), (&"=odd".into(), &false.into()));
    }

    #[test]
    fn the_interface_of_a_subscription_is_stable() {
        insta::assert_snapshot!(printed(&subscription(&whole_subscription(), &organization(), now())), @r#"
        {
          "id": "00000000-0000-0000-0000-000000000002",
          "status": "past_due",
          "product": {
            "id": "00000000-0000-0000-0000-000000000003",
            "name": "The \"Pro\""
          },
          "amount": {
            "currency": "usd",
            "minor": 900
          },
          "interval": "month",
          "interval_count": 3,
          "mrr": {
            "currency": "usd",
            "minor": 0
          },
          "started_at": "2026-11-22T14:02:30Z",
          "trial_end": "2026-11-22T14:02:30Z",
          "current_period_end": "2026-11-22T14:02:30Z",
          "cancel_at_period_end": true,
          "canceled_at": "2026-11-22T14:02:30Z",
          "ends_at": "2026-11-22T14:02:30Z",
          "cancellation_reason": "too_expensive",
          "url": "https://polar.sh/dashboard/acme/sales/subscriptions/00000000-0000-0000-0000-000000000002"
        }
        "#);
        let bare = serde_json::to_value(subscription(&bare_subscription(), &organization(), now())).unwrap();
        for field in ["product", "started_at", "trial_end", "current_period_end", "ends_at", "cancellation_reason"] {
            assert_eq!(bare[field], serde_json::Value::Null, "{field}");
        }
    }

    #[test]
    fn a_subscription_adds_to_recurring_revenue_while_it_is_paid_for() {
        let running = || SubscriptionRow {
            status: SubscriptionStatus::Active,
            started_at: Some(ago(60)),
            trial_end: None,
            end: None,
            ..whole_subscription()
        };
        for (row, minor) in [
            (running(), Some(300)),
            (SubscriptionRow { trial_end: Some(ago(-1)), ..running() }, Some(0)),
            (SubscriptionRow { trial_end: Some(ago(90)), ..running() }, Some(300)),
            (SubscriptionRow { end: Some(ago(-1)), ..running() }, Some(300)),
            (SubscriptionRow { end: Some(ago(0)), ..running() }, Some(0)),
            (SubscriptionRow { started_at: None, ..running() }, Some(0)),
            (SubscriptionRow { monthly: None, ..running() }, None),
        ] {
            let told = serde_json::to_value(subscription(&row, &organization(), now())).unwrap();
            assert_eq!(told["mrr"]["minor"].as_i64(), minor, "{row:?}");
        }
    }
}
