use std::collections::BTreeSet;

use jiff::Timestamp;
use uuid::Uuid;

use super::walk::{MICROSECOND, Seen, Walk};
use crate::store::{Mark, Marks};

/// How many rows a slice looks for by their ids at most; what is left over is found the next time.
pub(super) const LOOKED_FOR: usize = 100;

/// A page of the whole history, read once more: what no list of statuses brings (an order that was voided, a row that is
/// not there any more) is seen only by who looks at every row. A slice is whole stretches of time, so that a row of the
/// ledger that should be in it and is not can be told: a window of the walk, or where the server knows no windows, the page
/// at whose end the slice before left off and the next, because rows of one instant may be on both.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Slice {
    walk: Walk,
    /// Rows before this instant are in it.
    before: Option<Timestamp>,
    /// What its earlier pages held.
    seen: BTreeSet<Uuid>,
}

/// Between which instants a slice held every row, both left out; no bound is the end of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stretch {
    pub(super) after: Option<Timestamp>,
    pub(super) before: Option<Timestamp>,
}

impl Slice {
    /// The slice at which a pass has come, or the first of a new one.
    pub(super) fn at(cursor: Option<&Mark>) -> Self {
        let Some(Mark { at, number }) = cursor.copied() else {
            return Self { walk: Walk::down_to(None), before: None, seen: BTreeSet::new() };
        };
        let walk = Walk::resumed(at.filter(|_| number > 0), number);
        let before = if walk.deep { at.and_then(|left_off| left_off.checked_add(MICROSECOND).ok()) } else { at };
        Self { walk, before, seen: BTreeSet::new() }
    }

    pub(super) const fn walk(&self) -> &Walk {
        &self.walk
    }

    /// Notes the rows of a page, unreadable ones included.
    pub(super) fn note(&mut self, ids: impl IntoIterator<Item = Uuid>) {
        self.seen.extend(ids);
    }

    /// Whether a row was among those that were noted.
    pub(super) fn has_seen(&self, id: Uuid) -> bool {
        self.seen.contains(&id)
    }

    /// Goes on after a page; `false` when the slice is whole.
    pub(super) fn advance(&mut self, seen: &Seen) -> bool {
        let Some(next) = self.walk.next(seen) else { return false };
        let goes_on = if self.walk.deep {
            seen.oldest().is_none_or(|oldest| oldest.checked_add(MICROSECOND).ok() >= self.before)
        } else {
            // A further page of the same window: more rows of one instant than a page has.
            !next.deep && next.page > 1
        };
        if goes_on {
            self.walk = next;
        }
        goes_on
    }

    /// The stretch of time of which a slice is whole with this page.
    pub(super) fn stretch(&self, seen: &Seen) -> Stretch {
        let after = self.walk.next(seen).and_then(|_| seen.oldest());
        Stretch { after, before: self.before }
    }

    /// Where the pass goes on after this page; `None` when it has come to the end.
    pub(super) fn cursor(&self, seen: &Seen) -> Option<Mark> {
        let next = self.walk.next(seen)?;
        if !next.deep {
            return Some(Mark { at: next.before, number: next.number() });
        }
        Some(Mark { at: seen.oldest(), number: -i64::from(self.walk.page) })
    }
}

/// The marks of a pass through one of the two histories.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pass {
    /// Where it goes on; absent between two passes.
    pub(super) cursor: &'static str,
    /// When it began, by the clock of this computer.
    pub(super) began: &'static str,
}

impl Pass {
    pub(super) const ORDERS: Self = Self { cursor: "order_slice", began: "order_pass" };
    pub(super) const SUBSCRIPTIONS: Self = Self { cursor: "subscription_slice", began: "subscription_pass" };

    /// Whether a pass is under way.
    pub(super) fn is_under_way(self, marks: &Marks) -> bool {
        marks.contains_key(self.cursor)
    }

    /// When the pass under way began, or one that begins `now`. One that began in a time that is still to come, because the
    /// clock was set back meanwhile, is as old as can be: what was not seen since nobody can tell, and so none of it is
    /// forgotten at its end.
    pub(super) fn began(self, marks: &Marks, now: Timestamp) -> Timestamp {
        let began = marks.get(self.began).and_then(|mark| mark.at);
        match began.filter(|_| self.is_under_way(marks)) {
            Some(began) if began > now => Timestamp::MIN,
            began => began.unwrap_or(now),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(1_790_000_000 + second).unwrap()
    }

    fn page(seconds: impl IntoIterator<Item = i64>, max_page: u64) -> Seen {
        let instants: Vec<_> = seconds.into_iter().map(at).collect();
        Seen { rows: instants.len(), total: 1000, max_page, instants, canceled: Vec::new() }
    }

    #[test]
    fn a_pass_goes_down_window_by_window_and_no_instant_is_in_none() {
        let mut first = Slice::at(None);
        let newest = page([9, 8, 7], 3);
        assert!(!first.advance(&newest));
        assert_eq!(first.stretch(&newest), Stretch { after: Some(at(7)), before: None });
        let cursor = first.cursor(&newest).unwrap();
        assert_eq!(cursor, Mark { at: Some(at(7) + MICROSECOND), number: 1 });

        let mut last = Slice::at(Some(&cursor));
        let oldest = page([7, 6], 1);
        assert!(!last.advance(&oldest));
        assert_eq!(last.stretch(&oldest), Stretch { after: None, before: Some(at(7) + MICROSECOND) });
        assert_eq!(last.cursor(&oldest), None);
    }

    #[test]
    fn of_a_pass_in_which_the_clock_was_set_back_nobody_knows_when_it_began() {
        let pass = Pass::ORDERS;
        let marks = |cursor: Option<i64>, began| -> Marks {
            let cursor = cursor.map(|second| (pass.cursor.to_owned(), Mark { at: Some(at(second)), number: 1 }));
            cursor.into_iter().chain([(pass.began.to_owned(), Mark { at: Some(at(began)), number: 0 })]).collect()
        };
        assert_eq!(pass.began(&marks(Some(7), 50), at(60)), at(50));
        assert_eq!(pass.began(&marks(None, 50), at(60)), at(60), "another one begins");
        assert_eq!(pass.began(&marks(Some(7), 50), at(40)), Timestamp::MIN);
        assert_eq!(pass.began(&marks(None, 50), at(40)), at(40));
    }

    #[test]
    fn rows_of_one_instant_are_one_slice_however_many_pages_they_are() {
        let window = Mark { at: Some(at(7) + MICROSECOND), number: 1 };
        let mut slice = Slice::at(Some(&window));
        assert!(slice.advance(&page([7, 7, 7], 4)));
        assert!(slice.advance(&page([7, 7, 7], 4)));
        let last = page([7, 6, 6], 4);
        assert!(!slice.advance(&last));
        assert_eq!(slice.stretch(&last), Stretch { after: Some(at(6)), before: window.at });
    }

    #[test]
    fn where_windows_are_ignored_pages_are_counted_and_no_instant_is_in_none() {
        let ignored = Mark { at: Some(at(7) + MICROSECOND), number: 1 };
        let mut slice = Slice::at(Some(&ignored));
        let newest = page([9, 8, 7], 4);
        assert!(!slice.advance(&newest));
        let cursor = slice.cursor(&newest).unwrap();
        assert_eq!(cursor, Mark { at: Some(at(7)), number: -1 });

        // The instant at which the first page ends may go on over the second.
        let mut second = Slice::at(Some(&cursor));
        assert!(second.advance(&newest));
        assert!(second.advance(&page([7, 7, 7], 4)));
        let last = page([7, 6, 5], 4);
        assert!(!second.advance(&last));
        assert_eq!(second.stretch(&last), Stretch { after: Some(at(5)), before: Some(at(7) + MICROSECOND) });
        assert_eq!(second.cursor(&last), Some(Mark { at: Some(at(5)), number: -3 }));
    }
}
