//! Renewed subscriptions: distinct ones among a period's renewal orders. Orders that renew the same subscription twice within
//! a day are rare and know it, so that a day's distinct count is its count of renewals less these.

use std::collections::BTreeSet;

use rusqlite::{Connection, OptionalExtension, params};

use super::LedgerError;
use super::columns::micros_from;
use super::order_row::OrderRow;
use crate::domain::Period;

/// How far apart two renewals of one subscription may be to know of each other: longer than any day, those of zones that
/// crossed the date line included.
const REACH: i64 = 50 * 3600 * 1_000_000;

/// Renewal orders that a batch wrote, moved or took away, by subscription and instant.
#[derive(Debug, Default)]
pub(super) struct Renewals(BTreeSet<([u8; 16], i64)>);

impl Renewals {
    /// Notes an order as it was, or as it is now.
    pub(super) fn touch(&mut self, order: &OrderRow) {
        if order.renews {
            self.0.extend(order.subscription.map(|subscription| (subscription, order.created_at)));
        }
    }

    /// Works out anew which orders near those that were touched renew again.
    pub(super) fn write(self, connection: &Connection, organization: i64) -> Result<(), LedgerError> {
        for (subscription, at) in self.0 {
            write_around(connection, organization, &subscription, at)?;
        }
        Ok(())
    }
}

fn write_around(
    connection: &Connection,
    organization: i64,
    subscription: &[u8; 16],
    at: i64,
) -> Result<(), LedgerError> {
    let mut statement = connection.prepare_cached(
        "SELECT key, created_at, renewed_before FROM orders \
         WHERE organization = ?1 AND subscription = ?2 AND created_at BETWEEN ?3 AND ?4 AND renews \
         ORDER BY created_at, id",
    )?;
    let bounds = params![organization, subscription, at.saturating_sub(REACH), at.saturating_add(REACH)];
    let mut rows = statement.query(bounds)?;
    let mut last: Option<i64> = None;
    while let Some(row) = rows.next()? {
        let (key, created_at, known): (i64, i64, Option<i64>) = (row.get(0)?, row.get(1)?, row.get(2)?);
        let before = last.filter(|last| created_at.saturating_sub(*last) < REACH);
        // Of an order before the one touched nothing changed, and what came before it may be out of sight.
        if created_at >= at && known != before {
            connection
                .prepare_cached("UPDATE orders SET renewed_before = ?2 WHERE key = ?1")?
                .execute(params![key, before])?;
        }
        last = Some(created_at);
    }
    Ok(())
}

/// Distinct subscriptions that were renewed within a period of which `orders` did so.
pub(super) fn distinct(
    connection: &Connection,
    organization: i64,
    period: Period,
    orders: i64,
) -> Result<u64, LedgerError> {
    let (from, to) = (micros_from(period.from), micros_from(period.to));
    if orders <= 0 || from >= to {
        return Ok(0);
    }
    if to.saturating_sub(from) > REACH {
        return by_walking(connection, [organization, from, to]);
    }
    let again: Option<i64> = connection
        .prepare_cached(
            "SELECT count(*) FROM orders INDEXED BY orders_renewing_again \
             WHERE organization = ?1 AND created_at >= ?2 AND created_at < ?3 AND renewed_before >= ?2",
        )?
        .query_row([organization, from, to], |row| row.get(0))
        .optional()?;
    Ok(orders.saturating_sub(again.unwrap_or_default()).unsigned_abs())
}

/// A period that no day is as long as.
fn by_walking(connection: &Connection, bounds: [i64; 3]) -> Result<u64, LedgerError> {
    let mut statement = connection.prepare_cached(
        "SELECT count(DISTINCT subscription) FROM orders \
         WHERE organization = ?1 AND created_at >= ?2 AND created_at < ?3 AND renews",
    )?;
    let count: i64 = statement.query_row(bounds, |row| row.get(0))?;
    Ok(count.unsigned_abs())
}
