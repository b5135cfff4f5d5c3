//! `outlook` of `revone today --json` against a shop whose future is known.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use revone::demo::Shop;
use revone::domain::SubscriptionId;
use revone::money::{Currency, Money};
use serde_json::{Value, json};

use super::Setting;
use crate::running::shops::{hours_ago, zone_at_noon};

const DAY: i64 = 24;

fn usd(minor: i64) -> Value {
    json!([{"currency": "usd", "minor": minor}])
}

/// What the program tells of the shop.
fn outlook(shop: Shop) -> Value {
    let setting = Setting::with(shop);
    setting.revone(&["sync"]).finish().exits(0);
    setting.kept()["outlook"].clone()
}

fn date(at: Timestamp) -> String {
    at.to_zoned(TimeZone::get(&zone_at_noon()).unwrap()).date().to_string()
}

/// A shop with a little of everything that can happen to a subscription.
fn lively() -> (Shop, [SubscriptionId; 2]) {
    let mut shop = Shop::empty(hours_ago(DAY * 200));
    // Renews in an hour, and each day from then on.
    shop.add_subscriber(hours_ago(DAY - 1), 100, "usd", "day");
    shop.add_subscriber(hours_ago(2), 12_000, "usd", "year");
    let (leaving, _) = shop.add_subscriber(hours_ago(DAY * 3), 900, "usd", "month");
    shop.cancel(leaving, hours_ago(5), None, None);
    let (overdue, _) = shop.add_subscriber(hours_ago(DAY * 100), 2_400, "usd", "year");
    shop.fail_renewal(overdue, hours_ago(30), hours_ago(-20));
    // One trial runs, one was paid for after it, one was not.
    shop.add_trial(hours_ago(DAY * 2), 1_200, "usd", "year", 5);
    let (converted, _) = shop.add_trial(hours_ago(DAY * 60), 3_600, "usd", "year", 7);
    shop.renew(converted, hours_ago(DAY * 53));
    let (gone, _) = shop.add_trial(hours_ago(DAY * 60), 900, "usd", "month", 7);
    let trial_end = shop.subscription(gone).unwrap().trial_end.unwrap();
    shop.revoke(gone, trial_end);
    let (left, _) = shop.add_subscriber(hours_ago(DAY * 80), 700, "usd", "month");
    shop.revoke(left, hours_ago(DAY * 5));
    (shop, [leaving, overdue])
}

#[test]
fn what_is_to_come_is_due_at_risk_and_leaving() {
    let (shop, [leaving, overdue]) = lively();
    let (end, since, next) = {
        let (leaving, overdue) = (shop.subscription(leaving).unwrap(), shop.subscription(overdue).unwrap());
        let unpaid = shop.orders.iter().find(|order| order.next_payment_attempt_at.is_some()).unwrap();
        (leaving.end().unwrap(), overdue.past_due_at.unwrap(), unpaid.next_payment_attempt_at.unwrap())
    };
    let told = outlook(shop);
    assert_eq!(told["due"]["today"], json!({"renewals": 1, "amount": usd(100)}));
    // The trial that ends in three days brings its first payment.
    assert_eq!(told["due"]["next_7_days"], json!({"renewals": 7 + 1, "amount": usd(700 + 1_200)}));
    assert_eq!(told["due"]["next_30_days"], json!({"renewals": 30 + 1, "amount": usd(3_000 + 1_200)}));
    let at_risk = &told["at_risk"];
    assert_eq!((&at_risk["subscriptions"], &at_risk["amount"]), (&json!(1), &usd(2_400)));
    let micros = |at: Timestamp| Timestamp::from_microsecond(at.as_microsecond()).unwrap().to_string();
    assert_eq!(
        at_risk["items"],
        json!([{
            "subscription": overdue.to_string(),
            "product": "Pro per year",
            "amount": {"currency": "usd", "minor": 2_400},
            "since": micros(since),
            "next_attempt": micros(next),
        }])
    );
    let leaving = &told["leaving"];
    assert_eq!((&leaving["subscriptions"], &leaving["mrr"]), (&json!(1), &usd(900)));
    assert_eq!(leaving["by_date"], json!([{"date": date(end), "subscriptions": 1, "mrr": usd(900)}]));
    assert_eq!(leaving["later"], json!({"subscriptions": 0, "mrr": []}));
}

#[test]
fn what_has_happened_is_told_of_trials_and_recurring_revenue() {
    let told = outlook(lively().0);
    assert_eq!(
        told["trials"],
        json!({
            "running": 1,
            "mrr": usd(100),
            "ending_in_7_days": 1,
            "ended_90d": 2,
            "converted_90d": 1,
            "conversion_rate": 0.5,
        })
    );
    // A day's price is 365 ÷ 12 of it a month.
    let (new, churn) = (3_042 + 1_000 + 900, 700);
    let movement = &told["mrr_movement"];
    assert_eq!((&movement["new"], &movement["churn"], &movement["net"]), (&usd(new), &usd(churn), &usd(new - churn)));
    assert_eq!(movement["expansion"], Value::Null, "prices have been observed for a moment only");
}

#[test]
fn money_is_followed_from_what_was_paid_to_what_is_kept() {
    let mut shop = Shop::empty(hours_ago(DAY * 200));
    let taxed = shop.add_purchase(hours_ago(DAY * 9), 10_000, "eur");
    {
        let order = shop.order_mut(taxed).unwrap();
        (order.tax_amount, order.total_amount, order.due_amount) = (1_900, 11_900, 11_900);
    }
    shop.settle(taxed, Money::new(540, Currency::USD));
    let returned = shop.add_purchase(hours_ago(DAY * 8), 5_000, "usd");
    shop.refund(returned, 2_000);
    shop.add_purchase(hours_ago(DAY * 40), 77_700, "usd");
    shop.add_subscriber(hours_ago(DAY * 7), 900, "usd", "month");
    let told = outlook(shop);
    let both = |usd: i64, eur: i64| json!([{"currency": "usd", "minor": usd}, {"currency": "eur", "minor": eur}]);
    let kept = &told["kept"];
    assert_eq!(kept["paid"], both(5_900, 11_900));
    assert_eq!(kept["tax"], both(0, 1_900));
    assert_eq!(kept["fees"], usd(540));
    assert_eq!(kept["refunds"], both(2_000, 0));
    assert_eq!(kept["yours"], both(5_900 - 2_000 - 540, 10_000));
    let products: Vec<_> = told["products"]
        .as_array()
        .unwrap()
        .iter()
        .map(|product| (&product["name"], &product["orders"], &product["revenue"]))
        .collect();
    assert_eq!(
        products,
        [(&json!("Lantern License"), &json!(2), &both(5_000, 10_000)), (&json!("Pro per month"), &json!(1), &usd(900)),]
    );
}

#[test]
fn today_will_end_as_the_four_weekdays_before_it_did() {
    let mut shop = Shop::empty(hours_ago(DAY * 200));
    shop.add_purchase(hours_ago(1), 1_000, "usd");
    for (weeks, minor) in [(1, 300), (2, 500), (3, 900), (4, 100)] {
        // An hour before this time of day, and three hours after it.
        shop.add_purchase(hours_ago(DAY * 7 * weeks + 1), 77_700, "usd");
        shop.add_purchase(hours_ago(DAY * 7 * weeks - 3), minor, "usd");
    }
    assert_eq!(outlook(shop)["forecast"], usd(1_000 + 400));
}
