use jiff::Timestamp;
use uuid::Uuid;

use crate::domain::{Cadence, ProductId};
use crate::money::Currency;

/// Something for sale.
#[derive(Clone, Debug)]
pub struct ProductRow {
    /// Its id.
    pub id: ProductId,
    /// When it was made.
    pub created_at: Timestamp,
    /// Its name.
    pub name: Box<str>,
    /// How many days its trial lasts.
    pub trial_days: Option<u32>,
    /// How often it renews; `None` is bought once.
    pub cadence: Option<Cadence>,
    /// One price for each currency that it is sold in.
    pub prices: Vec<PriceRow>,
    /// No longer for sale.
    pub is_archived: bool,
}

impl ProductRow {
    /// The price in a currency.
    pub fn price_in(&self, currency: Currency) -> Option<&PriceRow> {
        self.prices.iter().find(|price| price.currency == currency)
    }
}

/// A product's price in one currency.
#[derive(Clone, Debug)]
pub struct PriceRow {
    /// Its id.
    pub id: Uuid,
    /// Minor units; includes tax where the currency's region does so.
    pub amount: i64,
    /// The currency.
    pub currency: Currency,
}

/// A discount with a code.
#[derive(Clone, Debug)]
pub struct DiscountRow {
    /// Its id.
    pub id: Uuid,
    /// When it was made.
    pub created_at: Timestamp,
    /// Its name.
    pub name: Box<str>,
    /// What the customer types.
    pub code: Box<str>,
    /// How much it takes off.
    pub kind: DiscountKind,
    /// For how many of a subscription's payments it holds.
    pub duration: Duration,
}

/// How much a discount takes off.
#[derive(Clone, Debug)]
pub enum DiscountKind {
    /// Hundredths of a percent.
    Percentage(i64),
    /// Minor units of each currency.
    Fixed(Vec<(Currency, i64)>),
}

/// For how many of a subscription's payments a discount holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Duration {
    /// The first.
    Once,
    /// All of them.
    Forever,
}

impl DiscountRow {
    /// What it takes off `amount`: never more than that.
    pub fn off(&self, amount: i64, currency: Currency) -> i64 {
        let off = match &self.kind {
            DiscountKind::Percentage(points) => amount.saturating_mul(*points) / 10_000,
            DiscountKind::Fixed(amounts) => {
                amounts.iter().find(|(of, _)| *of == currency).map_or(0, |(_, minor)| *minor)
            }
        };
        off.clamp(0, amount.max(0))
    }
}
