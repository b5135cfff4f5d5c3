use jiff::civil::Date;

use super::periods::MovementSpans;
use crate::domain::{AtRisk, Movements};
use crate::money::Totals;

/// How many overdue subscriptions are named.
const NAMED: usize = 100;

/// Renewals to come, as things stand. Each begins now.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Due {
    /// Until midnight.
    pub today: Expected,
    /// Until the end of the sixth day after today.
    pub next_7_days: Expected,
    /// Until the end of the 29th day after today.
    pub next_30_days: Expected,
}

/// Renewals that are due within a period.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Expected {
    /// How many; a subscription as often as it renews.
    pub renewals: u64,
    /// What they bring as revenue.
    pub amount: Totals,
}

/// Active subscriptions with an overdue payment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Overdue {
    /// How many.
    pub subscriptions: u64,
    /// The revenue that is at risk.
    pub amount: Totals,
    /// The first hundred of them, longest overdue first.
    pub items: Vec<AtRisk>,
}

/// Active subscriptions whose end is to come.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Leaving {
    /// How many.
    pub subscriptions: u64,
    /// The monthly recurring revenue that goes with them.
    pub mrr: Totals,
    /// Each of the next 30 days on which some leave, the nearest first.
    pub by_date: Vec<LeavingOn>,
    /// Those that leave after these days.
    pub later_subscriptions: u64,
    /// The monthly recurring revenue that goes with those.
    pub later_mrr: Totals,
}

/// Who leaves on one day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeavingOn {
    /// The owner's day.
    pub date: Date,
    /// How many leave.
    pub subscriptions: u64,
    /// The monthly recurring revenue that goes with them.
    pub mrr: Totals,
}

impl Due {
    pub(super) fn of(spans: &MovementSpans<Movements>) -> Self {
        // The rest of today is the first of the days ahead.
        let today = spans.days.first().map(Expected::of).unwrap_or_default();
        Self { today, next_7_days: Expected::of(&spans.next_7_days), next_30_days: Expected::of(&spans.next_30_days) }
    }
}

impl Expected {
    fn of(movements: &Movements) -> Self {
        Self { renewals: movements.renewals_due, amount: movements.due.clone() }
    }
}

impl Overdue {
    pub(super) fn of(at_risk: &[AtRisk]) -> Self {
        Self {
            subscriptions: u64::try_from(at_risk.len()).unwrap_or(u64::MAX),
            amount: at_risk.iter().map(|one| one.amount).collect(),
            items: at_risk.iter().take(NAMED).cloned().collect(),
        }
    }
}

impl Leaving {
    pub(super) fn of(spans: &MovementSpans<Movements>, dates: impl Iterator<Item = Date>) -> Self {
        let (later_subscriptions, later_mrr) = (spans.later.churned, spans.later.mrr_gone.clone());
        let mut leaving = Self {
            subscriptions: later_subscriptions,
            mrr: later_mrr.clone(),
            by_date: Vec::new(),
            later_subscriptions,
            later_mrr,
        };
        for (date, day) in dates.zip(&spans.days).filter(|(_, day)| day.churned > 0) {
            leaving.subscriptions = leaving.subscriptions.saturating_add(day.churned);
            leaving.mrr.add_totals(&day.mrr_gone);
            leaving.by_date.push(LeavingOn { date, subscriptions: day.churned, mrr: day.mrr_gone.clone() });
        }
        leaving
    }
}
