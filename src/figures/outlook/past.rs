use rust_decimal::Decimal;

use super::periods::MovementSpans;
use crate::domain::{Movements, Period, PriceChanges, Standing};
use crate::money::Totals;

/// Trials that run, and what became of those that ran.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trials {
    /// Trials that run now.
    pub running: u64,
    /// What they would bring a month.
    pub mrr: Totals,
    /// Those of them that end by the end of the sixth day after today.
    pub ending_in_7_days: u64,
    /// Those of the last 90 days; unknown until every subscription has been read.
    pub ended_90d: Option<TrialsEnded>,
}

/// Trials that came to their end within a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TrialsEnded {
    /// How many.
    pub ended: u64,
    /// Of these, the ones that stayed.
    pub converted: u64,
}

/// How monthly recurring revenue moved within a period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MrrMovement {
    /// The period; it ends now.
    pub period: Period,
    /// Of those that began to count: at the price at which each began, or at today's where changes are not known.
    pub new: Totals,
    /// By how much prices of running subscriptions rose; unknown unless prices were observed all along.
    pub expansion: Option<Totals>,
    /// By how much they fell, positive; unknown likewise.
    pub contraction: Option<Totals>,
    /// Of those that stopped to count, positive.
    pub churn: Totals,
    /// New and expansion less contraction and churn. Where changes of prices are not known everything is at today's
    /// prices, as it is in the history of recurring revenue.
    pub net: Totals,
}

impl Trials {
    /// `whole` says that every subscription has been read, the ended ones too.
    pub(super) fn of(standing: &Standing, spans: &MovementSpans<Movements>, whole: bool) -> Self {
        let ended = &spans.last_90_days;
        Self {
            running: standing.trialing,
            mrr: standing.trial_mrr.clone(),
            ending_in_7_days: spans.next_7_days.trials_ended,
            ended_90d: whole.then_some(TrialsEnded { ended: ended.trials_ended, converted: ended.trials_converted }),
        }
    }
}

impl TrialsEnded {
    /// Converted by ended, a ratio; `None` when no trial ended.
    pub fn conversion_rate(&self) -> Option<Decimal> {
        Decimal::from(self.converted).checked_div(Decimal::from(self.ended))
    }
}

impl MrrMovement {
    /// `changes` are the changes of prices, where they were observed all along.
    pub(super) fn of(period: Period, movements: &Movements, changes: Option<&PriceChanges>) -> Self {
        let mut new = movements.mrr_begun.clone();
        if let Some(changes) = changes {
            new.subtract_totals(&changes.of_new);
        }
        let (expansion, contraction) =
            (changes.map(|changes| changes.expansion.clone()), changes.map(|changes| changes.contraction.clone()));
        let churn = movements.mrr_gone.clone();
        let mut net = new.clone();
        expansion.iter().for_each(|expansion| net.add_totals(expansion));
        contraction.iter().chain([&churn]).for_each(|loss| net.subtract_totals(loss));
        Self { period, new, expansion, contraction, churn, net }
    }
}
