//! Rows by what a person calls them.

use rusqlite::Params;
use uuid::Uuid;

use super::columns::Id;
use super::listing::ids_beginning_with;
use super::{Ledger, LedgerError};
use crate::domain::{OrderId, OrganizationId, SubscriptionId};

impl Ledger {
    /// The orders that `name` means: those whose id begins with it (at least four digits, with or without dashes), or else
    /// those whose invoice has it as its number, in capitals or not. Two are given at most: they tell that the name is not
    /// enough.
    ///
    /// # Errors
    /// Whatever stops the reading.
    pub fn orders_called(&self, organization: OrganizationId, name: &str) -> Result<Vec<OrderId>, LedgerError> {
        let sql = "SELECT id FROM orders WHERE organization = ?1 AND id BETWEEN ?2 AND ?3 LIMIT 2";
        let mut found = self.beginning_with(organization, name, sql)?;
        if found.is_empty() {
            let sql = "SELECT id FROM orders WHERE organization = ?1 AND invoice_number = ?2 COLLATE NOCASE LIMIT 2";
            found = self.found(sql, (self.key_of(organization)?, name))?;
        }
        Ok(found.into_iter().map(OrderId).collect())
    }

    /// The subscriptions whose id begins with `name`; as [`Ledger::orders_called`].
    ///
    /// # Errors
    /// Whatever stops the reading.
    pub fn subscriptions_called(
        &self,
        organization: OrganizationId,
        name: &str,
    ) -> Result<Vec<SubscriptionId>, LedgerError> {
        let sql = "SELECT id FROM subscriptions WHERE organization = ?1 AND id BETWEEN ?2 AND ?3 LIMIT 2";
        Ok(self.beginning_with(organization, name, sql)?.into_iter().map(SubscriptionId).collect())
    }

    fn beginning_with(&self, organization: OrganizationId, name: &str, sql: &str) -> Result<Vec<Uuid>, LedgerError> {
        match ids_beginning_with(name) {
            Some([first, last]) => self.found(sql, (self.key_of(organization)?, first, last)),
            None => Ok(Vec::new()),
        }
    }

    fn found(&self, sql: &str, bound: impl Params) -> Result<Vec<Uuid>, LedgerError> {
        let mut statement = self.connection.prepare_cached(sql)?;
        let rows = statement.query_map(bound, |row| row.get::<_, Id>(0))?;
        Ok(rows.map(|row| row.map(|id| id.0)).collect::<Result<_, _>>()?)
    }
}
