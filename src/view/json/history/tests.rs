use jiff::tz::TimeZone;
use serde_json::{Map, Value};

use super::*;
use crate::view::samples::days::{self, A_BAD_DAY, IN_DOLLARS, IN_SEVERAL, QUIET};
use crate::view::samples::now;

fn printed(figures: &figures::History) -> Value {
    serde_json::to_value(history(figures, &TimeZone::UTC, now())).unwrap()
}

/// A field a line.
fn lines(day: &Value) -> String {
    let fields: &Map<String, Value> = day.as_object().unwrap();
    fields.iter().map(|(name, value)| format!("{name}: {value}\n")).collect()
}

#[test]
fn the_interface_is_stable() {
    let json = printed(&days::history(&[QUIET, IN_SEVERAL]));
    assert_eq!(json["time_zone"], "UTC");
    assert_eq!(json["days"].as_array().unwrap().len(), 2);
    insta::assert_snapshot!(lines(&json["days"][1]), @r#"
    active: 183
    arr: [{"currency":"usd","minor":5024172},{"currency":"eur","minor":300000}]
    average_order_value: [{"currency":"usd","minor":2900},{"currency":"eur","minor":9600},{"currency":"jpy","minor":1500}]
    average_revenue_per_user: [{"currency":"usd","minor":6978},{"currency":"eur","minor":417}]
    canceled: 1
    churn_rate: 0.0328
    churned: 3
    committed: 177
    committed_mrr: [{"currency":"usd","minor":418681},{"currency":"eur","minor":25000}]
    complete: true
    date: "2026-11-22"
    mrr: [{"currency":"usd","minor":418681},{"currency":"eur","minor":25000}]
    net_revenue: [{"currency":"usd","minor":5710},{"currency":"eur","minor":0},{"currency":"gbp","minor":-30},{"currency":"jpy","minor":1500}]
    new_subscriptions: 2
    orders: 4
    refunds: [{"currency":"eur","minor":9600}]
    renewals: 5
    revenue: [{"currency":"usd","minor":5800},{"currency":"eur","minor":9600},{"currency":"jpy","minor":1500}]
    trial_mrr: [{"currency":"usd","minor":1800}]
    trialing: 4
    "#);
}

#[test]
fn days_come_oldest_first_and_end_with_today() {
    let json = printed(&days::history(&[QUIET, A_BAD_DAY, IN_DOLLARS]));
    let dates: Vec<&str> = json["days"].as_array().unwrap().iter().map(|day| day["date"].as_str().unwrap()).collect();
    assert_eq!(dates, ["2026-11-20", "2026-11-21", "2026-11-22"]);
    assert_eq!(json["days"][1]["revenue"].to_string(), r#"[{"currency":"usd","minor":-1250}]"#);
}

#[test]
fn what_is_not_known_is_null() {
    let since = "2026-11-22T00:00:00Z".parse().unwrap();
    let json = printed(&days::history_since(&[IN_DOLLARS, IN_DOLLARS], since, since));
    insta::assert_snapshot!(lines(&json["days"][0]), @r#"
    active: null
    arr: null
    average_order_value: null
    average_revenue_per_user: null
    canceled: null
    churn_rate: null
    churned: null
    committed: null
    committed_mrr: null
    complete: false
    date: "2026-11-21"
    mrr: null
    net_revenue: null
    new_subscriptions: null
    orders: null
    refunds: null
    renewals: null
    revenue: null
    trial_mrr: null
    trialing: null
    "#);
    let today = &json["days"][1];
    assert_eq!((&today["complete"], &today["orders"], &today["active"]), (&true.into(), &7.into(), &183.into()));
    assert_eq!((&today["canceled"], &today["churn_rate"]), (&Value::Null, &Value::Null));
}

#[test]
fn the_order_of_fields_is_that_of_the_interface() {
    let text = serde_json::to_string(&history(&days::history(&[QUIET]), &TimeZone::UTC, now())).unwrap();
    assert!(
        text.starts_with(r#"{"time_zone":"UTC","days":[{"date":"2026-11-22","complete":true,"revenue":[]"#),
        "{text}"
    );
}
