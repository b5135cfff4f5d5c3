//! The text beside the icon, from the owner's template, and the sentence that a screen reader says instead.

mod place;

use jiff::Timestamp;

pub use place::{Place, Widest, Width};

use super::amount::Amounts;
use super::template;
use super::when::When;
use super::words::{self, figures, menu as said};
use crate::app::{Connection, Model};
use crate::figures::Summary;

/// The title of `model`: empty for the icon alone.
pub(super) fn title(model: &Model, now: Timestamp) -> String {
    let figures = example(model, now).unwrap_or_default();
    match (&model.connection, figures.is_empty()) {
        (Connection::Starting | Connection::NotConnected, _) => String::new(),
        (Connection::Connected(_), _) => figures,
        (Connection::Sample(_), true) => said::SAMPLE.to_owned(),
        (Connection::Sample(_), false) => said::sample(&figures),
    }
}

/// What the owner's template gives at this moment; `None` while there are no figures.
pub(super) fn example(model: &Model, now: Timestamp) -> Option<String> {
    template::fill(&model.settings.title, model, now)
}

/// What a screen reader says of the menu-bar item.
pub(super) fn spoken(model: &Model, now: Timestamp) -> String {
    let troubled = model.health.trouble.as_ref().map(words::clause);
    let whose = match &model.connection {
        Connection::Starting => return sentences(said::STARTING_SPOKEN, [troubled.as_deref().map(said::sentence)]),
        Connection::NotConnected => return said::NOT_CONNECTED_SPOKEN.to_owned(),
        Connection::Sample(_) => said::SAMPLE_SPOKEN.to_owned(),
        Connection::Connected(organization) => super::menu::organization_name(organization),
    };
    let troubled = troubled.map(|clause| match model.health.last_success.filter(|_| model.report.is_some()) {
        Some(at) => {
            let clock = When::seen_from(at, &model.time_zone, &model.region).clock(at);
            said::figures_from_spoken(&clause, &clock)
        }
        None => said::sentence(&clause),
    });
    let today = match &model.report {
        Some(report) if report.summary.today.complete => today_spoken(model, &report.summary),
        _ => said::NOT_KNOWN_SPOKEN.to_owned(),
    };
    let news = super::menu::news(model, &When::seen_from(now, &model.time_zone, &model.region));
    sentences(&said::spoken(&whose, &today), [troubled, news.as_deref().map(said::sentence)])
}

fn sentences<const N: usize>(first: &str, more: [Option<String>; N]) -> String {
    let more = more.iter().flatten().map(String::as_str);
    std::iter::once(first).chain(more).collect::<Vec<_>>().join(" ")
}

fn today_spoken(model: &Model, summary: &Summary) -> String {
    let today = &summary.today;
    let amounts = Amounts::of(summary, &model.region);
    let numbers = amounts.numbers();
    let mut parts = Vec::new();
    if model.settings.hide_amounts {
        parts.push(said::AMOUNTS_HIDDEN_SPOKEN.to_owned());
    } else {
        let revenue = amounts.sum(&summary.shown(today), &summary.currencies, Amounts::menu);
        parts.push(said::revenue_spoken(&figures::amounts_aloud(&revenue), summary.basis));
    }
    parts.push(figures::orders(today.orders, numbers));
    if today.new_subscriptions > 0 {
        parts.push(figures::new_subscriptions(today.new_subscriptions, numbers));
    }
    parts.join(", ")
}

#[cfg(test)]
mod tests;
