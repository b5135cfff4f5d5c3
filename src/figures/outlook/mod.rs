//! What is to be expected, and where money went: everything beside the figures of the menu.

mod ahead;
mod orders;
mod past;
mod periods;

pub use ahead::{Due, Expected, Leaving, LeavingOn, Overdue};
pub use orders::Kept;
pub use past::{MrrMovement, Trials, TrialsEnded};
pub use periods::OutlookPeriods;

use std::collections::BTreeMap;

use jiff::Timestamp;

use super::Calendar;
use crate::domain::{LedgerFacts, Movements, OutlookFacts, Period, PeriodTotals, ProductTotals};
use crate::money::{Currency, Totals};
use periods::{MovementSpans, OrderSpans};

/// What is to be expected, and where money went. Each part is unknown until the ledger holds the whole of what it is
/// made of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outlook {
    /// Where today's revenue will probably end: what it is so far, and the median of what came after this time of day on
    /// the same weekday of the last four weeks.
    pub forecast: Option<Totals>,
    /// Renewals to come.
    pub due: Option<Due>,
    /// Active subscriptions with an overdue payment.
    pub at_risk: Option<Overdue>,
    /// Active subscriptions that have an end.
    pub leaving: Option<Leaving>,
    /// What became of the last 30 days' payments.
    pub kept: Option<Kept>,
    /// Trials that run, and what became of those that ran.
    pub trials: Option<Trials>,
    /// How recurring revenue moved in the last 30 days.
    pub mrr_movement: Option<MrrMovement>,
    /// The best-selling products of the last 30 days.
    pub products: Option<Vec<ProductTotals>>,
}

/// Computes the outlook. `facts` are those of [`Calendar::outlook_periods`], `present` says how subscriptions stand now
/// and how far the ledger reaches, `order_counts` are the paid-like orders of [`Calendar::last_30_days`] by currency.
pub fn outlook(
    calendar: &Calendar,
    facts: &OutlookFacts,
    present: &LedgerFacts,
    order_counts: &BTreeMap<Currency, u64>,
) -> Outlook {
    let live = present.live_subscriptions_complete;
    // One that began long ago and ended last week is not among the live ones: only the whole list tells.
    let whole = live && present.subscriptions_since == Some(Timestamp::MIN);
    let ordered = |period: Period| present.orders_since.is_some_and(|since| since <= period.from);
    let orders = orders_of(calendar, facts, present.orders_since);
    let movements = movements_of(calendar, facts);
    let window = calendar.last_30_days();
    Outlook {
        forecast: orders::forecast(&orders),
        due: movements.as_ref().filter(|_| live).map(Due::of),
        at_risk: live.then(|| Overdue::of(&facts.at_risk)),
        leaving: movements.as_ref().filter(|_| live).map(|spans| Leaving::of(spans, calendar.dates_ahead())),
        kept: orders.last_30_days.map(|totals| Kept::of(window, totals)),
        trials: movements.as_ref().filter(|_| live).map(|spans| Trials::of(&present.standing, spans, whole)),
        mrr_movement: movements.as_ref().filter(|_| whole).map(|spans| {
            let period = calendar.movement_spans().last_30_days;
            let observed = facts.observed_since.is_some_and(|since| since <= period.from);
            MrrMovement::of(period, &spans.last_30_days, observed.then_some(&facts.price_changes))
        }),
        products: ordered(window).then(|| orders::best_sellers(&facts.products, order_counts)),
    }
}

/// Each period's orders, where the ledger holds all of them.
fn orders_of<'a>(
    calendar: &Calendar,
    facts: &'a OutlookFacts,
    since: Option<Timestamp>,
) -> OrderSpans<Option<&'a PeriodTotals>> {
    let mut totals = facts.periods.iter();
    calendar.order_spans().map(|period| totals.next().filter(|_| since.is_some_and(|since| since <= period.from)))
}

/// Each period's movements; `None` when the ledger did not answer for every one.
fn movements_of(calendar: &Calendar, facts: &OutlookFacts) -> Option<MovementSpans<Movements>> {
    let mut answers = facts.movements.iter().cloned();
    let mut complete = true;
    let movements = calendar.movement_spans().map(|_| {
        let answer = answers.next();
        complete &= answer.is_some();
        answer.unwrap_or_default()
    });
    complete.then_some(movements)
}

#[cfg(test)]
mod tests;
