use jiff::Timestamp;

use super::{
    Cadence, CancellationReason, Change, CustomerId, OrderId, OrderStatus, SubscriptionId, SubscriptionStatus,
};
use crate::money::{Money, Totals};

/// What the ledger holds of one period; money counts on its order's `created_at`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PeriodTotals {
    /// Σ `net_amount` of paid-like orders.
    pub revenue: Totals,
    /// Σ `refunded_amount` of paid-like orders, positive, without tax.
    pub refunds: Totals,
    /// Σ `platform_fee_amount` of paid-like orders, in the fee's own currency.
    pub fees: Totals,
    /// Count of paid-like orders.
    pub orders: u64,
    /// Subscriptions that started in the period and did not end within it.
    pub new_subscriptions: u64,
}

/// What recurring figures need to know of one subscription.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SubscriptionFacts {
    /// Where it stands.
    pub status: SubscriptionStatus,
    /// The price per cadence, as Polar lists it.
    pub amount: Money,
    /// How often it renews.
    pub cadence: Cadence,
    /// When it started.
    pub started_at: Timestamp,
    /// When it ended or will end.
    pub end: Option<Timestamp>,
    /// When its trial ends or ended.
    pub trial_end: Option<Timestamp>,
    /// When it was cancelled.
    pub canceled_at: Option<Timestamp>,
    /// Net and total of its latest paid-like order with a total, when that order's price included tax: the share of
    /// the price that is revenue.
    pub net_of_total: Option<(i64, i64)>,
}

/// A recent order, as the menu lists it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecentOrder {
    /// Its id.
    pub id: OrderId,
    /// When it was made.
    pub created_at: Timestamp,
    /// Where it stands.
    pub status: OrderStatus,
    /// Its revenue.
    pub amount: Money,
    /// What was sold.
    pub product_name: Option<String>,
    /// Who bought it.
    pub customer_id: Option<CustomerId>,
}

/// A recently started subscription, as the menu lists it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecentSubscription {
    /// Its id.
    pub id: SubscriptionId,
    /// When it started.
    pub started_at: Timestamp,
    /// Where it stands.
    pub status: SubscriptionStatus,
    /// When its trial ends or ended.
    pub trial_end: Option<Timestamp>,
    /// The price per cadence.
    pub amount: Money,
    /// How often it renews.
    pub cadence: Cadence,
    /// What was subscribed to.
    pub product_name: Option<String>,
    /// Who subscribed.
    pub customer_id: Option<CustomerId>,
}

/// A recently cancelled subscription, as the menu lists it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecentCancellation {
    /// Its id.
    pub id: SubscriptionId,
    /// When it was cancelled.
    pub canceled_at: Timestamp,
    /// When it ends or ended.
    pub end: Option<Timestamp>,
    /// The price per cadence.
    pub amount: Money,
    /// How often it renewed.
    pub cadence: Cadence,
    /// What was subscribed to.
    pub product_name: Option<String>,
    /// Who left.
    pub customer_id: Option<CustomerId>,
    /// Why.
    pub reason: Option<CancellationReason>,
}

/// Everything that one summary is computed from, read from the ledger at one instant.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LedgerFacts {
    /// The totals of the periods that were asked for, in that order.
    pub periods: Vec<PeriodTotals>,
    /// Every subscription that was active within the last 30 days.
    pub subscriptions: Vec<SubscriptionFacts>,
    /// Orders are complete from this instant on; `None` when not one page has been read, [`Timestamp::MIN`] when the
    /// whole history is there.
    pub orders_since: Option<Timestamp>,
    /// Subscriptions are complete from this start on, likewise.
    pub subscriptions_since: Option<Timestamp>,
    /// Every live subscription has been read at least once, so that current subscription figures are whole.
    pub live_subscriptions_complete: bool,
}

/// A change that waits in the outbox to be announced, with the facts that its words need.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Announcement {
    /// What happened.
    pub change: Change,
    /// When it was found, by the clock of the process that found it.
    pub found_at: Timestamp,
    /// When the order was made; its money counts on that day.
    pub created_at: Timestamp,
    /// The order's revenue.
    pub amount: Money,
    /// The subscription's price and cadence, where the ledger knows it.
    pub recurring: Option<(Money, Cadence)>,
    /// What was sold.
    pub product_name: Option<String>,
    /// Who bought it.
    pub customer_id: Option<CustomerId>,
}
