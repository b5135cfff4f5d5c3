//! Figures and rows written to a file that the owner chose, or to standard output.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::{clock, desk};
use crate::domain::{ListQuery, OrganizationId};
use crate::figures::{Calendar, Span};
use crate::store::{Ledger, LedgerError};
use crate::view::csv;

/// Why a file was not written.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The ledger could not be read.
    #[error(transparent)]
    Ledger(#[from] LedgerError),
    /// The file could not be written.
    #[error(transparent)]
    File(#[from] io::Error),
}

/// Writes the figures of the days of a span, as `revone history --csv` does.
///
/// # Errors
/// Why the file was not written; nothing is left of it then.
pub fn days(
    ledger: &Ledger,
    of: OrganizationId,
    span: Span,
    zone: &TimeZone,
    now: Timestamp,
    file: &Path,
) -> Result<(), ExportError> {
    let (dates, _) = Calendar::at(now, zone).span(span);
    let history = desk::history(ledger, of, zone, (dates.first, dates.last), now)?;
    whole(file, |out| Ok(out.write_all(csv::history(&history).as_bytes())?))
}

/// Writes all orders that a query asks for.
///
/// # Errors
/// Likewise.
pub fn orders(ledger: &Ledger, of: OrganizationId, query: &ListQuery, file: &Path) -> Result<(), ExportError> {
    whole(file, |out| write_orders(ledger, of, query, out))
}

/// Writes all subscriptions that a query asks for.
///
/// # Errors
/// Likewise.
pub fn subscriptions(ledger: &Ledger, of: OrganizationId, query: &ListQuery, file: &Path) -> Result<(), ExportError> {
    whole(file, |out| write_subscriptions(ledger, of, query, out))
}

/// Writes all orders that a query asks for, row by row, to wherever they are wanted.
///
/// # Errors
/// Why not all was written.
pub fn write_orders(
    ledger: &Ledger,
    of: OrganizationId,
    query: &ListQuery,
    out: &mut dyn Write,
) -> Result<(), ExportError> {
    out.write_all(csv::orders_header().as_bytes())?;
    ledger.each_order(of, query, |row| Ok(out.write_all(csv::order_row(&row).as_bytes())?))
}

/// Writes all subscriptions that a query asks for, likewise.
///
/// # Errors
/// Why not all was written.
pub fn write_subscriptions(
    ledger: &Ledger,
    of: OrganizationId,
    query: &ListQuery,
    out: &mut dyn Write,
) -> Result<(), ExportError> {
    out.write_all(csv::subscriptions_header().as_bytes())?;
    ledger.each_subscription(of, query, |row| Ok(out.write_all(csv::subscription_row(&row).as_bytes())?))
}

/// Writes a file whole or not at all: what was there before stays until the new one is complete.
fn whole(file: &Path, write: impl FnOnce(&mut dyn Write) -> Result<(), ExportError>) -> Result<(), ExportError> {
    let beside = beside(file);
    let mut made = false;
    let written = (|| {
        let mut out = BufWriter::new(File::create_new(&beside)?);
        made = true;
        write(&mut out)?;
        out.into_inner().map_err(io::IntoInnerError::into_error)?.sync_all()?;
        Ok(std::fs::rename(&beside, file)?)
    })();
    if written.is_err() && made {
        drop(std::fs::remove_file(&beside));
    }
    written
}

fn beside(file: &Path) -> PathBuf {
    let mut name = file.file_name().unwrap_or_default().to_owned();
    // Whatever else is called so stays what it is.
    name.push(format!(".{:08x}.part", clock::chance()));
    file.with_file_name(name)
}
