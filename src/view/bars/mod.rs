//! What the menu says, for programs that show the text of others in a bar of their own.

mod tmux;
mod waybar;
mod xbar;

use jiff::Timestamp;

use super::status::tolerance;
use super::text::line;
use super::title;
use super::words::menu::NAME;
use crate::app::{Connection, Model, State, Trouble};

/// Stands behind the figures where the menu bar marks its icon.
const MARK: char = '⚠';

/// The longest title: no bar has room for more.
const LONGEST: usize = 160;

/// A program with a bar of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bar {
    /// xbar, and SwiftBar, which reads the same lines.
    Xbar,
    /// Waybar's custom module.
    Waybar,
    /// tmux's status line.
    Tmux,
    /// Any other that shows a line of text as it is.
    Text,
}

impl Bar {
    /// Every one.
    pub const ALL: [Self; 4] = [Self::Xbar, Self::Waybar, Self::Tmux, Self::Text];

    /// Its name, as it is typed.
    pub fn name(self) -> &'static str {
        match self {
            Self::Xbar => "xbar",
            Self::Waybar => "waybar",
            Self::Tmux => "tmux",
            Self::Text => "text",
        }
    }

    /// The bar with this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|bar| bar.name() == name)
    }
}

/// What runs on this computer beside a bar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Beside<'a> {
    /// What runs this program again.
    pub program: &'a str,
    /// Whether the menu-bar program runs, which alone has a window.
    pub app_runs: bool,
}

/// What `bar` is given of `model` at `now`, without the last line break.
pub fn bar(bar: Bar, model: &Model, now: Timestamp, beside: &Beside<'_>) -> String {
    match bar {
        Bar::Xbar => xbar::xbar(model, now, beside),
        Bar::Waybar => waybar::waybar(model, now),
        Bar::Tmux => tmux::tmux(model, now),
        Bar::Text => text(model, now),
    }
}

/// How the figures stand, as far as a bar shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Standing {
    Fresh,
    Stale,
    /// The owner has to do something.
    Trouble,
    Sample,
}

impl Standing {
    fn of(model: &Model, now: Timestamp) -> Self {
        match &model.connection {
            Connection::Sample(_) => Self::Sample,
            Connection::Starting | Connection::NotConnected => Self::Trouble,
            Connection::Connected(_) if model.health.trouble.as_ref().is_some_and(Trouble::needs_the_owner) => {
                Self::Trouble
            }
            Connection::Connected(_) => match model.health.state(now, tolerance(&model.settings, model.computer.power))
            {
                State::Fresh => Self::Fresh,
                State::Stale | State::Waiting => Self::Stale,
            },
        }
    }

    /// In the word that a style names.
    fn code(self) -> &'static str {
        match self {
            Self::Fresh => "fresh",
            Self::Stale => "stale",
            Self::Trouble => "trouble",
            Self::Sample => "sample",
        }
    }
}

/// The title on one line, marked unless the figures are fresh.
fn text(model: &Model, now: Timestamp) -> String {
    let title = line(&title::title(model, now), LONGEST).unwrap_or_else(|| NAME.to_owned());
    match Standing::of(model, now) {
        Standing::Fresh | Standing::Sample => title,
        Standing::Stale | Standing::Trouble => format!("{title} {MARK}"),
    }
}

#[cfg(test)]
mod tests;
