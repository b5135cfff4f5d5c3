use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use tray_icon::menu::MenuId;

use crate::app::Command;

/// What every row of the menu does, by its id. Shared with the callback that the system calls on a click, so that a click
/// means the row as it was clicked, also when that row is given to another order a moment later.
#[derive(Clone, Default)]
pub struct Commands(Arc<Mutex<HashMap<MenuId, Command>>>);

impl Commands {
    /// What the row called `id` does; `None` when it is for reading, or gone.
    pub fn of(&self, id: &MenuId) -> Option<Command> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).get(id).copied()
    }

    pub(super) fn set(&self, id: &MenuId, command: Option<Command>) {
        let mut commands = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match command {
            Some(command) => commands.insert(id.clone(), command),
            None => commands.remove(id),
        };
    }
}
