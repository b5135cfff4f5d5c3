use std::collections::BTreeMap;

use crate::money::{Currency, Totals};

/// How subscriptions stand at one instant, by Polar's rules. The parts of the active ones overlap.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// Started, and without an end or with one that is still to come. Polar does not look at the status.
    pub active: u64,
    /// Active without an end.
    pub committed: u64,
    /// Active, with a trial that still runs.
    pub trialing: u64,
    /// Active, with an overdue payment by their present status.
    pub past_due: u64,
    /// Customers with at least one active subscription, by the currency of its price.
    pub customers: BTreeMap<Currency, u64>,
    /// Monthly recurring revenue of the active ones whose trial is over.
    pub mrr: Totals,
    /// The same without those that have an end.
    pub committed_mrr: Totals,
    /// What the active ones whose trial runs would bring a month.
    pub trial_mrr: Totals,
}

/// What happens to subscriptions within a period. Of a period to come it is what will happen as things stand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Movements {
    /// Those whose end lies in it.
    pub churned: u64,
    /// Those that were cancelled in it, unless that was undone.
    pub canceled: u64,
    /// Those whose trial came to its end in it, paid or not.
    pub trials_ended: u64,
    /// Of these, the ones that stayed beyond their trial.
    pub trials_converted: u64,
    /// Renewals that are due in it, a subscription as often as it renews.
    pub renewals_due: u64,
    /// Monthly value, at today's prices, of those that began to count as recurring revenue in it.
    pub mrr_begun: Totals,
    /// Monthly value, at today's prices, of those that stopped to count in it.
    pub mrr_gone: Totals,
    /// What the renewals that are due in it bring as revenue.
    pub due: Totals,
}
