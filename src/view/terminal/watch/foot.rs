use unicode_width::UnicodeWidthStr;

use super::{Foot, GAP, Room};
use crate::view::terminal::fitting::Parts;
use crate::view::terminal::ink::Style;
use crate::view::terminal::wrapping::in_lines;
use crate::view::words::terminal as words;

/// The foot, in as many lines as it needs.
pub(super) struct Below {
    lines: Vec<String>,
    style: Style,
    /// What may be scrolled with, where no row can be chosen.
    scrolls: Option<&'static str>,
    width: usize,
    /// The first line of the terminal is never the foot's, unless it is the only one.
    most: usize,
    hint: bool,
}

impl Below {
    /// The foot where rows can be chosen, or not.
    pub fn new(foot: &Foot, rows: bool, room: Room) -> Self {
        let width = room.width.unwrap_or(usize::MAX);
        let mut scrolls = None;
        let lines = match foot {
            Foot::None => Vec::new(),
            Foot::Hint => in_lines(words::KEYS_HINT, words::BETWEEN_KEYS, width),
            Foot::Keys => {
                let mut keys = words::KEYS.to_vec();
                if rows {
                    keys.push(words::KEY_OF_ROWS);
                } else {
                    scrolls = Some(words::KEY_OF_SCROLLING);
                }
                in_lines(keys, words::BETWEEN_KEYS, width)
            }
            Foot::Note(note) => in_lines(note.split_whitespace(), " ", width),
        };
        let style = if matches!(foot, Foot::Note(_)) { Style::Yellow } else { Style::Dim };
        let most = room.height.map_or(usize::MAX, |height| height.saturating_sub(1).max(1));
        Self { lines, style, scrolls, width, most, hint: false }.no_higher()
    }

    /// The same where not everything is in sight, at the most this many rows are not, and the foot says so.
    pub fn with_room_for_hint(mut self, most: usize) -> Self {
        // Where no line ends, nothing has a right.
        if self.width == usize::MAX {
            return self;
        }
        let widest = words::out_of_sight(most, most).width();
        let Some(mut last) = self.lines.pop() else { return self };
        if let Some(key) = self.scrolls.take() {
            self.lines.extend(in_lines([last.as_str(), key], words::BETWEEN_KEYS, self.width));
            last = self.lines.pop().unwrap_or_default();
        }
        let fits = last.width() + GAP + widest <= self.width;
        self.lines.push(last);
        if !fits && self.lines.len() < self.most {
            self.lines.push(String::new());
        }
        self.hint = true;
        self.no_higher()
    }

    fn no_higher(mut self) -> Self {
        self.lines.truncate(self.most);
        self
    }

    pub fn height(&self) -> usize {
        self.lines.len()
    }

    /// Its lines, with what is out of sight at the right of the last one.
    pub fn write(self, above: usize, below: usize) -> Vec<Parts> {
        let (style, width) = (self.style, self.width);
        let hint = if self.hint { words::out_of_sight(above, below) } else { String::new() };
        let last = self.lines.len().saturating_sub(1);
        let lines = self.lines.into_iter().enumerate().map(|(place, line)| {
            let gap = width.checked_sub(line.width() + hint.width());
            let gap = gap.filter(|gap| place == last && !hint.is_empty() && (line.is_empty() || *gap >= GAP));
            let parts = Parts::dressed(line, style);
            match gap {
                Some(gap) => parts.and(" ".repeat(gap), None).and(hint.as_str(), Some(Style::Dim)),
                None => parts,
            }
        });
        lines.collect()
    }
}
