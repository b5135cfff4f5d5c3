use crate::money::{Currency, Totals, divide};

/// Revenue of a period beside that of the one it is compared with.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Comparison {
    /// The period itself.
    pub now: Totals,
    /// What it is compared with.
    pub before: Totals,
}

/// How revenue has changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trend {
    /// There was nothing before; a percentage of nothing would be infinite.
    New,
    /// By less than half a percent.
    Same,
    /// By this many percent, rounded, never 0.
    Percent(i64),
}

impl Comparison {
    /// How revenue in one currency has changed; `None` when there is nothing to say: nothing on both sides, or a side
    /// below zero that no percentage describes.
    pub fn percent(&self, currency: Currency) -> Option<Trend> {
        let (now, before) = (self.now.minor(currency), self.before.minor(currency));
        if before <= 0 {
            return (now > 0).then_some(Trend::New);
        }
        let percent = divide(now.checked_sub(before)?.checked_mul(100)?, before)?;
        Some(match i64::try_from(percent).unwrap_or(i64::MAX) {
            0 => Trend::Same,
            percent => Trend::Percent(percent),
        })
    }
}

/// The median of each currency: the mean of the middle two where there is no middle one, rounded to a whole minor unit.
pub(super) fn median(samples: &[Totals]) -> Totals {
    let mut medians = Totals::new();
    for currency in samples.iter().flat_map(Totals::currencies).collect::<std::collections::BTreeSet<_>>() {
        let mut sums: Vec<i128> = samples.iter().map(|totals| totals.minor(currency)).collect();
        sums.sort_unstable();
        let (upper, lower) = (sums.get(sums.len() / 2), sums.get(sums.len().saturating_sub(1) / 2));
        if let (Some(upper), Some(lower)) = (upper, lower) {
            medians.add_minor(currency, divide(lower.saturating_add(*upper), 2).unwrap_or_default());
        }
    }
    medians
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::money::Money;

    fn usd(minor: i64) -> Totals {
        [Money::new(minor, Currency::USD)].into_iter().collect()
    }

    #[test]
    fn a_change_is_a_whole_percentage_and_never_an_infinite_one() {
        for (before, now, expected) in [
            (0, 0, None),
            (0, 100, Some(Trend::New)),
            (0, -100, None),
            (-100, 100, Some(Trend::New)),
            (-100, -50, None),
            (200, 236, Some(Trend::Percent(18))),
            (200, 0, Some(Trend::Percent(-100))),
            (200, -200, Some(Trend::Percent(-200))),
            (1000, 1004, Some(Trend::Same)),
            (1000, 1005, Some(Trend::Percent(1))),
            (1000, 995, Some(Trend::Percent(-1))),
            (1, i64::MAX, Some(Trend::Percent(i64::MAX))),
        ] {
            let comparison = Comparison { now: usd(now), before: usd(before) };
            assert_eq!(comparison.percent(Currency::USD), expected, "{before} → {now}");
        }
    }

    #[test]
    fn the_median_of_four_is_the_mean_of_the_middle_two() {
        for (samples, expected) in [
            (vec![1, 9, 4, 7], 6),
            (vec![0, 0, 0, 9], 0),
            (vec![0, 0, 1, 9], 1),
            (vec![-9, -1, 0, 0], -1),
            (vec![3], 3),
        ] {
            let totals: Vec<Totals> = samples.iter().map(|minor| usd(*minor)).collect();
            assert_eq!(median(&totals).minor(Currency::USD), expected, "{samples:?}");
        }
    }

    #[test]
    fn a_currency_that_occurred_once_has_a_median_of_its_own() {
        let eur = Currency::parse("eur").unwrap();
        let samples = [usd(100), usd(300), [Money::new(800, eur)].into_iter().collect(), usd(300)];
        assert_eq!(median(&samples).minor(eur), 0);
        assert_eq!(median(&samples).minor(Currency::USD), 200);
    }
}
