use jiff::tz::TimeZone;
use jiff::{SignedDuration, ToSpan};
use proptest::prelude::*;

use super::*;
use crate::domain::{AtRisk, PriceChanges, ProductId, Standing, SubscriptionId};
use crate::money::Money;

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

/// A Sunday, a little after two.
fn calendar() -> Calendar {
    Calendar::at(at("2026-11-22T14:02:00Z"), &TimeZone::UTC)
}

fn currency(code: &str) -> Currency {
    Currency::parse(code).unwrap()
}

fn totals(amounts: &[(i64, &str)]) -> Totals {
    amounts.iter().map(|(minor, code)| Money::new(*minor, currency(code))).collect()
}

/// Facts of nothing, for every period.
fn facts() -> OutlookFacts {
    let asked = calendar().outlook_periods();
    OutlookFacts {
        periods: vec![PeriodTotals::default(); asked.orders.len()],
        movements: vec![Movements::default(); asked.movements.len()],
        observed_since: Some(Timestamp::MIN),
        ..OutlookFacts::default()
    }
}

/// Changes the facts of the periods that `changes` is true of, by their place in what is asked.
fn movements(facts: &mut OutlookFacts, change: impl Fn(&Period, &mut Movements)) {
    let asked = calendar().outlook_periods().movements;
    asked.iter().zip(&mut facts.movements).for_each(|(period, movements)| change(period, movements));
}

fn whole() -> LedgerFacts {
    LedgerFacts {
        orders_since: Some(Timestamp::MIN),
        subscriptions_since: Some(Timestamp::MIN),
        live_subscriptions_complete: true,
        ..LedgerFacts::default()
    }
}

fn of(facts: &OutlookFacts) -> Outlook {
    outlook(&calendar(), facts, &whole(), &BTreeMap::new())
}

#[test]
fn each_part_is_unknown_until_the_ledger_holds_the_whole_of_it() {
    let known = |present: &LedgerFacts| {
        let outlook = outlook(&calendar(), &facts(), present, &BTreeMap::new());
        [
            outlook.forecast.is_some(),
            outlook.kept.is_some(),
            outlook.products.is_some(),
            outlook.due.is_some(),
            outlook.at_risk.is_some(),
            outlook.leaving.is_some(),
            outlook.trials.is_some(),
            outlook.trials.is_some_and(|trials| trials.ended_90d.is_some()),
            outlook.mrr_movement.is_some(),
        ]
        .map(|known| if known { 'x' } else { '-' })
        .iter()
        .collect::<String>()
    };
    let orders = |since: &str| LedgerFacts { orders_since: Some(at(since)), ..whole() };
    assert_eq!(known(&whole()), "xxxxxxxxx");
    assert_eq!(known(&LedgerFacts::default()), "---------");
    assert_eq!(known(&orders("2026-10-24T00:00:00Z")), "xxxxxxxxx");
    assert_eq!(known(&orders("2026-10-25T14:02:00Z")), "x--xxxxxx");
    assert_eq!(known(&orders("2026-10-25T14:02:01Z")), "---xxxxxx");
    assert_eq!(known(&LedgerFacts { live_subscriptions_complete: false, ..whole() }), "xxx------");
    let some = LedgerFacts { subscriptions_since: Some(at("2020-01-01T00:00:00Z")), ..whole() };
    assert_eq!(known(&some), "xxxxxxx--");
    let silent = outlook(&calendar(), &OutlookFacts::default(), &whole(), &BTreeMap::new());
    assert_eq!((silent.forecast, silent.due, silent.leaving, silent.mrr_movement), (None, None, None, None));
}

/// The facts of orders at these instants, by the plain definition: an order counts in every period that holds it.
fn of_orders(orders: &[(Timestamp, i64)]) -> OutlookFacts {
    let of = |period: &Period| {
        let within = orders.iter().filter(|(at, _)| period.contains(*at));
        let revenue = within.map(|(_, minor)| Money::new(*minor, Currency::USD)).collect();
        PeriodTotals { revenue, ..PeriodTotals::default() }
    };
    OutlookFacts { periods: calendar().outlook_periods().orders.iter().map(of).collect(), ..facts() }
}

#[test]
fn today_will_end_at_what_it_is_and_the_median_of_the_rest_of_four_sundays() {
    let orders = [
        ("2026-11-22T09:00:00Z", 700),
        // What Polar's clock dates a moment from now was still sold today.
        ("2026-11-22T14:02:07Z", 30),
        ("2026-11-15T14:01:59Z", 9_999),
        ("2026-11-15T14:02:00Z", 100),
        ("2026-11-08T23:59:59Z", 400),
        ("2026-11-01T20:00:00Z", 800),
        ("2026-10-25T20:00:00Z", 200),
    ];
    let forecast = of(&of_orders(&orders.map(|(text, minor)| (at(text), minor)))).forecast.unwrap();
    assert_eq!(forecast, totals(&[(730 + 300, "usd")]));
}

#[test]
fn what_is_due_begins_now() {
    let mut facts = facts();
    movements(&mut facts, |period, movements| {
        let days = period.to.duration_since(period.from).as_hours() / 24;
        if period.from == calendar().now() {
            movements.renewals_due = 1 + days.unsigned_abs();
            movements.due = totals(&[(100 * (1 + days), "usd")]);
        }
    });
    let due = of(&facts).due.unwrap();
    assert_eq!(due.today, Expected { renewals: 1, amount: totals(&[(100, "usd")]) });
    assert_eq!(due.next_7_days, Expected { renewals: 7, amount: totals(&[(700, "usd")]) });
    assert_eq!(due.next_30_days, Expected { renewals: 30, amount: totals(&[(3_000, "usd")]) });
}

#[test]
fn all_that_is_at_risk_is_counted_and_the_first_hundred_are_named() {
    let overdue = |number: u128| AtRisk {
        id: SubscriptionId(uuid::Uuid::from_u128(number)),
        product_name: None,
        since: None,
        next_attempt: None,
        amount: Money::new(100, currency(if number.is_multiple_of(3) { "eur" } else { "usd" })),
    };
    let facts = OutlookFacts { at_risk: (0..150).map(overdue).collect(), ..facts() };
    let at_risk = of(&facts).at_risk.unwrap();
    assert_eq!((at_risk.subscriptions, at_risk.items.len()), (150, 100));
    assert_eq!(at_risk.amount, totals(&[(5_000, "eur"), (10_000, "usd")]));
    assert_eq!(at_risk.items, facts.at_risk[..100]);
}

#[test]
fn leaving_goes_by_the_owners_days_and_what_comes_after_them() {
    let ends = ["2026-11-22T20:00:00Z", "2026-11-23T00:00:00Z", "2026-12-21T23:59:59Z", "2026-12-22T00:00:00Z"].map(at);
    let mut facts = facts();
    movements(&mut facts, |period, movements| {
        let count = ends.iter().filter(|end| period.contains(**end)).count();
        movements.churned = count as u64;
        movements.mrr_gone = totals(&[(900 * count as i64, "usd")]);
    });
    let leaving = of(&facts).leaving.unwrap();
    let days: Vec<_> = leaving.by_date.iter().map(|day| (day.date.to_string(), day.subscriptions)).collect();
    assert_eq!(days, [("2026-11-22".to_owned(), 1), ("2026-11-23".to_owned(), 1), ("2026-12-21".to_owned(), 1)]);
    assert_eq!((leaving.subscriptions, &leaving.mrr), (4, &totals(&[(3_600, "usd")])));
    assert_eq!((leaving.later_subscriptions, &leaving.later_mrr), (1, &totals(&[(900, "usd")])));
}

#[test]
fn what_is_kept_is_what_was_paid_less_tax_fees_and_refunds() {
    let mut facts = facts();
    let window = calendar().outlook_periods().window;
    let place = calendar().outlook_periods().orders.iter().position(|period| *period == window).unwrap();
    facts.periods[place] = PeriodTotals {
        revenue: totals(&[(10_000, "eur"), (5_000, "usd")]),
        tax: totals(&[(1_900, "eur")]),
        refunds: totals(&[(500, "usd")]),
        fees: totals(&[(250, "usd")]),
        ..PeriodTotals::default()
    };
    let kept = of(&facts).kept.unwrap();
    assert_eq!(kept.period, window);
    assert_eq!(kept.paid, totals(&[(11_900, "eur"), (5_000, "usd")]));
    assert_eq!(kept.yours, totals(&[(10_000, "eur"), (4_250, "usd")]));
    facts.periods[place].fees = totals(&[(250, "usd"), (7, "gbp")]);
    assert_eq!(of(&facts).kept.unwrap().yours, totals(&[(10_000, "eur"), (-7, "gbp"), (4_250, "usd")]));
}

#[test]
fn trials_that_ended_are_those_of_90_days_up_to_now() {
    let mut facts = facts();
    movements(&mut facts, |period, movements| {
        if period.to == calendar().now() && period.from == at("2026-08-25T00:00:00Z") {
            (movements.trials_ended, movements.trials_converted) = (8, 3);
        } else if period.to == at("2026-11-29T00:00:00Z") && period.from == calendar().now() {
            movements.trials_ended = 2;
        }
    });
    let standing = Standing { trialing: 5, trial_mrr: totals(&[(4_500, "usd")]), ..Standing::default() };
    let trials = outlook(&calendar(), &facts, &LedgerFacts { standing, ..whole() }, &BTreeMap::new()).trials.unwrap();
    assert_eq!((trials.running, trials.mrr, trials.ending_in_7_days), (5, totals(&[(4_500, "usd")]), 2));
    let ended = trials.ended_90d.unwrap();
    assert_eq!((ended.ended, ended.converted), (8, 3));
    assert_eq!(ended.conversion_rate().unwrap().to_string(), "0.375");
    assert_eq!(TrialsEnded { ended: 0, converted: 0 }.conversion_rate(), None);
}

#[test]
fn recurring_revenue_moves_by_new_expansion_contraction_and_churn() {
    let mut facts = OutlookFacts {
        price_changes: PriceChanges {
            expansion: totals(&[(700, "usd")]),
            contraction: totals(&[(200, "usd")]),
            of_new: totals(&[(100, "usd")]),
        },
        ..facts()
    };
    movements(&mut facts, |period, movements| {
        if period.to == calendar().now() && period.from == at("2026-10-24T00:00:00Z") {
            (movements.mrr_begun, movements.mrr_gone) =
                (totals(&[(1_000, "usd"), (50, "eur")]), totals(&[(300, "usd")]));
        }
    });
    for (observed_since, new, observed, net) in [
        (Some("2026-10-24T00:00:00Z"), 900, true, 900 + 700 - 200 - 300),
        (Some("2026-10-24T00:00:01Z"), 1_000, false, 1_000 - 300),
        (None, 1_000, false, 1_000 - 300),
    ] {
        facts.observed_since = observed_since.map(at);
        let movement = of(&facts).mrr_movement.unwrap();
        assert_eq!(movement.new, totals(&[(new, "usd"), (50, "eur")]), "{observed_since:?}");
        assert_eq!(movement.expansion, observed.then(|| totals(&[(700, "usd")])));
        assert_eq!(movement.contraction, observed.then(|| totals(&[(200, "usd")])));
        assert_eq!(movement.net, totals(&[(net, "usd"), (50, "eur")]), "{observed_since:?}");
    }
}

#[test]
fn products_come_by_revenue_in_the_currency_with_the_most_orders_then_in_the_next_then_by_name() {
    let product = |number: u128, name: Option<&str>, revenue: &[(i64, &str)]| ProductTotals {
        id: Some(ProductId(uuid::Uuid::from_u128(number))),
        name: name.map(str::to_owned),
        orders: 1,
        revenue: totals(revenue),
    };
    let products = vec![
        product(1, Some("Refunds only"), &[(-100, "eur")]),
        product(2, None, &[]),
        product(3, Some("Zine"), &[]),
        product(4, Some("App"), &[]),
        product(5, Some("Dollars"), &[(900_000, "usd")]),
        product(6, Some("Euros"), &[(1_000, "eur"), (1, "usd")]),
        product(7, Some("More euros"), &[(2_000, "eur")]),
    ];
    let facts = OutlookFacts { products, ..facts() };
    let counts = [(currency("eur"), 20), (currency("usd"), 3)].into();
    let named = outlook(&calendar(), &facts, &whole(), &counts).products.unwrap();
    let names: Vec<_> = named.iter().map(|product| product.name.as_deref().unwrap_or("—")).collect();
    assert_eq!(names, ["More euros", "Euros", "Dollars", "App", "Zine", "—", "Refunds only"]);
    let many = (0..80).map(|number| product(number, Some("Same"), &[])).rev().collect();
    let named = of(&OutlookFacts { products: many, ..facts }).products.unwrap();
    assert_eq!(named.len(), 50);
    assert!(named.is_sorted_by_key(|product| product.id), "the order is the same each time");
}

proptest! {
    #[test]
    fn a_forecast_is_the_plain_median_of_what_came_after_this_time(
        orders in prop::collection::vec((0_i64..40 * 24 * 60, 0_i64..50_000), 0..60),
    ) {
        let now = calendar().now();
        let orders: Vec<_> =
            orders.into_iter().map(|(minutes, minor)| (now - SignedDuration::from_mins(minutes), minor)).collect();
        let sum = |from: Timestamp, to: Timestamp| -> i64 {
            orders.iter().filter(|(at, _)| (from..to).contains(at)).map(|(_, minor)| *minor).sum()
        };
        let mut rest = [1, 2, 3, 4].map(|weeks: i64| {
            let then = now - (24 * 7 * weeks).hours();
            sum(then, at(&format!("{}T00:00:00Z", then.to_zoned(TimeZone::UTC).date().tomorrow().unwrap())))
        });
        rest.sort_unstable();
        let middle = rest[1] + rest[2];
        let expected = sum(at("2026-11-22T00:00:00Z"), Timestamp::MAX) + middle / 2 + middle % 2;
        let forecast = of(&of_orders(&orders)).forecast.unwrap();
        prop_assert_eq!(forecast.minor(Currency::USD), i128::from(expected));
    }
}
