//! The ledger as a file of the home, which other processes of this home use, too.

use std::os::unix::fs::MetadataExt;

use jiff::Timestamp;

use super::{Home, SyncLock, accounts_file};
use crate::store::{Ledger, LedgerError};

/// Opens the ledger of a home; a broken one is moved aside and a new one begun, which the flag tells. A new one knows the
/// organizations that are connected.
///
/// # Errors
/// As [`Ledger::open`]; [`LedgerError::Busy`] when it is broken and another process is already busy with it.
pub fn open(home: &Home, now: Timestamp) -> Result<(Ledger, bool), LedgerError> {
    let unwritable = |error: std::io::Error| LedgerError::Unwritable(error.to_string());
    home.create().map_err(unwritable)?;
    // Damage may show only when somebody asks who is connected.
    let opened = || Ledger::open(&home.ledger()).and_then(|ledger| knowing_the_connected(ledger, home, now));
    match opened() {
        Err(LedgerError::Broken(_)) => {}
        opened => return Ok((opened?, false)),
    }
    let Some(_lock) = SyncLock::try_take(&home.sync_lock()).map_err(unwritable)? else { return Err(LedgerError::Busy) };
    // Under the lock it is looked at once more: another process may have moved it aside a moment ago.
    match opened() {
        Err(LedgerError::Broken(_)) => {}
        opened => return Ok((opened?, false)),
    }
    let begun = Ledger::begin_anew(&home.ledger(), &now.as_second().to_string())?;
    Ok((knowing_the_connected(begun, home, now)?, true))
}

/// What came of a ledger that somebody has found damaged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found {
    /// It is sound: a disk that did not answer once may answer now, and nothing was moved.
    Sound,
    /// It was moved aside and a new one begun.
    Moved,
    /// Another process syncs, it is not the same file any more, or it cannot be moved.
    Left,
}

/// Moves a ledger that was found damaged aside, unless it turns out to be sound. Where it has done so before and was found
/// damaged again, `once_more`, that is taken for damage of a kind that only shows where it is read. `identity` says which
/// file it was; nobody of this process may have it open.
pub fn mend(home: &Home, identity: Option<(u64, u64)>, once_more: bool, now: Timestamp) -> Found {
    let Ok(Some(_lock)) = SyncLock::try_take(&home.sync_lock()) else { return Found::Left };
    if identity.is_none() || self::identity(home) != identity {
        return Found::Left;
    }
    if !once_more {
        match Ledger::open(&home.ledger()).and_then(|ledger| ledger.integrity()) {
            Ok(()) => return Found::Sound,
            Err(LedgerError::Broken(_)) => {}
            Err(_) => return Found::Left,
        }
    }
    let begun = Ledger::begin_anew(&home.ledger(), &now.as_second().to_string());
    match begun.and_then(|ledger| knowing_the_connected(ledger, home, now)) {
        Ok(_) => Found::Moved,
        Err(_) => Found::Left,
    }
}

/// The same ledger; one that knows nobody learns who is connected.
///
/// # Errors
/// When it cannot be read or written.
pub fn knowing_the_connected(mut ledger: Ledger, home: &Home, now: Timestamp) -> Result<Ledger, LedgerError> {
    if ledger.organizations()?.is_empty() {
        for (organization, origin) in accounts_file::connected(home) {
            ledger.connect(&organization, &origin, now)?;
        }
    }
    Ok(ledger)
}

/// Which file lies there now; `None` when none does, or one that somebody has emptied: a ledger never is, and SQLite would go
/// on with what it has in its log. A ledger that was opened before may be another one.
pub fn identity(home: &Home) -> Option<(u64, u64)> {
    let file = std::fs::metadata(home.ledger()).ok()?;
    (file.len() > 0).then(|| (file.dev(), file.ino()))
}

/// Which file SQLite's log beside it is; `None` when there is none, as while nobody has the ledger open. While it is open the
/// log stays the same: where somebody has removed it, other processes do not see what is written to it.
pub fn log_identity(home: &Home) -> Option<(u64, u64)> {
    let mut log = home.ledger().into_os_string();
    log.push("-wal");
    let file = std::fs::metadata(log).ok()?;
    Some((file.dev(), file.ino()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_broken_ledger_is_moved_aside_by_one_process_at_a_time() {
        let folder = tempfile::tempdir().unwrap();
        let home = Home::at(folder.path());
        std::fs::write(home.ledger(), vec![0x55; 8192]).unwrap();
        let others = SyncLock::try_take(&home.sync_lock()).unwrap();
        assert!(matches!(open(&home, Timestamp::UNIX_EPOCH), Err(LedgerError::Busy)));
        drop(others);
        let broken = identity(&home);
        assert!(open(&home, Timestamp::UNIX_EPOCH).unwrap().1, "not told");
        assert_ne!(identity(&home), broken);
        assert!(!open(&home, Timestamp::UNIX_EPOCH).unwrap().1, "moved aside twice");
    }

    #[test]
    fn a_ledger_that_is_sound_after_all_stays_unless_it_is_found_damaged_again() {
        let folder = tempfile::tempdir().unwrap();
        let home = Home::at(folder.path());
        drop(open(&home, Timestamp::UNIX_EPOCH).unwrap());
        let first = identity(&home);
        assert_eq!(mend(&home, first, false, Timestamp::UNIX_EPOCH), Found::Sound);
        assert_eq!(identity(&home), first);
        assert_eq!(mend(&home, None, true, Timestamp::UNIX_EPOCH), Found::Left);
        assert_eq!(mend(&home, first, true, Timestamp::UNIX_EPOCH), Found::Moved);
        let second = identity(&home);
        assert_ne!(second, first);
        assert_eq!(mend(&home, first, true, Timestamp::UNIX_EPOCH), Found::Left, "another one was moved");
        std::fs::write(home.ledger(), vec![0x55; 8192]).unwrap();
        assert_eq!(mend(&home, second, false, Timestamp::UNIX_EPOCH), Found::Moved);
    }

    #[test]
    fn damage_that_shows_only_in_who_is_connected_is_moved_aside_as_well() {
        let folder = tempfile::tempdir().unwrap();
        let home = Home::at(folder.path());
        drop(open(&home, Timestamp::UNIX_EPOCH).unwrap());
        let page: i64 = rusqlite::Connection::open(home.ledger())
            .unwrap()
            .query_row("SELECT rootpage FROM sqlite_schema WHERE name = 'organizations'", [], |row| row.get(0))
            .unwrap();
        let mut bytes = std::fs::read(home.ledger()).unwrap();
        let from = usize::try_from(page - 1).unwrap() * 4096;
        bytes[from..from + 4096].fill(0x55);
        std::fs::write(home.ledger(), bytes).unwrap();
        assert!(open(&home, Timestamp::UNIX_EPOCH).unwrap().1, "not told");
        assert!(!open(&home, Timestamp::UNIX_EPOCH).unwrap().1, "moved aside twice");
    }
}
