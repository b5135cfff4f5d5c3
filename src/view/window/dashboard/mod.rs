//! The dashboard: whose figures, how they stand, the figures of some days at a glance, charts, tables, lists. All amounts are
//! of one currency; where there are several, the owner switches.

mod axis;
mod charts;
mod lists;
mod tables;
#[cfg(test)]
mod tests;

use std::path::Path;

use jiff::Timestamp;
use serde::Serialize;

use super::blocks::{Card, Fact, List};
use super::controls::{Button, Choice, Offer};
use super::drawing::Drawing;
use super::frame::Frame;
use super::said::{PageName, Said};
use crate::app::{Command, Connection, Dashboard, Model};
use crate::figures::{Comparison, Dates, History, Span};
use crate::money::Currency;
use crate::view::amount::Amounts;
use crate::view::lines::UNKNOWN;
use crate::view::region::Numbers;
use crate::view::status::Status;
use crate::view::text::line;
use crate::view::when::When;
use crate::view::{organization_name, words};

/// The longest name of a file that is repeated.
const FILE: usize = 64;

/// Figures over days, products, lists.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DashboardPage {
    /// What every page has.
    #[serde(flatten)]
    pub frame: Frame,
    /// The heading: whose figures they are.
    pub heading: String,
    /// How the figures stand.
    pub state: State,
    /// What became of the last export.
    pub notice: Option<String>,
    /// Which days are shown.
    pub span: Choice,
    /// Which currency is shown, where there are several.
    pub currency: Option<Choice>,
    /// The figures of these days at a glance.
    pub facts: Vec<Fact>,
    /// The parts below, in order.
    pub cards: Vec<Card>,
    /// Orders and subscriptions.
    pub lists: Vec<List>,
    /// The marks of the charts. They stay in the window's program.
    #[serde(skip)]
    pub drawings: Vec<Drawing>,
}

/// How the figures stand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct State {
    /// In words: `Updated 14:02`.
    pub text: String,
    /// Something is wrong.
    pub trouble: bool,
    /// What ends it, or asks Polar now.
    pub button: Option<Button>,
}

/// What is written from what was read.
struct Shown<'a> {
    model: &'a Model,
    dashboard: &'a Dashboard,
    /// In which the amounts are.
    currency: Currency,
    amounts: Amounts,
    when: When,
    /// There are others.
    several: bool,
    /// The days that were read, and those before.
    dates: (Option<Dates>, Option<Dates>),
    sample: bool,
}

/// The dashboard as it stands. Until it was read it has only its head.
pub(super) fn dashboard(model: &Model, now: Timestamp) -> DashboardPage {
    let heading = match &model.connection {
        Connection::Sample(_) => words::dashboard::SAMPLE_DATA.to_owned(),
        connection => connection.organization().map_or_else(|| words::dashboard::REVONE.to_owned(), organization_name),
    };
    let mut page = DashboardPage {
        frame: Frame::of(model, PageName::Dashboard, heading.clone()),
        heading,
        state: state(model, now),
        notice: model.exported.as_ref().map(|(file, written)| exported(file, written)),
        span: spans(model.looking.span),
        currency: None,
        facts: Vec::new(),
        cards: Vec::new(),
        lists: Vec::new(),
        drawings: Vec::new(),
    };
    let Some(dashboard) = &model.dashboard else { return page };
    let currencies = currencies(model, dashboard);
    let chosen = dashboard.looking.currency.filter(|currency| currencies.contains(currency));
    let shown = Shown {
        model,
        dashboard,
        currency: chosen.or(currencies.first().copied()).unwrap_or(Currency::USD),
        amounts: Amounts::among(currencies.iter().copied(), &model.region).hidden(model.settings.hide_amounts),
        when: When::seen_from(now, &model.time_zone, &model.region),
        several: currencies.len() > 1,
        dates: (dates(&dashboard.days), dates(&dashboard.days_before)),
        sample: matches!(model.connection, Connection::Sample(_)),
    };
    page.currency = (currencies.len() > 1).then(|| shown.choice(&currencies));
    page.facts = shown.facts();
    let ([revenue, mrr, active], drawings) = shown.charts();
    page.drawings = drawings.into();
    // The first column tells what comes in, the second what stays and what goes.
    page.cards = vec![
        revenue,
        mrr,
        shown.products(),
        shown.due(),
        shown.at_risk(),
        active,
        shown.kept(),
        shown.movement(),
        shown.leaving(),
    ];
    page.lists = vec![shown.orders(), shown.subscriptions()];
    page
}

/// From the first to the last of some days.
fn dates(history: &History) -> Option<Dates> {
    let (first, last) = (history.days.first()?.date, history.days.last()?.date);
    Some(Dates { first, last })
}

fn state(model: &Model, now: Timestamp) -> State {
    let when = When::seen_from(now, &model.time_zone, &model.region);
    let numbers = Numbers::of(&model.region);
    let status = Status::of(&model.health, model.report.is_some(), &when, &numbers);
    let figures = model.health.last_success.filter(|_| model.report.is_some());
    let text = match &model.health.trouble {
        // There is room for the cure.
        Some(trouble) => {
            words::dashboard::trouble(&words::sentence(trouble), figures.map(|at| when.clock(at)).as_deref())
        }
        None => status.text,
    };
    let button = |label: &str, says| Button { label: label.to_owned(), says, question: None };
    let rejected = words::rejected_rows(&model.health, &numbers);
    State {
        text: std::iter::once(text).chain(rejected).collect::<Vec<_>>().join(" · "),
        trouble: model.health.trouble.is_some(),
        button: match (&model.connection, status.command) {
            (Connection::Starting | Connection::NotConnected, _) => None,
            (_, Some(Command::Connect)) => {
                Some(button(words::dashboard::CONNECT_AGAIN, Said::Go { page: PageName::Connect }))
            }
            _ => Some(button(words::dashboard::REFRESH, Said::Refresh)),
        },
    }
}

fn exported(file: &Path, written: &Result<(), String>) -> String {
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let name = line(&name, FILE).unwrap_or_else(|| words::dashboard::THE_FILE.to_owned());
    match written {
        Ok(()) => words::dashboard::saved(&name),
        Err(reason) => words::dashboard::not_saved(&name, reason),
    }
}

fn spans(chosen: Span) -> Choice {
    let offer = |span: Span| Offer { value: span.code().to_owned(), label: words::dashboard::span(span).to_owned() };
    Choice {
        label: words::dashboard::DAYS.to_owned(),
        value: chosen.code().to_owned(),
        options: Span::ALL.map(offer).into(),
    }
}

/// Every currency that occurs in a figure of the dashboard but in a fee alone, in the order in which the owner reads them.
fn currencies(model: &Model, dashboard: &Dashboard) -> Vec<Currency> {
    let mut all: Vec<Currency> = model.report.iter().flat_map(|report| &report.summary.currencies).copied().collect();
    for currency in dashboard.days.currencies.iter().chain(&dashboard.days_before.currencies) {
        if !all.contains(currency) {
            all.push(*currency);
        }
    }
    let days = dashboard.days.days.iter().chain(&dashboard.days_before.days);
    let mut in_use: std::collections::BTreeSet<Currency> = days
        .flat_map(|day| {
            let sold = day.sales.iter().flat_map(|sales| sales.revenue.currencies());
            sold.chain(day.standing.iter().flat_map(|standing| standing.mrr.currencies()))
        })
        .collect();
    in_use.extend(model.report.iter().flat_map(|report| report.summary.all_time.revenue.currencies()));
    all.retain(|currency| in_use.contains(currency));
    all
}

impl Shown<'_> {
    fn choice(&self, currencies: &[Currency]) -> Choice {
        let code = |currency: &Currency| currency.code().to_owned();
        let offer = |currency: &Currency| Offer { value: code(currency), label: code(currency).to_uppercase() };
        Choice {
            label: words::dashboard::CURRENCY.to_owned(),
            value: code(&self.currency),
            options: currencies.iter().map(offer).collect(),
        }
    }

    /// The figures of these days, and of subscriptions now.
    fn facts(&self) -> Vec<Fact> {
        let (sold, basis) = (&self.dashboard.sold, self.model.settings.revenue);
        let fact = |label: &str, value: Option<String>, note: Option<String>| Fact {
            label: label.to_owned(),
            value: value.unwrap_or_else(|| UNKNOWN.to_owned()),
            note: note.unwrap_or_default(),
        };
        let sales = sold.sales.as_ref();
        let compared = sold.compared.as_ref().and_then(|compared| self.trend(compared));
        let recurring = self.model.report.as_ref().and_then(|report| report.summary.recurring.as_ref());
        let cancelling = recurring.filter(|recurring| recurring.cancelling > 0);
        vec![
            fact(
                words::dashboard::REVENUE,
                sales.map(|sales| self.menu(sales.shown(basis).minor(self.currency))),
                compared,
            ),
            fact(
                words::dashboard::ORDERS,
                sales.map(|sales| self.count(sales.orders)),
                self.several.then(|| words::dashboard::ANY_CURRENCY.to_owned()),
            ),
            fact(words::dashboard::NEW_SUBSCRIPTIONS, sold.new_subscriptions.map(|new| self.count(new)), None),
            fact(
                words::dashboard::MRR_NOW,
                recurring.map(|recurring| self.menu(recurring.mrr.minor(self.currency))),
                recurring.map(|recurring| {
                    words::dashboard::arr(&self.amounts.bar(recurring.arr.minor(self.currency), self.currency))
                }),
            ),
            fact(
                words::dashboard::ACTIVE_NOW,
                recurring.map(|recurring| self.count(recurring.active)),
                cancelling.map(|recurring| words::dashboard::cancelling(&self.count(recurring.cancelling))),
            ),
        ]
    }

    fn trend(&self, compared: &Comparison) -> Option<String> {
        let (span, numbers) = (self.dashboard.looking.span, self.amounts.numbers());
        compared.percent(self.currency).map(|trend| words::dashboard::compared(trend, span, numbers))
    }

    /// The currency of which something is said, where there are several.
    fn of_several(&self) -> Option<String> {
        self.several.then(|| self.currency.code().to_uppercase())
    }

    fn count(&self, number: u64) -> String {
        self.amounts.numbers().count(number)
    }

    fn menu(&self, minor: i128) -> String {
        self.amounts.menu(minor, self.currency)
    }

    fn exact(&self, minor: i128) -> String {
        self.amounts.exact(minor, self.currency)
    }

    /// An amount beside a line across a chart: whole where it is large.
    fn guide(&self, minor: i128) -> String {
        let large = 10_000 * 10_i128.pow(self.currency.decimals());
        if minor.abs() >= large { self.amounts.bar(minor, self.currency) } else { self.menu(minor) }
    }
}
