use rusqlite::Row;

use super::LedgerError;
use super::slot_table::Slotted;
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
    fn counts_mut(&mut self) -> [&mut i64; COUNTS] {
        [
            &mut self.started,
            &mut self.over,
            &mut self.committed,
            &mut self.trials,
            &mut self.trials_over,
            &mut self.trials_converted,
            &mut self.past_due,
            &mut self.customers,
            &mut self.churned,
            &mut self.canceled,
            &mut self.due,
        ]
    }

    fn sums_mut(&mut self) -> [&mut i128; SUMS] {
        [&mut self.mrr_begun, &mut self.mrr_gone, &mut self.committed_mrr, &mut self.trial_mrr, &mut self.due_revenue]
    }

    fn counts(mut self) -> [i64; COUNTS] {
        self.counts_mut().map(|count| *count)
    }

    fn sums(mut self) -> [i128; SUMS] {
        self.sums_mut().map(|sum| *sum)
    }

    /// Adds another once (`1`) or takes it off (`-1`).
    pub(super) fn add_times(&mut self, other: &Self, sign: i64) -> Result<(), LedgerError> {
        for (count, more) in self.counts_mut().into_iter().zip(other.counts()) {
            *count = more.checked_mul(sign).and_then(|more| count.checked_add(more)).ok_or_else(too_large)?;
        }
        for (sum, more) in self.sums_mut().into_iter().zip(other.sums()) {
            *sum = more.checked_mul(i128::from(sign)).and_then(|more| sum.checked_add(more)).ok_or_else(too_large)?;
        }
        Ok(())
    }

    /// Reads a row whose counts and sums begin at column `first`, in the order of the table.
    pub(super) fn read_from(row: &Row<'_>, first: usize) -> rusqlite::Result<Self> {
        let mut movement = Self::default();
        for (column, count) in (first..).zip(movement.counts_mut()) {
            *count = row.get(column)?;
        }
        for (low, sum) in (first + COUNTS..).step_by(2).zip(movement.sums_mut()) {
            *sum = whole(row.get(low)?, row.get(low + 1)?);
        }
        Ok(movement)
    }
}

impl Slotted for Movement {
    fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        Self::read_from(row, 0)
    }

    fn columns(&self) -> Result<impl IntoIterator<Item = i64>, LedgerError> {
        let mut columns = [0; COUNTS + 2 * SUMS];
        let (counts, pairs) = columns.split_at_mut(COUNTS);
        counts.copy_from_slice(&self.counts());
        for (pair, sum) in pairs.chunks_exact_mut(2).zip(self.sums()) {
            let (low, high) = halves(sum)?;
            pair.copy_from_slice(&[low, high]);
        }
        Ok(columns)
    }

    fn add(&mut self, other: &Self) -> Result<(), LedgerError> {
        self.add_times(other, 1)
    }

    fn only_grows(&self) -> bool {
        self.counts().iter().all(|count| *count >= 0) && self.sums().iter().all(|sum| *sum >= 0)
    }
}
