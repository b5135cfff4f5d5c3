//! Which rows are worth reading again: Polar's lists bring no change of an old row to the top.

use jiff::Timestamp;
use rusqlite::{Params, Row};
use uuid::Uuid;

use super::columns::{At, Id, micros, micros_from};
use super::{Ledger, LedgerError};
use crate::domain::{OrderId, OrderStatus, OrganizationId, SubscriptionId, SubscriptionStatus};

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

    /// How many orders of a status there are of which something was given back.
    ///
    /// # Errors
    /// Whatever stops the reading.
    pub fn refunded_orders(&self, organization: OrganizationId, status: &OrderStatus) -> Result<u64, LedgerError> {
        let sql = "SELECT count(*) FROM orders WHERE organization = ?1 AND refunded > 0 \
                   AND status = (SELECT key FROM codes WHERE code = ?2)";
        let mut statement = self.connection.prepare_cached(sql)?;
        let count: i64 = statement.query_row((self.key_of(organization)?, status.code()), |row| row.get(0))?;
        Ok(count.unsigned_abs())
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

    /// Orders made after `after` and before `before`, where there are such bounds, newest first.
    ///
    /// # Errors
    /// Whatever stops the reading.
    pub fn orders_between(
        &self,
        organization: OrganizationId,
        after: Option<Timestamp>,
        before: Option<Timestamp>,
    ) -> Result<Vec<OrderId>, LedgerError> {
        let sql = "SELECT id FROM orders WHERE organization = ?1 AND created_at > ?2 AND created_at < ?3 \
                   ORDER BY created_at DESC";
        self.ids(sql, between(self.key_of(organization)?, after, before), OrderId)
    }

    /// Subscriptions started after `after` and before `before`, where there are such bounds, newest first.
    ///
    /// # Errors
    /// Whatever stops the reading.
    pub fn subscriptions_between(
        &self,
        organization: OrganizationId,
        after: Option<Timestamp>,
        before: Option<Timestamp>,
    ) -> Result<Vec<SubscriptionId>, LedgerError> {
        let sql = "SELECT id FROM subscriptions WHERE organization = ?1 AND started_at > ?2 AND started_at < ?3 \
                   ORDER BY started_at DESC";
        self.ids(sql, between(self.key_of(organization)?, after, before), SubscriptionId)
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

fn between(organization: i64, after: Option<Timestamp>, before: Option<Timestamp>) -> [i64; 3] {
    [organization, after.map_or(i64::MIN, micros), before.map_or(i64::MAX, micros_from)]
}
