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
