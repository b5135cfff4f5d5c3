//! Everything is found within the promised time among a thousand live subscriptions and behind pages of newer orders.

use std::collections::BTreeMap;

use jiff::Timestamp;
use revone::demo::Shop;
use revone::domain::{Cadence, CancellationReason, ChangeKind, Interval, OrderId, SubscriptionId};

use super::super::lab::{Lab, noon};
use super::super::shops::{days, settle_all, with_history};
use super::PROMISED;

/// Rows so old that none of them is on a list's first pages.
struct Old {
    subscribers: Vec<SubscriptionId>,
    purchases: [OrderId; 2],
    failed: [OrderId; 4],
    leaver: SubscriptionId,
    sleeper: SubscriptionId,
}

fn shop() -> (Shop, Old) {
    let mut shop = with_history(120, 980);
    let long_ago = noon() - days(400);
    let purchases = [4_900, 5_900].map(|net| shop.add_purchase(long_ago, net, "usd"));
    let subscribers: Vec<SubscriptionId> =
        (0..12).map(|_| shop.add_subscriber(long_ago, 900, "usd", "month").0).collect();
    let failed = [6, 7, 8, 9].map(|place| {
        let subscriber: SubscriptionId = subscribers[place];
        shop.fail_renewal(subscriber, noon() - days(10), noon() + days(1)).unwrap()
    });
    let (leaver, sleeper) = (subscribers[10], subscribers[11]);
    shop.cancel(leaver, noon() - days(3), None, None);
    shop.pause(sleeper, noon() - days(3), None);
    settle_all(&mut shop);
    (shop, Old { subscribers, purchases, failed, leaver, sleeper })
}

fn everything_happens(shop: &mut Shop, old: &Old, now: Timestamp) {
    let Old { subscribers, purchases, failed, leaver, sleeper } = old;
    shop.refund(purchases[0], 4_900);
    shop.refund(purchases[1], 100);
    shop.cancel(subscribers[0], now, Some(CancellationReason::Unused), None);
    shop.revoke(subscribers[1], now);
    shop.pause(subscribers[2], now, None);
    let yearly = Cadence { interval: Interval::Year, count: 1 };
    shop.switch_product(subscribers[3], now, "Studio", (9_000, yearly), -100);
    shop.uncancel(*leaver);
    shop.resume(*sleeper);
    shop.pay(failed[0]);
    shop.postpone(failed[1], now + days(5));
    shop.void(failed[2]);
    shop.give_up(failed[3], now);
}

#[tokio::test]
async fn everything_that_happens_to_old_rows_waits_to_be_announced_within_the_hour() {
    let expected = BTreeMap::from([
        (ChangeKind::Refund, 1),
        (ChangeKind::PartialRefund, 1),
        // One of them with the payment that was given up.
        (ChangeKind::Canceled, 3),
        (ChangeKind::Uncanceled, 1),
        (ChangeKind::Paused, 1),
        (ChangeKind::Resumed, 1),
        (ChangeKind::PlanChanged, 1),
        (ChangeKind::PaymentRecovered, 1),
        (ChangeKind::PaymentFailed, 3),
    ]);
    // At several moments of the rota.
    for wait in [2, 17, 41] {
        let (shop, old) = shop();
        let mut lab = Lab::of(shop).await;
        lab.complete().await;
        lab.poll_for(wait).await;
        let now = lab.now;
        lab.shop(|shop| everything_happens(shop, &old, now));
        let all = expected.values().sum::<usize>();
        let mut found = BTreeMap::new();
        for _ in 0..PROMISED {
            lab.poll_for(1).await;
            if lab.waiting().len() >= all {
                break;
            }
        }
        lab.waiting().into_iter().for_each(|(_, kind)| *found.entry(kind).or_default() += 1);
        assert_eq!(found, expected, "changed after {wait} minutes");
        lab.poll_for(PROMISED).await;
        lab.complete().await;
        assert_eq!(lab.waiting().len(), all, "read again");
    }
}
