use std::collections::BTreeMap;

use jiff::Timestamp;
use rusqlite::{Connection, params};

use super::columns::{At, micros};
use super::{Ledger, LedgerError};
use crate::domain::OrganizationId;

/// How far something has come: an instant, a number, or both, as the one who sets it means it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Mark {
    /// An instant.
    pub at: Option<Timestamp>,
    /// A number.
    pub number: i64,
}

/// Marks by name.
pub type Marks = BTreeMap<String, Mark>;

/// The marks that figures depend on; whoever syncs may set others.
pub mod mark {
    /// Orders are complete from this mark's instant on.
    pub const ORDERS_SINCE: &str = "orders_since";
    /// Subscriptions are complete from starts at this mark's instant on.
    pub const SUBSCRIPTIONS_SINCE: &str = "subscriptions_since";
    /// Present once every live subscription has been read.
    pub const LIVE_SUBSCRIPTIONS: &str = "live_subscriptions";
}

impl Ledger {
    /// Every mark of an organization; none for one that is not there.
    ///
    /// # Errors
    /// Whatever stops the reading.
    pub fn marks(&self, organization: OrganizationId) -> Result<Marks, LedgerError> {
        read(&self.connection, self.key_of(organization)?)
    }
}

pub(super) fn read(connection: &Connection, organization: i64) -> Result<Marks, LedgerError> {
    let mut statement = connection.prepare_cached("SELECT name, at, number FROM marks WHERE organization = ?1")?;
    let mut rows = statement.query([organization])?;
    let mut marks = Marks::new();
    while let Some(row) = rows.next()? {
        let at = row.get::<_, Option<At>>(1)?.map(|at| at.0);
        marks.insert(row.get(0)?, Mark { at, number: row.get(2)? });
    }
    Ok(marks)
}

pub(super) fn write(
    connection: &Connection,
    organization: i64,
    name: &str,
    mark: Option<Mark>,
) -> Result<(), LedgerError> {
    match mark {
        Some(mark) => connection
            .prepare_cached("REPLACE INTO marks (organization, name, at, number) VALUES (?1, ?2, ?3, ?4)")?
            .execute(params![organization, name, mark.at.map(micros), mark.number])?,
        None => connection
            .prepare_cached("DELETE FROM marks WHERE organization = ?1 AND name = ?2")?
            .execute(params![organization, name])?,
    };
    Ok(())
}
