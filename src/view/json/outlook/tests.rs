use jiff::Timestamp;
use jiff::civil::Date;
use serde_json::{Value, json};
use uuid::Uuid;

use super::*;
use crate::domain::{Period, ProductId, SubscriptionId};
use crate::figures::TrialsEnded;
use crate::money::Money;
use crate::view::samples::{currency, summary, summary_in_several_currencies, totals};

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn period() -> Period {
    Period::new(at("2026-10-24T00:00:00Z"), at("2026-11-23T00:00:00Z"))
}

fn printed(outlook: &figures::Outlook) -> Value {
    serde_json::to_value(Outlook::of(&summary(), outlook)).unwrap()
}

fn usd(minor: i64) -> Totals {
    totals(&[(minor, "usd")])
}

#[test]
fn what_is_due_and_where_today_will_end() {
    let expected = |renewals, minor| figures::Expected { renewals, amount: usd(minor) };
    let json = printed(&figures::Outlook {
        forecast: Some(usd(51_200)),
        due: Some(figures::Due {
            today: expected(1, 900),
            next_7_days: expected(4, 3_600),
            next_30_days: expected(0, 0),
        }),
        ..figures::Outlook::default()
    });
    assert_eq!(json["forecast"], json!([{"currency": "usd", "minor": 51_200}]));
    assert_eq!(
        json["due"],
        json!({
            "today": {"renewals": 1, "amount": [{"currency": "usd", "minor": 900}]},
            "next_7_days": {"renewals": 4, "amount": [{"currency": "usd", "minor": 3_600}]},
            "next_30_days": {"renewals": 0, "amount": [{"currency": "usd", "minor": 0}]},
        })
    );
}

#[test]
fn who_is_at_risk_and_who_leaves() {
    let named = crate::domain::AtRisk {
        id: SubscriptionId(Uuid::from_u128(9)),
        product_name: Some("Pro <Plan> & \u{202e}more".to_owned()),
        since: Some(at("2026-11-20T10:00:00Z")),
        next_attempt: None,
        amount: Money::new(1_500, currency("jpy")),
    };
    let json = printed(&figures::Outlook {
        at_risk: Some(figures::Overdue { subscriptions: 120, amount: totals(&[(1_500, "jpy")]), items: vec![named] }),
        leaving: Some(figures::Leaving {
            subscriptions: 3,
            mrr: usd(2_700),
            by_date: vec![figures::LeavingOn {
                date: "2026-11-29".parse::<Date>().unwrap(),
                subscriptions: 2,
                mrr: usd(1_800),
            }],
            later_subscriptions: 1,
            later_mrr: usd(900),
        }),
        ..figures::Outlook::default()
    });
    assert_eq!(
        json["at_risk"],
        json!({
            "subscriptions": 120,
            "amount": [{"currency": "jpy", "minor": 1_500}],
            "items": [{
                "subscription": "00000000-0000-0000-0000-000000000009",
                "product": "Pro <Plan> & \u{202e}more",
                "amount": {"currency": "jpy", "minor": 1_500},
                "since": "2026-11-20T10:00:00Z",
                "next_attempt": null,
            }],
        })
    );
    assert_eq!(
        json["leaving"],
        json!({
            "subscriptions": 3,
            "mrr": [{"currency": "usd", "minor": 2_700}],
            "by_date": [{"date": "2026-11-29", "subscriptions": 2, "mrr": [{"currency": "usd", "minor": 1_800}]}],
            "later": {"subscriptions": 1, "mrr": [{"currency": "usd", "minor": 900}]},
        })
    );
}

#[test]
fn what_is_kept_and_what_sold_best() {
    let json = printed(&figures::Outlook {
        kept: Some(figures::Kept {
            period: period(),
            paid: usd(11_900),
            tax: usd(1_900),
            fees: totals(&[(7, "gbp")]),
            refunds: Totals::new(),
            yours: totals(&[(10_000, "usd"), (-7, "gbp")]),
        }),
        products: Some(vec![
            ProductTotals {
                id: Some(ProductId(Uuid::from_u128(3))),
                name: Some("Pro Plan".to_owned()),
                orders: 4,
                revenue: usd(3_600),
            },
            ProductTotals { id: None, name: None, orders: 1, revenue: Totals::new() },
        ]),
        ..figures::Outlook::default()
    });
    assert_eq!(
        json["kept"],
        json!({
            "from": "2026-10-24T00:00:00Z",
            "to": "2026-11-23T00:00:00Z",
            "paid": [{"currency": "usd", "minor": 11_900}],
            "tax": [{"currency": "usd", "minor": 1_900}],
            "fees": [{"currency": "gbp", "minor": 7}],
            "refunds": [],
            "yours": [{"currency": "usd", "minor": 10_000}, {"currency": "gbp", "minor": -7}],
        })
    );
    assert_eq!(
        json["products"],
        json!([
            {
                "product": "00000000-0000-0000-0000-000000000003",
                "name": "Pro Plan",
                "orders": 4,
                "revenue": [{"currency": "usd", "minor": 3_600}],
            },
            {"product": null, "name": null, "orders": 1, "revenue": []},
        ])
    );
}

#[test]
fn trials_and_the_movement_of_recurring_revenue() {
    let trials = |ended_90d| figures::Trials { running: 4, mrr: usd(9_356), ending_in_7_days: 1, ended_90d };
    let movement = figures::MrrMovement {
        period: period(),
        new: usd(1_000),
        expansion: None,
        contraction: None,
        churn: usd(300),
        net: usd(700),
    };
    let json = printed(&figures::Outlook {
        trials: Some(trials(Some(TrialsEnded { ended: 3, converted: 2 }))),
        mrr_movement: Some(movement.clone()),
        ..figures::Outlook::default()
    });
    assert_eq!(json["trials"]["conversion_rate"].to_string(), "0.6667");
    assert_eq!((&json["trials"]["ended_90d"], &json["trials"]["converted_90d"]), (&json!(3), &json!(2)));
    assert_eq!(
        json["mrr_movement"],
        json!({
            "from": "2026-10-24T00:00:00Z",
            "to": "2026-11-23T00:00:00Z",
            "new": [{"currency": "usd", "minor": 1_000}],
            "expansion": null,
            "contraction": null,
            "churn": [{"currency": "usd", "minor": 300}],
            "net": [{"currency": "usd", "minor": 700}],
        })
    );
    let json = printed(&figures::Outlook {
        trials: Some(trials(None)),
        mrr_movement: Some(figures::MrrMovement {
            expansion: Some(usd(5)),
            contraction: Some(Totals::new()),
            ..movement
        }),
        ..figures::Outlook::default()
    });
    assert_eq!(
        json["trials"],
        json!({
            "running": 4,
            "mrr": [{"currency": "usd", "minor": 9_356}],
            "ending_in_7_days": 1,
            "ended_90d": null,
            "converted_90d": null,
            "conversion_rate": null,
        })
    );
    assert_eq!(json["mrr_movement"]["expansion"], json!([{"currency": "usd", "minor": 5}]));
    assert_eq!(json["mrr_movement"]["contraction"], json!([]));
}

#[test]
fn currencies_come_in_the_order_of_the_menu() {
    let forecast = totals(&[(1, "aud"), (2, "eur"), (3, "usd")]);
    let outlook = figures::Outlook { forecast: Some(forecast), ..figures::Outlook::default() };
    let json = serde_json::to_value(Outlook::of(&summary_in_several_currencies(), &outlook)).unwrap();
    let codes: Vec<&str> =
        json["forecast"].as_array().unwrap().iter().map(|amount| amount["currency"].as_str().unwrap()).collect();
    assert_eq!(codes, ["usd", "eur", "aud"]);
}
