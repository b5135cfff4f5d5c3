//! How the program grows with a shop, measured on the release build: `make bench` prints a table, and `make bench-peers`
//! reads the same pages with Polar's TypeScript SDK and with a Python script beside it. Nothing is asserted: a figure is
//! read by a person, together with the machine that it was taken on (`BENCHMARKS.md`).

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a measurement that cannot go on ends there"
)]
#![allow(clippy::disallowed_methods, reason = "it stands outside and reads the clock that the program reads")]
#![allow(dead_code, unused_imports, reason = "the tests use more of the desktop than a measurement does")]

#[cfg(target_os = "linux")]
mod child;
#[cfg(target_os = "linux")]
mod counting;
#[cfg(target_os = "linux")]
mod day;
#[cfg(target_os = "linux")]
#[path = "../suite/e2e/desktop/mod.rs"]
mod desktop;
#[cfg(target_os = "linux")]
mod figures;
#[cfg(target_os = "linux")]
mod ledgers;
#[cfg(target_os = "linux")]
mod lists;
#[cfg(target_os = "linux")]
#[path = "../measure/memory.rs"]
mod memory;
#[cfg(target_os = "linux")]
mod peers;
#[cfg(target_os = "linux")]
mod poll;
#[cfg(target_os = "linux")]
mod reading;
#[cfg(target_os = "linux")]
#[path = "../suite/running/mod.rs"]
mod running;
#[cfg(target_os = "linux")]
mod sections;
#[cfg(target_os = "linux")]
mod shop;
#[cfg(target_os = "linux")]
mod table;
#[cfg(target_os = "linux")]
mod tray;

#[cfg(target_os = "linux")]
fn main() {
    sections::run();
}

#[cfg(not(target_os = "linux"))]
fn main() {
    println!("This is measured on Linux, where a process's time and memory can be read while it runs.");
}
