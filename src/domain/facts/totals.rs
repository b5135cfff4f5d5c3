use std::collections::BTreeMap;

use crate::money::{Currency, Totals};

/// What the ledger holds of one period; money counts on its order's `created_at`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PeriodTotals {
    /// Σ `net_amount` of paid-like orders.
    pub revenue: Totals,
    /// Σ `tax_amount` of paid-like orders: with the revenue, what customers paid.
    pub tax: Totals,
    /// Σ `refunded_amount` of paid-like orders, positive, without tax.
    pub refunds: Totals,
    /// Σ `platform_fee_amount` of paid-like orders, in the fee's own currency.
    pub fees: Totals,
    /// Count of paid-like orders.
    pub orders: u64,
    /// The same for each currency in which there was one; they add up to `orders`.
    pub order_counts: BTreeMap<Currency, u64>,
    /// Subscriptions that started in the period and did not end within it.
    pub new_subscriptions: u64,
}
