//! How instants and ids stand in columns.

use jiff::Timestamp;
use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ValueRef};
use uuid::Uuid;

use super::LedgerError;

/// The last microsecond that can be read again: of the last second that there is, jiff counts nanoseconds but no microseconds.
const LATEST: i64 = 253_402_207_200_000_000;

/// An instant as whole microseconds since 1970 in UTC, the resolution of Polar's answers. One within the last second of the
/// year 9999 is stored as its beginning, because a row that could not be read again would be damage.
pub(super) fn micros(at: Timestamp) -> i64 {
    at.as_microsecond().min(LATEST)
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
    fn every_instant_can_be_read_again() {
        for at in [Timestamp::MIN, Timestamp::UNIX_EPOCH, Timestamp::MAX] {
            let read = instant(micros(at)).unwrap();
            assert_eq!(read.as_second(), at.as_second());
            assert_eq!(micros(read), micros(at));
        }
        assert!(instant(LATEST + 1).is_err(), "there is a later one by now");
    }

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
