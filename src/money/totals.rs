use std::collections::BTreeMap;

use super::{Currency, Money};

/// Sums of minor units, one for each currency. Two currencies are never added; a sum is kept in 128 bits, which no
/// number of 64-bit amounts that fits a disk can overflow.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Totals(BTreeMap<Currency, i128>);

impl Totals {
    /// No money in any currency.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds an amount to its currency's sum.
    pub fn add(&mut self, amount: Money) {
        self.add_minor(amount.currency, i128::from(amount.minor));
    }

    /// Takes an amount away from its currency's sum.
    pub fn subtract(&mut self, amount: Money) {
        self.add_minor(amount.currency, -i128::from(amount.minor));
    }

    /// Adds minor units to a currency's sum.
    pub fn add_minor(&mut self, currency: Currency, minor: i128) {
        let sum = self.0.entry(currency).or_default();
        *sum = sum.saturating_add(minor);
    }

    /// Adds every sum of `other` to the sum of the same currency.
    pub fn add_totals(&mut self, other: &Self) {
        for (currency, minor) in other.iter() {
            self.add_minor(currency, minor);
        }
    }

    /// Takes every sum of `other` away from the sum of the same currency.
    pub fn subtract_totals(&mut self, other: &Self) {
        for (currency, minor) in other.iter() {
            self.add_minor(currency, minor.saturating_neg());
        }
    }

    /// The sum in one currency, in minor units; 0 when it never occurred.
    pub fn minor(&self, currency: Currency) -> i128 {
        self.0.get(&currency).copied().unwrap_or_default()
    }

    /// Every currency that occurred with its sum in minor units (which may be 0), by code.
    pub fn iter(&self) -> impl Iterator<Item = (Currency, i128)> {
        self.0.iter().map(|(currency, minor)| (*currency, *minor))
    }

    /// The currencies that occurred, by code.
    pub fn currencies(&self) -> impl Iterator<Item = Currency> {
        self.0.keys().copied()
    }

    /// Every sum turned into another of its currency; one that turns into `None` is left out.
    pub fn map(&self, mut each: impl FnMut(Currency, i128) -> Option<i128>) -> Self {
        Self(self.iter().filter_map(|(currency, minor)| Some((currency, each(currency, minor)?))).collect())
    }

    /// Whether every sum is 0.
    pub fn is_zero(&self) -> bool {
        self.0.values().all(|minor| *minor == 0)
    }
}

impl FromIterator<Money> for Totals {
    fn from_iter<I: IntoIterator<Item = Money>>(amounts: I) -> Self {
        let mut totals = Self::new();
        amounts.into_iter().for_each(|amount| totals.add(amount));
        totals
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_total_is_the_exact_sum_of_its_currency(amounts in prop::collection::vec((any::<i64>(), 0..3usize), 0..50)) {
            let currencies = ["usd", "eur", "jpy"].map(|code| Currency::parse(code).unwrap());
            let totals: Totals = amounts.iter().map(|(minor, at)| Money::new(*minor, currencies[*at])).collect();
            for (at, currency) in currencies.into_iter().enumerate() {
                let exact: i128 = amounts.iter().filter(|(_, of)| *of == at).map(|(minor, _)| i128::from(*minor)).sum();
                prop_assert_eq!(totals.minor(currency), exact);
            }
        }

        #[test]
        fn subtracting_what_was_added_leaves_nothing(minor in any::<i64>()) {
            let mut totals = Totals::new();
            totals.add(Money::new(minor, Currency::USD));
            totals.subtract(Money::new(minor, Currency::USD));
            prop_assert!(totals.is_zero());
        }
    }
}
