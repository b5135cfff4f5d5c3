use crate::domain::OrganizationId;
use crate::store::{Ledger, LedgerError};

impl Ledger {
    /// The statuses that the organization's orders have, as Polar's codes and in their order. It looks at every order.
    ///
    /// # Errors
    /// Whatever stops the reading.
    pub fn order_statuses(&self, organization: OrganizationId) -> Result<Vec<String>, LedgerError> {
        self.statuses(organization, "orders NOT INDEXED")
    }

    /// The statuses that its subscriptions have, likewise.
    ///
    /// # Errors
    /// Whatever stops the reading.
    pub fn subscription_statuses(&self, organization: OrganizationId) -> Result<Vec<String>, LedgerError> {
        self.statuses(organization, "subscriptions INDEXED BY subscriptions_by_status")
    }

    fn statuses(&self, organization: OrganizationId, rows: &str) -> Result<Vec<String>, LedgerError> {
        let sql = format!(
            "SELECT code FROM codes WHERE key IN (SELECT DISTINCT status FROM {rows} WHERE organization = ?1) ORDER BY code"
        );
        let mut statement = self.connection.prepare(&sql)?;
        let codes = statement.query_map([self.key_of(organization)?], |row| row.get(0))?;
        Ok(codes.collect::<rusqlite::Result<_>>()?)
    }
}
