use std::fmt;

use super::conditions::{Conditions, among};
use crate::domain::ListQuery;

/// A table that can be listed, and the statements that do it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Table {
    /// Its name, and that of the column in which organizations count their rows of it.
    pub(super) name: &'static str,
    /// The index that is walked: by organization and time.
    pub(super) index: &'static str,
    /// What rows must be like to be in that index.
    pub(super) only: Option<&'static str>,
    /// The columns that a row is read from. Other tables are looked at by scalar queries: these, unlike joins, are not
    /// made for rows that are skipped.
    pub(super) columns: &'static str,
    /// The instant by which it is sorted.
    pub(super) instant: &'static str,
    /// Every column that decides between two rows, so that pages neither repeat a row nor leave one out.
    pub(super) newest_first: &'static str,
    /// The same the other way around.
    pub(super) oldest_first: &'static str,
    /// The columns that hold keys of codes and are searched.
    pub(super) codes: [&'static str; 3],
    /// The column that is searched for a part of it.
    pub(super) text: Option<&'static str>,
}

/// By which way rows are come by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Path {
    /// In the order of time.
    Index,
    /// As they lie in the file, all organizations' together.
    Rows,
}

/// Which of the rows that there are.
#[derive(Clone, Copy, Debug)]
pub(super) struct Part {
    pub(super) limit: u64,
    pub(super) skip: u64,
}

impl Part {
    pub(super) fn of(query: &ListQuery) -> Self {
        Self { limit: query.limit, skip: query.skip }
    }
}

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [limit, skip] = [self.limit, self.skip].map(|rows| i64::try_from(rows).unwrap_or(i64::MAX));
        write!(f, "LIMIT {limit} OFFSET {skip}")
    }
}

impl Table {
    /// Whether its index holds a part of the rows only.
    pub(super) fn is_a_part(&self) -> bool {
        self.only.is_some()
    }

    /// A part of the rows that meet conditions.
    pub(super) fn walk(&self, conditions: &Conditions, order: &str, part: Part) -> String {
        let (columns, from) = (self.columns, self.from(Path::Index, conditions));
        format!("SELECT {columns} {from} ORDER BY {order} {part}")
    }

    /// A part of the rows of a set of keys, newest first. `keys` is where the set is bound.
    pub(super) fn sorted(&self, keys: &str, part: Part) -> String {
        let Self { columns, name, newest_first, .. } = self;
        let rows = format!("SELECT {columns} FROM {name} NOT INDEXED WHERE key IN {}", among(keys));
        format!("{rows} ORDER BY {newest_first} {part}")
    }

    /// The keys of the rows that meet conditions, in no order.
    pub(super) fn keys(&self, path: Path, conditions: &Conditions, limit: u64) -> String {
        format!("SELECT key {} LIMIT {limit}", self.from(path, conditions))
    }

    /// How many rows meet conditions.
    pub(super) fn count(&self, path: Path, conditions: &Conditions) -> String {
        format!("SELECT count(*) {}", self.from(path, conditions))
    }

    /// How many rows all organizations have.
    pub(super) fn rows_of_everyone(&self) -> String {
        format!("SELECT ifnull(sum({}), 0) FROM organizations", self.name)
    }

    fn from(&self, path: Path, conditions: &Conditions) -> String {
        let path = match path {
            Path::Index => format!("INDEXED BY {}", self.index),
            Path::Rows => "NOT INDEXED".to_owned(),
        };
        format!("FROM {} {path} WHERE {}", self.name, conditions.sql())
    }
}
