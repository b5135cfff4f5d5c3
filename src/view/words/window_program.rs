//! What the window's own program says beside its page.

/// The title of the window before it has a page.
pub const TITLE: &str = "Revone";

/// The title of the panel that asks where an export goes.
pub const EXPORT: &str = "Export";

/// The menu-bar program said something that is not understood.
pub const NOT_UNDERSTOOD: &str = "a message was not one";

/// The page said something that is not understood.
pub const PAGE_NOT_UNDERSTOOD: &str = "the page said something that is no message";

/// A chart is left out.
pub fn no_chart(error: &dyn std::fmt::Display) -> String {
    format!("a chart could not be drawn: {error}")
}
