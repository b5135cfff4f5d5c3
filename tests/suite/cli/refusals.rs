use revone::demo::Fault;
use revone::polar::{AccessToken, Scope};

use super::Setting;
use crate::running::{Home, shops};

/// A token that Polar does not know.
fn unknown_token() -> AccessToken {
    AccessToken::well_formed(&"x7".repeat(19)[..37]).unwrap()
}

#[test]
fn without_a_token_anywhere_is_exit_3() {
    let setting = Setting::with(shops::a_few_sales());
    for command in [["today"].as_slice(), &["sync"], &["today", "--offline"], &["today", "--json"]] {
        setting
            .home
            .revone(command)
            .asking(&setting.polar)
            .finish()
            .exits(3)
            .says(&["Not connected", "revone connect"]);
    }
    assert!(setting.polar.requests().is_empty());
}

#[test]
fn wrong_usage_is_exit_2() {
    let setting = Setting::with(shops::a_few_sales());
    for command in [
        ["tomorrow"].as_slice(),
        &["today", "--colour"],
        &["--environment", "staging", "connect"],
        &["today", "x"],
        &["notify"],
    ] {
        setting.revone(command).finish().exits(2);
    }
    setting.revone(&["today", "--organization", "somebody-elses"]).finish().exits(2).says(&["somebody-elses"]);
}

#[test]
fn too_little_of_an_id_is_exit_2_with_the_cure() {
    let setting = Setting::with(shops::a_few_sales());
    setting.revone(&["sync"]).finish().exits(0);
    for arguments in [["open", "order", "b99"], ["open", "order", ""], ["open", "subscription", "b-9-9"]] {
        let ended = setting.revone(&arguments).finish().exits(2).says(&["give at least four characters of the ID"]);
        assert!(!ended.said().contains("revone sync"), "{}", ended.said());
    }
    // Ids have their version at the third place, so that none begins like this.
    let nobody = "b99b0000-0000-0000";
    setting.revone(&["open", "order", nobody]).finish().exits(1).says(&[nobody, "revone sync"]);
    setting.home.revone(&["open", "order", "--help"]).finish().exits(0).says(&["at least four characters"]);
}

#[test]
fn options_of_every_command_stand_apart_in_its_help() {
    let setting = Setting::with(shops::a_few_sales());
    let help = setting.home.revone(&["orders", "--help"]).finish().exits(0).stdout;
    let (own, everywhere) = help.split_once("On every command:").unwrap_or_else(|| panic!("{help}"));
    assert!(
        own.contains("--since") && everywhere.contains("--demo") && everywhere.contains("--organization"),
        "{help}"
    );
}

#[test]
fn the_app_is_not_started_on_an_organization_that_nobody_knows() {
    let setting = Setting::with(shops::a_few_sales());
    let wanted = ["--organization", "somebody-elses"];
    setting.revone(&wanted).finish().exits(2).says(&["somebody-elses"]);
    assert!(!setting.polar.requests().is_empty(), "the token says whose it is");
    setting.revone(&["--demo", "--organization", "acme"]).finish().exits(2).says(&["sample data"]);
    Setting::with(shops::a_few_sales()).home.revone(&wanted).finish().exits(3).says(&["Not connected"]);
}

#[test]
fn help_and_version_are_fine_and_name_every_command() {
    let setting = Setting::with(shops::a_few_sales());
    let commands = ["connect", "disconnect", "today", "history", "sync", "notify", "doctor", "reset"];
    setting.home.revone(&["--help"]).finish().exits(0).says(&commands).says(&["REVONE_TOKEN", "Exit codes"]);
    setting.home.revone(&["--version"]).finish().exits(0).says(&[env!("CARGO_PKG_VERSION")]);
}

#[test]
fn a_rejected_token_is_exit_1_with_the_cure() {
    let setting = Setting::with(shops::a_few_sales());
    let token = unknown_token();
    for command in ["today", "sync"] {
        let ended = setting.home.revone(&[command]).asking(&setting.polar).env("REVONE_TOKEN", token.expose()).finish();
        let said = ended.exits(1).says(&["Polar rejected the token"]).said();
        assert!(!said.contains(token.expose()), "the token is in its words");
    }
}

#[test]
fn a_token_that_looks_cut_off_is_asked_about_all_the_same() {
    let setting = Setting::with(shops::a_few_sales());
    let whole = setting.polar.token();
    let cut = &whole.expose()[..50];
    setting.home.revone(&["today"]).asking(&setting.polar).env("REVONE_TOKEN", cut).finish().exits(1);
    assert!(setting.polar.requests().iter().any(|seen| seen.status == 401), "Polar was not asked");
}

#[test]
fn a_missing_scope_is_named() {
    for (missing, code) in [
        (Scope::Orders, "orders:read"),
        (Scope::Subscriptions, "subscriptions:read"),
        (Scope::Organizations, "organizations:read"),
    ] {
        let setting = Setting::with(shops::a_few_sales());
        setting.polar.with(|state| state.behaviour.scopes.retain(|scope| *scope != missing));
        setting.revone(&["sync"]).finish().exits(1).says(&[code]);
    }
}

#[test]
fn another_programs_answer_is_not_taken_for_polars() {
    let setting = Setting::with(shops::a_few_sales());
    setting.polar.with(|state| state.behaviour.faults.push(Fault::Html.always("/v1/")));
    setting.revone(&["today"]).finish().exits(1).says(&["in Polar’s place"]);
}

#[test]
fn a_redirect_is_never_followed() {
    let setting = Setting::with(shops::a_few_sales());
    let elsewhere = Setting::with(shops::a_few_sales());
    let target = format!("{}/v1/organizations/", elsewhere.polar.base_url());
    setting.polar.with(|state| state.behaviour.faults.push(Fault::Redirect(target).always("/v1/")));
    setting.revone(&["today"]).finish().exits(1);
    assert!(elsewhere.polar.requests().is_empty(), "{:?}", elsewhere.polar.requests());
}

#[test]
fn a_polar_that_is_gone_is_trouble_where_nothing_was_ever_read() {
    let setting = Setting::with(shops::a_few_sales());
    let Setting { home, polar } = setting;
    let run = home.revone(&["today"]).asking(&polar).with_token_of(&polar);
    drop(polar);
    run.finish().exits(1).says(&["Polar cannot be reached"]);
}

#[test]
fn offline_without_any_figures_is_trouble() {
    let setting = Setting::with(shops::a_few_sales());
    setting.revone(&["today", "--offline"]).finish().exits(1);
    assert!(setting.polar.requests().is_empty());
}

#[test]
fn the_token_goes_over_plain_http_to_this_computer_only() {
    let setting = Setting::with(shops::a_few_sales());
    for address in
        ["http://polar.example", "http://192.0.2.1:8000", "http://127.0.0.1.example/", "ftp://127.0.0.1", "polar"]
    {
        setting.revone(&["today"]).env("REVONE_API_URL", address).finish().exits(2).says(&["REVONE_API_URL"]);
    }
}

#[test]
fn an_unknown_time_zone_is_named() {
    let setting = Setting::with(shops::a_few_sales());
    let ended = setting.revone(&["today"]).env("REVONE_TIME_ZONE", "Middle/Earth").finish();
    ended.exits(2).says(&["REVONE_TIME_ZONE", "Middle/Earth"]);
}

#[test]
fn the_doctor_names_what_is_wrong_and_what_is_not() {
    let setting = Setting::with(shops::a_few_sales());
    setting.revone(&["sync"]).finish().exits(0);
    let said = setting.revone(&["doctor"]).finish().said();
    for word in ["Token", "Scopes", "Clock", "Ledger", "Paper Lantern"] {
        assert!(said.contains(word), "{word}\n{said}");
    }
    assert!(!said.contains(setting.polar.token().expose()), "the token is in its words");
    let ended =
        setting.home.revone(&["doctor"]).asking(&setting.polar).env("REVONE_TOKEN", unknown_token().expose()).finish();
    ended.exits(1).says(&["Polar rejected the token"]);
}

#[test]
fn a_computer_without_a_place_for_notifications_is_remarked_on_and_is_no_trouble() {
    let setting = Setting::with(shops::a_few_sales());
    let doctor = setting.revone(&["doctor"]).finish().exits(0);
    if cfg!(all(feature = "tray", target_os = "linux")) {
        doctor.says(&["– Notifications", "no session bus", "start Revone within your desktop’s session"]);
        let test = setting.home.revone(&["notify", "--test"]).finish().exits(1);
        test.says(&["notifications cannot be shown", "no session bus"]);
    }
}

#[test]
fn to_the_doctor_a_token_that_polar_accepts_is_fine_whatever_its_checksum_says() {
    let setting = Setting::with(shops::a_few_sales());
    let whole = setting.polar.token();
    let odd = AccessToken::new(&whole.expose()[..50]).unwrap();
    let doctor = || setting.home.revone(&["doctor"]).asking(&setting.polar).env("REVONE_TOKEN", odd.expose()).finish();
    doctor().exits(1).says(&["✗ Token", "looks cut off", "✗ Scopes"]);
    setting.polar.with(|state| state.tokens[0].0 = odd.clone());
    doctor().says(&["✓ Token", "Polar accepts it", "✓ Scopes"]);
}

#[test]
fn a_token_variable_that_holds_no_token_is_said_and_not_ignored() {
    let setting = Setting::with(shops::a_few_sales());
    for held in ["two words", "tokén", "\u{1}"] {
        let ended = setting.home.revone(&["today"]).asking(&setting.polar).env("REVONE_TOKEN", held).finish();
        let said = ended.exits(2).says(&["REVONE_TOKEN", "unset"]).said();
        assert!(!said.contains(held), "{said}");
    }
    assert!(setting.polar.requests().is_empty());
    setting.home.revone(&["today"]).asking(&setting.polar).env("REVONE_TOKEN", "").finish().exits(3);
}

#[test]
fn a_look_before_connecting_leaves_nothing_behind() {
    let home = Home::new();
    for command in ["today", "sync", "disconnect", "doctor"] {
        let _ = home.revone(&[command]).finish();
        assert!(!home.data().join("ledger.sqlite").exists(), "{command}");
    }
}
