//! Which share of a subscription's price is revenue. The price may include tax, and that shows on its orders only.

use rusqlite::{Connection, OptionalExtension, Row, params};

use super::LedgerError;
use super::apply::Writing;
use super::life::Life;
use super::subscription_row::SubscriptionRow;

/// Net and total of an order whose price included tax.
pub(super) type Share = Option<(i64, i64)>;

/// Works out a subscription's share anew from its latest paid-like order with a total: that order's net and total when
/// its price included tax (`tax ≠ 0` and `net = subtotal − discount − tax`), nothing otherwise. A subscription whose own
/// row is not there yet is passed over; its share is worked out when it comes.
pub(super) fn work_out(writing: &mut Writing<'_>, subscription: &[u8; 16]) -> Result<(), LedgerError> {
    let (transaction, organization) = (writing.transaction, writing.organization);
    let Some(known) = known(transaction, organization, subscription)? else { return Ok(()) };
    let latest = of_latest_order(transaction, organization, subscription)?;
    if known == latest {
        return Ok(());
    }
    let Some(known) = SubscriptionRow::find(transaction, organization, subscription)? else { return Ok(()) };
    let (net, total) = latest.unzip();
    transaction
        .prepare_cached("UPDATE subscriptions SET share_net = ?2, share_total = ?3 WHERE key = ?1")?
        .execute(params![known.key, net, total])?;
    let before = Life::of(&known.row, known.share, &writing.codes)?;
    let after = Life::of(&known.row, latest, &writing.codes)?;
    writing.movements.replace(before.as_ref(), after.as_ref())
}

/// The share that a subscription's row holds; `None` when there is no row.
fn known(connection: &Connection, organization: i64, subscription: &[u8; 16]) -> Result<Option<Share>, LedgerError> {
    let mut statement = connection
        .prepare_cached("SELECT share_net, share_total FROM subscriptions WHERE organization = ?1 AND id = ?2")?;
    let share = |row: &Row<'_>| Ok(row.get::<_, Option<i64>>(0)?.zip(row.get::<_, Option<i64>>(1)?));
    Ok(statement.query_row(params![organization, subscription], share).optional()?)
}

fn of_latest_order(connection: &Connection, organization: i64, subscription: &[u8; 16]) -> Result<Share, LedgerError> {
    let mut statement = connection.prepare_cached(
        "SELECT created_at, id, subtotal, discount, net, tax, total FROM orders INDEXED BY orders_by_subscription \
         WHERE organization = ?1 AND subscription = ?2 AND standing = 1 AND total <> 0 ORDER BY created_at DESC",
    )?;
    let mut rows = statement.query(params![organization, subscription])?;
    let mut latest: Option<(i64, [u8; 16], Amounts)> = None;
    while let Some(row) = rows.next()? {
        let (created_at, id): (i64, [u8; 16]) = (row.get(0)?, row.get(1)?);
        match &latest {
            Some((newest, _, _)) if created_at < *newest => break,
            // Several at one instant: any, but always the same one.
            Some((_, known, _)) if id < *known => {}
            _ => latest = Some((created_at, id, Amounts::read(row)?)),
        }
    }
    Ok(latest.map(|(_, _, amounts)| amounts).filter(Amounts::include_tax).map(|amounts| (amounts.net, amounts.total)))
}

struct Amounts {
    subtotal: i64,
    discount: i64,
    net: i64,
    tax: i64,
    total: i64,
}

impl Amounts {
    fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            subtotal: row.get(2)?,
            discount: row.get(3)?,
            net: row.get(4)?,
            tax: row.get(5)?,
            total: row.get(6)?,
        })
    }

    fn include_tax(&self) -> bool {
        self.tax != 0
            && i128::from(self.net) == i128::from(self.subtotal) - i128::from(self.discount) - i128::from(self.tax)
    }
}
