//! Rows that Polar does not have any more.

use rusqlite::params;

use super::LedgerError;
use super::apply::Writing;
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
    writing.tally.take_off(&row)?;
    writing.shares.extend(row.subscription);
    writing.applied.removed_orders += 1;
    Ok(())
}

/// Takes a subscription out of the ledger.
pub(super) fn subscription(writing: &mut Writing<'_>, id: SubscriptionId) -> Result<(), LedgerError> {
    let (transaction, organization) = (writing.transaction, writing.organization);
    let Some((key, _)) = SubscriptionRow::find(transaction, organization, id.0.as_bytes())? else { return Ok(()) };
    transaction
        .prepare_cached("DELETE FROM subscriptions WHERE organization = ?1 AND key = ?2")?
        .execute(params![organization, key])?;
    writing.applied.removed_subscriptions += 1;
    Ok(())
}
