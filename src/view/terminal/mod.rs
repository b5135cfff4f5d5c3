//! What the menu says, and the figures of every day, as text in columns.

mod head;
mod history;
mod ink;
mod table;
mod today;

pub use history::history;
pub use today::today;

use unicode_width::UnicodeWidthStr;

/// What is missing to a column's width.
fn spaces(width: usize, text: &str) -> String {
    " ".repeat(width.saturating_sub(text.width()))
}
