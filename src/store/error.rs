use rusqlite::ErrorCode;

/// Why the ledger could not be used; each variant has a cure of its own.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LedgerError {
    /// A newer version of the program wrote it. It was left as it is.
    #[error("the ledger has version {found}, this program knows {known}")]
    Newer {
        /// The file's version.
        found: i64,
        /// The newest version that this program knows.
        known: i64,
    },
    /// It is damaged, or is no ledger: it has to be begun anew.
    #[error("the ledger is damaged: {0}")]
    Broken(String),
    /// Another process kept it locked for longer than the time-out.
    #[error("the ledger is in use by another process")]
    Busy,
    /// The disk is full. Nothing of the transaction was kept.
    #[error("the disk is full")]
    Full,
    /// The file or its folder cannot be created, read or written.
    #[error("the ledger cannot be written: {0}")]
    Unwritable(String),
    /// Anything else, which a retry is unlikely to cure.
    #[error("{0}")]
    Other(String),
}

impl From<rusqlite::Error> for LedgerError {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::Error as E;
        let words = error.to_string();
        match error {
            E::SqliteFailure(failure, _) => Self::from_code(failure.code, words),
            // The tables are strict and every value went through this program: another type is damage.
            E::FromSqlConversionFailure(..) | E::InvalidColumnType(..) | E::IntegralValueOutOfRange(..) => {
                Self::Broken(words)
            }
            _ => Self::Other(words),
        }
    }
}

impl LedgerError {
    fn from_code(code: ErrorCode, words: String) -> Self {
        match code {
            ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => Self::Busy,
            ErrorCode::DiskFull => Self::Full,
            ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase => Self::Broken(words),
            ErrorCode::CannotOpen | ErrorCode::ReadOnly | ErrorCode::PermissionDenied | ErrorCode::SystemIoFailure => {
                Self::Unwritable(words)
            }
            _ => Self::Other(words),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rusqlite::ffi;

    #[test]
    fn every_failure_is_named_for_its_cure() {
        let words = |code| LedgerError::from(rusqlite::Error::SqliteFailure(ffi::Error::new(code), None));
        assert_eq!(words(ffi::SQLITE_BUSY), LedgerError::Busy);
        assert_eq!(words(ffi::SQLITE_BUSY_RECOVERY), LedgerError::Busy);
        assert_eq!(words(ffi::SQLITE_FULL), LedgerError::Full);
        for code in [ffi::SQLITE_CORRUPT, ffi::SQLITE_CORRUPT_INDEX, ffi::SQLITE_NOTADB] {
            assert!(matches!(words(code), LedgerError::Broken(_)), "{code}");
        }
        for code in [ffi::SQLITE_CANTOPEN, ffi::SQLITE_READONLY, ffi::SQLITE_PERM, ffi::SQLITE_IOERR_WRITE] {
            assert!(matches!(words(code), LedgerError::Unwritable(_)), "{code}");
        }
        assert!(matches!(words(ffi::SQLITE_CONSTRAINT), LedgerError::Other(_)));
    }
}
