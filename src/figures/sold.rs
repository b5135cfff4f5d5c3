use jiff::Timestamp;

use super::{Comparison, Kept, RevenueBasis, Sales};
use crate::domain::{LedgerFacts, Period, PeriodTotals, ProductTotals};

/// What some days sold. Each part is unknown until the ledger holds the whole of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sold {
    /// The sales.
    pub sales: Option<Sales>,
    /// Subscriptions started in these days and not ended within them.
    pub new_subscriptions: Option<u64>,
    /// Revenue, as the owner counts it, beside that of the days before, up to the same time of day.
    pub compared: Option<Comparison>,
    /// What became of the payments.
    pub kept: Option<Kept>,
    /// What each product sold, in no particular order.
    pub products: Option<Vec<ProductTotals>>,
}

/// Computes what the first of two periods sold, beside the second. `present` says how far the ledger reaches and has the
/// totals of these two alone.
pub fn sold(
    [now, before]: [Period; 2],
    present: &LedgerFacts,
    products: &[ProductTotals],
    basis: RevenueBasis,
) -> Sold {
    let reaching = |at: usize, since: Option<Timestamp>, period: Period| -> Option<&PeriodTotals> {
        present.periods.get(at).filter(|_| since.is_some_and(|since| since <= period.from))
    };
    let ordered = reaching(0, present.orders_since, now);
    Sold {
        sales: ordered.map(Sales::of),
        new_subscriptions: reaching(0, present.subscriptions_since, now).map(|totals| totals.new_subscriptions),
        compared: ordered.zip(reaching(1, present.orders_since, before)).map(|(now, before)| Comparison {
            now: Sales::of(now).shown(basis),
            before: Sales::of(before).shown(basis),
        }),
        kept: ordered.map(|totals| Kept::of(now, totals)),
        products: ordered.map(|_| products.to_vec()),
    }
}
