use std::collections::{BTreeMap, BTreeSet};

use super::*;
use crate::demo::rows::SubscriptionRow;

const NOWS: [&str; 4] =
    ["2026-11-22T14:30:00Z", "2026-03-01T00:00:20.123456789Z", "2028-02-29T23:59:59Z", "2027-07-04T06:00:00Z"];

fn shops() -> impl Iterator<Item = (Shop, Timestamp)> {
    NOWS.into_iter().zip([1, 7, 42, 2026]).map(|(now, seed)| {
        let now = now.parse().unwrap();
        (Shop::small_business(seed, now), now)
    })
}

fn is_active(row: &SubscriptionRow, now: Timestamp) -> bool {
    row.started_at.is_some_and(|at| at <= now) && row.end().is_none_or(|end| end > now)
}

fn counts<T: Ord>(of: impl Iterator<Item = T>) -> BTreeMap<T, usize> {
    let mut counts = BTreeMap::new();
    of.for_each(|one| *counts.entry(one).or_default() += 1);
    counts
}

#[test]
fn the_same_seed_and_the_same_instant_make_the_same_shop() {
    let now = NOWS[0].parse().unwrap();
    let print = |seed| format!("{:?}", Shop::small_business(seed, now));
    assert!(print(3) == print(3));
    assert!(print(3) != print(4));
}

#[test]
fn it_has_the_size_of_a_small_business() {
    for (shop, now) in shops() {
        let active = shop.subscriptions.iter().filter(|row| is_active(row, now)).count();
        let sizes = (shop.orders.len(), shop.subscriptions.len(), active);
        assert!((6000..9000).contains(&sizes.0) && (780..1050).contains(&sizes.1), "{sizes:?}");
        assert!((170..260).contains(&sizes.2), "{sizes:?}");
    }
}

#[test]
fn everything_that_polar_knows_occurs() {
    for (shop, now) in shops() {
        let statuses = counts(shop.orders.iter().map(|order| order.status.code()));
        for status in ["paid", "pending", "draft", "void", "refunded", "partially_refunded"] {
            assert!(statuses.contains_key(status), "{status} in {statuses:?}");
        }
        let reasons = counts(shop.orders.iter().map(|order| order.billing_reason.code()));
        assert_eq!(reasons.len(), 5, "{reasons:?}");
        let active = shop.subscriptions.iter().filter(|row| is_active(row, now));
        let active = counts(active.map(|row| row.status.code()));
        for status in ["active", "trialing", "past_due", "paused"] {
            assert!(active.contains_key(status), "{status} in {active:?}");
        }
        let intervals = counts(shop.subscriptions.iter().map(|row| row.cadence.interval.code()));
        assert_eq!(intervals.len(), 4, "{intervals:?}");
        let currencies = counts(shop.orders.iter().map(|order| order.currency.code()));
        assert_eq!(currencies.keys().copied().collect::<Vec<_>>(), ["eur", "gbp", "jpy", "usd"]);
        assert!(currencies["usd"] * 2 > shop.orders.len() && currencies["eur"] > currencies["jpy"]);
        let updates = shop.orders.iter().filter(|order| order.billing_reason == BillingReason::SubscriptionUpdate);
        let up_and_down = counts(updates.map(|order| order.total_amount < 0));
        assert_eq!(up_and_down.len(), 2, "a plan change up and one down");
        assert!(shop.orders.iter().any(|order| order.applied_balance_amount < 0), "a credit is used");
        assert!(shop.subscriptions.iter().any(|row| row.cancel_at_period_end && is_active(row, now)));
        assert!(shop.subscriptions.iter().any(|row| row.customer_cancellation_comment.is_some()));
        assert!(shop.subscriptions.iter().any(|row| row.started_at.is_none()));
        assert!(shop.subscriptions.iter().any(|row| row.amount == 0 && is_active(row, now)));
        let customers = || shop.customers.values();
        assert!(customers().any(|customer| customer.name.is_none()));
        assert!(customers().any(|customer| customer.deleted_at.is_some()));
        assert!(customers().any(|customer| customer.name.as_deref().is_some_and(|name| name.contains('<'))));
    }
}

#[test]
fn nothing_happened_after_now_and_something_did_just_before() {
    for (shop, now) in shops() {
        let ago = |minutes: i64| now.saturating_sub(SignedDuration::from_mins(minutes)).unwrap();
        assert!(shop.orders.iter().all(|order| order.created_at < now));
        assert!(shop.subscriptions.iter().all(|row| row.created_at < now && row.ended_at.is_none_or(|at| at <= now)));
        for (minutes, sold) in [(4, 1), (130, 3), (360, 5)] {
            let since = shop.orders.iter().filter(|order| order.created_at > ago(minutes)).count();
            assert!(since >= sold, "{since} in {minutes} minutes before {now}");
        }
    }
}

#[test]
fn it_grows_has_weekends_and_remembers_its_launches() {
    for (shop, now) in shops() {
        let days_ago = |order: &crate::demo::OrderRow| now.duration_since(order.created_at).as_hours() / 24;
        let years = counts(shop.orders.iter().map(|order| days_ago(order) / 365));
        assert!(years[&0] > years[&1] && years[&1] > years[&2], "{years:?}");
        let purchases = shop.orders.iter().filter(|order| order.billing_reason == BillingReason::Purchase);
        let weekdays =
            counts(purchases.map(|order| order.created_at.to_zoned(TimeZone::UTC).weekday().to_monday_zero_offset()));
        assert!(weekdays[&1] > weekdays[&5] && weekdays[&2] > weekdays[&6], "{weekdays:?}");
        let days = counts(shop.orders.iter().map(days_ago));
        let busiest: BTreeSet<_> = days.iter().filter(|(_, sold)| **sold > 60).map(|(day, _)| *day).collect();
        assert!((2..=4).contains(&busiest.len()), "{busiest:?}");
    }
}

#[test]
fn the_amounts_of_every_order_add_up() {
    for (shop, now) in shops() {
        for order in &shop.orders {
            let price = order.subtotal_amount - order.discount_amount;
            assert!([price, price - order.tax_amount].contains(&order.net_amount), "{order:?}");
            assert_eq!(order.total_amount, order.net_amount + order.tax_amount, "{order:?}");
            assert_eq!(order.due_amount, (order.total_amount + order.applied_balance_amount).max(0), "{order:?}");
            assert!(order.refunded_amount <= order.net_amount.max(0), "{order:?}");
            assert_eq!(order.next_payment_attempt_at.is_some(), order.status == OrderStatus::Pending, "{order:?}");
            assert!(order.next_payment_attempt_at.is_none_or(|at| at > now), "{order:?}");
            assert_eq!(order.invoice.is_none(), order.status == OrderStatus::Draft, "{order:?}");
        }
    }
}

#[test]
fn the_newest_fees_are_not_settled_yet_and_the_old_ones_are_in_dollars() {
    let now: Timestamp = NOWS[0].parse().unwrap();
    let shop = Shop::small_business(1, now);
    for order in shop.orders.iter().filter(|order| order.status.is_paid_like() && order.total_amount > 0) {
        let settled = now.duration_since(order.created_at) > SignedDuration::from_hours(36);
        assert_eq!(order.platform_fee_currency.map(|it| it.to_string()).as_deref(), settled.then_some("usd"));
        assert_eq!(order.platform_fee_amount > 0, settled);
    }
}

#[test]
fn a_trial_begins_with_nothing_and_is_paid_when_it_ends() {
    let shop = Shop::small_business(1, NOWS[0].parse().unwrap());
    let mut converted = 0;
    for row in shop.subscriptions.iter().filter(|row| row.trial_end.is_some() && row.started_at.is_some()) {
        let orders: Vec<_> = shop.orders.iter().filter(|order| order.subscription_id == Some(row.id)).collect();
        assert_eq!((orders[0].total_amount, &orders[0].billing_reason), (0, &BillingReason::SubscriptionCreate));
        if let Some(paid) = orders.get(1) {
            assert_eq!(paid.billing_reason, BillingReason::SubscriptionCycle);
            assert!(paid.created_at.duration_since(row.trial_end.unwrap()).abs() < SignedDuration::from_mins(1));
            converted += 1;
        }
    }
    assert!(converted > 50);
}

#[test]
fn what_arrives_is_new_and_in_its_place() {
    fn later() -> Timestamp {
        "2026-11-22T14:31:00Z".parse().unwrap()
    }
    let mut shop = Shop::small_business(1, NOWS[0].parse().unwrap());
    let (orders, subscriptions) = (shop.orders.len(), shop.subscriptions.len());
    let mut arrivals = Arrivals::new(5, later);
    for _ in 0..60 {
        let wait = arrivals.wait();
        assert!((20..40).contains(&wait.as_secs()), "{wait:?}");
        arrive(&mut shop, &mut arrivals);
    }
    assert!(shop.orders.len() >= orders + 30 && shop.subscriptions.len() >= subscriptions + 4);
    assert!(shop.orders.is_sorted_by_key(|order| order.created_at));
    assert!(shop.orders[orders..].iter().all(|order| order.created_at == later() && order.invoice.is_some()));
    let left = shop.subscriptions.iter().filter(|row| row.canceled_at == Some(later())).count();
    assert!(left > 0, "somebody leaves too");
}

#[test]
fn cycles_turn_while_the_server_runs() {
    fn in_a_year() -> Timestamp {
        "2027-11-25T12:00:00Z".parse().unwrap()
    }
    let now: Timestamp = NOWS[0].parse().unwrap();
    let mut shop = Shop::empty(now);
    let (stays, _) = shop.add_subscriber(now, 900, "usd", "month");
    let (leaves, _) = shop.add_subscriber(now, 900, "usd", "month");
    shop.cancel(leaves, now, None, None);
    arrive(&mut shop, &mut Arrivals::new(1, in_a_year));
    let renewals = shop.orders.iter().filter(|order| order.billing_reason == BillingReason::SubscriptionCycle);
    assert!(renewals.map(|order| order.subscription_id).eq([Some(stays)]));
    let ended = shop.subscription(leaves).unwrap();
    assert_eq!((&ended.status, ended.ended_at), (&SubscriptionStatus::Canceled, Some(ended.current_period_end)));
}
