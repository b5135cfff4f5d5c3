//! The cards with tables: products, what is kept, what is due, at risk and leaving, how recurring revenue moved.

use crate::view::region::Numbers;

/// A part of what a card shows is still to come from Polar.
pub(crate) const DOWNLOADING: &str = "Still being downloaded.";

/// A product that has none.
pub(crate) const WITHOUT_A_NAME: &str = "Without a name";

/// The head over what an amount consists of.
pub(crate) const PART: &str = "Part";

// Products.

pub(crate) const PRODUCTS: &str = "Products";
/// Below the heading where there are several currencies.
pub(crate) const ORDERS_IN_ANY_CURRENCY: &str = "Orders in any currency";

/// The products that are not named.
pub(crate) fn more_products(number: u64, numbers: &Numbers) -> String {
    numbers.things(number, "more product", "more products")
}

// What is kept of what customers paid.

pub(crate) const WHAT_YOU_KEEP: &str = "What You Keep";
pub(crate) const OF_THE_ORDERS: &str = "Of the orders of these days";
pub(crate) const PAID: &str = "Paid by customers";
pub(crate) const TAX: &str = "Tax, which Polar remits";
pub(crate) const FEES: &str = "Polar’s fees, as far as settled";
pub(crate) const REFUNDS: &str = "Refunds, without tax";
/// The sum.
pub(crate) const YOURS: &str = "Yours";

/// Fees in a currency in which nothing was sold.
pub(crate) fn fees_settled_in(currency: &str) -> String {
    format!("Polar’s fees, settled in {currency}")
}

// Renewals to come.

pub(crate) const MONEY_DUE: &str = "Money Due";
pub(crate) const WHEN: &str = "When";
pub(crate) const RENEWALS: &str = "Renewals";
pub(crate) const TODAY: &str = "Today";
pub(crate) const NEXT_7_DAYS: &str = "Next 7 days";
pub(crate) const NEXT_30_DAYS: &str = "Next 30 days";
pub(crate) const NO_RENEWALS: &str = "No renewals in the next 30 days.";

/// Below the heading; `several` when there are several currencies.
pub(crate) fn renewals_to_come(several: bool) -> &'static str {
    if several {
        "Renewals to come, as things stand; renewals in any currency"
    } else {
        "Renewals to come, as things stand"
    }
}

// Payments that are overdue.

pub(crate) const AT_RISK: &str = "At Risk";
pub(crate) const SUBSCRIPTION: &str = "Subscription";
pub(crate) const OVERDUE_SINCE: &str = "Overdue since";
/// When Polar asks for the money again.
pub(crate) const NEXT_ATTEMPT: &str = "Next attempt";
pub(crate) const NONE_PLANNED: &str = "none planned";
/// Those that are not named.
pub(crate) const MORE: &str = "More";

/// Below the heading.
pub(crate) fn overdue(amount: &str) -> String {
    format!("{amount} overdue")
}

/// `currency` is there where there are several.
pub(crate) fn nothing_overdue(currency: Option<&str>) -> String {
    match currency {
        None => "No payment is overdue.".to_owned(),
        Some(currency) => format!("No payment in {currency} is overdue."),
    }
}

// Subscriptions that have an end.

pub(crate) const LEAVING: &str = "Leaving";
pub(crate) const LATER: &str = "Later";
pub(crate) const IN_ALL: &str = "In all";
pub(crate) const NOBODY_IS_LEAVING: &str = "Nobody is leaving.";

/// Below the heading; `several` when there are several currencies.
pub(crate) fn still_running(several: bool) -> &'static str {
    if several {
        "Cancelled, and still running until then; subscriptions in any currency"
    } else {
        "Cancelled, and still running until then"
    }
}

// How monthly recurring revenue moved.

pub(crate) const HOW_MRR_MOVED: &str = "How MRR Moved";
pub(crate) const IN_THE_LAST_30_DAYS: &str = "In the last 30 days";
/// Of new subscriptions.
pub(crate) const NEW: &str = "New";
/// Of subscriptions that pay more than before.
pub(crate) const EXPANSION: &str = "Expansion";
/// Of subscriptions that pay less than before.
pub(crate) const CONTRACTION: &str = "Contraction";
/// Of subscriptions that ended.
pub(crate) const CHURN: &str = "Churn";
/// The sum.
pub(crate) const CHANGE_OF_MRR: &str = "Change of MRR";
