//! What Polar's lists do not bring to the top is seen by polls alone, within the promised time.

use jiff::{SignedDuration, Timestamp};
use revone::demo::{Behaviour, Fault, Shop};
use revone::domain::{OrderId, OrderStatus, OrganizationId, Period, SubscriptionId, SubscriptionStatus};
use revone::store::Ledger;

use super::lab::{Lab, ago, assert_reflects, noon};
use super::reflection::awaits_fee;
use super::shops::{days, fee, settle_all, with_history};

const ALL: u32 = 1_000_000;
const HOUR: i64 = 60;

fn order_is(ledger: &Ledger, id: OrganizationId, order: OrderId, status: &OrderStatus) -> bool {
    ledger.recent_orders(id, ALL).unwrap().iter().any(|row| row.id == order && row.status == *status)
}

fn subscription_is(ledger: &Ledger, id: OrganizationId, row: SubscriptionId, status: SubscriptionStatus) -> bool {
    ledger.subscriptions_with_status(id, &status).unwrap().contains(&row)
}

fn is_cancelled(ledger: &Ledger, id: OrganizationId, row: SubscriptionId) -> bool {
    ledger.recent_cancellations(id, ALL).unwrap().iter().any(|cancelled| cancelled.id == row)
}

/// Old rows of a shop, to be changed.
struct Old {
    purchase: OrderId,
    other_purchase: OrderId,
    unpaid: OrderId,
    given_up: OrderId,
    subscriber: SubscriptionId,
    doubter: SubscriptionId,
    upgrader: SubscriptionId,
    leaver: SubscriptionId,
    trial: SubscriptionId,
}

/// A shop whose old rows lie behind several pages of newer ones.
fn shop(purchases: i64, subscribers: i64) -> (Shop, Old) {
    let mut shop = with_history(purchases, subscribers);
    let long_ago = |place: i64| noon() - days(200) + SignedDuration::from_mins(place);
    let purchase = shop.add_purchase(long_ago(0), 4900, "eur");
    let other_purchase = shop.add_purchase(long_ago(1), 5900, "eur");
    let mut subscriber = |place| shop.add_subscriber(long_ago(place), 900, "usd", "month").0;
    let [subscriber, doubter, upgrader, leaver, debtor, lost] = [2, 3, 4, 5, 6, 7].map(&mut subscriber);
    shop.cancel(leaver, ago(3000), None, None);
    let (trial, _) = shop.add_trial(noon() - days(14), 900, "usd", "month", 14);
    let unpaid = shop.fail_renewal(debtor, noon() - days(40), noon()).unwrap();
    let given_up = shop.fail_renewal(lost, noon() - days(41), noon()).unwrap();
    settle_all(&mut shop);
    (shop, Old { purchase, other_purchase, unpaid, given_up, subscriber, doubter, upgrader, leaver, trial })
}

/// A change of an old row, and how the ledger shows that it knows.
type Case = (&'static str, fn(&mut Shop, &Old, Timestamp), fn(&Ledger, OrganizationId, &Old) -> bool);

const CASES: [Case; 9] = [
    (
        "a refund",
        |shop, old, _| shop.refund(old.purchase, 4900),
        |ledger, id, old| order_is(ledger, id, old.purchase, &OrderStatus::Refunded),
    ),
    (
        "a partial refund",
        |shop, old, _| shop.refund(old.other_purchase, 100),
        |ledger, id, old| order_is(ledger, id, old.other_purchase, &OrderStatus::PartiallyRefunded),
    ),
    (
        "a late payment",
        |shop, old, _| shop.pay(old.unpaid),
        |ledger, id, old| order_is(ledger, id, old.unpaid, &OrderStatus::Paid),
    ),
    (
        "a payment that was given up",
        |shop, old, _| shop.order_mut(old.given_up).unwrap().status = OrderStatus::Void,
        |ledger, id, old| !ledger.open_orders(id).unwrap().contains(&old.given_up),
    ),
    (
        "a cancellation",
        |shop, old, now| shop.cancel(old.doubter, now, None, None),
        |ledger, id, old| is_cancelled(ledger, id, old.doubter),
    ),
    (
        "a cancellation that was undone",
        |shop, old, _| shop.uncancel(old.leaver),
        |ledger, id, old| !is_cancelled(ledger, id, old.leaver),
    ),
    (
        "a plan change without an order",
        |shop, old, _| shop.subscription_mut(old.upgrader).unwrap().amount = 4200,
        |ledger, id, _| ledger.recent_subscriptions(id, ALL).unwrap().iter().any(|row| row.amount == fee(4200)),
    ),
    (
        "an end",
        |shop, old, now| shop.revoke(old.subscriber, now),
        |ledger, id, old| subscription_is(ledger, id, old.subscriber, SubscriptionStatus::Canceled),
    ),
    (
        "the end of a trial",
        |shop, old, _| shop.subscription_mut(old.trial).unwrap().status = SubscriptionStatus::Active,
        |ledger, id, old| subscription_is(ledger, id, old.trial, SubscriptionStatus::Active),
    ),
];

/// What is in the way of the polls.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Hindrance {
    Nothing,
    /// The server knows no filter by date.
    NoDateFilters,
    /// Polar refuses a request in twenty, for a minute.
    Refusals,
    /// It happened while the computer slept.
    Night,
}

#[tokio::test]
async fn every_change_of_an_old_row_is_seen_within_the_hour() {
    // At several moments of the rota.
    for (wait, hindrance) in [
        (1, Hindrance::Nothing),
        (16, Hindrance::Nothing),
        (38, Hindrance::Refusals),
        (9, Hindrance::NoDateFilters),
        (27, Hindrance::Night),
    ] {
        let (shop, old) = shop(120, 110);
        let ignore_date_filters = hindrance == Hindrance::NoDateFilters;
        let behaviour = Behaviour { ignore_date_filters, ..Behaviour::default() };
        let mut lab = Lab::behaving(shop, behaviour).await;
        lab.complete().await;
        lab.poll_for(wait).await;
        let now = lab.now;
        lab.shop(|shop| CASES.iter().for_each(|(_, change, _)| change(shop, &old, now)));
        if hindrance == Hindrance::Night {
            lab.now += SignedDuration::from_hours(9);
        }
        let mut unseen: Vec<&str> = CASES.iter().map(|(name, ..)| *name).collect();
        for minute in 0..HOUR {
            if hindrance == Hindrance::Refusals && minute % 7 == 3 {
                let refusal = Fault::RateLimited { retry_after: Some("60".to_owned()) }.once("/v1/");
                lab.polar.with(|state| state.behaviour.faults.push(refusal.after(u32::try_from(minute % 3).unwrap())));
                lab.now += SignedDuration::from_mins(1);
                let refused = lab.try_poll().await;
                // The third request is no part of a poll in which nothing is due.
                assert!(refused.is_err() || minute % 3 == 2, "{refused:?}");
                lab.polar.with(|state| state.behaviour.faults.clear());
                continue;
            }
            lab.poll_for(1).await;
            let hidden = |(_, _, seen): &&Case| !seen(&lab.ledger, lab.organization, &old);
            unseen = CASES.iter().filter(hidden).map(|(name, ..)| *name).collect();
            if unseen.is_empty() {
                break;
            }
        }
        assert_eq!(unseen, [] as [&str; 0], "changed after {wait} minutes, {hindrance:?}");
        assert_reflects(&lab);
    }
}

/// What no list tells, of rows of a shop of two pages.
const UNTOLD: [Case; 7] = [
    (
        "a paid order that is void",
        |shop, old, _| shop.order_mut(old.purchase).unwrap().status = OrderStatus::Void,
        |ledger, id, old| !order_is(ledger, id, old.purchase, &OrderStatus::Paid),
    ),
    (
        "a fee after a month",
        |shop, old, _| shop.settle(old.other_purchase, fee(777)),
        |ledger, id, _| fees(ledger, id) % 61 != 0,
    ),
    (
        "another product",
        |shop, old, _| shop.order_mut(old.unpaid).unwrap().product_id = Some(shop_product(shop)),
        |ledger, id, old| {
            let orders = ledger.recent_orders(id, ALL).unwrap();
            orders.iter().any(|row| row.id == old.unpaid && row.product_name.as_deref() == Some("Lantern License"))
        },
    ),
    (
        "an end that was none",
        |shop, old, _| {
            shop.uncancel(old.leaver);
        },
        |ledger, id, old| !is_cancelled(ledger, id, old.leaver),
    ),
    (
        "an order of long ago",
        |shop, _, _| drop(shop.add_purchase(noon() - days(150), 12_345, "usd").to_string()),
        |ledger, id, _| ledger.recent_orders(id, ALL).unwrap().iter().any(|row| row.amount == fee(12_345)),
    ),
    (
        "an order that is gone",
        |shop, old, _| shop.orders.retain(|order| order.id != old.given_up),
        |ledger, id, old| !ledger.open_orders(id).unwrap().contains(&old.given_up),
    ),
    (
        "a subscription that is gone",
        |shop, old, _| shop.subscriptions.retain(|row| row.id != old.trial),
        |ledger, id, old| !ledger.recent_subscriptions(id, ALL).unwrap().iter().any(|row| row.id == old.trial),
    ),
];

fn shop_product(shop: &Shop) -> revone::domain::ProductId {
    shop.products.iter().find(|product| product.cadence.is_none()).unwrap().id
}

fn fees(ledger: &Ledger, id: OrganizationId) -> i128 {
    let ever = Period::new(Timestamp::MIN, Timestamp::MAX);
    ledger.facts(id, &[ever], ever, noon()).unwrap().periods[0].fees.iter().map(|(_, minor)| minor).sum()
}

#[tokio::test]
async fn what_no_list_tells_is_seen_within_a_day() {
    for ignore_date_filters in [false, true] {
        let (mut shop, old) = shop(120, 60);
        shop.revoke(old.leaver, ago(2000));
        let behaviour = Behaviour { ignore_date_filters, ..Behaviour::default() };
        let mut lab = Lab::behaving(shop, behaviour).await;
        lab.complete().await;
        lab.poll_for(1).await;
        let now = lab.now;
        lab.shop(|shop| UNTOLD.iter().for_each(|(_, change, _)| change(shop, &old, now)));
        let mut unseen = Vec::new();
        let until = lab.now + days(1);
        let rested = lab.now + SignedDuration::from_hours(20);
        while lab.now < until {
            // While the histories rest, fewer polls say as much.
            lab.now += SignedDuration::from_mins(if lab.now < rested { 10 } else { 1 });
            lab.poll().await;
            let hidden = |(_, _, seen): &&Case| !seen(&lab.ledger, lab.organization, &old);
            unseen = UNTOLD.iter().filter(hidden).map(|(name, ..)| *name).collect();
            if unseen.is_empty() {
                break;
            }
        }
        assert_eq!(unseen, [] as [&str; 0]);
        lab.complete().await;
        assert_reflects(&lab);
    }
}

#[tokio::test]
async fn a_late_payment_among_three_hundred_debtors_is_seen_within_the_hour() {
    let (mut shop, old) = shop(10, 310);
    let debtors: Vec<_> = shop.subscriptions.iter().rev().take(300).map(|row| row.id).collect();
    let unpaid: Vec<_> =
        debtors.iter().map(|id| shop.fail_renewal(*id, noon() - days(3), noon() + days(1)).unwrap()).collect();
    let mut lab = Lab::of(shop).await;
    lab.complete().await;
    lab.poll_for(11).await;
    lab.shop(|shop| {
        shop.pay(unpaid[299]);
        shop.order_mut(unpaid[150]).unwrap().status = OrderStatus::Void;
        shop.revoke(debtors[150], noon());
        shop.refund(old.purchase, 4900);
    });
    let all = |ledger: &Ledger, id| {
        order_is(ledger, id, unpaid[299], &OrderStatus::Paid)
            && !ledger.open_orders(id).unwrap().contains(&unpaid[150])
            && subscription_is(ledger, id, debtors[150], SubscriptionStatus::Canceled)
            && subscription_is(ledger, id, debtors[299], SubscriptionStatus::Active)
            && order_is(ledger, id, old.purchase, &OrderStatus::Refunded)
    };
    lab.minutes_until(HOUR, all).await;
    assert_reflects(&lab);
}

#[tokio::test]
async fn the_first_refund_of_an_order_is_seen_within_the_hour_behind_thousands() {
    let mut shop = Shop::empty(noon() - days(400));
    let oldest = shop.add_purchase(noon() - days(399), 4900, "usd");
    let partly = shop.add_purchase(noon() - days(398), 5900, "usd");
    for place in 0..5_000 {
        let id = shop.add_purchase(noon() - days(390) + SignedDuration::from_mins(100 * place), 900, "usd");
        shop.refund(id, 900);
    }
    settle_all(&mut shop);
    let mut lab = Lab::of(shop).await;
    lab.complete().await;
    lab.poll_for(2).await;
    lab.shop(|shop| shop.refund(partly, 100));
    let partly_is = |ledger: &Ledger, id| order_is(ledger, id, partly, &OrderStatus::PartiallyRefunded);
    lab.minutes_until(HOUR, partly_is).await;
    // Every page of the refunded ones has to be walked to the oldest; what is cancelled meanwhile does not wait for that.
    lab.shop(|shop| shop.refund(oldest, 4900));
    let oldest_is = |ledger: &Ledger, id| order_is(ledger, id, oldest, &OrderStatus::Refunded);
    lab.minutes_until(2 * HOUR, oldest_is).await;
    // And what is known to be so is not walked again.
    lab.asked();
    lab.poll_for(HOUR).await;
    let pages = lab.asked().iter().filter(|asked| asked.contains("status=refunded")).count();
    assert!(pages <= 3, "{pages} pages of refunded orders in an hour");
}

#[tokio::test]
async fn ten_thousand_subscribers_are_seen_within_a_day_and_keep_nothing_else_waiting() {
    let mut shop = Shop::empty(noon() - days(400));
    for place in 0..10_000 {
        shop.add_subscriber(noon() - days(390) + SignedDuration::from_mins(50 * place), 900, "usd", "month");
    }
    let (oldest, other) = (shop.subscriptions[0].id, shop.subscriptions[5_000].id);
    shop.orders.clear();
    let purchase = shop.add_purchase(noon() - days(100), 4900, "usd");
    settle_all(&mut shop);
    let mut lab = Lab::of(shop).await;
    lab.complete().await;
    // Until the walk over all of them is well under way.
    lab.poll_for(30).await;
    let now = lab.now;
    lab.shop(|shop| {
        shop.revoke(oldest, now - SignedDuration::from_hours(20));
        shop.cancel(other, now, None, None);
        shop.refund(purchase, 4900);
    });
    lab.minutes_until(20, |ledger, id| is_cancelled(ledger, id, other)).await;
    lab.minutes_until(HOUR, |ledger, id| order_is(ledger, id, purchase, &OrderStatus::Refunded)).await;
    let ended = |ledger: &Ledger, id| subscription_is(ledger, id, oldest, SubscriptionStatus::Canceled);
    lab.minutes_until(24 * HOUR, ended).await;
}

#[tokio::test]
async fn a_cancellation_is_seen_within_ten_minutes() {
    let (shop, old) = shop(120, 110);
    let mut lab = Lab::of(shop).await;
    lab.complete().await;
    for wait in [3, 11, 29] {
        lab.poll_for(wait).await;
        let now = lab.now;
        lab.shop(|shop| shop.cancel(old.subscriber, now, None, None));
        lab.minutes_until(10, |ledger, id| is_cancelled(ledger, id, old.subscriber)).await;
        lab.shop(|shop| shop.uncancel(old.subscriber));
        lab.minutes_until(HOUR, |ledger, id| !is_cancelled(ledger, id, old.subscriber)).await;
    }
}

#[tokio::test]
async fn quiet_hours_do_not_make_polls_ask_for_older_and_older_cancellations() {
    let (shop, _) = shop(5, 5);
    let mut lab = Lab::of(shop).await;
    lab.complete().await;
    lab.asked();
    lab.poll_for(HOUR).await;
    let bounds: std::collections::BTreeSet<String> = lab
        .asked()
        .iter()
        .filter_map(|asked| asked.split_once("canceled_at_after=")?.1.split('&').next().map(str::to_owned))
        .collect();
    assert_eq!(bounds.len(), 1, "{bounds:?}");
}

#[tokio::test]
async fn an_organization_renamed_is_seen_within_the_hour_or_little_more() {
    let (shop, _) = shop(5, 5);
    let mut lab = Lab::of(shop).await;
    lab.complete().await;
    lab.poll_for(2).await;
    lab.shop(|shop| shop.organization.name = "Paper Lantern & Sons".to_owned());
    lab.minutes_until(70, |ledger, _| ledger.organizations().unwrap()[0].organization.name == "Paper Lantern & Sons")
        .await;
}

#[tokio::test]
async fn an_end_among_a_thousand_subscribers_is_seen_within_the_hour() {
    let (shop, old) = shop(10, 996);
    let mut lab = Lab::of(shop).await;
    lab.complete().await;
    // The oldest of all, just after the last page of a round went by.
    let round = |lab: &Lab| {
        let marks = lab.marks();
        marks.get("rota_live_subscriptions").and_then(|mark| mark.at)
    };
    let first = round(&lab);
    while round(&lab) == first {
        lab.poll_for(1).await;
    }
    let now = lab.now;
    lab.shop(|shop| shop.revoke(old.subscriber, now));
    let ended = |ledger: &Ledger, id| subscription_is(ledger, id, old.subscriber, SubscriptionStatus::Canceled);
    lab.minutes_until(HOUR, ended).await;
}

#[tokio::test]
async fn a_hundred_ends_at_once_do_not_keep_a_refund_waiting() {
    let (mut shop, old) = shop(10, 300);
    // Cancelled so long ago that no list of new cancellations brings them.
    let leavers: Vec<_> = shop.subscriptions.iter().rev().take(120).map(|row| row.id).collect();
    leavers.iter().for_each(|id| shop.cancel(*id, ago(2 * HOUR), None, None));
    let mut lab = Lab::of(shop).await;
    lab.complete().await;
    let now = lab.now;
    lab.shop(|shop| leavers.iter().for_each(|id| shop.revoke(*id, now)));
    lab.poll_for(30).await;
    lab.shop(|shop| shop.refund(old.purchase, 4900));
    lab.minutes_until(HOUR, |ledger, id| order_is(ledger, id, old.purchase, &OrderStatus::Refunded)).await;
    let all =
        |ledger: &Ledger, id| ledger.subscriptions_with_status(id, &SubscriptionStatus::Canceled).unwrap().len() == 120;
    assert!(!all(&lab.ledger, lab.organization), "the refund did not wait for the last of them");
    lab.minutes_until(6 * HOUR, all).await;
    assert_reflects(&lab);
}

#[tokio::test]
async fn a_refund_older_than_a_page_of_refunds_is_seen_within_a_day() {
    let (mut shop, old) = shop(130, 5);
    let ids: Vec<_> = shop.orders.iter().rev().filter(|order| order.net_amount > 900).map(|order| order.id).collect();
    ids.into_iter().filter(|id| *id != old.purchase).for_each(|id| shop.refund(id, 1_000_000));
    let mut lab = Lab::of(shop).await;
    lab.complete().await;
    lab.poll_for(1).await;
    lab.shop(|shop| shop.refund(old.purchase, 4900));
    // The lid is closed for most of the day, and the rest of it is polled.
    lab.now += SignedDuration::from_hours(18);
    lab.minutes_until(6 * HOUR, |ledger, id| order_is(ledger, id, old.purchase, &OrderStatus::Refunded)).await;
}

#[tokio::test]
async fn a_fee_is_seen_behind_hundreds_that_are_not_settled() {
    for ignore_date_filters in [false, true] {
        let mut shop = Shop::empty(noon());
        let orders: Vec<_> = (0..320).rev().map(|hour| shop.add_purchase(ago(HOUR * hour), 1900, "usd")).collect();
        let behaviour = Behaviour { ignore_date_filters, ..Behaviour::default() };
        let mut lab = Lab::behaving(shop, behaviour).await;
        lab.complete().await;
        lab.poll_for(7).await;
        lab.shop(|shop| orders[..150].iter().for_each(|id| shop.settle(*id, fee(95))));
        let settled = |ledger: &Ledger, id| ledger.unsettled_orders(id, noon() - days(14), ALL).unwrap().len() == 170;
        lab.minutes_until(HOUR, settled).await;

        // And one by one, when few are left.
        lab.shop(|shop| orders[150..310].iter().for_each(|id| shop.settle(*id, fee(95))));
        let few = |ledger: &Ledger, id| ledger.unsettled_orders(id, noon() - days(14), ALL).unwrap().len() == 10;
        lab.minutes_until(HOUR, few).await;
        lab.shop(|shop| shop.settle(orders[312], fee(95)));
        let nine = |ledger: &Ledger, id| ledger.unsettled_orders(id, noon() - days(14), ALL).unwrap().len() == 9;
        lab.minutes_until(HOUR, nine).await;
        let now = lab.now;
        assert_eq!(lab.shop(|shop| shop.orders.iter().filter(|order| awaits_fee(order, now)).count()), 9);
        assert_reflects(&lab);
    }
}
