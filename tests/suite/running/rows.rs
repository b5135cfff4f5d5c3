//! A shop's rows as the values that reading its pages would give, without a socket in between. That it is the same is noticed
//! by the first refresh over a ledger made of them, which finds nothing to change.

use revone::demo::{OrderRow, Shop, SubscriptionRow};
use revone::domain::{Order, OrderSubscription, Subscription};
use revone::money::Money;

pub fn order(shop: &Shop, row: &OrderRow) -> Order {
    Order {
        id: row.id,
        created_at: row.created_at,
        status: row.status.clone(),
        currency: row.currency,
        subtotal: row.subtotal_amount,
        discount: row.discount_amount,
        net: row.net_amount,
        tax: row.tax_amount,
        total: row.total_amount,
        refunded: row.refunded_amount,
        refunded_tax: row.refunded_tax_amount,
        platform_fee: row.platform_fee_currency.map(|currency| Money::new(row.platform_fee_amount, currency)),
        billing_reason: row.billing_reason.clone(),
        subscription: row.subscription_id.map(|id| OrderSubscription {
            id,
            amount: None,
            cadence: None,
            trial_end: None,
        }),
        product_id: row.product_id,
        product_name: row.product_id.and_then(|id| shop.product(id)).map(|product| product.name.to_string()),
        customer_id: Some(row.customer_id),
        customer_name: None,
        invoice_number: row.invoice.map(|number| shop.invoice_number(number)),
        next_payment_attempt_at: row.next_payment_attempt_at,
    }
}

pub fn subscription(shop: &Shop, row: &SubscriptionRow) -> Subscription {
    Subscription {
        id: row.id,
        status: row.status.clone(),
        amount: Money::new(row.amount, row.currency),
        cadence: row.cadence.clone(),
        started_at: row.started_at,
        current_period_end: Some(row.current_period_end),
        trial_end: row.trial_end,
        cancel_at_period_end: row.cancel_at_period_end,
        canceled_at: row.canceled_at,
        ends_at: row.ends_at,
        ended_at: row.ended_at,
        past_due_at: row.past_due_at,
        paused_at: row.paused_at,
        customer_id: Some(row.customer_id),
        customer_name: None,
        product_id: Some(row.product_id),
        product_name: shop.product(row.product_id).map(|product| product.name.to_string()),
        cancellation_reason: row.customer_cancellation_reason.clone(),
        cancellation_comment: None,
    }
}
