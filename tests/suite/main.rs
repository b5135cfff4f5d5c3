//! Everything that is tested from outside the library, in one binary: the program as people start it, the command line,
//! the rooms of the sources, and the documents.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot go on ends there, with a sentence"
)]
#![allow(clippy::disallowed_methods, reason = "the tests stand outside and read the clock that the program reads")]

#[cfg(all(target_os = "linux", feature = "tray", feature = "window"))]
mod bundle;
mod cli;
mod contract;
#[cfg(all(target_os = "linux", feature = "tray", feature = "window"))]
mod crashes;
mod documents;
#[cfg(all(target_os = "linux", feature = "tray", feature = "window"))]
mod e2e;
mod faults;
mod flows;
mod inputs;
#[cfg(all(target_os = "linux", feature = "window"))]
mod pages;
mod rooms;
#[cfg_attr(
    not(all(target_os = "linux", feature = "tray", feature = "window")),
    allow(dead_code, unused_imports, reason = "some of it is for whole desktops only")
)]
mod running;
#[cfg(all(target_os = "linux", feature = "tray", feature = "window"))]
mod secrets;
