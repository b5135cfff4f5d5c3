//! Lists of rows, newest first: a part of one with the count of all, or all of one row by row.
//!
//! A list walks an index by time, from the end that is nearer. What it skips costs an entry of that index, and a row
//! only where the row itself has to be looked at; names are read for those that are given. What is looked for was
//! resolved to keys before, so that a row is tested by small numbers. The count looks at every row once, as they lie in
//! the file where most of them are asked about: in the order of time they may lie anywhere, which takes up to five
//! times as long. Where it finds but a few, these are the list.

mod conditions;
mod orders;
mod search;
mod statuses;
mod subscriptions;
mod table;

pub(super) use self::search::ids_beginning_with;

use rusqlite::{Connection, Params, Row, params_from_iter};

use self::conditions::{Ask, Conditions};
use self::table::{Part, Path, Table};
use super::codes::Codes;
use super::{Ledger, LedgerError};
use crate::domain::{ListQuery, Listing, OrganizationId};

/// As many rows are sorted rather than found once more along the index. Shops of tests are small.
const FEW: u64 = if cfg!(test) { 5 } else { 2_000 };

/// One reading of a list.
struct Reading<'l> {
    connection: &'l Connection,
    organization: i64,
    codes: Codes,
    table: Table,
}

impl Ledger {
    fn reading(&self, organization: OrganizationId, table: Table) -> Result<Reading<'_>, LedgerError> {
        let connection = &self.connection;
        Ok(Reading { connection, organization: self.key_of(organization)?, codes: Codes::read(connection)?, table })
    }
}

impl Reading<'_> {
    /// A part of the list. `own` is how many rows the organization has in the table.
    fn list<R>(
        &self,
        query: &ListQuery,
        own: u64,
        read: impl Fn(&Row<'_>, &Codes) -> Result<R, LedgerError>,
    ) -> Result<Listing<R>, LedgerError> {
        let Some(conditions) = self.conditions(query)? else { return Ok(Listing { rows: Vec::new(), total: 0 }) };
        let read = |row: &Row<'_>| read(row, &self.codes);
        let total = match conditions.ask() {
            Ask::Nothing => own,
            Ask::Instants => self.count(Path::Index, &conditions)?,
            Ask::Rows => {
                let path = self.path(query, own)?;
                if let Some(keys) = self.few(path, &conditions)? {
                    return Ok(Listing { rows: self.sort(&keys, query, read)?, total: keys.len() as u64 });
                }
                self.count(path, &conditions)?
            }
        };
        Ok(Listing { rows: self.page(&conditions, query, total, read)?, total })
    }

    /// A part of the rows, of which there are `total`, by way of the end that is nearer.
    fn page<R>(
        &self,
        conditions: &Conditions,
        query: &ListQuery,
        total: u64,
        read: impl Fn(&Row<'_>) -> Result<R, LedgerError>,
    ) -> Result<Vec<R>, LedgerError> {
        let rest = total.saturating_sub(query.skip);
        let limit = query.limit.min(rest);
        let older = rest - limit;
        let mut rows = Vec::new();
        let take = |row: &Row<'_>| {
            rows.push(read(row)?);
            Ok::<_, LedgerError>(())
        };
        if query.skip <= older {
            self.walk(conditions, self.table.newest_first, Part { limit, skip: query.skip }, take)?;
        } else {
            self.walk(conditions, self.table.oldest_first, Part { limit, skip: older }, take)?;
            rows.reverse();
        }
        Ok(rows)
    }

    /// Every row of a part of the list, one after the other.
    fn each<R, E: From<LedgerError>>(
        &self,
        query: &ListQuery,
        read: impl Fn(&Row<'_>, &Codes) -> Result<R, LedgerError>,
        mut take: impl FnMut(R) -> Result<(), E>,
    ) -> Result<(), E> {
        match self.conditions(query)? {
            Some(conditions) => {
                let take = |row: &Row<'_>| take(read(row, &self.codes)?);
                self.walk(&conditions, self.table.newest_first, Part::of(query), take)
            }
            None => Ok(()),
        }
    }

    /// What rows must be like; `None` when there can be none.
    fn conditions(&self, query: &ListQuery) -> Result<Option<Conditions>, LedgerError> {
        let words = search::words(self.connection, self.organization, &self.codes, &query.search)?;
        Ok(Conditions::of(&self.table, self.organization, &self.codes, query, &words))
    }

    /// How to look at every row that could be asked for: by the index where they may be a small part of the table.
    fn path(&self, query: &ListQuery, own: u64) -> Result<Path, LedgerError> {
        if self.table.is_a_part() || query.period.is_some() {
            return Ok(Path::Index);
        }
        let all: i64 = self.connection.query_row(&self.table.rows_of_everyone(), [], |row| row.get(0))?;
        Ok(if own < all.unsigned_abs() / 2 { Path::Index } else { Path::Rows })
    }

    /// The keys of the rows, if they are few.
    fn few(&self, path: Path, conditions: &Conditions) -> Result<Option<Vec<i64>>, LedgerError> {
        let mut statement = self.connection.prepare(&self.table.keys(path, conditions, FEW + 1))?;
        let keys = statement.query_map(params_from_iter(conditions.values()), |row| row.get(0))?;
        let keys = keys.collect::<rusqlite::Result<Vec<i64>>>()?;
        Ok(Some(keys).filter(|keys| keys.len() as u64 <= FEW))
    }

    fn count(&self, path: Path, conditions: &Conditions) -> Result<u64, LedgerError> {
        let values = params_from_iter(conditions.values());
        let count: i64 = self.connection.query_row(&self.table.count(path, conditions), values, |row| row.get(0))?;
        Ok(count.unsigned_abs())
    }

    /// A part of few rows.
    fn sort<R>(
        &self,
        keys: &[i64],
        query: &ListQuery,
        read: impl Fn(&Row<'_>) -> Result<R, LedgerError>,
    ) -> Result<Vec<R>, LedgerError> {
        let sql = self.table.sorted("?1", Part::of(query));
        let mut rows = Vec::new();
        self.read(&sql, [conditions::set(keys)], |row| {
            rows.push(read(row)?);
            Ok::<_, LedgerError>(())
        })?;
        Ok(rows)
    }

    fn walk<E: From<LedgerError>>(
        &self,
        conditions: &Conditions,
        order: &str,
        part: Part,
        take: impl FnMut(&Row<'_>) -> Result<(), E>,
    ) -> Result<(), E> {
        self.read(&self.table.walk(conditions, order, part), params_from_iter(conditions.values()), take)
    }

    fn read<E: From<LedgerError>>(
        &self,
        sql: &str,
        values: impl Params,
        mut take: impl FnMut(&Row<'_>) -> Result<(), E>,
    ) -> Result<(), E> {
        let mut statement = self.connection.prepare(sql).map_err(LedgerError::from)?;
        let mut rows = statement.query(values).map_err(LedgerError::from)?;
        while let Some(row) = rows.next().map_err(LedgerError::from)? {
            take(row)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
