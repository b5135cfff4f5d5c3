//! The newest rows, as the menu lists them. Names of people are not here: they live in memory only.

use rusqlite::{Connection, Params, Row};

use super::codes::Codes;
use super::columns::{At, Id};
use super::{Ledger, LedgerError};
use crate::domain::{
    CancellationReason, CustomerId, OrderId, OrderStatus, OrganizationId, RecentCancellation, RecentOrder,
    RecentSubscription, SubscriptionId, SubscriptionStatus,
};

impl Ledger {
    /// The newest orders that are paid or wait for their payment, newest first.
    ///
    /// # Errors
    /// Whatever stops the reading.
    pub fn recent_orders(&self, organization: OrganizationId, limit: u32) -> Result<Vec<RecentOrder>, LedgerError> {
        let _snapshot = self.snapshot()?;
        let codes = Codes::read(&self.connection)?;
        let pending = codes.known(OrderStatus::Pending.code());
        let sql = "SELECT orders.id, created_at, status, net, currency, products.name, customer \
                   FROM orders LEFT JOIN products ON products.key = orders.product \
                   WHERE orders.organization = ?1 AND (standing = 1 OR status = ?2) \
                   ORDER BY created_at DESC, orders.id DESC LIMIT ?3";
        collect(&self.connection, sql, (self.key_of(organization)?, pending, limit), |row| {
            Ok(RecentOrder {
                id: OrderId(row.get::<_, Id>(0)?.0),
                created_at: row.get::<_, At>(1)?.0,
                status: OrderStatus::from_code(codes.code(row.get(2)?)?),
                amount: codes.money(row.get(3)?, row.get(4)?)?,
                product_name: row.get(5)?,
                customer_id: customer(row, 6)?,
            })
        })
    }

    /// The subscriptions that started last, newest first.
    ///
    /// # Errors
    /// Whatever stops the reading.
    pub fn recent_subscriptions(
        &self,
        organization: OrganizationId,
        limit: u32,
    ) -> Result<Vec<RecentSubscription>, LedgerError> {
        let _snapshot = self.snapshot()?;
        let codes = Codes::read(&self.connection)?;
        let sql = "SELECT subscriptions.id, started_at, status, trial_end, amount, currency, cadence_interval, \
                   cadence_count, products.name, customer \
                   FROM subscriptions LEFT JOIN products ON products.key = subscriptions.product \
                   WHERE subscriptions.organization = ?1 AND started_at IS NOT NULL \
                   ORDER BY started_at DESC, subscriptions.id DESC LIMIT ?2";
        collect(&self.connection, sql, (self.key_of(organization)?, limit), |row| {
            Ok(RecentSubscription {
                id: SubscriptionId(row.get::<_, Id>(0)?.0),
                started_at: row.get::<_, At>(1)?.0,
                status: SubscriptionStatus::from_code(codes.code(row.get(2)?)?),
                trial_end: row.get::<_, Option<At>>(3)?.map(|at| at.0),
                amount: codes.money(row.get(4)?, row.get(5)?)?,
                cadence: codes.cadence(row.get(6)?, row.get(7)?)?,
                product_name: row.get(8)?,
                customer_id: customer(row, 9)?,
            })
        })
    }

    /// The subscriptions that were cancelled last, and not taken up again, newest first.
    ///
    /// # Errors
    /// Whatever stops the reading.
    pub fn recent_cancellations(
        &self,
        organization: OrganizationId,
        limit: u32,
    ) -> Result<Vec<RecentCancellation>, LedgerError> {
        let _snapshot = self.snapshot()?;
        let codes = Codes::read(&self.connection)?;
        let sql = "SELECT subscriptions.id, canceled_at, end_at, amount, currency, cadence_interval, cadence_count, \
                   products.name, customer, cancellation_reason \
                   FROM subscriptions LEFT JOIN products ON products.key = subscriptions.product \
                   WHERE subscriptions.organization = ?1 AND canceled_at IS NOT NULL \
                   ORDER BY canceled_at DESC, subscriptions.id DESC LIMIT ?2";
        collect(&self.connection, sql, (self.key_of(organization)?, limit), |row| {
            let reason = match row.get(9)? {
                Some(key) => Some(CancellationReason::from_code(codes.code(key)?)),
                None => None,
            };
            Ok(RecentCancellation {
                id: SubscriptionId(row.get::<_, Id>(0)?.0),
                canceled_at: row.get::<_, At>(1)?.0,
                end: row.get::<_, Option<At>>(2)?.map(|at| at.0),
                amount: codes.money(row.get(3)?, row.get(4)?)?,
                cadence: codes.cadence(row.get(5)?, row.get(6)?)?,
                product_name: row.get(7)?,
                customer_id: customer(row, 8)?,
                reason,
            })
        })
    }
}

fn customer(row: &Row<'_>, column: usize) -> Result<Option<CustomerId>, LedgerError> {
    Ok(row.get::<_, Option<Id>>(column)?.map(|id| CustomerId(id.0)))
}

fn collect<T>(
    connection: &Connection,
    sql: &str,
    parameters: impl Params,
    read: impl Fn(&Row<'_>) -> Result<T, LedgerError>,
) -> Result<Vec<T>, LedgerError> {
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query(parameters)?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(read(row)?);
    }
    Ok(found)
}
