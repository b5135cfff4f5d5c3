use jiff::Timestamp;

use super::{Movements, PeriodTotals};
use crate::domain::{ProductId, SubscriptionId};
use crate::money::{Money, Totals};

/// Everything that the outlook is computed from, read from the ledger at one instant.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OutlookFacts {
    /// Orders of the periods that were asked for, in that order; their new subscriptions are not counted.
    pub periods: Vec<PeriodTotals>,
    /// What happened, or will happen, to subscriptions in the periods that were asked for, in that order.
    pub movements: Vec<Movements>,
    /// Active subscriptions with an overdue payment, longest overdue first.
    pub at_risk: Vec<AtRisk>,
    /// Products by revenue within the period that was asked for, in no order.
    pub products: Vec<ProductTotals>,
    /// What became of prices within the period that was asked for.
    pub price_changes: PriceChanges,
    /// When this ledger began to observe prices: the organization's connection.
    pub observed_since: Option<Timestamp>,
}

/// An active subscription whose payment is overdue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AtRisk {
    /// Its id.
    pub id: SubscriptionId,
    /// What was subscribed to.
    pub product_name: Option<String>,
    /// Since when it is overdue.
    pub since: Option<Timestamp>,
    /// When the payment is tried again, if it is.
    pub next_attempt: Option<Timestamp>,
    /// What the unpaid order would bring as revenue; the subscription's price where the ledger knows no such order.
    pub amount: Money,
}

/// What one product sold within a period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProductTotals {
    /// The product; `None` for orders that name none.
    pub id: Option<ProductId>,
    /// Its name, or the description of orders that name no product.
    pub name: Option<String>,
    /// Count of its paid-like orders.
    pub orders: u64,
    /// Σ `net_amount` of them.
    pub revenue: Totals,
}

/// Changes of prices of running subscriptions that were observed within a period, as monthly values.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PriceChanges {
    /// By how much those that rose did.
    pub expansion: Totals,
    /// By how much those that fell did, positive.
    pub contraction: Totals,
    /// What of both, rises less falls, happened to subscriptions that began within the period.
    pub of_new: Totals,
}
