//! What is to be announced: found by the requests that are asked anyway, told with its facts, and told once.

mod account;
mod before;
mod cancellations;
mod payments;
mod plans;
mod promise;
mod refunds;
mod repeats;
mod sales;
mod trials;

use jiff::{SignedDuration, Timestamp};
use revone::demo::Shop;
use revone::domain::{Announcement, Cadence, ChangeKind, Interval, OrderId, Subject, SubscriptionId};
use revone::money::Money;

use super::lab::Lab;
use super::shops::{fee, with_history};

/// Within this many minutes everything is found that Polar's lists do not bring to the top.
const PROMISED: i64 = 60;

/// Lets something happen in the shop, and polls until so many things wait to be announced. Pages that are read again, by
/// polls, a new launch or a complete refresh, add nothing to them, neither before nor after they are announced.
async fn heard<const N: usize>(lab: &mut Lab, happens: impl FnOnce(&mut Shop, Timestamp)) -> [Announcement; N] {
    heard_within(PROMISED, lab, happens).await
}

async fn heard_within<const N: usize>(
    minutes: i64,
    lab: &mut Lab,
    happens: impl FnOnce(&mut Shop, Timestamp),
) -> [Announcement; N] {
    assert_eq!(lab.waiting(), [], "before anything happened");
    let now = lab.now;
    lab.shop(|shop| happens(shop, now));
    lab.minutes_until(minutes, |ledger, id| ledger.outbox(id).unwrap().len() >= N).await;
    let found = lab.outbox();
    lab.poll_for(35).await;
    lab.first_poll().await;
    lab.complete().await;
    assert_eq!(lab.outbox(), found, "read again");
    lab.settle();
    lab.first_poll().await;
    lab.complete().await;
    assert_eq!(lab.waiting(), [], "announced, and read again");
    let count = found.len();
    found.try_into().unwrap_or_else(|found| panic!("{count} are found, not {N}: {found:#?}"))
}

/// A shop with some history that was connected a minute ago, all of it read.
async fn connected() -> Lab {
    let mut lab = Lab::of(with_history(12, 6)).await;
    lab.complete().await;
    lab.now += SignedDuration::from_mins(1);
    lab
}

/// The oldest subscription of the shop: monthly, for 9 dollars.
fn subscriber(lab: &Lab) -> SubscriptionId {
    lab.shop(|shop| shop.subscriptions[0].id)
}

fn is(found: &Announcement, kind: ChangeKind, subject: Subject) {
    assert_eq!((found.change.kind, found.change.subject), (kind, subject));
}

fn of_order(found: &Announcement, kind: ChangeKind, order: OrderId) {
    is(found, kind, Subject::Order(order));
}

fn of_subscription(found: &Announcement, kind: ChangeKind, subscription: SubscriptionId) {
    is(found, kind, Subject::Subscription(subscription));
}

/// A price a month.
fn monthly(minor: i64) -> Option<(Money, Cadence)> {
    Some((fee(minor), Cadence { interval: Interval::Month, count: 1 }))
}

/// A price a year.
fn yearly(minor: i64) -> Option<(Money, Cadence)> {
    Some((fee(minor), Cadence { interval: Interval::Year, count: 1 }))
}
