//! Polar's codes in words.

use super::amount::Amounts;
use super::lines::every;
use super::text::{NAME, line};
use crate::domain::{BillingReason, Cadence, CancellationReason, OrderStatus, OrganizationStatus, SubscriptionStatus};
use crate::money::Money;

/// Where an order stands, within a sentence; `None` when nothing readable is left of a code that this version does not know.
pub(super) fn order_status(status: &OrderStatus) -> Option<String> {
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
pub(super) fn subscription_status(status: &SubscriptionStatus) -> Option<String> {
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
pub(super) fn billing_reason(reason: &BillingReason) -> Option<String> {
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
pub(super) fn cancellation_reason(reason: &CancellationReason) -> Option<String> {
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
pub(super) fn standing(status: &OrganizationStatus) -> Option<String> {
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

/// A price and how often it is paid: `$9.00 a month`, `Free`.
pub(super) fn price(amounts: &Amounts, amount: Money, cadence: &Cadence) -> String {
    match every(cadence) {
        _ if amount.minor == 0 && !amounts.are_hidden() => "Free".to_owned(),
        Some(every) => format!("{} {every}", amounts.money(amount)),
        None => amounts.money(amount),
    }
}

/// The same words at the beginning of a cell.
pub(super) fn capitalized(words: &str) -> String {
    let mut characters = words.chars();
    characters.next().map_or_else(String::new, |first| first.to_uppercase().chain(characters).collect())
}
