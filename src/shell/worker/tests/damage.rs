//! A ledger that is damaged where figures are read, and nowhere that a poll looks.

use std::io::{Seek, SeekFrom, Write};

use super::*;

#[tokio::test]
async fn damage_that_shows_only_in_the_figures_has_the_ledger_begun_anew() {
    let bench = Bench::of(shop(30));
    let mut work = bench.connected().await;
    let counts = |work: &Work<_>| {
        let ledger = work.ledger.as_ref().unwrap();
        ledger.counts(ledger.organizations().unwrap()[0].organization.id).unwrap()
    };
    let before = counts(&work);
    work.ledger = None;
    let path = work.owner.home.ledger();
    let file = rusqlite::Connection::open(&path).unwrap();
    let read = |sql: &str| file.query_row(sql, [], |row| row.get::<_, u32>(0)).unwrap();
    let root = read("SELECT rootpage FROM sqlite_schema WHERE name = 'totals'");
    let size = read("PRAGMA page_size");
    file.close().unwrap();
    let mut file = std::fs::OpenOptions::new().write(true).open(&path).unwrap();
    file.seek(SeekFrom::Start(u64::from((root - 1) * size))).unwrap();
    file.write_all(&vec![0x55; usize::try_from(size).unwrap()]).unwrap();

    bench.told.borrow_mut().clear();
    work.load();
    until_rest(&mut work).await;
    let replaced =
        |event: &Event| matches!(event, Event::Health(_, health) if health.trouble == Some(Trouble::LedgerReplaced));
    assert!(bench.told.borrow().iter().any(replaced), "nobody was told");
    assert_eq!(counts(&work), before);
    assert_eq!(health(&work).trouble, None);
    assert_eq!(work.ledger.as_ref().unwrap().integrity(), Ok(()));
}
