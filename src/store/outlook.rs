//! What an outlook is computed from.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::codes::Codes;
use super::columns::{At, Id, micros_from};
use super::facts::after;
use super::{Ledger, LedgerError, movements, periods, price_changes, product_totals, standing};
use crate::domain::{AtRisk, OrganizationId, OutlookFacts, Period, SubscriptionId, SubscriptionStatus, revenue_of};
use crate::money::Money;

impl Ledger {
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
        let _snapshot = self.snapshot()?;
        let (key, codes) = (self.key_of(organization)?, Codes::read(&self.connection)?);
        let moved = |period: &Period| {
            let between = movements::between(&self.connection, key, micros_from(period.from), micros_from(period.to))?;
            standing::movements(&between, &codes)
        };
        let orders = |period: &Period| periods::totals(&self.connection, key, &codes, *period);
        Ok(OutlookFacts {
            periods: periods.iter().map(orders).collect::<Result<_, _>>()?,
            movements: movements.iter().map(moved).collect::<Result<_, _>>()?,
            at_risk: at_risk(&self.connection, key, &codes, now)?,
            products: product_totals::of_period(&self.connection, key, &codes, window)?,
            price_changes: price_changes::of_period(&self.connection, key, &codes, window)?,
            observed_since: observed_since(&self.connection, key)?,
        })
    }
}

fn observed_since(connection: &Connection, organization: i64) -> Result<Option<Timestamp>, LedgerError> {
    let mut statement = connection.prepare_cached("SELECT connected_at FROM organizations WHERE key = ?1")?;
    Ok(statement.query_row([organization], |row| row.get::<_, At>(0)).optional()?.map(|at| at.0))
}

fn at_risk(
    connection: &Connection,
    organization: i64,
    codes: &Codes,
    now: Timestamp,
) -> Result<Vec<AtRisk>, LedgerError> {
    let Some(past_due) = codes.known(SubscriptionStatus::PastDue.code()) else { return Ok(Vec::new()) };
    // The plus keeps the planner from the index by start, which every subscription is in.
    let mut statement = connection.prepare_cached(
        "SELECT subscriptions.id, products.name, past_due_at, amount, currency, share_net, share_total \
         FROM subscriptions LEFT JOIN products ON products.key = subscriptions.product \
         WHERE subscriptions.organization = ?1 AND status = ?2 AND +started_at < ?3 AND (end_at IS NULL OR end_at >= ?3) \
         ORDER BY past_due_at IS NULL, past_due_at, subscriptions.id",
    )?;
    let mut rows = statement.query(params![organization, past_due, after(now)])?;
    let mut all = Vec::new();
    while let Some(row) = rows.next()? {
        let unpaid = unpaid(connection, organization, codes, &row.get(0)?)?;
        let (next_attempt, amount) = match unpaid {
            Some((next_attempt, amount)) => (next_attempt, amount),
            None => (None, price(row, codes)?),
        };
        all.push(AtRisk {
            id: SubscriptionId(row.get::<_, Id>(0)?.0),
            product_name: row.get(1)?,
            since: row.get::<_, Option<At>>(2)?.map(|at| at.0),
            next_attempt,
            amount,
        });
    }
    Ok(all)
}

/// The part of a subscription's price that is revenue.
fn price(row: &Row<'_>, codes: &Codes) -> Result<Money, LedgerError> {
    let price = codes.money(row.get(3)?, row.get(4)?)?;
    let (net, total): (Option<i64>, Option<i64>) = (row.get(5)?, row.get(6)?);
    Ok(revenue_of(price, net.zip(total)).unwrap_or(price))
}

/// The latest order of a subscription that waits for its payment: when it is tried again, and its revenue.
fn unpaid(
    connection: &Connection,
    organization: i64,
    codes: &Codes,
    subscription: &[u8; 16],
) -> Result<Option<(Option<Timestamp>, Money)>, LedgerError> {
    let mut statement = connection.prepare_cached(
        "SELECT next_payment_attempt_at, net, currency FROM orders \
         WHERE organization = ?1 AND subscription = ?2 AND standing = 0 ORDER BY created_at DESC, id DESC LIMIT 1",
    )?;
    let mut rows = statement.query(params![organization, subscription])?;
    let Some(row) = rows.next()? else { return Ok(None) };
    let next_attempt = row.get::<_, Option<At>>(0)?.map(|at| at.0);
    Ok(Some((next_attempt, codes.money(row.get(1)?, row.get(2)?)?)))
}
