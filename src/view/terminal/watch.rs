use jiff::Timestamp;
use unicode_width::UnicodeWidthStr;

use super::fitting::Parts;
use super::ink::{Ink, Style};
use super::spaces;
use crate::app::{Command, Link, Model, State};
use crate::view::menu::{Item, Reading, reading};
use crate::view::status::tolerance;
use crate::view::words::terminal as words;

/// Between two columns, and before the rows of a list.
const GAP: usize = 2;

/// Before the row that is chosen.
const MARK: &str = "› ";

/// A list is begun where this many of its rows have room, or all.
const BEGINNING: usize = 2;

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

/// What the last line says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Foot {
    /// Nothing: there is no last line.
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
    /// The rows that can be chosen, top to bottom.
    pub choices: Vec<Choice>,
}

/// What the menu of `model` has to read at `now`, laid out to fit `room`: figures in columns, and of the lists as many
/// rows as there is room for. `chosen` is marked.
pub fn watch(model: &Model, now: Timestamp, room: Room, foot: &Foot, chosen: Option<Choice>) -> Picture {
    let foot = foot_line(foot);
    let below = foot.as_ref().map_or(0, |_| 1);
    let height = room.height.map(|height| height.saturating_sub(below));
    let (mut lines, choices) = match reading(model, now) {
        Ok(reading) => shown(model, &reading, now, height, chosen),
        Err(items) => (items.iter().map(|item| Parts::plain(label(item))).collect(), Vec::new()),
    };
    if let Some(height) = height {
        lines.truncate(height);
        if foot.is_some() {
            lines.resize(height, Parts::default());
        }
    }
    lines.extend(foot);
    lines.truncate(room.height.unwrap_or(usize::MAX));
    let ink = Ink { colour: room.colour };
    let fitted = lines.into_iter().map(|line| match room.width {
        Some(width) => line.within(width).write(ink),
        None => line.write(ink),
    });
    Picture { lines: fitted.collect(), choices }
}

fn foot_line(foot: &Foot) -> Option<Parts> {
    match foot {
        Foot::None => None,
        Foot::Hint => Some(Parts::dressed(words::KEYS_HINT, Style::Dim)),
        Foot::Keys => Some(Parts::dressed(words::KEYS, Style::Dim)),
        Foot::Note(note) => Some(Parts::dressed(note, Style::Yellow)),
    }
}

/// Everything above the last line.
fn shown(
    model: &Model,
    Reading { head, revenue, recurring, recent }: &Reading,
    now: Timestamp,
    height: Option<usize>,
    chosen: Option<Choice>,
) -> (Vec<Parts>, Vec<Choice>) {
    let stale = model.health.state(now, tolerance(&model.settings, model.computer.power)) == State::Stale
        || model.health.trouble.is_some();
    let mut lines: Vec<Parts> = head
        .iter()
        .enumerate()
        .map(|(row, item)| {
            let style = match row {
                0 => Style::Bold,
                1 if !stale => Style::Dim,
                _ => Style::Yellow,
            };
            Parts::dressed(label(item), style)
        })
        .collect();
    let columns = Columns::wide_enough_for(revenue.iter().chain(recurring));
    for group in [revenue, recurring] {
        lines.push(Parts::default());
        lines.extend(group.iter().filter_map(|item| columns.write(item)));
    }
    let lists: Vec<(&str, &[Item])> = recent.iter().filter_map(list).collect();
    let room = height.map(|height| height.saturating_sub(lines.len()));
    let shares = shares(&lists.iter().map(|(_, rows)| rows.len()).collect::<Vec<_>>(), room);
    let mut choices = Vec::new();
    for (list, ((title, rows), share)) in lists.into_iter().zip(shares).enumerate().filter(|(_, (_, share))| *share > 0)
    {
        lines.extend([Parts::default(), Parts::dressed(title, Style::Bold)]);
        for item in rows.iter().take(share) {
            let choice = link(item).map(|link| Choice { list, link });
            choices.extend(choice);
            lines.push(if choice.is_some() && choice == chosen {
                Parts::dressed(format!("{MARK}{}", label(item)), Style::Bold)
            } else {
                Parts::plain(format!("{:GAP$}{}", "", label(item)))
            });
        }
    }
    (lines, choices)
}

fn label(item: &Item) -> &str {
    match item {
        Item::Separator => "",
        Item::Header(header) => header,
        Item::Row(row) => &row.label,
        Item::Submenu { label, .. } => label,
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

/// How many rows of each list are shown: one after the other is begun, and then each has a row in turn. A list needs a
/// line before it and one for its title.
fn shares(lists: &[usize], room: Option<usize>) -> Vec<usize> {
    let Some(mut room) = room else { return lists.to_vec() };
    let mut shares = vec![0; lists.len()];
    for (share, rows) in shares.iter_mut().zip(lists) {
        let first = BEGINNING.min(*rows);
        let Some(rest) = room.checked_sub(2 + first) else { break };
        (*share, room) = (first, rest);
    }
    while room > 0 {
        let before = room;
        for (share, rows) in shares.iter_mut().zip(lists) {
            if room > 0 && *share > 0 && *share < *rows {
                *share += 1;
                room -= 1;
            }
        }
        if room == before {
            break;
        }
    }
    shares
}

/// The widths of the columns, in cells of a terminal.
struct Columns {
    label: usize,
    value: usize,
}

impl Columns {
    fn wide_enough_for<'a>(items: impl Iterator<Item = &'a Item>) -> Self {
        let figures = items.filter_map(|item| label(item).split_once('\t'));
        let widths = figures.map(|(label, rest)| (label.width(), rest.split('\t').next().unwrap_or_default().width()));
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
        let mut parts = label(item).split('\t');
        Some(match (parts.next().unwrap_or_default(), parts.next(), parts.next()) {
            (text, None, _) => Parts::plain(format!("{:width$}{text}", "", width = self.label)),
            (label, Some(value), note) => {
                let line =
                    Parts::plain(format!("{label}{}{}{value}", spaces(self.label, label), spaces(self.value, value)));
                match note {
                    None => line,
                    Some(note) => line.and(format!("{:GAP$}", ""), None).and(note, Some(Style::of_note(note))),
                }
            }
        })
    }
}

#[cfg(test)]
mod tests;
