//! Names of figures, counts and comparisons, wherever they are shown.

use crate::figures::{Recurring, RevenueBasis, Trend};
use crate::view::region::Numbers;

// The figures. What counts as revenue is said with today’s where that is not Polar’s own.
pub(crate) const TODAY: &str = "Today";
pub(crate) const YESTERDAY: &str = "Yesterday";
pub(crate) const THIS_WEEK: &str = "This Week";
pub(crate) const THIS_MONTH: &str = "This Month";
pub(crate) const LAST_30_DAYS: &str = "Last 30 Days";
pub(crate) const MRR: &str = "MRR";

pub(crate) fn today(basis: RevenueBasis) -> &'static str {
    match basis {
        RevenueBasis::AsInPolar => TODAY,
        RevenueBasis::AfterFees => "Today after fees",
        RevenueBasis::AfterFeesAndRefunds => "Today after fees and refunds",
    }
}

/// Recurring revenue of a year, behind that of a month.
pub(crate) fn arr(amount: &str) -> String {
    format!("(ARR {amount})")
}

// What a change is against, behind it; nothing where the figure’s name says it.
pub(crate) const VS_USUAL_BY_NOW: &str = " vs. usual by now";
pub(crate) const VS_SAME_DAYS: &str = " vs. same days";

/// How a figure has changed, and against what.
pub(crate) fn change(trend: Trend, against: &str, numbers: &Numbers) -> String {
    match trend {
        Trend::New => "new".to_owned(),
        Trend::Same => format!("±0%{against}"),
        Trend::Percent(up @ 0..) => format!("▲ {}%{against}", numbers.count(up.unsigned_abs())),
        Trend::Percent(down) => format!("▼ {}%{against}", numbers.count(down.unsigned_abs())),
    }
}

/// Signs and short forms of the sentences here that a screen reader reads badly or not at all, and the words for them.
pub(crate) const ALOUD: [(&str, &str); 8] = [
    ("▲ ", "up "),
    ("▼ ", "down "),
    ("±0%", "unchanged"),
    ("vs. usual", "compared with the usual"),
    ("vs. same", "compared with the same"),
    ("—", "not known"),
    ("•••", "amount hidden"),
    (" · ", ", "),
];

/// Amounts of several currencies, as a screen reader says them.
pub(crate) fn amounts_aloud(amounts: &str) -> String {
    amounts.replace(" + ", " and ")
}

/// `1 order`, `9 orders`.
pub(crate) fn orders(count: u64, numbers: &Numbers) -> String {
    numbers.things(count, "order", "orders")
}

/// `1 new subscription`, `2 new subscriptions`.
pub(crate) fn new_subscriptions(count: u64, numbers: &Numbers) -> String {
    numbers.things(count, "new subscription", "new subscriptions")
}

pub(crate) const NO_ORDERS_YET: &str = "No orders yet";

// Today’s orders, and the active subscriptions, while they are not known.
pub(crate) const UNKNOWN_ORDERS: &str = "— orders";
pub(crate) const UNKNOWN_SUBSCRIPTIONS: &str = "— active";

/// Today’s orders and new subscriptions.
pub(crate) fn counts(orders: u64, new: u64, numbers: &Numbers) -> String {
    let orders = if orders == 0 { NO_ORDERS_YET.to_owned() } else { self::orders(orders, numbers) };
    match new {
        0 => orders,
        new => format!("{orders} · {}", new_subscriptions(new, numbers)),
    }
}

/// The active subscriptions and their parts: `183 active, of which 4 on trial · 2 past due`.
pub(crate) fn subscriptions(recurring: &Recurring, numbers: &Numbers) -> String {
    if recurring.active == 0 {
        return "No active subscriptions".to_owned();
    }
    let parts =
        [(recurring.trialing, "on trial"), (recurring.cancelling, "cancelling"), (recurring.past_due, "past due")];
    let parts: Vec<String> = parts
        .into_iter()
        .filter(|(number, _)| *number > 0)
        .map(|(number, of)| format!("{} {of}", numbers.count(number)))
        .collect();
    let active = format!("{} active", numbers.count(recurring.active));
    if parts.is_empty() { active } else { format!("{active}, of which {}", parts.join(" · ")) }
}

// What a screen reader says of the picture of the last 30 days.
pub(crate) const LAST_DAYS_HIDDEN: &str = "Revenue of the last 30 days, amounts hidden";

pub(crate) fn last_days(least: &str, most: &str, today: &str) -> String {
    format!("Revenue of the last 30 days, from {least} to {most}, today {today}")
}
