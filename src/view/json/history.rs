use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde::Serialize;

use super::amounts::{Amount, Ratio, amounts};
use super::instant::Day;
use crate::figures::{self, DayFigures, Departures, Recurring, Sales};
use crate::money::{Currency, Totals};
use crate::view::page::zone_name;

/// Everything that `revone history --json` prints.
#[derive(Debug, Serialize)]
pub struct History {
    time_zone: String,
    /// Oldest first, no day left out.
    days: Vec<Figures>,
}

/// One day. What the ledger does not hold the whole of is `null`. Figures of subscriptions from `active` on are those at
/// the day's end, or now where it is today.
#[derive(Debug, Serialize)]
struct Figures {
    date: Day,
    complete: bool,
    revenue: Option<Vec<Amount>>,
    net_revenue: Option<Vec<Amount>>,
    refunds: Option<Vec<Amount>>,
    orders: Option<u64>,
    average_order_value: Option<Vec<Amount>>,
    new_subscriptions: Option<u64>,
    renewals: Option<u64>,
    canceled: Option<u64>,
    churned: Option<u64>,
    /// Also `null` where nobody was there to leave.
    churn_rate: Option<Ratio>,
    active: Option<u64>,
    committed: Option<u64>,
    trialing: Option<u64>,
    mrr: Option<Vec<Amount>>,
    committed_mrr: Option<Vec<Amount>>,
    trial_mrr: Option<Vec<Amount>>,
    arr: Option<Vec<Amount>>,
    average_revenue_per_user: Option<Vec<Amount>>,
}

/// What `revone history --json` prints of days in `zone`.
pub fn history(history: &figures::History, zone: &TimeZone, now: Timestamp) -> History {
    History {
        time_zone: zone_name(zone, now),
        days: history.days.iter().map(|day| Figures::of(day, &history.currencies)).collect(),
    }
}

impl Figures {
    fn of(day: &DayFigures, currencies: &[Currency]) -> Self {
        let sold = |of: fn(&Sales) -> &Totals| day.sales.as_ref().map(|sales| amounts(of(sales), currencies));
        let stood = |of: fn(&Recurring) -> &Totals| day.standing.as_ref().map(|stood| amounts(of(stood), currencies));
        let counted = |of: fn(&Recurring) -> u64| day.standing.as_ref().map(of);
        let left = |of: fn(&Departures) -> u64| day.departures.as_ref().map(of);
        Self {
            date: Day(day.date),
            complete: day.complete,
            revenue: sold(|sales| &sales.revenue),
            net_revenue: sold(|sales| &sales.net_revenue),
            refunds: sold(|sales| &sales.refunds),
            orders: day.sales.as_ref().map(|sales| sales.orders),
            average_order_value: sold(|sales| &sales.average_order_value),
            new_subscriptions: day.new_subscriptions,
            renewals: day.renewals,
            canceled: left(|departures| departures.canceled),
            churned: left(|departures| departures.churned),
            churn_rate: day.departures.as_ref().and_then(|departures| departures.churn_rate).and_then(Ratio::new),
            active: counted(|stood| stood.active),
            committed: counted(|stood| stood.committed),
            trialing: counted(|stood| stood.trialing),
            mrr: stood(|stood| &stood.mrr),
            committed_mrr: stood(|stood| &stood.committed_mrr),
            trial_mrr: stood(|stood| &stood.trial_mrr),
            arr: stood(|stood| &stood.arr),
            average_revenue_per_user: stood(|stood| &stood.average_revenue_per_user),
        }
    }
}

#[cfg(test)]
mod tests;
