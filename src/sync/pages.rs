use std::collections::BTreeSet;
use std::sync::Arc;

/// Which rows a list has shown so far, page by page. A task is copied for every request, and copies share their pages: a list
/// of a hundred thousand rows must not be copied a thousand times.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Pages<T>(Vec<Arc<[T]>>);

impl<T: Copy + Ord> Pages<T> {
    /// No page yet.
    pub(super) const fn none() -> Self {
        Self(Vec::new())
    }

    /// A further page.
    pub(super) fn push(&mut self, rows: impl Iterator<Item = T>) {
        self.0.push(rows.collect());
    }

    /// Every row that was shown.
    pub(super) fn rows(&self) -> BTreeSet<T> {
        self.0.iter().flat_map(|page| page.iter().copied()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_that_two_pages_show_is_one_row() {
        let mut pages = Pages::none();
        pages.push([3, 1].into_iter());
        let before = pages.clone();
        pages.push([2, 3].into_iter());
        assert_eq!(pages.rows(), BTreeSet::from([1, 2, 3]));
        assert_eq!(before.rows(), BTreeSet::from([1, 3]));
    }
}
