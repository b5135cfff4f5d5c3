//! `revone history` against the fake Polar: its figures beside plain sums of the shop's own rows, its forms, its refusals.

mod plain;
mod shop;

use serde_json::{Value, json};

use super::Setting;
use crate::running::shops;
use plain::Plain;

/// Both changes of the clocks in Los Angeles and on Lord Howe Island, where they go by half an hour.
const AROUND_CLOCK_CHANGES: [(&str, &str); 4] = [
    ("2026-03-06", "2026-03-10"),
    ("2026-04-03", "2026-04-07"),
    ("2026-10-02", "2026-10-06"),
    ("2026-10-30", "2026-11-03"),
];

const ZONES: [&str; 5] = ["UTC", "America/Los_Angeles", "Asia/Tokyo", "Asia/Kolkata", "Australia/Lord_Howe"];

fn days(told: &Value) -> &Vec<Value> {
    told["days"].as_array().unwrap()
}

#[test]
fn every_day_is_the_plain_sum_of_its_rows_in_any_zone_and_across_clock_changes() {
    let setting = Setting::with(shop::around(AROUND_CLOCK_CHANGES.map(|(first, _)| first)));
    setting.revone(&["sync"]).finish().exits(0);
    setting.polar.forget_requests();
    for zone in ZONES {
        for (first, last) in AROUND_CLOCK_CHANGES {
            let told = setting
                .revone(&["history", "--from", first, "--to", last, "--time-zone", zone, "--json"])
                .finish()
                .exits(0)
                .json();
            assert_eq!(told["time_zone"], zone);
            assert_eq!(days(&told).len(), 5, "{zone} from {first}");
            setting.polar.with(|state| {
                let plain = Plain::of(&state.shop, zone);
                for (day, date) in days(&told).iter().zip(plain::dates(first)) {
                    assert_eq!(day["date"], date.to_string(), "{zone}");
                    plain.compare(day, date);
                }
            });
        }
    }
    assert!(setting.polar.requests().is_empty(), "it reads the ledger and asks nothing");
}

#[test]
fn the_last_day_is_today_as_today_says_it() {
    let setting = Setting::with(shops::a_few_sales());
    let today = setting.revone(&["today", "--json"]).finish().exits(0).json();
    let told = setting.revone(&["history", "--json"]).finish().exits(0).json();
    assert_eq!(days(&told).len(), 30);
    let last = &days(&told)[29];
    let (period, subscriptions) = (&today["periods"]["today"], &today["subscriptions"]);
    for figure in
        ["complete", "revenue", "net_revenue", "refunds", "orders", "average_order_value", "new_subscriptions"]
    {
        assert_eq!(last[figure], period[figure], "{figure}");
    }
    for figure in
        ["active", "committed", "trialing", "mrr", "committed_mrr", "trial_mrr", "arr", "average_revenue_per_user"]
    {
        assert_eq!(last[figure], subscriptions[figure], "{figure}");
    }
    assert_eq!(last["active"], 2);
    assert_eq!(
        last["average_order_value"],
        json!([{"currency": "usd", "minor": (2_900 + 12_000 + 1_250 + 900 + 12_000) / 5}])
    );
    assert_eq!(days(&told)[28]["active"], 0, "they came today");
}

#[test]
fn a_table_a_spreadsheet_and_json_have_the_same_days() {
    let setting = Setting::with(shops::a_few_sales());
    setting.revone(&["sync"]).finish().exits(0);
    let history =
        |form: &[&str]| setting.revone(&[&["history", "--days", "3"], form].concat()).finish().exits(0).stdout;
    let told: Value = serde_json::from_str(&history(&["--json"])).unwrap();
    let dates: Vec<&str> = days(&told).iter().map(|day| day["date"].as_str().unwrap()).collect();
    let table = history(&[]);
    let rows: Vec<&str> = table.lines().skip_while(|line| !line.starts_with("Date")).skip(1).collect();
    assert!(rows.iter().zip(&dates).all(|(row, date)| row.starts_with(date)), "{table}");
    assert!(rows[2].starts_with(&format!("{} today", dates[2])) && rows[1].contains("$99.00"), "{table}");
    assert!(!table.contains('\u{1b}'), "no colours outside a terminal");
    let csv = history(&["--csv"]);
    let rows: Vec<&str> = csv.split_terminator("\r\n").collect();
    assert!(rows[0].starts_with("date,currency,complete,revenue,"), "{csv}");
    assert!(rows[2].starts_with(&format!("{},usd,true,99.00,99.00,0.00,99.00,", dates[1])), "{csv}");
    assert_eq!(rows.len(), 4);
}

#[test]
fn what_cannot_be_shown_is_refused_with_the_cure() {
    let setting = Setting::with(shops::a_few_sales());
    for (arguments, words) in [
        (&["--from", "2026-11-02", "--to", "2026-11-01"][..], "--from is after --to"),
        (&["--to", "9000-01-01"], "names a day to come"),
        (&["--from", "1800-01-01"], "the most at a time"),
        (&["--from", "last week"], "such as 2026-11-22"),
        (&["--days", "0"], "a number of days from 1 to 3660"),
        (&["--time-zone", "Mars/Olympus"], "such as Europe/Berlin"),
        (&["--json", "--csv"], "cannot be used with"),
    ] {
        let ended = setting.revone(&[&["history"], arguments].concat()).finish().exits(2).says(&[words]);
        assert_eq!(ended.stdout, "", "{arguments:?}");
    }
    assert!(setting.polar.requests().is_empty());
}

#[test]
fn nothing_read_is_1_and_nobody_connected_is_3() {
    let setting = Setting::with(shops::a_few_sales());
    setting.revone(&["history"]).finish().exits(1).says(&["revone sync"]);
    setting.home.revone(&["history"]).finish().exits(3).says(&["revone connect"]);
    setting.revone(&["sync"]).finish().exits(0);
    setting.revone(&["history", "--organization", "nobody"]).finish().exits(2).says(&["nobody"]);
}

#[test]
fn sample_data_has_a_history_without_an_account() {
    let setting = Setting::with(shops::a_few_sales());
    let told = setting.home.revone(&["--demo", "history", "--days", "3", "--json"]).finish().exits(0).json();
    assert_eq!(days(&told).len(), 3);
    assert!(days(&told).iter().all(|day| day["orders"].as_u64().is_some()), "{told}");
}
