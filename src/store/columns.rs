//! How instants and ids stand in columns.

use jiff::Timestamp;
use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ValueRef};
use uuid::Uuid;

use super::LedgerError;

/// An instant as whole microseconds since 1970 in UTC, the resolution of Polar's answers.
pub(super) fn micros(at: Timestamp) -> i64 {
    at.as_microsecond()
}

/// Reads [`micros`].
pub(super) fn instant(micros: i64) -> Result<Timestamp, LedgerError> {
    Timestamp::from_microsecond(micros).map_err(|_| LedgerError::Broken(format!("{micros} is no instant")))
}

/// The first whole microsecond that is not before `at`. A bound of a period compares with stored instants through it,
/// because a clock's `now` is finer than they are.
pub(super) fn micros_from(at: Timestamp) -> i64 {
    let whole = at.as_microsecond();
    if at.subsec_nanosecond() % 1000 > 0 { whole + 1 } else { whole }
}

/// An instant read from a column.
pub(super) struct At(pub(super) Timestamp);

impl FromSql for At {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        let micros = value.as_i64()?;
        Timestamp::from_microsecond(micros).map(Self).map_err(|_| FromSqlError::OutOfRange(micros))
    }
}

/// An id read from a column.
pub(super) struct Id(pub(super) Uuid);

impl FromSql for Id {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        <[u8; 16]>::column_result(value).map(|bytes| Self(Uuid::from_bytes(bytes)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bound_between_two_microseconds_moves_to_the_later_one() {
        for (nanoseconds, expected) in
            [(0, 0), (1, 1), (999, 1), (1000, 1), (1001, 2), (-1, 0), (-1000, -1), (-1001, -1)]
        {
            let at = Timestamp::from_nanosecond(nanoseconds).unwrap();
            assert_eq!(micros_from(at), expected, "{nanoseconds}");
        }
        assert!(micros_from(Timestamp::MAX) > micros(Timestamp::MAX));
    }
}
