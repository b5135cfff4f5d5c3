use std::fs;
use std::process::Stdio;
use std::time::{Duration, Instant};

use crate::desktop::Desktop;
use crate::memory::Memory;
use crate::running::Started;
use revone::demo::{FakePolar, Shop};

/// How often the start is measured; the figure is the median.
const STARTS: usize = 9;
/// After a poll, with the threads that only it needed gone again, and before the next a minute later.
const SETTLED: Duration = Duration::from_secs(15);
const BETWEEN_POLLS: Duration = Duration::from_secs(40);

/// Measures and prints.
#[tokio::main(flavor = "current_thread")]
pub async fn measure() {
    let desktop = Desktop::start().await;
    let polar = FakePolar::start(Shop::small_business(1, jiff::Timestamp::now())).unwrap();
    // The first run downloads the shop; the figures of the others are on disk.
    desktop.revone(&["sync"]).asking(&polar).with_token_of(&polar).finish().exits(0);

    let mut starts = Vec::new();
    for _ in 0..STARTS {
        let began = Instant::now();
        let program = desktop.connected(&polar).start();
        desktop.tray().await;
        starts.push(began.elapsed());
        program.signal("TERM");
        program.ended().await.exits(0);
    }
    starts.sort();

    // On a desktop other programs use GTK, too. The window stands in for them: what it maps as well is not counted whole.
    let mut other = desktop.command(env!("CARGO_BIN_EXE_revone-window")).stdin(Stdio::piped()).spawn().unwrap();
    let program = desktop.connected(&polar).start();
    desktop.tray().await;
    tokio::time::sleep(SETTLED).await;
    let before = switches(&program);
    tokio::time::sleep(BETWEEN_POLLS).await;
    let switched = switches(&program).saturating_sub(before);
    let memory = Memory::of(program.id());
    let size = fs::metadata(env!("CARGO_BIN_EXE_revone")).unwrap().len();

    println!("| memory of the menu-bar process: PSS | {} MiB |", tenths(memory.proportional * 10 / 1024));
    println!(
        "| of it changed by the process alone (private, dirty) | {} MiB |",
        tenths(memory.private_dirty * 10 / 1024)
    );
    println!(
        "| of it the program's own code that nobody else maps (private, clean) | {} MiB |",
        tenths(memory.private_clean * 10 / 1024)
    );
    println!("| context switches in {} s between two polls | {switched} |", BETWEEN_POLLS.as_secs());
    println!("| from exec to the icon, median of {STARTS} | {} ms |", starts[STARTS / 2].as_millis());
    println!("| size of `revone` | {} MB |", tenths(size / 100_000));
    program.signal("TERM");
    program.ended().await.exits(0);
    other.kill().unwrap();
    other.wait().unwrap();
    crate::window::measure(&desktop, &polar).await;
}

/// Tenths as a number with one decimal.
pub fn tenths(tenths: u64) -> String {
    format!("{}.{}", tenths / 10, tenths % 10)
}

/// Voluntary and involuntary switches of every thread so far.
fn switches(program: &Started) -> u64 {
    let threads = fs::read_dir(format!("/proc/{}/task", program.id())).unwrap();
    threads
        .map(|thread| {
            let status = fs::read_to_string(thread.unwrap().path().join("status")).unwrap();
            let counts = status.lines().filter(|line| line.contains("ctxt_switches"));
            counts.map(|line| line.split_whitespace().last().unwrap().parse::<u64>().unwrap()).sum::<u64>()
        })
        .sum()
}
