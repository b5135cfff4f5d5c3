//! Which rows are worth reading again: Polar's lists bring no change of an old row to the top.

use jiff::Timestamp;
use rusqlite::{Params, Row};
use uuid::Uuid;

use super::columns::{At, Id, micros, micros_from};
use super::{Ledger, LedgerError};
use crate::domain::{OrderId, OrganizationId, SubscriptionId, SubscriptionStatus};

impl Ledger {
    /// Orders that can still become paid or void by themselves (drafts and pending ones), newest first.
    ///
    /// # Errors
    /// Whatever stops the reading.
    pub fn open_orders(&self, organization: OrganizationId) -> Result<Vec<OrderId>, LedgerError> {
        let sql = "SELECT id FROM orders WHERE organization = ?1 AND standing = 0 ORDER BY created_at DESC";
        self.ids(sql, [self.key_of(organization)?], OrderId)
    }

    /// Paid-like orders of more than nothing whose fee is not settled, made at `since` or later: newest first, because a
    /// few never get one and must not stand in the way of those that will. With each, when it was made.
    ///
    /// # Errors
    /// Whatever stops the reading.
    pub fn unsettled_orders(
        &self,
        organization: OrganizationId,
        since: Timestamp,
        limit: u32,
    ) -> Result<Vec<(Timestamp, OrderId)>, LedgerError> {
        let sql = "SELECT created_at, id FROM orders WHERE organization = ?1 AND standing = 1 AND fee IS NULL \
                   AND net > 0 AND created_at >= ?2 ORDER BY created_at DESC LIMIT ?3";
        let mut statement = self.connection.prepare_cached(sql)?;
        let row = |row: &Row<'_>| Ok((row.get::<_, At>(0)?.0, OrderId(row.get::<_, Id>(1)?.0)));
        let rows = statement.query_map((self.key_of(organization)?, micros_from(since), limit), row)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Subscriptions of a status.
    ///
    /// # Errors
    /// Whatever stops the reading.
    pub fn subscriptions_with_status(
        &self,
        organization: OrganizationId,
        status: &SubscriptionStatus,
    ) -> Result<Vec<SubscriptionId>, LedgerError> {
        let sql = "SELECT id FROM subscriptions WHERE organization = ?1 \
                   AND status = (SELECT key FROM codes WHERE code = ?2)";
        self.ids(sql, (self.key_of(organization)?, status.code()), SubscriptionId)
    }

    /// Subscriptions whose end is to come after `now`, the next to leave first.
    ///
    /// # Errors
    /// Whatever stops the reading.
    pub fn canceling_subscriptions(
        &self,
        organization: OrganizationId,
        now: Timestamp,
    ) -> Result<Vec<SubscriptionId>, LedgerError> {
        let sql = "SELECT id FROM subscriptions WHERE organization = ?1 AND end_at > ?2 ORDER BY end_at";
        self.ids(sql, (self.key_of(organization)?, micros(now)), SubscriptionId)
    }

    fn ids<T>(&self, sql: &str, parameters: impl Params, id: fn(Uuid) -> T) -> Result<Vec<T>, LedgerError> {
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query(parameters)?;
        let mut ids = Vec::new();
        while let Some(row) = rows.next()? {
            ids.push(id(row.get::<_, Id>(0)?.0));
        }
        Ok(ids)
    }
}
