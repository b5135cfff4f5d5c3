//! The main menu of the window's program on a Mac. It is never seen, but without it nobody can paste: ⌘V, ⌘C, ⌘A and ⌘W
//! belong to its items.

use revone::view::words::window_menu as words;

/// What an item does; each is one of the system's own actions, with the system's own key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Action {
    Undo,
    Redo,
    Cut,
    Copy,
    Paste,
    SelectAll,
    CloseWindow,
    Quit,
}

/// The menus, each with its title and its items. The first is the program's own, as on every Mac.
#[cfg_attr(not(target_os = "macos"), allow(dead_code, reason = "only a Mac has one; its value is tested everywhere"))]
const MENUS: [(&str, &[Action]); 3] = [
    (words::REVONE, &[Action::Quit]),
    (words::EDIT, &[Action::Undo, Action::Redo, Action::Cut, Action::Copy, Action::Paste, Action::SelectAll]),
    (words::WINDOW, &[Action::CloseWindow]),
];

/// The menu where there is one, for as long as the value lives.
#[cfg(target_os = "macos")]
pub struct MainMenu(#[expect(dead_code, reason = "held")] Option<muda::Menu>);

/// Makes it the program's main menu.
#[cfg(target_os = "macos")]
pub fn install() -> MainMenu {
    use muda::{Menu, PredefinedMenuItem, Submenu};

    let item = |action: &Action| match action {
        Action::Undo => PredefinedMenuItem::undo(None),
        Action::Redo => PredefinedMenuItem::redo(None),
        Action::Cut => PredefinedMenuItem::cut(None),
        Action::Copy => PredefinedMenuItem::copy(None),
        Action::Paste => PredefinedMenuItem::paste(None),
        Action::SelectAll => PredefinedMenuItem::select_all(None),
        Action::CloseWindow => PredefinedMenuItem::close_window(None),
        Action::Quit => PredefinedMenuItem::quit(None),
    };
    let build = || -> muda::Result<Menu> {
        let main = Menu::new();
        for (title, actions) in MENUS {
            let menu = Submenu::new(title, true);
            for action in actions {
                menu.append(&item(action))?;
            }
            main.append(&menu)?;
        }
        Ok(main)
    };
    match build() {
        Ok(menu) => {
            menu.init_for_nsapp();
            MainMenu(Some(menu))
        }
        Err(error) => {
            eprintln!("revone-window: {}", words::missing(&error));
            MainMenu(None)
        }
    }
}

/// Elsewhere the keys of editing belong to the web view itself.
#[cfg(not(target_os = "macos"))]
pub struct MainMenu;

/// There is none to install.
#[cfg(not(target_os = "macos"))]
pub fn install() -> MainMenu {
    MainMenu
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_can_be_pasted_and_the_window_closed_from_the_keyboard() {
        let actions: Vec<Action> = MENUS.iter().flat_map(|(_, actions)| actions.iter().copied()).collect();
        for needed in [Action::Paste, Action::Copy, Action::Cut, Action::SelectAll, Action::Undo, Action::CloseWindow] {
            assert!(actions.contains(&needed), "{needed:?}");
        }
    }
}
