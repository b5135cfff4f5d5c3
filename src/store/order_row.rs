use rusqlite::{Connection, OptionalExtension, Row, params};

use super::LedgerError;
use super::codes::Codes;
use super::columns::{instant, micros};
use crate::domain::{BillingReason, KnownOrder, Order, OrderStatus};

/// What figures make of an order's status; the ledger's partial indexes are on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    Open = 0,
    PaidLike = 1,
    Neither = 2,
}

impl Standing {
    fn of(status: &OrderStatus) -> Self {
        match status {
            status if status.is_paid_like() => Self::PaidLike,
            status if status.is_open() => Self::Open,
            _ => Self::Neither,
        }
    }
}

/// Whether Polar counts the order's subscription as renewed by it.
fn renews(order: &Order) -> bool {
    let renewal = matches!(
        order.billing_reason,
        BillingReason::SubscriptionCycle | BillingReason::SubscriptionMeterCycle | BillingReason::SubscriptionUpdate
    );
    renewal && order.status.is_paid_like() && order.subscription.is_some()
}

/// An order as it stands in its table, but for the key and the instant it was first seen. Two that are equal are the same row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct OrderRow {
    pub(super) id: [u8; 16],
    pub(super) created_at: i64,
    pub(super) standing: i64,
    /// It is paid-like and renewed a subscription.
    pub(super) renews: bool,
    pub(super) status: i64,
    pub(super) billing_reason: i64,
    pub(super) currency: i64,
    pub(super) subtotal: i64,
    pub(super) discount: i64,
    pub(super) net: i64,
    pub(super) tax: i64,
    pub(super) total: i64,
    pub(super) refunded: i64,
    pub(super) refunded_tax: i64,
    /// The fee and the key of its currency.
    pub(super) fee: Option<(i64, i64)>,
    pub(super) next_payment_attempt_at: Option<i64>,
    pub(super) product: Option<i64>,
    pub(super) subscription: Option<[u8; 16]>,
    pub(super) customer: Option<[u8; 16]>,
    pub(super) invoice_number: Option<String>,
}

macro_rules! columns {
    () => {
        "id, created_at, standing, renews, status, billing_reason, currency, subtotal, discount, net, tax, total, \
         refunded, refunded_tax, fee, fee_currency, next_payment_attempt_at, product, subscription, customer, \
         invoice_number"
    };
}

const FIND: &str = concat!("SELECT ", columns!(), ", key FROM orders WHERE organization = ?1 AND id = ?2");

const INSERT: &str = concat!(
    "INSERT INTO orders (",
    columns!(),
    ", organization, first_seen_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, \
     ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23)"
);

/// Whether it renews again is worked out anew.
const REPLACE: &str = concat!(
    "UPDATE orders SET renewed_before = NULL, (",
    columns!(),
    ") = (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, \
     ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21) \
     WHERE organization = ?22 AND key = ?23"
);

impl OrderRow {
    /// The row that an order makes. `product` is the key of what was sold.
    pub(super) fn of(
        order: &Order,
        product: Option<i64>,
        codes: &mut Codes,
        connection: &Connection,
    ) -> Result<Self, LedgerError> {
        let fee = match order.platform_fee {
            Some(fee) => Some((fee.minor, codes.key(connection, fee.currency.code())?)),
            None => None,
        };
        Ok(Self {
            id: order.id.0.into_bytes(),
            created_at: micros(order.created_at),
            standing: Standing::of(&order.status) as i64,
            renews: renews(order),
            status: codes.key(connection, order.status.code())?,
            billing_reason: codes.key(connection, order.billing_reason.code())?,
            currency: codes.key(connection, order.currency.code())?,
            subtotal: order.subtotal,
            discount: order.discount,
            net: order.net,
            tax: order.tax,
            total: order.total,
            refunded: order.refunded,
            refunded_tax: order.refunded_tax,
            fee,
            next_payment_attempt_at: order.next_payment_attempt_at.map(micros),
            product,
            subscription: order.subscription.as_ref().map(|subscription| subscription.id.0.into_bytes()),
            customer: order.customer_id.map(|customer| customer.0.into_bytes()),
            invoice_number: order.invoice_number.clone(),
        })
    }

    pub(super) fn is_paid_like(&self) -> bool {
        self.standing == Standing::PaidLike as i64
    }

    /// What of it decides what is news.
    pub(super) fn known(&self) -> Result<KnownOrder, LedgerError> {
        let next_attempt = self.next_payment_attempt_at.map(instant).transpose()?;
        Ok(KnownOrder { paid: self.is_paid_like(), next_attempt, refunded: self.refunded })
    }

    /// The stored row of an order, with its key.
    pub(super) fn find(
        connection: &Connection,
        organization: i64,
        id: &[u8; 16],
    ) -> Result<Option<(i64, Self)>, LedgerError> {
        let mut statement = connection.prepare_cached(FIND)?;
        let found = statement.query_row(params![organization, id], |row| Ok((row.get(21)?, Self::read(row)?)));
        Ok(found.optional()?)
    }

    fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        let fee: Option<i64> = row.get(14)?;
        let fee_currency: Option<i64> = row.get(15)?;
        Ok(Self {
            id: row.get(0)?,
            created_at: row.get(1)?,
            standing: row.get(2)?,
            renews: row.get(3)?,
            status: row.get(4)?,
            billing_reason: row.get(5)?,
            currency: row.get(6)?,
            subtotal: row.get(7)?,
            discount: row.get(8)?,
            net: row.get(9)?,
            tax: row.get(10)?,
            total: row.get(11)?,
            refunded: row.get(12)?,
            refunded_tax: row.get(13)?,
            fee: fee.zip(fee_currency),
            next_payment_attempt_at: row.get(16)?,
            product: row.get(17)?,
            subscription: row.get(18)?,
            customer: row.get(19)?,
            invoice_number: row.get(20)?,
        })
    }

    /// Writes the row as a new one, first seen at `first_seen_at`.
    pub(super) fn insert(
        &self,
        connection: &Connection,
        organization: i64,
        first_seen_at: i64,
    ) -> Result<(), LedgerError> {
        self.write(connection, INSERT, organization, first_seen_at)
    }

    /// Writes the row in place of the one under `key`. Whether it renews again is worked out anew.
    pub(super) fn replace(&self, connection: &Connection, organization: i64, key: i64) -> Result<(), LedgerError> {
        self.write(connection, REPLACE, organization, key)
    }

    fn write(&self, connection: &Connection, sql: &str, organization: i64, last: i64) -> Result<(), LedgerError> {
        let (fee, fee_currency) = self.fee.unzip();
        connection.prepare_cached(sql)?.execute(params![
            self.id,
            self.created_at,
            self.standing,
            self.renews,
            self.status,
            self.billing_reason,
            self.currency,
            self.subtotal,
            self.discount,
            self.net,
            self.tax,
            self.total,
            self.refunded,
            self.refunded_tax,
            fee,
            fee_currency,
            self.next_payment_attempt_at,
            self.product,
            self.subscription,
            self.customer,
            self.invoice_number,
            organization,
            last,
        ])?;
        Ok(())
    }
}
