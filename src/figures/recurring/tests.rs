use jiff::ToSpan;
use proptest::prelude::*;
use rust_decimal::RoundingStrategy;

use super::*;
use crate::money::Currency;

fn now() -> Timestamp {
    "2026-11-22T14:02:00Z".parse().unwrap()
}

fn days(after: i64) -> Timestamp {
    now() + (24 * after).hours()
}

fn window() -> Period {
    Period::new(days(-30), days(1))
}

fn every(count: i64, interval: &str) -> Cadence {
    Cadence { interval: Interval::from_code(interval), count }
}

fn subscription() -> SubscriptionFacts {
    SubscriptionFacts {
        status: SubscriptionStatus::Active,
        amount: Money::new(900, Currency::USD),
        cadence: every(1, "month"),
        started_at: days(-90),
        end: None,
        trial_end: None,
        canceled_at: None,
        net_of_total: None,
    }
}

fn recurring(subscriptions: Vec<SubscriptionFacts>) -> Recurring {
    let facts = LedgerFacts {
        subscriptions,
        subscriptions_since: Some(Timestamp::MIN),
        live_subscriptions_complete: true,
        ..LedgerFacts::default()
    };
    Recurring::of(&facts, now(), window()).unwrap()
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
        let month = monthly(Money::new(minor, Currency::USD), &cadence);
        assert_eq!(
            month.map(|money| money.minor),
            expected,
            "{minor} every {} {}",
            cadence.count,
            cadence.interval.code()
        );
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
        let one = SubscriptionFacts {
            amount: Money::new(minor, Currency::USD),
            cadence,
            net_of_total: share,
            ..subscription()
        };
        assert_eq!(recurring(vec![one]).mrr.minor(Currency::USD), expected, "{minor} by {share:?}");
    }
}

#[test]
fn what_is_active_does_not_depend_on_the_status() {
    let with = |status| SubscriptionFacts { status, ..subscription() };
    let all = ["incomplete", "trialing", "active", "past_due", "canceled", "unpaid", "paused", "new_one"];
    let figures = recurring(all.map(|code| with(SubscriptionStatus::from_code(code))).to_vec());
    assert_eq!((figures.active, figures.committed, figures.past_due), (8, 8, 1));
}

#[test]
fn the_parts_of_the_active_overlap() {
    let leaving_in_trial = SubscriptionFacts {
        status: SubscriptionStatus::PastDue,
        end: Some(days(3)),
        trial_end: Some(days(3)),
        canceled_at: Some(days(-1)),
        ..subscription()
    };
    let figures = recurring(vec![subscription(), leaving_in_trial]);
    assert_eq!(
        (figures.active, figures.committed, figures.trialing, figures.cancelling, figures.past_due),
        (2, 1, 1, 1, 1)
    );
    assert_eq!(figures.mrr.minor(Currency::USD), 900, "a running trial is no revenue");
}

#[test]
fn committed_revenue_leaves_out_those_who_leave_and_a_year_is_twelve_months() {
    let leaving = SubscriptionFacts { end: Some(days(3)), ..subscription() };
    let figures = recurring(vec![subscription(), leaving]);
    assert_eq!(figures.mrr.minor(Currency::USD), 1800);
    assert_eq!(figures.committed_mrr.minor(Currency::USD), 900);
    assert_eq!(figures.arr.minor(Currency::USD), 21_600);
}

#[test]
fn the_instants_of_start_and_end_count_as_polar_counts_them() {
    for (started_at, end, trial_end, active, mrr) in [
        (now(), None, None, 1, 900),
        (days(1), None, None, 0, 0),
        (days(-9), Some(now()), None, 0, 0),
        (days(-9), Some(days(1)), None, 1, 900),
        (days(-9), None, Some(now()), 1, 900),
        (days(-9), None, Some(days(1)), 1, 0),
    ] {
        let figures = recurring(vec![SubscriptionFacts { started_at, end, trial_end, ..subscription() }]);
        assert_eq!(
            (figures.active, figures.mrr.minor(Currency::USD)),
            (active, mrr),
            "{started_at} {end:?} {trial_end:?}"
        );
    }
}

#[test]
fn churn_is_cancellations_by_those_active_before() {
    let left = SubscriptionFacts { canceled_at: Some(days(-20)), end: Some(days(-10)), ..subscription() };
    let leaving = SubscriptionFacts { canceled_at: Some(days(-2)), end: Some(days(9)), ..subscription() };
    let new = SubscriptionFacts { started_at: days(-3), ..subscription() };
    let figures = recurring(vec![left, leaving, new, subscription(), subscription()]);
    assert_eq!((figures.canceled_30d, figures.churned_30d, figures.active_30d_ago), (Some(2), Some(1), Some(4)));
    assert_eq!(figures.churn_rate_30d, Some(Decimal::new(5, 1)));
    assert_eq!(recurring(vec![]).churn_rate_30d, None, "nobody was there to leave");
}

#[test]
fn churn_is_unknown_until_every_subscription_has_been_read() {
    let facts = LedgerFacts {
        subscriptions: vec![subscription()],
        subscriptions_since: Some(days(-60)),
        live_subscriptions_complete: true,
        ..LedgerFacts::default()
    };
    let figures = Recurring::of(&facts, now(), window()).unwrap();
    assert_eq!((figures.active, figures.churned_30d, figures.active_30d_ago), (1, None, None));
    assert_eq!(Recurring::of(&LedgerFacts { live_subscriptions_complete: false, ..facts }, now(), window()), None);
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
        let month = monthly(Money::new(minor, Currency::USD), &every(count, interval)).unwrap();
        prop_assert_eq!(Decimal::from(month.minor), expected);
    }
}
