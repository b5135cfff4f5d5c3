use super::columns::{Cell, Column, Columns, Fitted};
use super::head::{Head, head};
use super::ink::{Ink, Style};
use super::wrapping::wrapped;
use crate::view::amount::Amounts;
use crate::view::page::{ListPage, zone_name};
use crate::view::words;

/// What cells are written with.
#[derive(Debug)]
pub(super) struct Pen<'a> {
    pub page: &'a ListPage<'a>,
    pub amounts: Amounts,
}

impl Pen<'_> {
    /// `2026-11-22 14:02`: in a table of rows of many years every instant has one form, which sorts as it reads.
    pub fn instant(&self, at: jiff::Timestamp) -> String {
        at.to_zoned(self.page.zone.clone()).strftime("%Y-%m-%d %H:%M").to_string()
    }

    /// `2026-11-22`.
    pub fn date(&self, at: jiff::Timestamp) -> String {
        at.to_zoned(self.page.zone.clone()).strftime("%Y-%m-%d").to_string()
    }
}

/// How rows of one kind become cells.
pub(super) type Write<R> = fn(&Pen<'_>, &R) -> Vec<Cell>;

/// A table of rows that looks at each of them before the first one is written: [`Measuring::measure`] all, then
/// [`Measuring::fit`].
#[derive(Debug)]
pub struct Measuring<'a, R> {
    pen: Pen<'a>,
    columns: Columns,
    write: Write<R>,
}

impl<'a, R> Measuring<'a, R> {
    pub(super) fn new(page: &'a ListPage<'a>, columns: &'static [Column], write: Write<R>) -> Self {
        let amounts = Amounts::among(page.currencies.iter().copied(), page.region);
        Self { pen: Pen { page, amounts }, columns: Columns::new(columns), write }
    }

    /// Learns how much room a row needs.
    pub fn measure(&mut self, row: &R) {
        self.columns.measure(&(self.write)(&self.pen, row));
    }

    /// The table, of as many columns as stand side by side within `width` cells; of all where nothing limits them.
    /// `colour` allows escape sequences.
    pub fn fit(self, width: Option<usize>, colour: bool) -> Listing<'a, R> {
        Listing { pen: self.pen, columns: self.columns.fit(width), write: self.write, width, ink: Ink { colour } }
    }
}

/// A table of rows of which it is known which columns are shown. Each text ends its last line.
#[derive(Debug)]
pub struct Listing<'a, R> {
    pen: Pen<'a>,
    columns: Fitted,
    write: Write<R>,
    width: Option<usize>,
    ink: Ink,
}

impl<R> Listing<'_, R> {
    /// What stands above the rows.
    pub fn begin(&self) -> String {
        let page = self.pen.page;
        let mut lines = head(&Head::of_list(page), self.width, self.ink);
        let times = words::terminal::times_in(words::lists::title(page.list), &zone_name(page.zone, page.now));
        lines.extend(self.dim(&times));
        lines.extend([String::new(), self.columns.titles(self.ink), String::new()]);
        lines.join("\n")
    }

    /// A row.
    pub fn row(&self, row: &R) -> String {
        format!("{}\n", self.columns.line(&(self.write)(&self.pen, row), self.ink))
    }

    /// What stands below the rows, of which there are so many more.
    pub fn end(&self, more: u64) -> String {
        let mut lines = Vec::new();
        if more > 0 {
            lines.push(words::terminal::more_rows(&self.pen.amounts.numbers().count(more)));
        }
        if !self.pen.page.complete {
            lines.push(words::lists::INCOMPLETE.to_owned());
        }
        if lines.is_empty() {
            return String::new();
        }
        let dim = lines.iter().flat_map(|line| self.dim(line)).map(|line| line + "\n");
        std::iter::once("\n".to_owned()).chain(dim).collect()
    }

    /// A sentence beside the rows.
    fn dim(&self, text: &str) -> Vec<String> {
        wrapped(text, self.width).iter().map(|line| self.ink.dress(line, Style::Dim)).collect()
    }
}

#[cfg(test)]
mod tests;
