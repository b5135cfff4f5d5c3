//! The schema's history: an append-only list of SQL texts. They are frozen once released and use no type of the
//! program, so that an old ledger comes up the same way for ever.

use rusqlite::{Connection, TransactionBehavior};

use super::LedgerError;

/// The migration at index `n` takes a ledger from version `n` to `n + 1`.
pub(super) const MIGRATIONS: &[&str] = &[include_str!("0001.sql")];

/// The version that this program reads and writes.
const KNOWN: i64 = MIGRATIONS.len() as i64;

/// Whether the file must be brought up; a file of a newer version, or of another program, is refused untouched.
///
/// # Errors
/// [`LedgerError::Newer`]; [`LedgerError::Broken`] for a database that is no ledger, or no database.
pub(super) fn needed(connection: &Connection) -> Result<bool, LedgerError> {
    // In this order: another process may bring the file up between the two, and then the later one must say so.
    let empty = is_empty(connection)?;
    let found = version(connection)?;
    if found > KNOWN {
        return Err(LedgerError::Newer { found, known: KNOWN });
    }
    if found < 0 || (found == 0 && !empty) {
        return Err(LedgerError::Broken("the file is another program's database".to_owned()));
    }
    Ok(found < KNOWN)
}

/// Brings the schema up to the known version, in one exclusive transaction: all of it or nothing.
///
/// # Errors
/// As [`needed`], and whatever stops the transaction.
pub(super) fn migrate(connection: &mut Connection) -> Result<(), LedgerError> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Exclusive)?;
    // Another process may have been first while this one waited for the lock.
    if needed(&transaction)? {
        let found = usize::try_from(version(&transaction)?).unwrap_or_default();
        for migration in MIGRATIONS.iter().skip(found) {
            transaction.execute_batch(migration)?;
        }
        transaction.pragma_update(None, "user_version", KNOWN)?;
    }
    Ok(transaction.commit()?)
}

fn version(connection: &Connection) -> Result<i64, LedgerError> {
    Ok(connection.pragma_query_value(None, "user_version", |row| row.get(0))?)
}

fn is_empty(connection: &Connection) -> Result<bool, LedgerError> {
    Ok(connection.query_row("SELECT NOT EXISTS (SELECT 1 FROM sqlite_schema)", [], |row| row.get(0))?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::Ledger;

    /// FNV-1a: any change of a text changes it, and it needs no package.
    fn fingerprint(text: &str) -> u64 {
        text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3))
    }

    #[test]
    fn a_released_migration_is_never_edited() {
        let released: [u64; 1] = [4029542859925387101];
        let now: Vec<u64> = MIGRATIONS.iter().map(|migration| fingerprint(migration)).collect();
        assert_eq!(now[..released.len()], released, "a released migration was edited: append a further one instead");
    }

    #[test]
    fn a_ledger_of_every_released_version_opens() {
        for version in 1..=MIGRATIONS.len() {
            let folder = tempfile::tempdir().unwrap();
            let path = folder.path().join("ledger.sqlite");
            let old = Connection::open(&path).unwrap();
            MIGRATIONS.iter().take(version).for_each(|migration| old.execute_batch(migration).unwrap());
            old.pragma_update(None, "user_version", version as i64).unwrap();
            drop(old);
            let ledger = Ledger::open(&path).unwrap();
            assert_eq!(ledger.organizations(), Ok(Vec::new()), "version {version}");
            assert_eq!(ledger.integrity(), Ok(()));
        }
    }

    #[test]
    fn a_newer_ledger_is_refused_and_left_as_it_is() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("ledger.sqlite");
        drop(Ledger::open(&path).unwrap());
        let newer = Connection::open(&path).unwrap();
        newer.pragma_update(None, "user_version", KNOWN + 1).unwrap();
        drop(newer);
        let before = std::fs::read(&path).unwrap();
        let refused = LedgerError::Newer { found: KNOWN + 1, known: KNOWN };
        assert_eq!(Ledger::open(&path).err(), Some(refused.clone()));
        assert_eq!(Ledger::open_or_begin_anew(&path, "x").err(), Some(refused));
        assert_eq!(std::fs::read(&path).unwrap(), before);
    }

    #[test]
    fn another_programs_database_is_refused_and_left_as_it_is() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("ledger.sqlite");
        Connection::open(&path).unwrap().execute_batch("CREATE TABLE theirs (a)").unwrap();
        let before = std::fs::read(&path).unwrap();
        assert!(matches!(Ledger::open(&path), Err(LedgerError::Broken(_))));
        assert_eq!(std::fs::read(&path).unwrap(), before);
    }
}
