//! The menu in a terminal, on a real one.

use unicode_width::UnicodeWidthStr;

use super::Setting;
use crate::running::shops::{self, count_day, dollars, hours_ago};
use crate::running::terminal::{BEFORE, Terminal};
use crate::running::{Run, send, wait};

const SIZE: (u16, u16) = (80, 40);

fn watch<'s>(setting: &'s Setting) -> Terminal<'s> {
    setting.revone(&["watch"]).on_terminal(&setting.home, SIZE)
}

fn today(setting: &Setting) -> String {
    dollars(setting.polar.with(|state| count_day(&state.shop, 0).usd))
}

#[tokio::test]
async fn an_order_that_arrives_is_on_the_screen_and_q_gives_the_terminal_back() {
    let setting = Setting::with(shops::a_few_sales());
    let terminal = watch(&setting);
    let picture = terminal.shows(&["Paper Lantern", "Updated", &today(&setting), "Recent Orders", "q Quit"]).await;
    assert!(!picture.contains(BEFORE), "{picture}");
    assert_eq!(terminal.state(), (true, false), "a screen of its own, and no cursor");
    setting.polar.with(|state| state.shop.add_purchase(hours_ago(0), 7_700, "usd"));
    terminal.press("r");
    terminal.shows(&[&today(&setting), "$77.00", "just now"]).await;
    terminal.press("q");
    terminal.is_given_back(0).await;
}

#[tokio::test]
async fn another_size_is_another_layout() {
    let setting = Setting::with(shops::a_few_sales());
    let terminal = watch(&setting);
    terminal.shows(&["New Subscriptions", "Cancellations"]).await;
    terminal.resize((60, 20));
    let small = terminal.until("a smaller picture", |picture| !picture.contains("Cancellations")).await;
    assert!(small.lines().count() <= 20 && small.lines().all(|line| line.width() <= 60), "{small}");
    assert!(small.contains("Recent Orders") && small.contains("? Keys · q Quit"), "{small}");
    assert!(small.trim_end().ends_with(" more") && small.contains("↓ "), "{small}");
    terminal.resize((12, 4));
    terminal.until("next to no room", |picture| picture.contains("Paper Lante…") && picture.contains('?')).await;
    terminal.resize(SIZE);
    terminal.shows(&["New Subscriptions", "Cancellations"]).await;
    terminal.press("C-c");
    terminal.is_given_back(0).await;
}

#[tokio::test]
async fn keys_hide_amounts_here_alone_and_say_what_there_is() {
    let setting = Setting::with(shops::a_few_sales());
    let terminal = watch(&setting);
    terminal.shows(&[&today(&setting)]).await;
    terminal.press("h");
    terminal.until("no amount", |picture| picture.contains("•••") && !picture.contains('$')).await;
    assert!(!setting.home.data().join("settings.json").exists(), "it is no setting");
    terminal.press("h");
    terminal.shows(&[&today(&setting)]).await;
    terminal.press("?");
    terminal.shows(&["q Quit · r Refresh · h Hide Amounts"]).await;
    terminal.press("d");
    terminal.shows(&["Revone is not running"]).await;
    terminal.press("Down");
    terminal.shows(&["› $"]).await;
}

#[tokio::test]
async fn a_signal_to_end_gives_the_terminal_back() {
    let setting = Setting::with(shops::a_few_sales());
    let terminal = watch(&setting);
    terminal.shows(&["Updated"]).await;
    send("TERM", &terminal.program().to_string());
    terminal.is_given_back(130).await;
}

/// A shell with job control that runs another one without, which runs the program.
#[tokio::test]
async fn it_can_be_put_to_sleep_and_woken_together_with_who_waits_for_it() {
    let setting = Setting::with(shops::a_few_sales());
    let script = r#"set -m; sh -c '"$0" watch; echo "the wrapper goes on"' "$0"; echo "asleep"; read -r _; fg"#;
    let terminal = shell(&setting, script).on_terminal(&setting.home, SIZE);
    terminal.shows(&["Updated"]).await;
    terminal.press("C-z");
    terminal.shows(&[BEFORE, "asleep"]).await;
    assert_eq!(terminal.state(), (false, true));
    terminal.press("Enter");
    terminal.shows(&["Updated", "Recent Orders"]).await;
    assert_eq!(terminal.state(), (true, false));
    terminal.press("q");
    terminal.shows(&["the wrapper goes on"]).await;
    terminal.is_given_back(0).await;
}

#[tokio::test]
async fn where_no_shell_could_wake_it_it_does_not_sleep() {
    let setting = Setting::with(shops::a_few_sales());
    let terminal = watch(&setting);
    terminal.shows(&["Updated"]).await;
    terminal.press("C-z");
    terminal.press("?");
    terminal.shows(&["Updated", "q Quit · r Refresh"]).await;
    assert_eq!(terminal.state(), (true, false));
    terminal.press("q");
    terminal.is_given_back(0).await;
}

#[tokio::test]
async fn what_has_no_room_is_scrolled_to() {
    let setting = Setting::with(shops::a_few_sales());
    let terminal = setting.revone(&["watch"]).on_terminal(&setting.home, (80, 16));
    let picture = terminal.shows(&["Updated", "↓ "]).await;
    assert!(!picture.contains("Cancellations"), "{picture}");
    terminal.press("NPage");
    terminal.press("NPage");
    terminal.press("NPage");
    terminal.shows(&["Updated", "Cancellations", "↑ "]).await;
    terminal.press("PPage");
    terminal.press("PPage");
    terminal.press("PPage");
    terminal.shows(&["Last 30 Days", "↓ "]).await;
    for _ in 0..6 {
        terminal.press("Down");
    }
    terminal.until("a chosen row", |picture| picture.contains("› ")).await;
}

#[tokio::test]
async fn the_wanted_organization_is_shown_when_nobody_can_be_asked_or_none() {
    let setting = Setting::with(shops::a_few_sales());
    let mut other = shops::a_few_sales();
    other.organization.name = "Copper Kettle".to_owned();
    other.organization.slug = "copper-kettle".to_owned();
    let other = revone::demo::FakePolar::start(other).unwrap();
    setting.revone(&["sync"]).finish().exits(0);
    setting.home.revone(&["sync"]).asking(&other).with_token_of(&other).finish().exits(0);
    let slug = setting.polar.with(|state| {
        state.behaviour.faults.push(revone::demo::Fault::Status(503).always("/v1/"));
        state.shop.organization.slug.clone()
    });
    let terminal = setting.revone(&["watch", "--organization", &slug]).on_terminal(&setting.home, SIZE);
    terminal.shows(&["Paper Lantern", "Polar is down – figures from"]).await;
    terminal.press("q");
    terminal.is_given_back(0).await;
    setting.revone(&["watch", "--organization", "nobody"]).finish().exits(1).says(&["Polar is down"]);
    // The token turns out to be another organization's.
    let terminal = setting.revone(&["watch", "--organization", "copper-kettle"]).on_terminal(&setting.home, SIZE);
    terminal.shows(&["Copper Kettle", "Polar is down – figures from"]).await;
    setting.polar.with(|state| state.behaviour.faults.clear());
    terminal.press("r");
    let picture = terminal.shows(&["ended with 2"]).await;
    assert!(picture.contains("“copper-kettle”"), "{picture}");
}

#[tokio::test]
async fn trouble_stands_above_the_figures_which_stay() {
    let setting = Setting::with(shops::a_few_sales());
    let terminal = watch(&setting);
    terminal.shows(&["Updated", &today(&setting)]).await;
    setting.polar.with(|state| state.behaviour.faults.push(revone::demo::Fault::Status(503).always("/v1/")));
    terminal.press("r");
    terminal.shows(&["Polar is down – figures from", &today(&setting)]).await;
}

#[tokio::test]
async fn sample_data_is_watched_without_an_account_and_leaves_nothing() {
    let setting = Setting::with(shops::a_few_sales());
    let terminal = setting.home.revone(&["--demo", "watch"]).on_terminal(&setting.home, SIZE);
    terminal.shows(&["Sample Data", "Updated", "Recent Orders"]).await;
    terminal.press("o");
    terminal.shows(&["no page at Polar"]).await;
    terminal.press("q");
    terminal.is_given_back(0).await;
    let left: Vec<_> =
        std::fs::read_dir(setting.home.path("tmp")).unwrap().flatten().map(|entry| entry.path()).collect();
    assert_eq!(left, [] as [std::path::PathBuf; 0]);
    assert!(!setting.home.data().exists());
}

/// The shell runs this, with the program as `$0`.
fn shell(setting: &Setting, script: &str) -> Run {
    let command = setting.home.command("sh");
    let run = Run::new(command, &["-c", script, env!("CARGO_BIN_EXE_revone")]);
    run.asking(&setting.polar).with_token_of(&setting.polar)
}

#[test]
fn it_ends_with_the_reader_of_its_lines() {
    let setting = Setting::with(shops::a_few_sales());
    let ended = shell(&setting, r#""$0" watch | head -n 4"#).finish().exits(0);
    assert!(ended.stdout.contains("Paper Lantern") && ended.stdout.contains(&today(&setting)), "{}", ended.said());
    assert!(!ended.said().contains('\u{1b}'), "{}", ended.said());
}

#[tokio::test]
async fn a_second_watcher_asks_nothing_and_prints_what_changes() {
    let setting = Setting::with(shops::a_few_sales());
    let terminal = watch(&setting);
    terminal.shows(&["Updated", &today(&setting)]).await;
    let stranger = Setting::with(shops::a_few_sales());
    let script = format!(r#"exec "$0" watch > '{}'"#, setting.home.path("lines").display());
    let mut second = shell(&setting, &script).asking(&stranger.polar).start();
    let says = async |words: &str| {
        wait::until(words, async || {
            let text = std::fs::read_to_string(setting.home.path("lines")).unwrap_or_default();
            if text.contains(words) { Ok(text) } else { Err(text) }
        })
        .await
    };
    let before = today(&setting);
    says(&before).await;
    setting.polar.with(|state| state.shop.add_purchase(hours_ago(0), 7_700, "usd"));
    setting.revone(&["sync"]).start().ended().await.exits(0);
    let text = says(&today(&setting)).await;
    assert_eq!(text.matches("Last 30 Days").count(), 2, "once before and once after\n{text}");
    assert!(text.contains("\n\nPaper Lantern\n"), "{text}");
    assert!(second.is_running());
    assert_eq!(stranger.polar.requests().len(), 0, "the second watcher asks Polar, too");

    terminal.press("q");
    terminal.is_given_back(0).await;
    wait::until("the second watcher in the first one's place", async || {
        if stranger.polar.requests().is_empty() { Err("it asks nothing".to_owned()) } else { Ok(()) }
    })
    .await;
    second.signal("TERM");
    second.ended().await.exits(130);
}

#[test]
fn without_an_account_there_is_nothing_to_watch() {
    let setting = Setting::with(shops::a_few_sales());
    setting.home.revone(&["watch"]).finish().exits(3).says(&["revone connect"]);
    assert!(!setting.home.data().exists());
    setting.revone(&["watch", "--organization", "nobody"]).finish().exits(2).says(&["“nobody”"]);
}
