//! The whole menu as a value. Rows keep their places: what changes from refresh to refresh is their words.

mod item;
mod news;
mod notifications;
mod organizations;
mod recent;

use jiff::Timestamp;

pub use item::{Item, Row};
pub(super) use news::news;
use recent::Recent;

use super::amount::Amounts;
use super::lines::{Figures, Line, UNKNOWN};
use super::region::Numbers;
use super::status::Status;
use super::text::{NAME, line};
use super::when::When;
use super::words::{self, figures as named, menu as said};
use crate::app::{Command, Connection, Link, Model};
use crate::domain::{Environment, Organization};

/// The longest sentence that a row of the menu holds.
const SENTENCE: usize = 96;

/// What the menu has to read, without what is there to be chosen only.
pub(in crate::view) struct Reading {
    /// Whose figures they are, how they stand, and what could not be read.
    pub head: Vec<Item>,
    /// Revenue, and the day's counts.
    pub revenue: Vec<Item>,
    /// Recurring revenue and subscriptions.
    pub recurring: Vec<Item>,
    /// The lists of recent things.
    pub recent: [Item; 3],
}

/// The menu of `model` at `now`, top to bottom.
pub(super) fn menu(model: &Model, now: Timestamp) -> Vec<Item> {
    let groups = match &model.connection {
        Connection::Starting => vec![vec![held_up(model, now)], vec![quit()]],
        Connection::NotConnected => {
            vec![trouble(model), vec![connect(), Item::choose(said::TRY_SAMPLE, Command::TrySample)], vec![quit()]]
        }
        Connection::Connected(organization) => shown(model, now, organizations::head(model, organization), Vec::new()),
        Connection::Sample(_) => {
            let leave = vec![connect(), Item::choose(said::LEAVE_SAMPLE, Command::LeaveSample)];
            shown(model, now, legible(model, said::SAMPLE_DATA, Link::Overview), leave)
        }
    };
    let ended = ended(model, now).into_iter().collect();
    separated(std::iter::once(ended).chain(groups).collect())
}

/// That the launch before ended unexpectedly; choosing it opens the report, and it goes.
fn ended(model: &Model, now: Timestamp) -> Option<Item> {
    let at = model.ended.as_ref()?.at;
    let when = When::seen_from(now, &model.time_zone, &model.region);
    Some(Item::choose(words::diagnosis::ended_on(&when.date(at), &when.time(at)), Command::OpenReport))
}

/// What there is to read of `model` at `now`; before there is an account, what holds that up.
pub(in crate::view) fn reading(model: &Model, now: Timestamp) -> Result<Reading, Vec<Item>> {
    match &model.connection {
        Connection::Starting => Err(vec![held_up(model, now)]),
        Connection::NotConnected => Err(trouble(model)),
        Connection::Connected(organization) => Ok(readable(model, now, organizations::head(model, organization))),
        Connection::Sample(_) => Ok(readable(model, now, legible(model, said::SAMPLE_DATA, Link::Overview))),
    }
}

/// The menu of an account or of the sample: news, head, figures, recent things, commands, the program's own.
fn shown(model: &Model, now: Timestamp, name: Item, leave: Vec<Item>) -> Vec<Vec<Item>> {
    let Reading { head, revenue, recurring, recent } = readable(model, now, name);
    let when = When::seen_from(now, &model.time_zone, &model.region);
    let news = news(model, &when).map(|news| Item::choose(news, Command::ShowWindow));
    vec![news.into_iter().collect(), head, revenue, recurring, recent.to_vec(), commands(model, &when), leave, own()]
}

fn readable(model: &Model, now: Timestamp, name: Item) -> Reading {
    let mut head = vec![name];
    let summary = model.report.as_ref().map(|report| &report.summary);
    let amounts =
        summary.map_or_else(|| Amounts::among([], &model.region), |summary| Amounts::of(summary, &model.region));
    let amounts = amounts.hidden(model.settings.hide_amounts);
    let when = When::seen_from(now, &model.time_zone, &model.region);
    let status = Status::of(&model.health, model.report.is_some(), &when, amounts.numbers());
    head.push(status_row(status));
    head.extend(words::rejected_rows(&model.health, amounts.numbers()).map(Item::read));
    let (revenue, recurring) = match summary {
        Some(summary) => figures(model, &Figures { summary, amounts: &amounts }),
        None => nothing_known(),
    };
    let recent = Recent { model, amounts: &amounts, when: &when }.lists(model.report.as_ref());
    Reading { head, revenue, recurring, recent }
}

/// The program's own rows.
fn own() -> Vec<Item> {
    let settings = Item::choose(said::SETTINGS, Command::Settings).key("CmdOrCtrl+,");
    vec![settings, Item::choose(said::ABOUT, Command::About), quit()]
}

fn figures(model: &Model, figures: &Figures<'_>) -> (Vec<Item>, Vec<Item>) {
    // The other groups say themselves what they are.
    let mut revenue = vec![Item::Header(said::REVENUE)];
    revenue.extend(rows(model, figures.today()));
    let sparkline = legible(model, figures.sparkline(), Link::Overview);
    revenue.push(match figures.picture() {
        Some((bars, spoken)) => sparkline.pictured(bars, spoken),
        None => sparkline,
    });
    revenue.push(legible(model, figures.counts(), Link::Sales));
    revenue.extend(rows(model, figures.periods()));
    let mut recurring = vec![Item::Header(said::SUBSCRIPTIONS)];
    recurring.extend(rows(model, figures.recurring()));
    recurring.push(legible(model, figures.subscriptions(), Link::Overview));
    (revenue, recurring)
}

/// A figure. Menus grey out what cannot be chosen, and the figures are what the menu is for: choosing one opens its page at
/// Polar.
fn legible(model: &Model, label: impl Into<String>, link: Link) -> Item {
    Item::choose(label, page(model, link))
}

/// The command behind a row that has a page at Polar; the sample shop has none.
fn page(model: &Model, link: Link) -> Command {
    match model.connection {
        Connection::Sample(_) => Command::Look,
        _ => Command::Open(link),
    }
}

/// The same rows before anything was read.
fn nothing_known() -> (Vec<Item>, Vec<Item>) {
    let unknown = |label: &str| {
        Item::figure(&Line { label: label.to_owned(), value: UNKNOWN.to_owned(), note: String::new() }, None)
    };
    let [today, yesterday, week, month, thirty] =
        [named::TODAY, named::YESTERDAY, named::THIS_WEEK, named::THIS_MONTH, named::LAST_30_DAYS].map(unknown);
    let (sparkline, counts) = (Item::read(UNKNOWN), Item::read(named::UNKNOWN_ORDERS));
    (
        vec![Item::Header(said::REVENUE), today, sparkline, counts, yesterday, week, month, thirty],
        vec![Item::Header(said::SUBSCRIPTIONS), unknown(named::MRR), Item::read(named::UNKNOWN_SUBSCRIPTIONS)],
    )
}

fn rows(model: &Model, lines: Vec<Line>) -> Vec<Item> {
    lines.iter().map(|line| Item::figure(line, Some(page(model, Link::Overview)))).collect()
}

fn commands(model: &Model, when: &When) -> Vec<Item> {
    let settings = &model.settings;
    let mut items = vec![Item::choose(said::OPEN_DASHBOARD, Command::ShowWindow).key("CmdOrCtrl+D")];
    if matches!(model.connection, Connection::Connected(_)) {
        items.push(Item::choose(said::OPEN_POLAR, Command::Open(Link::Overview)).key("Shift+CmdOrCtrl+D"));
    }
    let hide = Item::choose(said::HIDE_AMOUNTS, Command::ToggleAmounts).key("Shift+CmdOrCtrl+H");
    items.push(hide.checked(settings.hide_amounts));
    items.push(notifications::row(model, when));
    items.push(Item::choose(said::REFRESH, Command::Refresh).key("CmdOrCtrl+R"));
    items
}

/// The launch has not found out yet whose figures to show; what holds it up, with its cure, if something does.
fn held_up(model: &Model, now: Timestamp) -> Item {
    if model.health.trouble.is_none() {
        return Item::read(said::STARTING);
    }
    let when = When::seen_from(now, &model.time_zone, &model.region);
    status_row(Status::of(&model.health, false, &when, &Numbers::of(&model.region)))
}

/// What is wrong before there is an account; nothing when nothing is.
fn trouble(model: &Model) -> Vec<Item> {
    let trouble = model.health.trouble.iter().filter_map(|trouble| line(&words::clause(trouble), SENTENCE));
    trouble.map(Item::read).collect()
}

fn status_row(status: Status) -> Item {
    let label = line(&status.text, SENTENCE).unwrap_or(status.text);
    match status.command {
        Some(command) => Item::choose(label, command),
        None => Item::choose(label, Command::Refresh),
    }
}

/// The organization's name on one line, made safe to show, with the word “Sandbox” where it is one.
pub fn organization_name(organization: &Organization) -> String {
    let name = line(&organization.name, NAME)
        .or_else(|| line(&organization.slug, NAME))
        .unwrap_or_else(|| said::NAMELESS.to_owned());
    match organization.environment {
        Environment::Production => name,
        Environment::Sandbox => said::sandbox(&name),
    }
}

fn connect() -> Item {
    Item::choose(said::CONNECT, Command::Connect)
}

fn quit() -> Item {
    Item::choose(said::QUIT, Command::Quit).key("CmdOrCtrl+Q")
}

/// The groups that have something in them, with a line between each two.
fn separated(groups: Vec<Vec<Item>>) -> Vec<Item> {
    let mut items = Vec::new();
    for group in groups.into_iter().filter(|group| !group.is_empty()) {
        if !items.is_empty() {
            items.push(Item::Separator);
        }
        items.extend(group);
    }
    items
}

#[cfg(test)]
mod tests;
