//! Where every history begins: a shop with a past, and a ledger that has just been connected to it.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::LazyLock;

use jiff::Timestamp;
use revone::demo::Shop;
use revone::domain::{Announce, OrderId, SubscriptionId};
use revone::store::{Batch, Ledger};
use uuid::Uuid;

use super::super::lab::{ago, noon};
use super::super::shops::days;
use super::rows;

/// What the ledger holds after its first answer, and what is still to be downloaded.
pub struct Past {
    pub shop: Shop,
    /// The newest order of the first answer: later ones are news.
    pub newest: Timestamp,
    /// Old rows that no answer has brought yet.
    pub to_come: BTreeSet<Uuid>,
    /// Orders that are known as unpaid.
    pub open: BTreeSet<OrderId>,
    /// Subscriptions that were cancelled before.
    pub canceled: BTreeSet<SubscriptionId>,
    ledger: Vec<u8>,
}

pub static PAST: LazyLock<Past> = LazyLock::new(make);

impl Past {
    /// Puts the ledger there.
    pub fn put(&self, path: &Path) {
        std::fs::write(path, &self.ledger).unwrap();
    }
}

fn make() -> Past {
    let mut shop = Shop::empty(noon() - days(300));
    let mut to_come = BTreeSet::new();
    for (long_ago, is_to_come) in [(days(100), true), (days(40), false)] {
        let at = noon() - long_ago;
        let [sold, refunded, part] = [2_900, 3_900, 4_900].map(|net| shop.add_purchase(at, net, "usd"));
        shop.refund(refunded, 3_900);
        shop.refund(part, 900);
        let five: [_; 5] = std::array::from_fn(|_| shop.add_subscriber(at, 900, "usd", "month"));
        let [(staying, _), (leaver, _), (sleeper, _), (debtor, _), (gone, _)] = five;
        shop.cancel(leaver, ago(10), None, None);
        shop.pause(sleeper, ago(10), None);
        shop.revoke(gone, ago(10));
        let unpaid = shop.fail_renewal(debtor, at + days(30), noon() + days(3)).unwrap();
        if is_to_come {
            to_come.extend([sold, refunded, part, unpaid].map(|id| id.0));
            to_come.extend(five.map(|(_, order)| order.0));
            to_come.extend([staying, leaver, sleeper, debtor, gone].map(|id| id.0));
        }
    }
    let newest = shop.orders.last().unwrap().created_at;
    let open = shop.orders.iter().filter(|row| row.status.is_open()).map(|row| row.id).collect();
    let canceled = shop.subscriptions.iter().filter(|row| row.canceled_at.is_some()).map(|row| row.id).collect();
    let ledger = ledger_of(&shop, &to_come);
    Past { shop, newest, to_come, open, canceled, ledger }
}

fn ledger_of(shop: &Shop, to_come: &BTreeSet<Uuid>) -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("ledger.sqlite");
    let mut ledger = Ledger::open(&path).unwrap();
    ledger.connect(&rows::organization(shop), "https://polar.test", noon()).unwrap();
    let orders = shop.orders.iter().filter(|row| !to_come.contains(&row.id.0));
    let subscriptions = shop.subscriptions.iter().filter(|row| !to_come.contains(&row.id.0));
    let first = Batch {
        orders: orders.map(|row| rows::order(shop, row)).collect(),
        subscriptions: subscriptions.map(|row| rows::subscription(shop, row)).collect(),
        announce: Announce::Nothing,
        at: noon(),
        ..Batch::default()
    };
    assert_eq!(ledger.apply(shop.organization.id, &first).unwrap().changes, []);
    // Closed, so that everything is in the one file.
    drop(ledger);
    std::fs::read(&path).unwrap()
}
