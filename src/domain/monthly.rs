use super::{Cadence, Interval};
use crate::money::{Money, divide};

/// What an amount paid every cadence is in a month: year ÷ 12, week × 52 ÷ 12, day × 365 ÷ 12, rounded to a whole minor
/// unit, halves away from zero. `None` for an interval that this version does not know, fewer than one of them, or
/// more money than 64 bits hold.
///
/// `share` is net and total of the subscription's latest paid-like order with a total, when that order's price included
/// tax: the share of the price that is revenue. Price, share and cadence are one fraction, rounded once, as Polar rounds
/// the monthly value of each subscription once.
pub fn monthly(amount: Money, cadence: &Cadence, share: Option<(i64, i64)>) -> Option<Money> {
    let (times, months): (i128, i128) = match cadence.interval {
        Interval::Year => (1, 12),
        Interval::Month => (1, 1),
        Interval::Week => (52, 12),
        Interval::Day => (365, 12),
        Interval::Other(_) => return None,
    };
    if cadence.count < 1 {
        return None;
    }
    scaled(amount, share, times, months.checked_mul(i128::from(cadence.count))?)
}

/// The part of an amount that is revenue, by the share that [`monthly`] speaks of; `None` when 64 bits do not hold it.
pub fn revenue_of(amount: Money, share: Option<(i64, i64)>) -> Option<Money> {
    scaled(amount, share, 1, 1)
}

fn scaled(amount: Money, share: Option<(i64, i64)>, times: i128, parts: i128) -> Option<Money> {
    let (net, total) = share.filter(|(_, total)| *total != 0).unwrap_or((1, 1));
    let (net, total) = (i128::from(net), i128::from(total));
    let taxed = i128::from(amount.minor).checked_mul(net)?;
    let minor = match (taxed.checked_mul(times), parts.checked_mul(total)) {
        (Some(numerator), Some(denominator)) => divide(numerator, denominator)?,
        // Beyond any price there is: two roundings are better than no figure.
        _ => divide(divide(taxed, total)?.checked_mul(times)?, parts)?,
    };
    Some(Money::new(i64::try_from(minor).ok()?, amount.currency))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rust_decimal::{Decimal, RoundingStrategy};

    use super::*;
    use crate::money::Currency;

    fn every(count: i64, interval: &str) -> Cadence {
        Cadence { interval: Interval::from_code(interval), count }
    }

    fn month(minor: i64, cadence: &Cadence, share: Option<(i64, i64)>) -> Option<i64> {
        monthly(Money::new(minor, Currency::USD), cadence, share).map(|money| money.minor)
    }

    #[test]
    fn each_monthly_value_is_rounded_to_a_whole_minor_unit() {
        for (minor, cadence, expected) in [
            (900, every(1, "month"), Some(900)),
            (900, every(3, "month"), Some(300)),
            (1000, every(3, "month"), Some(333)),
            (5, every(2, "month"), Some(3)),
            (-5, every(2, "month"), Some(-3)),
            (9900, every(1, "year"), Some(825)),
            (6, every(1, "year"), Some(1)),
            (5, every(1, "year"), Some(0)),
            (24000, every(2, "year"), Some(1000)),
            (100, every(1, "week"), Some(433)),
            (150, every(1, "week"), Some(650)),
            (100, every(2, "week"), Some(217)),
            (100, every(1, "day"), Some(3042)),
            (6, every(1, "day"), Some(183)),
            (100, every(30, "day"), Some(101)),
            (0, every(1, "month"), Some(0)),
            (i64::MAX, every(1, "month"), Some(i64::MAX)),
            (i64::MAX, every(1, "day"), None),
            (900, every(0, "month"), None),
            (900, every(-1, "month"), None),
            (900, every(1, "fortnight"), None),
        ] {
            assert_eq!(month(minor, &cadence, None), expected, "{minor} every {cadence:?}");
        }
    }

    #[test]
    fn a_price_that_includes_tax_counts_by_its_net_share_rounded_once() {
        for (minor, cadence, share, expected) in [
            (900, every(1, "month"), Some((750, 900)), 750),
            (1000, every(1, "month"), Some((750, 900)), 833),
            (1200, every(1, "year"), Some((1008, 1200)), 84),
            // 119 × 100 ÷ 119 ÷ 8 is 12.5: a rounding before the last one would not see the half.
            (119, every(8, "month"), Some((100, 119)), 13),
            (900, every(1, "month"), Some((-750, -900)), 750),
            (900, every(1, "month"), Some((0, 0)), 900),
            (900, every(1, "month"), None, 900),
        ] {
            assert_eq!(month(minor, &cadence, share), Some(expected), "{minor} by {share:?}");
        }
    }

    #[test]
    fn revenue_is_the_net_share_of_a_price() {
        let revenue = |share| revenue_of(Money::new(1190, Currency::USD), share).map(|money| money.minor);
        assert_eq!((revenue(None), revenue(Some((100, 119)))), (Some(1190), Some(1000)));
    }

    proptest! {
        #[test]
        fn a_month_is_the_plain_fraction_rounded_once(
            minor in -1_000_000_000_i64..1_000_000_000,
            count in 1_i64..400,
            interval in prop::sample::select(&["day", "week", "month", "year"][..]),
        ) {
            let (times, months) = match interval {
                "year" => (1, 12),
                "week" => (52, 12),
                "day" => (365, 12),
                _ => (1, 1),
            };
            let exact = Decimal::from(minor) * Decimal::from(times) / Decimal::from(months * count);
            let expected = exact.round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero);
            prop_assert_eq!(month(minor, &every(count, interval), None).map(Decimal::from), Some(expected));
        }
    }
}
