//! `revone today --format`.

use revone::demo::Fault;

use super::Setting;
use crate::running::shops::{self, count_day, dollars, whole_dollars};

#[test]
fn a_template_is_filled_in_with_the_shops_own_sums() {
    let setting = Setting::with(shops::a_few_sales());
    let today = setting.polar.with(|state| count_day(&state.shop, 0));
    let said = setting.revone(&[
        "today",
        "--format",
        r"{organization}\t{revenue} {revenue:long}\n{orders} · +{new_subscriptions}",
    ]);
    let said = said.finish().exits(0);
    let (short, long) = (whole_dollars(today.usd), dollars(today.usd));
    assert_eq!(said.stdout, format!("Paper Lantern\t{short} {long}\n{} · +{}\n", today.orders, today.subscriptions));
    assert_eq!(said.stderr, "");
}

#[test]
fn amounts_are_shown_though_the_menu_bar_hides_them() {
    let setting = Setting::with(shops::a_few_sales());
    setting.revone(&["today"]).finish().exits(0);
    std::fs::write(setting.home.data().join("settings.json"), r#"{"hide_amounts": true, "title": "{revenue}"}"#)
        .unwrap();
    let revenue = whole_dollars(setting.polar.with(|state| count_day(&state.shop, 0).usd));
    for format in ["{revenue}", "tmux", "text"] {
        let said = setting.revone(&["today", "--format", format]).finish().exits(0).stdout;
        assert_eq!(said.trim_end(), revenue, "{format}");
    }
}

#[test]
fn a_template_that_is_none_is_exit_2_and_names_the_fields() {
    let setting = Setting::with(shops::a_few_sales());
    for format in ["{revenu}", "polybar", "", "{orders:long}", "{revenue", "{revenue}}"] {
        let refused = setting.revone(&["today", "--format", format]).finish().exits(2);
        assert_eq!(refused.says(&["--format", "xbar, waybar, tmux, text"]).stdout, "");
    }
    setting.revone(&["today", "--format", "xbar", "--json"]).finish().exits(2);
    assert!(setting.polar.requests().is_empty(), "{:?}", setting.polar.requests());
}

#[test]
fn without_figures_the_code_stays_and_a_bar_still_says_what_is_wrong() {
    let setting = Setting::with(shops::a_few_sales());
    let not_connected = |format| setting.home.revone(&["today", "--format", format]).asking(&setting.polar).finish();
    for (format, title) in [
        ("xbar", "Revone ⚠\n---\nNot connected"),
        ("waybar", "{\"text\":\"Revone ⚠\""),
        ("tmux", "Revone ⚠"),
        ("text", "Revone ⚠"),
    ] {
        let ended = not_connected(format).exits(3);
        assert!(ended.stdout.starts_with(title), "{}", ended.stdout);
        assert!(ended.stderr.contains("revone connect"), "{}", ended.stderr);
    }
    assert_eq!(not_connected("{revenue}").exits(3).stdout, "", "a script is given no words in place of a figure");
    setting.polar.with(|state| state.behaviour.faults.push(Fault::Unauthorized.always("/v1/")));
    let rejected = setting.revone(&["today", "--format", "xbar"]).finish().exits(1).stdout;
    assert!(rejected.starts_with("Revone ⚠\n---\nPolar rejected the token"), "{rejected}");
}

#[test]
fn a_bar_that_asks_every_minute_asks_polar_for_nothing_new_within_it() {
    let setting = Setting::with(shops::a_few_sales());
    setting.revone(&["today", "--format", "tmux"]).finish().exits(0);
    setting.polar.forget_requests();
    for format in ["xbar", "waybar", "tmux", "{mrr}"] {
        setting.revone(&["today", "--format", format]).finish().exits(0);
    }
    assert!(setting.polar.requests().is_empty(), "{:?}", setting.polar.requests());
}
