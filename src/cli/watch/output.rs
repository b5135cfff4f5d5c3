use std::io::{self, IsTerminal};

use jiff::Timestamp;
use tokio::sync::mpsc;

use super::keys::{self, Key};
use super::lines::Lines;
use super::screen::Screen;
use crate::app::Model;
use crate::cli::print;
use crate::view::terminal::{At, Choice, Foot, Scroll};

/// Where the menu is shown.
pub(super) enum Output {
    /// On a terminal, drawn anew in place.
    Screen(Screen),
    /// Anywhere else, as lines.
    Lines(Lines),
}

impl Output {
    pub fn open() -> io::Result<Self> {
        if print::is_a_screen() { Screen::open().map(Self::Screen) } else { Ok(Self::Lines(Lines::default())) }
    }

    /// What is pressed; nothing where nobody can see what that would do, or standard input is no terminal.
    pub fn keys(&self) -> io::Result<mpsc::UnboundedReceiver<Key>> {
        match self {
            Self::Screen(_) if io::stdin().is_terminal() => keys::read(),
            _ => Ok(mpsc::unbounded_channel().1),
        }
    }

    /// Shows what differs from what is shown.
    ///
    /// # Errors
    /// When nobody reads it any more.
    pub fn show(&mut self, model: &Model, now: Timestamp, foot: &Foot, at: At) -> io::Result<()> {
        match self {
            Self::Screen(screen) => screen.show(model, now, foot, at),
            Self::Lines(lines) => lines.show(model, now),
        }
    }

    /// The rows that can be chosen as it is shown now, in sight or not.
    pub fn choices(&self) -> &[Choice] {
        match self {
            Self::Screen(screen) => screen.choices(),
            Self::Lines(_) => &[],
        }
    }

    /// How far it is scrolled as it is shown now.
    pub fn scroll(&self) -> Scroll {
        match self {
            Self::Screen(screen) => screen.scroll(),
            Self::Lines(_) => Scroll::default(),
        }
    }

    /// Gives the terminal back and sleeps until the shell goes on with this program.
    pub fn suspend(&mut self) -> io::Result<()> {
        match self {
            Self::Screen(screen) => screen.suspend(),
            Self::Lines(_) => Ok(()),
        }
    }
}
