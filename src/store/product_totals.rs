//! Orders and revenue by product, kept by slots like the totals; see the schema for why its slots are wider.

use std::collections::BTreeMap;

use rusqlite::{Connection, OptionalExtension, Row};
use uuid::Uuid;

use super::codes::Codes;
use super::columns::{Id, micros_from};
use super::order_row::OrderRow;
use super::slot_table::{SlotTable, Slotted};
use super::slots::{PRODUCT_WIDTHS, Piece, pieces, slot};
use super::sums::{halves, too_large, whole};
use super::{Ledger, LedgerError};
use crate::domain::{OrganizationId, Period, ProductId, ProductTotals};

/// Stands for orders that name no product: no product has this key.
const NO_PRODUCT: i64 = 0;

/// Count of orders and Σ of their net amounts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Sales {
    orders: i64,
    revenue: i128,
}

impl Slotted for Sales {
    fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self { orders: row.get(0)?, revenue: whole(row.get(1)?, row.get(2)?) })
    }

    fn columns(&self) -> Result<impl IntoIterator<Item = i64>, LedgerError> {
        let (low, high) = halves(self.revenue)?;
        Ok([self.orders, low, high])
    }

    fn add(&mut self, other: &Self) -> Result<(), LedgerError> {
        let sum = || {
            let orders = self.orders.checked_add(other.orders)?;
            Some(Self { orders, revenue: self.revenue.checked_add(other.revenue)? })
        };
        *self = sum().ok_or_else(too_large)?;
        Ok(())
    }

    fn only_grows(&self) -> bool {
        self.orders >= 0 && self.revenue >= 0
    }
}

const PRODUCT_TOTALS: SlotTable = SlotTable {
    find: "SELECT orders, revenue_low, revenue_high FROM product_totals \
           WHERE organization = ?1 AND level = ?2 AND slot = ?3 AND product = ?4 AND currency = ?5",
    grow: "INSERT INTO product_totals (organization, level, slot, product, currency, orders, revenue_low, revenue_high) \
           VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) ON CONFLICT DO UPDATE SET orders = orders + excluded.orders, \
           revenue_low = revenue_low + excluded.revenue_low, revenue_high = revenue_high + excluded.revenue_high",
    delete: "DELETE FROM product_totals \
             WHERE organization = ?1 AND level = ?2 AND slot = ?3 AND product = ?4 AND currency = ?5",
};

/// What a batch adds and takes off, by level, slot, product's and currency's key.
#[derive(Debug, Default)]
pub(super) struct ProductTally(BTreeMap<[i64; 4], Sales>);

impl ProductTally {
    /// Counts an order once (`1`) or takes it off again (`-1`).
    pub(super) fn count(&mut self, order: &OrderRow, sign: i64) -> Result<(), LedgerError> {
        if !order.is_paid_like() {
            return Ok(());
        }
        let sales = Sales { orders: sign, revenue: i128::from(order.net) * i128::from(sign) };
        let product = order.product.unwrap_or(NO_PRODUCT);
        for (level, width) in (0..).zip(PRODUCT_WIDTHS) {
            let place = [level, slot(width, order.created_at), product, order.currency];
            self.0.entry(place).or_default().add(&sales)?;
        }
        Ok(())
    }

    /// Brings the table up to date.
    pub(super) fn write(self, connection: &Connection, organization: i64) -> Result<(), LedgerError> {
        // Newest first, as the table is ordered: pages that grow at their end are filled.
        let changes = self.0.into_iter().rev();
        let placed = changes
            .map(|([level, slot, product, currency], change)| ([organization, level, slot, product, currency], change));
        PRODUCT_TOTALS.bring_up(connection, placed)
    }
}

impl Ledger {
    /// Orders and revenue of every product that sold in a period, in no particular order. Orders that name no product and
    /// have no description of their own are one without a name.
    ///
    /// # Errors
    /// Whatever stops the reading.
    pub fn product_totals(
        &self,
        organization: OrganizationId,
        period: Period,
    ) -> Result<Vec<ProductTotals>, LedgerError> {
        let _snapshot = self.snapshot()?;
        of_period(&self.connection, self.key_of(organization)?, &Codes::read(&self.connection)?, period)
    }
}

/// Every product that sold in a period.
pub(super) fn of_period(
    connection: &Connection,
    organization: i64,
    codes: &Codes,
    period: Period,
) -> Result<Vec<ProductTotals>, LedgerError> {
    let mut sales = BTreeMap::new();
    for piece in pieces(&PRODUCT_WIDTHS, micros_from(period.from), micros_from(period.to)) {
        match piece {
            Piece::Rows { from, to } => add_rows(connection, [organization, from, to], &mut sales)?,
            Piece::Slots { level, from, to } => {
                let level = i64::try_from(level).unwrap_or(i64::MAX);
                add_slots(connection, [organization, level, from, to], &mut sales)?;
            }
        }
    }
    let mut products: BTreeMap<i64, ProductTotals> = BTreeMap::new();
    for ((product, currency), sales) in sales {
        let totals = match products.entry(product) {
            std::collections::btree_map::Entry::Occupied(known) => known.into_mut(),
            std::collections::btree_map::Entry::Vacant(new) => new.insert(named(connection, product)?),
        };
        totals.orders = totals.orders.checked_add(sales.orders.unsigned_abs()).ok_or_else(too_large)?;
        totals.revenue.add_minor(codes.currency(currency)?, sales.revenue);
    }
    Ok(products.into_values().filter(|totals| totals.orders > 0).collect())
}

type ByProduct = BTreeMap<(i64, i64), Sales>;

fn add_slots(connection: &Connection, bounds: [i64; 4], sales: &mut ByProduct) -> Result<(), LedgerError> {
    let mut statement = connection.prepare_cached(
        "SELECT product, currency, orders, revenue_low, revenue_high FROM product_totals \
         WHERE organization = ?1 AND level = ?2 AND slot >= ?3 AND slot < ?4",
    )?;
    let mut rows = statement.query(bounds)?;
    while let Some(row) = rows.next()? {
        let more = Sales { orders: row.get(2)?, revenue: whole(row.get(3)?, row.get(4)?) };
        sales.entry((row.get(0)?, row.get(1)?)).or_default().add(&more)?;
    }
    Ok(())
}

fn add_rows(connection: &Connection, bounds: [i64; 3], sales: &mut ByProduct) -> Result<(), LedgerError> {
    let mut statement = connection.prepare_cached(
        "SELECT product, currency, net FROM orders \
         WHERE organization = ?1 AND created_at >= ?2 AND created_at < ?3 AND standing = 1",
    )?;
    let mut rows = statement.query(bounds)?;
    while let Some(row) = rows.next()? {
        let product = row.get::<_, Option<i64>>(0)?.unwrap_or(NO_PRODUCT);
        let more = Sales { orders: 1, revenue: row.get::<_, i64>(2)?.into() };
        sales.entry((product, row.get(1)?)).or_default().add(&more)?;
    }
    Ok(())
}

fn named(connection: &Connection, product: i64) -> Result<ProductTotals, LedgerError> {
    let mut statement = connection.prepare_cached("SELECT id, name FROM products WHERE key = ?1")?;
    let named: Option<(Option<Uuid>, Option<String>)> = statement
        .query_row([product], |row| Ok((row.get::<_, Option<Id>>(0)?.map(|id| id.0), row.get(1)?)))
        .optional()?;
    let (id, name) = named.unwrap_or_default();
    Ok(ProductTotals { id: id.map(ProductId), name, orders: 0, revenue: crate::money::Totals::new() })
}
