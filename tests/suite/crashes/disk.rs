//! A disk that is full, and one that cannot be written.

use jiff::Timestamp;
use revone::demo::FakePolar;
use revone::store::Ledger;

use super::moment::Chance;
use super::volume::Volume;
use super::{Setting, assert_sound, is_long, several_pages, something_happens, tell};
use crate::flows::reflection::assert_same;
use crate::running::service::ending_with_the_test;
use crate::running::{Home, Run};

/// More than the ledger of the shop needs, in KiB.
const SIZE: usize = 8 * 1024;

/// A disk, or the reason why there is none, as a line that says so.
fn volume(home: &Home) -> Option<Volume<'_>> {
    Volume::of(home, SIZE)
        .map_err(|error| println!("skipped: full and read-only disks, as there is no disk to be had: {error}"))
        .ok()
}

/// Fails unless one sync makes the ledger equal to the shop.
async fn is_equal_after_one_sync(volume: &Volume<'_>, polar: &FakePolar) {
    volume.run(&["sync"], polar).await.exits(0);
    let ledger = volume.copied().join("ledger.sqlite");
    assert_sound(&ledger);
    assert_same(&Ledger::open(&ledger).unwrap(), polar.with(|state| state.shop.clone()), Timestamp::now());
}

fn no_half_files(volume: &Volume<'_>) {
    for file in volume.files() {
        assert!(!file.to_string_lossy().ends_with(".new.json"), "{} was left behind", file.display());
    }
}

#[tokio::test]
async fn a_full_disk_is_named_and_one_sync_catches_up_when_there_is_room() {
    let mut chance = Chance::of("disk");
    let rooms: &[usize] =
        if is_long() { &[0, 4, 8, 16, 32, 48, 64, 96, 128, 192, 256, 384, 512, 768, 1024] } else { &[0, 200] };
    let mut stopped = 0;
    for room in rooms {
        let home = Home::new();
        let Some(volume) = volume(&home) else { return };
        let polar = FakePolar::start(several_pages()).unwrap();
        volume.is_filled_up_to(*room).await;
        let first = volume.run(&["sync"], &polar).await;
        if first.code != Some(0) {
            first.exits(1).says(&["Make room"]);
            stopped += 1;
        }
        no_half_files(&volume);
        volume.is_emptied().await;
        is_equal_after_one_sync(&volume, &polar).await;

        // A ledger that is there keeps its figures.
        volume.is_filled_up_to(0).await;
        polar.with(|state| (0..40).for_each(|_| something_happens(&mut state.shop, &mut chance)));
        volume.run(&["sync"], &polar).await.exits(1).says(&["Make room"]);
        volume.is_emptied().await;
        assert!(volume.run(&["today", "--offline", "--json"], &polar).await.exits(0).json()["periods"].is_object());
        is_equal_after_one_sync(&volume, &polar).await;
    }
    assert!(stopped > 0, "no disk was ever full");
    let all = rooms.len();
    tell(
        "disk.full",
        &format!(
            "{all} of {all} full disks named with their cure, and every ledger equal to the shop once there was room"
        ),
    );
}

/// The program with files that grow no further than so many KiB, which takes no disk of its own.
fn cramped(setting: &Setting, room: usize, arguments: &[&str]) -> Run {
    let mut command = setting.home.command("sh");
    // Blocks of 512 bytes. A signal that is ignored makes the write fail instead.
    let script = format!("trap '' XFSZ; ulimit -f {}; exec \"$@\"", 2 * room);
    command.args(["-c", &script, "sh", env!("CARGO_BIN_EXE_revone")]);
    Run::new(ending_with_the_test(&command), arguments).asking(&setting.polar).with_token_of(&setting.polar)
}

#[tokio::test]
async fn files_that_cannot_grow_are_named_and_one_sync_catches_up_when_they_can() {
    let mut chance = Chance::of("disk");
    for room in [0, 4, 40, 120] {
        let setting = Setting::of(several_pages());
        cramped(&setting, room, &["sync"]).start().ended().await.exits(1).says(&["Make room"]);
        setting.is_equal_after_one_sync().await;
        setting.polar.with(|state| (0..40).for_each(|_| something_happens(&mut state.shop, &mut chance)));
        cramped(&setting, 4, &["sync"]).start().ended().await.exits(1).says(&["Make room"]);
        assert!(setting.run(&["today", "--offline", "--json"]).await.exits(0).json()["periods"].is_object());
        setting.is_equal_after_one_sync().await;
    }
}

#[tokio::test]
async fn a_disk_that_cannot_be_written_is_named_with_its_cure() {
    let home = Home::new();
    let Some(volume) = volume(&home) else { return };
    let mut chance = Chance::of("disk");
    let polar = FakePolar::start(several_pages()).unwrap();
    volume.run(&["sync"], &polar).await.exits(0);
    polar.with(|state| (0..10).for_each(|_| something_happens(&mut state.shop, &mut chance)));
    volume.is_read_only(true).await;
    for command in ["sync", "today", "orders"] {
        volume.run(&[command], &polar).await.exits(1).says(&["allow writing", "ledger.sqlite"]);
    }
    volume.run(&["connect"], &polar).await.exits(1).says(&["allow writing"]);
    volume.is_read_only(false).await;
    is_equal_after_one_sync(&volume, &polar).await;
    tell("disk.read-only", "named with its cure; the ledger equal to the shop once it could be written");
}
