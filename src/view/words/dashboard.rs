//! The dashboard, from its head to its lists. Words that stand on several of its parts come first.

mod cards;
mod charts;
mod listed;

pub(crate) use cards::*;
pub(crate) use charts::*;
pub(crate) use listed::*;

use super::figures::{VS_SAME_DAYS, change};
use crate::figures::{Span, Trend};
use crate::view::region::Numbers;

// Names of figures and heads of columns.
pub(crate) const REVENUE: &str = "Revenue";
pub(crate) const ORDERS: &str = "Orders";
pub(crate) const SUBSCRIPTIONS: &str = "Subscriptions";
pub(crate) const PRODUCT: &str = "Product";
pub(crate) const AMOUNT: &str = "Amount";
pub(crate) const UNTIL: &str = "Until";
/// Monthly recurring revenue.
pub(crate) const MRR: &str = "MRR";

/// The heading over sample data.
pub(crate) use super::menu::SAMPLE_DATA;
/// The heading while nobody's figures are shown.
pub(crate) const REVONE: &str = "Revone";

// How the figures stand, and what ends a trouble.
pub(crate) const CONNECT_AGAIN: &str = "Connect Again…";
pub(crate) const REFRESH: &str = "Refresh";

/// What is wrong, a whole sentence, and from when the figures are that are shown in spite of it, where there are any.
pub(crate) fn trouble(sentence: &str, figures_from: Option<&str>) -> String {
    match figures_from {
        Some(when) => format!("{sentence} Figures from {when}."),
        None => sentence.to_owned(),
    }
}

// What became of an export.

/// A file whose name cannot be shown, within [`saved`].
pub(crate) const THE_FILE: &str = "the file";

pub(crate) fn saved(name: &str) -> String {
    format!("Saved as {name}.")
}

pub(crate) fn not_saved(name: &str, reason: &str) -> String {
    format!("{name} was not saved ({reason}). Choose another folder, or make room, then export again.")
}

// What there is to choose.

pub(crate) const CURRENCY: &str = "Currency";
/// Which days are shown.
pub(crate) const DAYS: &str = "Days";

pub(crate) fn span(span: Span) -> &'static str {
    match span {
        Span::Last7Days => "7 Days",
        Span::Last30Days => "30 Days",
        Span::Last90Days => "90 Days",
        Span::Last365Days => "365 Days",
        Span::ThisMonth => "This Month",
    }
}

// The figures at a glance.

pub(crate) const NEW_SUBSCRIPTIONS: &str = "New subscriptions";
pub(crate) const MRR_NOW: &str = "MRR now";
pub(crate) const ACTIVE_NOW: &str = "Active now";

/// Beside orders, which are counted whatever their currency.
pub(crate) const ANY_CURRENCY: &str = "any currency";

/// How revenue has changed against the days before, or in a month against as many days of the month before.
pub(crate) fn compared(trend: Trend, span: Span, numbers: &Numbers) -> String {
    let against = match span {
        Span::ThisMonth => VS_SAME_DAYS,
        Span::Last7Days | Span::Last30Days | Span::Last90Days | Span::Last365Days => " vs. days before",
    };
    change(trend, against, numbers)
}

/// Beside recurring revenue: that of a year.
pub(crate) fn arr(amount: &str) -> String {
    format!("ARR {amount}")
}

/// Beside the active subscriptions: how many of them end.
pub(crate) fn cancelling(count: &str) -> String {
    format!("{count} cancelling")
}
