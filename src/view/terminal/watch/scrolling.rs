use super::{At, Body, Choice};

/// A list is begun where this many of its rows have room, or all.
const BEGINNING: usize = 2;

/// How far a picture is scrolled.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Scroll {
    /// How many lines below the head are scrolled away.
    pub offset: usize,
    /// How many rows that can be chosen are in them.
    pub above: usize,
    /// By how many lines a page goes on; what is at the end of one is at the beginning of the next.
    pub page: usize,
}

/// What of a body is in sight.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Sight {
    /// Its lines, by their places.
    pub shown: Vec<usize>,
    /// How many rows are scrolled away.
    pub above: usize,
    /// How many rows are still to come.
    pub below: usize,
    pub scroll: Scroll,
}

impl At {
    /// The row below the chosen one, or above it. The last one stays; from the first one up it is the beginning again. Where
    /// nothing is chosen, the first row that is not scrolled away, or a line further.
    pub fn beside(self, choices: &[Choice], scroll: Scroll, below: bool) -> Self {
        let offset = scroll.offset;
        let place = self.chosen.and_then(|chosen| choices.iter().position(|choice| *choice == chosen));
        let next = match (place, below) {
            (Some(place), true) => Some(place.saturating_add(1).min(choices.len().saturating_sub(1))),
            (Some(0), false) => return Self::default(),
            (Some(place), false) => Some(place.saturating_sub(1)),
            (None, true) => Some(scroll.above),
            (None, false) => None,
        };
        match next.and_then(|next| choices.get(next)) {
            Some(chosen) => Self { chosen: Some(*chosen), offset },
            None if below => Self { chosen: None, offset: offset.saturating_add(1) },
            None => Self { chosen: None, offset: offset.saturating_sub(1) },
        }
    }

    /// A page further, or back.
    pub fn a_page_on(Scroll { offset, page, .. }: Scroll, below: bool) -> Self {
        let offset = if below { offset.saturating_add(page) } else { offset.saturating_sub(page) };
        Self { chosen: None, offset }
    }
}

/// What is in sight where `room` lines are. Until somebody scrolls or chooses a row that is further down, that is something
/// of each list that has room; then it is the lines as they follow each other.
pub(super) fn sight(body: &Body, room: usize, at: At) -> Sight {
    let rows_in = |lines: &[usize]| lines.iter().filter(|line| is_row(body, **line)).count();
    let all: Vec<usize> = (0..body.lines.len()).collect();
    if all.len() <= room {
        return Sight { shown: all, ..Sight::default() };
    }
    let chosen =
        at.chosen.and_then(|chosen| body.lines.iter().position(|line| line.choice.is_some_and(|it| it == chosen)));
    let beginnings = beginnings(body, room);
    if at.offset == 0 && chosen.is_none_or(|line| beginnings.contains(&line)) {
        let together = beginnings.iter().enumerate().take_while(|(place, line)| place == *line).count();
        let scroll = Scroll { page: together.saturating_sub(1).max(1), ..Scroll::default() };
        let below = rows_in(&all) - rows_in(&beginnings);
        return Sight { shown: beginnings, above: 0, below, scroll };
    }
    let mut offset = at.offset.min(all.len() - room);
    if let Some(line) = chosen {
        offset = offset.min(line).max((line + 1).saturating_sub(room));
    }
    let (away, rest) = all.split_at(offset);
    let (shown, to_come) = rest.split_at(room.min(rest.len()));
    let above = away.iter().filter(|line| body.lines.get(**line).is_some_and(|line| line.choice.is_some())).count();
    let scroll = Scroll { offset, above, page: room.saturating_sub(1).max(1) };
    Sight { shown: shown.to_vec(), above: rows_in(away), below: rows_in(to_come), scroll }
}

fn is_row(body: &Body, line: usize) -> bool {
    body.lines.get(line).is_some_and(|line| line.is_row)
}

/// The figures, and of each list that has room its first rows.
fn beginnings(body: &Body, room: usize) -> Vec<usize> {
    let shares = shares(&body.lists, room.saturating_sub(body.figures));
    let mut lines: Vec<usize> = (0..body.figures).collect();
    let mut first = body.figures;
    for (rows, share) in body.lists.iter().zip(shares) {
        if share > 0 {
            lines.extend(first..first + 2 + share);
        }
        first += 2 + rows;
    }
    lines.truncate(room);
    lines
}

/// How many rows of each list are shown: one after the other is begun, and then each has a row in turn. A list needs a
/// line before it and one for its title.
fn shares(lists: &[usize], mut room: usize) -> Vec<usize> {
    let mut shares = vec![0; lists.len()];
    for (share, rows) in shares.iter_mut().zip(lists) {
        let first = BEGINNING.min(*rows);
        let Some(rest) = room.checked_sub(2 + first) else { break };
        (*share, room) = (first, rest);
    }
    // Better one row than none at all.
    if let ([first @ 0, ..], 3) = (shares.as_mut_slice(), room) {
        *first = 1;
        room = 0;
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::Link;

    #[test]
    fn arrows_choose_rows_where_there_are_any_and_scroll_elsewhere() {
        let rows = [0, 1, 2].map(|list| Choice { list, link: Link::Overview });
        let at = |chosen: Option<usize>, offset| At { chosen: chosen.map(|row| rows[row]), offset };
        let all = rows.as_slice();
        for (choices, from, above, below, expected) in [
            (all, at(None, 0), 0, true, at(Some(0), 0)),
            (all, at(None, 9), 2, true, at(Some(2), 9)),
            (all, at(None, 9), 2, false, at(None, 8)),
            (all, at(Some(1), 4), 0, true, at(Some(2), 4)),
            (all, at(Some(2), 4), 0, true, at(Some(2), 4)),
            (all, at(Some(1), 4), 0, false, at(Some(0), 4)),
            (all, at(Some(0), 4), 0, false, at(None, 0)),
            (&[], at(None, 0), 0, true, at(None, 1)),
            (&[], at(None, 3), 0, false, at(None, 2)),
            (&[], at(None, 0), 0, false, at(None, 0)),
        ] {
            let scroll = Scroll { offset: from.offset, above, page: 5 };
            assert_eq!(from.beside(choices, scroll, below), expected, "{from:?} {below}");
        }
    }

    #[test]
    fn room_is_shared_by_the_lists_from_the_first_on() {
        for (lists, room, expected) in [
            ([10, 10, 10], 0, [0, 0, 0]),
            ([10, 10, 10], 2, [0, 0, 0]),
            ([10, 10, 10], 3, [1, 0, 0]),
            ([10, 10, 10], 4, [2, 0, 0]),
            ([10, 10, 10], 7, [5, 0, 0]),
            ([10, 10, 10], 9, [3, 2, 0]),
            ([10, 10, 10], 14, [3, 3, 2]),
            ([1, 10, 1], 100, [1, 10, 1]),
        ] {
            assert_eq!(shares(&lists, room), expected, "{lists:?} in {room:?}");
        }
    }
}
