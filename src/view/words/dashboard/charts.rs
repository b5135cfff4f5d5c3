//! The charts: what they show, what is said of them to who cannot see them, and the tables behind them.

/// Every day of a chart is still to come from Polar.
pub(crate) const DAYS_DOWNLOADING: &str = "These days are still being downloaded.";

/// The words that open the table behind a chart.
pub(crate) const AS_TABLE: &str = "As a table";

/// The button that writes something to a file.
pub(crate) const EXPORT: &str = "Export…";

// The headings.
pub(crate) const REVENUE_BY_DAY: &str = "Revenue by Day";
pub(crate) const ACTIVE_SUBSCRIPTIONS: &str = "Active Subscriptions";

/// When a chart of what stands, not of what was sold, looks at each day.
pub(crate) const END_OF_EACH_DAY: &str = "At the end of each day, and now";

// The heads of the tables behind the charts.
pub(crate) const DAY: &str = "Day";
pub(crate) const DAY_BEFORE: &str = "Day before";
/// The revenue of the day before.
pub(crate) const ITS_REVENUE: &str = "Its revenue";
/// The number of active subscriptions.
pub(crate) const ACTIVE: &str = "Active";

pub(crate) const NO_SUBSCRIPTIONS_IN_THESE_DAYS: &str = "No subscriptions in these days.";

/// `currency` is there where there are several.
pub(crate) fn nothing_sold(currency: Option<&str>) -> String {
    match currency {
        None => "Nothing was sold in these days.".to_owned(),
        Some(currency) => format!("Nothing was sold in {currency} in these days."),
    }
}

/// Likewise.
pub(crate) fn no_recurring_revenue(currency: Option<&str>) -> String {
    match currency {
        None => "No recurring revenue in these days.".to_owned(),
        Some(currency) => format!("No recurring revenue in {currency} in these days."),
    }
}

/// A day that is not over.
pub(crate) fn so_far(day: &str) -> String {
    format!("{day} so far")
}

/// The chart of revenue in a sentence: some days and their sum, the day that brought most and what it brought, the days before
/// and theirs.
pub(crate) fn revenue_by_day(
    days: &str,
    sum: &str,
    best: Option<(&str, &str)>,
    days_before: &str,
    sum_before: &str,
) -> String {
    match best {
        Some((day, most)) => {
            format!("Revenue by day, {days}: {sum} in all, at most {most} on {day}. {days_before}: {sum_before}.")
        }
        None => format!("Revenue by day, {days}: {sum} in all. {days_before}: {sum_before}."),
    }
}

/// What a line of a chart is of.
#[derive(Clone, Copy)]
pub(crate) enum Course {
    /// Monthly recurring revenue.
    Mrr,
    /// Active subscriptions.
    Active,
}

impl Course {
    fn name(self) -> &'static str {
        match self {
            Self::Mrr => "Monthly recurring revenue",
            Self::Active => "Active subscriptions",
        }
    }
}

/// A line in a sentence: where it came from and where it is.
pub(crate) fn course(of: Course, days: &str, first: &str, last: &str) -> String {
    format!("{}, {days}: from {first} to {last}.", of.name())
}

/// The same of which only one day is known.
pub(crate) fn course_of_one_day(of: Course, value: &str) -> String {
    format!("{}: {value}.", of.name())
}

/// The same of which no day is known.
pub(crate) fn course_unknown(of: Course, days: &str) -> String {
    format!("{}, {days}: —.", of.name())
}
