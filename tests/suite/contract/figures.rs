//! The program's figures of a captured shop, day by day in three time zones, against what Polar's own metrics counted and
//! what the captured rows add up to.

use std::collections::BTreeMap;

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use revone::demo::{FakePolar, Shop};
use revone::domain::{Environment, OrganizationId};
use revone::figures::Summary;
use revone::shell::{Http, Origin, clock, desk};
use revone::store::Ledger;
use revone::sync::{Session, step};
use serde_json::Value;

use super::client::fact;

async fn read_everything(captured: &Value) -> (Ledger, OrganizationId) {
    let rows = |name: &str| captured[name].as_array().unwrap().clone();
    let shop = Shop::from_json(captured["organization"].clone(), rows("orders"), rows("subscriptions"));
    let polar = FakePolar::start(shop).unwrap();
    let http = Http::new(Origin::parse(&polar.base_url()).unwrap(), &polar.token()).unwrap();
    let now = clock::now();
    let organization = revone::sync::connect::organization_of(&http, Environment::Production, None).await.unwrap();
    let mut ledger = Ledger::in_memory().unwrap();
    ledger.connect(&organization, http.origin().as_str(), now).unwrap();
    let mut session = Session::complete();
    while step(&mut session, &mut ledger, &http, organization.id, Environment::Production, now).await.unwrap().is_some()
    {
    }
    (ledger, organization.id)
}

/// The last instant of the day that begins at `start`, or the capture's own instant on its day.
fn end_of_day(start: Timestamp, zone: &TimeZone, captured_at: Timestamp) -> Timestamp {
    let tomorrow = start.to_zoned(zone.clone()).tomorrow().unwrap().timestamp();
    (tomorrow - SignedDuration::from_micros(1)).min(captured_at)
}

fn revenue_of_rows(captured: &Value, summary: &Summary) -> BTreeMap<String, i128> {
    let mut sums = BTreeMap::new();
    for order in captured["orders"].as_array().unwrap() {
        let at: Timestamp = order["created_at"].as_str().unwrap().parse().unwrap();
        if order["paid"] == true && summary.today.period.contains(at) {
            *sums.entry(order["currency"].as_str().unwrap().to_owned()).or_default() +=
                i128::from(order["net_amount"].as_i64().unwrap());
        }
    }
    sums
}

#[tokio::test]
async fn every_day_is_counted_as_polar_counts_it() {
    let Some(captured) = fact("small_shop.json") else { return };
    let captured_at: Timestamp = captured["captured_at"].as_str().unwrap().parse().unwrap();
    let (ledger, organization) = read_everything(&captured).await;
    let mut days = 0;
    for (name, metrics) in captured["metrics"].as_object().unwrap() {
        let zone = TimeZone::get(name).unwrap();
        for metric in metrics.as_array().unwrap() {
            let start: Timestamp = metric["timestamp"].as_str().unwrap().parse().unwrap();
            let summary =
                desk::report(&ledger, organization, &zone, end_of_day(start, &zone, captured_at)).unwrap().summary;
            assert_eq!(summary.today.period.from, start, "{name}");
            let recurring = summary.recurring.clone().unwrap();
            let ours = [
                ("orders", summary.today.orders),
                ("new_subscriptions", summary.today.new_subscriptions),
                ("active_subscriptions", recurring.active),
                ("committed_subscriptions", recurring.committed),
            ];
            for (figure, count) in ours {
                assert_eq!(metric[figure].as_u64(), Some(count), "{figure} of {start} in {name}");
            }
            let revenue: BTreeMap<_, _> =
                summary.today.revenue.iter().map(|(currency, minor)| (currency.to_string(), minor)).collect();
            for (currency, minor) in revenue_of_rows(&captured, &summary) {
                assert_eq!(revenue.get(&currency), Some(&minor), "{currency} of {start} in {name}");
            }
            days += 1;
        }
    }
    assert!(days >= 90, "{days} days were compared");
}
