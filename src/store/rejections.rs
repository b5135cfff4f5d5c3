//! Rows of Polar's that could not be read. They are kept so that whoever asks later, in another process, learns of them:
//! figures go by what was known of these rows before, if anything, until they are read.

use jiff::Timestamp;
use rusqlite::{Connection, Row, params};
use uuid::Uuid;

use super::columns::{At, Id, micros};
use super::{Batch, Ledger, LedgerError};
use crate::domain::OrganizationId;

/// What a row is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowKind {
    /// An order.
    Order,
    /// A subscription.
    Subscription,
    /// The organization itself.
    Organization,
}

impl RowKind {
    const fn code(self) -> &'static str {
        match self {
            Self::Order => "order",
            Self::Subscription => "subscription",
            Self::Organization => "organization",
        }
    }

    fn from_code(code: &str) -> Option<Self> {
        [Self::Order, Self::Subscription, Self::Organization].into_iter().find(|kind| kind.code() == code)
    }
}

/// A row that could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rejection {
    /// What it is of.
    pub kind: RowKind,
    /// Its id, when that could be read.
    pub id: Option<Uuid>,
    /// Where in the answer, such as `items[3].net_amount`.
    pub path: String,
    /// What is wrong there, in words that repeat nothing of the row.
    pub reason: String,
    /// When it was last seen, by the clock of the process that did.
    pub seen_at: Timestamp,
}

/// As many are kept of an organization, the ones seen last: more of them tell nothing more.
pub const REJECTIONS_KEPT: u32 = 50;

impl Ledger {
    /// The rows of Polar's that could not be read and have not been since, the one seen last first;
    /// [`REJECTIONS_KEPT`] at most.
    ///
    /// # Errors
    /// Whatever stops the reading.
    pub fn rejections(&self, organization: OrganizationId) -> Result<Vec<Rejection>, LedgerError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT kind, id, path, reason, seen_at FROM rejections WHERE organization = ?1 \
             ORDER BY seen_at DESC, key DESC",
        )?;
        let mut rows = statement.query([self.key_of(organization)?])?;
        let mut rejections = Vec::new();
        while let Some(row) = rows.next()? {
            rejections.push(rejection(row)?);
        }
        Ok(rejections)
    }
}

/// Keeps a batch's rejections, and forgets what it read well, removed, or looked for everywhere and did not see again.
pub(super) fn keep(connection: &Connection, organization: i64, batch: &Batch) -> Result<(), LedgerError> {
    if has_any(connection, organization)? {
        let orders = batch.orders.iter().map(|order| order.id.0).chain(batch.gone_orders.iter().map(|id| id.0));
        forget(connection, organization, RowKind::Order, orders)?;
        let rows = batch.subscriptions.iter().map(|row| row.id.0).chain(batch.gone_subscriptions.iter().map(|id| id.0));
        forget(connection, organization, RowKind::Subscription, rows)?;
        forget(connection, organization, RowKind::Organization, batch.organization.iter().map(|row| row.id.0))?;
        for (kind, since) in &batch.read_whole {
            connection
                .prepare_cached("DELETE FROM rejections WHERE organization = ?1 AND kind = ?2 AND seen_at < ?3")?
                .execute(params![organization, kind.code(), micros(*since)])?;
        }
        if let Some(since) = batch.refreshed_since {
            // Nobody can ask for such a row, nor tell it from others at its place: it stands for what was on a page.
            connection
                .prepare_cached("DELETE FROM rejections WHERE organization = ?1 AND id IS NULL AND seen_at < ?2")?
                .execute(params![organization, micros(since)])?;
        }
    }
    for rejection in &batch.rejections {
        note(connection, organization, rejection)?;
    }
    if !batch.rejections.is_empty() {
        connection
            .prepare_cached(
                "DELETE FROM rejections WHERE organization = ?1 AND key NOT IN (SELECT key FROM rejections \
                 WHERE organization = ?1 ORDER BY seen_at DESC, key DESC LIMIT ?2)",
            )?
            .execute(params![organization, REJECTIONS_KEPT])?;
    }
    Ok(())
}

/// There are hardly ever any, and then nothing is looked up row by row.
fn has_any(connection: &Connection, organization: i64) -> Result<bool, LedgerError> {
    let sql = "SELECT EXISTS (SELECT 1 FROM rejections WHERE organization = ?1)";
    Ok(connection.prepare_cached(sql)?.query_row([organization], |row| row.get(0))?)
}

fn forget(
    connection: &Connection,
    organization: i64,
    kind: RowKind,
    ids: impl Iterator<Item = Uuid>,
) -> Result<(), LedgerError> {
    let mut statement = connection
        .prepare_cached("DELETE FROM rejections WHERE organization = ?1 AND kind = ?2 AND ifnull(id, path) = ?3")?;
    for id in ids {
        statement.execute(params![organization, kind.code(), id.as_bytes()])?;
    }
    Ok(())
}

fn note(connection: &Connection, organization: i64, rejection: &Rejection) -> Result<(), LedgerError> {
    let Rejection { kind, id, path, reason, seen_at } = rejection;
    connection
        .prepare_cached(
            "INSERT INTO rejections (organization, kind, id, path, reason, seen_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6) \
             ON CONFLICT (organization, kind, ifnull(id, path)) \
             DO UPDATE SET path = excluded.path, reason = excluded.reason, seen_at = excluded.seen_at",
        )?
        .execute(params![organization, kind.code(), id.as_ref().map(Uuid::as_bytes), path, reason, micros(*seen_at)])?;
    Ok(())
}

fn rejection(row: &Row<'_>) -> Result<Rejection, LedgerError> {
    let kind: String = row.get(0)?;
    Ok(Rejection {
        kind: RowKind::from_code(&kind)
            .ok_or_else(|| LedgerError::Broken("a rejected row is of nothing that there is".to_owned()))?,
        id: row.get::<_, Option<Id>>(1)?.map(|id| id.0),
        path: row.get(2)?,
        reason: row.get(3)?,
        seen_at: row.get::<_, At>(4)?.0,
    })
}
