//! Exports.

use std::path::{Path, PathBuf};

use jiff::Timestamp;
use jiff::tz::TimeZone;
use tokio::task::JoinHandle;

use super::run::Work;
use crate::app::{Event, Export, List, Looking};
use crate::domain::OrganizationId;
use crate::shell::exports::{self, ExportError};
use crate::store::{Ledger, LedgerError};
use crate::view::words;

/// An export under way, on a thread and a connection of its own: a million rows take a while.
pub(super) struct Exporting {
    file: PathBuf,
    /// Without a result where it broke off.
    writing: JoinHandle<Option<Result<(), ExportError>>>,
}

impl<E: Fn(Event)> Work<E> {
    pub(super) fn export(&mut self, of: OrganizationId, export: Export, looking: &Looking, file: PathBuf) {
        let (ledger, zone, looking) = (self.world().home.ledger(), self.zone.clone(), looking.clone());
        let (woken, path, now) = (std::sync::Arc::clone(&self.woken), file.clone(), self.now());
        let written = tokio::task::spawn_blocking(move || write(&ledger, of, export, &looking, (&zone, now), &path));
        let writing = tokio::spawn(async move {
            let written = written.await.ok();
            // On this thread: who is woken finds the task finished.
            woken.notify_one();
            written
        });
        self.exporting.push(Exporting { file, writing });
    }

    /// Tells of exports that have ended.
    pub(super) async fn exports_on(&mut self) {
        while let Some(place) = self.exporting.iter().position(|export| export.writing.is_finished()) {
            let Exporting { file, writing } = self.exporting.swap_remove(place);
            let written = match writing.await.ok().flatten() {
                Some(written) => {
                    if let Err(ExportError::Ledger(LedgerError::Broken(_))) = written {
                        self.look_at_the_ledger();
                    }
                    written.map_err(|error| error.to_string())
                }
                None => Err(words::computer::EXPORT_BROKE_OFF.to_owned()),
            };
            (self.emit)(Event::Exported(file, written));
        }
    }
}

fn write(
    ledger: &Path,
    of: OrganizationId,
    export: Export,
    looking: &Looking,
    (zone, now): (&TimeZone, Timestamp),
    file: &Path,
) -> Result<(), ExportError> {
    let ledger = Ledger::open(ledger)?;
    match export {
        Export::Days => exports::days(&ledger, of, looking.span, zone, now, file),
        Export::Rows(List::Orders) => exports::orders(&ledger, of, &looking.orders.all(), file),
        Export::Rows(List::Subscriptions) => exports::subscriptions(&ledger, of, &looking.subscriptions.all(), file),
    }
}
