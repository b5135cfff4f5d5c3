use uuid::Uuid;

use super::{order, orders, organization, shop, subscription, subscriptions};
use crate::domain::{OrderId, SubscriptionId};

#[test]
fn an_order_is_found_by_the_beginning_of_its_id_or_by_its_invoice() {
    let (mut ledger, id) = shop();
    let [mut one, mut other] = [order(1), order(2)];
    one.id = OrderId(Uuid::from_u128(0xcafe_0000_0000_0000_0000_0000_0000_0001));
    one.invoice_number = Some("ACME-0001".to_owned());
    other.id = OrderId(Uuid::from_u128(0xcafe_1000_0000_0000_0000_0000_0000_0002));
    other.invoice_number = Some("CAFE".to_owned());
    ledger.apply(id, &orders(vec![one.clone(), other.clone()])).unwrap();
    for (name, expected) in [
        (one.id.to_string(), vec![one.id]),
        (one.id.to_string().to_uppercase(), vec![one.id]),
        ("cafe1".to_owned(), vec![other.id]),
        ("cafe-1".to_owned(), vec![other.id]),
        ("acme-0001".to_owned(), vec![one.id]),
        ("acme".to_owned(), vec![]),
        ("caf".to_owned(), vec![]),
        (String::new(), vec![]),
        ("%".to_owned(), vec![]),
        (Uuid::from_u128(3).to_string(), vec![]),
    ] {
        assert_eq!(ledger.orders_called(id, &name).unwrap(), expected, "{name}");
    }
    assert_eq!(ledger.orders_called(id, "cafe").unwrap().len(), 2, "an id comes before an invoice");
    assert_eq!(ledger.orders_called(organization(2).id, "cafe1").unwrap(), [], "another shop has none of them");
    assert_eq!(ledger.subscriptions_called(id, "cafe1").unwrap(), []);
}

#[test]
fn of_many_with_the_same_beginning_two_are_enough_to_tell() {
    let (mut ledger, id) = shop();
    ledger.apply(id, &subscriptions((1..9).map(subscription).collect())).unwrap();
    assert_eq!(ledger.subscriptions_called(id, "0000").unwrap().len(), 2);
    let third = SubscriptionId(Uuid::from_u128(3));
    assert_eq!(ledger.subscriptions_called(id, &third.to_string()).unwrap(), [third]);
}

#[test]
fn a_version_changes_with_what_another_stores_and_with_nothing_else() {
    let folder = tempfile::tempdir().unwrap();
    let open = || crate::store::Ledger::open(&folder.path().join("ledger.sqlite")).unwrap();
    let (reader, mut writer) = (open(), open());
    let before = reader.version().unwrap();
    reader.organizations().unwrap();
    assert_eq!(reader.version().unwrap(), before);
    writer.connect(&organization(1), "https://api.polar.sh", super::noon()).unwrap();
    assert_ne!(reader.version().unwrap(), before);
}
