//! What becomes of subscriptions beside their payments.

use super::*;
use crate::domain::{CancellationReason, Interval};

#[test]
fn a_changed_plan_says_what_it_was_and_a_price_alone_is_no_other_plan() {
    let yearly = |minor| Some((usd(minor), every(1, Interval::Year)));
    let changed = |before: Option<_>, now: Option<_>, product: Option<&str>| {
        said(ChangeKind::PlanChanged, |one| {
            (one.details.price_before, one.details.price) = (before.clone(), now.clone());
            one.details.product_before = product.map(str::to_owned);
        })
    };
    for (before, now, product, expected) in [
        (monthly(450), monthly(900), None, "Price changed · $4.50 → $9.00 a month / Pro Plan – Jane Doe"),
        (monthly(0), monthly(900), None, "Price changed · Free → $9.00 a month / Pro Plan – Jane Doe"),
        (monthly(900), monthly(0), None, "Price changed · $9.00 a month → Free / Pro Plan – Jane Doe"),
        (
            monthly(900),
            monthly(2_900),
            Some("Solo"),
            "Plan changed · $9.00 → $29.00 a month / Solo → Pro Plan – Jane Doe",
        ),
        (monthly(900), monthly(2_900), Some("\u{202e}"), "Plan changed · $9.00 → $29.00 a month / Pro Plan – Jane Doe"),
        (monthly(900), yearly(9_000), None, "Plan changed · $9.00 a month → $90.00 a year / Pro Plan – Jane Doe"),
        (monthly(900), monthly(900), Some("Solo"), "Plan changed · $9.00 a month / Solo → Pro Plan – Jane Doe"),
        (None, monthly(900), Some("\u{202e}"), "Plan changed · $9.00 a month / Pro Plan – Jane Doe"),
        (None, None, None, "Plan changed / Pro Plan – Jane Doe"),
    ] {
        assert_eq!(changed(before, now, product), expected);
    }
}

#[test]
fn a_cancellation_tells_why_in_the_customers_own_words() {
    let because = |reason| {
        said(ChangeKind::Canceled, |one| {
            one.details.reason = Some(CancellationReason::from_code(reason));
            one.details.until = None;
        })
    };
    let comment = "“Great product, my budget is gone for now”";
    for (reason, expected) in [
        ("too_complex", format!("too complex · {comment}")),
        ("other", comment.to_owned()),
        ("bored_by_it", format!("bored by it · {comment}")),
    ] {
        assert_eq!(because(reason), format!("Cancelled · $9.00 a month / Pro Plan – Jane Doe · {expected}"));
    }
    let mut silent = scene();
    silent.names.comments.clear();
    let mut one = announcement(ChangeKind::Canceled);
    one.details.reason = Some(CancellationReason::Unspecified);
    assert!(silent.said(&notice(one)).contains("· another reason ·"));
}
