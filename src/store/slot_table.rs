//! Tables of sums by slot, and the one way in which a batch brings them up to date.

use rusqlite::{Connection, OptionalExtension, Row, params_from_iter};

use super::LedgerError;

/// What stands in a row beside its place.
pub(super) trait Slotted: Default + PartialEq {
    /// Reads it from the first column on, in the order of the table.
    fn read(row: &Row<'_>) -> rusqlite::Result<Self>;

    /// What stands in its columns, in the order of the table.
    fn columns(&self) -> Result<impl IntoIterator<Item = i64>, LedgerError>;

    fn add(&mut self, other: &Self) -> Result<(), LedgerError>;

    /// Whether nothing is taken off: then no row becomes nothing by it. Halves of sums may be added to halves as they stand;
    /// a sum of 64 bits of them that overflows is refused by the table, which holds whole numbers only.
    fn only_grows(&self) -> bool;

    fn is_nothing(&self) -> bool {
        *self == Self::default()
    }
}

/// The statements of a table. A row's place comes first in their parameters.
pub(super) struct SlotTable {
    /// The row at a place.
    pub(super) find: &'static str,
    /// Adds to the row at a place, which begins with nothing.
    pub(super) grow: &'static str,
    pub(super) delete: &'static str,
}

impl SlotTable {
    /// Adds what has changed at some places. A slot in which nothing is left has no row.
    pub(super) fn bring_up<A: Slotted, const PLACE: usize>(
        &self,
        connection: &Connection,
        changes: impl Iterator<Item = ([i64; PLACE], A)>,
    ) -> Result<(), LedgerError> {
        let mut grow = connection.prepare_cached(self.grow)?;
        for (place, mut change) in changes.filter(|(_, change)| !change.is_nothing()) {
            if !change.only_grows() {
                let known =
                    connection.prepare_cached(self.find)?.query_row(params_from_iter(place), A::read).optional()?;
                change.add(&known.unwrap_or_default())?;
                connection.prepare_cached(self.delete)?.execute(params_from_iter(place))?;
            }
            if !change.is_nothing() {
                grow.execute(params_from_iter(place.into_iter().chain(change.columns()?)))?;
            }
        }
        Ok(())
    }
}
