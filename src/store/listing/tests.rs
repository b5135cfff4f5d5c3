use super::*;
use crate::domain::Period;
use crate::store::listing::orders::{OPEN_ORDERS, ORDERS};
use crate::store::listing::subscriptions::SUBSCRIPTIONS;

const PAGE: Part = Part { limit: 50, skip: 100 };

/// A ledger in which the codes and the product of the queries below are known.
fn ledger() -> Ledger {
    let ledger = Ledger::in_memory().unwrap();
    let known = "INSERT INTO codes (code) VALUES ('paid'), ('pending'), ('usd'); \
                 INSERT INTO products (organization, name) VALUES (0, 'Pro Plan');";
    ledger.connection.execute_batch(known).unwrap();
    ledger
}

fn query(search: &str, status: Option<&str>, in_a_period: bool) -> ListQuery {
    ListQuery {
        search: search.to_owned(),
        status: status.map(str::to_owned),
        period: in_a_period.then_some(Period::new(jiff::Timestamp::UNIX_EPOCH, jiff::Timestamp::MAX)),
        ..ListQuery::default()
    }
}

/// How SQLite goes about a statement that a query makes of a table.
fn plan(table: Table, query: &ListQuery, sql: impl Fn(&Conditions) -> String) -> String {
    let ledger = ledger();
    let reading = ledger.reading(OrganizationId(uuid::Uuid::nil()), table).unwrap();
    let conditions = reading.conditions(query).unwrap().unwrap();
    let mut statement = ledger.connection.prepare(&format!("EXPLAIN QUERY PLAN {}", sql(&conditions))).unwrap();
    let steps = statement.query_map(params_from_iter(conditions.values()), |row| row.get::<_, String>(3)).unwrap();
    steps.collect::<rusqlite::Result<Vec<_>>>().unwrap().join("; ")
}

#[test]
fn a_list_walks_its_index_and_sorts_nothing() {
    for table in [ORDERS, SUBSCRIPTIONS] {
        for (search, status) in [("", None), ("", Some("paid")), ("pro cafe", None), ("usd", Some("paid"))] {
            for (in_a_period, order) in [(false, table.newest_first), (true, table.oldest_first)] {
                let walk = |conditions: &Conditions| table.walk(conditions, order, PAGE);
                let plan = plan(table, &query(search, status, in_a_period), walk);
                let by_index = format!("SEARCH {} USING INDEX {} (organization=?", table.name, table.index);
                assert!(plan.starts_with(&by_index), "{plan}");
                assert!(!plan.contains("TEMP B-TREE"), "{plan}");
                assert_eq!(plan.contains(&format!("{}>?", table.instant)), in_a_period, "{plan}");
            }
        }
    }
}

#[test]
fn rows_of_a_period_are_counted_without_being_read() {
    for table in [ORDERS, SUBSCRIPTIONS] {
        let count = plan(table, &query("", None, true), |conditions| table.count(Path::Index, conditions));
        assert!(count.contains("COVERING INDEX"), "{count}");
    }
}

#[test]
fn rows_that_are_looked_at_are_read_as_they_lie() {
    for table in [ORDERS, SUBSCRIPTIONS] {
        let look = |conditions: &Conditions| table.keys(Path::Rows, conditions, FEW);
        let looked = plan(table, &query("pro", Some("paid"), false), look);
        assert!(looked.starts_with(&format!("SCAN {}; ", table.name)), "{looked}");
        let sorted = plan(table, &query("", None, false), |_| table.sorted("?1", PAGE));
        let by_key = format!("SEARCH {} USING INTEGER PRIMARY KEY (rowid=?)", table.name);
        assert!(sorted.starts_with(&by_key), "{sorted}");
    }
}

#[test]
fn open_orders_are_found_among_themselves() {
    let pending = query("", Some("pending"), false);
    for plan in [
        plan(OPEN_ORDERS, &pending, |conditions| OPEN_ORDERS.walk(conditions, OPEN_ORDERS.newest_first, PAGE)),
        plan(OPEN_ORDERS, &pending, |conditions| OPEN_ORDERS.count(Path::Index, conditions)),
    ] {
        assert!(plan.starts_with("SEARCH orders USING INDEX orders_open (organization=?)"), "{plan}");
    }
}

#[test]
fn rows_are_looked_at_by_the_index_where_they_may_be_a_small_part_of_the_table() {
    let ledger = ledger();
    let others = "INSERT INTO organizations (id, name, slug, environment, status, can_take_payments, can_be_paid_out, \
                  origin, connected_at, orders) VALUES (randomblob(16), '', '', '', '', 1, 1, '', 0, 100)";
    ledger.connection.execute(others, []).unwrap();
    for (table, own, in_a_period, expected) in [
        (ORDERS, 49, false, Path::Index),
        (ORDERS, 50, false, Path::Rows),
        (ORDERS, 100, false, Path::Rows),
        (ORDERS, 100, true, Path::Index),
        (OPEN_ORDERS, 100, false, Path::Index),
        (SUBSCRIPTIONS, 0, false, Path::Rows),
    ] {
        let reading = ledger.reading(OrganizationId(uuid::Uuid::nil()), table).unwrap();
        assert_eq!(reading.path(&query("pro", None, in_a_period), own), Ok(expected), "{} {own}", table.index);
    }
}
