use rusqlite::Row;

use super::LedgerError;
use super::slot_table::Slotted;

/// Sums over paid-like orders in one currency, in 128 bits: they add up exactly or are refused, never wrapped.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Sums {
    /// Count of orders in the currency.
    pub(super) orders: i64,
    /// Count of those that renewed a subscription.
    pub(super) renewals: i64,
    /// Their net amounts.
    pub(super) revenue: i128,
    /// Their tax.
    pub(super) tax: i128,
    /// Their refunded amounts, without tax.
    pub(super) refunds: i128,
    /// Fees settled in the currency, whatever their orders' currency.
    pub(super) fees: i128,
}

impl Sums {
    /// Reads a row of totals whose sums begin at column `first`, in the order of the table.
    pub(super) fn read_from(row: &Row<'_>, first: usize) -> rusqlite::Result<Self> {
        let pair = |at: usize| Ok::<_, rusqlite::Error>(whole(row.get(first + at)?, row.get(first + at + 1)?));
        Ok(Self {
            orders: row.get(first)?,
            renewals: row.get(first + 1)?,
            revenue: pair(2)?,
            tax: pair(4)?,
            refunds: pair(6)?,
            fees: pair(8)?,
        })
    }
}

impl Slotted for Sums {
    fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        Self::read_from(row, 0)
    }

    fn columns(&self) -> Result<impl IntoIterator<Item = i64>, LedgerError> {
        let (revenue, tax) = (halves(self.revenue)?, halves(self.tax)?);
        let (refunds, fees) = (halves(self.refunds)?, halves(self.fees)?);
        Ok([self.orders, self.renewals, revenue.0, revenue.1, tax.0, tax.1, refunds.0, refunds.1, fees.0, fees.1])
    }

    fn add(&mut self, other: &Self) -> Result<(), LedgerError> {
        let sum = || {
            Some(Self {
                orders: self.orders.checked_add(other.orders)?,
                renewals: self.renewals.checked_add(other.renewals)?,
                revenue: self.revenue.checked_add(other.revenue)?,
                tax: self.tax.checked_add(other.tax)?,
                refunds: self.refunds.checked_add(other.refunds)?,
                fees: self.fees.checked_add(other.fees)?,
            })
        };
        *self = sum().ok_or_else(too_large)?;
        Ok(())
    }

    fn only_grows(&self) -> bool {
        let sums = [self.revenue, self.tax, self.refunds, self.fees];
        self.orders >= 0 && self.renewals >= 0 && sums.iter().all(|sum| *sum >= 0)
    }
}

/// What the high half of a stored sum counts. For sums of everyday size it is 0, which takes no space.
const HIGH: i128 = 1 << 32;

/// The low and high halves under which a sum is stored.
///
/// # Errors
/// [`LedgerError::Other`] beyond 2^95, which four thousand million orders of the largest amount do not reach.
pub(super) fn halves(sum: i128) -> Result<(i64, i64), LedgerError> {
    let half = |part: i128| i64::try_from(part).map_err(|_| too_large());
    Ok((half(sum % HIGH)?, half(sum / HIGH)?))
}

/// The sum that is stored under these halves.
pub(super) fn whole(low: i64, high: i64) -> i128 {
    i128::from(low) + i128::from(high) * HIGH
}

pub(super) fn too_large() -> LedgerError {
    LedgerError::Other("a sum of amounts is too large".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_sum_beyond_what_can_be_stored_is_refused() {
        assert!(halves(i128::MAX).is_err());
        assert!(halves(i128::MIN).is_err());
        let mut sums = Sums { revenue: i128::MAX, ..Sums::default() };
        assert!(sums.add(&Sums { revenue: 1, ..Sums::default() }).is_err());
        assert_eq!(sums.revenue, i128::MAX);
    }

    proptest! {
        #[test]
        fn halves_make_the_whole_again(sum in -(1i128 << 95)..1 << 95) {
            let (low, high) = halves(sum).unwrap();
            prop_assert_eq!(whole(low, high), sum);
            prop_assert!(sum.abs() >= HIGH || high == 0);
        }
    }
}
