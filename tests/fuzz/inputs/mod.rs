//! What hostile input is held against: one `check` a target, which takes any bytes and fails where the program breaks a
//! promise. The fuzzers of this package call them, and so do the tests of `tests/suite/inputs.rs`, with every file of `corpus`
//! and `found`.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a promise that is broken ends the run, with a sentence"
)]

pub mod accounts;
mod answers;
mod draw;
mod faces;
mod folder;
pub mod ledger_rows;
pub mod messages;
pub mod orders;
pub mod organizations;
pub mod refusals;
mod rows;
pub mod settings;
pub mod subscriptions;
pub mod template;
pub mod typed;

/// What a target holds its bytes against.
pub type Check = fn(&[u8]);

/// Every target by its name.
pub const TARGETS: [(&str, Check); 10] = [
    ("accounts", accounts::check),
    ("ledger_rows", ledger_rows::check),
    ("messages", messages::check),
    ("orders", orders::check),
    ("organizations", organizations::check),
    ("refusals", refusals::check),
    ("settings", settings::check),
    ("subscriptions", subscriptions::check),
    ("template", template::check),
    ("typed", typed::check),
];
