//! Rows as no shop should have them, from the server's bytes to the figures: what can be read is kept as it is, what cannot
//! is named, and neither does anything to its neighbours.

use jiff::SignedDuration;
use jiff::tz::TimeZone;
use revone::app::{Health, Region};
use revone::demo::Shop;
use revone::domain::{OrderId, SubscriptionId};
use revone::figures::RevenueBasis;
use revone::money::Currency;
use revone::polar::{Request, order_request, subscription_request};
use revone::shell::desk;
use revone::store::{Counts, Ledger, RowKind};
use revone::sync::Transport;
use revone::view::{Page, json, terminal};
use serde_json::{Map, Value, json};

use super::lab::{Lab, ago, assert_reflects, noon};
use super::shops::settle_all;

/// What becomes of a row.
enum Fate {
    Stored,
    /// It is named, with the place in it that cannot be read.
    Named(&'static str),
}

use Fate::{Named, Stored};

type Bad = (&'static str, Value, Fate);

/// Of orders of five crowns, in a currency that no neighbour has.
fn bad_orders() -> Vec<Bad> {
    let beyond = json!(9_223_372_036_854_775_808_u64);
    vec![
        ("a future date", json!({ "created_at": "2100-01-01T00:00:00Z" }), Stored),
        ("the year 9999", json!({ "created_at": "9999-12-30T21:59:59Z" }), Stored),
        ("the last day of all", json!({ "created_at": "9999-12-31T23:59:59.999999Z" }), Named("created_at")),
        ("the first year", json!({ "created_at": "0001-01-01T00:00:00Z" }), Stored),
        ("before the first year", json!({ "created_at": "-000005-01-01T00:00:00Z" }), Stored),
        ("no date", json!({ "created_at": "yesterday" }), Named("created_at")),
        ("four letters", json!({ "currency": "xtsx" }), Stored),
        ("no letters", json!({ "currency": "" }), Named("currency")),
        ("a currency of signs", json!({ "currency": "€" }), Named("currency")),
        ("the most", json!({ "net_amount": i64::MAX, "subtotal_amount": i64::MAX, "total_amount": i64::MAX }), Stored),
        ("the most again", json!({ "net_amount": i64::MAX, "refunded_amount": i64::MAX }), Stored),
        ("the least", json!({ "net_amount": i64::MIN, "discount_amount": i64::MIN, "tax_amount": i64::MIN }), Stored),
        ("more than the most", json!({ "net_amount": beyond }), Named("net_amount")),
        ("a part of a cent", json!({ "net_amount": 12.5 }), Named("net_amount")),
        ("an amount in words", json!({ "tax_amount": "twelve" }), Named("tax_amount")),
        ("a sum that is none", json!({ "total_amount": 1, "tax_amount": 7 }), Stored),
        ("a refund of more", json!({ "refunded_amount": 900_000, "status": "refunded" }), Stored),
        ("a refund of less than nothing", json!({ "refunded_amount": -1, "status": "refunded" }), Stored),
        ("a fee of the least", json!({ "platform_fee_amount": i64::MIN, "platform_fee_currency": "xts" }), Stored),
        ("an unknown status", json!({ "status": "lost" }), Stored),
        ("an unknown reason", json!({ "billing_reason": "whim" }), Stored),
        ("no id", json!({ "id": "seven" }), Named("id")),
        ("another thing", json!({ "customer": [], "product": 7 }), Named("customer")),
    ]
}

/// Of subscriptions in the same currency.
fn bad_subscriptions() -> Vec<Bad> {
    let (start, before) = (json!("2026-11-20T00:00:00Z"), json!("2026-11-01T00:00:00Z"));
    vec![
        ("an end before its start", json!({ "started_at": start, "ends_at": before, "ended_at": before }), Stored),
        ("a trial that ended before", json!({ "started_at": start, "trial_end": before }), Stored),
        ("every none", json!({ "recurring_interval_count": 0 }), Stored),
        ("every minus three", json!({ "recurring_interval_count": -3 }), Stored),
        ("every so many", json!({ "recurring_interval_count": i64::MAX }), Stored),
        ("every minus so many", json!({ "recurring_interval_count": i64::MIN, "recurring_interval": "year" }), Stored),
        ("a fortnight", json!({ "recurring_interval": "fortnight" }), Stored),
        ("four letters", json!({ "currency": "xtsx" }), Stored),
        ("the most a day", json!({ "amount": i64::MAX, "recurring_interval": "day" }), Stored),
        ("the most a week", json!({ "amount": i64::MAX, "recurring_interval": "week" }), Stored),
        ("the most a month", json!({ "amount": i64::MAX }), Stored),
        ("the most a month again", json!({ "amount": i64::MAX }), Stored),
        ("the least a year", json!({ "amount": i64::MIN, "recurring_interval": "year" }), Stored),
        ("a start to come", json!({ "started_at": "2100-01-01T00:00:00Z" }), Stored),
        ("the year 9999", json!({ "started_at": "9999-12-30T21:59:59Z", "ends_at": "9999-12-30T21:59:59Z" }), Stored),
        ("a cancellation to come", json!({ "canceled_at": "9999-12-30T21:59:59Z" }), Stored),
        ("a trial without end", json!({ "trial_end": "9999-12-30T21:59:59Z" }), Stored),
        ("the last day of all", json!({ "current_period_end": "9999-12-31T23:59:59Z" }), Named("current_period_end")),
        ("no price", json!({ "amount": null }), Named("amount")),
        ("half a cadence", json!({ "recurring_interval_count": 0.5 }), Named("recurring_interval_count")),
    ]
}

async fn row(lab: &Lab, request: Request, changes: &Value) -> Box<Map<String, Value>> {
    let answer = lab.http.send(&request).await.unwrap();
    let mut row: Map<String, Value> = serde_json::from_slice(&answer.body).unwrap();
    row.extend(changes.as_object().unwrap().clone());
    Box::new(row)
}

/// The server finds and sorts a row by what it is said to be.
fn instant(row: &Map<String, Value>, name: &str) -> Option<jiff::Timestamp> {
    row[name].as_str().and_then(|at| at.parse().ok())
}

async fn add_order(lab: &Lab, changes: &Value) -> OrderId {
    let id = lab.shop(|shop| shop.add_purchase(ago(500), 500, "xts"));
    let row = row(lab, order_request(id), changes).await;
    lab.shop(|shop| {
        let order = shop.order_mut(id).unwrap();
        order.created_at = instant(&row, "created_at").unwrap_or(order.created_at);
        order.status = revone::domain::OrderStatus::from_code(row["status"].as_str().unwrap());
        order.captured = Some(row);
    });
    id
}

async fn add_subscription(lab: &Lab, changes: &Value) -> SubscriptionId {
    let id = lab.shop(|shop| {
        let (id, order) = shop.add_subscriber(ago(700), 500, "xts", "month");
        shop.orders.retain(|row| row.id != order);
        id
    });
    let row = row(lab, subscription_request(id), changes).await;
    lab.shop(|shop| {
        let subscription = shop.subscription_mut(id).unwrap();
        subscription.started_at = instant(&row, "started_at");
        subscription.canceled_at = instant(&row, "canceled_at");
        subscription.captured = Some(row);
    });
    id
}

/// The neighbours: a page and more of sales, the newest of them an hour old, and two subscribers.
fn neighbours() -> Shop {
    let mut shop = Shop::empty(ago(60_000));
    for place in 0..130 {
        shop.add_purchase(ago(60 + 300 * place), 1000, "usd");
    }
    for place in 0..2 {
        shop.add_subscriber(ago(900 + place), 1500, "eur", "month");
    }
    settle_all(&mut shop);
    shop
}

/// Every figure and every word of them, in zones on both sides of the date line.
fn figures(lab: &Lab, ledger: &Ledger) -> Vec<revone::figures::Summary> {
    let organization = ledger.organizations().unwrap().remove(0).organization;
    let zones = ["UTC", "Pacific/Apia", "America/Los_Angeles", "Australia/Lord_Howe"];
    let one = |name: &&str| {
        let zone = TimeZone::get(name).unwrap();
        let summary = desk::report(ledger, lab.organization, &zone, RevenueBasis::AsInPolar, lab.now).unwrap().summary;
        let health = Health { last_success: Some(lab.now), ..Health::default() };
        let (organization, summary_of) = (&organization, &summary);
        let page = Page {
            organization,
            sample: false,
            summary: summary_of,
            health: &health,
            zone: &zone,
            region: &Region::default(),
            now: lab.now,
        };
        assert!(terminal::today(&page, false).contains("MRR"));
        // As text, because no other form of JSON holds more than 64 bits.
        let outlook = desk::outlook(ledger, lab.organization, &zone, lab.now).unwrap();
        let told = serde_json::to_string(&json::today(&page, &outlook, SignedDuration::from_mins(5))).unwrap();
        assert!(told.contains("all_time"), "{told}");
        summary
    };
    zones.iter().map(one).collect()
}

/// What the neighbours add up to.
fn of_neighbours(summary: &revone::figures::Summary) -> Vec<i128> {
    let eur = Currency::parse("eur").unwrap();
    let minor = |totals: &revone::money::Totals, of| {
        totals.iter().find(|(currency, _)| *currency == of).map_or(0, |(_, minor)| minor)
    };
    let recurring = summary.recurring.as_ref().unwrap();
    vec![
        minor(&summary.all_time.revenue, Currency::USD),
        minor(&summary.last_30_days.revenue, Currency::USD),
        minor(&summary.today.revenue, Currency::USD),
        minor(&summary.yesterday.net_revenue, Currency::USD),
        minor(&recurring.mrr, eur),
        minor(&recurring.arr, eur),
        minor(&recurring.committed_mrr, eur),
    ]
}

#[tokio::test]
async fn no_row_however_odd_harms_its_neighbours() {
    let mut lab = Lab::of(neighbours()).await;
    lab.complete().await;
    let sound: Vec<_> = figures(&lab, &lab.ledger).iter().map(of_neighbours).collect();

    // They are there before a ledger is begun anew, so that they come with its very first page.
    let (mut stored, mut named) = (Counts { orders: 132, subscriptions: 2 }, Vec::new());
    for (name, changes, fate) in bad_orders() {
        let id = add_order(&lab, &changes).await;
        match fate {
            Stored => stored.orders += 1,
            Named(path) => named.push((RowKind::Order, (name != "no id").then_some(id.0), path, name)),
        }
    }
    for (name, changes, fate) in bad_subscriptions() {
        let id = add_subscription(&lab, &changes).await;
        match fate {
            Stored => stored.subscriptions += 1,
            Named(path) => named.push((RowKind::Subscription, Some(id.0), path, name)),
        }
    }
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("ledger.sqlite");
    let known = lab.ledger.organizations().unwrap().remove(0);
    lab.reopen(&file);
    lab.ledger.connect(&known.organization, &known.origin, noon()).unwrap();
    lab.complete().await;

    assert_eq!(lab.ledger.counts(lab.organization).unwrap(), stored);
    let harmed: Vec<_> = figures(&lab, &lab.ledger).iter().map(of_neighbours).collect();
    assert_eq!(harmed, sound);

    // Each is named, in a process of later as well.
    lab.reopen(&file);
    let rejections = lab.ledger.rejections(lab.organization).unwrap();
    for (kind, id, path, name) in &named {
        let of_it = rejections.iter().find(|row| row.kind == *kind && row.id == *id);
        let of_it = of_it.unwrap_or_else(|| panic!("{name}: {rejections:#?}"));
        assert!(of_it.path.starts_with("items[") && of_it.path.ends_with(path), "{name}: {}", of_it.path);
    }
    assert_eq!(rejections.iter().filter(|row| row.id.is_some()).count(), named.len() - 1, "{rejections:#?}");

    // What is sold now is seen at once and rings, and so is who leaves.
    lab.poll_for(3).await;
    let now = lab.now;
    let sold = lab.shop(|shop| shop.add_purchase(now, 4200, "usd"));
    lab.poll_for(1).await;
    assert!(lab.sales().iter().any(|(order, _)| *order == sold), "{:?}", lab.sales());
    let leaver = lab.shop(|shop| {
        let leaver = shop.subscriptions.iter().find(|row| row.currency.code() == "eur").unwrap().id;
        shop.cancel(leaver, now, None, None);
        leaver
    });
    let left = |ledger: &Ledger, id| ledger.recent_cancellations(id, 100).unwrap().iter().any(|row| row.id == leaver);
    lab.minutes_until(10, left).await;

    // Whatever was wrong is put right.
    lab.shop(|shop| {
        shop.orders.iter_mut().for_each(|order| {
            order.captured = None;
            order.created_at = order.created_at.max(ago(50_000));
        });
        shop.subscriptions.iter_mut().for_each(|row| row.captured = None);
    });
    lab.read_everything_once_more().await;
    assert_eq!(lab.ledger.rejections(lab.organization).unwrap(), []);
    assert_reflects(&lab);
}
