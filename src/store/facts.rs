use jiff::{SignedDuration, Timestamp};
use rusqlite::{Connection, Row};

use super::codes::Codes;
use super::columns::{At, micros, micros_from};
use super::{Ledger, LedgerError, mark, marks, periods};
use crate::domain::{LedgerFacts, OrganizationId, Period, PeriodTotals, SubscriptionFacts, SubscriptionStatus};

/// A subscription that ended longer ago than this is in no recurring figure: the churn rate looks 30 days back.
const LOOK_BACK: SignedDuration = SignedDuration::from_hours(31 * 24);

impl Ledger {
    /// Everything that one summary is computed from, read at one instant of the ledger.
    ///
    /// # Errors
    /// Whatever stops the reading.
    pub fn facts(
        &self,
        organization: OrganizationId,
        periods: &[Period],
        now: Timestamp,
    ) -> Result<LedgerFacts, LedgerError> {
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
            subscriptions: subscriptions(&snapshot, organization, &codes, now)?,
            orders_since: since(mark::ORDERS_SINCE),
            subscriptions_since: since(mark::SUBSCRIPTIONS_SINCE),
            live_subscriptions_complete: marks.contains_key(mark::LIVE_SUBSCRIPTIONS),
        })
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

/// Every started subscription that has no end, or one that was less than [`LOOK_BACK`] ago or is to come.
fn subscriptions(
    connection: &Connection,
    organization: i64,
    codes: &Codes,
    now: Timestamp,
) -> Result<Vec<SubscriptionFacts>, LedgerError> {
    const COLUMNS: &str = "status, amount, currency, cadence_interval, cadence_count, started_at, end_at, trial_end, \
                           canceled_at, share_net, share_total";
    // Two walks over the index by end (the plus keeps the planner from the one by start), so that years of ended
    // subscriptions cost nothing.
    let sql = format!(
        "SELECT {COLUMNS} FROM subscriptions WHERE organization = ?1 AND end_at IS NULL AND +started_at IS NOT NULL \
         UNION ALL \
         SELECT {COLUMNS} FROM subscriptions WHERE organization = ?1 AND end_at > ?2 AND +started_at IS NOT NULL"
    );
    let cut = now.saturating_sub(LOOK_BACK).map_or(i64::MIN, micros);
    let mut statement = connection.prepare_cached(&sql)?;
    let mut rows = statement.query([organization, cut])?;
    let mut subscriptions = Vec::new();
    while let Some(row) = rows.next()? {
        subscriptions.push(subscription(row, codes)?);
    }
    Ok(subscriptions)
}

fn subscription(row: &Row<'_>, codes: &Codes) -> Result<SubscriptionFacts, LedgerError> {
    let (net, total): (Option<i64>, Option<i64>) = (row.get(9)?, row.get(10)?);
    let instant = |at: Option<At>| at.map(|at| at.0);
    Ok(SubscriptionFacts {
        status: SubscriptionStatus::from_code(codes.code(row.get(0)?)?),
        amount: codes.money(row.get(1)?, row.get(2)?)?,
        cadence: codes.cadence(row.get(3)?, row.get(4)?)?,
        started_at: row.get::<_, At>(5)?.0,
        end: instant(row.get(6)?),
        trial_end: instant(row.get(7)?),
        canceled_at: instant(row.get(8)?),
        net_of_total: net.zip(total),
    })
}
