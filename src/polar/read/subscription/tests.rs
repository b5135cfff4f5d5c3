use serde_json::{Value, json};

use super::*;
use crate::polar::read::sample::{self, CUSTOMER, PRODUCT, SUBSCRIPTION, ok, only, page, with};

const ESSENTIAL: [&str; 6] = ["id", "status", "amount", "currency", "recurring_interval", "recurring_interval_count"];

fn at(text: &str) -> Option<Timestamp> {
    Some(text.parse().unwrap())
}

fn read(row: &Value) -> Subscription {
    read_subscription(&ok(row.to_string())).unwrap()
}

#[test]
fn every_field_of_a_subscription_lands_where_it_belongs() {
    assert_eq!(
        read(&sample::subscription()),
        Subscription {
            id: SubscriptionId::parse(SUBSCRIPTION).unwrap(),
            status: SubscriptionStatus::PastDue,
            amount: Money::new(3000, Currency::parse("eur").unwrap()),
            cadence: Cadence { interval: Interval::Month, count: 3 },
            started_at: at("2026-01-01T00:00:01Z"),
            current_period_end: at("2026-12-01T00:00:00Z"),
            trial_end: at("2026-01-15T00:00:00Z"),
            cancel_at_period_end: true,
            canceled_at: at("2026-11-05T06:07:08.900Z"),
            ends_at: at("2026-12-01T00:00:00Z"),
            ended_at: None,
            past_due_at: at("2026-11-01T00:00:02Z"),
            paused_at: at("2026-11-03T00:00:00Z"),
            customer_id: CustomerId::parse(CUSTOMER),
            customer_name: Some("Ada Example".to_owned()),
            product_id: ProductId::parse(PRODUCT),
            product_name: Some("Pro Plan".to_owned()),
            cancellation_reason: Some(CancellationReason::TooExpensive),
            cancellation_comment: Some("Too dear for <b>me</b>".to_owned()),
        }
    );
}

#[test]
fn a_subscription_of_essentials_alone_still_counts() {
    let subscription = read(&only(&sample::subscription(), &ESSENTIAL));
    assert_eq!(subscription.cadence, Cadence { interval: Interval::Month, count: 3 });
    assert_eq!((subscription.started_at, subscription.end(), subscription.trial_end), (None, None, None));
    assert!(!subscription.cancel_at_period_end);
    assert_eq!((subscription.customer_id, subscription.customer_name), (None, None));
    assert_eq!((subscription.cancellation_reason, subscription.cancellation_comment), (None, None));
}

#[test]
fn a_subscription_without_an_essential_is_rejected_and_its_neighbours_stay() {
    for field in ESSENTIAL {
        let null = with(sample::subscription(), &[(&format!("/{field}"), Value::Null)]);
        let list = read_subscriptions(&ok(page(&[null, sample::subscription()]))).unwrap();
        assert_eq!(list.items, [read(&sample::subscription())], "{field}");
        assert_eq!(list.rejected[0].path, format!("items[0].{field}"));
    }
}

#[test]
fn codes_that_polar_adds_later_survive() {
    let row = with(
        sample::subscription(),
        &[
            ("/status", json!("hibernating")),
            ("/recurring_interval", json!("quarter")),
            ("/customer_cancellation_reason", json!("moved_to_mars")),
        ],
    );
    let subscription = read(&row);
    assert_eq!(subscription.status.code(), "hibernating");
    assert_eq!(subscription.cadence.interval.code(), "quarter");
    assert_eq!(subscription.cancellation_reason.unwrap().code(), "moved_to_mars");
}

#[test]
fn polars_reason_other_is_a_reason_that_was_not_specified() {
    let row = with(sample::subscription(), &[("/customer_cancellation_reason", json!("other"))]);
    assert_eq!(read(&row).cancellation_reason, Some(CancellationReason::Unspecified));
}

#[test]
fn what_a_customer_wrote_survives_untouched_and_an_empty_comment_is_none() {
    let long = "no ".repeat(5_000);
    for comment in ["\u{202e}<i>&\u{0}\n", "😅", &long] {
        let row = with(sample::subscription(), &[("/customer_cancellation_comment", json!(comment))]);
        assert_eq!(read(&row).cancellation_comment.as_deref(), Some(comment));
    }
    for nothing in [json!(""), json!(" \n"), Value::Null] {
        let row = with(sample::subscription(), &[("/customer_cancellation_comment", nothing)]);
        assert_eq!(read(&row).cancellation_comment, None);
    }
}

#[test]
fn a_subscriber_without_a_name_is_called_by_the_name_on_the_invoice_and_never_by_an_e_mail_address() {
    let unnamed = with(sample::subscription(), &[("/customer/name", Value::Null)]);
    assert_eq!(read(&unnamed).customer_name.as_deref(), Some("A. Example"));
    assert_eq!(read(&with(unnamed, &[("/customer/billing_name", Value::Null)])).customer_name, None);
}

#[test]
fn an_odd_cadence_is_kept_as_it_came() {
    for count in [0, -1, i64::MAX] {
        let row = with(sample::subscription(), &[("/recurring_interval_count", json!(count))]);
        assert_eq!(read(&row).cadence.count, count);
    }
}
