use jiff::Timestamp;

use super::{
    BillingReason, Cadence, CancellationReason, OrderId, OrderStatus, Period, ProductId, SubscriptionId,
    SubscriptionStatus,
};
use crate::money::Money;

/// Which rows of a list are wanted, newest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListQuery {
    /// What to look for: in the product's name, the row's id, the invoice's number, the status, the currency and the
    /// reason. Every word of it must be found in one of them. Everything when nothing is in it.
    pub search: String,
    /// Only rows of this status, by Polar's code.
    pub status: Option<String>,
    /// Only orders made, or subscriptions started, within it.
    pub period: Option<Period>,
    /// How many rows to leave out at the beginning.
    pub skip: u64,
    /// How many to give at most.
    pub limit: u64,
}

/// A part of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listing<R> {
    /// The rows that were asked for, newest first.
    pub rows: Vec<R>,
    /// How many there are without a limit.
    pub total: u64,
}

/// An order, as lists and exports show it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrderRow {
    /// Its id.
    pub id: OrderId,
    /// When it was made.
    pub created_at: Timestamp,
    /// Where it stands.
    pub status: OrderStatus,
    /// Why it was made.
    pub billing_reason: BillingReason,
    /// Its revenue, whether or not it is paid.
    pub amount: Money,
    /// The tax, in minor units of the same currency.
    pub tax: i64,
    /// What the customer pays, in minor units of the same currency.
    pub total: i64,
    /// What was refunded without tax, in minor units of the same currency.
    pub refunded: i64,
    /// Polar's fee in its own currency, once it is settled.
    pub platform_fee: Option<Money>,
    /// The product; none where only a description is known.
    pub product_id: Option<ProductId>,
    /// What was sold.
    pub product_name: Option<String>,
    /// The invoice's number.
    pub invoice_number: Option<String>,
    /// The subscription that it belongs to.
    pub subscription: Option<SubscriptionId>,
}

/// A subscription, as lists and exports show it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SubscriptionRow {
    /// Its id.
    pub id: SubscriptionId,
    /// When it started; Polar lists none that has not.
    pub started_at: Option<Timestamp>,
    /// Where it stands.
    pub status: SubscriptionStatus,
    /// The price per cadence.
    pub amount: Money,
    /// How often it renews.
    pub cadence: Cadence,
    /// Its revenue a month; `None` where no month can be made of its price. See [`monthly`](super::monthly).
    pub monthly: Option<Money>,
    /// The product.
    pub product_id: Option<ProductId>,
    /// What was subscribed to.
    pub product_name: Option<String>,
    /// When the trial ends or ended.
    pub trial_end: Option<Timestamp>,
    /// When the running cycle ends.
    pub current_period_end: Option<Timestamp>,
    /// Whether it ends with the running cycle.
    pub cancel_at_period_end: bool,
    /// When it was cancelled, unless that was undone.
    pub canceled_at: Option<Timestamp>,
    /// When it ended or will end.
    pub end: Option<Timestamp>,
    /// Why the customer left.
    pub cancellation_reason: Option<CancellationReason>,
}

impl SubscriptionRow {
    /// What it adds to recurring revenue at an instant: nothing before it has started, on trial, and once it has ended.
    /// `None` where no month can be made of its price. The sum over all of an organization's is its recurring revenue.
    pub fn mrr_at(&self, now: Timestamp) -> Option<Money> {
        let begun = self.started_at.map(|started| self.trial_end.filter(|end| *end > started).unwrap_or(started));
        let counts = begun.is_some_and(|begun| begun <= now) && self.end.is_none_or(|end| end > now);
        if counts { self.monthly } else { Some(Money::new(0, self.amount.currency)) }
    }
}
