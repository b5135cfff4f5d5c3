use tray_icon::menu::{
    CheckMenuItem, ContextMenu, Error, IsMenuItem, Menu, MenuId, MenuItem, PredefinedMenuItem, Submenu,
};

use super::commands::Commands;
use super::rows::{can_be_chosen, in_the_tray, only_words_differ, same_kind};
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
        only_words_differ(&self.items, items)
    }

    /// Shows `items`.
    pub fn show(&mut self, items: &[Item]) -> Result<(), Error> {
        if self.items == items {
            return Ok(());
        }
        // Whatever becomes of it, each row is compared with what it shows: an error leaves the two of one length.
        let old = std::mem::take(&mut self.items);
        let shown = reconcile(&self.root, &mut self.rows, &old, items, &mut self.maker);
        self.items = items.get(..self.rows.len()).unwrap_or(items).to_vec();
        shown
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

/// Brings the rows of `parent` from showing `old` to showing `new`.
fn reconcile(
    parent: &dyn Parent,
    rows: &mut Vec<Shown>,
    old: &[Item],
    new: &[Item],
    maker: &mut Maker,
) -> Result<(), Error> {
    while rows.len() > new.len() {
        if let Some(row) = rows.pop() {
            parent.take(rows.len());
            maker.forget(&row);
        }
    }
    for (at, item) in new.iter().enumerate() {
        match (rows.get_mut(at), old.get(at)) {
            (Some(row), Some(old)) if same_kind(old, item) => {
                if old != item {
                    reword(row, old, item, maker)?;
                }
            }
            (Some(row), _) => {
                let made = maker.make(item)?;
                parent.take(at);
                parent.put(made.as_menu_item(), at)?;
                maker.forget(row);
                *row = made;
            }
            (None, _) => {
                let made = maker.make(item)?;
                parent.put(made.as_menu_item(), at)?;
                rows.push(made);
            }
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
            Shown::Separator(_) => {}
            Shown::Plain(item) => self.commands.set(item.id(), None),
            Shown::Check(item) => self.commands.set(item.id(), None),
            Shown::Submenu(_, rows) => rows.iter().for_each(|row| self.forget(row)),
        }
    }
}

/// The key of a row. Only a Mac shows keys in a status menu; the trays of Linux have no place for them.
#[cfg(target_os = "macos")]
fn key(row: &Row) -> Option<tray_icon::menu::accelerator::Accelerator> {
    row.key.and_then(|key| key.parse().ok())
}

#[cfg(not(target_os = "macos"))]
fn key(_row: &Row) -> Option<tray_icon::menu::accelerator::Accelerator> {
    None
}

impl Shown {
    fn as_menu_item(&self) -> &dyn IsMenuItem {
        match self {
            Self::Separator(item) => item,
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
