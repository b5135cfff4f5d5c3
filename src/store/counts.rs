use rusqlite::{Connection, OptionalExtension};

use super::{Applied, Ledger, LedgerError};
use crate::domain::OrganizationId;

/// How many rows the ledger holds of an organization.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Orders, whatever their status.
    pub orders: u64,
    /// Subscriptions, whatever their status.
    pub subscriptions: u64,
}

impl Ledger {
    /// How many rows there are of an organization.
    ///
    /// # Errors
    /// Whatever stops the reading.
    pub fn counts(&self, organization: OrganizationId) -> Result<Counts, LedgerError> {
        let mut statement =
            self.connection.prepare_cached("SELECT orders, subscriptions FROM organizations WHERE id = ?1")?;
        let counts: Option<(i64, i64)> =
            statement.query_row([organization.0.as_bytes()], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
        let (orders, subscriptions) = counts.unwrap_or_default();
        Ok(Counts { orders: orders.unsigned_abs(), subscriptions: subscriptions.unsigned_abs() })
    }
}

/// Counts what a batch added and took away.
pub(super) fn add(connection: &Connection, organization: i64, applied: &Applied) -> Result<(), LedgerError> {
    let more = |new: u64, removed: u64| new.cast_signed().saturating_sub(removed.cast_signed());
    let orders = more(applied.new_orders, applied.removed_orders);
    let subscriptions = more(applied.new_subscriptions, applied.removed_subscriptions);
    if (orders, subscriptions) == (0, 0) {
        return Ok(());
    }
    connection
        .prepare_cached(
            "UPDATE organizations SET orders = orders + ?2, subscriptions = subscriptions + ?3 WHERE key = ?1",
        )?
        .execute([organization, orders, subscriptions])?;
    Ok(())
}
