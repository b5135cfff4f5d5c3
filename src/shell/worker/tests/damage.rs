//! A ledger that is damaged where figures are read, and nowhere that a poll looks.

use std::io::{Seek, SeekFrom, Write};

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

/// Overwrites the first page of a table or an index, which nothing else shares.
fn damage(path: &std::path::Path, table: &str) {
    let file = rusqlite::Connection::open(path).unwrap();
    let read = |sql: &str| file.query_row(sql, [], |row| row.get::<_, u32>(0)).unwrap();
    let root = read(&format!("SELECT rootpage FROM sqlite_schema WHERE name = '{table}'"));
    let size = read("PRAGMA page_size");
    file.close().unwrap();
    let mut file = std::fs::OpenOptions::new().write(true).open(path).unwrap();
    file.seek(SeekFrom::Start(u64::from((root - 1) * size))).unwrap();
    file.write_all(&vec![0x55; usize::try_from(size).unwrap()]).unwrap();
}

fn told_of(bench: &Bench, trouble: &Trouble) -> bool {
    let told = bench.told.borrow();
    told.iter().any(|event| matches!(event, Event::Health(_, health) if health.trouble.as_ref() == Some(trouble)))
}

#[tokio::test]
async fn damage_that_only_the_outbox_or_somebody_beside_the_worker_meets_is_mended() {
    for (table, job) in [("outbox_by_time", Job::Refresh), ("totals", Job::LookAtTheLedger)] {
        let bench = Bench::of(shop(30));
        let mut work = bench.connected().await;
        work.ledger = None;
        let home = work.owner.home.clone();
        damage(&home.ledger(), table);
        work.open_ledger(clock::now()).unwrap();
        bench.told.borrow_mut().clear();
        work.job(job).await;
        until_rest(&mut work).await;
        assert!(told_of(&bench, &Trouble::LedgerReplaced), "{table}: nobody was told");
        assert_eq!(health(&work).trouble, None, "{table}");
        assert_eq!(work.ledger.as_ref().unwrap().integrity(), Ok(()), "{table}");
    }
}

#[tokio::test]
async fn a_ledger_that_breaks_again_within_the_hour_is_read_again_when_that_is_over_or_the_owner_asks() {
    let bench = Bench::of(shop(30));
    let mut work = bench.connected().await;
    let path = work.owner.home.ledger();
    for again in [false, true] {
        work.ledger = None;
        damage(&path, "totals");
        work.open_ledger(clock::now()).unwrap();
        bench.told.borrow_mut().clear();
        bench.polar.forget_requests();
        work.job(Job::LookAtTheLedger).await;
        until_rest(&mut work).await;
        assert_eq!(told_of(&bench, &Trouble::LedgerReplaced), !again);
        assert_eq!(bench.polar.requests().is_empty(), again, "the second time at once as well");
    }
    assert_eq!(health(&work).trouble, Some(Trouble::LedgerDamaged));
    work.job(Job::Refresh).await;
    until_rest(&mut work).await;
    assert_eq!(health(&work).trouble, None);
    let ledger = work.ledger.as_ref().unwrap();
    assert_eq!(ledger.counts(work.shown.unwrap()).unwrap().orders, 30);
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
