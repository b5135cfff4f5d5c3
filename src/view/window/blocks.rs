use serde::Serialize;

use super::controls::{Button, Choice};
use super::said::{Listed, Said};

/// A figure with its name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Fact {
    /// Its name.
    pub label: String,
    /// The figure.
    pub value: String,
    /// What it means beside another; may be empty.
    pub note: String,
}

/// What a card of the dashboard holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Block {
    /// A chart with its table behind it.
    Chart(Chart),
    /// A table.
    Table(Table),
}

/// Where a card stands. In a narrow window all are beneath each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Place {
    /// Across the window, above the others.
    Wide,
    /// In the first column.
    Start,
    /// In the second one.
    End,
}

/// A part of the dashboard under a heading of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Card {
    /// Its name on the page: letters, digits and underscores.
    pub id: String,
    /// The heading.
    pub heading: String,
    /// A sentence below it; may be empty.
    pub note: String,
    /// What can be done with it.
    pub buttons: Vec<Button>,
    /// Where it stands.
    pub place: Place,
    /// Said in place of the block while there is nothing to show.
    pub nothing: Option<String>,
    /// What it shows.
    pub block: Block,
}

/// A chart over days. Its marks are drawn by the window's program; names and figures beside it are text of the page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Chart {
    /// The whole chart in a sentence, for who cannot see it.
    pub sentence: String,
    /// What the marks are: the figures, and those before behind them, where there are any.
    pub legend: Vec<String>,
    /// Lines across with their values, from the bottom.
    pub across: Vec<Guide>,
    /// Days named below, from the left.
    pub below: Vec<Guide>,
    /// Every day, oldest first.
    pub points: Vec<Point>,
    /// The heads of the table behind it: the day and its figure, then the day before and its own where there is one.
    pub heads: Vec<String>,
    /// The words that open that table.
    pub as_table: String,
}

/// A place on an axis.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Guide {
    /// How far along the axis, of a thousand.
    pub at: u16,
    /// What stands there.
    pub text: String,
}

/// One day of a chart.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Point {
    /// The day.
    pub day: String,
    /// Its figure.
    pub value: String,
    /// The day before that stands behind it.
    pub day_before: Option<String>,
    /// The figure of that day.
    pub before: Option<String>,
}

/// A table.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Table {
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows.
    pub rows: Vec<Row>,
}

/// A column.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Column {
    /// What stands in it.
    pub label: String,
    /// Its cells are figures, aligned at their end.
    pub figures: bool,
}

/// A row.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Row {
    /// A cell for each column.
    pub cells: Vec<Cell>,
    /// The length of the bar behind its first cell, of a thousand.
    pub share: Option<u16>,
    /// What the page says when the row is opened; its first cell is the link.
    pub opens: Option<Said>,
    /// It is a sum of those above.
    pub sum: bool,
}

/// A cell.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Cell {
    /// What stands in it.
    pub text: String,
    /// Said in full where the text is cut or a sign; may be empty.
    pub full: String,
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self { text, full: String::new() }
    }
}

/// Rows of the ledger, a page at a time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct List {
    /// Which.
    pub of: Listed,
    /// Its heading.
    pub heading: String,
    /// What can be looked for.
    pub search: Search,
    /// Which rows are shown.
    pub status: Choice,
    /// The rows.
    pub table: Table,
    /// Said in place of the table while there is nothing to show.
    pub nothing: Option<String>,
    /// Where in the list it is.
    pub pager: Pager,
    /// Writes all rows that are looked for to a file.
    pub export: Button,
}

/// A field to look for something.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Search {
    /// Its label.
    pub label: String,
    /// An example in it, while it is empty.
    pub placeholder: String,
    /// What is looked for now.
    pub value: String,
}

/// Where in a list a page of it is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Pager {
    /// In words: `51–100 of 8,412`.
    pub text: String,
    /// The page of rows, from 0.
    pub page: u32,
    /// The label of the way to newer rows.
    pub previous: String,
    /// Whether there are any.
    pub has_previous: bool,
    /// The label of the way to older rows.
    pub next: String,
    /// Whether there are any.
    pub has_next: bool,
}
