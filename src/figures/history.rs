use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use rust_decimal::Decimal;

use super::calendar::Day;
use super::recurring::churn_rate;
use super::{Calendar, Recurring, Sales, currencies};
use crate::domain::{DayFacts, HistoryFacts, LedgerFacts, Period};
use crate::money::{Currency, Totals};

/// The figures of some days, one after the other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct History {
    /// The date of the day that is running.
    pub today: Date,
    /// Every day that was asked for, oldest first.
    pub days: Vec<DayFigures>,
    /// The currencies in the order in which the owner reads them; every one that occurs in any figure is in it.
    pub currencies: Vec<Currency>,
}

/// The figures of one day. What the ledger does not hold the whole of is unknown: never a part shown as the whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DayFigures {
    /// Its date.
    pub date: Date,
    /// From its first instant to the first instant of the next date.
    pub period: Period,
    /// Whether the ledger holds every order and every new subscription of it.
    pub complete: bool,
    /// What was sold; unknown until orders have been read back to its beginning.
    pub sales: Option<Sales>,
    /// Distinct subscriptions that its orders renewed; unknown likewise.
    pub renewals: Option<u64>,
    /// Subscriptions started in it and not ended within it; unknown until subscriptions have been read back to its
    /// beginning.
    pub new_subscriptions: Option<u64>,
    /// Who left; unknown until every subscription has been read, because one that began long ago may have ended in it.
    pub departures: Option<Departures>,
    /// How subscriptions stood at its end, or stand now where it is today. A past day's is unknown until every
    /// subscription has been read, today's until every live one has.
    pub standing: Option<Recurring>,
}

/// Who left on one day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Departures {
    /// Subscriptions that were cancelled in it, unless that was undone.
    pub canceled: u64,
    /// Subscriptions whose end lies in it.
    pub churned: u64,
    /// Cancellations within the 720 hours before the day began by the subscriptions active 720 hours before it began,
    /// which is Polar's own figure of a day; `None` when nobody was there to leave.
    pub churn_rate: Option<Decimal>,
}

/// Computes the figures of `days`. `facts` are those of their periods, in that order; `present` says how subscriptions
/// stand now; `order_counts` are the paid-like orders of [`Calendar::last_30_days`] by currency.
pub fn history(
    calendar: &Calendar,
    days: &[Day],
    facts: &HistoryFacts,
    present: &LedgerFacts,
    order_counts: &BTreeMap<Currency, u64>,
) -> History {
    let today = calendar.today();
    let days: Vec<DayFigures> = days
        .iter()
        .enumerate()
        .map(|(at, day)| {
            let present = (day.date == today).then_some(present);
            DayFigures::of(*day, facts.days.get(at), facts, present)
        })
        .collect();
    let currencies = currencies::in_order(days.iter().flat_map(DayFigures::currencies), order_counts);
    History { today, days, currencies }
}

impl DayFigures {
    fn of(day: Day, fact: Option<&DayFacts>, facts: &HistoryFacts, present: Option<&LedgerFacts>) -> Self {
        let from = day.period.from;
        let reaching = |since: Option<Timestamp>, instant| fact.filter(|_| since.is_some_and(|since| since <= instant));
        let ordered = reaching(facts.orders_since, from);
        let started = reaching(facts.subscriptions_since, from);
        let whole = reaching(facts.subscriptions_since, Timestamp::MIN);
        Self {
            date: day.date,
            period: day.period,
            complete: ordered.is_some() && started.is_some(),
            sales: ordered.map(|fact| Sales::of(&fact.totals)),
            renewals: ordered.map(|fact| fact.renewals),
            new_subscriptions: started.map(|fact| fact.totals.new_subscriptions),
            departures: whole.map(|fact| Departures {
                canceled: fact.movements.canceled,
                churned: fact.movements.churned,
                churn_rate: churn_rate(fact.canceled_before, fact.active_before),
            }),
            standing: match present {
                Some(present) => present.live_subscriptions_complete.then(|| Recurring::standing(&present.standing)),
                None => whole.map(|fact| Recurring::standing(&fact.standing)),
            },
        }
    }

    fn currencies(&self) -> impl Iterator<Item = Currency> {
        let sales = self.sales.iter().flat_map(|sales| [&sales.revenue, &sales.net_revenue]);
        let standing = self.standing.iter().flat_map(|standing| [&standing.mrr, &standing.trial_mrr]);
        sales.chain(standing).flat_map(Totals::currencies)
    }
}

#[cfg(test)]
mod tests;
