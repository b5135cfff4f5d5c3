use std::collections::BTreeMap;

use super::outlook::best_sellers;
use super::{Kept, Sales};
use crate::domain::{LedgerFacts, Period, PeriodTotals, ProductTotals};
use crate::money::Currency;

/// What some days sold. Each part is unknown until the ledger holds the whole of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sold {
    /// The sales.
    pub sales: Option<Sales>,
    /// Subscriptions started in these days and not ended within them.
    pub new_subscriptions: Option<u64>,
    /// What became of the payments.
    pub kept: Option<Kept>,
    /// The best-selling products.
    pub products: Option<Vec<ProductTotals>>,
}

/// Computes what `period` sold. `present` says how far the ledger reaches and has the totals of this period alone;
/// `order_counts` are the paid-like orders of [`Calendar::last_30_days`] by currency.
///
/// [`Calendar::last_30_days`]: super::Calendar::last_30_days
pub fn sold(
    period: Period,
    present: &LedgerFacts,
    products: &[ProductTotals],
    order_counts: &BTreeMap<Currency, u64>,
) -> Sold {
    let totals: Option<&PeriodTotals> = present.periods.first();
    let reaching = |since: Option<jiff::Timestamp>| totals.filter(|_| since.is_some_and(|since| since <= period.from));
    let ordered = reaching(present.orders_since);
    Sold {
        sales: ordered.map(Sales::of),
        new_subscriptions: reaching(present.subscriptions_since).map(|totals| totals.new_subscriptions),
        kept: ordered.map(|totals| Kept::of(period, totals)),
        products: ordered.map(|_| best_sellers(products, order_counts)),
    }
}
