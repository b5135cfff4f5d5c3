use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::columns::{At, Id, micros};
use super::{Ledger, LedgerError};
use crate::domain::{Environment, Organization, OrganizationId, OrganizationStatus};

/// An organization as the ledger holds it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredOrganization {
    /// The organization, as last read.
    pub organization: Organization,
    /// Scheme and host that it was connected on; its token goes nowhere else.
    pub origin: String,
    /// When it was first connected; nothing from before is news.
    pub connected_at: Timestamp,
    /// When a refresh last succeeded.
    pub last_success: Option<Timestamp>,
}

/// How many rows of a removed organization are deleted in one transaction.
const AT_ONCE: u32 = 5_000;

/// Stands for an organization that is not there: no row has this key, so that reading finds nothing.
const NOBODY: i64 = 0;

impl Ledger {
    /// Every organization, the one synced or connected last first.
    ///
    /// # Errors
    /// Whatever stops the reading.
    pub fn organizations(&self) -> Result<Vec<StoredOrganization>, LedgerError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT id, name, slug, environment, status, can_take_payments, can_be_paid_out, origin, connected_at, \
             last_success FROM organizations WHERE length(id) = 16 ORDER BY max(ifnull(last_success, connected_at), connected_at) DESC, key DESC",
        )?;
        let mut rows = statement.query([])?;
        let mut organizations = Vec::new();
        while let Some(row) = rows.next()? {
            organizations.push(stored(row)?);
        }
        Ok(organizations)
    }

    /// Remembers that an organization was connected at `at`, on the API at `origin`. One that is there already keeps
    /// its rows and the instant of its first connection: a new token is no new beginning. How it stands with Polar is kept,
    /// too, until a batch brings it, which announces what has changed.
    ///
    /// # Errors
    /// Whatever stops the transaction.
    pub fn connect(&mut self, organization: &Organization, origin: &str, at: Timestamp) -> Result<(), LedgerError> {
        self.sweep()?;
        self.connection.execute(
            "INSERT INTO organizations (id, name, slug, environment, status, can_take_payments, can_be_paid_out, \
             origin, connected_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) \
             ON CONFLICT (id) DO UPDATE SET name = excluded.name, slug = excluded.slug, \
             environment = excluded.environment, origin = excluded.origin",
            params![
                organization.id.0.as_bytes(),
                organization.name,
                organization.slug,
                organization.environment.code(),
                organization.status.code(),
                organization.can_take_payments,
                organization.can_be_paid_out,
                origin,
                micros(at),
            ],
        )?;
        Ok(())
    }

    /// Forgets an organization: every row of it, and gives the space back. One that is not there is no error.
    ///
    /// It is gone at once; its rows go in small transactions, so that nobody waits for a million of them.
    ///
    /// # Errors
    /// Whatever stops a transaction. What is left over is swept up by the next removal or connection.
    pub fn remove(&mut self, organization: OrganizationId) -> Result<(), LedgerError> {
        self.connection
            .execute("UPDATE organizations SET id = randomblob(15) WHERE id = ?1", [organization.0.as_bytes()])?;
        self.sweep()?;
        // A reader of another process can hold this back; the rows are gone all the same, and the space is used again.
        match self.give_space_back() {
            Ok(()) | Err(rusqlite::Error::SqliteFailure(..)) => Ok(()),
            Err(other) => Err(other.into()),
        }
    }

    /// Deletes the rows of organizations that were removed: an id of 15 bytes is nobody's.
    fn sweep(&self) -> Result<(), LedgerError> {
        let removed: Vec<i64> = self
            .connection
            .prepare_cached("SELECT key FROM organizations WHERE length(id) <> 16")?
            .query_map([], |row| row.get(0))?
            .collect::<rusqlite::Result<_>>()?;
        for key in removed {
            for rows in ["orders", "subscriptions"] {
                let some = format!(
                    "DELETE FROM {rows} WHERE key IN (SELECT key FROM {rows} WHERE organization = ?1 LIMIT {AT_ONCE})"
                );
                while self.connection.execute(&some, [key])? > 0 {}
            }
            self.connection.pragma_update(None, "foreign_keys", true)?;
            let last = self.connection.execute("DELETE FROM organizations WHERE key = ?1", [key]);
            self.connection.pragma_update(None, "foreign_keys", false)?;
            last?;
        }
        Ok(())
    }

    /// Cuts the free pages off the file, and the log to nothing.
    fn give_space_back(&self) -> rusqlite::Result<()> {
        // Each step over a result frees one page.
        let mut freeing = self.connection.prepare("PRAGMA incremental_vacuum")?;
        let mut freed = freeing.query([])?;
        while freed.next()?.is_some() {}
        self.connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))
    }

    /// The key for reading; that of nobody when the organization is not there.
    pub(super) fn key_of(&self, organization: OrganizationId) -> Result<i64, LedgerError> {
        Ok(find(&self.connection, organization)?.unwrap_or(NOBODY))
    }
}

/// The key of an organization that is there.
pub(super) fn find(connection: &Connection, organization: OrganizationId) -> Result<Option<i64>, LedgerError> {
    let mut statement = connection.prepare_cached("SELECT key FROM organizations WHERE id = ?1")?;
    Ok(statement.query_row([organization.0.as_bytes()], |row| row.get(0)).optional()?)
}

/// What Polar said last of an organization.
pub(super) fn read(connection: &Connection, key: i64) -> Result<Organization, LedgerError> {
    let mut statement = connection.prepare_cached(
        "SELECT id, name, slug, environment, status, can_take_payments, can_be_paid_out, origin, connected_at, \
         last_success FROM organizations WHERE key = ?1",
    )?;
    let mut rows = statement.query([key])?;
    match rows.next()? {
        Some(row) => Ok(stored(row)?.organization),
        None => Err(LedgerError::Other("the organization is not in the ledger".to_owned())),
    }
}

/// Takes over what Polar now says of an organization.
pub(super) fn update(connection: &Connection, key: i64, organization: &Organization) -> Result<(), LedgerError> {
    connection
        .prepare_cached(
            "UPDATE organizations SET name = ?2, slug = ?3, environment = ?4, status = ?5, can_take_payments = ?6, \
             can_be_paid_out = ?7 WHERE key = ?1",
        )?
        .execute(params![
            key,
            organization.name,
            organization.slug,
            organization.environment.code(),
            organization.status.code(),
            organization.can_take_payments,
            organization.can_be_paid_out,
        ])?;
    Ok(())
}

/// Stamps a successful refresh.
pub(super) fn succeeded(connection: &Connection, key: i64, at: Timestamp) -> Result<(), LedgerError> {
    connection
        .prepare_cached("UPDATE organizations SET last_success = ?2 WHERE key = ?1")?
        .execute([key, micros(at)])?;
    Ok(())
}

fn stored(row: &Row<'_>) -> Result<StoredOrganization, LedgerError> {
    let environment: String = row.get(3)?;
    Ok(StoredOrganization {
        organization: Organization {
            id: OrganizationId(row.get::<_, Id>(0)?.0),
            name: row.get(1)?,
            slug: row.get(2)?,
            environment: Environment::from_code(&environment)
                .ok_or_else(|| LedgerError::Broken("an organization lives in neither of Polar's worlds".to_owned()))?,
            status: OrganizationStatus::from_code(&row.get::<_, String>(4)?),
            can_take_payments: row.get(5)?,
            can_be_paid_out: row.get(6)?,
        },
        origin: row.get(7)?,
        connected_at: row.get::<_, At>(8)?.0,
        last_success: row.get::<_, Option<At>>(9)?.map(|at| at.0),
    })
}
