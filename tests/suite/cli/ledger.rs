use std::path::{Path, PathBuf};

use revone::domain::CancellationReason;

use super::Setting;
use crate::running::shops::{self, count_day};

/// Every file below a folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let paths = entries.flatten().map(|entry| entry.path());
    paths.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

fn ledger(setting: &Setting) -> PathBuf {
    let found =
        files(&setting.home.data()).into_iter().find(|path| path.extension().is_some_and(|kind| kind == "sqlite"));
    found.expect("a ledger")
}

#[test]
fn nothing_on_disk_says_who_bought_or_with_which_token() {
    let mut shop = shops::a_few_sales();
    let (subscription, _) = shop.add_subscriber(shops::hours_ago(4), 900, "usd", "month");
    shop.cancel(subscription, shops::hours_ago(1), Some(CancellationReason::Unused), Some("No time for lanterns"));
    let setting = Setting::with(shop);
    setting.revone(&["sync"]).finish().exits(0);
    let token = setting.polar.token();
    let secrets = ["Jane Doe", "example.test", "No time for lanterns", token.expose()];
    let written = files(setting.home.root());
    assert!(written.iter().any(|path| path == &ledger(&setting)));
    for path in written {
        let bytes = std::fs::read(&path).unwrap_or_default();
        for secret in secrets {
            let found = bytes.windows(secret.len()).any(|window| window == secret.as_bytes());
            assert!(!found, "{} holds what must not be on disk", path.display());
        }
    }
}

#[test]
fn only_the_owner_reads_what_is_kept() {
    use std::os::unix::fs::PermissionsExt;
    let setting = Setting::with(shops::a_few_sales());
    setting.revone(&["sync"]).finish().exits(0);
    for path in files(&setting.home.data()).into_iter().chain([setting.home.data()]) {
        let mode = std::fs::metadata(&path).unwrap().permissions().mode();
        assert_eq!(mode & 0o077, 0, "{}: {mode:o}", path.display());
    }
}

#[test]
fn a_broken_ledger_is_moved_aside_told_and_read_again() {
    let setting = Setting::with(shops::a_few_sales());
    setting.revone(&["sync"]).finish().exits(0);
    let path = ledger(&setting);
    let broken = vec![0x55; 64 * 1024];
    std::fs::write(&path, &broken).unwrap();
    for more in ["-wal", "-shm"] {
        std::fs::remove_file(format!("{}{more}", path.display())).ok();
    }
    let told = setting.revone(&["today", "--json"]).finish().exits(0).says(&["moved aside"]).json();
    let usd = setting.polar.with(|state| count_day(&state.shop, 0).usd);
    assert_eq!(told["periods"]["today"]["revenue"][0]["minor"], usd);
    let aside = files(&setting.home.data()).into_iter().filter(|file| *file != path);
    assert!(aside.into_iter().any(|file| std::fs::read(file).unwrap() == broken), "the broken file is gone");
}

#[test]
fn a_ledger_of_a_newer_version_is_left_alone() {
    let setting = Setting::with(shops::a_few_sales());
    setting.revone(&["sync"]).finish().exits(0);
    let path = ledger(&setting);
    let connection = rusqlite::Connection::open(&path).unwrap();
    connection.pragma_update(None, "user_version", 9_999).unwrap();
    connection.close().unwrap();
    setting.revone(&["today"]).finish().exits(1).says(&["Revone was updated"]);
    let version =
        rusqlite::Connection::open(&path).unwrap().pragma_query_value(None, "user_version", |row| row.get::<_, i64>(0));
    assert_eq!(version.unwrap(), 9_999);
}

#[test]
fn a_folder_that_cannot_be_written_is_named() {
    let setting = Setting::with(shops::a_few_sales());
    let file = setting.home.path("a-file");
    std::fs::write(&file, "").unwrap();
    let inside = file.join("revone");
    let ended = setting.revone(&["today"]).env("REVONE_HOME", &inside.to_string_lossy()).finish();
    ended.exits(1).says(&["a-file"]);
}

#[test]
fn reset_asks_before_it_removes_and_then_removes_everything() {
    let setting = Setting::with(shops::a_few_sales());
    setting.revone(&["sync"]).finish().exits(0);
    setting.home.revone(&["reset"]).finish().exits(2).says(&["--yes"]);
    assert!(ledger(&setting).exists());
    setting.home.revone(&["reset", "--yes"]).finish().exits(0);
    assert_eq!(files(&setting.home.data()), Vec::<PathBuf>::new());
    setting.home.revone(&["today", "--offline"]).asking(&setting.polar).finish().exits(3);
}
