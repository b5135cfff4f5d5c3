//! What is asked and what is answered, without a socket.

use jiff::Timestamp;
use serde_json::Value;

use super::asked::Asked;
use super::routes::reply;
use super::{Behaviour, State};
use crate::demo::{FaultRule, Shop};
use crate::domain::{CancellationReason, OrderId, OrderStatus};
use crate::polar::{AccessToken, Scope};

fn at(minute: i64) -> Timestamp {
    Timestamp::from_second(1_790_000_000 + minute * 60).unwrap()
}

fn token() -> AccessToken {
    AccessToken::well_formed(&"x7".repeat(19)[..37]).unwrap()
}

fn serving(shop: Shop) -> State {
    State::new(shop, Behaviour::default(), token())
}

fn asking(path_and_query: &str) -> Asked {
    let (path, query) =
        path_and_query.split_once('?').map_or((path_and_query, None), |(path, query)| (path, Some(query)));
    Asked {
        method: "GET".to_owned(),
        path: path.to_owned(),
        query: query.map(str::to_owned),
        host: "shop.test:8080".to_owned(),
        user_agent: None,
        version: Some("2026-04".to_owned()),
        authorization: Some(format!("Bearer {}", token().expose())),
        headers: Vec::new(),
    }
}

fn get(state: &mut State, path_and_query: &str) -> (u16, Value) {
    let answer = reply(state, &asking(path_and_query));
    (answer.status, serde_json::from_slice(&answer.body).unwrap_or_default())
}

/// The named field of every row of a list.
fn field<'a>(page: &'a Value, name: &str) -> Vec<&'a Value> {
    page["items"].as_array().unwrap().iter().map(|row| &row[name]).collect()
}

/// Five orders, a minute apart, of 100 to 500 cents.
fn five() -> (State, Vec<OrderId>) {
    let mut shop = Shop::empty(at(0));
    let ids = (1..=5).map(|n| shop.add_purchase(at(n), n * 100, "usd")).collect();
    (serving(shop), ids)
}

#[test]
fn orders_are_listed_newest_first_ten_to_a_page() {
    let mut shop = Shop::empty(at(0));
    for n in 1..=25 {
        shop.add_purchase(at(n), n, "usd");
    }
    let mut state = serving(shop);
    for (query, first, rows, pages) in [
        ("", Some(25), 10, 3),
        ("?page=3", Some(5), 5, 3),
        ("?page=4", None, 0, 3),
        ("?limit=2&page=2", Some(23), 2, 13),
        ("?limit=500", Some(25), 25, 1),
        ("?sorting=created_at&limit=1", Some(1), 1, 25),
        ("?sorting=-net_amount&sorting=created_at", Some(25), 10, 3),
        ("?no_such_parameter=1", Some(25), 10, 3),
    ] {
        let (status, page) = get(&mut state, &format!("/v1/orders/{query}"));
        assert_eq!(status, 200, "{query}");
        assert_eq!(page["items"].as_array().map(Vec::len), Some(rows), "{query}");
        assert_eq!(page["items"][0]["net_amount"].as_i64(), first, "{query}");
        assert_eq!(page["pagination"]["total_count"], 25, "{query}");
        assert_eq!(page["pagination"]["max_page"], pages, "{query}");
    }
}

#[test]
fn orders_are_filtered_by_what_was_asked() {
    let (mut state, ids) = five();
    state.shop.refund(ids[0], 100);
    state.shop.refund(ids[1], 50);
    state.shop.order_mut(ids[2]).unwrap().status = OrderStatus::Pending;
    let organization = state.shop.organization.id;
    let customer = state.shop.order(ids[3]).unwrap().customer_id;
    let stranger = OrderId(uuid::Uuid::from_u128(7));
    for (query, amounts) in [
        ("status=refunded&status=partially_refunded", vec![200, 100]),
        ("status=pending", vec![300]),
        (&format!("created_after={}", at(3)), vec![500, 400]),
        (&format!("created_before={}", at(3)), vec![200, 100]),
        (&format!("created_after={}&created_before={}", at(1), at(3)), vec![200]),
        (&format!("customer_id={customer}"), vec![400]),
        (&format!("customer_id={customer}&customer_id={stranger}"), vec![400]),
        (&format!("organization_id={organization}&status=pending"), vec![300]),
        (&format!("organization_id={stranger}"), vec![]),
        (&format!("checkout_id={stranger}"), vec![]),
        ("product_billing_type=recurring", vec![]),
        ("product_billing_type=one_time&status=pending", vec![300]),
    ] {
        let (status, page) = get(&mut state, &format!("/v1/orders/?{query}"));
        assert_eq!(status, 200, "{query}");
        assert_eq!(field(&page, "net_amount"), amounts, "{query}");
    }
}

#[test]
fn subscriptions_are_filtered_by_what_was_asked() {
    let mut shop = Shop::empty(at(0));
    let ids: Vec<_> = (1..=4).map(|n| shop.add_subscriber(at(n), n * 100, "eur", "month").0).collect();
    shop.cancel(ids[0], at(10), Some(CancellationReason::Unused), None);
    shop.revoke(ids[1], at(11));
    shop.subscription_mut(ids[3]).unwrap().started_at = None;
    let mut state = serving(shop);
    for (query, amounts) in [
        ("", vec![300, 200, 100]),
        ("?sorting=amount", vec![100, 200, 300]),
        ("?sorting=ended_at", vec![200]),
        ("?cancel_at_period_end=true", vec![100]),
        ("?cancel_at_period_end=0", vec![300, 200]),
        ("?status=canceled", vec![200]),
        ("?customer_cancellation_reason=unused", vec![100]),
        (&format!("?canceled_at_after={}", at(10)), vec![200, 100]),
        (&format!("?canceled_at_after={}", at(11)), vec![200]),
        (&format!("?canceled_at_before={}", at(10)), vec![100]),
        (&format!("?started_after={}", at(2)), vec![300]),
        (&format!("?started_before={}", at(2)), vec![100]),
        ("?active=true", vec![300, 100]),
    ] {
        let (status, page) = get(&mut state, &format!("/v1/subscriptions/{query}"));
        assert_eq!(status, 200, "{query}");
        let found = field(&page, "amount");
        assert_eq!(found[..amounts.len()], amounts, "{query}");
        assert!(query == "?sorting=ended_at" || found.len() == amounts.len(), "{query}: {found:?}");
    }
}

#[test]
fn a_server_of_before_july_2026_ignores_dates() {
    let (mut state, _) = five();
    state.behaviour.ignore_date_filters = true;
    for query in [format!("created_after={}", at(3)), "created_after=nonsense".to_owned()] {
        let (status, page) = get(&mut state, &format!("/v1/orders/?{query}"));
        assert_eq!((status, page["pagination"]["total_count"].as_i64()), (200, Some(5)), "{query}");
    }
}

#[test]
fn a_walk_by_status_loses_orders_and_a_walk_by_time_does_not() {
    let mut shop = Shop::empty(at(0));
    // All at one instant, as an import makes them.
    for _ in 0..160 {
        shop.add_purchase(at(1), 100, "usd");
    }
    let mut state = serving(shop);
    let mut walk = |sorting: &str| {
        let pages = (1..=16).flat_map(|page| {
            let (_, page) = get(&mut state, &format!("/v1/orders/?sorting={sorting}&page={page}"));
            field(&page, "id").into_iter().cloned().collect::<Vec<_>>()
        });
        pages.map(|id| id.to_string()).collect::<std::collections::BTreeSet<_>>().len()
    };
    assert_eq!(walk("-created_at"), 160);
    assert!(walk("-status") < 160);
}

#[test]
fn an_order_between_two_pages_shifts_the_later_ones() {
    let (mut state, _) = five();
    let (_, first) = get(&mut state, "/v1/orders/?limit=2");
    state.shop.add_purchase(at(9), 900, "usd");
    let (_, second) = get(&mut state, "/v1/orders/?limit=2&page=2");
    assert_eq!(first["items"][1]["id"], second["items"][0]["id"]);
}

#[test]
fn a_row_is_found_by_its_id_alone() {
    let (mut state, ids) = five();
    let (subscription, order) = state.shop.add_subscriber(at(7), 900, "usd", "month");
    let organization = state.shop.organization.id;
    for (path, status) in [
        (format!("/v1/orders/{}", ids[0]), 200),
        (format!("/v1/orders/{subscription}"), 404),
        (format!("/v1/orders/{}/", ids[0]), 307),
        (format!("/v1/subscriptions/{subscription}"), 200),
        (format!("/v1/subscriptions/{order}"), 404),
        (format!("/v1/organizations/{organization}"), 200),
        (format!("/v1/organizations/{order}"), 404),
        ("/v1/organizations/xyz".to_owned(), 422),
        ("/v1/metrics/".to_owned(), 404),
        ("/v2/orders/".to_owned(), 404),
        ("/".to_owned(), 404),
    ] {
        assert_eq!(get(&mut state, &path).0, status, "{path}");
    }
    let (_, row) = get(&mut state, &format!("/v1/orders/{order}"));
    assert_eq!(row["subscription"]["id"], subscription.to_string());
}

#[test]
fn who_may_not_is_refused_before_what_is_wrong() {
    let (mut state, _) = five();
    let mut status = |change: fn(&mut Asked)| {
        let mut asked = asking("/v1/orders/?limit=0");
        change(&mut asked);
        reply(&mut state, &asked).status
    };
    assert_eq!(status(|_| {}), 422);
    assert_eq!(status(|asked| asked.authorization = None), 401);
    assert_eq!(status(|asked| asked.authorization = Some("Basic abc".to_owned())), 401);
    assert_eq!(status(|asked| asked.authorization = Some("Bearer abc".to_owned())), 401);
    assert_eq!(status(|asked| asked.method = "HEAD".to_owned()), 405);
    assert_eq!(status(|asked| asked.version = Some("2031-01".to_owned())), 404);
    assert_eq!(status(|asked| asked.path = "/v1/orders".to_owned()), 307);
    state.grant(&token(), &[Scope::Organizations]);
    assert_eq!(get(&mut state, "/v1/orders/?limit=0").0, 403);
    assert_eq!(get(&mut state, "/v1/organizations/").0, 200);
    state.revoke(&token());
    assert_eq!(get(&mut state, "/v1/organizations/").0, 401);
}

#[test]
fn a_path_without_its_slash_is_moved_on_the_host_that_was_named() {
    let (mut state, _) = five();
    let answer = reply(&mut state, &asking("/v1/orders?limit=2&status=paid"));
    let location = answer.headers.iter().find(|(name, _)| *name == "location").map(|(_, value)| value.as_str());
    assert_eq!((answer.status, location), (307, Some("http://shop.test:8080/v1/orders/?limit=2&status=paid")));
}

#[test]
fn a_token_of_another_organization_sees_nothing() {
    let (mut state, ids) = five();
    state.tokens[0].1.organization.0 = uuid::Uuid::from_u128(9);
    assert_eq!(get(&mut state, "/v1/orders/").1["pagination"]["total_count"], 0);
    assert_eq!(get(&mut state, &format!("/v1/orders/{}", ids[0])).0, 404);
}

#[test]
fn the_limit_is_shared_by_all_and_opens_again_after_a_minute() {
    let (mut state, _) = five();
    state.behaviour.requests_per_minute = Some(2);
    for (second, status) in [(0, 200), (30, 200), (59, 429), (60, 200)] {
        state.behaviour.clock = Timestamp::from_second(second).ok();
        let answer = reply(&mut state, &asking("/v1/orders/"));
        assert_eq!(answer.status, status, "{second}");
        if status == 429 {
            assert_eq!(answer.body, b"");
            assert!(answer.headers.contains(&("retry-after", "60".to_owned())));
        }
    }
}

#[test]
fn no_fault_is_left_over_for_another_path() {
    let rule: FaultRule = super::Fault::Html.once("/v1/subscriptions/");
    let mut behaviour = Behaviour { faults: vec![rule], ..Behaviour::default() };
    assert_eq!(behaviour.take_fault("/v1/orders/"), None);
    assert!(behaviour.take_fault("/v1/subscriptions/?page=1").is_some());
    assert!(behaviour.faults.is_empty());
}
