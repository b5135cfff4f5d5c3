use std::collections::BTreeMap;

use jiff::Timestamp;

use super::comparison::median;
use super::windows::Windows;
use super::{Calendar, Comparison, Recurring, RevenueBasis, Sales, currencies};
use crate::domain::{LedgerFacts, Period, PeriodTotals};
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
    /// Revenue by the orders of its currency, rounded to a whole minor unit; none for a currency without an order.
    pub average_order_value: Totals,
    /// Subscriptions started in the period and not ended within it.
    pub new_subscriptions: u64,
}

/// Everything the owner reads, at one instant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Summary {
    /// The instant that it speaks of.
    pub as_of: Timestamp,
    /// What counts as revenue where one figure is shown or compared; each period has Polar's own beside it.
    pub basis: RevenueBasis,
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
    /// Revenue of each of the last 30 days as it is shown, oldest first, ending with today.
    pub last_30_days_revenue: Vec<Totals>,
    /// Active subscriptions and recurring revenue now; unknown until every live subscription has been read.
    pub recurring: Option<Recurring>,
    /// The currencies in the order in which the owner reads them: by number of orders in the last 30 days, then by
    /// code; every currency that occurs in any figure is in it.
    pub currencies: Vec<Currency>,
}

/// From when on the ledger is whole: the later of what orders and subscriptions say.
fn whole_since(facts: &LedgerFacts) -> Option<Timestamp> {
    Some(facts.orders_since?.max(facts.subscriptions_since?))
}

impl PeriodFigures {
    fn new(period: Period, totals: Option<&PeriodTotals>, whole_since: Option<Timestamp>) -> Self {
        let complete = totals.is_some() && whole_since.is_some_and(|since| since <= period.from);
        let Sales { revenue, net_revenue, refunds, orders, average_order_value } =
            totals.map(Sales::of).unwrap_or_default();
        let new_subscriptions = totals.map(|totals| totals.new_subscriptions).unwrap_or_default();
        Self { period, complete, revenue, net_revenue, refunds, orders, average_order_value, new_subscriptions }
    }

    /// This period against another; `None` unless the ledger holds the whole of both.
    fn against(&self, before: &Self, basis: RevenueBasis) -> Option<Comparison> {
        (self.complete && before.complete).then(|| Comparison { now: self.shown(basis), before: before.shown(basis) })
    }
}

/// Computes everything the owner reads. `facts` are those of [`Calendar::periods`], `order_counts` the paid-like orders
/// of [`Calendar::last_30_days`] by currency. What is compared is what `basis` calls revenue.
pub fn summarize(
    calendar: &Calendar,
    facts: &LedgerFacts,
    order_counts: &BTreeMap<Currency, u64>,
    basis: RevenueBasis,
) -> Summary {
    let whole_since = whole_since(facts);
    let mut totals = facts.periods.iter();
    let figures = calendar.windows().map(|period| PeriodFigures::new(period, totals.next(), whole_since));
    let recurring = Recurring::of(facts);
    Summary {
        as_of: calendar.now(),
        basis,
        usual_by_now: usual_by_now(&figures, basis),
        week_before: figures.this_week.against(&figures.week_before, basis),
        month_before: figures.this_month.against(&figures.month_before, basis),
        thirty_days_before: figures.last_30_days.against(&figures.thirty_days_before, basis),
        currencies: currencies::in_order(occurring(&figures, recurring.as_ref()), order_counts),
        last_30_days_revenue: figures.days.into_iter().map(|day| day.shown(basis)).collect(),
        recurring,
        today: figures.today,
        yesterday: figures.yesterday,
        this_week: figures.this_week,
        this_month: figures.this_month,
        last_30_days: figures.last_30_days,
        all_time: figures.all_time,
    }
}

fn usual_by_now(figures: &Windows<PeriodFigures>, basis: RevenueBasis) -> Option<Comparison> {
    let complete = figures.today.complete && figures.usual.iter().all(|week| week.complete);
    complete.then(|| Comparison {
        now: figures.today.shown(basis),
        before: median(&figures.usual.each_ref().map(|week| week.shown(basis))),
    })
}

impl Summary {
    /// Revenue of one of its periods as it is shown.
    pub fn shown(&self, figures: &PeriodFigures) -> Totals {
        figures.shown(self.basis)
    }
}

fn occurring(figures: &Windows<PeriodFigures>, recurring: Option<&Recurring>) -> Vec<Currency> {
    let mut all = Vec::new();
    figures.clone().map(|one| all.extend(one.revenue.currencies().chain(one.net_revenue.currencies())));
    all.extend(recurring.iter().flat_map(|figures| figures.mrr.currencies()));
    all
}

#[cfg(test)]
mod tests;
