use jiff::Timestamp;
use rusqlite::Connection;

use super::codes::Codes;
use super::columns::micros_from;
use super::{Ledger, LedgerError, mark, marks, periods};
use crate::domain::{HistoryFacts, LedgerFacts, OrganizationId, OutlookFacts, Period, PeriodTotals};

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
        let _ = (last_30_days, now);
        let snapshot = self.connection.unchecked_transaction()?;
        let (organization, codes) = (self.key_of(organization)?, Codes::read(&snapshot)?);
        let marks = marks::read(&snapshot, organization)?;
        let since = |name| marks.get(name).and_then(|mark| mark.at);
        Ok(LedgerFacts {
            periods: periods
                .iter()
                .map(|period| {
                    let new_subscriptions = new_subscriptions(&snapshot, organization, *period)?;
                    let totals = periods::totals(&snapshot, organization, &codes, *period)?;
                    Ok(PeriodTotals { new_subscriptions, ..totals })
                })
                .collect::<Result<_, LedgerError>>()?,
            orders_since: since(mark::ORDERS_SINCE),
            subscriptions_since: since(mark::SUBSCRIPTIONS_SINCE),
            live_subscriptions_complete: marks.contains_key(mark::LIVE_SUBSCRIPTIONS),
            ..LedgerFacts::default()
        })
    }

    /// Everything that the figures of these days are computed from. The days follow one another, oldest first.
    ///
    /// # Errors
    /// Whatever stops the reading.
    pub fn history(&self, organization: OrganizationId, days: &[Period]) -> Result<HistoryFacts, LedgerError> {
        let _ = (organization, days);
        Ok(HistoryFacts::default())
    }

    /// Everything that the outlook is computed from: orders of some periods, movements of some periods (which may lie in
    /// the future), and products and changes of prices of one `window`.
    ///
    /// # Errors
    /// Whatever stops the reading.
    pub fn outlook(
        &self,
        organization: OrganizationId,
        periods: &[Period],
        movements: &[Period],
        window: Period,
        now: Timestamp,
    ) -> Result<OutlookFacts, LedgerError> {
        let _ = (organization, periods, movements, window, now);
        Ok(OutlookFacts::default())
    }
}

/// Subscriptions started in the period and not ended before it is over.
fn new_subscriptions(connection: &Connection, organization: i64, period: Period) -> Result<u64, LedgerError> {
    let mut statement = connection.prepare_cached(
        "SELECT count(*) FROM subscriptions \
         WHERE organization = ?1 AND started_at >= ?2 AND started_at < ?3 AND (end_at IS NULL OR end_at >= ?3)",
    )?;
    let bounds = [organization, micros_from(period.from), micros_from(period.to)];
    let count: i64 = statement.query_row(bounds, |row| row.get(0))?;
    Ok(count.unsigned_abs())
}
