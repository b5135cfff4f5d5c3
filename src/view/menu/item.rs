use crate::app::Command;
use crate::view::aloud::aloud;
use crate::view::bar_chart::Bars;
use crate::view::lines::Line;

/// One entry of the menu.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Item {
    /// A line between groups.
    Separator,
    /// What the rows below it are about, for menus that set that apart from the rows themselves.
    Header(&'static str),
    /// A row to read or choose.
    Row(Row),
    /// A row that opens further rows.
    Submenu {
        /// Its label.
        label: String,
        /// Whether it opens.
        enabled: bool,
        /// What it opens.
        items: Vec<Item>,
    },
}

/// A row of text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// What it says. `&` is itself: only the tray doubles it. A tab stands between the name of a figure, the figure and what
    /// that means, which are columns where a menu can have them.
    pub label: String,
    /// What choosing it does; a row without a command is for reading and is shown disabled.
    pub command: Option<Command>,
    /// Whether it carries a check mark, and which; `None` for an ordinary row.
    pub checked: Option<bool>,
    /// Its key, as muda writes it (`CmdOrCtrl+R`).
    pub key: Option<&'static str>,
    /// What a menu with pictures shows in place of the label.
    pub picture: Option<Bars>,
    /// What a screen reader says in place of the label, where that has signs instead of words.
    pub spoken: Option<String>,
}

impl Item {
    /// A row to read.
    pub(super) fn read(label: impl Into<String>) -> Self {
        Self::Row(Row { label: label.into(), ..Row::default() })
    }

    /// A row to choose.
    pub(in crate::view) fn choose(label: impl Into<String>, command: Command) -> Self {
        Self::Row(Row { label: label.into(), command: Some(command), ..Row::default() })
    }

    /// A figure, of which choosing does `command`.
    pub(super) fn figure(line: &Line, command: Option<Command>) -> Self {
        let Line { label, value, note } = line;
        let columns = if note.is_empty() { format!("{label}\t{value}") } else { format!("{label}\t{value}\t{note}") };
        Self::Row(Row { label: columns, command, spoken: Some(aloud(line)), ..Row::default() })
    }

    /// The same row as a picture, of which a screen reader says `spoken`.
    pub(super) fn pictured(mut self, bars: Bars, spoken: String) -> Self {
        if let Self::Row(row) = &mut self {
            (row.picture, row.spoken) = (Some(bars), Some(spoken));
        }
        self
    }

    /// A row that opens further rows.
    pub(super) fn opens(label: impl Into<String>, items: Vec<Self>) -> Self {
        Self::Submenu { label: label.into(), enabled: true, items }
    }

    /// The same row with a key.
    pub(super) fn key(mut self, key: &'static str) -> Self {
        if let Self::Row(row) = &mut self {
            row.key = Some(key);
        }
        self
    }

    /// The same row with a check mark, set or not.
    pub(super) fn checked(mut self, checked: bool) -> Self {
        if let Self::Row(row) = &mut self {
            row.checked = Some(checked);
        }
        self
    }
}
