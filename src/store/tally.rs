use std::collections::BTreeMap;

use rusqlite::{Connection, OptionalExtension, params};

use super::LedgerError;
use super::order_row::OrderRow;
use super::slots::{WIDTHS, slot};
use super::sums::{Sums, halves};

/// What a batch adds to the totals and takes off them, by level, slot and currency's key. It is gathered first, so that a
/// slot with fifty of its orders is written once.
#[derive(Debug, Default)]
pub(super) struct Tally(BTreeMap<(i64, i64, i64), Sums>);

impl Tally {
    /// Counts an order once (`1`) or takes it off again (`-1`).
    pub(super) fn count(&mut self, order: &OrderRow, sign: i64) -> Result<(), LedgerError> {
        if !order.is_paid_like() {
            return Ok(());
        }
        let signed = |amount: i64| i128::from(amount) * i128::from(sign);
        let sales = Sums {
            orders: sign,
            renewals: i64::from(order.renews) * sign,
            revenue: signed(order.net),
            tax: signed(order.tax),
            refunds: signed(order.refunded),
            fees: 0,
        };
        for (level, width) in (0..).zip(WIDTHS) {
            let slot = slot(width, order.created_at);
            self.0.entry((level, slot, order.currency)).or_default().add(&sales)?;
            if let Some((fee, currency)) = order.fee {
                let fees = Sums { fees: signed(fee), ..Sums::default() };
                self.0.entry((level, slot, currency)).or_default().add(&fees)?;
            }
        }
        Ok(())
    }

    /// Brings the totals up to date. A slot in which nothing is left has no row.
    pub(super) fn write(self, connection: &Connection, organization: i64) -> Result<(), LedgerError> {
        // Newest first, as the table is ordered: pages that grow at their end are filled.
        for ((level, slot, currency), change) in self.0.into_iter().rev() {
            if change.is_nothing() {
                continue;
            }
            let place = Place { organization, level, slot, currency };
            let mut sums = place.read(connection)?;
            sums.add(&change)?;
            place.write(connection, &sums)?;
        }
        Ok(())
    }
}

/// Where a row of totals is.
struct Place {
    organization: i64,
    level: i64,
    slot: i64,
    currency: i64,
}

impl Place {
    fn key(&self) -> [i64; 4] {
        [self.organization, self.level, self.slot, self.currency]
    }

    fn read(&self, connection: &Connection) -> Result<Sums, LedgerError> {
        let mut statement = connection.prepare_cached(
            "SELECT orders, renewals, revenue_low, revenue_high, tax_low, tax_high, refunds_low, refunds_high, fees_low, \
             fees_high FROM totals WHERE organization = ?1 AND level = ?2 AND slot = ?3 AND currency = ?4",
        )?;
        let sums = statement.query_row(self.key(), |row| Sums::read(row, 0));
        Ok(sums.optional()?.unwrap_or_default())
    }

    fn write(&self, connection: &Connection, sums: &Sums) -> Result<(), LedgerError> {
        if sums.is_nothing() {
            connection
                .prepare_cached(
                    "DELETE FROM totals WHERE organization = ?1 AND level = ?2 AND slot = ?3 AND currency = ?4",
                )?
                .execute(self.key())?;
            return Ok(());
        }
        let (revenue, tax) = (halves(sums.revenue)?, halves(sums.tax)?);
        let (refunds, fees) = (halves(sums.refunds)?, halves(sums.fees)?);
        connection
            .prepare_cached(
                "REPLACE INTO totals (organization, level, slot, currency, orders, renewals, revenue_low, revenue_high, \
                 tax_low, tax_high, refunds_low, refunds_high, fees_low, fees_high) \
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
            )?
            .execute(params![
                self.organization,
                self.level,
                self.slot,
                self.currency,
                sums.orders,
                sums.renewals,
                revenue.0,
                revenue.1,
                tax.0,
                tax.1,
                refunds.0,
                refunds.1,
                fees.0,
                fees.1,
            ])?;
        Ok(())
    }
}
