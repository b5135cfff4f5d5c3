//! Money in words: how many digits each place shows, and which symbol stands beside them, where the owner's region puts it.

mod symbol;

use std::borrow::Cow;

use symbol::symbol;

use super::region::{Numbers, Place};
use crate::app::Region;
use crate::figures::Summary;
use crate::money::{Currency, Money, Totals};

/// What stands for an amount that the owner hides.
const HIDDEN: &str = "•••";

/// A space at which no line breaks.
const NO_BREAK: char = '\u{a0}';

/// Writes amounts. Where digits are left out they are cut and not rounded, so that nothing shown is more than there is.
#[derive(Clone, Debug)]
pub struct Amounts {
    numbers: Numbers,
    hidden: bool,
    in_play: Vec<Currency>,
}

impl Amounts {
    /// Amounts among these currencies: where two of them share a symbol (`$`), each gets one of its own (`CA$`).
    pub fn among(currencies: impl IntoIterator<Item = Currency>, region: &Region) -> Self {
        Self { numbers: Numbers::of(region), hidden: false, in_play: currencies.into_iter().collect() }
    }

    /// Amounts among the currencies of a summary.
    pub fn of(summary: &Summary, region: &Region) -> Self {
        Self::among(summary.currencies.iter().copied(), region)
    }

    /// How numbers are written beside them.
    pub fn numbers(&self) -> &Numbers {
        &self.numbers
    }

    /// The currencies of some sums, in the order in which those among which these amounts are were given.
    pub fn in_order(&self, sums: &Totals) -> Vec<Currency> {
        let mut currencies: Vec<Currency> = sums.currencies().collect();
        let place = |currency: &Currency| self.in_play.iter().position(|known| known == currency);
        currencies.sort_by_key(|currency| place(currency).unwrap_or(usize::MAX));
        currencies
    }

    /// The same with every amount shown as `•••`, or not.
    pub fn hidden(self, hidden: bool) -> Self {
        Self { hidden, ..self }
    }

    /// Whether amounts are hidden.
    pub fn are_hidden(&self) -> bool {
        self.hidden
    }

    /// As in the menu: to the minor unit below 10,000 and without them where they are zero, whole from there, short
    /// from a million (`$412.50`, `$389`, `$11,902`, `$1.24M`).
    pub fn menu(&self, minor: i128, currency: Currency) -> String {
        self.write(minor, currency, |parts| match parts.major {
            0..10_000 if parts.minor == 0 => self.numbers.major(parts.major),
            0..10_000 => self.exactly(parts),
            10_000..1_000_000 => self.numbers.major(parts.major),
            _ => self.short(parts.major),
        })
    }

    /// As in the menu bar: whole below 10,000, short from there (`$412`, `$9,870`, `$12.4K`, `$1.24M`). What is not a
    /// whole unit keeps its minor units: something is not `$0`.
    pub fn bar(&self, minor: i128, currency: Currency) -> String {
        self.write(minor, currency, |parts| match parts.major {
            0 if parts.minor != 0 => self.exactly(parts),
            0..10_000 => self.numbers.major(parts.major),
            _ => self.short(parts.major),
        })
    }

    /// As in notifications and lists: to the minor unit (`$29.00`).
    pub fn exact(&self, minor: i128, currency: Currency) -> String {
        self.write(minor, currency, |parts| self.exactly(parts))
    }

    /// One amount, to the minor unit.
    pub fn money(&self, money: Money) -> String {
        self.exact(i128::from(money.minor), money.currency)
    }

    /// The sums that are not zero, in the order of `currencies`, the first two joined by ` + ` or ` − ` and `…` for the
    /// rest; `$0` in the first currency when all are zero.
    pub fn sum(&self, totals: &Totals, currencies: &[Currency], form: fn(&Self, i128, Currency) -> String) -> String {
        if self.hidden {
            return HIDDEN.to_owned();
        }
        let mut sums =
            currencies.iter().map(|currency| (*currency, totals.minor(*currency))).filter(|(_, minor)| *minor != 0);
        let Some((currency, minor)) = sums.next() else {
            return form(self, 0, currencies.first().copied().unwrap_or(Currency::USD));
        };
        let mut text = form(self, minor, currency);
        if let Some((currency, minor)) = sums.next() {
            text.push_str(if minor < 0 { " − " } else { " + " });
            text.push_str(&form(self, minor.saturating_abs(), currency));
        }
        if sums.next().is_some() {
            text.push_str(" …");
        }
        text
    }

    fn write(&self, minor: i128, currency: Currency, digits: impl Fn(&Parts) -> String) -> String {
        if self.hidden {
            return HIDDEN.to_owned();
        }
        let symbol: Cow<'_, str> = symbol(currency, &self.in_play);
        let sign = if minor < 0 { "−" } else { "" };
        let digits = digits(&Parts::of(minor, currency));
        match self.numbers.place() {
            Place::Before if symbol.ends_with(char::is_alphanumeric) => format!("{sign}{symbol}{NO_BREAK}{digits}"),
            Place::Before => format!("{sign}{symbol}{digits}"),
            Place::BeforeWithSpace => format!("{sign}{symbol}{NO_BREAK}{digits}"),
            Place::After => format!("{sign}{digits}{NO_BREAK}{symbol}"),
        }
    }

    fn exactly(&self, parts: &Parts) -> String {
        match parts.decimals {
            0 => self.numbers.major(parts.major),
            width => format!("{}{}{:0width$}", self.numbers.major(parts.major), self.numbers.decimal(), parts.minor),
        }
    }

    /// The first three digits and `K`, `M`, `B` or `T`.
    fn short(&self, major: u128) -> String {
        let (unit, letter) = match major {
            0..1_000_000 => (1_000, 'K'),
            1_000_000..1_000_000_000 => (1_000_000, 'M'),
            1_000_000_000..1_000_000_000_000 => (1_000_000_000, 'B'),
            _ => (1_000_000_000_000, 'T'),
        };
        let (whole, rest) = (major / unit, major % unit);
        let fraction = match whole {
            0..10 => format!("{:02}", rest / (unit / 100)),
            10..100 => format!("{}", rest / (unit / 10)),
            _ => String::new(),
        };
        match fraction.trim_end_matches('0') {
            "" => format!("{}{letter}", self.numbers.major(whole)),
            fraction => format!("{whole}{}{fraction}{letter}", self.numbers.decimal()),
        }
    }
}

/// An amount without its sign.
struct Parts {
    major: u128,
    minor: u128,
    decimals: usize,
}

impl Parts {
    fn of(minor: i128, currency: Currency) -> Self {
        let unit = 10_u128.pow(currency.decimals());
        let magnitude = minor.unsigned_abs();
        Self { major: magnitude / unit, minor: magnitude % unit, decimals: currency.decimals() as usize }
    }
}

#[cfg(test)]
mod tests;
