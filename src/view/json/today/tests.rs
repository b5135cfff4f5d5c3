use jiff::tz::{Offset, TimeZone};
use rust_decimal::Decimal;
use serde_json::Value;

use super::*;
use crate::app::{Region, Trouble};
use crate::figures::Summary;
use crate::polar;
use crate::view::samples::*;

fn printed(summary: &Summary, health: &crate::app::Health) -> String {
    let organization = organization();
    let zone = TimeZone::UTC;
    let page = Page {
        organization: &organization,
        sample: false,
        summary,
        health,
        zone: &zone,
        region: &Region::default(),
        now: now(),
    };
    serde_json::to_string_pretty(&today(&page, &figures::Outlook::default(), SignedDuration::from_mins(15))).unwrap()
}

fn fine() -> crate::app::Health {
    crate::app::Health { last_success: Some(ago(2)), ..Default::default() }
}

fn value(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

#[test]
fn the_interface_is_stable() {
    insta::assert_snapshot!(printed(&summary(), &fine()), @r#"
    {
      "organization": {
        "id": "00000000-0000-0000-0000-000000000007",
        "name": "Acme Inc",
        "slug": "acme",
        "environment": "production"
      },
      "as_of": "2026-11-22T14:02:30Z",
      "time_zone": "UTC",
      "health": {
        "state": "fresh",
        "trouble": null,
        "last_success": "2026-11-22T14:00:30Z"
      },
      "periods": {
        "today": {
          "from": "2026-11-22T00:00:00Z",
          "to": "2026-11-23T00:00:00Z",
          "complete": true,
          "revenue": [
            {
              "currency": "usd",
              "minor": 41250
            }
          ],
          "net_revenue": [
            {
              "currency": "usd",
              "minor": 41250
            }
          ],
          "refunds": [],
          "orders": 9,
          "average_order_value": [],
          "new_subscriptions": 2
        },
        "yesterday": {
          "from": "2026-11-21T00:00:00Z",
          "to": "2026-11-22T00:00:00Z",
          "complete": true,
          "revenue": [
            {
              "currency": "usd",
              "minor": 38900
            }
          ],
          "net_revenue": [
            {
              "currency": "usd",
              "minor": 38900
            }
          ],
          "refunds": [],
          "orders": 9,
          "average_order_value": [],
          "new_subscriptions": 2
        },
        "this_week": {
          "from": "2026-11-16T00:00:00Z",
          "to": "2026-11-23T00:00:00Z",
          "complete": true,
          "revenue": [
            {
              "currency": "usd",
              "minor": 120400
            }
          ],
          "net_revenue": [
            {
              "currency": "usd",
              "minor": 120400
            }
          ],
          "refunds": [],
          "orders": 9,
          "average_order_value": [],
          "new_subscriptions": 2
        },
        "this_month": {
          "from": "2026-11-01T00:00:00Z",
          "to": "2026-11-23T00:00:00Z",
          "complete": true,
          "revenue": [
            {
              "currency": "usd",
              "minor": 824000
            }
          ],
          "net_revenue": [
            {
              "currency": "usd",
              "minor": 824000
            }
          ],
          "refunds": [],
          "orders": 9,
          "average_order_value": [],
          "new_subscriptions": 2
        },
        "last_30_days": {
          "from": "2026-10-24T00:00:00Z",
          "to": "2026-11-23T00:00:00Z",
          "complete": true,
          "revenue": [
            {
              "currency": "usd",
              "minor": 1190299
            }
          ],
          "net_revenue": [
            {
              "currency": "usd",
              "minor": 1190299
            }
          ],
          "refunds": [],
          "orders": 9,
          "average_order_value": [],
          "new_subscriptions": 2
        },
        "all_time": {
          "from": "1970-01-01T00:00:00Z",
          "to": "2026-11-23T00:00:00Z",
          "complete": true,
          "revenue": [
            {
              "currency": "usd",
              "minor": 124000000
            }
          ],
          "net_revenue": [
            {
              "currency": "usd",
              "minor": 124000000
            }
          ],
          "refunds": [],
          "orders": 9,
          "average_order_value": [],
          "new_subscriptions": 2
        }
      },
      "subscriptions": {
        "active": 183,
        "committed": 177,
        "trialing": 4,
        "past_due": 2,
        "cancelling": 6,
        "mrr": [
          {
            "currency": "usd",
            "minor": 418681
          }
        ],
        "committed_mrr": [
          {
            "currency": "usd",
            "minor": 404647
          }
        ],
        "trial_mrr": [
          {
            "currency": "usd",
            "minor": 9356
          }
        ],
        "arr": [
          {
            "currency": "usd",
            "minor": 5024172
          }
        ],
        "average_revenue_per_user": [
          {
            "currency": "usd",
            "minor": 2313
          }
        ],
        "churned_30d": 0,
        "churn_rate_30d": 0.0328
      },
      "outlook": {
        "today": {
          "now": [
            {
              "currency": "usd",
              "minor": 41250
            }
          ],
          "before": [
            {
              "currency": "usd",
              "minor": 35000
            }
          ],
          "change": [
            {
              "currency": "usd",
              "percent": 18
            }
          ]
        },
        "this_week": {
          "now": [
            {
              "currency": "usd",
              "minor": 120400
            }
          ],
          "before": [
            {
              "currency": "usd",
              "minor": 113600
            }
          ],
          "change": [
            {
              "currency": "usd",
              "percent": 6
            }
          ]
        },
        "this_month": {
          "now": [
            {
              "currency": "usd",
              "minor": 824000
            }
          ],
          "before": [
            {
              "currency": "usd",
              "minor": 735700
            }
          ],
          "change": [
            {
              "currency": "usd",
              "percent": 12
            }
          ]
        },
        "last_30_days": {
          "now": [
            {
              "currency": "usd",
              "minor": 1190299
            }
          ],
          "before": [
            {
              "currency": "usd",
              "minor": 1000000
            }
          ],
          "change": [
            {
              "currency": "usd",
              "percent": 19
            }
          ]
        },
        "forecast": null,
        "due": null,
        "at_risk": null,
        "leaving": null,
        "kept": null,
        "trials": null,
        "mrr_movement": null,
        "products": null
      }
    }
    "#);
}

#[test]
fn currencies_come_in_the_order_of_the_menu_and_a_foreign_fee_is_negative() {
    let json = value(&printed(&summary_in_several_currencies(), &fine()));
    assert_eq!(
        json["periods"]["today"]["net_revenue"].to_string(),
        r#"[{"currency":"usd","minor":41250},{"currency":"eur","minor":9600},{"currency":"gbp","minor":-30}]"#
    );
}

#[test]
fn an_average_order_is_one_of_its_own_currency() {
    let mut facts = facts([&[(41_250, "usd"), (9_600, "eur")]; 6]);
    facts.periods[0].order_counts = [(currency("usd"), 8), (currency("eur"), 1)].into();
    let json = value(&printed(&summary_of(&facts, &[("usd", 8), ("eur", 1)]), &fine()));
    assert_eq!(
        json["periods"]["today"]["average_order_value"].to_string(),
        r#"[{"currency":"usd","minor":5156},{"currency":"eur","minor":9600}]"#
    );
}

#[test]
fn an_amount_beyond_64_bits_is_a_whole_number_still() {
    let mut summary = summary();
    summary.today.revenue.add_minor(Currency::USD, i128::MAX / 2);
    assert!(printed(&summary, &fine()).contains(&format!("\"minor\": {}", i128::MAX / 2 + 41_250)));
}

#[test]
fn a_ratio_is_a_plain_number() {
    for (ratio, expected) in
        [(Decimal::new(5, 1), "0.5"), (Decimal::ONE / Decimal::from(3), "0.3333"), (Decimal::ZERO, "0")]
    {
        assert_eq!(serde_json::to_string(&Ratio::new(ratio)).unwrap(), expected);
    }
}

#[test]
fn what_is_not_known_is_null() {
    let json = value(&printed(&downloaded_since("2026-11-22T00:00:00Z"), &crate::app::Health::default()));
    assert_eq!(json["subscriptions"]["active"], Value::Null);
    assert_eq!(json["outlook"]["today"], Value::Null);
    assert_eq!(json["periods"]["today"]["complete"], true);
    assert_eq!(json["periods"]["this_month"]["complete"], false);
    assert_eq!(json["health"]["state"], "waiting");
}

#[test]
fn health_is_a_state_and_a_sentence() {
    let health = |minutes, trouble| {
        let health = crate::app::Health { last_success: Some(ago(minutes)), trouble, ..Default::default() };
        let json = value(&printed(&summary(), &health));
        (json["health"]["state"].clone(), json["health"]["trouble"].clone())
    };
    assert_eq!(health(2, None), ("fresh".into(), Value::Null));
    assert_eq!(health(16, None), ("stale".into(), Value::Null));
    let (state, trouble) = health(2, Some(Trouble::Polar(polar::Trouble::Offline)));
    assert_eq!((state, trouble), ("stale".into(), "Polar cannot be reached. Check the internet connection.".into()));
}

#[test]
fn a_zone_is_named_as_in_the_database_or_by_its_offset() {
    for (zone, expected) in [
        (TimeZone::get("America/Los_Angeles").unwrap(), "America/Los_Angeles"),
        (TimeZone::UTC, "UTC"),
        (TimeZone::fixed(Offset::constant(2)), "+02:00"),
    ] {
        assert_eq!(zone_name(&zone, now()), expected);
    }
}
