//! The window around its pages, the page about the program, and what stands in place of the form after success.

/// The language of all words, as in HTML: for the screen reader's voice.
pub(crate) const LANGUAGE: &str = "en";

/// What the ways to the other pages are called together, for who cannot see them.
pub(crate) const PAGES: &str = "Pages";

// The ways to the pages.
pub(crate) const DASHBOARD: &str = "Dashboard";
pub(crate) const SETTINGS: &str = "Settings";
pub(crate) const CONNECT: &str = "Connect";

/// The way from a connection that succeeded to its figures.
pub(crate) const OPEN_DASHBOARD: &str = "Open Dashboard";

/// The program's name.
pub(crate) const REVONE: &str = "Revone";

// The page about the program.
pub(crate) const ABOUT: &str = "About Revone";
pub(crate) const ABOUT_SENTENCES: [&str; 3] = [
    "Today’s revenue and new subscriptions of your Polar shop, in the menu bar.",
    "Your token and your figures stay on this computer. Revone speaks to Polar and to nobody else.",
    "Free software under the MIT or the Apache 2.0 licence. Not affiliated with Polar.",
];
pub(crate) const DONE: &str = "Done";

pub(crate) fn version(version: &str) -> String {
    format!("Version {version}")
}
