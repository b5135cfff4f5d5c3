use tray_icon::menu::accelerator::Accelerator;
use tray_icon::menu::{
    CheckMenuItem, ContextMenu, Error, IsMenuItem, Menu, MenuId, MenuItem, PredefinedMenuItem, Submenu,
};

use super::commands::Commands;
use super::rows::{HAS_HEADERS, can_be_chosen, fitted, in_the_tray, only_words_differ, stays};
use crate::view::{Item, Row};

/// The menu as the system has it, beside the value that it shows. The menu itself is never replaced: rows are re-worded,
/// put in and taken out.
pub struct TrayMenu {
    root: Menu,
    rows: Vec<Shown>,
    items: Vec<Item>,
    maker: Maker,
}

/// A row as the system has it.
enum Shown {
    Separator(PredefinedMenuItem),
    Header(PredefinedMenuItem),
    Plain(MenuItem),
    Check(CheckMenuItem),
    Submenu(Submenu, Vec<Shown>),
}

impl TrayMenu {
    /// Makes a menu that shows `items`.
    pub fn new(items: &[Item]) -> Result<Self, Error> {
        let mut menu = Self {
            root: Menu::new(),
            rows: Vec::new(),
            items: Vec::new(),
            maker: Maker { commands: Commands::default(), made: 0 },
        };
        menu.show(items)?;
        Ok(menu)
    }

    /// The menu for the tray.
    pub fn context_menu(&self) -> Box<dyn ContextMenu> {
        Box::new(self.root.clone())
    }

    /// What every row does.
    pub fn commands(&self) -> Commands {
        self.maker.commands.clone()
    }

    /// Whether showing `items` re-words rows and no more.
    pub fn only_words_differ(&self, items: &[Item]) -> bool {
        only_words_differ(&self.items, &fitted(items, HAS_HEADERS))
    }

    /// Shows `items`, as far as this system's menus can.
    pub fn show(&mut self, items: &[Item]) -> Result<(), Error> {
        let items = fitted(items, HAS_HEADERS);
        if self.items == items {
            return Ok(());
        }
        match reconcile(&self.root, &mut self.rows, &self.items, &items, &mut self.maker) {
            Ok(()) => {
                self.items = items;
                // Muda's own way to dress a row is lost where a submenu is put in, and has no place for spoken words.
                #[cfg(target_os = "macos")]
                crate::shell::macos::menu_rows::dress(self.root.ns_menu(), &self.items);
                Ok(())
            }
            Err(error) => {
                // Half of it is shown. The next menu starts from none, so that rows and values belong together again.
                while self.rows.pop().is_some() {
                    self.root.take(0);
                }
                self.items.clear();
                Err(error)
            }
        }
    }

    /// Gives every check mark the value that it is to have.
    pub fn assert_check_marks(&self) {
        assert_check_marks(&self.rows, &self.items);
    }
}

fn assert_check_marks(rows: &[Shown], items: &[Item]) {
    for pair in rows.iter().zip(items) {
        match pair {
            (Shown::Check(check), Item::Row(Row { checked: Some(on), .. })) => check.set_checked(*on),
            (Shown::Submenu(_, rows), Item::Submenu { items, .. }) => assert_check_marks(rows, items),
            _ => {}
        }
    }
}

/// Brings the rows of `parent` from showing `old` to showing `new`. Rows at the beginning and at the end that can stay do;
/// what is between them is put in and taken out.
fn reconcile(
    parent: &dyn Parent,
    rows: &mut Vec<Shown>,
    old: &[Item],
    new: &[Item],
    maker: &mut Maker,
) -> Result<(), Error> {
    let (before, after) = stays(old, new);
    for _ in before..old.len() - after {
        parent.take(before);
        maker.forget(&rows.remove(before));
    }
    let fresh = new.iter().enumerate().take(new.len() - after).skip(before);
    for (at, item) in fresh {
        let row = maker.make(item)?;
        parent.put(row.as_menu_item(), at)?;
        rows.insert(at, row);
    }
    let kept = |items: usize| (0..before).chain(items - after..items);
    for (was, is) in kept(old.len()).zip(kept(new.len())) {
        if let (Some(row), Some(old), Some(new)) = (rows.get_mut(is), old.get(was), new.get(is))
            && old != new
        {
            reword(row, old, new, maker)?;
        }
    }
    Ok(())
}

fn reword(shown: &mut Shown, old: &Item, new: &Item, maker: &mut Maker) -> Result<(), Error> {
    match (shown, old, new) {
        (Shown::Plain(item), Item::Row(old), Item::Row(row)) => {
            if old.label != row.label {
                item.set_text(in_the_tray(&row.label));
            }
            if can_be_chosen(old) != can_be_chosen(row) {
                item.set_enabled(can_be_chosen(row));
            }
            maker.commands.set(item.id(), row.command);
        }
        (Shown::Check(item), Item::Row(old), Item::Row(row)) => {
            if old.label != row.label {
                item.set_text(in_the_tray(&row.label));
            }
            if can_be_chosen(old) != can_be_chosen(row) {
                item.set_enabled(can_be_chosen(row));
            }
            item.set_checked(row.checked.unwrap_or_default());
            maker.commands.set(item.id(), row.command);
        }
        (
            Shown::Submenu(submenu, rows),
            Item::Submenu { label: old_label, enabled: old_enabled, items: old },
            Item::Submenu { label, enabled, items },
        ) => {
            if old_label != label {
                submenu.set_text(in_the_tray(label));
            }
            if old_enabled != enabled {
                submenu.set_enabled(*enabled);
            }
            reconcile(submenu, rows, old, items, maker)?;
        }
        _ => {}
    }
    Ok(())
}

/// Makes rows, each under an id that no row had before.
struct Maker {
    commands: Commands,
    made: u64,
}

impl Maker {
    fn make(&mut self, item: &Item) -> Result<Shown, Error> {
        Ok(match item {
            Item::Separator => Shown::Separator(PredefinedMenuItem::separator()),
            Item::Header(header) => Shown::Header(PredefinedMenuItem::section_header(&in_the_tray(header))),
            Item::Row(row) => {
                let (id, label, enabled) = (self.next_id(), in_the_tray(&row.label), can_be_chosen(row));
                self.commands.set(&id, row.command);
                match row.checked {
                    Some(on) => Shown::Check(CheckMenuItem::with_id(id, label, enabled, on, key(row))),
                    None => Shown::Plain(MenuItem::with_id(id, label, enabled, key(row))),
                }
            }
            Item::Submenu { label, enabled, items } => {
                let submenu = Submenu::with_id(self.next_id(), in_the_tray(label), *enabled);
                let mut rows = Vec::new();
                reconcile(&submenu, &mut rows, &[], items, self)?;
                Shown::Submenu(submenu, rows)
            }
        })
    }

    fn next_id(&mut self) -> MenuId {
        self.made += 1;
        MenuId(format!("row-{}", self.made))
    }

    fn forget(&self, row: &Shown) {
        match row {
            Shown::Separator(_) | Shown::Header(_) => {}
            Shown::Plain(item) => self.commands.set(item.id(), None),
            Shown::Check(item) => self.commands.set(item.id(), None),
            Shown::Submenu(_, rows) => rows.iter().for_each(|row| self.forget(row)),
        }
    }
}

/// The key of a row. Only a Mac shows keys in a status menu; the trays of Linux have no place for them.
fn key(row: &Row) -> Option<Accelerator> {
    row.key.filter(|_| cfg!(target_os = "macos")).and_then(|key| key.parse().ok())
}

impl Shown {
    fn as_menu_item(&self) -> &dyn IsMenuItem {
        match self {
            Self::Separator(item) | Self::Header(item) => item,
            Self::Plain(item) => item,
            Self::Check(item) => item,
            Self::Submenu(item, _) => item,
        }
    }
}

/// What holds rows: the menu or a submenu.
trait Parent {
    fn put(&self, item: &dyn IsMenuItem, at: usize) -> Result<(), Error>;
    fn take(&self, at: usize);
}

impl Parent for Menu {
    fn put(&self, item: &dyn IsMenuItem, at: usize) -> Result<(), Error> {
        self.insert(item, at)
    }

    fn take(&self, at: usize) {
        self.remove_at(at);
    }
}

impl Parent for Submenu {
    fn put(&self, item: &dyn IsMenuItem, at: usize) -> Result<(), Error> {
        self.insert(item, at)
    }

    fn take(&self, at: usize) {
        self.remove_at(at);
    }
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;
    use jiff::tz::TimeZone;

    use super::*;
    use crate::app::{Connection, Model};
    use crate::domain::{Environment, Organization, OrganizationId, OrganizationStatus};
    use crate::view::render;

    fn connected() -> Model {
        let mut model = Model::new(TimeZone::UTC);
        model.connection = Connection::Connected(Organization {
            id: OrganizationId(uuid::Uuid::nil()),
            name: "Acme Inc".to_owned(),
            slug: "acme".to_owned(),
            status: OrganizationStatus::Active,
            environment: Environment::Production,
            can_take_payments: true,
            can_be_paid_out: true,
        });
        model
    }

    #[test]
    fn every_key_of_the_menu_is_one_that_the_tray_knows() {
        let items = render(&connected(), Timestamp::UNIX_EPOCH).menu;
        let keys = items.iter().filter_map(|item| match item {
            Item::Row(Row { label, key: Some(key), .. }) => Some((label.as_str(), *key)),
            _ => None,
        });
        let keys: Vec<(&str, &str)> = keys.collect();
        let expected = [
            ("Open Dashboard…", "CmdOrCtrl+D"),
            ("Open Polar", "Shift+CmdOrCtrl+D"),
            ("Hide Amounts", "Shift+CmdOrCtrl+H"),
            ("Refresh", "CmdOrCtrl+R"),
            ("Settings…", "CmdOrCtrl+,"),
            ("Quit Revone", "CmdOrCtrl+Q"),
        ];
        assert_eq!(keys, expected);
        for (label, key) in keys {
            assert!(key.parse::<Accelerator>().is_ok(), "{label}: {key}");
        }
        assert!("CmdOrCtrl+Nothing".parse::<Accelerator>().is_err());
    }
}
