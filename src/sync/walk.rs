use jiff::{SignedDuration, Timestamp};

use super::task::PAGE;

/// How many rows a page has that is not the last.
const FULL: usize = PAGE as usize;

/// The smallest step of Polar's clock.
pub(super) const MICROSECOND: SignedDuration = SignedDuration::from_micros(1);

/// A walk through a list that Polar gives newest first, by the instant that the list is sorted by.
///
/// Offset pages shift whenever a row arrives, and Polar's sort has no tie-breaker. So the walk asks for windows by time, each
/// from one microsecond after the oldest row seen (so that rows of the same instant are not lost), and only goes to a
/// second page of a window where a whole page lies in one instant. A server that ignores the window's filter is noticed
/// by what it sends; then the walk turns to deep pages, which is right too, only slower.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Walk {
    /// Rows at or before this instant are known: the walk ends when it reaches them.
    pub(super) after: Option<Timestamp>,
    /// Rows at or after this instant are known.
    pub(super) before: Option<Timestamp>,
    /// The page of the window, from 1.
    pub(super) page: u32,
    /// The server ignores `before`: pages are counted from the newest row.
    pub(super) deep: bool,
    /// How many rows the list had at the page before.
    total: u64,
    /// The oldest instant that was seen.
    reached: Option<Timestamp>,
    /// How many pages in a row brought nothing older.
    idle: u32,
}

/// So many pages in a row may bring nothing older: three thousand rows of one instant. A list that has more has no end.
const LONGEST_IDLE: u32 = 30;

/// What one page of a list held.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Seen {
    /// The instants of its rows.
    pub(super) instants: Vec<Timestamp>,
    /// How many rows it had, unreadable ones included.
    pub(super) rows: usize,
    /// How many rows the window has.
    pub(super) total: u64,
    /// How many pages the window has.
    pub(super) max_page: u64,
    /// Of subscriptions: when each was cancelled.
    pub(super) canceled: Vec<Option<Timestamp>>,
}

impl Seen {
    /// The newest instant that is not later than `latest`.
    pub(super) fn newest(&self, latest: Timestamp) -> Option<Timestamp> {
        self.instants.iter().filter(|at| **at <= latest).max().copied()
    }

    pub(super) fn oldest(&self) -> Option<Timestamp> {
        self.instants.iter().min().copied()
    }
}

impl Walk {
    /// From the newest row down to `after`, or to the end.
    pub(super) const fn down_to(after: Option<Timestamp>) -> Self {
        Self { after, before: None, page: 1, deep: false, total: 0, reached: None, idle: 0 }
    }

    /// Where the walk goes on after a page; `None` when it has arrived.
    pub(super) fn next(self, seen: &Seen) -> Option<Self> {
        let oldest = seen.oldest();
        let is_older = self.reached.is_none_or(|reached| oldest.is_some_and(|oldest| oldest < reached));
        let idle = if is_older { 0 } else { self.idle.saturating_add(1) };
        Self { reached: self.reached.into_iter().chain(oldest).min(), idle, ..self }.after_page(seen)
    }

    /// Whether it has turned so many pages without getting on that the list cannot be one that ends.
    pub(super) const fn is_stuck(&self) -> bool {
        self.idle >= LONGEST_IDLE
    }

    fn after_page(self, seen: &Seen) -> Option<Self> {
        if let Some(back) = self.before_what_vanished(seen) {
            return Some(back);
        }
        // A full page is not believed to be the last: where it is, the next one is short.
        if seen.rows == 0 || (u64::from(self.page) >= seen.max_page && seen.rows < FULL) {
            return None;
        }
        let Some(oldest) = seen.oldest() else { return Some(self.turn_page(seen)) };
        if self.after.is_some_and(|after| oldest <= after) {
            return None;
        }
        let ignored = self.before.is_some_and(|before| seen.instants.iter().any(|at| *at >= before));
        if ignored && !self.deep {
            return Some(Self { before: None, page: 2, deep: true, total: seen.total, ..self });
        }
        // A window that ends before 1970 bounds nothing: Polar has no such rows, and might refuse such a year.
        let window = oldest.checked_add(MICROSECOND).ok().filter(|window| *window > Timestamp::UNIX_EPOCH);
        if self.deep || window.is_none() || window == self.before {
            return Some(self.turn_page(seen));
        }
        Some(Self { before: window, page: 1, ..self })
    }

    /// Passes over everything newer than `newest`, where the server lets a window do that.
    pub(super) fn skipping_to(self, newest: Timestamp) -> Self {
        match newest.checked_add(MICROSECOND) {
            Ok(window) if !self.deep && self.before.is_none_or(|before| window < before) => {
                Self { before: Some(window), page: 1, ..self }
            }
            _ => self,
        }
    }

    /// How many rows of a list are still to come after a page of it, which has `limit` rows unless it is the last.
    pub(super) fn left(&self, seen: &Seen, limit: u32) -> u64 {
        let before = u64::from(self.page.saturating_sub(1)).saturating_mul(u64::from(limit));
        seen.total.saturating_sub(before).saturating_sub(seen.rows as u64)
    }

    fn turn_page(self, seen: &Seen) -> Self {
        Self { page: self.page.saturating_add(1), total: seen.total, ..self }
    }

    /// Rows that vanished since the page before moved every later row up, past the end of that page: from there it is
    /// read again. `None` when none did. The list is shorter each time, so that this ends.
    fn before_what_vanished(self, seen: &Seen) -> Option<Self> {
        let vanished = self.total.checked_sub(seen.total).filter(|vanished| *vanished > 0 && self.page > 1)?;
        let pages = vanished.div_ceil(u64::try_from(seen.rows).unwrap_or(u64::MAX).max(1));
        let page = self.page.saturating_sub(u32::try_from(pages).unwrap_or(u32::MAX)).max(1);
        Some(Self { page, total: seen.total, ..self })
    }

    /// From when on everything has been read, after a page that is not the last.
    pub(super) fn complete_since(&self, seen: &Seen) -> Option<Timestamp> {
        seen.oldest().and_then(|oldest| oldest.checked_add(MICROSECOND).ok())
    }

    /// The page as one number for a mark: negative while walking deep pages.
    pub(super) fn number(&self) -> i64 {
        if self.deep { -i64::from(self.page) } else { i64::from(self.page) }
    }

    /// Takes the walk up where a mark left it.
    pub(super) fn resumed(before: Option<Timestamp>, number: i64) -> Self {
        let page = u32::try_from(number.unsigned_abs()).unwrap_or(1).max(1);
        Self { before, page, deep: number < 0, ..Self::down_to(None) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    const LIMIT: usize = 10;

    fn at(microsecond: i64) -> Timestamp {
        Timestamp::from_microsecond(1_790_000_000_000_000 + microsecond).unwrap()
    }

    /// A list as Polar serves it: sorted newest first, filtered by a strict `before` unless it ignores filters.
    fn serve(rows: &[(i64, u32)], walk: &Walk, honours_filters: bool) -> (Seen, Vec<u32>) {
        let mut matching: Vec<_> = rows
            .iter()
            .filter(|(instant, _)| !honours_filters || walk.before.is_none_or(|before| at(*instant) < before))
            .collect();
        matching.sort_by_key(|(instant, _)| -instant);
        let page: Vec<_> = matching.iter().skip((walk.page as usize - 1) * LIMIT).take(LIMIT).collect();
        let seen = Seen {
            instants: page.iter().map(|(instant, _)| at(*instant)).collect(),
            rows: page.len(),
            total: matching.len() as u64,
            max_page: matching.len().div_ceil(LIMIT) as u64,
            canceled: Vec::new(),
        };
        (seen, page.iter().map(|(_, id)| *id).collect())
    }

    /// Walks to the end while the list changes after every page: so many rows arrive on top, and of those with these
    /// indices that are there, each vanishes. Gives what was seen and what was there all the time.
    fn walk_through(
        mut rows: Vec<(i64, u32)>,
        changes: Vec<(usize, Vec<usize>)>,
        honours_filters: bool,
    ) -> (BTreeSet<u32>, BTreeSet<u32>) {
        let mut stayed: BTreeSet<u32> = rows.iter().map(|(_, id)| *id).collect();
        let mut changes = changes.into_iter();
        let (mut seen_ids, mut next_id) = (BTreeSet::new(), 10_000);
        let (mut walk, mut steps) = (Some(Walk::down_to(None)), 0);
        while let Some(here) = walk {
            let (seen, ids) = serve(&rows, &here, honours_filters);
            seen_ids.extend(ids);
            walk = here.next(&seen);
            let (arrivals, vanishing) = changes.next().unwrap_or_default();
            for index in vanishing {
                if !rows.is_empty() {
                    stayed.remove(&rows.remove(index % rows.len()).1);
                }
            }
            for _ in 0..arrivals {
                next_id += 1;
                rows.push((1000 + i64::from(next_id), next_id));
            }
            steps += 1;
            assert!(steps < 800, "the walk does not end");
        }
        (seen_ids, stayed)
    }

    proptest! {
        #[test]
        fn every_row_that_stays_is_seen_whatever_arrives_meanwhile(
            instants in prop::collection::vec(0..40i64, 0..120),
            arrivals in prop::collection::vec(0..3usize, 0..60),
            honours_filters: bool,
        ) {
            let changes = arrivals.into_iter().map(|arrivals| (arrivals, Vec::new())).collect();
            let (seen, stayed) = walk_through(instants.into_iter().zip(0..).collect(), changes, honours_filters);
            prop_assert!(stayed.is_subset(&seen));
        }

        #[test]
        fn every_row_that_stays_is_seen_whatever_vanishes_meanwhile(
            instants in prop::collection::vec(0..12i64, 0..120),
            vanishing in prop::collection::vec(prop::collection::vec(any::<prop::sample::Index>(), 0..14), 0..30),
            honours_filters: bool,
        ) {
            let indices = |some: Vec<prop::sample::Index>| some.iter().map(|one| one.index(1000)).collect();
            let changes = vanishing.into_iter().map(|some| (0, indices(some))).collect();
            let (seen, stayed) = walk_through(instants.into_iter().zip(0..).collect(), changes, honours_filters);
            prop_assert!(stayed.is_subset(&seen), "{:?}", stayed.difference(&seen));
        }
    }

    #[test]
    fn more_rows_in_one_microsecond_than_fit_a_page_are_all_walked() {
        let rows: Vec<_> = (0..37).map(|id| (5, id)).chain([(3, 100), (9, 101)]).collect();
        let mut walk = Some(Walk::down_to(None));
        let mut ids = BTreeSet::new();
        while let Some(here) = walk {
            let (seen, page) = serve(&rows, &here, true);
            ids.extend(page);
            walk = here.next(&seen);
        }
        assert_eq!(ids.len(), rows.len());
    }

    #[test]
    fn a_walk_ends_where_the_known_rows_begin() {
        let rows: Vec<_> = (0..100).map(|id| (i64::from(id), id)).collect();
        let walk = Walk::down_to(Some(at(85)));
        let (first, _) = serve(&rows, &walk, true);
        let second = walk.next(&first).unwrap();
        let (seen, _) = serve(&rows, &second, true);
        assert_eq!(second.next(&seen), None);
    }

    #[test]
    fn a_list_that_says_the_same_on_every_page_has_no_end() {
        let seen =
            Seen { instants: vec![at(1); 10], rows: 10, total: u64::MAX, max_page: u64::MAX, canceled: Vec::new() };
        let mut walk = Walk::down_to(None);
        let mut pages = 0;
        while !walk.is_stuck() {
            walk = walk.next(&seen).unwrap();
            pages += 1;
        }
        assert_eq!(pages, 31);
    }

    #[test]
    fn a_full_page_is_not_believed_to_be_the_last() {
        let seen = |rows| Seen { instants: vec![at(1); rows], rows, total: 0, max_page: 0, canceled: Vec::new() };
        assert!(Walk::down_to(None).next(&seen(FULL)).is_some());
        assert!(Walk::down_to(None).next(&seen(FULL - 1)).is_none());
    }

    #[test]
    fn no_window_ends_before_polar_began() {
        let (walk, long_ago) = (Walk::down_to(None), Timestamp::from_second(-90_000_000_000).unwrap());
        let seen = Seen { instants: vec![long_ago; 10], rows: 10, total: 30, max_page: 3, canceled: Vec::new() };
        let next = walk.next(&seen).unwrap();
        assert_eq!((next.before, next.page), (None, 2));
    }

    #[test]
    fn a_page_of_unreadable_rows_is_stepped_over() {
        let walk = Walk::down_to(None);
        let next =
            walk.next(&Seen { instants: Vec::new(), rows: 10, total: 30, max_page: 3, canceled: Vec::new() }).unwrap();
        assert_eq!(next.page, 2);
    }

    #[test]
    fn a_resumed_walk_is_the_same_walk() {
        for number in [1, 7, -3] {
            assert_eq!(Walk::resumed(Some(at(1)), number).number(), number);
        }
    }
}
