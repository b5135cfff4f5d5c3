use jiff::Timestamp;

use super::{Comparison, Recurring};
use crate::domain::Period;
use crate::money::{Currency, Totals};

/// The figures of one period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PeriodFigures {
    /// The period, in the owner's days.
    pub period: Period,
    /// Whether the ledger holds the whole of it; while it does not, its figures are unknown and must not be shown.
    pub complete: bool,
    /// Σ `net_amount` of paid-like orders.
    pub revenue: Totals,
    /// Revenue less platform fees and refunds, on the order's day; a fee in another currency is an entry of its own.
    pub net_revenue: Totals,
    /// Σ `refunded_amount`, positive.
    pub refunds: Totals,
    /// Count of paid-like orders.
    pub orders: u64,
    /// Subscriptions started in the period and not ended within it.
    pub new_subscriptions: u64,
}

/// Everything the owner reads, at one instant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Summary {
    /// The instant that it speaks of.
    pub as_of: Timestamp,
    /// Today, from midnight in the owner's time zone.
    pub today: PeriodFigures,
    /// The day before.
    pub yesterday: PeriodFigures,
    /// Since Monday.
    pub this_week: PeriodFigures,
    /// Since the first of the month.
    pub this_month: PeriodFigures,
    /// Today and the 29 days before.
    pub last_30_days: PeriodFigures,
    /// Everything.
    pub all_time: PeriodFigures,
    /// Today against the median of the same weekday up to this time of day over the last four weeks.
    pub usual_by_now: Option<Comparison>,
    /// This week against the same part of the week before.
    pub week_before: Option<Comparison>,
    /// This month against the same days of the month before.
    pub month_before: Option<Comparison>,
    /// The last 30 days against the 30 days before.
    pub thirty_days_before: Option<Comparison>,
    /// Revenue of each of the last 30 days, oldest first, ending with today.
    pub last_30_days_revenue: Vec<Totals>,
    /// Active subscriptions and recurring revenue now; unknown until every live subscription has been read.
    pub recurring: Option<Recurring>,
    /// The currencies in the order in which the owner reads them: by number of orders in the last 30 days, then by
    /// code; every currency that occurs in any figure is in it.
    pub currencies: Vec<Currency>,
}
