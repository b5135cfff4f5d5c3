//! Where the columns of a menu's figures stand: names from the left, figures ending at one line, what they mean after that.

use super::{Item, Row};

/// How far the columns are apart, in points.
const GAP: u32 = 18;

/// The columns of a row: the name of a figure, the figure, and what that means, which may be empty. `None` for a row that is
/// a text.
pub fn columns(row: &Row) -> Option<[&str; 3]> {
    let mut parts = row.label.split('\t');
    let (name, figure) = (parts.next()?, parts.next()?);
    Some([name, figure, parts.next().unwrap_or_default()])
}

/// A label on one line, for what has no columns: its parts a little apart.
pub fn in_one_line(label: &str) -> String {
    label.replace('\t', "   ")
}

/// Where columns end and begin, in points from the left.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stops {
    /// Where figures end.
    pub figure: u32,
    /// Where what they mean begins.
    pub note: u32,
}

/// The stops for the figures among `items`, each part as wide as `width` measures it, in whole points. The same for all, so
/// that figures of different groups stand below each other.
pub fn stops(items: &[Item], width: impl Fn(&str) -> u32) -> Stops {
    let rows = items.iter().filter_map(|item| match item {
        Item::Row(row) => columns(row),
        Item::Separator | Item::Header(_) | Item::Submenu { .. } => None,
    });
    let (name, figure) = rows.fold((0, 0), |(widest_name, widest_figure), [name, figure, _]| {
        (width(name).max(widest_name), width(figure).max(widest_figure))
    });
    let figure = name + GAP + figure;
    Stops { figure, note: figure + GAP }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::render;
    use crate::view::samples::*;

    fn row(label: &str) -> Item {
        Item::Row(Row { label: label.to_owned(), ..Row::default() })
    }

    /// As if every sign were ten points wide.
    fn ten_each(text: &str) -> u32 {
        text.chars().map(|_| 10).sum()
    }

    #[test]
    fn only_figures_have_columns() {
        for (label, expected) in [
            ("Today\t$412.50\t▲ 18%", Some(["Today", "$412.50", "▲ 18%"])),
            ("Yesterday\t—", Some(["Yesterday", "—", ""])),
            ("Updated 14:02", None),
            ("", None),
        ] {
            assert_eq!(columns(&Row { label: label.to_owned(), ..Row::default() }), expected, "{label}");
        }
    }

    #[test]
    fn the_widest_name_and_the_widest_figure_make_the_columns_and_texts_do_not() {
        let items = [
            row("A sentence that is longer than any figure"),
            Item::Header("Revenue"),
            row("Today\t$412.50\t▲ 18% vs. usual by now"),
            row("Last 30 Days\t$8"),
            Item::Separator,
        ];
        let figure = 120 + GAP + 70;
        assert_eq!(stops(&items, ten_each), Stops { figure, note: figure + GAP });
        assert_eq!(stops(&[], ten_each), Stops { figure: GAP, note: 2 * GAP });
    }

    #[test]
    fn every_figure_of_a_menu_ends_before_what_it_means_begins() {
        let items = render(&connected(report()), now()).menu;
        let stops = stops(&items, ten_each);
        let rows = items.iter().filter_map(|item| if let Item::Row(row) = item { columns(row) } else { None });
        let mut seen = 0;
        for [name, figure, _] in rows {
            assert!(ten_each(name) + ten_each(figure) + GAP <= stops.figure && stops.figure < stops.note, "{name}");
            seen += 1;
        }
        assert_eq!(seen, 6);
    }
}
