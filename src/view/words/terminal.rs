//! What tables and the live menu of a terminal say.

use jiff::civil::Date;

/// What stands in place of an organization's name.
pub(in crate::view) use super::menu::SAMPLE_DATA;

/// What stands above the columns of tables. A column is no narrower than its title, so that a short one leaves more room.
pub(in crate::view) mod titles {
    // `revone history`: a day, its sales, and what recurs at its end.
    pub(in crate::view) const DATE: &str = "Date";
    pub(in crate::view) const REVENUE: &str = "Revenue";
    pub(in crate::view) const ORDERS: &str = "Orders";
    /// New subscriptions.
    pub(in crate::view) const NEW: &str = "New";
    /// Active subscriptions, as are the counts that follow.
    pub(in crate::view) const ACTIVE: &str = "Active";
    pub(in crate::view) const MRR: &str = "MRR";
    /// Net revenue.
    pub(in crate::view) const NET: &str = "Net";
    pub(in crate::view) const REFUNDS: &str = "Refunds";
    pub(in crate::view) const RENEWED: &str = "Renewed";
    pub(in crate::view) const CANCELED: &str = "Canceled";
    pub(in crate::view) const CHURNED: &str = "Churned";
    pub(in crate::view) const ON_TRIAL: &str = "On Trial";
    pub(in crate::view) const COMMITTED: &str = "Committed";
    pub(in crate::view) const AVERAGE_ORDER: &str = "Avg. Order";
    pub(in crate::view) const CHURN_RATE: &str = "Churn Rate";
    pub(in crate::view) const COMMITTED_MRR: &str = "Committed MRR";
    pub(in crate::view) const TRIAL_MRR: &str = "Trial MRR";
    pub(in crate::view) const ARR: &str = "ARR";
    pub(in crate::view) const ARPU: &str = "ARPU";

    // `revone orders`, of which some are those of `revone subscriptions`, too.
    pub(in crate::view) const PRODUCT: &str = "Product";
    /// What an order was made for: a purchase, a renewal.
    pub(in crate::view) const KIND: &str = "Kind";
    pub(in crate::view) const STATUS: &str = "Status";
    pub(in crate::view) const AMOUNT: &str = "Amount";
    pub(in crate::view) const REFUNDED: &str = "Refunded";
    pub(in crate::view) const TAX: &str = "Tax";
    /// What Polar keeps of it.
    pub(in crate::view) const FEE: &str = "Fee";
    /// The number of the invoice.
    pub(in crate::view) const INVOICE: &str = "Invoice";
    /// The ID of the order.
    pub(in crate::view) const ORDER: &str = "Order";

    // `revone subscriptions`.
    pub(in crate::view) const STARTED: &str = "Started";
    pub(in crate::view) const PRICE: &str = "Price";
    /// The day on which it renews.
    pub(in crate::view) const RENEWS: &str = "Renews";
    /// The day on which it ends or its trial does.
    pub(in crate::view) const UNTIL: &str = "Until";
    /// Why it was canceled.
    pub(in crate::view) const REASON: &str = "Reason";
    /// The ID of the subscription.
    pub(in crate::view) const SUBSCRIPTION: &str = "Subscription";
}

/// What is said under a table of days with gaps.
pub(in crate::view) const GAPS: &str = "— is not known yet: `revone sync` reads the whole history.";

/// In which time zone the days of a table begin and end.
pub(in crate::view) fn days_in(zone: &str) -> String {
    format!("Days in {zone}")
}

/// The date of the day that is running.
pub(in crate::view) fn today(date: Date) -> String {
    format!("{date} today")
}

/// Which rows follow, under the name of their list, and in which time zone their times are.
pub(in crate::view) fn times_in(list: &str, zone: &str) -> String {
    format!("{list}, times in {zone}")
}

/// That a list has so many more rows than are shown.
pub(in crate::view) fn more_rows(count: &str) -> String {
    format!("… and {count} more: `--limit 0` shows them all, `--csv` is for a spreadsheet.")
}

/// Until when a trial runs.
pub(in crate::view) fn trial_until(date: &str) -> String {
    format!("Trial {date}")
}

/// The foot of the live menu, until somebody asks for the keys. The letters are the keys themselves.
pub(in crate::view) const KEYS_HINT: [&str; 2] = ["? Keys", "q Quit"];

/// The keys of the live menu, and how to leave it first.
pub(in crate::view) const KEYS: [&str; 5] = ["q Quit", "r Refresh", "h Hide Amounts", "o Polar", "d Dashboard"];

/// The keys for rows, where some can be chosen.
pub(in crate::view) const KEY_OF_ROWS: &str = "↑↓ ⏎ Open Row";

/// The same keys where none can be chosen and not everything is in sight.
pub(in crate::view) const KEY_OF_SCROLLING: &str = "↑↓ Scroll";

/// Between two keys.
pub(in crate::view) const BETWEEN_KEYS: &str = " · ";

/// How many rows of the live menu are scrolled away, and how many are still to come.
pub(in crate::view) fn out_of_sight(above: usize, below: usize) -> String {
    match (above, below) {
        (0, 0) => String::new(),
        (0, below) => format!("↓ {below} more"),
        (above, 0) => format!("↑ {above} more"),
        (above, below) => format!("↑ {above} · ↓ {below} more"),
    }
}
