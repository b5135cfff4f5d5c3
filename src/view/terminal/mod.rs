//! What the menu says, as text in columns.

use unicode_width::UnicodeWidthStr;

use super::amount::Amounts;
use super::lines::{Figures, Line};
use super::menu::organization_name;
use super::page::Page;
use super::status::Status;
use super::text::{NAME, line};
use super::when::When;
use super::words;

/// Between two columns.
const GAP: usize = 2;

/// How a line stands out, where colours are wanted.
#[derive(Clone, Copy)]
enum Style {
    Bold,
    Dim,
    Green,
    Red,
    Yellow,
}

/// Dresses text in colour, or leaves it as it is.
#[derive(Clone, Copy)]
struct Ink {
    colour: bool,
}

impl Ink {
    fn dress(self, text: &str, style: Style) -> String {
        if !self.colour || text.is_empty() {
            return text.to_owned();
        }
        let code = match style {
            Style::Bold => 1,
            Style::Dim => 2,
            Style::Green => 32,
            Style::Red => 31,
            Style::Yellow => 33,
        };
        format!("\u{1b}[{code}m{text}\u{1b}[0m")
    }

    fn note(self, note: &str) -> String {
        match note.chars().next() {
            Some('▲') => self.dress(note, Style::Green),
            Some('▼') => self.dress(note, Style::Red),
            _ => self.dress(note, Style::Dim),
        }
    }
}

/// The figures of a page in columns, amounts never hidden, each line ended. `colour` allows escape sequences.
pub fn today(page: &Page<'_>, colour: bool) -> String {
    let ink = Ink { colour };
    let amounts = Amounts::of(page.summary);
    let figures = Figures { summary: page.summary, amounts: &amounts };
    let (today, periods, recurring) = (figures.today(), figures.periods(), figures.recurring());
    let columns = Columns::wide_enough_for(today.iter().chain(&periods).chain(&recurring));
    let mut text = head(page, ink);
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

fn head(page: &Page<'_>, ink: Ink) -> Vec<String> {
    let name = if page.sample { "Sample Data".to_owned() } else { organization_name(page.organization) };
    let status = Status::of(page.health, true, &When::seen_from(page.now, page.zone)).text;
    let style = if page.health.trouble.is_some() { Style::Yellow } else { Style::Dim };
    let mut head = vec![ink.dress(&name, Style::Bold), ink.dress(&line(&status, NAME * 4).unwrap_or(status), style)];
    head.extend(words::rejected_rows(page.health).map(|rows| ink.dress(&rows, Style::Yellow)));
    head
}

/// The widths of the columns, in cells of a terminal.
struct Columns {
    label: usize,
    value: usize,
}

impl Columns {
    fn wide_enough_for<'a>(lines: impl Iterator<Item = &'a Line> + Clone) -> Self {
        let widest = |of: fn(&Line) -> &str| lines.clone().map(|line| of(line).width()).max().unwrap_or_default();
        Self { label: widest(|line| line.label) + GAP, value: widest(|line| &line.value) }
    }

    /// Label to the left, amount to the right, note to the left again.
    fn write(&self, line: &Line, ink: Ink) -> String {
        let label = format!("{}{}", line.label, spaces(self.label, line.label));
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

/// What is missing to a column's width.
fn spaces(width: usize, text: &str) -> String {
    " ".repeat(width.saturating_sub(text.width()))
}

#[cfg(test)]
mod tests;
