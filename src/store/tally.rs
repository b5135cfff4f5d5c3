use std::collections::BTreeMap;

use rusqlite::Connection;

use super::LedgerError;
use super::order_row::OrderRow;
use super::slot_table::{SlotTable, Slotted};
use super::slots::{WIDTHS, slot};
use super::sums::Sums;

/// What a batch adds to the totals and takes off them, by level, slot and currency's key. It is gathered first, so that a
/// slot with fifty of its orders is written once.
#[derive(Debug, Default)]
pub(super) struct Tally(BTreeMap<(i64, i64, i64), Sums>);

const TOTALS: SlotTable = SlotTable {
    find: "SELECT orders, renewals, revenue_low, revenue_high, tax_low, tax_high, refunds_low, refunds_high, fees_low, \
           fees_high FROM totals WHERE organization = ?1 AND level = ?2 AND slot = ?3 AND currency = ?4",
    grow: "INSERT INTO totals (organization, level, slot, currency, orders, renewals, revenue_low, revenue_high, \
           tax_low, tax_high, refunds_low, refunds_high, fees_low, fees_high) \
           VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14) \
           ON CONFLICT DO UPDATE SET orders = orders + excluded.orders, renewals = renewals + excluded.renewals, \
           revenue_low = revenue_low + excluded.revenue_low, \
           revenue_high = revenue_high + excluded.revenue_high, tax_low = tax_low + excluded.tax_low, \
           tax_high = tax_high + excluded.tax_high, refunds_low = refunds_low + excluded.refunds_low, \
           refunds_high = refunds_high + excluded.refunds_high, fees_low = fees_low + excluded.fees_low, \
           fees_high = fees_high + excluded.fees_high",
    delete: "DELETE FROM totals WHERE organization = ?1 AND level = ?2 AND slot = ?3 AND currency = ?4",
};

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

    /// Brings the totals up to date.
    pub(super) fn write(self, connection: &Connection, organization: i64) -> Result<(), LedgerError> {
        // Newest first, as the table is ordered: pages that grow at their end are filled.
        let changes = self.0.into_iter().rev();
        let placed = changes.map(|((level, slot, currency), change)| ([organization, level, slot, currency], change));
        TOTALS.bring_up(connection, placed)
    }
}
