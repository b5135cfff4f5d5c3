//! Polar's API as recorded: what Polar really answered must read as it was meant.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test ends where its claim does not hold")]

mod captures;
mod rows;
