use std::time::{Duration, Instant};

use revone::demo::{Fault, Shop};
use serde_json::Value;

use super::Setting;
use crate::running::shops::hours_ago;

/// More orders than three pages hold, one an hour.
const ORDERS: usize = 320;

fn long_history() -> Shop {
    let mut shop = Shop::empty(hours_ago(24 * 30));
    for hours in (1..=i64::try_from(ORDERS).unwrap()).rev() {
        shop.add_purchase(hours_ago(hours), 1_000, "usd");
    }
    shop
}

fn all_time(told: &Value) -> (bool, u64) {
    let all = &told["periods"]["all_time"];
    (all["complete"].as_bool().unwrap(), all["orders"].as_u64().unwrap())
}

/// Whatever goes wrong on the way, a sync gets over it.
fn gets_over(faults: Vec<revone::demo::FaultRule>) -> Duration {
    let setting = Setting::with(long_history());
    setting.polar.with(|state| state.behaviour.faults = faults);
    let started = Instant::now();
    setting.revone(&["sync"]).finish().exits(0);
    let took = started.elapsed();
    assert_eq!(all_time(&setting.kept()), (true, ORDERS as u64));
    setting.polar.with(|state| {
        assert!(state.behaviour.faults.is_empty(), "a fault did not happen: {:?}", state.behaviour.faults)
    });
    took
}

#[test]
fn a_sync_reads_the_whole_history() {
    gets_over(Vec::new());
}

#[test]
fn a_second_sync_changes_nothing() {
    let setting = Setting::with(long_history());
    setting.revone(&["sync"]).finish().exits(0);
    let first = setting.kept();
    setting.revone(&["sync"]).finish().exits(0);
    assert_eq!(setting.kept()["periods"]["all_time"], first["periods"]["all_time"]);
}

#[test]
fn a_pause_that_polar_asks_for_is_kept_to_the_second() {
    let pause = Fault::RateLimited { retry_after: Some("2".to_owned()) }.once("/v1/orders/").after(1);
    let took = gets_over(vec![pause]);
    assert!(took >= Duration::from_secs(2), "{took:?}");
}

#[test]
fn a_server_fault_is_tried_again() {
    gets_over(vec![Fault::Status(500).times(2, "/v1/orders/").after(1), Fault::Status(502).once("/v1/subscriptions/")]);
}

#[test]
fn a_cut_answer_is_asked_for_again() {
    gets_over(vec![Fault::CutBody.times(2, "/v1/orders/").after(1)]);
}

#[test]
fn a_connection_that_ends_is_made_again() {
    gets_over(vec![Fault::CloseConnection.once("/v1/orders/"), Fault::CloseConnection.once("/v1/organizations/")]);
}

#[test]
fn a_token_revoked_midway_ends_the_sync_and_keeps_what_came() {
    let setting = Setting::with(long_history());
    setting.polar.with(|state| state.behaviour.faults.push(Fault::Unauthorized.always("/v1/orders/").after(1)));
    setting.revone(&["sync"]).finish().exits(1).says(&["Polar rejected the token"]);
    let left = setting.revone(&["today", "--offline", "--json"]).finish();
    if left.code == Some(0) {
        let (complete, orders) = all_time(&left.json());
        assert!(!complete, "a part is shown as the whole");
        assert!((1..ORDERS as u64).contains(&orders), "{orders}");
    }
    setting.polar.with(|state| state.behaviour.faults.clear());
    setting.revone(&["sync"]).finish().exits(0);
    assert_eq!(all_time(&setting.kept()), (true, ORDERS as u64));
}

#[test]
fn a_row_that_cannot_be_read_is_told_and_takes_no_other_with_it() {
    let setting = Setting::with(long_history());
    setting.polar.with(|state| state.behaviour.faults.push(Fault::WrongTypes.always("/v1/orders/")));
    setting.revone(&["sync"]).finish().exits(0).says(&["could not be read"]);
    let (_, orders) = all_time(&setting.kept());
    // The first row of each page is spoilt, and each page holds up to a hundred.
    assert!((ORDERS as u64 - 10..ORDERS as u64).contains(&orders), "{orders}");
}

#[test]
fn two_syncs_at_once_end_with_the_same_ledger() {
    let setting = Setting::with(long_history());
    let both = [setting.revone(&["sync"]).start(), setting.revone(&["sync"]).start()];
    for sync in both {
        sync.ended_blocking().exits(0);
    }
    assert_eq!(all_time(&setting.kept()), (true, ORDERS as u64));
}

#[test]
fn every_request_names_its_version_and_carries_the_token_in_its_header_only() {
    let setting = Setting::with(long_history());
    setting.revone(&["sync"]).finish().exits(0);
    let token = setting.polar.token();
    for seen in setting.polar.requests() {
        assert_eq!(seen.method, "GET");
        assert_eq!(seen.version.as_deref(), Some("2026-04"), "{}", seen.path_and_query);
        assert!(seen.authorized, "{}", seen.path_and_query);
        assert!(!seen.path_and_query.contains(token.expose()), "the token is in an address");
        assert!(seen.user_agent.is_some_and(|agent| agent.starts_with("Revone/")), "who asks?");
        let (path, _) = seen.path_and_query.split_once('?').unwrap_or((&seen.path_and_query, ""));
        assert!(path.ends_with('/') || path.split('/').count() == 4, "{path}: no slash at the end is a redirect");
    }
}

#[test]
fn the_doctor_names_what_another_process_could_not_read_until_it_can_be() {
    let setting = Setting::with(long_history());
    let spoilt = setting.polar.with(|state| {
        let order = state.shop.orders.last_mut().unwrap();
        let row = serde_json::json!({ "id": order.id.to_string(), "created_at": "whenever" });
        order.captured = Some(Box::new(row.as_object().unwrap().clone()));
        order.id.to_string()
    });
    setting.revone(&["sync"]).finish().exits(0).says(&["could not be read"]);
    let doctor = || setting.revone(&["doctor"]).finish();
    doctor().says(&["Unreadable rows", &spoilt, "created_at", "expected an instant", "newer version"]);

    setting.polar.with(|state| state.shop.orders.last_mut().unwrap().captured = None);
    setting.revone(&["sync"]).finish().exits(0);
    assert!(!doctor().said().contains("Unreadable"));
}
