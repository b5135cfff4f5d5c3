//! Changes of the prices of running subscriptions. Polar tells of none, so they are known from when they are seen.

use rusqlite::{Connection, params};

use super::LedgerError;
use super::codes::Codes;
use super::columns::micros_from;
use super::life::Life;
use crate::domain::{Period, PriceChanges};

/// Notes that the monthly value of a subscription is another than when it was last read. Both lives are worth the same
/// share of their price, so that a tax that came to light is no change.
pub(super) fn note(
    connection: &Connection,
    organization: i64,
    subscription: &[u8; 16],
    lives: (&Life, &Life),
    at: i64,
) -> Result<(), LedgerError> {
    let (before, after) = lives;
    if !(before.brings_revenue_at(at) && after.brings_revenue_at(at)) {
        return Ok(());
    }
    let (was, became) = (before.monthly.unwrap_or_default(), after.monthly.unwrap_or_default());
    let changes = if before.currency == after.currency {
        vec![(after.currency, was, became)]
    } else {
        vec![(before.currency, was, 0), (after.currency, 0, became)]
    };
    for (currency, was, became) in changes.into_iter().filter(|(_, was, became)| was != became) {
        // Twice at one instant, as two pages in one batch may bring it: from the first price to the last.
        connection
            .prepare_cached(
                "INSERT INTO price_changes (organization, at, subscription, currency, was, became, begun_at) \
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) \
                 ON CONFLICT (organization, at, subscription, currency) DO UPDATE SET became = excluded.became",
            )?
            .execute(params![organization, at, subscription, currency, was, became, after.begun()])?;
    }
    Ok(())
}

/// What was observed within a period.
pub(super) fn of_period(
    connection: &Connection,
    organization: i64,
    codes: &Codes,
    period: Period,
) -> Result<PriceChanges, LedgerError> {
    let from = micros_from(period.from);
    let mut statement = connection.prepare_cached(
        "SELECT currency, was, became, begun_at FROM price_changes WHERE organization = ?1 AND at >= ?2 AND at < ?3",
    )?;
    let mut rows = statement.query([organization, from, micros_from(period.to)])?;
    let mut changes = PriceChanges::default();
    while let Some(row) = rows.next()? {
        let currency = codes.currency(row.get(0)?)?;
        let (was, became): (i64, i64) = (row.get(1)?, row.get(2)?);
        let rise = i128::from(became) - i128::from(was);
        if rise > 0 {
            changes.expansion.add_minor(currency, rise);
        } else {
            changes.contraction.add_minor(currency, -rise);
        }
        if row.get::<_, i64>(3)? >= from {
            changes.of_new.add_minor(currency, rise);
        }
    }
    Ok(changes)
}
