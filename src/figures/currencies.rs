use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use crate::money::Currency;

/// The order in which the owner reads currencies: by number of orders, then by code. Those that only `others` name come
/// last.
pub(super) fn in_order(
    others: impl IntoIterator<Item = Currency>,
    order_counts: &BTreeMap<Currency, u64>,
) -> Vec<Currency> {
    let all: BTreeSet<Currency> = others.into_iter().chain(order_counts.keys().copied()).collect();
    let mut ordered: Vec<Currency> = all.into_iter().collect();
    // The sort is stable, so that currencies with as many orders stay by code.
    ordered.sort_by_key(|currency| Reverse(order_counts.get(currency).copied().unwrap_or_default()));
    ordered
}
