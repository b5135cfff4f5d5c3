use jiff::Timestamp;

use super::{Movements, PeriodTotals, Standing};

/// Everything that the figures of some days are computed from, read from the ledger at one instant.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HistoryFacts {
    /// A fact for each day that was asked for, in that order.
    pub days: Vec<DayFacts>,
    /// Orders are complete from this instant on; `None` when not one page has been read, [`Timestamp::MIN`] when the
    /// whole history is there.
    pub orders_since: Option<Timestamp>,
    /// Subscriptions are complete from this start on, likewise.
    pub subscriptions_since: Option<Timestamp>,
}

/// What the ledger holds of one day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DayFacts {
    /// Its orders and its new subscriptions.
    pub totals: PeriodTotals,
    /// Distinct subscriptions among its paid-like orders that renewed one: `subscription_cycle`,
    /// `subscription_meter_cycle` or `subscription_update`.
    pub renewals: u64,
    /// What happened to subscriptions in it.
    pub movements: Movements,
    /// How subscriptions stood at its end: before the first instant of the next day.
    pub standing: Standing,
    /// Subscriptions cancelled within the 720 hours before it began.
    pub canceled_before: u64,
    /// Subscriptions active 720 hours before it began.
    pub active_before: u64,
}
