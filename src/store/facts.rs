use jiff::Timestamp;
use rusqlite::Connection;

use super::codes::Codes;
use super::columns::{micros, micros_from};
use super::marks::Marks;
use super::sums::too_large;
use super::{Ledger, LedgerError, mark, marks, movements, periods, standing};
use crate::domain::{LedgerFacts, OrganizationId, Period, PeriodTotals};

impl Ledger {
    /// Everything that one summary is computed from, read at one instant of the ledger.
    ///
    /// # Errors
    /// Whatever stops the reading.
    pub fn facts(
        &self,
        organization: OrganizationId,
        periods: &[Period],
        last_30_days: Period,
        now: Timestamp,
    ) -> Result<LedgerFacts, LedgerError> {
        let _snapshot = self.snapshot()?;
        let (organization, codes) = (self.key_of(organization)?, Codes::read(&self.connection)?);
        let marks = marks::read(&self.connection, organization)?;
        let [began, ended] = [last_30_days.from, last_30_days.to].map(micros_from);
        let instants = [began, after(now)];
        let [before, at_present] = match &movements::before_each(&self.connection, organization, instants)?[..] {
            [before, at_present] => [before, at_present].map(|sums| standing::standing(sums, &codes)),
            _ => [Ok(Default::default()), Ok(Default::default())],
        };
        Ok(LedgerFacts {
            periods: periods
                .iter()
                .map(|period| {
                    let new_subscriptions = new_subscriptions(&self.connection, organization, *period)?;
                    let totals = periods::totals(&self.connection, organization, &codes, *period)?;
                    Ok(PeriodTotals { new_subscriptions, ..totals })
                })
                .collect::<Result<_, LedgerError>>()?,
            standing: at_present?,
            last_30_days: standing::movements(
                &movements::between(&self.connection, organization, began, ended)?,
                &codes,
            )?,
            active_before: before?.active,
            orders_since: since(&marks, mark::ORDERS_SINCE),
            subscriptions_since: since(&marks, mark::SUBSCRIPTIONS_SINCE),
            live_subscriptions_complete: marks.contains_key(mark::LIVE_SUBSCRIPTIONS),
        })
    }
}

/// From when on the ledger is whole, by a mark.
pub(super) fn since(marks: &Marks, name: &str) -> Option<Timestamp> {
    marks.get(name).and_then(|mark| mark.at)
}

/// The first whole microsecond after an instant: what happens at the instant itself has happened.
pub(super) fn after(now: Timestamp) -> i64 {
    micros(now).saturating_add(1)
}

/// Subscriptions started in the period and not ended before it is over.
pub(super) fn new_subscriptions(
    connection: &Connection,
    organization: i64,
    period: Period,
) -> Result<u64, LedgerError> {
    if period.from == Timestamp::MIN {
        return standing_by(connection, organization, micros_from(period.to));
    }
    let mut statement = connection.prepare_cached(
        "SELECT count(*) FROM subscriptions \
         WHERE organization = ?1 AND started_at >= ?2 AND started_at < ?3 AND (end_at IS NULL OR end_at >= ?3)",
    )?;
    let bounds = [organization, micros_from(period.from), micros_from(period.to)];
    let count: i64 = statement.query_row(bounds, |row| row.get(0))?;
    Ok(count.unsigned_abs())
}

/// Of all that ever started before an instant, those that have not ended before it.
fn standing_by(connection: &Connection, organization: i64, to: i64) -> Result<u64, LedgerError> {
    let all = movements::between(connection, organization, i64::MIN / 2, to)?;
    let active = all.values().try_fold(0_i64, |active, sum| active.checked_add(sum.started.checked_sub(sum.over)?));
    Ok(active.ok_or_else(too_large)?.unsigned_abs())
}
