use std::collections::HashMap;

use rusqlite::Connection;

use super::LedgerError;
use crate::domain::{Cadence, Interval};
use crate::money::{Currency, Money};

/// Polar's codes and the small keys under which rows hold them, as one transaction sees them.
#[derive(Debug, Default)]
pub(super) struct Codes {
    keys: HashMap<Box<str>, i64>,
    codes: HashMap<i64, Box<str>>,
}

impl Codes {
    /// Reads them all: a few dozen.
    pub(super) fn read(connection: &Connection) -> Result<Self, LedgerError> {
        let mut codes = Self::default();
        let mut statement = connection.prepare_cached("SELECT key, code FROM codes")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            codes.learn(row.get(0)?, row.get::<_, String>(1)?.into());
        }
        Ok(codes)
    }

    fn learn(&mut self, key: i64, code: Box<str>) {
        self.keys.insert(code.clone(), key);
        self.codes.insert(key, code);
    }

    /// The key of a code, which is written down when it is new.
    pub(super) fn key(&mut self, connection: &Connection, code: &str) -> Result<i64, LedgerError> {
        if let Some(key) = self.known(code) {
            return Ok(key);
        }
        let mut statement = connection.prepare_cached("INSERT INTO codes (code) VALUES (?1)")?;
        let key = statement.insert([code])?;
        self.learn(key, code.into());
        Ok(key)
    }

    /// The key of a code, if any row was ever written with it.
    pub(super) fn known(&self, code: &str) -> Option<i64> {
        self.keys.get(code).copied()
    }

    /// The keys of the codes of which something is true.
    pub(super) fn keys_where(&self, is_wanted: impl Fn(&str) -> bool) -> Vec<i64> {
        self.codes.iter().filter(|(_, code)| is_wanted(code)).map(|(key, _)| *key).collect()
    }

    /// The code under a key.
    pub(super) fn code(&self, key: i64) -> Result<&str, LedgerError> {
        let code = self.codes.get(&key).ok_or_else(|| LedgerError::Broken(format!("there is no code {key}")))?;
        Ok(code)
    }

    /// The currency under a key.
    pub(super) fn currency(&self, key: i64) -> Result<Currency, LedgerError> {
        Currency::parse(self.code(key)?).map_err(|_| LedgerError::Broken(format!("code {key} is no currency")))
    }

    /// An amount of the currency under a key.
    pub(super) fn money(&self, minor: i64, currency: i64) -> Result<Money, LedgerError> {
        Ok(Money::new(minor, self.currency(currency)?))
    }

    /// A cadence of the interval under a key.
    pub(super) fn cadence(&self, interval: i64, count: i64) -> Result<Cadence, LedgerError> {
        Ok(Cadence { interval: Interval::from_code(self.code(interval)?), count })
    }
}
