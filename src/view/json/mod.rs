//! `--json`: an interface that other programs read, and stays stable. Fields are added and never renamed; what is not
//! known is `null`. Amounts are whole minor units, one entry for each currency; times are RFC 3339 in UTC, dates are the
//! owner's days.

mod amounts;
mod history;
mod instant;
mod outlook;
mod today;

pub use history::{History, history};
pub use today::{Today, today};
