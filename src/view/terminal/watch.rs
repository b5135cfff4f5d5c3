//! The live menu: what is in sight of it, and what its foot says.

mod foot;
mod scrolling;

use jiff::Timestamp;
use unicode_width::UnicodeWidthStr;

use self::foot::Below;
pub use self::scrolling::Scroll;
use self::scrolling::{Sight, sight};
use super::fitting::Parts;
use super::ink::{Ink, Style};
use super::spaces;
use crate::app::{Command, Link, Model, State};
use crate::view::columns::columns;
use crate::view::menu::{Item, Reading, reading};
use crate::view::status::tolerance;

/// Between two columns, and before the rows of a list.
const GAP: usize = 2;

/// Before the row that is chosen.
const MARK: &str = "› ";

/// What the picture has to fit into.
#[derive(Clone, Copy, Debug, Default)]
pub struct Room {
    /// Cells of a line; `None` where nothing limits them.
    pub width: Option<usize>,
    /// Lines, likewise.
    pub height: Option<usize>,
    /// Whether escape sequences are welcome.
    pub colour: bool,
}

/// A row that leads to its own page at Polar, in one of the lists. The same page can be in two lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Choice {
    list: usize,
    /// The page.
    pub link: Link,
}

/// Where in it its reader is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct At {
    /// The row that is marked, and never out of sight.
    pub chosen: Option<Choice>,
    /// How many lines below the head are scrolled away.
    pub offset: usize,
}

/// What the foot says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Foot {
    /// Nothing: there is no foot.
    None,
    /// That there are keys.
    Hint,
    /// Which keys there are.
    Keys,
    /// What became of a key.
    Note(String),
}

/// The menu as a terminal shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// Its lines, top to bottom, without line ends.
    pub lines: Vec<String>,
    /// The rows that can be chosen, top to bottom, those that are out of sight, too.
    pub choices: Vec<Choice>,
    /// How far it is scrolled.
    pub scroll: Scroll,
}

/// What the menu of `model` has to read at `now`, laid out to fit `room`: figures in columns, and of the lists as many
/// rows as there is room for. What has none is scrolled to.
pub fn watch(model: &Model, now: Timestamp, room: Room, foot: &Foot, at: At) -> Picture {
    let (mut lines, mut body) = match reading(model, now) {
        Ok(reading) => (head(model, &reading.head, now), Body::of(&reading, at.chosen)),
        Err(items) => (items.iter().map(|item| Parts::plain(label(item))).collect(), Body::default()),
    };
    let choices: Vec<Choice> = body.lines.iter().filter_map(|line| line.choice).collect();
    let mut foot = Below::new(foot, !choices.is_empty(), room);
    let height = room.height.unwrap_or(usize::MAX);
    let left = |below: &Below| height.saturating_sub(lines.len() + below.height());
    if body.lines.len() > left(&foot) {
        body.leave_out_repeated_zeros();
    }
    if body.lines.len() > left(&foot) {
        foot = foot.with_room_for_hint(body.lines.len());
    }
    let Sight { shown, above, below, scroll } = sight(&body, left(&foot), at);
    lines.extend(shown.into_iter().filter_map(|line| body.lines.get(line)).map(|line| line.parts.clone()));
    if room.height.is_some() {
        let height = height.saturating_sub(foot.height());
        lines.truncate(height);
        if foot.height() > 0 {
            lines.resize(height, Parts::default());
        }
    }
    lines.extend(foot.write(above, below));
    lines.truncate(height);
    let ink = Ink { colour: room.colour };
    let fitted = lines.into_iter().map(|line| match room.width {
        Some(width) => line.within(width).write(ink),
        None => line.write(ink),
    });
    Picture { lines: fitted.collect(), choices, scroll }
}

/// Whose figures they are and how they stand.
fn head(model: &Model, head: &[Item], now: Timestamp) -> Vec<Parts> {
    let stale = model.health.state(now, tolerance(&model.settings, model.computer.power)) == State::Stale
        || model.health.trouble.is_some();
    let dressed = head.iter().enumerate().map(|(row, item)| {
        let style = match row {
            0 => Style::Bold,
            1 if !stale => Style::Dim,
            _ => Style::Yellow,
        };
        Parts::dressed(label(item), style)
    });
    dressed.collect()
}

/// Everything between head and foot.
#[derive(Default)]
struct Body {
    lines: Vec<Line>,
    /// How many of them are figures, at the top.
    figures: usize,
    /// How many rows each list has. A line is before it, and one is for its title.
    lists: Vec<usize>,
}

#[derive(Default)]
struct Line {
    parts: Parts,
    /// There is something to read in it beside a title.
    is_row: bool,
    choice: Option<Choice>,
    /// It says of a further currency that there is nothing.
    is_repeated_zero: bool,
}

impl Body {
    fn of(Reading { revenue, recurring, recent, .. }: &Reading, chosen: Option<Choice>) -> Self {
        let mut lines = Vec::new();
        let columns = Columns::wide_enough_for(revenue.iter().chain(recurring));
        for group in [revenue, recurring] {
            lines.push(Line::default());
            let mut before = None;
            for item in group {
                let Some(parts) = columns.write(item) else { continue };
                let is_repeated_zero = figure(item).is_some_and(|[label, amount, note]| {
                    let repeats = before.replace(label) == Some(label);
                    // A note may say otherwise.
                    repeats && note.is_empty() && is_zero(amount)
                });
                lines.push(Line { parts, is_row: true, choice: None, is_repeated_zero });
            }
        }
        let figures = lines.len();
        let lists: Vec<(&str, &[Item])> = recent.iter().filter_map(list).collect();
        for (list, (title, rows)) in lists.iter().enumerate() {
            let title = Line { parts: Parts::dressed(*title, Style::Bold), ..Line::default() };
            lines.extend([Line::default(), title]);
            for item in *rows {
                let choice = link(item).map(|link| Choice { list, link });
                let parts = if choice.is_some() && choice == chosen {
                    Parts::dressed(format!("{MARK}{}", label(item)), Style::Bold)
                } else {
                    Parts::plain(format!("{:GAP$}{}", "", label(item)))
                };
                lines.push(Line { parts, is_row: true, choice, is_repeated_zero: false });
            }
        }
        Self { lines, figures, lists: lists.iter().map(|(_, rows)| rows.len()).collect() }
    }

    /// The first currency of a period tells what it was; of the others only those count in which there was something.
    fn leave_out_repeated_zeros(&mut self) {
        let before = self.lines.len();
        self.lines.retain(|line| !line.is_repeated_zero);
        self.figures -= before - self.lines.len();
    }
}

/// Whether an amount is nothing.
fn is_zero(amount: &str) -> bool {
    let mut digits = amount.chars().filter(char::is_ascii_digit).peekable();
    digits.peek().is_some() && digits.all(|digit| digit == '0')
}

fn label(item: &Item) -> &str {
    match item {
        Item::Separator => "",
        Item::Header(header) => header,
        Item::Row(row) => &row.label,
        Item::Submenu { label, .. } => label,
    }
}

/// The columns of a figure; `None` for what is none.
fn figure(item: &Item) -> Option<[&str; 3]> {
    match item {
        Item::Row(row) => columns(row),
        _ => None,
    }
}

fn list(item: &Item) -> Option<(&str, &[Item])> {
    match item {
        Item::Submenu { label, items, .. } => Some((label, items)),
        _ => None,
    }
}

/// The page that is the row's own.
fn link(item: &Item) -> Option<Link> {
    match item {
        Item::Row(row) => match row.command? {
            Command::Open(link @ (Link::Order(_) | Link::Subscription(_))) => Some(link),
            _ => None,
        },
        _ => None,
    }
}

/// The widths of the columns, in cells of a terminal.
struct Columns {
    label: usize,
    value: usize,
}

impl Columns {
    fn wide_enough_for<'a>(items: impl Iterator<Item = &'a Item>) -> Self {
        let widths = items.filter_map(figure).map(|[label, value, _]| (label.width(), value.width()));
        widths.fold(Self { label: 0, value: 0 }, |widest, (label, value)| Self {
            label: widest.label.max(label + GAP),
            value: widest.value.max(value),
        })
    }

    /// Label to the left, amount to the right, note to the left again; what is no figure stands beside the labels. `None` for
    /// a header: the groups stand apart anyway.
    fn write(&self, item: &Item) -> Option<Parts> {
        if matches!(item, Item::Header(_)) {
            return None;
        }
        let Some([label, value, note]) = figure(item) else {
            return Some(Parts::plain(format!("{:width$}{}", "", label(item), width = self.label)));
        };
        let line = Parts::plain(format!("{label}{}{}{value}", spaces(self.label, label), spaces(self.value, value)));
        Some(match note {
            "" => line,
            note => line.and(format!("{:GAP$}", ""), None).and(note, Some(Style::of_note(note))),
        })
    }
}

#[cfg(test)]
mod tests;
