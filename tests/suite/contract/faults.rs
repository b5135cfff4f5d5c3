//! What goes wrong on the wire when the fake Polar is told to misbehave.

use std::io::Read;
use std::time::Duration;

use jiff::Timestamp;
use revone::demo::{Arrivals, FakePolar, Fault, Shop};

use super::client::Client;

fn now() -> Timestamp {
    "2026-11-22T14:30:00Z".parse().unwrap()
}

fn polar() -> FakePolar {
    let mut shop = Shop::empty(now());
    shop.add_purchase(now(), 2900, "usd");
    FakePolar::start(shop).unwrap()
}

#[tokio::test]
async fn a_fault_happens_once_and_then_all_is_well() {
    let polar = polar();
    let client = Client::of(&polar);
    for (fault, status, content_type) in [
        (Fault::Status(502), 502, Some("text/plain; charset=utf-8")),
        (Fault::Unauthorized, 401, Some("application/json")),
        (Fault::RateLimited { retry_after: Some("7".to_owned()) }, 429, None),
        (Fault::Html, 200, Some("text/html; charset=utf-8")),
        (Fault::Redirect("https://elsewhere.test/".to_owned()), 302, None),
        (Fault::Delay(Duration::ZERO), 200, Some("application/json")),
        (Fault::SlowDrip(Duration::ZERO), 200, Some("application/json")),
    ] {
        polar.with(|state| state.behaviour.faults.push(fault.clone().once("/v1/orders/")));
        assert_eq!(client.get("/v1/organizations/").await.status, 200, "another path");
        let reply = client.get("/v1/orders/").await;
        let named = reply.headers.get("content-type").map(String::as_str);
        assert_eq!((reply.status, named), (status, content_type), "{fault:?}");
        assert_eq!(client.get("/v1/orders/").await.json()["pagination"]["total_count"], 1, "after {fault:?}");
    }
}

#[tokio::test]
async fn a_body_is_cut_never_comes_or_never_ends() {
    let polar = polar();
    let client = Client::of(&polar);
    for fault in [Fault::CutBody, Fault::CloseConnection] {
        // A client may try a closed connection again by itself.
        polar.with(|state| state.behaviour.faults = vec![fault.clone().always("/")]);
        assert!(client.try_get("/v1/orders/").await.is_err(), "{fault:?}");
    }
    polar.with(|state| state.behaviour.faults = vec![Fault::EndlessBody.once("/")]);
    let http = reqwest::Client::builder().no_proxy().build().unwrap();
    let request = http.get(format!("{}/v1/orders/", polar.base_url()));
    let mut response = request.bearer_auth(polar.token().expose()).send().await.unwrap();
    let mut received = 0;
    while received < 300_000 {
        received += response.chunk().await.unwrap().map(|chunk| chunk.len()).unwrap();
    }
}

#[tokio::test]
async fn wrong_types_are_in_the_first_row_only() {
    let polar = polar();
    polar.with(|state| {
        state.shop.add_purchase(now(), 100, "usd");
        state.behaviour.faults.push(Fault::WrongTypes.once("/v1/orders/"));
    });
    let answer = Client::of(&polar).get("/v1/orders/").await.json();
    assert!(answer["items"][0]["net_amount"].is_string() && answer["items"][0]["id"].is_number());
    assert!(answer["items"][1]["net_amount"].is_number());
}

#[tokio::test]
async fn requests_are_remembered_without_the_token() {
    let polar = polar();
    let mut client = Client::of(&polar);
    client.get("/v1/orders/?limit=1").await;
    client.authorization = Some("Bearer unknown".to_owned());
    client.get("/v1/subscriptions/").await;
    let seen = polar.requests();
    let told: Vec<_> = seen.iter().map(|it| (it.path_and_query.as_str(), it.authorized, it.status)).collect();
    assert_eq!(told, [("/v1/orders/?limit=1", true, 200), ("/v1/subscriptions/", false, 401)]);
    assert!(!format!("{seen:?}").contains(polar.token().expose()));
}

#[tokio::test]
async fn the_sandbox_says_so_and_a_told_clock_is_told() {
    let polar = polar();
    polar.with(|state| {
        state.behaviour.sandbox = true;
        state.behaviour.clock = Some(now());
    });
    let reply = Client::of(&polar).get("/v1/orders/").await;
    assert_eq!(reply.headers.get("x-polar-sandbox").map(String::as_str), Some("1"));
    assert_eq!(reply.headers.get("date").map(String::as_str), Some("Sun, 22 Nov 2026 14:30:00 GMT"));
}

#[tokio::test]
async fn orders_arrive_while_it_runs_and_stop_when_told() {
    let polar = FakePolar::start(Shop::small_business(1, now())).unwrap();
    let client = Client::of(&polar);
    let orders = polar.with(|state| state.shop.orders.len());
    polar.set_arrivals(Some(Arrivals::new(1, now).every(Duration::from_micros(10)..Duration::from_micros(20))));
    let mut asked = 0;
    while polar.with(|state| state.shop.orders.len()) < orders + 5 {
        client.get("/v1/organizations/").await;
        asked += 1;
        assert!(asked < 100_000, "nothing arrives");
    }
    polar.set_arrivals(None);
    assert_eq!(client.get("/v1/orders/").await.status, 200);
}

#[test]
fn dropping_it_ends_its_connections() {
    let polar = polar();
    let address = polar.base_url().trim_start_matches("http://").to_owned();
    let mut connection = std::net::TcpStream::connect(&address).unwrap();
    drop(polar);
    let mut rest = Vec::new();
    assert!(connection.read_to_end(&mut rest).is_ok_and(|read| read == 0) || rest.is_empty());
}
