//! Every field of a row, wrong in turn, as the readers take it: in a page between two neighbours, and alone.

use revone::domain::{Environment, Order, Organization, Subscription};
use revone::polar::{self, Page, Response, Trouble};
use serde_json::Value;
use uuid::Uuid;

use super::fates::{Fate, Kind, Table, Use};
use super::foreign::assert_tells_nothing;
use super::paths::{self, Path, Step};
use super::wrongs::{Change, Wrong, all, beside};
use super::{ledger, sampled};

/// A row, read.
#[derive(Clone, Debug, PartialEq)]
#[allow(clippy::large_enum_variant, reason = "a handful of them")]
enum Row {
    Order(Order),
    Subscription(Subscription),
    Organization(Organization),
}

fn response(body: Vec<u8>) -> Response {
    Response { status: 200, content_type: Some("application/json".to_owned()), body, ..Response::default() }
}

fn page_of(kind: Kind, body: Vec<u8>) -> Result<Page<Row>, Trouble> {
    fn rows<T>(page: Page<T>, of: fn(T) -> Row) -> Page<Row> {
        let Page { items, rejected, total_count, max_page } = page;
        Page { items: items.into_iter().map(of).collect(), rejected, total_count, max_page }
    }
    let response = response(body);
    match kind {
        Kind::Order => polar::read_orders(&response).map(|page| rows(page, Row::Order)),
        Kind::Subscription => polar::read_subscriptions(&response).map(|page| rows(page, Row::Subscription)),
        Kind::Organization => {
            polar::read_organizations(&response, Environment::Production).map(|page| rows(page, Row::Organization))
        }
    }
}

fn one_of(kind: Kind, body: Vec<u8>) -> Result<Row, Trouble> {
    let response = response(body);
    match kind {
        Kind::Order => polar::read_order(&response).map(Row::Order),
        Kind::Subscription => polar::read_subscription(&response).map(Row::Subscription),
        Kind::Organization => polar::read_organization(&response, Environment::Production).map(Row::Organization),
    }
}

/// A page with a row between two neighbours.
fn page(neighbour: &Value, row: &[u8]) -> Vec<u8> {
    let neighbour = neighbour.to_string();
    let (open, close) = (
        format!(r#"{{"items":[{neighbour},"#),
        format!(r#",{neighbour}],"pagination":{{"total_count":3,"max_page":1}}}}"#),
    );
    [open.as_bytes(), row, close.as_bytes()].concat()
}

struct Reader<'a> {
    table: &'a Table,
    neighbour: Value,
    beside: Row,
    row: Value,
    sound: Row,
    id: Uuid,
}

/// Plays a kind of row; how many plays that were.
pub fn play(table: &Table) -> usize {
    let [neighbour, row] = ledger::rows_of(table.kind);
    let read = |row: &Value| one_of(table.kind, row.to_string().into_bytes()).unwrap();
    let id = row["id"].as_str().unwrap().parse().unwrap();
    let reader = Reader { table, beside: read(&neighbour), sound: read(&row), neighbour, row, id };
    let mut chance = fastrand::Rng::with_seed(1);
    let mut played = 0;
    let mut places = paths::all(&reader.row);
    for path in &places {
        let (of, _) = table.field(&paths::written(path));
        for wrong in all() {
            let one_in = if of == Use::Ignored { 60 } else { 6 };
            if wrong.is_absence() || sampled(&mut chance, one_in) {
                played += usize::from(reader.play(path, &wrong, None));
            }
        }
    }
    places.push(Vec::new());
    for path in &places {
        for wrong in beside() {
            if sampled(&mut chance, 20) {
                played += usize::from(reader.play(path, &wrong, Some(Fate::Same)));
            }
        }
    }
    played
}

impl Reader<'_> {
    /// Whether there is such a place to be changed; fails where what comes of it is not what should.
    fn play(&self, path: &Path, wrong: &Wrong, fate: Option<Fate>) -> bool {
        let kind = self.table.kind;
        let (name, of) = (paths::written(path), format!("{kind:?}: {} is {}", paths::written(path), wrong.name));
        let Some(bytes) = paths::changed(&self.row, path, &wrong.change) else { return false };
        let fate = fate.unwrap_or_else(|| self.table.fate(&name, wrong));
        let list = page_of(kind, page(&self.neighbour, &bytes)).unwrap_or_else(|trouble| panic!("{of}: {trouble}"));
        let alone = one_of(kind, bytes);
        assert_eq!((list.items.first(), list.items.last()), (Some(&self.beside), Some(&self.beside)), "{of}");
        let read = list.items.get(1).filter(|_| list.items.len() == 3);
        match fate {
            Fate::Rejected => {
                let [rejected] = list.rejected.as_slice() else { panic!("{of}: {:?}", list.rejected) };
                let Err(Trouble::Malformed { path: place, reason }) = alone else { panic!("{of}: {alone:?}") };
                let in_list = if place == "." { "items[1]".to_owned() } else { format!("items[1].{place}") };
                assert_eq!((list.items.len(), &rejected.path, &rejected.reason), (2, &in_list, &reason), "{of}");
                // A name that stands twice is no place; in a part something else may be missing.
                assert!(place.starts_with(&name) || matches!(wrong.change, Change::Twice), "{of}: {place}");
                assert_eq!(rejected.id, Some(self.id).filter(|_| name != "id"), "{of}");
                assert_tells_nothing(&format!("{place} {reason}"));
            }
            Fate::Same => assert_eq!((read, alone.as_ref()), (Some(&self.sound), Ok(&self.sound)), "{of}"),
            Fate::Absent => {
                let without = paths::changed(&self.row, path, &Change::To(Value::Null)).unwrap();
                assert_eq!((read, alone), (one_of(kind, without.clone()).as_ref().ok(), one_of(kind, without)), "{of}");
            }
            Fate::Read => assert_eq!((read, list.rejected.len()), (alone.as_ref().ok(), 0), "{of}"),
        }
        assert_eq!(read.is_some(), fate != Fate::Rejected, "{of}");
        true
    }
}

#[test]
fn every_field_that_the_server_sends_is_decided() {
    for table in &super::TABLES {
        for row in ledger::every_row_of(table.kind) {
            for path in paths::all(&row) {
                let name = paths::written(&path);
                let (of, _) = table.field(&name);
                assert!(of == Use::Ignored || !path.iter().any(|step| matches!(step, Step::Place(_))), "{name}");
            }
        }
    }
}

#[test]
fn what_polar_may_leave_out_or_set_to_null_costs_no_row() {
    let Some(folder) = std::env::var_os("REVONE_FACTS") else {
        println!("skipped: REVONE_FACTS names no folder with openapi.json");
        return;
    };
    let text = std::fs::read_to_string(std::path::Path::new(&folder).join("openapi.json")).unwrap();
    let described: Value = serde_json::from_str(&text).unwrap();
    let schemas = &described["components"]["schemas"];
    for table in &super::TABLES {
        for (path, ..) in table.fields.iter().filter(|(_, of, _)| *of == Use::Needed) {
            let mut schema = &schemas[format!("{:?}", table.kind)];
            for name in path.split('.') {
                let required = schema["required"].as_array().unwrap();
                assert!(required.contains(&Value::from(name)), "{:?}: {path} may be left out", table.kind);
                schema = &schema["properties"][name];
                let nullable =
                    schema["anyOf"].as_array().is_some_and(|any| any.iter().any(|one| one["type"] == "null"));
                assert!(!nullable, "{:?}: {path} may be null", table.kind);
                if let Some(name) = schema["$ref"].as_str() {
                    schema = &schemas[name.rsplit('/').next().unwrap()];
                }
            }
        }
    }
}
