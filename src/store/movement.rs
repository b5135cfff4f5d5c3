use rusqlite::Row;

use super::LedgerError;
use super::sums::{halves, too_large, whole};

/// What happens to subscriptions at an instant or within a slot, as differences that add up; the schema says what each is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Movement {
    pub(super) started: i64,
    pub(super) over: i64,
    pub(super) committed: i64,
    pub(super) trials: i64,
    pub(super) trials_over: i64,
    pub(super) trials_converted: i64,
    pub(super) past_due: i64,
    pub(super) customers: i64,
    pub(super) churned: i64,
    pub(super) canceled: i64,
    pub(super) due: i64,
    pub(super) mrr_begun: i128,
    pub(super) mrr_gone: i128,
    pub(super) committed_mrr: i128,
    pub(super) trial_mrr: i128,
    pub(super) due_revenue: i128,
}

/// How many counts there are.
const COUNTS: usize = 11;

/// How many sums follow them, in two columns each.
const SUMS: usize = 5;

impl Movement {
    const fn counts(&self) -> [i64; COUNTS] {
        [
            self.started,
            self.over,
            self.committed,
            self.trials,
            self.trials_over,
            self.trials_converted,
            self.past_due,
            self.customers,
            self.churned,
            self.canceled,
            self.due,
        ]
    }

    const fn sums(&self) -> [i128; SUMS] {
        [self.mrr_begun, self.mrr_gone, self.committed_mrr, self.trial_mrr, self.due_revenue]
    }

    const fn of(counts: [i64; COUNTS], sums: [i128; SUMS]) -> Self {
        let [
            started,
            over,
            committed,
            trials,
            trials_over,
            trials_converted,
            past_due,
            customers,
            churned,
            canceled,
            due,
        ] = counts;
        let [mrr_begun, mrr_gone, committed_mrr, trial_mrr, due_revenue] = sums;
        Self {
            started,
            over,
            committed,
            trials,
            trials_over,
            trials_converted,
            past_due,
            customers,
            churned,
            canceled,
            due,
            mrr_begun,
            mrr_gone,
            committed_mrr,
            trial_mrr,
            due_revenue,
        }
    }

    /// Adds another once (`1`) or takes it off (`-1`).
    pub(super) fn add(&mut self, other: &Self, sign: i64) -> Result<(), LedgerError> {
        let (mut counts, mut sums) = (self.counts(), self.sums());
        for (count, more) in counts.iter_mut().zip(other.counts()) {
            *count = more.checked_mul(sign).and_then(|more| count.checked_add(more)).ok_or_else(too_large)?;
        }
        for (sum, more) in sums.iter_mut().zip(other.sums()) {
            *sum = more.checked_mul(i128::from(sign)).and_then(|more| sum.checked_add(more)).ok_or_else(too_large)?;
        }
        *self = Self::of(counts, sums);
        Ok(())
    }

    pub(super) fn is_nothing(&self) -> bool {
        *self == Self::default()
    }

    /// Reads a row whose counts and sums begin at column `first`, in the order of the table.
    pub(super) fn read(row: &Row<'_>, first: usize) -> rusqlite::Result<Self> {
        let (mut counts, mut sums) = ([0; COUNTS], [0; SUMS]);
        for (column, count) in (first..).zip(&mut counts) {
            *count = row.get(column)?;
        }
        for (pair, sum) in sums.iter_mut().enumerate() {
            let low = first + COUNTS + 2 * pair;
            *sum = whole(row.get(low)?, row.get(low + 1)?);
        }
        Ok(Self::of(counts, sums))
    }

    /// What stands in a row, in the order of the table.
    pub(super) fn columns(&self) -> Result<[i64; COUNTS + 2 * SUMS], LedgerError> {
        let mut columns = [0; COUNTS + 2 * SUMS];
        let (counts, pairs) = columns.split_at_mut(COUNTS);
        counts.copy_from_slice(&self.counts());
        for (pair, sum) in pairs.chunks_exact_mut(2).zip(self.sums()) {
            let (low, high) = halves(sum)?;
            pair.copy_from_slice(&[low, high]);
        }
        Ok(columns)
    }

    /// Whether something is added and nothing taken off: then no row becomes nothing by it.
    pub(super) fn only_grows(&self) -> bool {
        let (counts, sums) = (self.counts(), self.sums());
        !self.is_nothing() && counts.iter().all(|count| *count >= 0) && sums.iter().all(|sum| *sum >= 0)
    }
}
