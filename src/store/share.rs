//! Which share of a subscription's price is revenue. The price may include tax, and that shows on its orders only.

use rusqlite::{Connection, OptionalExtension, params};

use super::LedgerError;

/// Works out a subscription's share anew from its latest paid-like order with a total: that order's net and total when
/// its price included tax (`tax ≠ 0` and `net = subtotal − discount − tax`), nothing otherwise. A subscription whose own
/// row is not there yet is passed over; its share is worked out when it comes.
pub(super) fn work_out(connection: &Connection, organization: i64, subscription: &[u8; 16]) -> Result<(), LedgerError> {
    let (net, total) = of_latest_order(connection, organization, subscription)?.unzip();
    connection
        .prepare_cached(
            "UPDATE subscriptions SET share_net = ?3, share_total = ?4 WHERE organization = ?1 AND id = ?2",
        )?
        .execute(params![organization, subscription, net, total])?;
    Ok(())
}

fn of_latest_order(
    connection: &Connection,
    organization: i64,
    subscription: &[u8; 16],
) -> Result<Option<(i64, i64)>, LedgerError> {
    // Several at one instant: any, but always the same one.
    let mut statement = connection.prepare_cached(
        "SELECT subtotal, discount, net, tax, total FROM orders \
         WHERE organization = ?1 AND subscription = ?2 AND standing = 1 AND total <> 0 \
         ORDER BY created_at DESC, id DESC LIMIT 1",
    )?;
    let latest = statement
        .query_row(params![organization, subscription], |row| {
            Ok(Amounts {
                subtotal: row.get(0)?,
                discount: row.get(1)?,
                net: row.get(2)?,
                tax: row.get(3)?,
                total: row.get(4)?,
            })
        })
        .optional()?;
    Ok(latest.filter(Amounts::include_tax).map(|amounts| (amounts.net, amounts.total)))
}

struct Amounts {
    subtotal: i64,
    discount: i64,
    net: i64,
    tax: i64,
    total: i64,
}

impl Amounts {
    fn include_tax(&self) -> bool {
        self.tax != 0
            && i128::from(self.net) == i128::from(self.subtotal) - i128::from(self.discount) - i128::from(self.tax)
    }
}
