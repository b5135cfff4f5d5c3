use rust_decimal::Decimal;
use serde::Serialize;
use serde_json::value::RawValue;

use crate::money::{Currency, Money, Totals};

/// A sum in one currency.
#[derive(Debug, Serialize)]
pub(super) struct Amount {
    currency: String,
    /// A whole JSON number, however large.
    minor: i128,
}

impl From<Money> for Amount {
    fn from(money: Money) -> Self {
        Self { currency: money.currency.to_string(), minor: i128::from(money.minor) }
    }
}

/// Every currency's sum, in the order of `currencies`, and by code where one is not among them.
pub(super) fn amounts(totals: &Totals, currencies: &[Currency]) -> Vec<Amount> {
    let mut sums: Vec<(Currency, i128)> = totals.iter().collect();
    sums.sort_by_key(|(currency, _)| currencies.iter().position(|other| other == currency).unwrap_or(usize::MAX));
    sums.into_iter().map(|(currency, minor)| Amount { currency: currency.to_string(), minor }).collect()
}

/// A ratio as a JSON number with four decimals at most, written without a detour through floating point.
#[derive(Debug, Serialize)]
#[serde(transparent)]
pub(super) struct Ratio(Box<RawValue>);

impl Ratio {
    pub(super) fn new(ratio: Decimal) -> Option<Self> {
        RawValue::from_string(ratio.round_dp(4).normalize().to_string()).ok().map(Self)
    }
}
