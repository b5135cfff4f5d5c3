//! A ledger of which one table is damaged, whichever it is: some are met when it is opened, some by a poll, some by figures.

use std::io::{Seek, SeekFrom, Write};
use std::path::Path;

use super::*;

/// What a poll reads or writes, or figures are made of. Of rows that could not be read, and of changes of price, there are none here.
const TABLES: [&str; 11] = [
    "organizations",
    "codes",
    "products",
    "orders",
    "subscriptions",
    "totals",
    "product_totals",
    "movements",
    "outbox",
    "announced",
    "marks",
];

/// Overwrites the first page of a table.
fn damage(path: &Path, table: &str) {
    let file = rusqlite::Connection::open(path).unwrap();
    let read = |sql: &str| file.query_row(sql, [], |row| row.get::<_, u32>(0)).unwrap();
    let root = read(&format!("SELECT rootpage FROM sqlite_schema WHERE name = '{table}'"));
    let size = read("PRAGMA page_size");
    file.close().unwrap();
    let mut file = std::fs::OpenOptions::new().write(true).open(path).unwrap();
    file.seek(SeekFrom::Start(u64::from((root - 1) * size))).unwrap();
    file.write_all(&vec![0x55; usize::try_from(size).unwrap()]).unwrap();
}

#[tokio::test]
async fn damage_in_any_table_that_a_poll_or_figures_meet_has_the_ledger_begun_anew() {
    for table in TABLES {
        let bench = Bench::of(shop(30));
        let mut work = bench.connected().await;
        let counts = |work: &Work<_>| {
            let ledger = work.ledger.as_ref().unwrap();
            ledger.counts(ledger.organizations().unwrap()[0].organization.id).unwrap()
        };
        let before = counts(&work);
        work.ledger = None;
        damage(&work.owner.home.ledger(), table);
        // Of a table that is written alone, only something new asks.
        bench.polar.with(|state| _ = state.shop.add_subscriber(clock::now(), 1_000, "usd", "month"));

        bench.told.borrow_mut().clear();
        work.load();
        until_rest(&mut work).await;
        let replaced = |event: &Event| matches!(event, Event::Health(_, health) if health.trouble == Some(Trouble::LedgerReplaced));
        assert!(bench.told.borrow().iter().any(replaced), "{table}: nobody was told");
        assert_eq!(counts(&work).orders, before.orders + 1, "{table}");
        assert_eq!(health(&work).trouble, None, "{table}");
        assert_eq!(work.ledger.as_ref().unwrap().integrity(), Ok(()), "{table}");
    }
}
