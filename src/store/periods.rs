//! Totals of any period: whole slots inside it, single orders at its ragged edges.

use std::collections::BTreeMap;

use rusqlite::Connection;

use super::codes::Codes;
use super::columns::micros_from;
use super::slot_table::Slotted;
use super::slots::{Piece, WIDTHS, pieces};
use super::sums::{Sums, too_large};
use super::{Ledger, LedgerError};
use crate::domain::{OrganizationId, Period, PeriodTotals};
use crate::money::{Currency, Totals};

impl Ledger {
    /// Revenue of each period, in the order of the periods.
    ///
    /// # Errors
    /// Whatever stops the reading.
    pub fn revenue(&self, organization: OrganizationId, periods: &[Period]) -> Result<Vec<Totals>, LedgerError> {
        let _snapshot = self.snapshot()?;
        let (organization, codes) = (self.key_of(organization)?, Codes::read(&self.connection)?);
        periods.iter().map(|period| Ok(totals(&self.connection, organization, &codes, *period)?.revenue)).collect()
    }

    /// Paid-like orders of a period, counted by currency.
    ///
    /// # Errors
    /// Whatever stops the reading.
    pub fn order_counts(
        &self,
        organization: OrganizationId,
        period: Period,
    ) -> Result<BTreeMap<Currency, u64>, LedgerError> {
        let _snapshot = self.snapshot()?;
        let codes = Codes::read(&self.connection)?;
        sums(&self.connection, self.key_of(organization)?, period)?
            .into_iter()
            .filter(|(_, sums)| sums.orders > 0)
            .map(|(currency, sums)| Ok((codes.currency(currency)?, sums.orders.unsigned_abs())))
            .collect()
    }
}

/// The money of a period; its new subscriptions are not counted here.
///
/// Revenue, tax and refunds name every currency in which there was an order, fees those in which one is not 0.
pub(super) fn totals(
    connection: &Connection,
    organization: i64,
    codes: &Codes,
    period: Period,
) -> Result<PeriodTotals, LedgerError> {
    of_sums(&sums(connection, organization, period)?, codes)
}

/// The same of sums that were read already.
pub(super) fn of_sums(sums: &ByCurrency, codes: &Codes) -> Result<PeriodTotals, LedgerError> {
    let mut totals = PeriodTotals::default();
    for (&currency, sums) in sums {
        let currency = codes.currency(currency)?;
        if sums.orders > 0 {
            totals.orders = totals.orders.checked_add(sums.orders.unsigned_abs()).ok_or_else(too_large)?;
            totals.order_counts.insert(currency, sums.orders.unsigned_abs());
            totals.revenue.add_minor(currency, sums.revenue);
            totals.tax.add_minor(currency, sums.tax);
            totals.refunds.add_minor(currency, sums.refunds);
        }
        if sums.fees != 0 {
            totals.fees.add_minor(currency, sums.fees);
        }
    }
    Ok(totals)
}

/// Sums by the key of their currency.
pub(super) type ByCurrency = BTreeMap<i64, Sums>;

pub(super) fn sums(connection: &Connection, organization: i64, period: Period) -> Result<ByCurrency, LedgerError> {
    let mut sums = ByCurrency::new();
    for piece in pieces(&WIDTHS, micros_from(period.from), micros_from(period.to)) {
        match piece {
            Piece::Rows { from, to } => add_rows(connection, organization, from, to, &mut sums)?,
            Piece::Slots { level, from, to } => add_slots(connection, organization, level, from, to, &mut sums)?,
        }
    }
    Ok(sums)
}

fn add_slots(
    connection: &Connection,
    organization: i64,
    level: usize,
    from: i64,
    to: i64,
    sums: &mut ByCurrency,
) -> Result<(), LedgerError> {
    let mut statement = connection.prepare_cached(
        "SELECT currency, orders, renewals, revenue_low, revenue_high, tax_low, tax_high, refunds_low, refunds_high, \
         fees_low, fees_high FROM totals WHERE organization = ?1 AND level = ?2 AND slot >= ?3 AND slot < ?4",
    )?;
    let mut rows = statement.query([organization, i64::try_from(level).unwrap_or(i64::MAX), from, to])?;
    while let Some(row) = rows.next()? {
        sums.entry(row.get(0)?).or_default().add(&Sums::read_from(row, 1)?)?;
    }
    Ok(())
}

fn add_rows(
    connection: &Connection,
    organization: i64,
    from: i64,
    to: i64,
    sums: &mut ByCurrency,
) -> Result<(), LedgerError> {
    let mut statement = connection.prepare_cached(
        "SELECT currency, net, refunded, fee, fee_currency, renews, tax FROM orders \
         WHERE organization = ?1 AND created_at >= ?2 AND created_at < ?3 AND standing = 1",
    )?;
    let mut rows = statement.query([organization, from, to])?;
    while let Some(row) = rows.next()? {
        let minor = |column| Ok::<_, rusqlite::Error>(i128::from(row.get::<_, i64>(column)?));
        let (revenue, refunds, tax) = (minor(1)?, minor(2)?, minor(6)?);
        let sales = Sums { orders: 1, renewals: row.get(5)?, revenue, tax, refunds, fees: 0 };
        sums.entry(row.get(0)?).or_default().add(&sales)?;
        if let (Some(fee), Some(currency)) = (row.get::<_, Option<i64>>(3)?, row.get(4)?) {
            sums.entry(currency).or_default().add(&Sums { fees: fee.into(), ..Sums::default() })?;
        }
    }
    Ok(())
}
