use crate::app::Command;

/// One entry of the menu.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Item {
    /// A line between groups.
    Separator,
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
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// What it says. `&` is itself: only the tray doubles it.
    pub label: String,
    /// What choosing it does; a row without a command is for reading and is shown disabled.
    pub command: Option<Command>,
    /// Whether it carries a check mark, and which; `None` for an ordinary row.
    pub checked: Option<bool>,
    /// Its key, as muda writes it (`CmdOrCtrl+R`).
    pub key: Option<&'static str>,
}

impl Item {
    /// A row to read.
    pub(super) fn read(label: impl Into<String>) -> Self {
        Self::Row(Row { label: label.into(), command: None, checked: None, key: None })
    }

    /// A row to choose.
    pub(super) fn choose(label: impl Into<String>, command: Command) -> Self {
        Self::Row(Row { label: label.into(), command: Some(command), checked: None, key: None })
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
