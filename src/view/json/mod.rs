//! `--json`: an interface that other programs read, and stays stable. Fields are added and never renamed; what is not
//! known is `null`. Amounts are whole minor units, one entry for each currency; times are RFC 3339 in UTC, dates are the
//! owner's days.

mod amounts;
mod history;
mod instant;
mod listing;
mod outlook;
mod rows;
mod today;

pub use history::{History, history};
pub use listing::{AFTER_ROWS, BEFORE_ROW, before_rows};
pub use rows::{Order, Subscription, order, subscription};
pub use today::{Today, today};
