use jiff::Timestamp;
use rusqlite::params;

use super::apply::Writing;
use super::columns::micros;
use super::order_row::OrderRow;
use super::{Batch, LedgerError, mark};
use crate::domain::{self, ChangeKind, Found, Order};

/// Stores an order: its row, what it changes of the totals, and its announcement when it is news.
pub(super) fn store(writing: &mut Writing<'_>, order: &Order, batch: &Batch) -> Result<(), LedgerError> {
    let (transaction, organization) = (writing.transaction, writing.organization);
    let known = OrderRow::find(transaction, organization, order.id.0.as_bytes())?;
    let earlier = known.as_ref().and_then(|(_, row)| row.product);
    let (id, name) = (order.product_id, order.product_name.as_deref());
    let product = writing.products.key(transaction, organization, id, name, earlier)?;
    let row = OrderRow::of(order, product, &mut writing.codes, transaction)?;
    let before = match &known {
        Some((_, known)) => Some(known.known()?),
        None => None,
    };
    match known {
        // Its standing has not changed either, so that it is no news.
        Some((_, known)) if known == row => return Ok(()),
        Some((key, known)) => {
            row.replace(transaction, organization, key)?;
            writing.take_off(&known)?;
            writing.applied.changed_orders += 1;
        }
        None => {
            row.insert(transaction, organization, micros(batch.at))?;
            writing.applied.new_orders += 1;
        }
    }
    writing.add(&row)?;
    let found = |first_payment| domain::of_order(before.as_ref(), order, first_payment, batch.announce, batch.at);
    let mut all = found(false);
    // Looked up for what is news only: a download brings a million old ones.
    let renewal = |found: &Found| matches!(found.change.kind, ChangeKind::Renewal | ChangeKind::PaymentRecovered);
    if all.iter().any(renewal) && is_first_payment(writing, &row)? {
        all = found(true);
    }
    writing.announce(&all, batch.at)
}

/// Whether an order is the first of its subscription that brings anything. Nobody knows before the whole history is there.
fn is_first_payment(writing: &Writing<'_>, row: &OrderRow) -> Result<bool, LedgerError> {
    let mut whole = writing
        .transaction
        .prepare_cached("SELECT EXISTS (SELECT 1 FROM marks WHERE organization = ?1 AND name = ?2 AND at = ?3)")?;
    let whole: bool =
        whole.query_row(params![writing.organization, mark::ORDERS_SINCE, micros(Timestamp::MIN)], |row| row.get(0))?;
    if !whole {
        return Ok(false);
    }
    let mut earlier = writing.transaction.prepare_cached(
        "SELECT EXISTS (SELECT 1 FROM orders WHERE organization = ?1 AND subscription = ?2 AND standing = 1 AND net > 0 \
         AND id <> ?3)",
    )?;
    let earlier: bool = earlier.query_row(params![writing.organization, row.subscription, row.id], |row| row.get(0))?;
    Ok(!earlier)
}
