use unicode_width::UnicodeWidthStr;

use super::ink::{Ink, Style};
use super::spaces;
use crate::view::text::cells;

/// Between two columns.
const GAP: usize = 2;

/// On which side of its column a cell stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    Left,
    Right,
}

/// A column of a list's table.
#[derive(Clone, Copy, Debug)]
pub(super) struct Column {
    pub title: &'static str,
    pub side: Side,
    /// Among how many a column must be for this one to be shown: columns with the largest are left out first.
    pub rank: usize,
    /// Texts of this column may be cut down to so many cells; `None` where a part would be misread.
    pub least: Option<usize>,
}

/// What stands in a row of a column.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Cell {
    pub text: String,
    pub style: Option<Style>,
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self { text, style: None }
    }
}

/// Columns whose widths are learned from all rows before the first one is written, so that the rows themselves need not
/// be held.
#[derive(Debug)]
pub(super) struct Columns {
    columns: &'static [Column],
    /// What the widest cell of each takes; 0 while it has none with a text.
    widest: Vec<usize>,
}

impl Columns {
    pub fn new(columns: &'static [Column]) -> Self {
        Self { columns, widest: vec![0; columns.len()] }
    }

    /// Learns what a row needs.
    pub fn measure(&mut self, row: &[Cell]) {
        for (widest, cell) in self.widest.iter_mut().zip(row) {
            *widest = cell.text.width().max(*widest);
        }
    }

    /// Which columns stand side by side within `width` cells of a terminal, and how wide. Columns without any text are
    /// left out, then those of the highest rank; what room is left then goes to the texts that were to be cut. The column
    /// of rank 0 stays, however narrow the terminal is. Every column at its full width where nothing limits them.
    pub fn fit(self, width: Option<usize>) -> Fitted {
        let mut shown: Vec<Shown> = self.columns.iter().zip(&self.widest).enumerate().map(Shown::of).collect();
        let Some(width) = width else { return Fitted { shown } };
        shown.retain(|column| column.column.rank == 0 || !column.is_empty);
        shown.sort_by_key(|column| column.column.rank);
        let mut used = 0;
        let mut fitting = 0;
        for (place, column) in shown.iter_mut().enumerate() {
            let gap = if place == 0 { 0 } else { GAP };
            let least = if place == 0 { column.least.min(width) } else { column.least };
            if used + gap + least > width {
                break;
            }
            column.width = least;
            used += gap + least;
            fitting += 1;
        }
        shown.truncate(fitting);
        for column in &mut shown {
            let more = (column.full - column.width).min(width.saturating_sub(used));
            column.width += more;
            used += more;
        }
        shown.sort_by_key(|column| column.at);
        Fitted { shown }
    }
}

/// A column that is shown.
#[derive(Debug)]
struct Shown {
    /// Its place among all columns.
    at: usize,
    column: &'static Column,
    width: usize,
    /// What its title and every cell of it need.
    full: usize,
    /// What it needs at least.
    least: usize,
    is_empty: bool,
}

impl Shown {
    fn of((at, (column, widest)): (usize, (&'static Column, &usize))) -> Self {
        let title = column.title.width();
        let full = title.max(*widest);
        let least = column.least.map_or(full, |least| full.min(least.max(title)));
        Self { at, column, width: full, full, least, is_empty: *widest == 0 }
    }
}

/// Columns of which it is known which are shown, and how wide they are.
#[derive(Debug)]
pub(super) struct Fitted {
    shown: Vec<Shown>,
}

impl Fitted {
    /// The titles as a line.
    pub fn titles(&self, ink: Ink) -> String {
        let title = |shown: &Shown| Cell { text: shown.column.title.to_owned(), style: Some(Style::Bold) };
        self.in_columns(self.shown.iter().map(title), ink)
    }

    /// A row as a line, without spaces at its end.
    pub fn line(&self, row: &[Cell], ink: Ink) -> String {
        self.in_columns(self.shown.iter().map(|shown| row.get(shown.at).cloned().unwrap_or_default()), ink)
    }

    fn in_columns(&self, row: impl Iterator<Item = Cell>, ink: Ink) -> String {
        let mut line = String::new();
        for (place, (shown, cell)) in self.shown.iter().zip(row).enumerate() {
            if place > 0 {
                line.push_str(&" ".repeat(GAP));
            }
            let text = if cell.text.width() > shown.width {
                cells(&cell.text, shown.width).unwrap_or_default()
            } else {
                cell.text
            };
            let missing = spaces(shown.width, &text);
            let text = cell.style.map_or_else(|| text.clone(), |style| ink.dress(&text, style));
            let (before, after) = match shown.column.side {
                Side::Left => (text, missing),
                Side::Right => (missing, text),
            };
            line.push_str(&before);
            line.push_str(&after);
        }
        line.trim_end().to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const COLUMNS: &[Column] = &[
        Column { title: "Date", side: Side::Left, rank: 0, least: None },
        Column { title: "Product", side: Side::Left, rank: 2, least: Some(8) },
        Column { title: "Nothing", side: Side::Left, rank: 3, least: None },
        Column { title: "Sum", side: Side::Right, rank: 1, least: None },
    ];

    fn fitted(width: Option<usize>) -> Vec<String> {
        let ink = Ink { colour: false };
        let rows = [["2026-11-22", "小さな店 and more", "", "$1"], ["2026-11-21", "Pro", "", "−$1,000"]];
        let rows = rows.map(|row| row.map(|text| Cell::from(text.to_owned())));
        let mut columns = Columns::new(COLUMNS);
        rows.iter().for_each(|row| columns.measure(row));
        let fitted = columns.fit(width);
        std::iter::once(fitted.titles(ink)).chain(rows.iter().map(|row| fitted.line(row, ink))).collect()
    }

    #[test]
    fn columns_are_cut_then_left_out_as_the_terminal_gets_narrower() {
        insta::assert_snapshot!(fitted(None).join("\n"), @r"
        Date        Product            Nothing      Sum
        2026-11-22  小さな店 and more                $1
        2026-11-21  Pro                         −$1,000
        ");
        insta::assert_snapshot!(fitted(Some(60)).join("\n"), @r"
        Date        Product                Sum
        2026-11-22  小さな店 and more       $1
        2026-11-21  Pro                −$1,000
        ");
        insta::assert_snapshot!(fitted(Some(32)).join("\n"), @r"
        Date        Product          Sum
        2026-11-22  小さな店 a…       $1
        2026-11-21  Pro          −$1,000
        ");
        insta::assert_snapshot!(fitted(Some(28)).join("\n"), @r"
        Date            Sum
        2026-11-22       $1
        2026-11-21  −$1,000
        ");
        insta::assert_snapshot!(fitted(Some(18)).join("\n"), @r"
        Date
        2026-11-22
        2026-11-21
        ");
        insta::assert_snapshot!(fitted(Some(6)).join("\n"), @r"
        Date
        2026-…
        2026-…
        ");
    }

    #[test]
    fn no_line_is_wider_than_the_terminal() {
        for width in 0..80 {
            for line in fitted(Some(width)) {
                assert!(line.width() <= width, "{width}: {line}");
            }
        }
    }

    #[test]
    fn colour_changes_no_width() {
        let row = ["2026", "Pro", "", "$1"].map(|text| Cell { text: text.to_owned(), style: Some(Style::Green) });
        let mut columns = Columns::new(COLUMNS);
        columns.measure(&row);
        let fitted = columns.fit(Some(40));
        let [plain, coloured] = [false, true].map(|colour| fitted.line(&row, Ink { colour }));
        assert_ne!(plain, coloured);
        assert_eq!(plain, coloured.replace("\u{1b}[32m", "").replace("\u{1b}[0m", ""));
    }
}
