use rust_decimal::Decimal;

use super::head::{Head, head};
use super::ink::{Ink, Style};
use super::table::Table;
use super::wrapping::{within, wrapped};
use crate::figures::{DayFigures, Departures, History, Recurring, Sales};
use crate::money::{Currency, Totals};
use crate::view::amount::Amounts;
use crate::view::lines::UNKNOWN;
use crate::view::page::{HistoryPage, zone_name};
use crate::view::region::Numbers;
use crate::view::words::terminal::{self as words, titles};

/// How a figure of a day stands in its cell.
enum Figure {
    /// A sum in each currency. Here as below, `None` is what is not known.
    Sum(fn(&DayFigures) -> Option<&Totals>),
    /// A quotient in each currency that has one; an average of nothing is blank.
    Average(fn(&DayFigures) -> Option<&Totals>),
    /// Of no currency.
    Count(fn(&DayFigures) -> Option<u64>),
    /// A ratio, as a percentage; one of nothing is blank.
    Rate(fn(&DayFigures) -> Option<Option<Decimal>>),
}

/// What is shown, the most important to the left: a narrow terminal leaves out from the right.
const COLUMNS: [(&str, Figure); 18] = [
    (titles::REVENUE, Figure::Sum(|day| sold(day, |sales| &sales.revenue))),
    (titles::ORDERS, Figure::Count(|day| Some(day.sales.as_ref()?.orders))),
    (titles::NEW, Figure::Count(|day| day.new_subscriptions)),
    (titles::ACTIVE, Figure::Count(|day| Some(day.standing.as_ref()?.active))),
    (titles::MRR, Figure::Sum(|day| stood(day, |standing| &standing.mrr))),
    (titles::NET, Figure::Sum(|day| sold(day, |sales| &sales.net_revenue))),
    (titles::REFUNDS, Figure::Sum(|day| sold(day, |sales| &sales.refunds))),
    (titles::RENEWED, Figure::Count(|day| day.renewals)),
    (titles::CANCELED, Figure::Count(|day| left(day, |departures| departures.canceled))),
    (titles::CHURNED, Figure::Count(|day| left(day, |departures| departures.churned))),
    (titles::ON_TRIAL, Figure::Count(|day| Some(day.standing.as_ref()?.trialing))),
    (titles::COMMITTED, Figure::Count(|day| Some(day.standing.as_ref()?.committed))),
    (titles::AVERAGE_ORDER, Figure::Average(|day| sold(day, |sales| &sales.average_order_value))),
    (titles::CHURN_RATE, Figure::Rate(|day| Some(day.departures.as_ref()?.churn_rate))),
    (titles::COMMITTED_MRR, Figure::Sum(|day| stood(day, |standing| &standing.committed_mrr))),
    (titles::TRIAL_MRR, Figure::Sum(|day| stood(day, |standing| &standing.trial_mrr))),
    (titles::ARR, Figure::Sum(|day| stood(day, |standing| &standing.arr))),
    (titles::ARPU, Figure::Average(|day| stood(day, |standing| &standing.average_revenue_per_user))),
];

fn sold(day: &DayFigures, of: fn(&Sales) -> &Totals) -> Option<&Totals> {
    day.sales.as_ref().map(of)
}

fn stood(day: &DayFigures, of: fn(&Recurring) -> &Totals) -> Option<&Totals> {
    day.standing.as_ref().map(of)
}

fn left(day: &DayFigures, of: fn(&Departures) -> u64) -> Option<u64> {
    day.departures.as_ref().map(of)
}

/// The figures of some days, a day a line and oldest first, one more line for each further currency of a day. As many
/// columns as stand side by side within `width` cells, the dates in any case; all where nothing limits them. `colour` allows escape sequences.
pub fn history(page: &HistoryPage<'_>, width: Option<usize>, colour: bool) -> String {
    let ink = Ink { colour };
    let rows =
        Rows { history: page.history, amounts: Amounts::among(page.history.currencies.iter().copied(), page.region) };
    let all = Table::of(rows.of(COLUMNS.len()));
    let shown = width.map_or(COLUMNS.len(), |width| all.fitting(width) - 1);
    // Without a column its currencies go, too.
    let table = if shown < COLUMNS.len() { Table::of(rows.of(shown)) } else { all };
    let mut text = head(&Head::of_history(page), width, ink);
    let dim =
        |text: &str| wrapped(text, width).into_iter().map(|line| ink.dress(&line, Style::Dim)).collect::<Vec<_>>();
    text.extend(dim(&words::days_in(&zone_name(page.zone, page.now))));
    text.push(String::new());
    let mut lines = table.lines().into_iter().map(|line| within(&line, width));
    text.extend(lines.next().map(|titles| ink.dress(&titles, Style::Bold)));
    text.extend(lines);
    if page.history.days.iter().any(has_gaps) {
        text.push(String::new());
        text.extend(dim(words::GAPS));
    }
    text.push(String::new());
    text.join("\n")
}

/// Whether something of a day is still to be read from Polar.
fn has_gaps(day: &DayFigures) -> bool {
    !day.complete || day.departures.is_none() || day.standing.is_none()
}

/// The rows of the table, from which it is not yet known how many columns fit.
struct Rows<'a> {
    history: &'a History,
    amounts: Amounts,
}

impl Rows<'_> {
    /// Titles and days of the first columns.
    fn of(&self, columns: usize) -> Vec<Vec<String>> {
        let columns = COLUMNS.get(..columns).unwrap_or(&COLUMNS);
        let titles = [titles::DATE].into_iter().chain(columns.iter().map(|(title, _)| *title)).map(str::to_owned);
        let mut rows = vec![titles.collect()];
        rows.extend(self.history.days.iter().flat_map(|day| self.day(day, columns)));
        rows
    }

    fn day(&self, day: &DayFigures, columns: &[(&str, Figure)]) -> Vec<Vec<String>> {
        let date = if day.date == self.history.today { words::today(day.date) } else { day.date.to_string() };
        let row = |(at, currency): (usize, Currency)| {
            let first = at == 0;
            let label = if first { date.clone() } else { String::new() };
            let cells = columns.iter().map(|(_, figure)| self.cell(day, figure, currency, first));
            [label].into_iter().chain(cells).collect()
        };
        self.currencies(day, columns).into_iter().enumerate().map(row).collect()
    }

    /// The currencies with something to show in these columns; the first of all, or else dollars, when none has.
    fn currencies(&self, day: &DayFigures, columns: &[(&str, Figure)]) -> Vec<Currency> {
        let occurs = |currency: &Currency| {
            columns.iter().any(|(_, figure)| match figure {
                Figure::Sum(of) | Figure::Average(of) => of(day).is_some_and(|totals| totals.minor(*currency) != 0),
                Figure::Count(_) | Figure::Rate(_) => false,
            })
        };
        let all = &self.history.currencies;
        let found: Vec<Currency> = all.iter().copied().filter(occurs).collect();
        if found.is_empty() { vec![all.first().copied().unwrap_or(Currency::USD)] } else { found }
    }

    fn cell(&self, day: &DayFigures, figure: &Figure, currency: Currency, first: bool) -> String {
        let sum = |totals: &Totals| self.amounts.exact(totals.minor(currency), currency);
        let text = match figure {
            Figure::Sum(of) => of(day).map(sum),
            Figure::Average(of) => of(day).map(|totals| {
                let of_something = totals.currencies().any(|other| other == currency);
                if of_something { sum(totals) } else { String::new() }
            }),
            _ if !first => return String::new(),
            Figure::Count(of) => of(day).map(|number| self.amounts.numbers().count(number)),
            Figure::Rate(of) => {
                of(day).map(|rate| rate.map_or_else(String::new, |rate| percent(rate, self.amounts.numbers())))
            }
        };
        text.unwrap_or_else(|| UNKNOWN.to_owned())
    }
}

/// A ratio as people write it, with one decimal.
fn percent(ratio: Decimal, numbers: &Numbers) -> String {
    let percent = ratio.checked_mul(Decimal::ONE_HUNDRED).unwrap_or(Decimal::MAX);
    format!("{:.1}%", percent.round_dp(1)).replace('.', &numbers.plain_decimal().to_string())
}

#[cfg(test)]
mod tests;
