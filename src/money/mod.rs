//! Money as Polar counts it: whole minor units of one currency, never a floating-point number, and no way to
//! add two currencies.

mod currency;
mod rounding;
mod totals;

pub use currency::{Currency, InvalidCurrency};
pub use rounding::divide;
pub use totals::Totals;

use rust_decimal::Decimal;

/// An amount in the smallest unit of one currency, as Polar sends it (`2900` with `usd` is 29 dollars).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Money {
    /// Whole minor units; negative for credits and refunds.
    pub minor: i64,
    /// What the minor units are of.
    pub currency: Currency,
}

impl Money {
    /// An amount of `minor` units of `currency`.
    pub const fn new(minor: i64, currency: Currency) -> Self {
        Self { minor, currency }
    }

    /// The amount in major units, exactly (`29.00` for 2900 US cents).
    pub fn major(self) -> Decimal {
        Decimal::from_i128_with_scale(i128::from(self.minor), self.currency.decimals())
    }
}
