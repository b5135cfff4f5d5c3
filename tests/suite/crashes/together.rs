use std::os::unix::fs::MetadataExt;
use std::path::Path;

use jiff::Timestamp;
use revone::demo::FakePolar;
use revone::store::Ledger;

use super::moment::Chance;
use super::{Setting, a_few_sales, assert_sound, several_pages, something_happens, tell, times};
use crate::e2e::desktop::Desktop;
use crate::flows::reflection::assert_same;

/// What runs at once, beside the app.
const COMMANDS: [&[&str]; 7] = [
    &["sync"],
    &["today", "--json"],
    &["orders", "--csv"],
    &["sync"],
    &["history", "--json"],
    &["subscriptions", "--json"],
    &["connect"],
];

#[tokio::test]
async fn the_app_and_many_commands_share_one_ledger() {
    let mut chance = Chance::of("crashes.together");
    let desktop = Desktop::start().await.and_keyring().await;
    let polar = FakePolar::start(several_pages()).unwrap();
    let token = polar.token();
    let run = |arguments: &[&str]| desktop.revone(arguments).asking(&polar).reading(token.expose()).start();
    run(&["connect"]).ended().await.exits(0);
    let mut program = run(&[]);
    let rounds = times(1, 15);
    for _ in 0..rounds {
        polar.with(|state| (0..3).for_each(|_| something_happens(&mut state.shop, &mut chance)));
        let all: Vec<_> = COMMANDS.iter().map(|arguments| (arguments, run(arguments))).collect();
        for (arguments, command) in all {
            let ended = command.ended().await;
            assert_eq!(ended.code, Some(0), "{arguments:?}\n{}", ended.said());
            let complaints: Vec<_> =
                ended.stderr.lines().filter(|line| !line.contains("another Revone is refreshing")).collect();
            assert_eq!(complaints, Vec::<&str>::new(), "{arguments:?}");
        }
        assert!(program.is_running(), "the app has ended");
    }
    program.kill();
    run(&["sync"]).ended().await.exits(0);
    let path = desktop.home().data().join("ledger.sqlite");
    assert_sound(&path);
    assert_same(&Ledger::open(&path).unwrap(), polar.with(|state| state.shop.clone()), Timestamp::now());
    let commands = rounds * COMMANDS.len();
    let figure = format!("{commands} of {commands} commands ended well beside the app, {} at a time", COMMANDS.len());
    tell("crashes.together", &figure);
}

/// Which file SQLite's log beside the ledger is.
fn log_of(ledger: &Path) -> Option<(u64, u64)> {
    let log = std::fs::metadata(ledger.with_extension("sqlite-wal")).ok()?;
    Some((log.dev(), log.ino()))
}

#[tokio::test]
async fn a_command_leaves_the_log_of_a_ledger_that_somebody_has_open_twice() {
    let setting = Setting::of(a_few_sales());
    setting.run(&["sync"]).await.exits(0);
    let path = setting.home.data().join("ledger.sqlite");
    let open = setting.ledger();
    // As whoever reads the dashboard, or exports, does beside the worker.
    drop(setting.ledger());
    let before = log_of(&path);
    assert!(before.is_some(), "there is no log");
    for command in [&["today", "--offline"][..], &["sync"]] {
        setting.run(command).await.exits(0);
        assert_eq!(log_of(&path), before, "{command:?} has taken the log away under an open ledger");
        drop(setting.ledger());
    }
    assert_eq!(open.integrity(), Ok(()));
}
