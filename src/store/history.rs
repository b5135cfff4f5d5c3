//! The facts of a row of days.

use jiff::SignedDuration;
use rusqlite::Connection;

use super::codes::Codes;
use super::columns::micros_from;
use super::facts::{new_subscriptions, since};
use super::movements::ByCurrency;
use super::{Ledger, LedgerError, mark, marks, movements, periods, renewals, standing};
use crate::domain::{DayFacts, HistoryFacts, OrganizationId, Period, PeriodTotals};

/// How far Polar's churn rate of a day looks back: 30 days of 24 hours.
const CHURN_WINDOW: SignedDuration = SignedDuration::from_hours(30 * 24);

impl Ledger {
    /// Everything that the figures of these days are computed from. The days follow one another, oldest first.
    ///
    /// # Errors
    /// Whatever stops the reading.
    pub fn history(&self, organization: OrganizationId, days: &[Period]) -> Result<HistoryFacts, LedgerError> {
        let _snapshot = self.snapshot()?;
        let (organization, codes) = (self.key_of(organization)?, Codes::read(&self.connection)?);
        let marks = marks::read(&self.connection, organization)?;
        let reading = Reading { connection: &self.connection, organization, codes: &codes };
        let (churn_from, bounds) = (reading.before_each(days, churn_from)?, reading.bounds(days)?);
        let facts = days.iter().zip(&churn_from).zip(bounds.windows(2)).map(|((day, earlier), around)| match around {
            [began, ended] => reading.day(*day, earlier, began, ended),
            _ => Ok(DayFacts::default()),
        });
        Ok(HistoryFacts {
            days: facts.collect::<Result<_, LedgerError>>()?,
            orders_since: since(&marks, mark::ORDERS_SINCE),
            subscriptions_since: since(&marks, mark::SUBSCRIPTIONS_SINCE),
        })
    }
}

fn churn_from(day: &Period) -> i64 {
    day.from.saturating_sub(CHURN_WINDOW).map_or(i64::MIN / 2, micros_from)
}

struct Reading<'c> {
    connection: &'c Connection,
    organization: i64,
    codes: &'c Codes,
}

impl Reading<'_> {
    /// All movements before an instant of each day.
    fn before_each(&self, days: &[Period], instant: fn(&Period) -> i64) -> Result<Vec<ByCurrency>, LedgerError> {
        movements::before_each(self.connection, self.organization, days.iter().map(instant))
    }

    /// All movements before the first day, and before the end of each.
    fn bounds(&self, days: &[Period]) -> Result<Vec<ByCurrency>, LedgerError> {
        let first = days.first().map(|day| micros_from(day.from));
        let ends = days.iter().map(|day| micros_from(day.to));
        movements::before_each(self.connection, self.organization, first.into_iter().chain(ends))
    }

    fn day(
        &self,
        day: Period,
        earlier: &ByCurrency,
        began: &ByCurrency,
        ended: &ByCurrency,
    ) -> Result<DayFacts, LedgerError> {
        let sums = periods::sums(self.connection, self.organization, day)?;
        let orders = sums.values().map(|sums| sums.renewals).sum();
        let happened = standing::movements(&less(ended, began)?, self.codes)?;
        let canceled_before = standing::movements(&less(began, earlier)?, self.codes)?.canceled;
        Ok(DayFacts {
            totals: PeriodTotals {
                new_subscriptions: new_subscriptions(self.connection, self.organization, day)?,
                ..periods::of_sums(&sums, self.codes)?
            },
            renewals: renewals::distinct(self.connection, self.organization, day, orders)?,
            movements: happened,
            standing: standing::standing(ended, self.codes)?,
            canceled_before,
            active_before: standing::standing(earlier, self.codes)?.active,
        })
    }
}

/// What happened between two sums.
fn less(later: &ByCurrency, earlier: &ByCurrency) -> Result<ByCurrency, LedgerError> {
    let mut between = later.clone();
    for (currency, sum) in earlier {
        between.entry(*currency).or_default().add(sum, -1)?;
    }
    Ok(between)
}
