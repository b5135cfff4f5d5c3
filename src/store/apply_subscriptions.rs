use super::apply::Writing;
use super::columns::micros;
use super::subscription_row::SubscriptionRow;
use super::{Batch, LedgerError, products};
use crate::domain::Subscription;

/// Stores a subscription's row.
pub(super) fn store(writing: &mut Writing<'_>, subscription: &Subscription, batch: &Batch) -> Result<(), LedgerError> {
    let (transaction, organization) = (writing.transaction, writing.organization);
    let known = SubscriptionRow::find(transaction, organization, subscription.id.0.as_bytes())?;
    let earlier = known.as_ref().and_then(|(_, row)| row.product);
    let (id, name) = (subscription.product_id, subscription.product_name.as_deref());
    let product = products::key(transaction, organization, id, name, earlier)?;
    let row = SubscriptionRow::of(subscription, product, &mut writing.codes, transaction)?;
    match known {
        Some((_, known)) if known == row => {}
        Some((key, _)) => {
            row.replace(transaction, organization, key)?;
            writing.applied.changed_subscriptions += 1;
        }
        None => {
            row.insert(transaction, organization, micros(batch.at))?;
            writing.applied.new_subscriptions += 1;
            // Its orders may have been there before it.
            writing.shares.insert(subscription.id.0.into_bytes());
        }
    }
    Ok(())
}
