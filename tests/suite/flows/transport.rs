use std::net::{Ipv4Addr, TcpListener};
use std::time::{Duration, Instant};

use revone::demo::{FakePolar, Fault, Shop};
use revone::domain::OrganizationId;
use revone::polar::{
    AccessToken, OrdersQuery, Request, Trouble, order_request, orders_request, organizations_request, read_orders,
    read_organizations,
};
use revone::shell::{Http, Origin, RefusedOrigin};
use revone::sync::Transport;

use super::lab::{ago, noon};
use super::wire::{Wire, answer, gzip};

const EMPTY: &[u8] = br#"{"items":[],"pagination":{"total_count":0,"max_page":0}}"#;

fn polar(fault: Option<Fault>) -> (FakePolar, Http) {
    let mut shop = Shop::empty(noon());
    for minute in 0..30 {
        shop.add_purchase(ago(minute), 1900, "usd");
    }
    let polar = FakePolar::start(shop).unwrap();
    polar.with(|state| state.behaviour.faults.extend(fault.map(|fault| fault.always("/"))));
    let http = Http::new(Origin::parse(&polar.base_url()).unwrap(), &polar.token()).unwrap();
    (polar, http)
}

fn token() -> AccessToken {
    AccessToken::well_formed(&"a1B2c3".repeat(7)[..37]).unwrap()
}

fn to(base_url: &str) -> Http {
    Http::new(Origin::parse(base_url).unwrap(), &token()).unwrap()
}

fn orders() -> Request {
    orders_request(&OrdersQuery::default())
}

#[tokio::test]
async fn a_redirect_is_not_followed_and_the_token_not_sent_on() {
    let (elsewhere, _) = polar(None);
    let (_polar, http) = polar(Some(Fault::Redirect(format!("{}/v1/orders/", elsewhere.base_url()))));
    let response = http.send(&orders()).await.unwrap();
    assert_eq!((response.status, read_orders(&response)), (302, Err(Trouble::Redirected)));
    assert_eq!(elsewhere.requests(), []);
}

#[tokio::test]
async fn a_redirect_to_the_same_host_is_not_followed_either() {
    let (polar, http) = polar(None);
    let away = format!("{}/v1/orders/", polar.base_url());
    polar.with(|state| state.behaviour.faults.push(Fault::Redirect(away).once("/")));
    assert_eq!(http.send(&orders()).await.unwrap().status, 302);
    assert_eq!(polar.requests().len(), 1);
}

#[tokio::test]
async fn a_body_without_end_is_given_up_in_a_moment() {
    let (_polar, http) = polar(Some(Fault::EndlessBody));
    let begun = Instant::now();
    assert_eq!(http.send(&orders()).await, Err(Trouble::TooLarge));
    assert!(begun.elapsed() < Duration::from_secs(10));
}

#[tokio::test]
async fn eight_mebibytes_are_taken_and_a_byte_more_is_not() {
    const LARGEST: usize = 8 << 20;
    for (length, taken) in [(LARGEST, Ok(LARGEST)), (LARGEST + 1, Err(Trouble::TooLarge))] {
        let wire = Wire::answering(answer(&["content-type: application/json"], &vec![b' '; length]));
        let response = to(&wire.base_url()).send(&orders()).await;
        assert_eq!(response.map(|response| response.body.len()), taken);
    }
}

#[tokio::test]
async fn what_goes_wrong_on_the_way_is_named() {
    for (fault, trouble) in [(Fault::CutBody, Trouble::Cut), (Fault::CloseConnection, Trouble::Cut)] {
        let (_polar, http) = polar(Some(fault.clone()));
        assert_eq!(http.send(&orders()).await, Err(trouble), "{fault:?}");
    }
}

#[tokio::test]
async fn a_refused_connection_is_offline() {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let address = listener.local_addr().unwrap();
    drop(listener);
    assert_eq!(to(&format!("http://{address}")).send(&orders()).await, Err(Trouble::Offline));
}

#[tokio::test]
async fn a_portal_in_polars_place_is_told_by_the_reader() {
    let (_polar, http) = polar(Some(Fault::Html));
    let response = http.send(&orders()).await.unwrap();
    assert_eq!(read_orders(&response), Err(Trouble::NotPolar));
}

#[tokio::test]
async fn a_compressed_answer_is_read_and_a_cut_one_is_cut() {
    let whole = gzip(EMPTY);
    let headers = ["content-type: application/json", "content-encoding: gzip"];
    let wire = Wire::answering(answer(&headers, &whole));
    let response = to(&wire.base_url()).send(&orders()).await.unwrap();
    assert_eq!(response.body, EMPTY);
    assert_eq!(read_orders(&response).unwrap().total_count, 0);

    let wire = Wire::answering(answer(&headers, &whole[..whole.len() - 20]));
    assert_eq!(to(&wire.base_url()).send(&orders()).await, Err(Trouble::Cut));
}

#[tokio::test]
async fn many_requests_go_over_one_connection() {
    let wire = Wire::answering(answer(&["content-type: application/json"], EMPTY));
    let http = to(&wire.base_url());
    for _ in 0..20 {
        http.send(&orders()).await.unwrap();
        http.send(&organizations_request()).await.unwrap();
    }
    assert_eq!((wire.connections(), wire.requests().len()), (1, 40));
}

#[tokio::test]
async fn a_request_says_who_asks_and_holds_the_token_in_one_place() {
    let wire = Wire::answering(answer(&["content-type: application/json"], EMPTY));
    to(&wire.base_url()).send(&orders()).await.unwrap();
    let request = wire.requests().pop().unwrap();
    let lines: Vec<String> = request.lines().map(str::to_ascii_lowercase).collect();
    assert!(request.starts_with("GET /v1/orders/?"), "{request}");
    for header in [
        "polar-version: 2026-04",
        "accept: application/json",
        concat!("user-agent: revone/", env!("CARGO_PKG_VERSION")),
    ] {
        assert!(lines.iter().any(|line| line == header), "{header} is not in\n{request}");
    }
    let holding: Vec<&str> = request.lines().filter(|line| line.contains(token().expose())).collect();
    assert!(
        matches!(holding[..], [line] if line.to_ascii_lowercase().starts_with("authorization: bearer ")),
        "{holding:?}"
    );
    assert!(!lines.iter().any(|line| line.starts_with("referer:") || line.starts_with("cookie:")));
}

#[tokio::test]
async fn the_answers_headers_reach_the_reader() {
    let headers = ["content-type: application/json", "retry-after: 7", "date: Sun, 22 Nov 2026 12:00:00 GMT"];
    let wire = Wire::answering(answer(&[&headers[..], &["x-polar-sandbox: 1"]].concat(), EMPTY));
    let response = to(&wire.base_url()).send(&orders()).await.unwrap();
    let told = (response.retry_after.as_deref(), response.date.as_deref(), response.sandbox);
    assert_eq!(told, (Some("7"), Some("Sun, 22 Nov 2026 12:00:00 GMT"), true));
}

#[tokio::test]
async fn one_order_is_asked_for_without_a_slash_and_a_list_with_one() {
    let (polar, http) = polar(None);
    let id = polar.with(|state| state.shop.orders[0].id);
    for (request, status) in [(order_request(id), 200), (orders(), 200), (organizations_request(), 200)] {
        assert_eq!(http.send(&request).await.unwrap().status, status, "{}", request.path_and_query());
    }
    let response = http.send(&organizations_request()).await.unwrap();
    let listed = read_organizations(&response, revone::domain::Environment::Production).unwrap();
    let ids: Vec<OrganizationId> = listed.items.iter().map(|organization| organization.id).collect();
    assert_eq!(ids, [polar.with(|state| state.shop.organization.id)]);
}

#[test]
fn a_token_never_leaves_this_computer_in_the_clear() {
    for refused in
        ["http://api.polar.sh", "http://192.168.1.2", "http://0.0.0.0:80", "http://localhost.test", "ws://127.0.0.1"]
    {
        assert_eq!(Origin::parse(refused), Err(RefusedOrigin), "{refused}");
    }
}

#[test]
fn nothing_prints_the_token() {
    let wire = Wire::answering(Vec::new());
    assert!(!format!("{:?}", to(&wire.base_url())).contains(token().expose()));
}
