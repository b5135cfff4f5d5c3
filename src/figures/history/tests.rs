use jiff::ToSpan;
use jiff::tz::TimeZone;
use proptest::prelude::*;

use super::*;
use crate::domain::{Movements, PeriodTotals, Standing};
use crate::money::Money;

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn date(text: &str) -> Date {
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

/// Three days, in each of which as much happened as it is days before tomorrow.
fn facts(orders_since: Option<&str>, subscriptions_since: Option<&str>) -> HistoryFacts {
    let day = |count: u64| DayFacts {
        totals: PeriodTotals {
            revenue: totals(&[(100 * count as i64, "usd")]),
            orders: count,
            new_subscriptions: count,
            ..PeriodTotals::default()
        },
        renewals: count,
        movements: Movements { canceled: count, churned: count, ..Movements::default() },
        standing: Standing { active: 10 * count, mrr: totals(&[(1_000, "eur")]), ..Standing::default() },
        canceled_before: count,
        active_before: 4,
    };
    HistoryFacts {
        days: vec![day(3), day(2), day(1)],
        orders_since: orders_since.map(at),
        subscriptions_since: subscriptions_since.map(at),
    }
}

const EVER: Option<&str> = Some("-009999-01-02T01:59:59Z");

fn present() -> LedgerFacts {
    LedgerFacts {
        standing: Standing { active: 7, mrr: totals(&[(2_000, "gbp")]), ..Standing::default() },
        live_subscriptions_complete: true,
        ..LedgerFacts::default()
    }
}

fn three_days(facts: &HistoryFacts, present: &LedgerFacts) -> History {
    let days = calendar().days(date("2026-11-20"), date("2026-11-22"));
    history(&calendar(), &days, facts, present, &[(currency("eur"), 2)].into())
}

#[test]
fn a_past_day_stands_as_at_its_end_and_today_as_now() {
    assert_eq!(at(EVER.unwrap()), Timestamp::MIN);
    let history = three_days(&facts(EVER, EVER), &present());
    let active: Vec<_> = history.days.iter().map(|day| day.standing.as_ref().unwrap().active).collect();
    assert_eq!(active, [30, 20, 7]);
    assert_eq!(history.today, date("2026-11-22"));
    assert!(history.days.iter().all(|day| day.complete));
}

#[test]
fn churn_of_a_day_is_what_was_cancelled_in_720_hours_before_it_by_those_active_before_them() {
    let history = three_days(&facts(EVER, EVER), &present());
    let rates: Vec<_> = history
        .days
        .iter()
        .map(|day| day.departures.as_ref().unwrap().churn_rate.unwrap().normalize().to_string())
        .collect();
    assert_eq!(rates, ["0.75", "0.5", "0.25"]);
    let mut nobody = facts(EVER, EVER);
    nobody.days[0].active_before = 0;
    assert_eq!(three_days(&nobody, &present()).days[0].departures.as_ref().unwrap().churn_rate, None);
}

#[test]
fn what_is_not_known_is_never_a_part_of_it() {
    let known = |orders, subscriptions| {
        let history = three_days(&facts(orders, subscriptions), &present());
        let of = |known: fn(&DayFigures) -> bool| {
            history.days.iter().map(|day| if known(day) { 'x' } else { '-' }).collect::<String>()
        };
        [
            of(|day| day.complete),
            of(|day| day.sales.is_some() && day.renewals.is_some()),
            of(|day| day.new_subscriptions.is_some()),
            of(|day| day.departures.is_some()),
            of(|day| day.standing.is_some()),
        ]
    };
    assert_eq!(known(EVER, EVER), ["xxx"; 5]);
    assert_eq!(known(None, None), ["---", "---", "---", "---", "--x"]);
    assert_eq!(known(Some("2026-11-21T00:00:00Z"), EVER), ["-xx", "-xx", "xxx", "xxx", "xxx"]);
    assert_eq!(known(Some("2026-11-21T00:00:01Z"), EVER), ["--x", "--x", "xxx", "xxx", "xxx"]);
    // An ended one that began before what has been read may be missing from any day.
    assert_eq!(known(EVER, Some("2026-11-21T00:00:00Z")), ["-xx", "xxx", "-xx", "---", "--x"]);
}

#[test]
fn today_is_unknown_until_every_live_subscription_has_been_read() {
    let present = LedgerFacts { live_subscriptions_complete: false, ..present() };
    assert!(three_days(&facts(EVER, EVER), &present).days[2].standing.is_none());
}

#[test]
fn a_ledger_that_answers_for_no_day_knows_nothing_of_it_and_leaves_none_out() {
    let history = three_days(&HistoryFacts { days: Vec::new(), ..facts(EVER, EVER) }, &present());
    assert_eq!(history.days.len(), 3);
    assert!(history.days.iter().all(|day| !day.complete && day.sales.is_none() && day.departures.is_none()));
}

#[test]
fn currencies_come_by_orders_then_by_code_and_none_is_forgotten() {
    let codes = |history: &History| history.currencies.iter().map(ToString::to_string).collect::<Vec<_>>();
    assert_eq!(codes(&three_days(&facts(EVER, EVER), &present())), ["eur", "gbp", "usd"]);
    assert_eq!(codes(&three_days(&facts(None, None), &LedgerFacts::default())), ["eur"]);
}

#[test]
fn a_day_that_never_was_is_a_day_without_an_instant() {
    let calendar = Calendar::at(at("2012-01-05T00:00:00Z"), &TimeZone::get("Pacific/Apia").unwrap());
    let days = calendar.days(date("2011-12-29"), date("2011-12-31"));
    let dates: Vec<_> = days.iter().map(|day| day.date.to_string()).collect();
    assert_eq!(dates, ["2011-12-29", "2011-12-30", "2011-12-31"]);
    assert_eq!(days[1].period.from, days[1].period.to);
    assert_eq!(days[0].period.to, days[2].period.from);
    let facts = HistoryFacts { days: vec![DayFacts::default(); 3], ..facts(EVER, EVER) };
    let history = history(&calendar, &days, &facts, &present(), &BTreeMap::new());
    assert_eq!(history.days[1].sales, Some(Sales::default()), "nothing was sold on it, and that is known");
}

#[test]
fn days_follow_one_another_to_the_edges_of_time() {
    for (first, last, count) in
        [(Date::MIN, Date::MIN, 1), (Date::MAX, Date::MAX, 1), (date("2026-11-22"), date("2026-11-21"), 0)]
    {
        let days = calendar().days(first, last);
        assert_eq!(days.len(), count);
        assert!(days.iter().all(|day| day.period.from <= day.period.to));
    }
    let days = calendar().days(date("2016-11-12"), date("2026-11-22"));
    assert!(days.windows(2).all(|pair| pair[0].period.to == pair[1].period.from));
}

proptest! {
    #[test]
    fn an_instant_is_of_the_day_of_its_local_date(
        second in 1_262_304_000_i64..1_900_000_000,
        zone in prop::sample::select(
            &["UTC", "America/Los_Angeles", "Asia/Kolkata", "Australia/Lord_Howe", "America/Sao_Paulo", "Pacific/Apia"][..],
        ),
    ) {
        let zone = TimeZone::get(zone).unwrap();
        let at = Timestamp::from_second(second).unwrap();
        let local = at.to_zoned(zone.clone()).date();
        let calendar = Calendar::at(at, &zone);
        let holding: Vec<Date> = calendar
            .days(local - 40.days(), local + 40.days())
            .into_iter()
            .filter(|day| day.period.contains(at))
            .map(|day| day.date)
            .collect();
        prop_assert_eq!(holding, [local]);
    }
}
