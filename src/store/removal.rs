//! Rows that Polar does not have any more.

use rusqlite::params;
use uuid::Uuid;

use super::LedgerError;
use super::apply::Writing;
use super::life::Life;
use super::order_row::OrderRow;
use super::subscription_row::SubscriptionRow;
use crate::domain::{OrderId, SubscriptionId};

/// Takes an order and what it counted for out of the ledger. What was announced of it stays announced.
pub(super) fn order(writing: &mut Writing<'_>, id: OrderId) -> Result<(), LedgerError> {
    let (transaction, organization) = (writing.transaction, writing.organization);
    let Some((key, row)) = OrderRow::find(transaction, organization, id.0.as_bytes())? else { return Ok(()) };
    transaction
        .prepare_cached("DELETE FROM orders WHERE organization = ?1 AND key = ?2")?
        .execute(params![organization, key])?;
    writing.take_off(&row)?;
    writing.applied.removed_orders += 1;
    forget(writing, id.0)
}

/// Takes a subscription and what it counted for out of the ledger. What was observed of its price stays observed.
pub(super) fn subscription(writing: &mut Writing<'_>, id: SubscriptionId) -> Result<(), LedgerError> {
    let (transaction, organization) = (writing.transaction, writing.organization);
    let Some(known) = SubscriptionRow::find(transaction, organization, id.0.as_bytes())? else { return Ok(()) };
    writing.customers.remember(transaction, organization, known.row.payer())?;
    transaction
        .prepare_cached("DELETE FROM subscriptions WHERE organization = ?1 AND key = ?2")?
        .execute(params![organization, known.key])?;
    let life = Life::of(&known.row, known.share, &writing.codes)?;
    writing.movements.replace(life.as_ref(), None)?;
    writing.applied.removed_subscriptions += 1;
    forget(writing, id.0)
}

/// What is gone is not announced any more.
fn forget(writing: &Writing<'_>, subject: Uuid) -> Result<(), LedgerError> {
    writing
        .transaction
        .prepare_cached("DELETE FROM outbox WHERE organization = ?1 AND subject = ?2")?
        .execute(params![writing.organization, subject.as_bytes()])?;
    Ok(())
}
