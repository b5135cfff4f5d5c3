use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::periods::OrderSpans;
use crate::domain::{Period, PeriodTotals, ProductTotals};
use crate::figures::comparison::median;
use crate::figures::{Sales, currencies};
use crate::money::{Currency, Totals};

/// How many products are named.
const NAMED: usize = 50;

/// What became of a period's payments: paid, less tax, less Polar's fees, less refunds, is the owner's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// The period.
    pub period: Period,
    /// What customers paid: revenue and tax.
    pub paid: Totals,
    /// The tax, which Polar remits.
    pub tax: Totals,
    /// Polar's fees, in their own currency.
    pub fees: Totals,
    /// What was given back, without tax.
    pub refunds: Totals,
    /// What remains: net revenue. A fee in another currency is a negative entry of its own.
    pub yours: Totals,
}

impl Kept {
    pub(in crate::figures) fn of(period: Period, totals: &PeriodTotals) -> Self {
        let Sales { revenue: mut paid, net_revenue: yours, refunds, .. } = Sales::of(totals);
        paid.add_totals(&totals.tax);
        Self { period, paid, tax: totals.tax.clone(), fees: totals.fees.clone(), refunds, yours }
    }
}

/// Today's revenue so far and the median of what came after this time of day on the same weekday of four weeks; `None`
/// when one of the five days is not known.
pub(super) fn forecast(orders: &OrderSpans<Option<&PeriodTotals>>) -> Option<Totals> {
    let mut forecast = orders.today?.revenue.clone();
    let rest: Vec<Totals> =
        orders.rest.iter().map(|rest| Some((*rest)?.revenue.clone())).collect::<Option<Vec<Totals>>>()?;
    forecast.add_totals(&median(&rest));
    Some(forecast)
}

/// The products by revenue in the currency with the most orders, then in the next one, then by name.
pub(super) fn best_sellers(products: &[ProductTotals], order_counts: &BTreeMap<Currency, u64>) -> Vec<ProductTotals> {
    let currencies =
        currencies::in_order(products.iter().flat_map(|product| product.revenue.currencies()), order_counts);
    let mut products = products.to_vec();
    products.sort_by_cached_key(|product| {
        let revenue: Vec<_> = currencies.iter().map(|currency| Reverse(product.revenue.minor(*currency))).collect();
        // One without a name comes after those with one; the id makes the order the same each time.
        (revenue, product.name.is_none(), product.name.clone(), product.id)
    });
    products.truncate(NAMED);
    products
}
