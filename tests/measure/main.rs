//! What the menu-bar process costs, measured on the release build: `make measure`. It runs on a display, a session bus and
//! a fake Polar of its own, all in other processes than the one that is measured. Nothing is asserted: a figure is read by
//! a person, together with the machine that it was taken on. `updates` measures what 100,000 updates of the tray leave.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a measurement that cannot go on ends there"
)]
#![allow(clippy::disallowed_methods, reason = "it stands outside and reads the clock that the program reads")]
#![allow(dead_code, unused_imports, reason = "the tests use more of the desktop than a measurement does")]

#[cfg(target_os = "linux")]
#[path = "../suite/e2e/desktop/mod.rs"]
mod desktop;
#[cfg(target_os = "linux")]
mod linux;
#[cfg(target_os = "linux")]
mod memory;
#[cfg(target_os = "linux")]
#[path = "../suite/running/mod.rs"]
mod running;
#[cfg(target_os = "linux")]
mod updates;
#[cfg(target_os = "linux")]
mod window;

#[cfg(target_os = "linux")]
fn main() {
    // Cargo adds options of its own.
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let is_asked = |word: &str| arguments.iter().any(|argument| argument == word);
    if is_asked(updates::SHOW) {
        updates::show();
    } else if is_asked("updates") {
        updates::measure();
    } else {
        linux::measure();
    }
}

#[cfg(not(target_os = "linux"))]
fn main() {
    println!("This is measured on Linux, where the display, the bus and the tray can be the measurement's own.");
}
