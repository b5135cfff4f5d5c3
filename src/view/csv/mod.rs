//! Figures and rows as comma-separated values by RFC 4180, for spreadsheets: a header, then a row a line. Columns are
//! added at the end and never renamed. Amounts are exact decimals in major units, instants RFC 3339 in UTC.
//!
//! A text that somebody else wrote stands in one line, quoted where it must be. One that a spreadsheet would take for a
//! formula (it begins with `=`, `+`, `-`, `@`, a tab or a carriage return, white space before it or not) has an
//! apostrophe before it, which tells spreadsheets that it is text. No cell names a customer.

mod rows;
mod text;

pub use rows::{order_row, orders_header, subscription_row, subscriptions_header};

use std::fmt::Display;

use rust_decimal::Decimal;

use crate::figures::{DayFigures, History};
use crate::money::{Currency, Totals};

/// A day's figures in one currency, and those that are of no currency.
const HEADER: &str = "date,currency,complete,revenue,net_revenue,refunds,average_order_value,mrr,committed_mrr,trial_mrr,\
arr,average_revenue_per_user,orders,new_subscriptions,renewals,canceled,churned,churn_rate,active,committed,trialing";

/// What `revone history --csv` prints: a row for each day and each currency that occurs on any of the days. Counts are
/// of no currency: they stand in the day's first row, so that a column of them adds up. An empty cell is unknown, or an
/// average of nothing.
pub fn history(history: &History) -> String {
    let mut text = format!("{HEADER}\r\n");
    let nothing_sold = [Currency::USD];
    let currencies = if history.currencies.is_empty() { &nothing_sold[..] } else { &history.currencies };
    for day in &history.days {
        for (at, currency) in currencies.iter().enumerate() {
            let mut cells = vec![day.date.to_string(), currency.to_string(), day.complete.to_string()];
            cells.extend(amounts(day, *currency));
            cells.extend(if at == 0 { counts(day) } else { counts_elsewhere() });
            text.push_str(&cells.join(","));
            text.push_str("\r\n");
        }
    }
    text
}

fn amounts(day: &DayFigures, currency: Currency) -> [String; 9] {
    let (sales, stood) = (day.sales.as_ref(), day.standing.as_ref());
    let sum = |totals: Option<&Totals>| totals.map(|totals| major(totals.minor(currency), currency));
    let average = |totals: Option<&Totals>| {
        totals.filter(|totals| totals.currencies().any(|other| other == currency)).and_then(|totals| sum(Some(totals)))
    };
    [
        sum(sales.map(|sales| &sales.revenue)),
        sum(sales.map(|sales| &sales.net_revenue)),
        sum(sales.map(|sales| &sales.refunds)),
        average(sales.map(|sales| &sales.average_order_value)),
        sum(stood.map(|stood| &stood.mrr)),
        sum(stood.map(|stood| &stood.committed_mrr)),
        sum(stood.map(|stood| &stood.trial_mrr)),
        sum(stood.map(|stood| &stood.arr)),
        average(stood.map(|stood| &stood.average_revenue_per_user)),
    ]
    .map(Option::unwrap_or_default)
}

fn counts(day: &DayFigures) -> [String; 9] {
    let (left, stood) = (day.departures.as_ref(), day.standing.as_ref());
    [
        cell(day.sales.as_ref().map(|sales| sales.orders)),
        cell(day.new_subscriptions),
        cell(day.renewals),
        cell(left.map(|left| left.canceled)),
        cell(left.map(|left| left.churned)),
        cell(left.and_then(|left| left.churn_rate).map(ratio)),
        cell(stood.map(|stood| stood.active)),
        cell(stood.map(|stood| stood.committed)),
        cell(stood.map(|stood| stood.trialing)),
    ]
}

fn counts_elsewhere() -> [String; 9] {
    Default::default()
}

fn cell(value: Option<impl Display>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}

/// Four decimals at most.
fn ratio(ratio: Decimal) -> Decimal {
    ratio.round_dp(4).normalize()
}

/// An amount in major units, exactly, however large: `-29.00`, `500` yen.
fn major(minor: i128, currency: Currency) -> String {
    let (unit, width) = (10_u128.pow(currency.decimals()), currency.decimals() as usize);
    let sign = if minor < 0 { "-" } else { "" };
    let (whole, rest) = (minor.unsigned_abs() / unit, minor.unsigned_abs() % unit);
    if width == 0 { format!("{sign}{whole}") } else { format!("{sign}{whole}.{rest:0width$}") }
}

#[cfg(test)]
mod tests;
