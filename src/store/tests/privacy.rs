use std::fs;

use uuid::Uuid;

use super::{at, monthly, noon, order, organization, subscription, usd};
use crate::domain::{Announce, Beginning, CustomerId, OrderSubscription, SubscriptionId};
use crate::store::{Batch, Ledger};

#[test]
fn nothing_that_a_customer_is_called_or_wrote_reaches_the_disk() {
    let folder = tempfile::tempdir().unwrap();
    let shop = organization(1);
    let mut ledger = Ledger::open(&folder.path().join("ledger.sqlite")).unwrap();
    ledger.connect(&shop, "https://api.polar.sh", noon()).unwrap();
    let mut order = order(1);
    order.customer_name = Some("Jane Quillfeather".to_owned());
    order.customer_id = Some(CustomerId(Uuid::from_u128(5)));
    order.product_name = Some("Visible Product".to_owned());
    order.subscription = Some(OrderSubscription {
        id: SubscriptionId(Uuid::from_u128(2)),
        amount: Some(usd(900)),
        cadence: Some(monthly()),
        trial_end: None,
    });
    let mut subscription = subscription(2);
    subscription.customer_name = Some("Jane Quillfeather".to_owned());
    subscription.cancellation_comment = Some("Goodbye and thanks".to_owned());
    let announce = Announce::After(Beginning { orders: at("2026-01-01T00:00:00Z"), at: at("2026-01-01T00:00:00Z") });
    let batch = Batch { orders: vec![order], subscriptions: vec![subscription], announce, ..Batch::default() };
    ledger.apply(shop.id, &batch).unwrap();
    assert_eq!(ledger.outbox(shop.id).unwrap().len(), 1);
    let bytes: Vec<u8> =
        fs::read_dir(folder.path()).unwrap().flat_map(|entry| fs::read(entry.unwrap().path()).unwrap()).collect();
    let holds = |text: &str| bytes.windows(text.len()).any(|window| window == text.as_bytes());
    assert!(holds("Visible Product"), "the search finds nothing at all");
    for secret in ["Quillfeather", "Jane", "Goodbye"] {
        assert!(!holds(secret), "{secret}");
    }
}
