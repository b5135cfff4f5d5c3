//! What the menu says, once or live, the figures of every day, and lists of rows, as text in columns.

mod columns;
mod fitting;
mod head;
mod history;
mod ink;
mod listing;
mod orders;
mod subscriptions;
mod table;
mod today;
mod watch;
mod wrapping;

pub use history::history;
pub use listing::{Listing, Measuring};
pub use orders::orders;
pub use subscriptions::subscriptions;
pub use today::today;
pub use watch::{At, Choice, Foot, Picture, Room, Scroll, watch};

use unicode_width::UnicodeWidthStr;

/// What is missing to a column's width.
fn spaces(width: usize, text: &str) -> String {
    " ".repeat(width.saturating_sub(text.width()))
}
