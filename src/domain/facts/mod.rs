//! What the ledger tells, as values that figures are computed from.

mod found;
mod history;
mod outlook;
mod recent;
mod standing;
mod totals;

pub use found::{Announcement, DayFigures, Details, Found};
pub use history::{DayFacts, HistoryFacts};
pub use outlook::{AtRisk, OutlookFacts, PriceChanges, ProductTotals};
pub use recent::{RecentCancellation, RecentOrder, RecentSubscription};
pub use standing::{Movements, Standing};
pub use totals::PeriodTotals;

use jiff::Timestamp;

/// Everything that one summary is computed from, read from the ledger at one instant.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LedgerFacts {
    /// The totals of the periods that were asked for, in that order.
    pub periods: Vec<PeriodTotals>,
    /// How subscriptions stand now.
    pub standing: Standing,
    /// What happened to subscriptions in the last 30 days.
    pub last_30_days: Movements,
    /// Subscriptions that were active when the last 30 days began.
    pub active_before: u64,
    /// Orders are complete from this instant on; `None` when not one page has been read, [`Timestamp::MIN`] when the
    /// whole history is there.
    pub orders_since: Option<Timestamp>,
    /// Subscriptions are complete from this start on, likewise.
    pub subscriptions_since: Option<Timestamp>,
    /// Every live subscription has been read at least once, so that current subscription figures are whole.
    pub live_subscriptions_complete: bool,
}
