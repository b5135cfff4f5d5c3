use revone::demo::Fault;
use serde_json::{Value, json};

use super::Setting;
use crate::running::shops::{self, count_day, dollars};

#[test]
fn today_says_what_the_shop_sold_today() {
    let setting = Setting::with(shops::a_few_sales());
    let (today, yesterday) = setting.polar.with(|state| (count_day(&state.shop, 0), count_day(&state.shop, 1)));
    let said = setting.revone(&["today"]).finish().exits(0).says(&["Paper Lantern", "Updated"]).stdout;
    let line =
        |label: &str| said.lines().find(|line| line.starts_with(label)).unwrap_or_else(|| panic!("{label}\n{said}"));
    assert!(line("Today").contains(&dollars(today.usd)), "{said}");
    assert!(line("Yesterday").contains(&dollars(yesterday.usd)), "{said}");
    assert!(said.contains(&format!("{} orders · {} new subscriptions", today.orders, today.subscriptions)), "{said}");
}

#[test]
fn today_as_json_holds_the_shops_own_sums() {
    let setting = Setting::with(shops::a_few_sales());
    let told = setting.revone(&["today", "--json"]).finish().exits(0).json();
    for (period, days_ago) in [("today", 0), ("yesterday", 1)] {
        let expected = setting.polar.with(|state| count_day(&state.shop, days_ago));
        let figures = &told["periods"][period];
        assert_eq!(figures["complete"], true, "{period}");
        assert_eq!(figures["revenue"], json!([{"currency": "usd", "minor": expected.usd}]), "{period}");
        assert_eq!(figures["orders"], expected.orders, "{period}");
        assert_eq!(figures["new_subscriptions"], expected.subscriptions, "{period}");
    }
    let (id, slug, active) = setting.polar.with(|state| {
        let organization = &state.shop.organization;
        (organization.id.to_string(), organization.slug.clone(), state.shop.subscriptions.len())
    });
    assert_eq!(told["organization"]["id"], id);
    assert_eq!(told["organization"]["slug"], slug);
    assert_eq!(told["health"]["state"], "fresh");
    assert_eq!(told["health"]["trouble"], Value::Null);
    assert_eq!(told["subscriptions"]["active"], active);
    // Nine dollars a month, and a hundred and twenty a year.
    assert_eq!(told["subscriptions"]["mrr"], json!([{"currency": "usd", "minor": 900 + 12_000 / 12}]));
}

#[test]
fn two_currencies_stay_two() {
    let mut shop = shops::a_few_sales();
    shop.add_purchase(shops::hours_ago(2), 5_000, "eur");
    shop.add_purchase(shops::hours_ago(1), 700, "jpy");
    let setting = Setting::with(shop);
    let told = setting.revone(&["today", "--json"]).finish().exits(0).json();
    let usd = setting.polar.with(|state| count_day(&state.shop, 0).usd);
    let revenue = told["periods"]["today"]["revenue"].as_array().unwrap();
    for (currency, minor) in [("usd", usd), ("eur", 5_000), ("jpy", 700)] {
        assert!(revenue.contains(&json!({"currency": currency, "minor": minor})), "{currency} in {revenue:?}");
    }
    assert_eq!(revenue.len(), 3);
}

#[test]
fn a_refund_is_taken_off_net_revenue_and_not_off_revenue() {
    let mut shop = shops::a_few_sales();
    let order = shop.add_purchase(shops::hours_ago(1), 10_000, "usd");
    shop.refund(order, 4_000);
    let setting = Setting::with(shop);
    let told = setting.revone(&["today", "--json"]).finish().exits(0).json();
    let usd = setting.polar.with(|state| count_day(&state.shop, 0).usd);
    let today = &told["periods"]["today"];
    assert_eq!(today["revenue"], json!([{"currency": "usd", "minor": usd}]));
    assert_eq!(today["refunds"], json!([{"currency": "usd", "minor": 4_000}]));
    assert_eq!(today["net_revenue"], json!([{"currency": "usd", "minor": usd - 4_000}]));
}

#[test]
fn offline_asks_nothing_and_prints_the_last_figures() {
    let setting = Setting::with(shops::a_few_sales());
    let first = setting.revone(&["today", "--json"]).finish().exits(0).json();
    setting.polar.with(|state| state.shop.add_purchase(shops::hours_ago(1), 77_700, "usd"));
    setting.polar.forget_requests();
    assert_eq!(setting.kept()["periods"]["today"]["revenue"], first["periods"]["today"]["revenue"]);
    assert!(setting.polar.requests().is_empty(), "{:?}", setting.polar.requests());
}

#[test]
fn a_failed_refresh_prints_the_last_figures_and_says_that_they_are_stale() {
    type Harm = fn(&Setting);
    let cases: [(&str, Harm); 3] = [
        ("Polar is down", |setting| {
            setting.polar.with(|state| state.behaviour.faults.push(Fault::Status(503).always("/v1/")));
        }),
        ("Polar rejected the token", |setting| {
            setting.polar.with(|state| state.behaviour.faults.push(Fault::Unauthorized.always("/v1/")));
        }),
        ("cannot be saved", |setting| {
            let lock = setting.home.data().join("sync.lock");
            std::fs::remove_file(&lock).unwrap();
            std::fs::create_dir(lock).unwrap();
        }),
    ];
    for (words, goes_wrong) in cases {
        let setting = Setting::with(shops::a_few_sales());
        let first = setting.revone(&["today", "--json"]).finish().exits(0).json();
        setting.grow_old();
        goes_wrong(&setting);
        let started = std::time::Instant::now();
        let told = setting.revone(&["today", "--json"]).finish().exits(0).json();
        assert!(started.elapsed() < std::time::Duration::from_secs(15), "{words}: {:?}", started.elapsed());
        assert_eq!(told["periods"]["today"]["revenue"], first["periods"]["today"]["revenue"], "{words}");
        assert_eq!(told["health"]["state"], "stale", "{words}");
        assert!(told["health"]["trouble"].as_str().unwrap().contains(words), "{words}: {}", told["health"]);
    }
}

#[test]
fn old_figures_are_refreshed_first() {
    let setting = Setting::with(shops::a_few_sales());
    setting.revone(&["today"]).finish().exits(0);
    setting.grow_old();
    setting.polar.with(|state| state.shop.add_purchase(shops::hours_ago(0), 77_700, "usd"));
    let usd = setting.polar.with(|state| count_day(&state.shop, 0).usd);
    let told = setting.revone(&["today", "--json"]).finish().exits(0).json();
    assert_eq!(told["periods"]["today"]["revenue"][0]["minor"], usd);
    assert_eq!(told["health"]["state"], "fresh");
}

#[test]
fn a_ledger_of_a_moment_ago_is_not_refreshed() {
    let setting = Setting::with(shops::a_few_sales());
    setting.revone(&["today"]).finish().exits(0);
    setting.polar.forget_requests();
    setting.revone(&["today"]).finish().exits(0);
    assert!(setting.polar.requests().is_empty(), "{:?}", setting.polar.requests());
}

#[test]
fn sample_data_needs_no_account_and_leaves_nothing() {
    let setting = Setting::with(shops::a_few_sales());
    let sample = setting.home.revone(&["--demo", "today"]).finish().exits(0).says(&["Sample"]);
    assert!(sample.stdout.lines().any(|line| line.starts_with("Today")), "{}", sample.stdout);
    assert!(!setting.home.data().exists(), "something was left in {}", setting.home.data().display());
    let left: Vec<_> =
        std::fs::read_dir(setting.home.path("tmp")).unwrap().flatten().map(|entry| entry.path()).collect();
    assert!(left.is_empty(), "{left:?}");
}

#[test]
fn sample_data_leaves_nothing_when_it_is_interrupted() {
    let setting = Setting::with(shops::a_few_sales());
    let temporary = setting.home.path("tmp");
    let is_empty = || std::fs::read_dir(&temporary).unwrap().next().is_none();
    for signal in ["INT", "TERM"] {
        let mut run = setting.home.revone(&["--demo", "sync"]).start();
        while is_empty() && run.is_running() {
            std::thread::yield_now();
        }
        run.signal(signal);
        let ended = run.ended_blocking();
        assert!(is_empty(), "{signal} left something behind\n{}", ended.said());
        // It may have been quicker than the signal.
        assert!(matches!(ended.code, Some(0 | 130)), "{:?} {:?}", ended.code, ended.signal);
    }
}

#[test]
fn warnings_are_told_when_they_are_asked_for_and_never_with_the_token() {
    let setting = Setting::with(shops::a_few_sales());
    let ended = setting.revone(&["sync"]).env("REVONE_LOG", "trace").finish().exits(0);
    assert!(!ended.said().contains(setting.polar.token().expose()), "the token is in the log");
    let quiet = setting.revone(&["today"]).finish().exits(0);
    assert_eq!(quiet.stderr, "");
}

#[test]
fn a_terminal_alone_gets_colours() {
    let setting = Setting::with(shops::a_few_sales());
    let said = setting.revone(&["today"]).finish().exits(0);
    assert!(!said.stdout.contains('\u{1b}'), "{:?}", said.stdout);
}

#[test]
fn the_text_counts_revenue_as_the_owner_does_and_json_as_polar_does() {
    let mut shop = shops::a_few_sales();
    let order = shop.add_purchase(shops::hours_ago(1), 10_000, "usd");
    shop.refund(order, 4_000);
    let setting = Setting::with(shop);
    let usd = setting.polar.with(|state| count_day(&state.shop, 0).usd);
    setting.revone(&["today"]).finish().exits(0);
    std::fs::write(setting.home.data().join("settings.json"), r#"{"revenue": "after_fees_and_refunds"}"#).unwrap();
    let text = setting.revone(&["today"]).finish().exits(0).stdout;
    let today = text.lines().find(|line| line.starts_with("Today after fees and refunds")).unwrap();
    assert!(today.contains(&dollars(usd - 4_000)), "{text}");
    let told = setting.revone(&["today", "--json"]).finish().exits(0).json();
    assert_eq!(told["periods"]["today"]["revenue"], json!([{"currency": "usd", "minor": usd}]));
}
