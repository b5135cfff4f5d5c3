use std::io::{self, Write};

use super::kind::Kind;
use crate::cli::print;
use crate::domain::{ListQuery, Listing, OrganizationId};
use crate::shell::exports::ExportError;
use crate::store::Ledger;
use crate::view::{ListPage, json};

/// As many rows are held while a table of them is laid out; of more, each is read twice.
const HELD: u64 = 2_000;

/// How rows are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    Table,
    Json,
    Csv,
}

/// What came of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Written {
    /// Everything that was asked for.
    All,
    /// There was no row, and no table of none.
    Nothing,
}

/// What is asked of which ledger.
pub(super) struct Asking<'a> {
    pub(super) ledger: &'a Ledger,
    pub(super) page: &'a ListPage<'a>,
    pub(super) query: &'a ListQuery,
}

impl Asking<'_> {
    /// Writes the rows to standard output, without holding more of them than a table has lines.
    pub(super) fn write<K: Kind>(&self, form: Form) -> Result<Written, ExportError> {
        let mut out = print::stream();
        let written = match form {
            Form::Table => self.table::<K>(&mut out)?,
            Form::Json => self.json::<K>(&mut out)?,
            Form::Csv => {
                K::csv(self.ledger, self.of(), self.query, &mut out)?;
                Written::All
            }
        };
        out.flush()?;
        Ok(written)
    }

    fn of(&self) -> OrganizationId {
        self.page.organization.id
    }

    fn json<K: Kind>(&self, out: &mut impl Write) -> Result<Written, ExportError> {
        let [first, other] = json::BEFORE_ROW;
        out.write_all(json::before_rows(self.page).map_err(io::Error::from)?.as_bytes())?;
        let mut before = first;
        K::each(self.ledger, self.of(), self.query, |row| {
            out.write_all(std::mem::replace(&mut before, other).as_bytes())?;
            let row = K::json(&row, self.page.organization, self.page.now);
            Ok(serde_json::to_writer(&mut *out, &row).map_err(io::Error::from)?)
        })?;
        out.write_all(json::AFTER_ROWS.as_bytes())?;
        Ok(Written::All)
    }

    fn table<K: Kind>(&self, out: &mut impl Write) -> Result<Written, ExportError> {
        if self.query.limit > HELD {
            // Both readings, and the count, are of one instant.
            return self.ledger.at_one_instant(|_| Ok(self.long_table::<K>(out)))?;
        }
        let Listing { rows, total } = K::list(self.ledger, self.of(), self.query)?;
        if rows.is_empty() {
            return Ok(Written::Nothing);
        }
        let mut measuring = K::table(self.page);
        rows.iter().for_each(|row| measuring.measure(row));
        let table = measuring.fit(print::width(), print::in_colour());
        out.write_all(table.begin().as_bytes())?;
        for row in &rows {
            out.write_all(table.row(row).as_bytes())?;
        }
        out.write_all(table.end(total.saturating_sub(rows.len() as u64)).as_bytes())?;
        Ok(Written::All)
    }

    fn long_table<K: Kind>(&self, out: &mut impl Write) -> Result<Written, ExportError> {
        let total = K::list(self.ledger, self.of(), &ListQuery { limit: 0, ..self.query.clone() })?.total;
        if total == 0 {
            return Ok(Written::Nothing);
        }
        let mut measuring = K::table(self.page);
        K::each(self.ledger, self.of(), self.query, |row| {
            measuring.measure(&row);
            Ok(())
        })?;
        let table = measuring.fit(print::width(), print::in_colour());
        out.write_all(table.begin().as_bytes())?;
        K::each(self.ledger, self.of(), self.query, |row| Ok(out.write_all(table.row(&row).as_bytes())?))?;
        out.write_all(table.end(total.saturating_sub(self.query.limit)).as_bytes())?;
        Ok(Written::All)
    }
}
