use jiff::tz::TimeZone;
use proptest::prelude::*;

use super::*;
use crate::money::Money;

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn calendar() -> Calendar {
    Calendar::at(at("2026-11-22T14:02:00Z"), &TimeZone::UTC)
}

fn currency(code: &str) -> Currency {
    Currency::parse(code).unwrap()
}

fn totals(amounts: &[(i64, &str)]) -> Totals {
    amounts.iter().map(|(minor, code)| Money::new(*minor, currency(code))).collect()
}

/// The facts of orders at these instants, by the plain definition: an order counts in every period that holds it.
fn facts(orders: &[(Timestamp, i64)]) -> LedgerFacts {
    let of = |period: &Period| {
        let within: Vec<i64> = orders.iter().filter(|(at, _)| period.contains(*at)).map(|(_, minor)| *minor).collect();
        PeriodTotals {
            revenue: within.iter().map(|minor| Money::new(*minor, Currency::USD)).collect(),
            orders: within.len() as u64,
            ..PeriodTotals::default()
        }
    };
    LedgerFacts {
        periods: calendar().periods().iter().map(of).collect(),
        orders_since: Some(Timestamp::MIN),
        subscriptions_since: Some(Timestamp::MIN),
        live_subscriptions_complete: true,
        ..LedgerFacts::default()
    }
}

fn summary(facts: &LedgerFacts) -> Summary {
    summarize(&calendar(), facts, &BTreeMap::new(), RevenueBasis::AsInPolar)
}

#[test]
fn net_revenue_is_revenue_less_refunds_and_fees_and_a_foreign_fee_stands_alone() {
    let mut facts = facts(&[]);
    facts.periods[0] = PeriodTotals {
        revenue: totals(&[(5000, "eur"), (2000, "usd")]),
        refunds: totals(&[(500, "eur")]),
        fees: totals(&[(240, "usd"), (3, "gbp")]),
        orders: 3,
        new_subscriptions: 1,
        ..PeriodTotals::default()
    };
    let today = summary(&facts).today;
    assert_eq!(today.net_revenue, totals(&[(4500, "eur"), (-3, "gbp"), (1760, "usd")]));
    assert_eq!((today.orders, today.new_subscriptions), (3, 1));
}

#[test]
fn a_period_is_complete_only_when_orders_and_subscriptions_reach_back_to_its_beginning() {
    let complete = |orders: Option<&str>, subscriptions: Option<&str>| {
        let facts =
            LedgerFacts { orders_since: orders.map(at), subscriptions_since: subscriptions.map(at), ..facts(&[]) };
        let summary = summary(&facts);
        [&summary.today, &summary.yesterday, &summary.this_month, &summary.all_time].map(|figures| figures.complete)
    };
    let midnight = Some("2026-11-22T00:00:00Z");
    assert_eq!(complete(None, midnight), [false; 4]);
    assert_eq!(complete(midnight, None), [false; 4]);
    assert_eq!(complete(midnight, midnight), [true, false, false, false]);
    assert_eq!(complete(Some("2026-11-22T00:00:01Z"), midnight), [false; 4]);
    assert_eq!(complete(Some("2026-10-01T00:00:00Z"), Some("2026-11-21T00:00:00Z")), [true, true, false, false]);
    assert_eq!(complete(Some("2020-01-01T00:00:00Z"), Some("2020-01-01T00:00:00Z")), [true, true, true, false]);
}

#[test]
fn a_ledger_that_answers_for_no_period_knows_nothing() {
    let summary = summary(&LedgerFacts { periods: Vec::new(), ..facts(&[]) });
    assert!(!summary.today.complete && !summary.all_time.complete);
    assert_eq!(summary.usual_by_now, None);
    assert_eq!(summary.last_30_days_revenue.len(), 30);
}

#[test]
fn nothing_is_compared_with_a_part_of_the_past() {
    let since =
        |since: &str| LedgerFacts { orders_since: Some(at(since)), subscriptions_since: Some(at(since)), ..facts(&[]) };
    let known = |since_when: &str| {
        let summary = summary(&since(since_when));
        [&summary.usual_by_now, &summary.week_before, &summary.month_before, &summary.thirty_days_before]
            .map(|comparison| comparison.is_some())
    };
    assert_eq!(known("2026-11-10T00:00:00Z"), [false, false, false, false]);
    assert_eq!(known("2026-11-09T00:00:00Z"), [false, true, false, false]);
    assert_eq!(known("2026-10-25T00:00:00Z"), [true, true, false, false]);
    assert_eq!(known("2026-10-01T00:00:00Z"), [true, true, true, false]);
    assert_eq!(known("2026-09-24T00:00:00Z"), [true, true, true, true]);
}

#[test]
fn usual_by_now_is_the_median_of_four_sundays_up_to_this_time() {
    let orders = [
        ("2026-11-22T09:00:00Z", 700),
        ("2026-11-15T09:00:00Z", 100),
        ("2026-11-15T14:02:00Z", 9999),
        ("2026-11-08T09:00:00Z", 400),
        ("2026-11-01T09:00:00Z", 800),
    ];
    let summary = summary(&facts(&orders.map(|(text, minor)| (at(text), minor))));
    let usual = summary.usual_by_now.unwrap();
    assert_eq!((usual.now.minor(Currency::USD), usual.before.minor(Currency::USD)), (700, 250));
}

#[test]
fn what_polars_clock_dates_a_moment_from_now_was_sold_today() {
    let summary = summary(&facts(&[(at("2026-11-22T14:02:07Z"), 2900)]));
    assert_eq!(summary.today.revenue.minor(Currency::USD), 2900);
    assert_eq!(summary.all_time.revenue.minor(Currency::USD), 2900);
}

#[test]
fn currencies_come_by_orders_then_by_code_and_none_is_forgotten() {
    let mut facts = facts(&[]);
    facts.periods[1].fees = totals(&[(1, "chf")]);
    facts.periods[5].revenue = totals(&[(1, "aud")]);
    let counts = [("jpy", 3), ("eur", 9), ("gbp", 3)].map(|(code, count)| (currency(code), count));
    let summary = summarize(&calendar(), &facts, &counts.into_iter().collect(), RevenueBasis::AsInPolar);
    let codes: Vec<&str> = summary.currencies.iter().map(Currency::code).collect();
    assert_eq!(codes, ["eur", "gbp", "jpy", "aud", "chf"]);
}

proptest! {
    #[test]
    fn every_figure_is_the_plain_sum_of_the_orders_of_its_days(
        orders in prop::collection::vec((0_i64..80 * 24 * 60, -5000_i64..50_000), 0..60),
    ) {
        let now = calendar().now();
        let orders: Vec<_> =
            orders.into_iter().map(|(minutes, minor)| (now - jiff::SignedDuration::from_mins(minutes), minor)).collect();
        let summary = summary(&facts(&orders));
        let sum = |wanted: &dyn Fn(i64) -> bool| -> i128 {
            let today = now.as_second() / 86_400;
            let of = orders.iter().filter(|(at, _)| wanted(today - at.as_second() / 86_400));
            of.map(|(_, minor)| i128::from(*minor)).sum()
        };
        prop_assert_eq!(summary.today.revenue.minor(Currency::USD), sum(&|ago| ago == 0));
        prop_assert_eq!(summary.yesterday.revenue.minor(Currency::USD), sum(&|ago| ago == 1));
        prop_assert_eq!(summary.this_week.revenue.minor(Currency::USD), sum(&|ago| ago <= 6));
        prop_assert_eq!(summary.this_month.revenue.minor(Currency::USD), sum(&|ago| ago <= 21));
        prop_assert_eq!(summary.last_30_days.revenue.minor(Currency::USD), sum(&|ago| ago <= 29));
        prop_assert_eq!(summary.all_time.revenue.minor(Currency::USD), sum(&|_| true));
        for (ago, day) in summary.last_30_days_revenue.iter().rev().enumerate() {
            prop_assert_eq!(day.minor(Currency::USD), sum(&|days| days == ago as i64));
        }
    }
}
