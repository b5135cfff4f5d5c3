use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::time::Duration;

use super::{noon, order, orders, organization};
use crate::store::{Ledger, LedgerError};

#[test]
fn a_new_ledger_and_its_companions_are_readable_by_their_owner_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("ledger.sqlite");
    let mut ledger = Ledger::open(&path).unwrap();
    ledger.connect(&organization(1), "https://api.polar.sh", noon()).unwrap();
    let mut files: Vec<_> = fs::read_dir(folder.path())
        .unwrap()
        .map(|entry| {
            let entry = entry.unwrap();
            (entry.file_name().into_string().unwrap(), entry.metadata().unwrap().permissions().mode() & 0o777)
        })
        .collect();
    files.sort();
    let expected = ["ledger.sqlite", "ledger.sqlite-shm", "ledger.sqlite-wal"];
    assert_eq!(files, expected.map(|name| (name.to_owned(), 0o600)));
}

#[test]
fn what_was_stored_is_there_when_the_ledger_is_opened_again() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("ledger.sqlite");
    let shop = organization(1);
    let mut ledger = Ledger::open(&path).unwrap();
    ledger.connect(&shop, "https://api.polar.sh", noon()).unwrap();
    ledger.apply(shop.id, &orders(vec![order(1)])).unwrap();
    drop(ledger);
    let (ledger, begun_anew) = Ledger::open_or_begin_anew(&path, "unused").unwrap();
    assert!(!begun_anew);
    assert_eq!(ledger.recent_orders(shop.id, 10).unwrap().len(), 1);
    assert_eq!(ledger.integrity(), Ok(()));
}

#[test]
fn a_broken_ledger_is_moved_aside_and_a_new_one_is_begun() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("ledger.sqlite");
    let rubbish = b"this is no database, and long enough to be taken for one: ".repeat(100);
    fs::write(&path, &rubbish).unwrap();
    assert!(matches!(Ledger::open(&path), Err(LedgerError::Broken(_))));
    let (ledger, begun_anew) = Ledger::open_or_begin_anew(&path, "2026-11-22").unwrap();
    assert!(begun_anew);
    assert_eq!(ledger.organizations(), Ok(Vec::new()));
    assert_eq!(fs::read(folder.path().join("ledger.broken-2026-11-22.sqlite")).unwrap(), rubbish);
}

#[test]
fn a_ledger_is_moved_aside_with_its_companions_so_that_an_old_log_cannot_spoil_the_new_one() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("ledger.sqlite");
    let endings = ["", "-wal", "-shm"];
    for ending in endings {
        fs::write(folder.path().join(format!("ledger.sqlite{ending}")), ending).unwrap();
    }
    drop(Ledger::begin_anew(&path, "x").unwrap());
    for ending in endings {
        let moved = folder.path().join(format!("ledger.broken-x.sqlite{ending}"));
        assert_eq!(fs::read_to_string(moved).unwrap(), ending);
    }
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), endings.len() + 1);
}

#[test]
fn damage_found_later_is_told_and_the_ledger_can_be_begun_anew() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("ledger.sqlite");
    let shop = organization(1);
    let mut ledger = Ledger::open(&path).unwrap();
    ledger.connect(&shop, "https://api.polar.sh", noon()).unwrap();
    ledger.apply(shop.id, &orders((1..1000).map(order).collect())).unwrap();
    drop(ledger);
    // Header and schema are whole; the last third is lost.
    let mut bytes = fs::read(&path).unwrap();
    let whole = bytes.len() / 3 * 2;
    bytes[whole..].fill(0xA5);
    fs::write(&path, &bytes).unwrap();
    let ledger = Ledger::open(&path).unwrap();
    assert!(matches!(ledger.integrity(), Err(LedgerError::Broken(_))));
    assert!(matches!(ledger.recent_orders(shop.id, 1000), Err(LedgerError::Broken(_))));
    drop(ledger);
    let anew = Ledger::begin_anew(&path, "x").unwrap();
    assert_eq!(anew.integrity(), Ok(()));
    assert_eq!(fs::read(folder.path().join("ledger.broken-x.sqlite")).unwrap(), bytes);
}

#[test]
fn a_place_where_no_file_can_be_made_is_unwritable() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("file");
    fs::write(&file, "").unwrap();
    let read_only = folder.path().join("read-only");
    fs::create_dir(&read_only).unwrap();
    fs::set_permissions(&read_only, fs::Permissions::from_mode(0o500)).unwrap();
    let mut places = vec![folder.path().join("missing").join("ledger"), file.join("ledger"), folder.path().to_owned()];
    // Permissions bind everybody but root.
    if fs::write(read_only.join("probe"), "").is_err() {
        places.push(read_only.join("ledger"));
    }
    for place in places {
        assert!(matches!(Ledger::open(&place), Err(LedgerError::Unwritable(_))), "{}", place.display());
    }
}

#[test]
fn a_ledger_that_may_only_be_read_is_unwritable_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("ledger.sqlite");
    drop(Ledger::open(&path).unwrap());
    fs::set_permissions(&path, fs::Permissions::from_mode(0o400)).unwrap();
    // Permissions bind everybody but root.
    if fs::OpenOptions::new().write(true).open(&path).is_err() {
        assert!(matches!(Ledger::open(&path), Err(LedgerError::Unwritable(_))));
    }
}

#[test]
fn only_the_newest_two_that_were_moved_aside_stay_and_none_takes_anothers_place() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("ledger.sqlite");
    let names = || {
        let mut names: Vec<_> = fs::read_dir(folder.path())
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .filter(|name| name.starts_with("ledger.broken-"))
            .collect();
        names.sort();
        names
    };
    fs::write(folder.path().join("ledger.broken-mine.txt"), "somebody else's").unwrap();
    for (suffix, expected) in [
        ("98", &["98"][..]),
        ("98", &["98", "98-1"]),
        ("98", &["98-1", "98-2"]),
        ("100", &["100", "98-2"]),
        // The clock was set back.
        ("5", &["100", "5"]),
    ] {
        for ending in ["", "-wal"] {
            fs::write(folder.path().join(format!("ledger.sqlite{ending}")), suffix).unwrap();
        }
        drop(Ledger::begin_anew(&path, suffix).unwrap());
        let files = expected.iter().flat_map(|one| ["", "-wal"].map(|end| format!("ledger.broken-{one}.sqlite{end}")));
        let mut expected: Vec<_> = files.chain(["ledger.broken-mine.txt".to_owned()]).collect();
        expected.sort();
        assert_eq!(names(), expected);
    }
}

#[test]
fn a_ledger_locked_by_another_writer_is_busy_and_still_readable() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("ledger.sqlite");
    let shop = organization(1);
    let mut one = Ledger::open(&path).unwrap();
    one.connect(&shop, "https://api.polar.sh", noon()).unwrap();
    let mut other = Ledger::open_waiting(&path, Duration::ZERO).unwrap();
    let writing = one.connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate).unwrap();
    assert_eq!(other.apply(shop.id, &orders(vec![order(1)])), Err(LedgerError::Busy));
    assert_eq!(other.recent_orders(shop.id, 10), Ok(Vec::new()));
    drop(writing);
    assert_eq!(other.apply(shop.id, &orders(vec![order(1)])).unwrap().new_orders, 1);
}

#[test]
fn many_who_open_a_new_ledger_at_once_all_get_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("ledger.sqlite");
    std::thread::scope(|scope| {
        let openers: Vec<_> = (0..8).map(|_| scope.spawn(|| Ledger::open(&path).map(drop))).collect();
        for opener in openers {
            assert_eq!(opener.join().unwrap(), Ok(()));
        }
    });
}

#[test]
fn the_ledger_keeps_little_in_memory_and_its_log_short() {
    let folder = tempfile::tempdir().unwrap();
    let ledger = Ledger::open(&folder.path().join("ledger.sqlite")).unwrap();
    let settings = [
        ("journal_mode", "wal"),
        ("synchronous", "1"),
        ("journal_size_limit", "4194304"),
        ("cache_size", "-2048"),
        ("mmap_size", "0"),
        ("temp_store", "2"),
        ("foreign_keys", "0"),
        ("auto_vacuum", "2"),
    ];
    for (name, expected) in settings {
        let value: rusqlite::types::Value = ledger.connection.pragma_query_value(None, name, |row| row.get(0)).unwrap();
        let value = match value {
            rusqlite::types::Value::Integer(number) => number.to_string(),
            rusqlite::types::Value::Text(text) => text,
            other => panic!("{name} is {other:?}"),
        };
        assert_eq!(value, expected, "{name}");
    }
}
