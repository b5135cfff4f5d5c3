//! Products, and orders' own descriptions where they name no product: each name is on disk once.

use std::collections::BTreeMap;

use rusqlite::{Connection, OptionalExtension, params};

use super::LedgerError;
use crate::domain::ProductId;

/// The products that a batch has named already: most of its rows are of the same few.
#[derive(Debug, Default)]
pub(super) struct Products(BTreeMap<ProductId, (i64, String)>);

impl Products {
    /// As [`key`], without asking twice for the same name.
    pub(super) fn key(
        &mut self,
        connection: &Connection,
        organization: i64,
        id: Option<ProductId>,
        name: Option<&str>,
        earlier: Option<i64>,
    ) -> Result<Option<i64>, LedgerError> {
        let named = id.zip(name);
        if let Some((key, known)) = named.and_then(|(id, _)| self.0.get(&id))
            && Some(known.as_str()) == name
        {
            return Ok(Some(*key));
        }
        let key = key(connection, organization, id, name, earlier)?;
        if let (Some((id, name)), Some(key)) = (named, key) {
            self.0.insert(id, (key, name.to_owned()));
        }
        Ok(key)
    }
}

/// The key of what was sold, or subscribed to, and takes over its present name. `earlier` is the key that the same order
/// or subscription had: a product that Polar no longer names stays, and a name that is absent now is kept.
fn key(
    connection: &Connection,
    organization: i64,
    id: Option<ProductId>,
    name: Option<&str>,
    earlier: Option<i64>,
) -> Result<Option<i64>, LedgerError> {
    let Some(id) = id else {
        return match (name, earlier) {
            (None, earlier) => Ok(earlier),
            (Some(_), Some(earlier)) if has_id(connection, earlier)? => Ok(Some(earlier)),
            (Some(name), _) => described(connection, organization, name).map(Some),
        };
    };
    let known: Option<(i64, Option<String>)> = connection
        .prepare_cached("SELECT key, name FROM products WHERE organization = ?1 AND id = ?2")?
        .query_row(params![organization, id.0.as_bytes()], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    match (known, name) {
        (Some((key, Some(known))), name) if name.is_none_or(|name| name == known) => Ok(Some(key)),
        (Some((key, Some(_))), name) => rename(connection, key, name),
        (Some((key, None)), name) => rename(connection, key, name_or_earlier(connection, name, earlier)?.as_deref()),
        (None, name) => {
            let name = name_or_earlier(connection, name, earlier)?;
            let mut statement =
                connection.prepare_cached("INSERT INTO products (organization, id, name) VALUES (?1, ?2, ?3)")?;
            Ok(Some(statement.insert(params![organization, id.0.as_bytes(), name])?))
        }
    }
}

fn described(connection: &Connection, organization: i64, name: &str) -> Result<i64, LedgerError> {
    let known = connection
        .prepare_cached("SELECT key FROM products WHERE organization = ?1 AND name = ?2 AND id IS NULL")?
        .query_row(params![organization, name], |row| row.get(0))
        .optional()?;
    match known {
        Some(key) => Ok(key),
        None => Ok(connection
            .prepare_cached("INSERT INTO products (organization, name) VALUES (?1, ?2)")?
            .insert(params![organization, name])?),
    }
}

fn rename(connection: &Connection, key: i64, name: Option<&str>) -> Result<Option<i64>, LedgerError> {
    if let Some(name) = name {
        connection.prepare_cached("UPDATE products SET name = ?2 WHERE key = ?1")?.execute(params![key, name])?;
    }
    Ok(Some(key))
}

/// The name of a product.
pub(super) fn name(connection: &Connection, key: i64) -> Result<Option<String>, LedgerError> {
    let mut statement = connection.prepare_cached("SELECT name FROM products WHERE key = ?1")?;
    Ok(statement.query_row([key], |row| row.get(0)).optional()?.flatten())
}

fn has_id(connection: &Connection, key: i64) -> Result<bool, LedgerError> {
    let mut statement = connection.prepare_cached("SELECT id IS NOT NULL FROM products WHERE key = ?1")?;
    Ok(statement.query_row([key], |row| row.get(0)).optional()?.unwrap_or(false))
}

fn name_or_earlier(
    connection: &Connection,
    name: Option<&str>,
    earlier: Option<i64>,
) -> Result<Option<String>, LedgerError> {
    match (name, earlier) {
        (Some(name), _) => Ok(Some(name.to_owned())),
        (None, None) => Ok(None),
        (None, Some(earlier)) => self::name(connection, earlier),
    }
}
