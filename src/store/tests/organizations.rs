use jiff::SignedDuration;

use super::{at, last_30_days, noon, order, organization, shop, subscription};
use crate::domain::{Announce, Beginning, OrganizationStatus};
use crate::store::{Batch, Counts, Ledger, Mark, Marks, mark};

const ORIGIN: &str = "https://api.polar.sh";

#[test]
fn a_connection_keeps_where_and_when_it_was_made() {
    let (ledger, id) = shop();
    let stored = ledger.organizations().unwrap();
    assert_eq!(stored.len(), 1);
    assert_eq!(stored[0].organization, organization(1));
    assert_eq!(stored[0].organization.id, id);
    assert_eq!((stored[0].origin.as_str(), stored[0].connected_at, stored[0].last_success), (ORIGIN, noon(), None));
}

#[test]
fn a_new_token_is_no_new_beginning() {
    let (mut ledger, id) = shop();
    ledger.apply(id, &Batch { orders: vec![order(1)], ..Batch::default() }).unwrap();
    let mut renamed = organization(1);
    renamed.name = "Shop & Sons".to_owned();
    ledger.connect(&renamed, "https://sandbox-api.polar.sh", noon() + SignedDuration::from_hours(1)).unwrap();
    let stored = &ledger.organizations().unwrap()[0];
    assert_eq!((stored.organization.name.as_str(), stored.connected_at), ("Shop & Sons", noon()));
    assert_eq!(stored.origin, "https://sandbox-api.polar.sh");
    assert_eq!(ledger.counts(id), Ok(Counts { orders: 1, subscriptions: 0 }));
}

#[test]
fn the_organization_synced_last_comes_first() {
    let (mut ledger, first) = shop();
    let second = organization(2);
    ledger.connect(&second, ORIGIN, noon()).unwrap();
    for (id, minutes) in [(second.id, 1), (first, 2)] {
        let at = noon() + SignedDuration::from_mins(minutes);
        ledger.apply(id, &Batch { success: true, at, ..Batch::default() }).unwrap();
        let newest = &ledger.organizations().unwrap()[0];
        assert_eq!((newest.organization.id, newest.last_success), (id, Some(at)));
    }
}

#[test]
fn what_polar_says_of_the_organization_is_taken_over() {
    let (mut ledger, id) = shop();
    let mut blocked = organization(1);
    blocked.status = OrganizationStatus::Other("on_hold".into());
    blocked.can_take_payments = false;
    ledger.apply(id, &Batch { organization: Some(blocked.clone()), ..Batch::default() }).unwrap();
    assert_eq!(ledger.organizations().unwrap()[0].organization, blocked);
}

#[test]
fn marks_are_set_and_taken_away_and_tell_what_is_complete() {
    let (mut ledger, id) = shop();
    let complete = Mark { at: Some(jiff::Timestamp::MIN), number: 0 };
    let marks = vec![(mark::ORDERS_SINCE, Some(complete)), (mark::LIVE_SUBSCRIPTIONS, Some(Mark::default()))];
    ledger.apply(id, &Batch { marks, ..Batch::default() }).unwrap();
    let facts = ledger.facts(id, &[], last_30_days(), noon()).unwrap();
    assert_eq!((facts.orders_since, facts.subscriptions_since), (Some(jiff::Timestamp::MIN), None));
    assert!(facts.live_subscriptions_complete);
    let marks =
        vec![(mark::LIVE_SUBSCRIPTIONS, None), (mark::SUBSCRIPTIONS_SINCE, Some(Mark { at: Some(noon()), number: 9 }))];
    ledger.apply(id, &Batch { marks, ..Batch::default() }).unwrap();
    let expected = [
        (mark::ORDERS_SINCE.to_owned(), complete),
        (mark::SUBSCRIPTIONS_SINCE.to_owned(), Mark { at: Some(noon()), number: 9 }),
    ];
    assert_eq!(ledger.marks(id), Ok(Marks::from(expected)));
    assert!(!ledger.facts(id, &[], last_30_days(), noon()).unwrap().live_subscriptions_complete);
}

#[test]
fn a_removed_organization_leaves_no_row_and_its_neighbour_whole() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("ledger.sqlite");
    let mut ledger = Ledger::open(&path).unwrap();
    let batch = Batch {
        orders: (1..300).map(order).collect(),
        subscriptions: (1..50).map(subscription).collect(),
        marks: vec![(mark::ORDERS_SINCE, Some(Mark::default()))],
        announce: Announce::After(Beginning { orders: at("2026-01-01T00:00:00Z"), at: at("2026-01-01T00:00:00Z") }),
        ..Batch::default()
    };
    for number in [1, 2] {
        ledger.connect(&organization(number), ORIGIN, noon()).unwrap();
        ledger.apply(organization(number).id, &batch).unwrap();
    }
    let rows = |ledger: &Ledger| -> Vec<i64> {
        ["organizations", "orders", "subscriptions", "totals", "outbox", "marks"]
            .map(|table| ledger.connection.query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get(0)))
            .into_iter()
            .collect::<Result<_, _>>()
            .unwrap()
    };
    let before = rows(&ledger);
    let pages =
        |ledger: &Ledger| -> i64 { ledger.connection.query_row("PRAGMA page_count", [], |row| row.get(0)).unwrap() };
    let full = pages(&ledger);
    ledger.remove(organization(1).id).unwrap();
    assert_eq!(rows(&ledger), before.iter().map(|rows| rows / 2).collect::<Vec<_>>());
    assert_eq!(ledger.outbox(organization(2).id).unwrap().len(), 299);
    let left = pages(&ledger);
    assert!(left < full, "its space was not given back: {left} pages of {full} are left");
    let free: i64 = ledger.connection.query_row("PRAGMA freelist_count", [], |row| row.get(0)).unwrap();
    assert_eq!(free, 0);
    assert_eq!(std::fs::metadata(&path).unwrap().len(), left as u64 * 4096);
    ledger.remove(organization(2).id).unwrap();
    assert_eq!(rows(&ledger), [0; 6]);
    assert_eq!(ledger.remove(organization(2).id), Ok(()));
}

#[test]
fn what_an_interrupted_removal_left_is_nobodys_and_goes_with_the_next_connection() {
    let (mut ledger, id) = shop();
    ledger.apply(id, &super::orders((1..40).map(super::order).collect())).unwrap();
    ledger.connection.execute("UPDATE organizations SET id = randomblob(15)", []).unwrap();
    assert_eq!(ledger.organizations(), Ok(Vec::new()));
    assert_eq!(ledger.counts(id), Ok(Counts::default()));
    ledger.connect(&organization(1), "https://api.polar.sh", noon()).unwrap();
    for table in ["orders", "totals", "product_totals"] {
        let sql = format!("SELECT count(*) FROM {table}");
        let left: i64 = ledger.connection.query_row(&sql, [], |row| row.get(0)).unwrap();
        assert_eq!(left, 0, "{table}");
    }
    let applied = ledger.apply(id, &super::orders(vec![super::order(1)])).unwrap();
    assert_eq!(applied.new_orders, 1, "it begins anew");
}
