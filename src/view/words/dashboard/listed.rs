//! The lists of orders and of subscriptions.

use crate::app::List;

// Heads of columns.
pub(crate) const DATE: &str = "Date";
/// Why an order was made.
pub(crate) const KIND: &str = "Kind";
pub(crate) const STATUS: &str = "Status";
pub(crate) const INVOICE: &str = "Invoice";
pub(crate) const STARTED: &str = "Started";
/// Why a customer left.
pub(crate) const REASON: &str = "Reason";
pub(crate) const PRICE: &str = "Price";

// The way to other rows.
pub(crate) const NEWER: &str = "Newer";
pub(crate) const OLDER: &str = "Older";

/// The heading.
pub(crate) fn title(of: List) -> &'static str {
    match of {
        List::Orders => super::ORDERS,
        List::Subscriptions => super::SUBSCRIPTIONS,
    }
}

/// The label of the field to look for something.
pub(crate) fn search(of: List) -> &'static str {
    match of {
        List::Orders => "Search orders",
        List::Subscriptions => "Search subscriptions",
    }
}

/// What can be looked for, in the empty field.
pub(crate) fn search_for(of: List) -> &'static str {
    match of {
        List::Orders => "Product, invoice, order number…",
        List::Subscriptions => "Product, reason, subscription number…",
    }
}

/// Whatever their status.
pub(crate) fn every(of: List) -> &'static str {
    match of {
        List::Orders => "Every order",
        List::Subscriptions => "Every subscription",
    }
}

/// There are none at all.
pub(crate) fn none_yet(of: List) -> &'static str {
    match of {
        List::Orders => "No orders yet.",
        List::Subscriptions => "No subscriptions yet.",
    }
}

/// There are none of the chosen status.
pub(crate) fn none_of_this_status(of: List) -> &'static str {
    match of {
        List::Orders => "No order is of this status.",
        List::Subscriptions => "No subscription is of this status.",
    }
}

/// There are none in which what was looked for stands.
pub(crate) fn none_matches(of: List, looked_for: &str) -> String {
    match of {
        List::Orders => format!("No order matches “{looked_for}”."),
        List::Subscriptions => format!("No subscription matches “{looked_for}”."),
    }
}

/// The rows that are shown: `51–100 of 8,412`.
pub(crate) fn rows(first: &str, last: &str, total: &str) -> String {
    format!("{first}–{last} of {total}")
}

/// None is shown, but there are some.
pub(crate) fn no_rows(total: &str) -> String {
    format!("— of {total}")
}

/// How much of an order was refunded: `Refunded in part: $5`.
pub(crate) fn refunded(status: &str, amount: &str) -> String {
    format!("{status}: {amount}")
}

pub(crate) fn trial_until(date: &str) -> String {
    format!("Trial until {date}")
}
