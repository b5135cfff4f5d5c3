//! The schema's history: an append-only list of SQL texts. They are frozen once released and use no type of the
//! program, so that an old ledger comes up the same way for ever.

use rusqlite::{Connection, TransactionBehavior};

use super::LedgerError;

/// The migration at index `n` takes a ledger from version `n` to `n + 1`.
pub(super) const MIGRATIONS: &[&str] = &[include_str!("0001.sql"), include_str!("0002.sql")];

/// The version that this program reads and writes.
#[cfg(test)]
const KNOWN: i64 = MIGRATIONS.len() as i64;

fn newest(migrations: &[&str]) -> i64 {
    i64::try_from(migrations.len()).unwrap_or(i64::MAX)
}

/// Whether the file must be brought up; a file of a newer version, or of another program, is refused untouched.
///
/// # Errors
/// [`LedgerError::Newer`]; [`LedgerError::Broken`] for a database that is no ledger, or no database.
pub(super) fn needed(connection: &Connection) -> Result<bool, LedgerError> {
    is_behind(connection, MIGRATIONS)
}

fn is_behind(connection: &Connection, migrations: &[&str]) -> Result<bool, LedgerError> {
    let known = newest(migrations);
    // In this order: another process may bring the file up between the two, and then the later one must say so.
    let empty = is_empty(connection)?;
    let found = version(connection)?;
    if found > known {
        return Err(LedgerError::Newer { found, known });
    }
    if found < 0 || (found == 0 && !empty) {
        return Err(LedgerError::Broken("the file is another program's database".to_owned()));
    }
    Ok(found < known)
}

/// Brings the schema up to the known version, in one exclusive transaction: all of it or nothing.
///
/// # Errors
/// As [`needed`], and whatever stops the transaction.
pub(super) fn migrate(connection: &mut Connection) -> Result<(), LedgerError> {
    bring_up(connection, MIGRATIONS)
}

fn bring_up(connection: &mut Connection, migrations: &[&str]) -> Result<(), LedgerError> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Exclusive)?;
    // Another process may have been first while this one waited for the lock.
    if is_behind(&transaction, migrations)? {
        let found = usize::try_from(version(&transaction)?).unwrap_or_default();
        for migration in migrations.iter().skip(found) {
            transaction.execute_batch(migration)?;
        }
        transaction.pragma_update(None, "user_version", newest(migrations))?;
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
    fn a_migration_that_is_interrupted_at_any_page_leaves_the_version_before_whole() {
        // A further version that changes every page of those before, and adds some.
        let second = "CREATE TABLE more (id INTEGER PRIMARY KEY, text TEXT) STRICT; \
                      WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 200) \
                      INSERT INTO more SELECT i, hex(randomblob(200)) FROM n; ALTER TABLE organizations ADD COLUMN note TEXT;";
        let versions: Vec<&str> = MIGRATIONS.iter().copied().chain([second]).collect();
        let folder = tempfile::tempdir().unwrap();
        for before in 0..versions.len() {
            let mut interrupted = 0;
            for pages in 1.. {
                let path = folder.path().join(format!("{before}-{pages}.sqlite"));
                let mut connection = Connection::open(&path).unwrap();
                connection.pragma_update(None, "journal_mode", "WAL").unwrap();
                bring_up(&mut connection, &versions[..before]).unwrap();
                let schema = |connection: &Connection| {
                    let read = "SELECT group_concat(sql, ';') FROM (SELECT sql FROM sqlite_schema ORDER BY name)";
                    connection.query_row(read, [], |row| row.get::<_, Option<String>>(0)).unwrap()
                };
                let whole = schema(&connection);
                // From so many pages on the disk is full.
                connection.pragma_update(None, "max_page_count", pages).unwrap();
                if bring_up(&mut connection, &versions).is_ok() {
                    break;
                }
                interrupted += 1;
                drop(connection);
                let mut connection = Connection::open(&path).unwrap();
                assert_eq!(version(&connection), Ok(before as i64), "at page {pages}");
                assert_eq!(schema(&connection), whole, "at page {pages}");
                bring_up(&mut connection, &versions).unwrap();
                assert_eq!(version(&connection), Ok(versions.len() as i64));
            }
            assert!(interrupted > 10, "from version {before} nothing was interrupted");
        }
    }

    #[test]
    fn rows_that_could_not_be_read_are_still_named_in_the_second_version() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("ledger.sqlite");
        let old = Connection::open(&path).unwrap();
        old.execute_batch(MIGRATIONS[0]).unwrap();
        old.execute_batch(
            "PRAGMA foreign_keys = OFF; INSERT INTO rejections (organization, kind, id, path, reason, seen_at) \
             VALUES (7, 'order', NULL, 'items[3].id', 'missing', 9); PRAGMA user_version = 1",
        )
        .unwrap();
        drop(old);
        drop(Ledger::open(&path).unwrap());
        let now = Connection::open(&path).unwrap();
        let kept = "SELECT organization || kind || path || reason || seen_at FROM rejections WHERE id IS NULL";
        let kept: String = now.query_row(kept, [], |row| row.get(0)).unwrap();
        assert_eq!(kept, "7orderitems[3].idmissing9");
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
