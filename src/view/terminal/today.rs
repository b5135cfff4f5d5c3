use unicode_width::UnicodeWidthStr;

use super::head::{Head, head};
use super::ink::Ink;
use super::spaces;
use crate::view::amount::Amounts;
use crate::view::lines::{Figures, Line};
use crate::view::page::Page;

/// Between two columns.
const GAP: usize = 2;

/// The figures of a page in columns, amounts never hidden, each line ended. `colour` allows escape sequences.
pub fn today(page: &Page<'_>, colour: bool) -> String {
    let ink = Ink { colour };
    let amounts = Amounts::of(page.summary, page.region);
    let figures = Figures { summary: page.summary, amounts: &amounts };
    let (today, periods, recurring) = (figures.today(), figures.periods(), figures.recurring());
    let columns = Columns::wide_enough_for(today.iter().chain(&periods).chain(&recurring));
    let mut text = head(&Head::of(page), None, ink);
    text.push(String::new());
    text.extend(today.iter().map(|line| columns.write(line, ink)));
    text.push(columns.beside(&figures.sparkline()));
    text.push(columns.beside(&figures.counts()));
    text.extend(periods.iter().map(|line| columns.write(line, ink)));
    text.push(String::new());
    text.extend(recurring.iter().map(|line| columns.write(line, ink)));
    text.push(columns.beside(&figures.subscriptions()));
    text.push(String::new());
    text.join("\n")
}

/// The widths of the columns, in cells of a terminal.
struct Columns {
    label: usize,
    value: usize,
}

impl Columns {
    fn wide_enough_for<'a>(lines: impl Iterator<Item = &'a Line> + Clone) -> Self {
        let widest = |of: fn(&Line) -> &str| lines.clone().map(|line| of(line).width()).max().unwrap_or_default();
        Self { label: widest(|line| &line.label) + GAP, value: widest(|line| &line.value) }
    }

    /// Label to the left, amount to the right, note to the left again.
    fn write(&self, line: &Line, ink: Ink) -> String {
        let label = format!("{}{}", line.label, spaces(self.label, &line.label));
        let value = format!("{}{}", spaces(self.value, &line.value), line.value);
        if line.note.is_empty() {
            format!("{label}{value}")
        } else {
            format!("{label}{value}{:GAP$}{}", "", ink.note(&line.note))
        }
    }

    /// A text that has no label.
    fn beside(&self, text: &str) -> String {
        format!("{:width$}{text}", "", width = self.label)
    }
}

#[cfg(test)]
mod tests;
