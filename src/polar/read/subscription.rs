use jiff::Timestamp;
use serde::Deserialize;

use super::body::one;
use super::field::{Text, Whole, not_blank};
use super::page::Page;
use super::part::Named;
use crate::domain::{
    Cadence, CancellationReason, CustomerId, Interval, ProductId, Subscription, SubscriptionId, SubscriptionStatus,
};
use crate::money::{Currency, Money};
use crate::polar::{Response, Trouble};

/// Reads a page of subscriptions.
///
/// # Errors
/// Any [`Trouble`] that an answer can be; a row that cannot be read is no error but a [`super::Rejected`].
pub fn read_subscriptions(response: &Response) -> Result<Page<Subscription>, Trouble> {
    Page::read(response, SubscriptionRow::into_subscription, |subscription| subscription.id.0)
}

/// Reads one subscription.
///
/// # Errors
/// Any [`Trouble`] that an answer can be.
pub fn read_subscription(response: &Response) -> Result<Subscription, Trouble> {
    one(response).map(SubscriptionRow::into_subscription)
}

/// A subscription as Polar writes it. Without an id, a status, a price and how often it is paid no recurring revenue could
/// be computed; everything else may be absent or null.
#[derive(Deserialize)]
#[serde(expecting = "an object")]
struct SubscriptionRow {
    id: Text<SubscriptionId>,
    status: Text<SubscriptionStatus>,
    amount: Whole,
    currency: Text<Currency>,
    recurring_interval: Text<Interval>,
    recurring_interval_count: Whole,
    started_at: Option<Text<Timestamp>>,
    current_period_end: Option<Text<Timestamp>>,
    trial_end: Option<Text<Timestamp>>,
    cancel_at_period_end: Option<bool>,
    canceled_at: Option<Text<Timestamp>>,
    ends_at: Option<Text<Timestamp>>,
    ended_at: Option<Text<Timestamp>>,
    past_due_at: Option<Text<Timestamp>>,
    paused_at: Option<Text<Timestamp>>,
    customer_id: Option<Text<CustomerId>>,
    customer: Option<Named<CustomerId>>,
    product_id: Option<Text<ProductId>>,
    product: Option<Named<ProductId>>,
    customer_cancellation_reason: Option<Text<CancellationReason>>,
    customer_cancellation_comment: Option<String>,
}

impl SubscriptionRow {
    fn into_subscription(self) -> Subscription {
        let (product_id, product_name) = Named::split(self.product, self.product_id);
        let (customer_id, customer_name) = Named::split(self.customer, self.customer_id);
        Subscription {
            id: self.id.0,
            status: self.status.0,
            amount: Money::new(self.amount.0, self.currency.0),
            cadence: Cadence { interval: self.recurring_interval.0, count: self.recurring_interval_count.0 },
            started_at: self.started_at.map(Text::into_inner),
            current_period_end: self.current_period_end.map(Text::into_inner),
            trial_end: self.trial_end.map(Text::into_inner),
            cancel_at_period_end: self.cancel_at_period_end.unwrap_or_default(),
            canceled_at: self.canceled_at.map(Text::into_inner),
            ends_at: self.ends_at.map(Text::into_inner),
            ended_at: self.ended_at.map(Text::into_inner),
            past_due_at: self.past_due_at.map(Text::into_inner),
            paused_at: self.paused_at.map(Text::into_inner),
            customer_id,
            customer_name,
            product_id,
            product_name,
            cancellation_reason: self.customer_cancellation_reason.map(Text::into_inner),
            cancellation_comment: not_blank(self.customer_cancellation_comment),
        }
    }
}

#[cfg(test)]
mod tests;
