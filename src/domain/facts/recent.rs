use jiff::Timestamp;

use crate::domain::{
    Cadence, CancellationReason, CustomerId, OrderId, OrderStatus, SubscriptionId, SubscriptionStatus,
};
use crate::money::Money;

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
