use super::*;
use crate::app::{Report, Settings, Trouble};
use crate::domain::Organization;
use crate::polar;
use crate::view::samples::*;

const PROGRAM: &str = "/Applications/Revone.app/Contents/MacOS/revone";

fn given(to: Bar, model: &Model) -> String {
    bar(to, model, now(), &Beside { program: PROGRAM, app_runs: true })
}

fn not_connected_because(sentence: &str) -> Model {
    let mut model = not_connected();
    model.health.trouble = Some(Trouble::Setup(sentence.to_owned()));
    model
}

fn offline() -> Model {
    let mut model = connected(report());
    model.health.trouble = Some(Trouble::Polar(polar::Trouble::Offline));
    model
}

#[test]
fn xbar_gets_the_menu_without_what_only_the_menu_bar_program_can_do() {
    // Without the isolates around a name from right to left, which cannot stand in a source.
    let menu = given(Bar::Xbar, &connected(report())).replace(['\u{2068}', '\u{2069}'], "");
    insta::assert_snapshot!(menu, @r#"
    $412 · +2
    ---
    Acme Inc | href=https://polar.sh/dashboard/acme
    Updated 14:02 | refresh=true
    ---
    Today   $412.50   ▲ 18% vs. usual by now | href=https://polar.sh/dashboard/acme
    ▁▂▃▄▅▆▇▂▂▄▅▆▇▂▂▃▄▆▇▂▂▃▄▅▆█▂▃▄▇ | href=https://polar.sh/dashboard/acme
    9 orders · 2 new subscriptions | href=https://polar.sh/dashboard/acme/sales
    Yesterday   $389 | href=https://polar.sh/dashboard/acme
    This Week   $1,204   ▲ 6% | href=https://polar.sh/dashboard/acme
    This Month   $8,240   ▲ 12% vs. same days | href=https://polar.sh/dashboard/acme
    Last 30 Days   $11,902 | href=https://polar.sh/dashboard/acme
    ---
    MRR   $4,186.81   (ARR $50.2K) | href=https://polar.sh/dashboard/acme
    183 active, of which 4 on trial · 6 cancelling · 2 past due | href=https://polar.sh/dashboard/acme
    ---
    Recent Orders
    --$29.00 · Pro Plan · Jane Doe · 5 min ago | href=https://polar.sh/dashboard/acme/sales/00000000-0000-0000-0000-000000000001
    --$99.00 · Lifetime & <b>Friends</b> · שרה כהן · 2 h ago · payment pending | href=https://polar.sh/dashboard/acme/sales/00000000-0000-0000-0000-000000000002
    --$5.00 · yesterday · refunded | href=https://polar.sh/dashboard/acme/sales/00000000-0000-0000-0000-000000000003
    New Subscriptions
    --$9.00 a month · Pro Plan · Jane Doe · 5 min ago | href=https://polar.sh/dashboard/acme/sales/subscriptions/00000000-0000-0000-0000-000000000001
    --$90.00 a year · Pro Plan · שרה כהן · 3 h ago · on trial until 3 Dec | href=https://polar.sh/dashboard/acme/sales/subscriptions/00000000-0000-0000-0000-000000000002
    --Free · Pro Plan · 3 days ago | href=https://polar.sh/dashboard/acme/sales/subscriptions/00000000-0000-0000-0000-000000000003
    Cancellations
    --$9.00 every 3 months · Pro Plan · שרה כהן · 2 days ago · too expensive · “I will be back, once my shop sells more than it…” | href=https://polar.sh/dashboard/acme/sales/subscriptions/00000000-0000-0000-0000-000000000004
    ---
    Open Dashboard… | bash="/Applications/Revone.app/Contents/MacOS/revone" param1=open param2=dashboard terminal=false key=CmdOrCtrl+d
    Open Polar | href=https://polar.sh/dashboard/acme key=shift+CmdOrCtrl+d
    Refresh | refresh=true key=CmdOrCtrl+r
    ---
    Settings… | bash="/Applications/Revone.app/Contents/MacOS/revone" param1=open param2=settings terminal=false key=CmdOrCtrl+,
    "#);
}

#[test]
fn xbar_gets_no_row_for_a_window_that_nothing_has() {
    let beside = Beside { program: PROGRAM, app_runs: false };
    let menu = bar(Bar::Xbar, &connected(report()), now(), &beside);
    assert!(!menu.contains("param1=open") && !menu.contains("Settings"), "{menu}");
    assert!(menu.contains("\n---\nOpen Polar | href="), "{menu}");
    let unconnected = bar(Bar::Xbar, &not_connected_because("Not connected."), now(), &beside);
    assert!(unconnected.contains("param1=connect"), "a terminal connects without it: {unconnected}");
}

#[test]
fn xbar_gets_a_sample_that_leads_nowhere() {
    let menu = given(Bar::Xbar, &sample(report()));
    assert!(menu.starts_with("Sample · $412 · +2\n---\nSample Data\n"), "{menu}");
    assert!(!menu.contains("href=") && !menu.contains("param1=open"), "{menu}");
}

#[test]
fn xbar_gets_a_menu_without_an_account_too() {
    insta::assert_snapshot!(given(Bar::Xbar, &not_connected_because("Not connected.")), @r#"
    Revone ⚠
    ---
    Not connected
    ---
    Connect to Polar… | bash="/Applications/Revone.app/Contents/MacOS/revone" param1=connect terminal=true refresh=true
    ---
    Refresh | refresh=true
    "#);
    let mut starting = starting();
    starting.health.trouble = Some(Trouble::Setup("Nothing was ever read.".to_owned()));
    insta::assert_snapshot!(given(Bar::Xbar, &starting), @r#"
    Revone ⚠
    ---
    Nothing was ever read | refresh=true
    ---
    Refresh | refresh=true
    "#);
}

#[test]
fn waybar_gets_one_line_whose_class_says_how_the_figures_stand() {
    insta::assert_snapshot!(given(Bar::Waybar, &connected(report())), @r#"{"text":"$412 · +2","alt":"fresh","tooltip":"Acme Inc\nUpdated 14:02\n\nToday   $412.50   ▲ 18% vs. usual by now\n▁▂▃▄▅▆▇▂▂▄▅▆▇▂▂▃▄▆▇▂▂▃▄▅▆█▂▃▄▇\n9 orders · 2 new subscriptions\nYesterday   $389\nThis Week   $1,204   ▲ 6%\nThis Month   $8,240   ▲ 12% vs. same days\nLast 30 Days   $11,902\n\nMRR   $4,186.81   (ARR $50.2K)\n183 active, of which 4 on trial · 6 cancelling · 2 past due","class":"fresh"}"#);
    insta::assert_snapshot!(given(Bar::Waybar, &not_connected_because("Not connected.")), @r#"{"text":"Revone ⚠","alt":"trouble","tooltip":"Not connected","class":"trouble"}"#);
}

#[test]
fn every_bar_marks_what_is_not_fresh() {
    let rejected = || {
        let mut model = connected(report());
        model.health.trouble = Some(Trouble::TokenRejected);
        model
    };
    for (model, text, class) in [
        (connected(report()), "$412 · +2", "fresh"),
        (offline(), "$412 · +2 ⚠", "stale"),
        (rejected(), "$412 · +2 ⚠", "trouble"),
        (sample(report()), "Sample · $412 · +2", "sample"),
        (not_connected_because("Not connected"), "Revone ⚠", "trouble"),
        (starting(), "Revone ⚠", "trouble"),
        (connected(Report { summary: nothing_sold(), ..report() }), "Revone", "fresh"),
    ] {
        let module: serde_json::Value = serde_json::from_str(&given(Bar::Waybar, &model)).unwrap();
        assert_eq!((module["text"].as_str(), module["class"].as_str()), (Some(text), Some(class)));
        assert_eq!(module["alt"], module["class"]);
        assert_eq!(given(Bar::Xbar, &model).lines().next(), Some(text));
        assert_eq!(given(Bar::Tmux, &model), text);
        assert_eq!(given(Bar::Text, &model), text);
    }
}

#[test]
fn a_hostile_name_stays_a_name_in_every_bar() {
    let organization = Organization { name: "#[fg=red]<b>A|B</b>&Co\nhref=x".to_owned(), ..organization() };
    let settings = Settings { title: "{organization} {revenue}".to_owned(), ..Settings::default() };
    let model = Model { connection: Connection::Connected(organization), settings, ..connected(report()) };
    assert_eq!(given(Bar::Tmux, &model), "##[fg=red]<b>A|B</b>&Co href=x $412");
    assert_eq!(given(Bar::Text, &model), "#[fg=red]<b>A|B</b>&Co href=x $412");
    assert_eq!(given(Bar::Xbar, &model).lines().next(), Some("#[fg=red]<b>A∣B</b>&Co href=x $412"));
    let module: serde_json::Value = serde_json::from_str(&given(Bar::Waybar, &model)).unwrap();
    assert_eq!(module["text"], "#[fg=red]&lt;b&gt;A|B&lt;/b&gt;&amp;Co href=x $412");
}

#[test]
fn every_bar_is_known_by_its_name() {
    for bar in Bar::ALL {
        assert_eq!(Bar::named(bar.name()), Some(bar));
    }
    assert_eq!(Bar::named("polybar"), None);
}
