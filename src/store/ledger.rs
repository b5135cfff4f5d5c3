use std::fs;
use std::io::ErrorKind;
use std::path::Path;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags, Transaction};

use super::{LedgerError, aside, migrations};

/// How long a writer waits for another process's transaction.
const PATIENCE: Duration = Duration::from_secs(5);

/// The patience of opening is spent in shares of this length, one a try.
const SHARE: Duration = Duration::from_millis(50);

/// How soon an opening that SQLite refused to wait for is tried again.
const AGAIN: Duration = Duration::from_millis(5);

/// Held while a new ledger's file is made.
static MAKING: Mutex<()> = Mutex::new(());

/// More statements than the room has.
const STATEMENTS: usize = 128;

/// The SQLite file in which everything that is known of an organization is kept.
///
/// Any number of processes may have it open; one writes at a time, and readers see the last whole transaction.
#[derive(Debug)]
pub struct Ledger {
    pub(super) connection: Connection,
}

impl Ledger {
    /// Opens the ledger, creates it (readable by its owner alone) when it is not there, and brings its schema up.
    ///
    /// # Errors
    /// [`LedgerError::Newer`] and [`LedgerError::Broken`] leave the file as it is; [`LedgerError::Unwritable`] when the
    /// file cannot be created, [`LedgerError::Busy`] when another process holds it for five seconds.
    pub fn open(path: &Path) -> Result<Self, LedgerError> {
        Self::open_waiting(path, PATIENCE)
    }

    /// Opens the ledger; a broken one is moved aside with its companions as `<name>.broken-<moved_suffix>.<extension>`,
    /// and a new one is begun. The flag says whether that happened.
    ///
    /// Only what shows on opening counts as broken here. When a later call says [`LedgerError::Broken`], drop the
    /// ledger and use [`Ledger::begin_anew`].
    ///
    /// # Errors
    /// As [`Ledger::open`], but a broken file is none.
    pub fn open_or_begin_anew(path: &Path, moved_suffix: &str) -> Result<(Self, bool), LedgerError> {
        match Self::open(path) {
            Err(LedgerError::Broken(_)) => Ok((Self::begin_anew(path, moved_suffix)?, true)),
            other => Ok((other?, false)),
        }
    }

    /// Moves the ledger aside, whatever its state, and begins a new one. Nobody may have it open.
    ///
    /// # Errors
    /// [`LedgerError::Unwritable`] when the file cannot be moved, and as [`Ledger::open`].
    pub fn begin_anew(path: &Path, moved_suffix: &str) -> Result<Self, LedgerError> {
        aside::move_aside(path, moved_suffix)?;
        Self::open(path)
    }

    /// A ledger that lives as long as this value, for tests and sample data.
    ///
    /// # Errors
    /// [`LedgerError::Other`] when memory is short.
    pub fn in_memory() -> Result<Self, LedgerError> {
        Self::begin(Connection::open_in_memory()?, PATIENCE)
    }

    /// Looks for damage in the whole file; takes seconds for a large one.
    ///
    /// # Errors
    /// [`LedgerError::Broken`] with SQLite's first finding.
    pub fn integrity(&self) -> Result<(), LedgerError> {
        let finding: String = self.connection.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
        if finding == "ok" { Ok(()) } else { Err(LedgerError::Broken(finding)) }
    }

    /// A number that is another one once another process, or another ledger value of this one, has stored something.
    ///
    /// # Errors
    /// Whatever stops the reading.
    pub fn version(&self) -> Result<i64, LedgerError> {
        Ok(self.connection.query_row("PRAGMA data_version", [], |row| row.get(0))?)
    }

    /// Reads several things of one and the same instant, whatever is stored meanwhile.
    ///
    /// # Errors
    /// Whatever `read` says, and what stops the reading.
    pub fn at_one_instant<R>(&self, read: impl FnOnce(&Self) -> Result<R, LedgerError>) -> Result<R, LedgerError> {
        let _snapshot = self.snapshot()?;
        read(self)
    }

    /// A transaction to read in, unless one is under way already.
    pub(super) fn snapshot(&self) -> Result<Option<Transaction<'_>>, LedgerError> {
        let outermost = self.connection.is_autocommit();
        Ok(if outermost { Some(self.connection.unchecked_transaction()?) } else { None })
    }

    pub(super) fn open_waiting(path: &Path, patience: Duration) -> Result<Self, LedgerError> {
        create_private(path)?;
        // Without SQLITE_OPEN_URI: a folder may be named anything, `file:` included.
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let mut left = patience;
        loop {
            let share = left.min(SHARE);
            match Self::begin(Connection::open_with_flags(path, flags)?, share) {
                // Where waiting could end in a deadlock, as when several processes turn a new file's write-ahead log on,
                // SQLite answers at once that it is busy, whatever its patience. Whoever begins anew finds it done.
                Err(LedgerError::Busy) if !left.is_zero() => {
                    std::thread::sleep(AGAIN);
                    left = left.saturating_sub(share);
                }
                begun => {
                    let ledger = begun?;
                    ledger.connection.busy_timeout(patience)?;
                    return Ok(ledger);
                }
            }
        }
    }

    fn begin(mut connection: Connection, patience: Duration) -> Result<Self, LedgerError> {
        // What may only be read is opened as such, and would be refused in the middle of something.
        if connection.is_readonly("main")? {
            return Err(LedgerError::Unwritable("the file may only be read".to_owned()));
        }
        connection.busy_timeout(patience)?;
        connection.set_prepared_statement_cache_capacity(STATEMENTS);
        // Otherwise a cached statement is compiled anew for other bound values, over and over.
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
        let behind = migrations::needed(&connection)?;
        if behind {
            // Has an effect on a new file only: the space of a removed organization can be given back.
            connection.pragma_update(None, "auto_vacuum", "INCREMENTAL")?;
        }
        // With a write-ahead log, NORMAL can lose the last transactions when the power fails, never tear one. What is
        // lost is read again from Polar, so a sync of the disk per page of orders buys nothing.
        connection.pragma_update(None, "journal_mode", "WAL")?;
        connection.pragma_update(None, "synchronous", "NORMAL")?;
        connection.pragma_update(None, "journal_size_limit", 4 << 20)?;
        // Ids are random, so that a page of orders changes two pages of the indexes for each: later ones change the same
        // pages again, and what waits for four times the usual log is copied once.
        connection.pragma_update(None, "wal_autocheckpoint", 4000)?;
        // The program sits in memory all day: 2 MiB of pages, no mapping of the file, no temporary files.
        connection.pragma_update(None, "cache_size", -2048)?;
        connection.pragma_update(None, "mmap_size", 0)?;
        connection.pragma_update(None, "temp_store", "MEMORY")?;
        // Checked where an organization is removed only: looking five parents up for every row would cost more than the row.
        connection.pragma_update(None, "foreign_keys", false)?;
        connection.pragma_update(None, "trusted_schema", false)?;
        if behind {
            migrations::migrate(&mut connection)?;
        }
        Ok(Self { connection })
    }
}

/// Creates the file before SQLite does, so that it is never readable by others; its companions take its mode over.
///
/// One that is there is not opened: the system gives all locks that a process has on a file back when the process closes it
/// the first time, whoever opened it (<https://www.sqlite.org/howtocorrupt.html>, section 2.2). Another process would then
/// take the log away that a ledger open here writes to. For the same reason nobody here opens one that is just being made.
fn create_private(path: &Path) -> Result<(), LedgerError> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let _alone = MAKING.lock().unwrap_or_else(PoisonError::into_inner);
    match options.open(path) {
        Err(error) if error.kind() != ErrorKind::AlreadyExists => Err(LedgerError::Unwritable(error.to_string())),
        _ => Ok(()),
    }
}
