//! Polar's codes in words, and what is made of them.

use super::amount::Amounts;
use super::words::terms::{self as words, every};
pub(super) use super::words::terms::{
    billing_reason, cancellation_reason, order_status, standing, subscription_status,
};
use crate::domain::Cadence;
use crate::money::Money;

/// A price and how often it is paid: `$9.00 a month`, `Free`.
pub(super) fn price(amounts: &Amounts, amount: Money, cadence: &Cadence) -> String {
    match every(cadence) {
        _ if amount.minor == 0 && !amounts.are_hidden() => words::FREE.to_owned(),
        Some(every) => words::price(&amounts.money(amount), &every),
        None => amounts.money(amount),
    }
}

/// The same words at the beginning of a cell.
pub(super) fn capitalized(words: &str) -> String {
    let mut characters = words.chars();
    characters.next().map_or_else(String::new, |first| first.to_uppercase().chain(characters).collect())
}
