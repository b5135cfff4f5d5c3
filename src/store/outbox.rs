//! What is to be announced. It is written in the transaction that stores the change, whichever process does; what was
//! announced stays as a settled row, so that it never rings again.

use jiff::Timestamp;
use rusqlite::{Connection, Row, TransactionBehavior, params};

use super::codes::Codes;
use super::columns::{At, Id, micros};
use super::stable_name::StableName;
use super::{Ledger, LedgerError};
use crate::domain::{Announcement, Cadence, Change, ChangeKind, CustomerId, Order, OrderId, OrganizationId};
use crate::money::Money;

impl Ledger {
    /// What waits to be announced, the one found first first.
    ///
    /// # Errors
    /// Whatever stops the reading.
    pub fn outbox(&self, organization: OrganizationId) -> Result<Vec<Announcement>, LedgerError> {
        let _snapshot = self.snapshot()?;
        let codes = Codes::read(&self.connection)?;
        let mut statement = self.connection.prepare_cached(
            "SELECT outbox.subject, outbox.kind, outbox.found_at, orders.created_at, orders.net, orders.currency, \
             products.name, orders.customer, \
             subscriptions.amount, subscriptions.currency, subscriptions.cadence_interval, subscriptions.cadence_count, \
             outbox.price_amount, outbox.price_currency, outbox.price_interval, outbox.price_count \
             FROM outbox INDEXED BY outbox_waiting \
             JOIN orders ON orders.organization = outbox.organization AND orders.id = outbox.subject \
             LEFT JOIN products ON products.key = orders.product \
             LEFT JOIN subscriptions ON subscriptions.organization = orders.organization \
             AND subscriptions.id = orders.subscription \
             WHERE outbox.organization = ?1 AND outbox.settled_at IS NULL \
             ORDER BY outbox.found_at, orders.created_at, outbox.subject",
        )?;
        let mut rows = statement.query([self.key_of(organization)?])?;
        let mut waiting = Vec::new();
        while let Some(row) = rows.next()? {
            waiting.extend(announcement(row, &codes)?);
        }
        Ok(waiting)
    }

    /// Settles what was announced, or is deliberately not: it never rings again. Ids that do not wait are passed over.
    ///
    /// # Errors
    /// Whatever stops the transaction.
    pub fn settle(&mut self, organization: OrganizationId, ids: &[String], at: Timestamp) -> Result<(), LedgerError> {
        let key = self.key_of(organization)?;
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let codes = Codes::read(&transaction)?;
        for id in ids {
            let name = StableName::of(id);
            let Some(event) = codes.known(&name.event) else { continue };
            transaction
                .prepare_cached(
                    "UPDATE outbox SET settled_at = ?4, found_at = NULL, price_amount = NULL, price_currency = NULL, \
                     price_interval = NULL, price_count = NULL \
                     WHERE organization = ?1 AND event = ?2 AND subject = ?3 AND settled_at IS NULL",
                )?
                .execute(params![key, event, name.subject, micros(at)])?;
        }
        Ok(transaction.commit()?)
    }
}

/// Puts a change into the outbox; `false` when it was ever there before.
pub(super) fn put(
    connection: &Connection,
    organization: i64,
    codes: &mut Codes,
    change: &Change,
    order: &Order,
    found_at: Timestamp,
) -> Result<bool, LedgerError> {
    let name = StableName::of(&change.stable_id());
    let event = codes.key(connection, &name.event)?;
    let kind = codes.key(connection, change.kind.code())?;
    let price = match price(order) {
        Some((amount, cadence)) => Some((
            (amount.minor, codes.key(connection, amount.currency.code())?),
            (codes.key(connection, cadence.interval.code())?, cadence.count),
        )),
        None => None,
    };
    let (amount, cadence) = price.unzip();
    let ((amount, currency), (interval, count)) = (amount.unzip(), cadence.unzip());
    let added = connection
        .prepare_cached(
            "INSERT INTO outbox (organization, event, subject, kind, found_at, price_amount, price_currency, \
             price_interval, price_count) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) ON CONFLICT DO NOTHING",
        )?
        .execute(params![
            organization,
            event,
            name.subject,
            kind,
            micros(found_at),
            amount,
            currency,
            interval,
            count
        ])?;
    Ok(added > 0)
}

/// The subscription's price as its order tells it.
fn price(order: &Order) -> Option<(Money, &Cadence)> {
    let subscription = order.subscription.as_ref()?;
    subscription.amount.zip(subscription.cadence.as_ref())
}

/// `None` for a kind that this version does not know: the one that wrote it will announce it.
fn announcement(row: &Row<'_>, codes: &Codes) -> Result<Option<Announcement>, LedgerError> {
    let Some(kind) = ChangeKind::from_code(codes.code(row.get(1)?)?) else { return Ok(None) };
    let recurring = match recurring(row, 8, codes)? {
        Some(own) => Some(own),
        None => recurring(row, 12, codes)?,
    };
    Ok(Some(Announcement {
        change: Change { kind, order: OrderId(row.get::<_, Id>(0)?.0) },
        found_at: row.get::<_, At>(2)?.0,
        created_at: row.get::<_, At>(3)?.0,
        amount: codes.money(row.get(4)?, row.get(5)?)?,
        recurring,
        product_name: row.get(6)?,
        customer_id: row.get::<_, Option<Id>>(7)?.map(|id| CustomerId(id.0)),
    }))
}

/// A price in four columns from `first` on, if it is there.
fn recurring(row: &Row<'_>, first: usize, codes: &Codes) -> Result<Option<(Money, Cadence)>, LedgerError> {
    let Some(amount) = row.get(first)? else { return Ok(None) };
    let money = codes.money(amount, row.get(first + 1)?)?;
    Ok(Some((money, codes.cadence(row.get(first + 2)?, row.get(first + 3)?)?)))
}
