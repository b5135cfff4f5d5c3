//! What the menu-bar process needs more over a large ledger than over an empty one.

use std::time::Duration;

use revone::demo::{FakePolar, Shop};

use crate::desktop::Desktop;
use crate::ledgers::{Kept, SIZES};
use crate::memory::Memory;
use crate::table::{self, count, tenths};

/// After the first poll, with the threads that only it needed gone again.
const SETTLED: Duration = Duration::from_secs(15);

pub fn measure() {
    // Made before there is a runtime: making one needs its own.
    measure_over(SIZES.map(Kept::of));
}

#[tokio::main(flavor = "current_thread")]
async fn measure_over(ledgers: [Kept; 3]) {
    let empty = FakePolar::start(Shop::empty(jiff::Timestamp::now())).unwrap();
    let least = memory_of_the_tray(&empty, None).await;
    table::row("menu-bar process over an empty ledger: private, dirty", &mebibytes(least.private_dirty), "");
    for kept in ledgers {
        let (polar, size) = (kept.serve(), kept.size);
        let memory = memory_of_the_tray(&polar, Some(&kept)).await;
        let over = format!("{} orders, {} subscriptions", count(size.orders), count(size.subscriptions));
        let more = mebibytes(memory.private_dirty.saturating_sub(least.private_dirty));
        table::row(&format!("{over}: menu-bar process over an empty ledger, private, dirty"), &more, "4 MiB");
        let more = mebibytes(memory.proportional.saturating_sub(least.proportional));
        table::row(&format!("{over}: the same, PSS"), &more, "");
    }
}

/// Of a process on a desktop of its own, so that each has the same company: none.
async fn memory_of_the_tray(polar: &FakePolar, kept: Option<&Kept>) -> Memory {
    let desktop = Desktop::start().await;
    match kept {
        Some(kept) => copy(kept, &desktop.home().data()),
        None => drop(desktop.revone(&["sync"]).asking(polar).with_token_of(polar).finish().exits(0)),
    }
    let program = desktop.connected(polar).start();
    desktop.tray().await;
    tokio::time::sleep(SETTLED).await;
    let memory = Memory::of(program.id());
    program.signal("TERM");
    program.ended().await.exits(0);
    memory
}

fn copy(kept: &Kept, home: &std::path::Path) {
    let (from, to) = (revone::shell::Home::at(&kept.home), revone::shell::Home::at(home));
    to.create().unwrap();
    std::fs::copy(from.ledger(), to.ledger()).unwrap();
}

fn mebibytes(kib: u64) -> String {
    format!("{} MiB", tenths(u128::from(kib) * 10 / 1024))
}
