//! Polar’s codes in words. A code that this version does not know stands for itself, as far as it can be read.

use crate::domain::{
    BillingReason, Cadence, CancellationReason, Interval, OrderStatus, OrganizationStatus, SubscriptionStatus,
};
use crate::view::text::{NAME, line};

/// Where an order stands, within a sentence; `None` when nothing readable is left of a code that this version does not know.
pub(crate) fn order_status(status: &OrderStatus) -> Option<String> {
    let words = match status {
        OrderStatus::Paid => "paid",
        OrderStatus::Draft => "draft",
        OrderStatus::Pending => "payment pending",
        OrderStatus::Refunded => "refunded",
        OrderStatus::PartiallyRefunded => "refunded in part",
        OrderStatus::Void => "void",
        OrderStatus::Other(code) => return other(code),
    };
    Some(words.to_owned())
}

/// Where a subscription stands, likewise.
pub(crate) fn subscription_status(status: &SubscriptionStatus) -> Option<String> {
    let words = match status {
        SubscriptionStatus::Incomplete => "first payment pending",
        SubscriptionStatus::IncompleteExpired => "never paid",
        SubscriptionStatus::Trialing => "on trial",
        SubscriptionStatus::Active => "active",
        SubscriptionStatus::PastDue => "past due",
        SubscriptionStatus::Canceled => "ended",
        SubscriptionStatus::Unpaid => "unpaid",
        SubscriptionStatus::Paused => "paused",
        SubscriptionStatus::Other(code) => return other(code),
    };
    Some(words.to_owned())
}

/// Why an order was made, likewise.
pub(crate) fn billing_reason(reason: &BillingReason) -> Option<String> {
    let words = match reason {
        BillingReason::Purchase => "purchase",
        BillingReason::SubscriptionCreate => "new subscription",
        BillingReason::SubscriptionCycle => "renewal",
        BillingReason::SubscriptionUpdate => "plan change",
        BillingReason::SubscriptionMeterCycle => "usage",
        BillingReason::Other(code) => return other(code),
    };
    Some(words.to_owned())
}

/// Why a customer left, likewise.
pub(crate) fn cancellation_reason(reason: &CancellationReason) -> Option<String> {
    let words = match reason {
        CancellationReason::CustomerService => "unhappy with the support",
        CancellationReason::LowQuality => "unhappy with the quality",
        CancellationReason::MissingFeatures => "something was missing",
        CancellationReason::SwitchedService => "went elsewhere",
        CancellationReason::TooComplex => "too complex",
        CancellationReason::TooExpensive => "too expensive",
        CancellationReason::Unused => "not used enough",
        CancellationReason::Unspecified => "another reason",
        CancellationReason::Other(code) => return other(code),
    };
    Some(words.to_owned())
}

/// Where an organization stands with Polar, after the word “account”.
pub(crate) fn standing(status: &OrganizationStatus) -> Option<String> {
    let words = match status {
        OrganizationStatus::Created => "is as if it were new",
        OrganizationStatus::Review => "is under review",
        OrganizationStatus::Snoozed => "waits for its review",
        OrganizationStatus::Denied => "did not pass its review",
        OrganizationStatus::Active => "is in good standing again",
        OrganizationStatus::Blocked => "is blocked",
        OrganizationStatus::Offboarding => "is being closed",
        OrganizationStatus::Offboarded => "is closed",
        OrganizationStatus::Other(code) => return other(code).map(|code| format!("has the status “{code}”")),
    };
    Some(words.to_owned())
}

fn other(code: &str) -> Option<String> {
    line(&code.replace('_', " "), NAME)
}

/// A price of nothing.
pub(crate) const FREE: &str = "Free";

/// A price and how often it is paid, which [`every`] gives: `$9.00 a month`.
pub(crate) fn price(amount: &str, every: &str) -> String {
    format!("{amount} {every}")
}

/// How often a price is paid: `a month`, `every 3 months`; nothing for a cadence that is none.
pub(crate) fn every(cadence: &Cadence) -> Option<String> {
    let (one, several) = match &cadence.interval {
        Interval::Day => ("a day", "days"),
        Interval::Week => ("a week", "weeks"),
        Interval::Month => ("a month", "months"),
        Interval::Year => ("a year", "years"),
        Interval::Other(code) => return line(code, 16).map(|code| format!("({code})")),
    };
    match cadence.count {
        ..1 => None,
        1 => Some(one.to_owned()),
        count => Some(format!("every {count} {several}")),
    }
}
