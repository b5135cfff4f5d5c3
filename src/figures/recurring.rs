use jiff::Timestamp;
use rust_decimal::Decimal;

use super::rounding::divide;
use crate::domain::{Cadence, Interval, LedgerFacts, Period, SubscriptionFacts, SubscriptionStatus};
use crate::money::{Money, Totals};

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
    /// Twelve times the monthly recurring revenue.
    pub arr: Totals,
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
    /// The figures at `now`; `None` until every live subscription has been read. `window` is the last 30 days.
    pub(super) fn of(facts: &LedgerFacts, now: Timestamp, window: Period) -> Option<Self> {
        if !facts.live_subscriptions_complete {
            return None;
        }
        let mut figures = Self::default();
        facts.subscriptions.iter().filter(|one| is_active(one, now)).for_each(|one| figures.count(one, now));
        for (currency, minor) in figures.mrr.iter() {
            figures.arr.add_minor(currency, minor.saturating_mul(12));
        }
        // One that began long ago and ended last week is not among the live ones: only the whole list tells.
        if facts.subscriptions_since == Some(Timestamp::MIN) {
            figures.count_leaving(&facts.subscriptions, window);
        }
        Some(figures)
    }

    fn count(&mut self, one: &SubscriptionFacts, now: Timestamp) {
        let on_trial = one.trial_end.is_some_and(|end| end > now);
        let leaves = one.end.is_some();
        self.active += 1;
        self.committed += u64::from(!leaves);
        self.cancelling += u64::from(leaves);
        self.trialing += u64::from(on_trial);
        self.past_due += u64::from(one.status == SubscriptionStatus::PastDue);
        if !on_trial && let Some(month) = revenue_a_month(one) {
            self.mrr.add(month);
            if !leaves {
                self.committed_mrr.add(month);
            }
        }
    }

    fn count_leaving(&mut self, subscriptions: &[SubscriptionFacts], window: Period) {
        let within = |at: Option<Timestamp>| at.is_some_and(|at| window.contains(at));
        let count =
            |wanted: &dyn Fn(&SubscriptionFacts) -> bool| subscriptions.iter().filter(|one| wanted(one)).count() as u64;
        let canceled = count(&|one| within(one.canceled_at));
        let before = count(&|one| is_active(one, window.from));
        self.churned_30d = Some(count(&|one| within(one.end)));
        self.canceled_30d = Some(canceled);
        self.active_30d_ago = Some(before);
        self.churn_rate_30d = Decimal::from(canceled).checked_div(Decimal::from(before));
    }
}

fn is_active(one: &SubscriptionFacts, at: Timestamp) -> bool {
    one.started_at <= at && one.end.is_none_or(|end| end > at)
}

/// What an amount paid every cadence is in a month: year ÷ 12, week × 52 ÷ 12, day × 365 ÷ 12, rounded to a whole minor
/// unit, halves away from zero. `None` for an interval that this version does not know, fewer than one of them, or
/// more money than 64 bits hold.
pub fn monthly(amount: Money, cadence: &Cadence) -> Option<Money> {
    share_a_month(amount, cadence, (1, 1))
}

/// The price counts by the share of it that is revenue where it includes tax. Price, share and cadence are one
/// fraction, rounded once, as Polar rounds the monthly value of each subscription once.
fn revenue_a_month(one: &SubscriptionFacts) -> Option<Money> {
    let share = one.net_of_total.filter(|(_, total)| *total != 0).unwrap_or((1, 1));
    share_a_month(one.amount, &one.cadence, share)
}

fn share_a_month(amount: Money, cadence: &Cadence, (net, total): (i64, i64)) -> Option<Money> {
    let (times, months): (i128, i128) = match cadence.interval {
        Interval::Year => (1, 12),
        Interval::Month => (1, 1),
        Interval::Week => (52, 12),
        Interval::Day => (365, 12),
        Interval::Other(_) => return None,
    };
    if cadence.count < 1 {
        return None;
    }
    let parts = months.checked_mul(i128::from(cadence.count))?;
    let (net, total) = (i128::from(net), i128::from(total));
    let taxed = i128::from(amount.minor).checked_mul(net)?;
    let minor = match (taxed.checked_mul(times), parts.checked_mul(total)) {
        (Some(numerator), Some(denominator)) => divide(numerator, denominator)?,
        // Beyond any price there is: two roundings are better than no figure.
        _ => divide(divide(taxed, total)?.checked_mul(times)?, parts)?,
    };
    Some(Money::new(i64::try_from(minor).ok()?, amount.currency))
}

#[cfg(test)]
mod tests;
