use rusqlite::Row;

use super::Reading;
use super::table::Table;
use crate::domain::{
    BillingReason, ListQuery, Listing, OrderId, OrderRow, OrderStatus, OrganizationId, ProductId, SubscriptionId,
};
use crate::store::codes::Codes;
use crate::store::columns::{At, Id};
use crate::store::{Ledger, LedgerError};

pub(super) const ORDERS: Table = Table {
    name: "orders",
    index: "orders_by_time",
    only: None,
    columns: "id, created_at, status, billing_reason, net, currency, tax, refunded, fee, fee_currency, \
              (SELECT name FROM products WHERE products.key = orders.product), invoice_number, subscription, total, \
              (SELECT id FROM products WHERE products.key = orders.product)",
    instant: "created_at",
    newest_first: "created_at DESC, key",
    oldest_first: "created_at, key DESC",
    codes: ["status", "currency", "billing_reason"],
    text: Some("invoice_number"),
};

/// The few that can still change have an index of their own.
pub(super) const OPEN_ORDERS: Table = Table { index: "orders_open", only: Some("standing = 0"), ..ORDERS };

impl Ledger {
    /// The orders that a query asks for, newest first, and how many there are.
    ///
    /// Every word of the search must be found: as a part of the product's name, of the invoice's number or of Polar's
    /// code for the status, the currency or the billing reason, or as the beginning (four digits or more) of the
    /// order's id. Upper and lower case are the same. Only the first 1,000 characters of it count.
    ///
    /// # Errors
    /// Whatever stops the reading.
    pub fn list_orders(
        &self,
        organization: OrganizationId,
        query: &ListQuery,
    ) -> Result<Listing<OrderRow>, LedgerError> {
        let _snapshot = self.snapshot()?;
        self.orders_to_read(organization, query)?.list(query, self.counts(organization)?.orders, read)
    }

    /// Gives the orders that [`Ledger::list_orders`] would list to `take`, one after the other, without holding them
    /// all. They are those of one instant of the ledger, however long that takes.
    ///
    /// # Errors
    /// What `take` says, with which it ends; and whatever stops the reading.
    pub fn each_order<E: From<LedgerError>>(
        &self,
        organization: OrganizationId,
        query: &ListQuery,
        take: impl FnMut(OrderRow) -> Result<(), E>,
    ) -> Result<(), E> {
        let _snapshot = self.snapshot()?;
        self.orders_to_read(organization, query)?.each(query, read, take)
    }

    fn orders_to_read(&self, organization: OrganizationId, query: &ListQuery) -> Result<Reading<'_>, LedgerError> {
        let open = query.status.as_deref().is_some_and(|status| OrderStatus::from_code(status).is_open());
        self.reading(organization, if open { OPEN_ORDERS } else { ORDERS })
    }
}

fn read(row: &Row<'_>, codes: &Codes) -> Result<OrderRow, LedgerError> {
    let fee: Option<i64> = row.get(8)?;
    let fee_currency: Option<i64> = row.get(9)?;
    Ok(OrderRow {
        id: OrderId(row.get::<_, Id>(0)?.0),
        created_at: row.get::<_, At>(1)?.0,
        status: OrderStatus::from_code(codes.code(row.get(2)?)?),
        billing_reason: BillingReason::from_code(codes.code(row.get(3)?)?),
        amount: codes.money(row.get(4)?, row.get(5)?)?,
        tax: row.get(6)?,
        total: row.get(13)?,
        refunded: row.get(7)?,
        platform_fee: match fee.zip(fee_currency) {
            Some((minor, currency)) => Some(codes.money(minor, currency)?),
            None => None,
        },
        product_id: row.get::<_, Option<Id>>(14)?.map(|id| ProductId(id.0)),
        product_name: row.get(10)?,
        invoice_number: row.get(11)?,
        subscription: row.get::<_, Option<Id>>(12)?.map(|id| SubscriptionId(id.0)),
    })
}
