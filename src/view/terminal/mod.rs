//! What the menu says, the figures of every day, and lists of rows, as text in columns.

mod columns;
mod head;
mod history;
mod ink;
mod listing;
mod orders;
mod subscriptions;
mod table;
mod today;

pub use history::history;
pub use listing::{Listing, Measuring};
pub use orders::orders;
pub use subscriptions::subscriptions;
pub use today::today;

use unicode_width::UnicodeWidthStr;

/// What is missing to a column's width.
fn spaces(width: usize, text: &str) -> String {
    " ".repeat(width.saturating_sub(text.width()))
}
