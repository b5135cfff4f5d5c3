use std::collections::BTreeSet;

use jiff::Timestamp;
use rusqlite::{Transaction, TransactionBehavior};

use super::codes::Codes;
use super::customers::Customers;
use super::movements::MovementTally;
use super::order_row::OrderRow;
use super::product_totals::ProductTally;
use super::products::Products;
use super::renewals::Renewals;
use super::tally::Tally;
use super::{Applied, Batch, Ledger, LedgerError};
use super::{apply_orders, apply_subscriptions, counts, marks, organizations, outbox, rejections, removal, share};
use crate::domain::{self, Announce, Found, Order, OrganizationId};

impl Ledger {
    /// Stores a batch in one transaction: rows, totals, marks and what is to be announced, whole or not at all. The same
    /// batch again changes nothing.
    ///
    /// # Errors
    /// [`LedgerError::Other`] when the organization is not there, or the batch is of another one, or a sum of amounts
    /// would not fit; and whatever stops the transaction.
    pub fn apply(&mut self, organization: OrganizationId, batch: &Batch) -> Result<Applied, LedgerError> {
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let applied = Writing::begin(&transaction, organization)?.store(organization, batch)?;
        transaction.commit()?;
        Ok(applied)
    }
}

/// A transaction under way for one organization.
pub(super) struct Writing<'t> {
    pub(super) transaction: &'t Transaction<'t>,
    pub(super) organization: i64,
    pub(super) codes: Codes,
    pub(super) tally: Tally,
    pub(super) products: Products,
    pub(super) product_tally: ProductTally,
    pub(super) renewals: Renewals,
    pub(super) movements: MovementTally,
    pub(super) customers: Customers,
    /// Subscriptions whose share of revenue has to be worked out anew.
    pub(super) shares: BTreeSet<[u8; 16]>,
    pub(super) applied: Applied,
}

impl<'t> Writing<'t> {
    fn begin(transaction: &'t Transaction<'t>, organization: OrganizationId) -> Result<Self, LedgerError> {
        let key = organizations::find(transaction, organization)?
            .ok_or_else(|| LedgerError::Other("the organization is not in the ledger".to_owned()))?;
        Ok(Self {
            transaction,
            organization: key,
            codes: Codes::read(transaction)?,
            tally: Tally::default(),
            products: Products::default(),
            product_tally: ProductTally::default(),
            renewals: Renewals::default(),
            movements: MovementTally::default(),
            customers: Customers::default(),
            shares: BTreeSet::new(),
            applied: Applied::default(),
        })
    }

    /// Adds what an order counts for.
    pub(super) fn add(&mut self, order: &OrderRow) -> Result<(), LedgerError> {
        self.count(order, 1)
    }

    /// Takes off what an order counted for.
    pub(super) fn take_off(&mut self, order: &OrderRow) -> Result<(), LedgerError> {
        self.count(order, -1)
    }

    fn count(&mut self, order: &OrderRow, sign: i64) -> Result<(), LedgerError> {
        self.tally.count(order, sign)?;
        self.product_tally.count(order, sign)?;
        self.renewals.touch(order);
        self.shares.extend(order.subscription);
        Ok(())
    }

    /// Puts what was found into the outbox.
    pub(super) fn announce(&mut self, found: &[Found], at: Timestamp) -> Result<(), LedgerError> {
        for found in found {
            if outbox::put(self.transaction, self.organization, &mut self.codes, found, at)? {
                self.applied.changes.push(found.change);
            }
        }
        Ok(())
    }

    fn look_at_the_account(&mut self, organization: OrganizationId, batch: &Batch) -> Result<(), LedgerError> {
        let Some(read) = &batch.organization else { return Ok(()) };
        if read.id != organization {
            return Err(LedgerError::Other("the batch is of another organization".to_owned()));
        }
        let before = organizations::read(self.transaction, self.organization)?;
        organizations::update(self.transaction, self.organization, read)?;
        self.announce(&domain::of_account(&before, read, batch.at), batch.at)
    }

    fn store(mut self, organization: OrganizationId, batch: &Batch) -> Result<Applied, LedgerError> {
        self.look_at_the_account(organization, batch)?;
        for order in in_order(batch) {
            apply_orders::store(&mut self, order, batch)?;
        }
        for subscription in &batch.subscriptions {
            apply_subscriptions::store(&mut self, subscription, batch)?;
        }
        for order in &batch.gone_orders {
            removal::order(&mut self, *order)?;
        }
        for subscription in &batch.gone_subscriptions {
            removal::subscription(&mut self, *subscription)?;
        }
        for subscription in std::mem::take(&mut self.shares) {
            share::work_out(&mut self, &subscription)?;
        }
        let Self {
            transaction,
            organization: key,
            tally,
            product_tally,
            renewals,
            mut movements,
            customers,
            applied,
            ..
        } = self;
        tally.write(transaction, key)?;
        product_tally.write(transaction, key)?;
        renewals.write(transaction, key)?;
        customers.count(transaction, key, &mut movements)?;
        movements.write(transaction, key)?;
        counts::add(transaction, key, &applied)?;
        rejections::keep(transaction, key, batch)?;
        for (name, mark) in &batch.marks {
            marks::write(transaction, key, name, *mark)?;
        }
        if batch.success {
            organizations::succeeded(transaction, key, batch.at)?;
        }
        Ok(applied)
    }
}

/// The orders of a batch. Polar lists the newest first; of news the oldest comes first, because what an order is depends on
/// those before it. History stays as it is read, so that what grows at the end of an index fills its pages.
fn in_order(batch: &Batch) -> Vec<&Order> {
    let mut orders: Vec<&Order> = batch.orders.iter().collect();
    if let Announce::After(beginning) = batch.announce
        && orders.iter().any(|order| order.created_at > beginning.orders)
    {
        orders.sort_by_key(|order| order.created_at);
    }
    orders
}
