//! The main menu of the window's own program, which a Mac alone has.

/// The menu of the program.
pub const REVONE: &str = "Revone";

/// The menu that edits what is typed.
pub const EDIT: &str = "Edit";

/// The menu of the window.
pub const WINDOW: &str = "Window";

/// The menu could not be made, and the window opens without it.
pub fn missing(error: &dyn std::fmt::Display) -> String {
    format!("the main menu is missing: {error}")
}
