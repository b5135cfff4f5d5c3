use super::apply::Writing;
use super::columns::micros;
use super::order_row::OrderRow;
use super::{Batch, LedgerError, outbox};
use crate::domain::{Change, Order};

/// Stores an order: its row, what it changes of the totals, and its announcement when it is news.
pub(super) fn store(writing: &mut Writing<'_>, order: &Order, batch: &Batch) -> Result<(), LedgerError> {
    let (transaction, organization) = (writing.transaction, writing.organization);
    let known = OrderRow::find(transaction, organization, order.id.0.as_bytes())?;
    let earlier = known.as_ref().and_then(|(_, row)| row.product);
    let (id, name) = (order.product_id, order.product_name.as_deref());
    let product = writing.products.key(transaction, organization, id, name, earlier)?;
    let row = OrderRow::of(order, product, &mut writing.codes, transaction)?;
    let was_paid = known.as_ref().map(|(_, known)| known.is_paid_like());
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
    if let Some(change) = Change::of_order(was_paid, order, batch.announce)
        && outbox::put(transaction, organization, &mut writing.codes, &change, order, batch.at)?
    {
        writing.applied.changes.push(change);
    }
    Ok(())
}
