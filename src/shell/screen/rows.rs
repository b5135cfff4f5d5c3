//! Menus as values: what of one a system's menu can have, and how two differ.

use crate::view::columns::in_one_line;
use crate::view::{Item, Row};

/// A Mac sets headers apart from rows. In the trays of Linux they would be rows among others.
pub const HAS_HEADERS: bool = cfg!(target_os = "macos");

/// What of `items` a menu with or without headers has.
pub fn fitted(items: &[Item], headers: bool) -> Vec<Item> {
    items.iter().filter(|item| headers || !matches!(item, Item::Header(_))).cloned().collect()
}

/// Whether `old` can become `new` by changing words, marks and what they do, without rows coming or going.
pub fn only_words_differ(old: &[Item], new: &[Item]) -> bool {
    old.len() == new.len()
        && old.iter().zip(new).all(|(old, new)| same_kind(old, new) && only_words_differ_inside(old, new))
}

fn only_words_differ_inside(old: &Item, new: &Item) -> bool {
    match (old, new) {
        (Item::Submenu { items: old, .. }, Item::Submenu { items: new, .. }) => only_words_differ(old, new),
        _ => true,
    }
}

/// On Linux muda gives a row that opens others a box with a picture in the place of its text, which GTK then does not
/// change: such a row is made anew under its new name.
const SUBMENUS_CAN_BE_REWORDED: bool = cfg!(target_os = "macos");

/// Whether the row that shows `old` can be the row that shows `new`. What it opens does not count.
fn same_kind(old: &Item, new: &Item) -> bool {
    match (old, new) {
        (Item::Separator, Item::Separator) => true,
        (Item::Header(old), Item::Header(new)) => old == new,
        (Item::Submenu { label: old, .. }, Item::Submenu { label: new, .. }) => SUBMENUS_CAN_BE_REWORDED || old == new,
        (Item::Row(old), Item::Row(new)) => old.checked.is_some() == new.checked.is_some() && old.key == new.key,
        _ => false,
    }
}

/// How many rows at the beginning and how many at the end of `old` can stay when it becomes `new`.
pub fn stays(old: &[Item], new: &[Item]) -> (usize, usize) {
    let before = old.iter().zip(new).take_while(|(old, new)| same_kind(old, new)).count();
    let shorter = old.len().min(new.len());
    let pairs_from_the_end = old.iter().rev().zip(new.iter().rev()).take(shorter - before);
    let after = pairs_from_the_end.take_while(|(old, new)| same_kind(old, new)).count();
    (before, after)
}

/// A label as the tray wants it: a single `&` would underline the letter after it, and a text without columns, which is
/// proportional, has three spaces between its parts.
pub fn in_the_tray(label: &str) -> String {
    in_one_line(label).replace('&', "&&")
}

/// Whether a row can be chosen: one without a command is for reading.
pub fn can_be_chosen(row: &Row) -> bool {
    row.command.is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::Command;

    fn row(label: &str) -> Item {
        Item::Row(Row { label: label.to_owned(), ..Row::default() })
    }

    fn check(on: bool) -> Item {
        let command = Some(Command::ToggleAmounts);
        Item::Row(Row { label: "Hide".to_owned(), command, checked: Some(on), ..Row::default() })
    }

    fn submenu(items: Vec<Item>) -> Item {
        Item::Submenu { label: "Orders".to_owned(), enabled: true, items }
    }

    #[test]
    fn rows_that_come_or_go_are_told_from_rows_that_change() {
        let key = Item::Row(Row { label: "a".to_owned(), key: Some("CmdOrCtrl+R"), ..Row::default() });
        let header = |header| vec![Item::Header(header)];
        for (old, new, only_words) in [
            (vec![row("a")], vec![row("b")], true),
            (vec![check(false)], vec![check(true)], true),
            (vec![submenu(vec![row("a")])], vec![submenu(vec![row("b")])], true),
            (vec![submenu(vec![row("a")])], vec![submenu(vec![row("a"), row("b")])], false),
            (vec![row("a")], vec![row("a"), Item::Separator], false),
            (vec![row("a")], vec![Item::Separator], false),
            (vec![row("a")], vec![check(true)], false),
            (vec![row("a")], vec![key], false),
            (vec![row("a")], vec![submenu(Vec::new())], false),
            (vec![row("a")], header("a"), false),
            (header("a"), header("a"), true),
            (header("a"), header("b"), false),
            (Vec::new(), Vec::new(), true),
        ] {
            assert_eq!(only_words_differ(&old, &new), only_words, "{old:?} {new:?}");
        }
    }

    #[test]
    fn a_submenu_under_another_name_is_another_row_where_its_name_cannot_be_changed() {
        let named = |label: &str| vec![Item::Submenu { label: label.to_owned(), enabled: true, items: Vec::new() }];
        assert_eq!(only_words_differ(&named("Acme"), &named("Beta")), SUBMENUS_CAN_BE_REWORDED);
        assert!(only_words_differ(&named("Acme"), &named("Acme")));
    }

    #[test]
    fn a_row_that_comes_leaves_its_neighbours_alone() {
        let (a, line, orders) = (row("a"), Item::Separator, submenu(Vec::new()));
        let old = [a.clone(), line.clone(), orders.clone(), check(false), a.clone()];
        let with_trouble = [a.clone(), line.clone(), a.clone(), orders.clone(), check(true), a.clone()];
        assert_eq!(stays(&old, &with_trouble), (2, 3));
        assert_eq!(stays(&with_trouble, &old), (2, 3));
        assert_eq!(stays(&old, &old), (5, 0));
        assert_eq!(stays(&[], &old), (0, 0));
        assert_eq!(stays(&[a.clone(), a.clone()], &[a.clone(), a.clone(), a.clone()]), (2, 0));
        assert_eq!(stays(&[a.clone(), orders.clone()], &[line, orders]), (0, 1));
    }

    #[test]
    fn an_ampersand_stays_one_in_the_tray_and_columns_stand_apart() {
        assert_eq!(in_the_tray("Fish & Chips && more"), "Fish && Chips &&&& more");
        assert_eq!(in_the_tray("Today\t$412.50\t▲ 18%"), "Today   $412.50   ▲ 18%");
    }

    #[test]
    fn headers_are_left_out_where_they_would_be_rows() {
        let items = [Item::Separator, Item::Header("Revenue"), row("a"), submenu(vec![row("b")])];
        assert_eq!(fitted(&items, true), items);
        assert_eq!(fitted(&items, false), [Item::Separator, row("a"), submenu(vec![row("b")])]);
    }
}
