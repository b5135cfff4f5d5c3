//! The facts of a row of days.

use std::collections::{BTreeMap, BTreeSet};

use jiff::SignedDuration;
use rusqlite::Connection;

use super::codes::Codes;
use super::columns::micros_from;
use super::facts::{new_subscriptions, since};
use super::movements::ByCurrency;
use super::sums::too_large;
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
        let before = reading.before(days)?;
        let none = ByCurrency::new();
        let before = |instant: i64| before.get(&instant).unwrap_or(&none);
        let day = |day: &Period| {
            let [began, ended] = [day.from, day.to].map(|bound| before(micros_from(bound)));
            reading.day(*day, before(churn_from(day)), began, ended)
        };
        Ok(HistoryFacts {
            days: days.iter().map(day).collect::<Result<_, LedgerError>>()?,
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
    /// All movements before the bounds of each day, and before the instants that its churn looks back to. Most of these are
    /// bounds of earlier days, so that it is one walk.
    fn before(&self, days: &[Period]) -> Result<BTreeMap<i64, ByCurrency>, LedgerError> {
        let instants: BTreeSet<i64> =
            days.iter().flat_map(|day| [churn_from(day), micros_from(day.from), micros_from(day.to)]).collect();
        let sums = movements::before_each(self.connection, self.organization, instants.iter().copied())?;
        Ok(instants.into_iter().zip(sums).collect())
    }

    fn day(
        &self,
        day: Period,
        earlier: &ByCurrency,
        began: &ByCurrency,
        ended: &ByCurrency,
    ) -> Result<DayFacts, LedgerError> {
        let sums = periods::sums(self.connection, self.organization, day)?;
        let orders = sums.values().try_fold(0_i64, |all, sums| all.checked_add(sums.renewals)).ok_or_else(too_large)?;
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
        between.entry(*currency).or_default().add_times(sum, -1)?;
    }
    Ok(between)
}
