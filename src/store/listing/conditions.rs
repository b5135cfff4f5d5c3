use rusqlite::types::Value;

use super::search::Word;
use super::table::Table;
use crate::domain::ListQuery;
use crate::store::codes::Codes;
use crate::store::columns::micros_from;

/// What the rows of a list must be like, as SQL and the values that are bound to it. Nothing that anybody typed is in
/// the SQL itself.
#[derive(Debug)]
pub(super) struct Conditions {
    sql: String,
    values: Vec<Value>,
    ask: Ask,
}

/// What has to be looked at to tell whether a row meets conditions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Ask {
    /// Nothing: every row of the organization does.
    Nothing,
    /// What stands in the index by time.
    Instants,
    /// The row itself.
    Rows,
}

impl Conditions {
    /// What a query asks of the rows of a table; `None` when no row was ever written with its status.
    pub(super) fn of(
        table: &Table,
        organization: i64,
        codes: &Codes,
        query: &ListQuery,
        words: &[Word],
    ) -> Option<Self> {
        let mut conditions =
            Self { sql: "organization = ?1".to_owned(), values: vec![organization.into()], ask: Ask::Nothing };
        if let Some(only) = table.only {
            conditions.and(Ask::Rows, only);
        }
        if let Some(status) = &query.status {
            let status = conditions.bind(codes.known(status)?);
            conditions.and(Ask::Rows, &format!("status = {status}"));
        }
        if let Some(period) = query.period {
            let [from, to] = [period.from, period.to].map(|bound| conditions.bind(micros_from(bound)));
            let within = format!("{instant} >= {from} AND {instant} < {to}", instant = table.instant);
            conditions.and(Ask::Instants, &within);
        }
        for word in words {
            let found = conditions.found(table, word);
            conditions.and(Ask::Rows, &found);
        }
        Some(conditions)
    }

    pub(super) fn sql(&self) -> &str {
        &self.sql
    }

    pub(super) fn values(&self) -> &[Value] {
        &self.values
    }

    pub(super) fn ask(&self) -> Ask {
        self.ask
    }

    /// Where a word can be found in a row, the cheapest to look at first.
    fn found(&mut self, table: &Table, word: &Word) -> String {
        let mut places = Vec::new();
        if let Some(products) = self.bind_keys(&word.products) {
            places.push(format!("product IN {products}"));
        }
        if let Some(codes) = self.bind_keys(&word.codes) {
            places.extend(table.codes.map(|column| format!("{column} IN {codes}")));
        }
        if let Some(ids) = word.ids {
            let [first, last] = ids.map(|id| self.bind(id.to_vec()));
            places.push(format!("id BETWEEN {first} AND {last}"));
        }
        if let Some(column) = table.text {
            let pattern = self.bind(word.pattern());
            places.push(format!("{column} LIKE {pattern} ESCAPE '\\'"));
        }
        if places.is_empty() { "FALSE".to_owned() } else { format!("({})", places.join(" OR ")) }
    }

    fn and(&mut self, ask: Ask, condition: &str) {
        self.sql.push_str(" AND ");
        self.sql.push_str(condition);
        self.ask = self.ask.max(ask);
    }

    /// Binds a value and names its place.
    fn bind(&mut self, value: impl Into<Value>) -> String {
        self.values.push(value.into());
        format!("?{}", self.values.len())
    }

    /// Binds a set of keys, of which there may be more than a statement has places; SQLite reads it once.
    fn bind_keys(&mut self, keys: &[i64]) -> Option<String> {
        if keys.is_empty() {
            return None;
        }
        let bound = self.bind(set(keys));
        Some(among(&bound))
    }
}

/// Keys as the one value that is bound for all of them.
pub(super) fn set(keys: &[i64]) -> String {
    let keys: Vec<String> = keys.iter().map(i64::to_string).collect();
    format!("[{}]", keys.join(","))
}

/// What a key is looked for in, where a set was bound.
pub(super) fn among(bound: &str) -> String {
    format!("(SELECT value FROM json_each({bound}))")
}
