use super::amount::Amounts;
use super::bar_chart::Bars;
use super::region::Numbers;
use super::sparkline::sparkline;
use super::words;
use crate::domain::{Cadence, Interval};
use crate::figures::{Comparison, PeriodFigures, Recurring, Summary, Trend};
use crate::money::{Currency, Totals};

/// What stands where nothing is known.
pub(super) const UNKNOWN: &str = "—";

/// Today's orders while they are not known.
pub(super) const UNKNOWN_ORDERS: &str = "— orders";

/// The active subscriptions while they are not known.
pub(super) const UNKNOWN_SUBSCRIPTIONS: &str = "— active";

/// A figure of the menu and of the terminal: what it is, what it says, what that means.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Line {
    pub label: String,
    pub value: String,
    pub note: String,
}

impl Line {
    fn unknown(label: &str) -> Vec<Self> {
        vec![Self { label: label.to_owned(), value: UNKNOWN.to_owned(), note: String::new() }]
    }
}

/// What the lines are written from.
pub(super) struct Figures<'a> {
    pub summary: &'a Summary,
    pub amounts: &'a Amounts,
}

impl Figures<'_> {
    /// Today's revenue. Its label says what counts as revenue where that is not Polar's own.
    pub fn today(&self) -> Vec<Line> {
        let basis = words::basis(self.summary.basis).map_or_else(String::new, |basis| format!(" {basis}"));
        self.period(
            &format!("Today{basis}"),
            &self.summary.today,
            self.summary.usual_by_now.as_ref(),
            " vs. usual by now",
        )
    }

    /// The revenue of the other periods, one line for each currency.
    pub fn periods(&self) -> Vec<Line> {
        let of = self.summary;
        [
            self.period("Yesterday", &of.yesterday, None, ""),
            self.period("This Week", &of.this_week, of.week_before.as_ref(), ""),
            self.period("This Month", &of.this_month, of.month_before.as_ref(), " vs. same days"),
            self.period("Last 30 Days", &of.last_30_days, None, ""),
        ]
        .concat()
    }

    fn period(&self, label: &str, figures: &PeriodFigures, against: Option<&Comparison>, what: &str) -> Vec<Line> {
        if !figures.complete {
            return Line::unknown(label);
        }
        let revenue = self.summary.shown(figures);
        let line = |currency: Currency| Line {
            label: label.to_owned(),
            value: self.amounts.menu(revenue.minor(currency), currency),
            note: against
                .and_then(|against| against.percent(currency))
                .map_or_else(String::new, |to| change(to, what, self.amounts.numbers())),
        };
        selling(self.summary).into_iter().map(line).collect()
    }

    /// Recurring revenue, one line for each currency.
    pub fn recurring(&self) -> Vec<Line> {
        let Some(recurring) = &self.summary.recurring else { return Line::unknown("MRR") };
        let line = |currency: Currency| Line {
            label: "MRR".to_owned(),
            value: self.amounts.menu(recurring.mrr.minor(currency), currency),
            note: format!("(ARR {})", self.amounts.bar(recurring.arr.minor(currency), currency)),
        };
        occurring(self.summary, &[&recurring.mrr]).into_iter().map(line).collect()
    }

    /// The last 30 days of the currency with the most orders, as blocks.
    pub fn sparkline(&self) -> String {
        self.last_days().map_or_else(|| UNKNOWN.to_owned(), |(_, days)| sparkline(&days))
    }

    /// The same days as a picture, and what a screen reader says of it.
    pub fn picture(&self) -> Option<(Bars, String)> {
        let (currency, days) = self.last_days()?;
        let (least, most, today) = (days.iter().min()?, days.iter().max()?, days.last()?);
        let spoken = if self.amounts.are_hidden() {
            "Revenue of the last 30 days, amounts hidden".to_owned()
        } else {
            let [least, most, today] = [least, most, today].map(|day| self.amounts.menu(*day, currency));
            format!("Revenue of the last 30 days, from {least} to {most}, today {today}")
        };
        Some((Bars::of(&days), spoken))
    }

    fn last_days(&self) -> Option<(Currency, Vec<i128>)> {
        let currency = *selling(self.summary).first()?;
        let days = &self.summary.last_30_days_revenue;
        self.summary.last_30_days.complete.then(|| (currency, days.iter().map(|day| day.minor(currency)).collect()))
    }

    /// Today's orders and new subscriptions.
    pub fn counts(&self) -> String {
        let today = &self.summary.today;
        if !today.complete {
            return UNKNOWN_ORDERS.to_owned();
        }
        let orders = match today.orders {
            0 => "No orders yet".to_owned(),
            orders => self.amounts.numbers().things(orders, "order", "orders"),
        };
        match today.new_subscriptions {
            0 => orders,
            new => {
                format!("{orders} · {}", self.amounts.numbers().things(new, "new subscription", "new subscriptions"))
            }
        }
    }

    /// The active subscriptions and their parts.
    pub fn subscriptions(&self) -> String {
        let recurring = self.summary.recurring.as_ref();
        recurring.map_or_else(
            || UNKNOWN_SUBSCRIPTIONS.to_owned(),
            |recurring| subscriptions(recurring, self.amounts.numbers()),
        )
    }
}

fn subscriptions(recurring: &Recurring, numbers: &Numbers) -> String {
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

/// How a figure has changed, and against what.
pub(super) fn change(trend: Trend, what: &str, numbers: &Numbers) -> String {
    match trend {
        Trend::New => "new".to_owned(),
        Trend::Same => format!("±0%{what}"),
        Trend::Percent(up @ 0..) => format!("▲ {}%{what}", numbers.count(up.unsigned_abs())),
        Trend::Percent(down) => format!("▼ {}%{what}", numbers.count(down.unsigned_abs())),
    }
}

/// The currencies in which something was sold in the periods that are shown: the same rows for every period, and none
/// for a currency that only a fee is in, unless the owner looks at what is left after fees.
pub(super) fn selling(summary: &Summary) -> Vec<Currency> {
    let shown = [&summary.today, &summary.yesterday, &summary.this_week, &summary.this_month, &summary.last_30_days];
    let sums = shown.map(|figures| summary.shown(figures));
    occurring(summary, &sums.each_ref())
}

/// The summary's currencies that occur in one of these sums; its first, or else dollars, when none does.
fn occurring(summary: &Summary, sums: &[&Totals]) -> Vec<Currency> {
    let occurs = |currency: &Currency| sums.iter().any(|totals| totals.minor(*currency) != 0);
    let found: Vec<Currency> = summary.currencies.iter().copied().filter(occurs).collect();
    if found.is_empty() { vec![summary.currencies.first().copied().unwrap_or(Currency::USD)] } else { found }
}

/// How often a price is paid: `a month`, `every 3 months`; nothing for a cadence that is none.
pub(super) fn every(cadence: &Cadence) -> Option<String> {
    let name = match &cadence.interval {
        Interval::Day => "day",
        Interval::Week => "week",
        Interval::Month => "month",
        Interval::Year => "year",
        Interval::Other(code) => return super::text::line(code, 16).map(|code| format!("({code})")),
    };
    match cadence.count {
        ..1 => None,
        1 => Some(format!("a {name}")),
        count => Some(format!("every {count} {name}s")),
    }
}
