use jiff::Timestamp;
use uuid::Uuid;

use super::Captured;
use crate::domain::{Cadence, CancellationReason, CustomerId, ProductId, SubscriptionId, SubscriptionStatus};
use crate::money::Currency;

/// A subscription.
#[derive(Clone, Debug)]
pub struct SubscriptionRow {
    /// Its id.
    pub id: SubscriptionId,
    /// When the row was made, moments before it started.
    pub created_at: Timestamp,
    /// Minor units per cadence, after discount.
    pub amount: i64,
    /// The currency.
    pub currency: Currency,
    /// How often it renews: `recurring_interval` and `recurring_interval_count`.
    pub cadence: Cadence,
    /// Where it stands.
    pub status: SubscriptionStatus,
    /// When the running cycle began.
    pub current_period_start: Timestamp,
    /// When the running cycle ends.
    pub current_period_end: Timestamp,
    /// When the trial began.
    pub trial_start: Option<Timestamp>,
    /// When the trial ends or ended.
    pub trial_end: Option<Timestamp>,
    /// Whether it ends with the running cycle, or ended with one.
    pub cancel_at_period_end: bool,
    /// When it was cancelled.
    pub canceled_at: Option<Timestamp>,
    /// When it started. One that has not is never listed.
    pub started_at: Option<Timestamp>,
    /// When it will end, or should have.
    pub ends_at: Option<Timestamp>,
    /// When it ended.
    pub ended_at: Option<Timestamp>,
    /// Since when a payment is overdue.
    pub past_due_at: Option<Timestamp>,
    /// Since when it is paused.
    pub paused_at: Option<Timestamp>,
    /// When the pause ends.
    pub resumes_at: Option<Timestamp>,
    /// The customer.
    pub customer_id: CustomerId,
    /// The product.
    pub product_id: ProductId,
    /// The product's price.
    pub price_id: Option<Uuid>,
    /// The discount that still holds.
    pub discount_id: Option<Uuid>,
    /// Why the customer left.
    pub customer_cancellation_reason: Option<CancellationReason>,
    /// What the customer wrote on leaving.
    pub customer_cancellation_comment: Option<Box<str>>,
    /// Replayed in place of all else, where the row was captured.
    pub captured: Option<Captured>,
}

impl SubscriptionRow {
    /// When it ended or will end.
    pub fn end(&self) -> Option<Timestamp> {
        self.ended_at.or(self.ends_at)
    }
}
