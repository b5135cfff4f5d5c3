use jiff::Timestamp;
use rust_decimal::Decimal;

use crate::domain::{LedgerFacts, Standing};
use crate::money::{Totals, divide};

/// Subscriptions and recurring revenue at one instant, by Polar's rules. The parts of the active ones overlap.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Recurring {
    /// Started, and without an end or with one that is still to come. Polar does not look at the status.
    pub active: u64,
    /// Active without an end.
    pub committed: u64,
    /// Active, with a trial that still runs.
    pub trialing: u64,
    /// Active, with an overdue payment.
    pub past_due: u64,
    /// Active, with an end.
    pub cancelling: u64,
    /// Monthly recurring revenue of the active ones whose trial is over.
    pub mrr: Totals,
    /// The same without those that have an end.
    pub committed_mrr: Totals,
    /// What those whose trial runs would bring a month.
    pub trial_mrr: Totals,
    /// Twelve times the monthly recurring revenue.
    pub arr: Totals,
    /// Monthly recurring revenue by the customers with an active subscription, each currency by its own, rounded to a
    /// whole minor unit.
    pub average_revenue_per_user: Totals,
    /// Subscriptions that ended in the last 30 days; unknown until every subscription has been read.
    pub churned_30d: Option<u64>,
    /// Subscriptions cancelled in the last 30 days and not renewed since; unknown likewise.
    pub canceled_30d: Option<u64>,
    /// Subscriptions active at the beginning of the last 30 days; unknown likewise.
    pub active_30d_ago: Option<u64>,
    /// Cancellations of the last 30 days by the active ones before, a ratio; also unknown when nobody was active.
    pub churn_rate_30d: Option<Decimal>,
}

impl Recurring {
    /// The figures of the facts' instant; `None` until every live subscription has been read.
    pub(super) fn of(facts: &LedgerFacts) -> Option<Self> {
        if !facts.live_subscriptions_complete {
            return None;
        }
        let mut figures = Self::standing(&facts.standing);
        // One that began long ago and ended last week is not among the live ones: only the whole list tells.
        if facts.subscriptions_since == Some(Timestamp::MIN) {
            let (canceled, before) = (facts.last_30_days.canceled, facts.active_before);
            figures.churned_30d = Some(facts.last_30_days.churned);
            figures.canceled_30d = Some(canceled);
            figures.active_30d_ago = Some(before);
            figures.churn_rate_30d = churn_rate(canceled, before);
        }
        Some(figures)
    }

    /// What one instant alone tells; who left is unknown.
    pub(super) fn standing(standing: &Standing) -> Self {
        Self {
            active: standing.active,
            committed: standing.committed,
            trialing: standing.trialing,
            past_due: standing.past_due,
            cancelling: standing.active.saturating_sub(standing.committed),
            mrr: standing.mrr.clone(),
            committed_mrr: standing.committed_mrr.clone(),
            trial_mrr: standing.trial_mrr.clone(),
            arr: standing.mrr.map(|_, minor| minor.checked_mul(12)),
            average_revenue_per_user: standing
                .mrr
                .map(|currency, minor| divide(minor, i128::from(*standing.customers.get(&currency)?))),
            ..Self::default()
        }
    }
}

/// Cancellations by the subscriptions active before; `None` when nobody was there to leave.
pub(super) fn churn_rate(canceled: u64, active_before: u64) -> Option<Decimal> {
    Decimal::from(canceled).checked_div(Decimal::from(active_before))
}

#[cfg(test)]
mod tests;
