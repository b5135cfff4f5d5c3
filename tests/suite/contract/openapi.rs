//! The fake Polar's answers have the form that Polar's own description of its API demands.

use jiff::Timestamp;
use revone::demo::{FakePolar, Shop};
use revone::domain::{Cadence, Interval, OrganizationStatus};
use serde_json::{Value, json};

use super::client::{Client, fact};

fn now() -> Timestamp {
    "2026-11-22T14:30:00Z".parse().unwrap()
}

/// A schema of the description, by name.
fn schema(description: &Value, name: &str) -> jsonschema::Validator {
    let root = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$ref": format!("#/components/schemas/{name}"),
        "components": description["components"],
    });
    jsonschema::options().should_validate_formats(true).build(&root).unwrap()
}

fn assert_valid(schema: &jsonschema::Validator, answer: &Value, of: &str) {
    if let Some(error) = schema.iter_errors(answer).next() {
        panic!("{of}: {error} at {}", error.instance_path());
    }
}

#[tokio::test]
async fn every_list_of_the_sample_shop_is_as_described() {
    let Some(description) = fact("openapi.json") else { return };
    let polar = FakePolar::start(Shop::small_business(7, now())).unwrap();
    let client = Client::of(&polar);
    for (name, lists) in [
        ("ListResource_Organization_", vec!["/v1/organizations/"]),
        (
            "ListResource_Subscription_",
            vec![
                "/v1/subscriptions/?limit=100",
                "/v1/subscriptions/?limit=100&sorting=started_at",
                "/v1/subscriptions/?limit=100&status=canceled",
                "/v1/subscriptions/?status=past_due&status=paused&status=trialing",
                "/v1/subscriptions/?cancel_at_period_end=true&limit=100",
                "/v1/subscriptions/?page=1000",
            ],
        ),
        (
            "ListResource_Order_",
            vec![
                "/v1/orders/",
                "/v1/orders/?limit=100&page=2",
                "/v1/orders/?limit=100&sorting=created_at",
                "/v1/orders/?limit=100&sorting=-amount",
                "/v1/orders/?limit=100&sorting=amount",
                "/v1/orders/?limit=100&sorting=discount",
                "/v1/orders/?status=pending&status=draft&status=void&limit=100",
                "/v1/orders/?status=refunded&status=partially_refunded&limit=100",
                "/v1/orders/?page=1000",
            ],
        ),
    ] {
        let schema = schema(&description, name);
        for list in lists {
            let reply = client.get(list).await;
            assert_eq!(reply.status, 200, "{list}");
            assert_valid(&schema, &reply.json(), list);
        }
    }
}

#[tokio::test]
async fn the_building_blocks_of_tests_are_as_described() {
    let Some(description) = fact("openapi.json") else { return };
    let mut shop = Shop::empty(now());
    let order = shop.add_purchase(now(), i64::MAX, "isk");
    let (subscription, _) = shop.add_subscriber(now(), 900, "eur", "year");
    let (trial, _) = shop.add_trial(now(), 900, "jpy", "week", 7);
    shop.fail_renewal(subscription, now(), now());
    shop.change_plan(trial, now(), 500, -400);
    shop.refund(order, 100);
    let (paused, _) = shop.add_subscriber(now(), 900, "usd", "month");
    shop.pause(paused, now(), Some(now()));
    let (switched, _) = shop.add_subscriber(now(), 900, "usd", "month");
    let cadence = Cadence { interval: Interval::Year, count: 1 };
    shop.switch_product(switched, now(), "Studio", (9_000, cadence), 8_100);
    let unpaid = [paused, switched].map(|id| shop.fail_renewal(id, now(), now()).unwrap());
    shop.give_up(unpaid[0], now());
    shop.void(unpaid[1]);
    shop.stand(OrganizationStatus::Denied);
    shop.allow_payments(false);
    shop.allow_payouts(false);
    let organization = shop.organization.id;
    let polar = FakePolar::start(shop).unwrap();
    let client = Client::of(&polar);
    for (name, path) in [
        ("ListResource_Order_", "/v1/orders/".to_owned()),
        ("Order", format!("/v1/orders/{order}")),
        ("ListResource_Subscription_", "/v1/subscriptions/".to_owned()),
        ("Subscription", format!("/v1/subscriptions/{trial}")),
        ("Organization", format!("/v1/organizations/{organization}")),
        ("ResourceNotFound", format!("/v1/organizations/{order}")),
        ("HTTPValidationError", "/v1/orders/?limit=0&page=ten&created_after=x&status=y&product_id=z".to_owned()),
    ] {
        let answer = client.get(&path).await.json();
        assert_valid(&schema(&description, name), &answer, &path);
    }
}

#[tokio::test]
async fn every_field_that_polar_was_seen_to_send_is_sent() {
    let polar = FakePolar::start(Shop::small_business(7, now())).unwrap();
    let client = Client::of(&polar);
    for (capture, list) in [
        ("captures/orders_list_100.json", "/v1/orders/?limit=100"),
        ("captures/subs_list_100.json", "/v1/subscriptions/?limit=100"),
        ("captures/org_list.json", "/v1/organizations/"),
    ] {
        let Some(capture) = fact(capture) else { return };
        let ours = client.get(list).await.json();
        assert_same_fields(&capture["body"]["items"][0], &ours["items"][0], list);
    }
}

#[tokio::test]
async fn a_missing_field_and_a_wrong_type_are_found() {
    let Some(description) = fact("openapi.json") else { return };
    let polar = FakePolar::start(Shop::small_business(7, now())).unwrap();
    let right = Client::of(&polar).get("/v1/orders/").await.json();
    let schema = schema(&description, "ListResource_Order_");
    assert!(schema.is_valid(&right));
    for (place, wrong) in [
        ("/items/3/customer/created_at", json!("yesterday")),
        ("/items/0/net_amount", json!("12")),
        ("/items/0/status", json!("lost")),
    ] {
        let mut answer = right.clone();
        if let Some(value) = answer.pointer_mut(place) {
            *value = wrong;
            assert!(!schema.is_valid(&answer), "{place}");
        }
    }
    let mut answer = right.clone();
    answer["items"][0].as_object_mut().unwrap().remove("items");
    assert!(!schema.is_valid(&answer));
}

/// Every field of `seen` is one of `ours` and the other way round, down through objects that both have.
fn assert_same_fields(seen: &Value, ours: &Value, path: &str) {
    if let (Some(seen), Some(ours)) = (seen.as_object(), ours.as_object()) {
        if path.ends_with("metadata") {
            return;
        }
        assert!(seen.keys().eq(ours.keys()), "{path}: {:?} and {:?}", seen.keys(), ours.keys());
        seen.iter().for_each(|(name, value)| assert_same_fields(value, &ours[name], &format!("{path}.{name}")));
    }
}
