//! A ledger that is removed, cut or overwritten while the program runs.

use std::fs::{self, File, OpenOptions};
use std::io::{Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use revone::demo::{FakePolar, Fault};
use revone::shell::SyncLock;
use serde_json::json;

use super::moment::{Chance, Length};
use super::{Setting, a_few_sales, assert_sound, hours_ago, several_pages, something_happens, tell, times};
use crate::e2e::desktop::Desktop;
use crate::e2e::{refresh_until_title, title_of};
use crate::flows::reflection::assert_same;
use crate::running::wait;
use std::time::Duration;

/// What somebody does to the file.
#[derive(Clone, Copy, Debug)]
enum Damage {
    /// It is removed, and what SQLite keeps beside it stays.
    Removed,
    /// It is removed with everything beside it.
    RemovedWhole,
    /// Its second half is cut off.
    Cut,
    /// It is empty.
    Emptied,
    /// The log is removed, which holds what is not in the file yet.
    WithoutLog,
    /// Something else was written into its middle.
    Garbage,
}

impl Damage {
    const ALL: [Self; 6] =
        [Self::Removed, Self::RemovedWhole, Self::Cut, Self::Emptied, Self::WithoutLog, Self::Garbage];

    fn is_done_to(self, ledger: &Path, chance: &mut Chance) {
        let beside = |ending: &str| PathBuf::from(format!("{}{ending}", ledger.display()));
        let Ok(length) = fs::metadata(ledger).map(|file| file.len()) else { return };
        match self {
            Self::Removed => fs::remove_file(ledger).unwrap(),
            Self::RemovedWhole => {
                for ending in ["", "-wal", "-shm"] {
                    fs::remove_file(beside(ending)).ok();
                }
            }
            Self::Cut => open(ledger).set_len(length / 2).unwrap(),
            Self::Emptied => open(ledger).set_len(0).unwrap(),
            Self::WithoutLog => _ = fs::remove_file(beside("-wal")),
            Self::Garbage => {
                let pages = usize::try_from(length / 4096).unwrap().max(2);
                let mut file = open(ledger);
                for _ in 0..pages / 4 {
                    let page = u64::try_from(1 + chance.below(pages - 1)).unwrap();
                    file.seek(SeekFrom::Start(page * 4096)).unwrap();
                    file.write_all(&[0x55; 4096]).unwrap();
                }
            }
        }
    }
}

fn open(ledger: &Path) -> File {
    OpenOptions::new().write(true).open(ledger).unwrap()
}

#[tokio::test]
async fn a_ledger_damaged_under_a_running_sync_is_made_equal_by_the_next_one() {
    let mut chance = Chance::of("disk.damage");
    let rounds = times(1, 8);
    for damage in Damage::ALL.into_iter().cycle().take(rounds * Damage::ALL.len()) {
        println!("{damage:?}");
        let setting = Setting::of(several_pages());
        let ledger = setting.home.data().join("ledger.sqlite");
        setting.run(&["sync"]).await.exits(0);
        if chance.below(2) == 0 {
            // A first download is under way.
            fs::remove_file(&ledger).unwrap();
        }
        setting.polar.with(|state| (0..20).for_each(|_| something_happens(&mut state.shop, &mut chance)));
        setting.polar.forget_requests();
        let length = Length { took: Duration::from_millis(150), requests: 8 };
        let mut sync = setting.revone(&["sync"]).start();
        chance.moment(length).comes(&mut sync, &setting.polar).await;
        damage.is_done_to(&ledger, &mut chance);
        // Somebody looks at it meanwhile.
        let looked = setting.run(&["today", "--offline", "--json"]).await;
        assert!(matches!(looked.code, Some(0 | 1)), "{damage:?}: {}", looked.said());
        let ended = sync.ended().await;
        assert!(ended.code == Some(0) || (ended.code == Some(1) && !ended.stderr.is_empty()), "{damage:?}: {ended:?}");
        setting.is_equal_after_one_sync().await;
    }
    let all = rounds * Damage::ALL.len();
    tell(
        "disk.damage",
        &format!("{all} of {all} ledgers removed, cut or overwritten under a sync equal to the shop after the next"),
    );
}

#[tokio::test]
async fn a_sync_whose_ledger_is_taken_away_says_that_nothing_was_kept() {
    let setting = Setting::of(several_pages());
    // It asks again and again until the ledger is gone.
    let fault = Fault::CloseConnection.always("/v1/subscriptions/");
    setting.polar.with(|state| state.behaviour.faults.push(fault));
    let sync = setting.revone(&["sync"]).start();
    wait::until("a request that fails", async || {
        let asked = setting.polar.requests().iter().any(|seen| seen.path_and_query.starts_with("/v1/subscriptions/"));
        asked.then_some(()).ok_or_else(|| "none yet".to_owned())
    })
    .await;
    Damage::RemovedWhole.is_done_to(&setting.home.data().join("ledger.sqlite"), &mut Chance::of("disk.damage"));
    setting.polar.with(|state| state.behaviour.faults.clear());
    sync.ended().await.exits(1).says(&["removed or replaced", "run `revone sync` again"]);
    setting.is_equal_after_one_sync().await;
}

#[tokio::test]
async fn a_sync_that_waited_while_its_ledger_was_taken_away_fills_the_one_that_lies_there() {
    for (command, begun_anew) in [("sync", true), ("sync", false), ("today", true)] {
        let setting = Setting::of(a_few_sales());
        let ledger = setting.home.data().join("ledger.sqlite");
        setting.run(&["sync"]).await.exits(0);
        let lock = SyncLock::try_take(&setting.home.data().join("sync.lock")).unwrap();
        setting.polar.forget_requests();
        if command == "today" {
            // A glance does not ask for figures of a moment ago.
            Damage::RemovedWhole.is_done_to(&ledger, &mut Chance::of("disk.damage"));
        }
        let waiting = setting.revone(&[command]).start();
        wait::until("whose token it is", async || {
            let asked = setting.polar.requests().iter().any(|seen| seen.path_and_query.contains("/organizations"));
            asked.then_some(()).ok_or_else(|| "not asked yet".to_owned())
        })
        .await;
        Damage::RemovedWhole.is_done_to(&ledger, &mut Chance::of("disk.damage"));
        if begun_anew {
            drop(setting.ledger());
        }
        drop(lock);
        waiting.ended().await.exits(0);
        let orders = setting.polar.with(|state| state.shop.orders.len());
        let (ledger, orders) = (setting.ledger(), u64::try_from(orders).unwrap());
        let id = ledger.organizations().unwrap()[0].organization.id;
        let known = ledger.counts(id).unwrap().orders;
        assert_eq!(known, orders, "{command}, {begun_anew}");
        drop(ledger);
        setting.is_equal_after_one_sync().await;
    }
}

#[tokio::test]
async fn a_damaged_ledger_is_mended_by_every_command_that_meets_the_damage() {
    let mut chance = Chance::of("disk.damage");
    for (damage, command) in [
        (Damage::Garbage, &["today", "--json"][..]),
        (Damage::Cut, &["orders"]),
        (Damage::Garbage, &["history"]),
        (Damage::Garbage, &["sync"]),
    ] {
        let setting = Setting::of(several_pages());
        setting.run(&["sync"]).await.exits(0);
        damage.is_done_to(&setting.home.data().join("ledger.sqlite"), &mut chance);
        let ended = setting.run(command).await;
        assert!(!ended.said().contains("cannot be saved"), "{command:?}: {}", ended.said());
        setting.is_equal_after_one_sync().await;
    }
}

#[tokio::test]
async fn a_ledger_damaged_under_the_running_app_is_mended_by_it() {
    let mut chance = Chance::of("disk.app");
    let desktop = Desktop::start().await;
    desktop.has_settings(&json!({ "notifications": false }));
    let polar = FakePolar::start(several_pages()).unwrap();
    let mut program = desktop.connected(&polar).start();
    let tray = desktop.tray().await;
    tray.title_becomes(&title_of(&polar)).await;
    let ledger = desktop.home().data().join("ledger.sqlite");
    let rounds = times(1, 3);
    for damage in Damage::ALL.into_iter().cycle().take(rounds * Damage::ALL.len()) {
        println!("{damage:?}");
        damage.is_done_to(&ledger, &mut chance);
        polar.with(|state| state.shop.add_purchase(hours_ago(0), 2_900, "usd"));
        refresh_until_title(&tray, &title_of(&polar)).await;
        assert!(program.is_running(), "{damage:?} ended the app");
        desktop.revone(&["sync"]).asking(&polar).with_token_of(&polar).start().ended().await.exits(0);
        assert_sound(&ledger);
        let opened = revone::store::Ledger::open(&ledger).unwrap();
        assert_same(&opened, polar.with(|state| state.shop.clone()), Timestamp::now());
    }
    let all = rounds * Damage::ALL.len();
    tell("disk.app", &format!("{all} of {all} ledgers removed, cut or overwritten under the running app mended by it"));
}
