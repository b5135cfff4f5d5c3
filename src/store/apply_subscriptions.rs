use super::apply::Writing;
use super::columns::micros;
use super::life::Life;
use super::subscription_row::{Stored, SubscriptionRow};
use super::{Batch, LedgerError, price_changes, products};
use crate::domain::{self, Subscription};

/// Stores a subscription: its row, and what it changes of how subscriptions stand.
pub(super) fn store(writing: &mut Writing<'_>, subscription: &Subscription, batch: &Batch) -> Result<(), LedgerError> {
    let (transaction, organization) = (writing.transaction, writing.organization);
    let known = SubscriptionRow::find(transaction, organization, subscription.id.0.as_bytes())?;
    let earlier = known.as_ref().and_then(|known| known.row.product);
    let (id, name) = (subscription.product_id, subscription.product_name.as_deref());
    let product = writing.products.key(transaction, organization, id, name, earlier)?;
    let row = SubscriptionRow::of(subscription, product, &mut writing.codes, transaction)?;
    if known.as_ref().is_some_and(|known| known.row == row) {
        return Ok(());
    }
    if !known.as_ref().is_some_and(|known| known.row.stays_as(&row)) {
        for payer in known.iter().map(|known| known.row.payer()).chain([row.payer()]) {
            writing.customers.remember(transaction, organization, payer)?;
        }
    }
    let before = match &known {
        Some(known) => {
            let other = known.row.product.filter(|earlier| product.is_some_and(|product| product != *earlier));
            let name = other.map(|key| products::name(transaction, key)).transpose()?;
            Some(known.row.known(&writing.codes, name.map(Option::unwrap_or_default))?)
        }
        None => None,
    };
    writing.announce(&domain::of_subscription(before.as_ref(), subscription, batch.announce, batch.at), batch.at)?;
    match known {
        Some(known) => {
            row.replace(transaction, organization, known.key)?;
            writing.applied.changed_subscriptions += 1;
            changed(writing, &known, &row, micros(batch.at))
        }
        None => {
            row.insert(transaction, organization, micros(batch.at))?;
            writing.applied.new_subscriptions += 1;
            let life = Life::of(&row, None, &writing.codes)?;
            writing.movements.replace(None, life.as_ref())?;
            // Its orders may have been there before it.
            writing.shares.insert(row.id);
            Ok(())
        }
    }
}

fn changed(writing: &mut Writing<'_>, known: &Stored, row: &SubscriptionRow, at: i64) -> Result<(), LedgerError> {
    let before = Life::of(&known.row, known.share, &writing.codes)?;
    let after = Life::of(row, known.share, &writing.codes)?;
    if let (Some(before), Some(after)) = (&before, &after) {
        price_changes::note(writing.transaction, writing.organization, &row.id, (before, after), at)?;
    }
    writing.movements.replace(before.as_ref(), after.as_ref())
}
