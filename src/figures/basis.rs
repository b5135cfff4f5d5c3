use super::{PeriodFigures, Sales};
use crate::money::Totals;

/// What the owner calls revenue. Polar's own figures stay beside it: an interface for programs always gives those.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum RevenueBasis {
    /// As Polar shows it: Σ `net_amount` of paid-like orders, without tax.
    #[default]
    AsInPolar,
    /// Less Polar's fees.
    AfterFees,
    /// Less Polar's fees and what was refunded.
    AfterFeesAndRefunds,
}

impl RevenueBasis {
    /// Every one, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::AsInPolar, Self::AfterFees, Self::AfterFeesAndRefunds];

    /// Its name where it is kept.
    pub const fn code(self) -> &'static str {
        match self {
            Self::AsInPolar => "as_in_polar",
            Self::AfterFees => "after_fees",
            Self::AfterFeesAndRefunds => "after_fees_and_refunds",
        }
    }

    /// The one of this name.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|basis| basis.code() == code)
    }

    fn of(self, revenue: &Totals, net_revenue: &Totals, refunds: &Totals) -> Totals {
        match self {
            Self::AsInPolar => revenue.clone(),
            Self::AfterFees => {
                let mut after_fees = net_revenue.clone();
                after_fees.add_totals(refunds);
                after_fees
            }
            Self::AfterFeesAndRefunds => net_revenue.clone(),
        }
    }
}

impl Sales {
    /// Revenue as the owner counts it.
    pub fn shown(&self, basis: RevenueBasis) -> Totals {
        basis.of(&self.revenue, &self.net_revenue, &self.refunds)
    }
}

impl PeriodFigures {
    /// Revenue as the owner counts it.
    pub fn shown(&self, basis: RevenueBasis) -> Totals {
        basis.of(&self.revenue, &self.net_revenue, &self.refunds)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::PeriodTotals;
    use crate::money::{Currency, Money};

    fn totals(amounts: &[(i64, &str)]) -> Totals {
        amounts.iter().map(|(minor, code)| Money::new(*minor, Currency::parse(code).unwrap())).collect()
    }

    #[test]
    fn revenue_is_what_the_owner_counts_as_such() {
        let sales = Sales::of(&PeriodTotals {
            revenue: totals(&[(10_000, "usd"), (5_000, "eur")]),
            refunds: totals(&[(2_000, "usd")]),
            fees: totals(&[(440, "usd"), (30, "gbp")]),
            ..PeriodTotals::default()
        });
        for (basis, expected) in [
            (RevenueBasis::AsInPolar, totals(&[(10_000, "usd"), (5_000, "eur")])),
            (RevenueBasis::AfterFees, totals(&[(9_560, "usd"), (5_000, "eur"), (-30, "gbp")])),
            (RevenueBasis::AfterFeesAndRefunds, totals(&[(7_560, "usd"), (5_000, "eur"), (-30, "gbp")])),
        ] {
            assert_eq!(sales.shown(basis), expected, "{basis:?}");
        }
    }

    #[test]
    fn a_name_means_one_way_to_count() {
        for basis in RevenueBasis::ALL {
            assert_eq!(RevenueBasis::from_code(basis.code()), Some(basis));
        }
        assert_eq!(RevenueBasis::from_code("gross"), None);
    }
}
