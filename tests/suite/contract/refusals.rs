//! The fake Polar refuses with the status, the headers and the words that Polar was seen to refuse with.

use jiff::Timestamp;
use revone::demo::{FakePolar, Fault, Shop};
use revone::polar::Scope;
use serde_json::Value;

use super::client::{Client, Reply, fact};

/// Headers that say something; the rest is the connection's.
const TELLING: [&str; 7] =
    ["content-type", "www-authenticate", "retry-after", "cache-control", "pragma", "polar-version", "location"];

fn polar() -> FakePolar {
    FakePolar::start(Shop::empty(Timestamp::UNIX_EPOCH)).unwrap()
}

/// The capture asked of a server: with the server's own organization in place of the captured one.
async fn replayed(client: &Client, polar: &FakePolar, capture: &Value) -> Reply {
    let path = capture["request"]["path"].as_str().unwrap();
    let own = polar.with(|state| state.shop.organization.id.to_string());
    client.get(&path.replace("a0713c3a-ee45-4fba-91cf-c53c190408ae", &own)).await
}

fn assert_same(capture: &Value, reply: &Reply, of: &str) {
    assert_eq!(capture["status"], reply.status, "{of}");
    for name in TELLING {
        let (seen, ours) = (capture["headers"][name].as_str(), reply.headers.get(name).map(String::as_str));
        if name == "location" {
            let tail = |location: Option<&str>| location.map(|at| at.contains("/v1/orders/?organization_id="));
            assert_eq!(tail(seen), tail(ours), "{of}");
        } else {
            assert_eq!(seen, ours, "{of}: {name}");
        }
    }
    match capture["body"].as_str() {
        Some(text) => assert_eq!(text.as_bytes(), reply.body, "{of}"),
        None => assert_eq!(capture["body"], reply.json(), "{of}"),
    }
}

#[tokio::test]
async fn what_validates_badly_is_refused_as_by_polar() {
    let polar = polar();
    let client = Client::of(&polar);
    for name in [
        "orders_limit_0",
        "orders_created_after_rawplus",
        "orders_page_huge",
        "orders_no_slash",
        "orders_list_empty_org",
        "org_get_malformed",
        "org_get_other",
    ] {
        let Some(capture) = fact(&format!("captures/{name}.json")) else { return };
        assert_same(&capture, &replayed(&client, &polar, &capture).await, name);
    }
}

#[tokio::test]
async fn who_may_not_is_refused_as_by_polar() {
    let polar = polar();
    let mut client = Client::of(&polar);
    for (name, scopes) in [
        ("err_scope_orders", vec![Scope::Subscriptions, Scope::Organizations]),
        ("err_scope_subscriptions", vec![Scope::Orders]),
        ("err_scope_organizations", vec![Scope::Orders]),
    ] {
        let Some(capture) = fact(&format!("captures/{name}.json")) else { return };
        polar.with(|state| state.behaviour.scopes = scopes);
        assert_same(&capture, &replayed(&client, &polar, &capture).await, name);
    }
    for (name, authorization) in [("err_no_token", None), ("err_bad_token_oat", Some("Bearer unknown".to_owned()))] {
        let Some(capture) = fact(&format!("captures/{name}.json")) else { return };
        client.authorization = authorization;
        assert_same(&capture, &replayed(&client, &polar, &capture).await, name);
    }
}

#[tokio::test]
async fn too_many_requests_and_an_unknown_version_are_refused_as_by_polar() {
    let polar = polar();
    let mut client = Client::of(&polar);
    let Some(capture) = fact("captures/err_429.json") else { return };
    polar.with(|state| state.behaviour.requests_per_minute = Some(0));
    assert_same(&capture, &replayed(&client, &polar, &capture).await, "the limit");
    polar.with(|state| {
        state.behaviour.requests_per_minute = None;
        state.behaviour.faults.push(Fault::Status(429).once("/v1/orders/"));
    });
    assert_same(&capture, &replayed(&client, &polar, &capture).await, "the fault");
    let Some(capture) = fact("captures/version_x.json") else { return };
    client.version = "2031-01";
    assert_same(&capture, &replayed(&client, &polar, &capture).await, "the version");
}
