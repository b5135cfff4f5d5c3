use jiff::Timestamp;

use super::code::codes;
use super::{CustomerId, ProductId, SubscriptionId};
use crate::money::Money;

codes! {
    /// Where a subscription stands. Polar's own counts of active subscriptions do not look at it.
    SubscriptionStatus {
        /// The first payment is awaited.
        Incomplete = "incomplete",
        /// The first payment never came.
        IncompleteExpired = "incomplete_expired",
        /// In its trial.
        Trialing = "trialing",
        /// Running.
        Active = "active",
        /// A renewal's payment failed and is being retried.
        PastDue = "past_due",
        /// Ended.
        Canceled = "canceled",
        /// Its payment was given up.
        Unpaid = "unpaid",
        /// Paused by the merchant or the customer.
        Paused = "paused",
    }
}

codes! {
    /// The unit of a subscription's cadence.
    Interval {
        /// A day.
        Day = "day",
        /// A week.
        Week = "week",
        /// A calendar month.
        Month = "month",
        /// A calendar year.
        Year = "year",
    }
}

codes! {
    /// What a customer said on leaving.
    CancellationReason {
        /// Unhappy with the support.
        CustomerService = "customer_service",
        /// Unhappy with the quality.
        LowQuality = "low_quality",
        /// Something was missing.
        MissingFeatures = "missing_features",
        /// Went elsewhere.
        SwitchedService = "switched_service",
        /// Too hard to use.
        TooComplex = "too_complex",
        /// Too dear.
        TooExpensive = "too_expensive",
        /// Not used enough.
        Unused = "unused",
        /// Something else.
        Unspecified = "other",
    }
}

/// How often a subscription renews: every `count` intervals.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cadence {
    /// The unit.
    pub interval: Interval,
    /// How many units; Polar's is at least 1, and whatever else arrives is kept and counts as no revenue.
    pub count: i64,
}

/// A subscription as Polar lists it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subscription {
    /// Its id.
    pub id: SubscriptionId,
    /// Where it stands.
    pub status: SubscriptionStatus,
    /// The price per cadence after discount; includes tax where the price does.
    pub amount: Money,
    /// How often it renews.
    pub cadence: Cadence,
    /// When it started; Polar never lists one that has not.
    pub started_at: Option<Timestamp>,
    /// When the running cycle ends and the next renewal is due.
    pub current_period_end: Option<Timestamp>,
    /// When the trial ends or ended.
    pub trial_end: Option<Timestamp>,
    /// Whether it ends with the running cycle.
    pub cancel_at_period_end: bool,
    /// When it was cancelled, unless that was undone.
    pub canceled_at: Option<Timestamp>,
    /// When it will end.
    pub ends_at: Option<Timestamp>,
    /// When it ended.
    pub ended_at: Option<Timestamp>,
    /// Since when a payment is overdue.
    pub past_due_at: Option<Timestamp>,
    /// Since when it is paused.
    pub paused_at: Option<Timestamp>,
    /// The customer.
    pub customer_id: Option<CustomerId>,
    /// The customer's name. Kept in memory only, never on disk.
    pub customer_name: Option<String>,
    /// The product.
    pub product_id: Option<ProductId>,
    /// The product's name.
    pub product_name: Option<String>,
    /// Why the customer left.
    pub cancellation_reason: Option<CancellationReason>,
    /// What the customer wrote on leaving. Kept in memory only, never on disk.
    pub cancellation_comment: Option<String>,
}

impl Subscription {
    /// When it ended or will end: `ended_at`, or else `ends_at`.
    pub fn end(&self) -> Option<Timestamp> {
        self.ended_at.or(self.ends_at)
    }
}
