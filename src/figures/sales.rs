use crate::domain::PeriodTotals;
use crate::money::{Totals, divide};

/// What was sold within a period, by Polar's rules; money counts on the day of its order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sales {
    /// Σ `net_amount` of paid-like orders.
    pub revenue: Totals,
    /// Revenue less platform fees and refunds, on the order's day; a fee in another currency is an entry of its own.
    pub net_revenue: Totals,
    /// Σ `refunded_amount`, positive.
    pub refunds: Totals,
    /// Count of paid-like orders.
    pub orders: u64,
    /// Revenue by the orders of its currency, rounded to a whole minor unit; none for a currency without an order.
    pub average_order_value: Totals,
}

impl Sales {
    pub(super) fn of(totals: &PeriodTotals) -> Self {
        let mut net_revenue = totals.revenue.clone();
        net_revenue.subtract_totals(&totals.fees);
        net_revenue.subtract_totals(&totals.refunds);
        Self {
            revenue: totals.revenue.clone(),
            net_revenue,
            refunds: totals.refunds.clone(),
            orders: totals.orders,
            average_order_value: totals
                .revenue
                .map(|currency, minor| divide(minor, i128::from(*totals.order_counts.get(&currency)?))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::money::{Currency, Money};

    fn currency(code: &str) -> Currency {
        Currency::parse(code).unwrap()
    }

    fn totals(amounts: &[(i64, &str)]) -> Totals {
        amounts.iter().map(|(minor, code)| Money::new(*minor, currency(code))).collect()
    }

    #[test]
    fn an_average_order_is_one_of_its_own_currency() {
        let counts = [("usd", 3), ("jpy", 2), ("eur", 1)].map(|(code, orders)| (currency(code), orders));
        let sales = Sales::of(&PeriodTotals {
            revenue: totals(&[(1_000, "usd"), (501, "jpy"), (0, "eur")]),
            fees: totals(&[(60, "usd"), (7, "gbp")]),
            orders: 6,
            order_counts: counts.into(),
            ..PeriodTotals::default()
        });
        assert_eq!(sales.average_order_value, totals(&[(333, "usd"), (251, "jpy"), (0, "eur")]));
        assert_eq!(sales.net_revenue, totals(&[(940, "usd"), (501, "jpy"), (0, "eur"), (-7, "gbp")]));
    }

    #[test]
    fn nothing_sold_has_no_average() {
        assert_eq!(Sales::of(&PeriodTotals::default()), Sales::default());
    }
}
