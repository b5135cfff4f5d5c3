use rusqlite::Row;
use rusqlite::types::Value;

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

/// The columns of the table, in the order of [`Movement::counts`] and [`Movement::sums`].
pub(super) const COLUMNS: &str = "started, over, committed, trials, trials_over, trials_converted, past_due, customers, \
                                  churned, canceled, due, mrr_begun_low, mrr_begun_high, mrr_gone_low, mrr_gone_high, \
                                  committed_mrr_low, committed_mrr_high, trial_mrr_low, trial_mrr_high, \
                                  due_revenue_low, due_revenue_high";

/// How many counts there are; each sum that follows them takes two columns.
const COUNTS: usize = 11;

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

    const fn sums(&self) -> [i128; 5] {
        [self.mrr_begun, self.mrr_gone, self.committed_mrr, self.trial_mrr, self.due_revenue]
    }

    const fn of(counts: [i64; COUNTS], sums: [i128; 5]) -> Self {
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

    /// Reads the [`COLUMNS`] from `first` on.
    pub(super) fn read(row: &Row<'_>, first: usize) -> rusqlite::Result<Self> {
        let (mut counts, mut sums) = ([0; COUNTS], [0; 5]);
        for (column, count) in (first..).zip(&mut counts) {
            *count = row.get(column)?;
        }
        for (pair, sum) in sums.iter_mut().enumerate() {
            let low = first + COUNTS + 2 * pair;
            *sum = whole(row.get(low)?, row.get(low + 1)?);
        }
        Ok(Self::of(counts, sums))
    }

    /// What stands in the [`COLUMNS`].
    pub(super) fn values(&self) -> Result<Vec<Value>, LedgerError> {
        let mut values: Vec<Value> = self.counts().into_iter().map(Value::Integer).collect();
        for sum in self.sums() {
            let (low, high) = halves(sum)?;
            values.extend([low, high].map(Value::Integer));
        }
        Ok(values)
    }
}
