//! Totals of any period: whole slots inside it, single orders at its ragged edges.

use std::collections::BTreeMap;

use rusqlite::Connection;

use super::codes::Codes;
use super::columns::micros_from;
use super::slots::{Piece, pieces};
use super::sums::{Sums, whole};
use super::{Ledger, LedgerError};
use crate::domain::{OrganizationId, Period, PeriodTotals};
use crate::money::{Currency, Totals};

impl Ledger {
    /// Revenue of each period, in the order of the periods.
    ///
    /// # Errors
    /// Whatever stops the reading.
    pub fn revenue(&self, organization: OrganizationId, periods: &[Period]) -> Result<Vec<Totals>, LedgerError> {
        let snapshot = self.connection.unchecked_transaction()?;
        let (organization, codes) = (self.key_of(organization)?, Codes::read(&snapshot)?);
        periods.iter().map(|period| Ok(totals(&snapshot, organization, &codes, *period)?.revenue)).collect()
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
        let snapshot = self.connection.unchecked_transaction()?;
        let codes = Codes::read(&snapshot)?;
        sums(&snapshot, self.key_of(organization)?, period)?
            .into_iter()
            .filter(|(_, sums)| sums.orders > 0)
            .map(|(currency, sums)| Ok((codes.currency(currency)?, sums.orders.unsigned_abs())))
            .collect()
    }
}

/// The money of a period; its new subscriptions are not counted here.
///
/// Revenue and refunds name every currency in which there was an order, fees those in which one is not 0.
pub(super) fn totals(
    connection: &Connection,
    organization: i64,
    codes: &Codes,
    period: Period,
) -> Result<PeriodTotals, LedgerError> {
    let mut totals = PeriodTotals::default();
    for (currency, sums) in sums(connection, organization, period)? {
        let currency = codes.currency(currency)?;
        if sums.orders > 0 {
            totals.orders += sums.orders.unsigned_abs();
            totals.revenue.add_minor(currency, sums.revenue);
            totals.refunds.add_minor(currency, sums.refunds);
        }
        if sums.fees != 0 {
            totals.fees.add_minor(currency, sums.fees);
        }
    }
    Ok(totals)
}

type ByCurrency = BTreeMap<i64, Sums>;

fn sums(connection: &Connection, organization: i64, period: Period) -> Result<ByCurrency, LedgerError> {
    let mut sums = ByCurrency::new();
    for piece in pieces(micros_from(period.from), micros_from(period.to)) {
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
        "SELECT currency, orders, revenue_low, revenue_high, refunds_low, refunds_high, fees_low, fees_high FROM totals \
         WHERE organization = ?1 AND level = ?2 AND slot >= ?3 AND slot < ?4",
    )?;
    let mut rows = statement.query([organization, i64::try_from(level).unwrap_or(i64::MAX), from, to])?;
    while let Some(row) = rows.next()? {
        sums.entry(row.get(0)?).or_default().add(&Sums {
            orders: row.get(1)?,
            revenue: whole(row.get(2)?, row.get(3)?),
            refunds: whole(row.get(4)?, row.get(5)?),
            fees: whole(row.get(6)?, row.get(7)?),
        })?;
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
        "SELECT currency, net, refunded, fee, fee_currency FROM orders \
         WHERE organization = ?1 AND created_at >= ?2 AND created_at < ?3 AND standing = 1",
    )?;
    let mut rows = statement.query([organization, from, to])?;
    while let Some(row) = rows.next()? {
        let (net, refunded): (i64, i64) = (row.get(1)?, row.get(2)?);
        let sales = Sums { orders: 1, revenue: net.into(), refunds: refunded.into(), fees: 0 };
        sums.entry(row.get(0)?).or_default().add(&sales)?;
        if let (Some(fee), Some(currency)) = (row.get::<_, Option<i64>>(3)?, row.get(4)?) {
            sums.entry(currency).or_default().add(&Sums { fees: fee.into(), ..Sums::default() })?;
        }
    }
    Ok(())
}
