//! `revone orders` and `revone subscriptions` against the fake Polar: what they find, their forms, their refusals.

#[cfg(target_os = "linux")]
mod long;
mod schema;

use std::collections::BTreeMap;
use std::path::PathBuf;

use revone::demo::{FakePolar, Shop};
use revone::domain::{CancellationReason, ListQuery, OrderStatus};
use revone::money::{Currency, Money};
use revone::shell::exports;
use revone::store::Ledger;
use serde_json::Value;

use super::Setting;
use crate::running::shops::{self, hours_ago};

/// Orders and subscriptions of every kind, from ten days ago until today.
fn shop() -> Shop {
    let mut shop = Shop::empty(hours_ago(24 * 90));
    let old = shop.add_purchase(hours_ago(24 * 10), 9_900, "usd");
    shop.settle(old, Money::new(436, Currency::USD));
    let refunded = shop.add_purchase(hours_ago(24 * 3), 2_900, "eur");
    shop.refund(refunded, 900);
    shop.add_purchase(hours_ago(24), 12_000, "usd");
    let odd = shop.add_purchase(hours_ago(3), 500, "jpy");
    shop.order_mut(odd).unwrap().status = OrderStatus::from_code("Disputed");
    shop.add_subscriber(hours_ago(24 * 5), 900, "usd", "month");
    let (leaving, _) = shop.add_subscriber(hours_ago(24 * 4), 12_000, "usd", "year");
    shop.cancel(leaving, hours_ago(24 * 2), Some(CancellationReason::TooExpensive), None);
    shop.add_trial(hours_ago(1), 1_500, "eur", "month", 14);
    shop
}

fn read() -> Setting {
    let setting = Setting::with(shop());
    setting.revone(&["sync"]).finish().exits(0);
    setting.polar.forget_requests();
    setting
}

fn json(setting: &Setting, arguments: &[&str]) -> Value {
    setting.revone(&[arguments, &["--json"]].concat()).finish().exits(0).json()
}

/// The net amounts of the orders that are listed, in whole minor units.
fn nets(told: &Value) -> Vec<i64> {
    told["orders"].as_array().unwrap().iter().map(|order| order["net"]["minor"].as_i64().unwrap()).collect()
}

fn ledger(setting: &Setting) -> PathBuf {
    let paths = std::fs::read_dir(setting.home.data()).unwrap().flatten().map(|entry| entry.path());
    paths.into_iter().find(|path| path.extension().is_some_and(|kind| kind == "sqlite")).expect("a ledger")
}

#[test]
fn orders_are_found_by_day_status_and_words_and_nothing_is_asked() {
    let setting = read();
    for (arguments, expected) in [
        (&[][..], &[0, 500, 12_000, 2_900, 12_000, 900, 9_900][..]),
        (&["--limit", "2"], &[0, 500]),
        (&["--since", "yesterday"], &[0, 500, 12_000]),
        (&["--since", "3d", "--until", "1d"], &[12_000, 2_900]),
        (&["--until", "10d"], &[9_900]),
        (&["--status", "partially_refunded"], &[2_900]),
        (&["--status", "Partially Refunded"], &[2_900]),
        (&["--status", "Disputed"], &[500]),
        (&["--status", "void"], &[]),
        (&["--search", "eur"], &[0, 2_900]),
        (&["--search", "lantern usd", "--since", "2d"], &[12_000]),
        (&["--search", "per year"], &[12_000]),
        (&["--search", "%"], &[]),
    ] {
        assert_eq!(nets(&json(&setting, &[&["orders"], arguments].concat())), expected, "{arguments:?}");
    }
    assert!(setting.polar.requests().is_empty(), "it reads the ledger and asks nothing");
}

#[test]
fn days_are_those_of_the_zone_that_is_named() {
    let mut shop = Shop::empty("2026-01-01T00:00:00Z".parse().unwrap());
    shop.add_purchase("2026-03-07T23:30:00Z".parse().unwrap(), 100, "usd");
    shop.add_purchase("2026-03-08T00:30:00Z".parse().unwrap(), 200, "usd");
    shop.add_purchase("2026-03-09T03:30:00Z".parse().unwrap(), 300, "usd");
    let setting = Setting::with(shop);
    setting.revone(&["sync"]).finish().exits(0);
    // In Los Angeles clocks went forward on the eighth of March.
    for (zone, expected) in [("UTC", &[200][..]), ("America/Los_Angeles", &[300]), ("Asia/Tokyo", &[200, 100])] {
        let day = ["orders", "--since", "2026-03-08", "--until", "2026-03-08", "--time-zone", zone];
        let told = json(&setting, &day);
        assert_eq!((nets(&told), &told["time_zone"]), (expected.to_vec(), &Value::from(zone)));
    }
}

#[test]
fn subscriptions_are_found_likewise_and_add_up_to_the_recurring_revenue() {
    let setting = read();
    let found = |arguments: &[&str]| {
        let told = json(&setting, &[&["subscriptions"], arguments].concat());
        let rows = told["subscriptions"].as_array().unwrap();
        rows.iter().map(|row| row["amount"]["minor"].as_i64().unwrap()).collect::<Vec<_>>()
    };
    assert_eq!(found(&[]), [1_500, 12_000, 900]);
    assert_eq!(found(&["--status", "trialing"]), [1_500]);
    assert_eq!(found(&["--search", "expensive"]), [12_000]);
    assert_eq!(found(&["--since", "4d", "--until", "4d"]), [12_000]);
    let mut sums: BTreeMap<String, i64> = BTreeMap::new();
    for row in json(&setting, &["subscriptions"])["subscriptions"].as_array().unwrap() {
        *sums.entry(row["mrr"]["currency"].as_str().unwrap().to_owned()).or_default() +=
            row["mrr"]["minor"].as_i64().unwrap();
    }
    let today = setting.kept();
    assert_eq!(today["subscriptions"]["mrr"][0]["minor"], sums["usd"]);
    assert_eq!((sums["usd"], sums["eur"]), (900 + 1_000, 0));
}

#[test]
fn a_terminal_and_the_window_write_the_same_file() {
    let setting = read();
    let (ledger, file) = (Ledger::open(&ledger(&setting)).unwrap(), setting.home.path("export.csv"));
    let id = setting.polar.with(|state| state.shop.organization.id);
    let query = ListQuery { search: "usd".to_owned(), limit: u64::MAX, ..ListQuery::default() };
    for (command, export) in [
        ("orders", exports::orders as fn(&Ledger, _, &ListQuery, &std::path::Path) -> _),
        ("subscriptions", exports::subscriptions),
    ] {
        export(&ledger, id, &query, &file).unwrap();
        let printed = setting.revone(&[command, "--csv", "--search", "usd"]).finish().exits(0);
        assert_eq!(printed.stdout, std::fs::read_to_string(&file).unwrap(), "{command}");
        assert!(printed.stdout.matches("\r\n").count() > 2, "{command}");
        assert_eq!(printed.stderr, "");
    }
}

#[test]
fn json_is_what_it_is_described_as() {
    let setting = read();
    schema::check(&json(&setting, &["orders"]), &schema::orders());
    schema::check(&json(&setting, &["orders", "--status", "void"]), &schema::orders());
    schema::check(&json(&setting, &["subscriptions"]), &schema::subscriptions());
    let told = json(&setting, &["orders", "--limit", "1"]);
    assert_eq!((&told["complete"], &told["organization"]["slug"]), (&true.into(), &"paper-lantern".into()));
}

#[test]
fn a_table_has_titles_rows_and_how_many_more_there_are() {
    let setting = read();
    let text = setting.revone(&["orders", "--limit", "2"]).finish().exits(0).stdout;
    let rows: Vec<&str> = text.lines().skip_while(|line| !line.starts_with("Date")).collect();
    assert!(rows[0].contains("Product") && rows[0].contains("Amount"), "{text}");
    assert!(rows[2].contains("Lantern License") && rows[2].contains("Disputed") && rows[2].contains("¥500"), "{text}");
    assert_eq!(rows[4], "… and 5 more: `--limit 0` shows them all, `--csv` is for a spreadsheet.");
    assert!(!text.contains('\u{1b}'), "no colours outside a terminal");
    let all = setting.revone(&["orders", "--limit", "0"]).finish().exits(0).stdout;
    assert_eq!(all.lines().skip_while(|line| !line.starts_with("Date")).count(), 1 + 7, "{all}");
    let few = setting.revone(&["orders", "--limit", "1999"]).finish().exits(0).stdout;
    assert_eq!(few, all, "rows that are held and rows that are not make the same table");
}

#[test]
fn nothing_found_is_said_beside_an_empty_output() {
    let setting = read();
    let ended = setting.revone(&["orders", "--status", "void", "--search", "pro"]).finish().exits(0);
    assert_eq!((ended.stdout.as_str(), ended.stderr.as_str()), ("", "No orders with the status “void” match “pro”.\n"));
    let csv = setting.revone(&["orders", "--status", "void", "--csv"]).finish().exits(0);
    assert_eq!((csv.stdout.matches("\r\n").count(), csv.stderr.as_str()), (1, ""));
}

#[test]
fn what_cannot_be_listed_is_refused_with_the_cure() {
    let setting = read();
    for (arguments, words) in [
        (&["orders", "--since", "last week"][..], "7d for seven days ago"),
        (&["orders", "--since", "9000-01-01"], "a day to come"),
        (&["orders", "--since", "today", "--until", "7d"], "--since is after --until"),
        (&["orders", "--status", "fine"], "give one of Disputed, paid, partially_refunded, or leave --status out"),
        (&["subscriptions", "--status", "paid"], "give one of active, trialing"),
        (&["orders", "--limit", "many"], "a number of rows, such as 20, or 0 for all"),
        (&["orders", "--limit", "-1"], "a number of rows, such as 20, or 0 for all"),
        (&["orders", "--json", "--csv"], "cannot be used with"),
        (&["subscriptions", "--time-zone", "Mars/Olympus"], "such as Europe/Berlin"),
        (&["orders", "--organization", "nobody"], "nobody"),
    ] {
        let ended = setting.revone(arguments).finish().exits(2).says(&[words]);
        assert_eq!(ended.stdout, "", "{arguments:?}");
    }
    for command in ["orders", "subscriptions"] {
        setting.revone(&[command, "--help"]).finish().exits(0).says(&["Examples:", "--since", "Statuses:"]);
    }
}

#[test]
fn nothing_read_is_1_and_nobody_connected_is_3() {
    let setting = Setting::with(shops::a_few_sales());
    setting.revone(&["orders"]).finish().exits(1).says(&["revone sync"]);
    setting.home.revone(&["subscriptions"]).finish().exits(3).says(&["revone connect"]);
}

#[test]
fn a_name_cannot_leave_its_cell() {
    let mut shop = shop();
    let name = "\u{1b}[2J\u{202e}=cmd\r\n\"שרה\", 小さな店";
    shop.products.iter_mut().for_each(|product| product.name = name.into());
    let setting = Setting::with(shop);
    setting.revone(&["sync"]).finish().exits(0);
    let table = setting.revone(&["orders"]).finish().exits(0).stdout;
    assert_eq!(table.lines().skip_while(|line| !line.starts_with("Date")).count(), 1 + 7, "{table}");
    assert!(!table.contains(['\u{1b}', '\u{202e}', '\r']), "{table}");
    let csv = setting.revone(&["orders", "--csv"]).finish().exits(0).stdout;
    assert_eq!(csv.lines().count(), 1 + 7, "{csv}");
    assert!(!csv.contains('\u{1b}'));
    let told = json(&setting, &["orders", "--limit", "1"]);
    assert_eq!(told["orders"][0]["product"]["name"], name);
}

#[test]
fn each_of_several_organizations_has_lists_of_its_own() {
    let setting = read();
    let mut other = Shop::empty(hours_ago(24 * 30));
    other.organization.slug = "night-market".to_owned();
    other.add_purchase(hours_ago(2), 4_200, "usd");
    let other = FakePolar::start(other).unwrap();
    setting.home.revone(&["sync"]).asking(&other).with_token_of(&other).finish().exits(0);
    let orders = |slug: &str| nets(&json(&setting, &["orders", "--organization", slug]));
    assert_eq!(orders("night-market"), [4_200]);
    assert_eq!(orders("paper-lantern").len(), 7);
    let id = other.with(|state| state.shop.organization.id.to_string());
    assert_eq!(orders(&id), [4_200]);
}

#[test]
fn sample_data_has_lists_without_an_account() {
    let setting = Setting::with(shops::a_few_sales());
    let told = setting.home.revone(&["--demo", "subscriptions", "--limit", "3", "--json"]).finish().exits(0).json();
    assert_eq!(told["subscriptions"].as_array().unwrap().len(), 3);
    schema::check(&told, &schema::subscriptions());
}
