//! A ledger with values that no program of ours writes: any type, nothing, huge, negative, no text, no instant, in every
//! column of every table; or with bytes of its file changed. It is opened and read as the program does: each reading is
//! figures or an error, and what an error leaves is a ledger that can be begun anew.

use std::path::Path;
use std::sync::OnceLock;

use revone::store::Ledger;
use rusqlite::types::Value;
use rusqlite::{Connection, params, params_from_iter};

use super::draw::Draw;
use super::faces::{self, Seen};
use super::folder;

const NUMBERS: [i64; 16] = [
    0,
    1,
    -1,
    2,
    7,
    255,
    900_000_000,
    1_795_255_200_000_000,
    253_402_207_200_999_999,
    253_402_207_201_000_000,
    -377_705_023_201_000_001,
    1 << 32,
    -(1 << 32),
    i64::MAX / 2,
    i64::MAX,
    i64::MIN,
];

const TEXTS: [&str; 12] =
    ["", "foreign", "usd", "paid", "active", "month", "order/*/paid", "sandbox", "5", "\u{202e}\0\n", "refund", "week"];

/// A ledger as the program wrote it.
struct Written {
    /// Its file, with tables that take any value.
    loose: Vec<u8>,
    /// How the program made its tables.
    tables: Vec<(String, String)>,
    /// Every column: its table, its name, and the columns of the table's key.
    columns: Vec<(String, String, String)>,
}

fn written() -> &'static Written {
    static WRITTEN: OnceLock<Written> = OnceLock::new();
    WRITTEN.get_or_init(|| {
        let folder = folder::fresh();
        let path = folder.path().join("ledger.sqlite");
        let mut ledger = Ledger::open(&path).expect("a ledger");
        faces::fill(&mut ledger);
        drop(ledger);
        let connection = Connection::open(&path).expect("its file");
        connection.pragma_update(None, "journal_mode", "DELETE").expect("one file");
        let tables: Vec<(String, String)> = connection
            .prepare(
                "SELECT name, sql FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name",
            )
            .and_then(|mut tables| tables.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect())
            .expect("its tables");
        let columns = tables.iter().flat_map(|(table, _)| columns(&connection, table)).collect();
        connection.pragma_update(None, "writable_schema", true).expect("a schema to change");
        for (table, sql) in &tables {
            let loose = sql.replace(") STRICT, WITHOUT", ") WITHOUT").replace(") STRICT", ")").replace(" NOT NULL", "");
            connection
                .execute("UPDATE sqlite_schema SET sql = ?2 WHERE name = ?1", params![table, loose])
                .expect("loose");
        }
        drop(connection);
        Written { loose: std::fs::read(&path).expect("its bytes"), tables, columns }
    })
}

fn columns(connection: &Connection, table: &str) -> Vec<(String, String, String)> {
    let mut statement = connection.prepare("SELECT name, pk FROM pragma_table_info(?1) ORDER BY cid").expect("columns");
    let columns: Vec<(String, i64)> = statement
        .query_map([table], |row| Ok((row.get(0)?, row.get(1)?)))
        .and_then(|columns| columns.collect())
        .expect("columns");
    let key: Vec<&str> = columns.iter().filter(|(_, place)| *place > 0).map(|(name, _)| name.as_str()).collect();
    let key = key.join(", ");
    columns.iter().map(|(name, _)| (table.to_owned(), name.clone(), key.clone())).collect()
}

pub fn check(bytes: &[u8]) {
    let mut draw = Draw::of(bytes);
    let seen = Seen::by(draw.byte());
    let folder = folder::fresh();
    let path = folder.path().join("ledger.sqlite");
    let damaged = draw.byte() == b'!';
    std::fs::write(&path, &written().loose).expect("written");
    if damaged {
        put(&path, Draw::of(&[]));
        flip(&path, draw);
    } else {
        put(&path, draw);
    }

    let read = Ledger::open(&path).and_then(|mut ledger| {
        let known = ledger.organizations()?;
        let _ = ledger.integrity();
        let organization = known.first().map_or_else(faces::organization, |stored| stored.organization.clone());
        faces::all(&mut ledger, &seen, &organization)
    });
    if let Err(error) = read {
        assert!(!error.to_string().is_empty());
        let mut anew = Ledger::begin_anew(&path, "aside").expect("a ledger that cannot be read can be begun anew");
        faces::fill(&mut anew);
        faces::all(&mut anew, &seen, &faces::organization()).expect("a new ledger can be read");
    }
}

/// Puts values where the bytes say, then makes the tables again what they were.
fn put(path: &Path, mut draw: Draw<'_>) {
    let Written { tables, columns, .. } = written();
    let connection = Connection::open(path).expect("a ledger");
    for (pragma, value) in [("journal_mode", "OFF"), ("synchronous", "OFF"), ("ignore_check_constraints", "ON")] {
        connection.pragma_update(None, pragma, value).expect("loose");
    }
    for _ in 0..6 {
        if draw.is_over() {
            break;
        }
        let (table, column, key) = draw.one_of(columns);
        let row = draw.below(32);
        let number = *draw.one_of(&NUMBERS);
        let (value, as_text) = match draw.below(8) {
            0 => (Value::Null, false),
            1 | 2 => (Value::Integer(number), false),
            3 => (Value::Real(if number % 2 == 0 { 1.5 } else { 1e300 }), false),
            4 => (Value::Text((*draw.one_of(&TEXTS)).to_owned()), false),
            5 => (Value::Blob(draw.piece().to_vec()), false),
            // Text that is none.
            6 => (Value::Blob(draw.piece().to_vec()), true),
            _ => (Value::Integer(i64::from_be_bytes(std::array::from_fn(|_| draw.byte()))), false),
        };
        let place = if as_text { "CAST(?1 AS TEXT)" } else { "?1" };
        // One row, or all of them.
        let update = format!(
            "UPDATE OR IGNORE {table} SET {column} = {place} WHERE ?2 = 31 OR ({key}) = (SELECT {key} FROM {table} LIMIT 1 OFFSET \
             ?2 % max(1, (SELECT count(*) FROM {table})))"
        );
        let row = Value::Integer(i64::try_from(row).expect("a small number"));
        // What a key refuses is refused here, too: the file would be no tree any more.
        let _ = connection.execute(&update, params_from_iter([value, row]));
    }
    connection.pragma_update(None, "writable_schema", true).expect("a schema to change");
    for (table, sql) in tables {
        connection
            .execute("UPDATE sqlite_schema SET sql = ?2 WHERE name = ?1", params![table, sql])
            .expect("strict again");
    }
}

/// Changes bytes of the file.
fn flip(path: &Path, mut draw: Draw<'_>) {
    let mut file = std::fs::read(path).expect("a ledger");
    for _ in 0..8 {
        if draw.is_over() {
            break;
        }
        let at = usize::from(draw.byte()) << 16 | usize::from(draw.byte()) << 8 | usize::from(draw.byte());
        let length = file.len();
        file[at % length] = draw.byte();
    }
    std::fs::write(path, file).expect("written");
}
