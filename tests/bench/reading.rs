//! What `revone sync` costs: reading a whole shop from the loopback and storing it.

use std::fs;
use std::path::Path;
use std::time::Duration;

use jiff::Timestamp;
use revone::demo::FakePolar;
use revone::store::Ledger;
use tempfile::TempDir;

use crate::child::{self, Cost};
use crate::running::Home;
use crate::shop::{self, Size, YEARS};
use crate::table::{self, bytes, count, median, microseconds_each};

const SIZE: Size = Size { orders: 100_000, subscriptions: 10_000, days: YEARS };
/// All at once, because the budget that the program keeps for Polar's sake makes each of them take minutes, which it
/// mostly waits. They wait on one server and run on what the others leave idle.
const RUNS: usize = 3;

pub fn measure() {
    table::aside("`revone sync` of 100,000 orders, three at once: some five minutes, because it keeps its budget");
    let polar = FakePolar::start(shop::of(SIZE, Timestamp::now())).unwrap();
    let runs: Vec<Run> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..RUNS).map(|_| scope.spawn(|| sync(&polar))).collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    let what = format!("reading and storing {} orders", count(SIZE.orders));
    let cpu = median(runs.iter().map(|run| run.cost.cpu));
    table::row(&format!("{what}: CPU per order"), &microseconds_each(cpu, SIZE.orders), "20 µs");
    let peak = median(runs.iter().map(|run| run.cost.peak_kib));
    table::row(&format!("{what}: peak memory"), &bytes(peak * 1024), "");
    let disk = median(runs.iter().map(|run| run.disk));
    let with = format!("{what}: on disk per order, with {} subscriptions", count(SIZE.subscriptions));
    table::row(&with, &format!("{} B", disk / SIZE.orders as u64), "300 B");
    let requests = polar.requests().len() / RUNS;
    table::row(&format!("{what}: requests"), &count(requests), "");
}

/// One run of the program.
pub struct Run {
    pub cost: Cost,
    /// What the ledger takes on disk, less an empty one.
    pub disk: u64,
}

/// The real program, reading the whole shop into a home of its own.
pub fn sync(polar: &FakePolar) -> Run {
    let home = Home::new();
    let mut command = home.command(env!("CARGO_BIN_EXE_revone"));
    command.arg("sync").env("REVONE_API_URL", polar.base_url()).env("REVONE_TOKEN", polar.token().expose());
    let cost = child::run(&mut command);
    let disk = size_of(&home.data()).saturating_sub(size_of_an_empty_one());
    Run { cost, disk }
}

fn size_of_an_empty_one() -> u64 {
    let folder = TempDir::new().unwrap();
    let home = revone::shell::Home::at(folder.path());
    drop(Ledger::open(&home.ledger()).unwrap());
    size_of(folder.path())
}

/// The ledger of a home with its companions.
fn size_of(home: &Path) -> u64 {
    let ledger = revone::shell::Home::at(home).ledger();
    ["", "-wal", "-shm"]
        .iter()
        .filter_map(|suffix| fs::metadata(format!("{}{suffix}", ledger.display())).ok())
        .map(|file| file.len())
        .sum()
}
