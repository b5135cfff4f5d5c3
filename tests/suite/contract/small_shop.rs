//! A captured shop, served by the fake Polar and listed over HTTP, is the captured shop.

use revone::demo::{FakePolar, Shop};
use serde_json::Value;

use super::client::{Client, fact};

fn rows(shop: &Value, name: &str) -> Vec<Value> {
    shop[name].as_array().unwrap().clone()
}

fn by_id(mut rows: Vec<Value>) -> Vec<Value> {
    rows.sort_by_key(|row| row["id"].to_string());
    rows
}

#[tokio::test]
async fn a_captured_shop_is_listed_as_it_was_captured() {
    let Some(captured) = fact("small_shop.json") else { return };
    let (orders, subscriptions) = (rows(&captured, "orders"), rows(&captured, "subscriptions"));
    let organization = captured["organization"].clone();
    let shop = Shop::from_json(organization.clone(), orders.clone(), subscriptions.clone());
    let polar = FakePolar::start(shop).unwrap();
    let client = Client::of(&polar);
    assert_eq!(client.walk("/v1/organizations/").await, [organization]);
    assert_eq!(by_id(client.walk("/v1/orders/").await), by_id(orders.clone()));
    assert_eq!(by_id(client.walk("/v1/subscriptions/").await), by_id(subscriptions));

    let pending = |row: &&Value| row["status"] == "pending";
    let reply = client.get("/v1/orders/?status=pending&limit=100").await.json();
    assert_eq!(reply["pagination"]["total_count"], orders.iter().filter(pending).count());
    let newest = client.get("/v1/orders/?limit=1").await.json();
    let last = orders.iter().map(|row| row["created_at"].as_str().unwrap()).max().unwrap();
    assert_eq!(newest["items"][0]["created_at"], last);
}
