//! The text beside the icon, from the owner's template, and the sentence that a screen reader says instead.

mod place;

use jiff::Timestamp;

pub use place::{Place, Widest, Width};

use super::amount::Amounts;
use super::template::{self, BETWEEN};
use super::when::When;
use super::words;
use crate::app::{Connection, Model};
use crate::figures::Summary;

/// What a title of sample data begins with.
const SAMPLE: &str = "Sample";

/// The title of `model`: empty for the icon alone.
pub(super) fn title(model: &Model, now: Timestamp) -> String {
    let figures = example(model, now).unwrap_or_default();
    match (&model.connection, figures.is_empty()) {
        (Connection::Starting | Connection::NotConnected, _) => String::new(),
        (Connection::Connected(_), _) => figures,
        (Connection::Sample(_), true) => SAMPLE.to_owned(),
        (Connection::Sample(_), false) => format!("{SAMPLE}{BETWEEN}{figures}"),
    }
}

/// What the owner's template gives at this moment; `None` while there are no figures.
pub(super) fn example(model: &Model, now: Timestamp) -> Option<String> {
    template::fill(&model.settings.title, model, now)
}

/// What a screen reader says of the menu-bar item.
pub(super) fn spoken(model: &Model, now: Timestamp) -> String {
    let whose = match &model.connection {
        Connection::Starting => {
            let trouble = model.health.trouble.as_ref().map(|trouble| format!(" {}.", words::clause(trouble)));
            return format!("Revone is starting.{}", trouble.unwrap_or_default());
        }
        Connection::NotConnected => return "Revone is not connected to Polar.".to_owned(),
        Connection::Sample(_) => "sample data".to_owned(),
        Connection::Connected(organization) => super::menu::organization_name(organization),
    };
    let trouble = model.health.trouble.as_ref().map_or_else(String::new, |trouble| {
        let figures = model.health.last_success.filter(|_| model.report.is_some());
        let clock = |at| When::seen_from(at, &model.time_zone, &model.region).clock(at);
        let figures = figures.map(|at| format!(", figures from {}", clock(at)));
        format!(" {}{}.", words::clause(trouble), figures.unwrap_or_default())
    });
    let today = match &model.report {
        Some(report) if report.summary.today.complete => today_spoken(model, &report.summary),
        _ => "today’s figures are not known yet".to_owned(),
    };
    let news = super::menu::news(model, &When::seen_from(now, &model.time_zone, &model.region));
    let news = news.map_or_else(String::new, |news| format!(" {news}."));
    format!("Revone, {whose}: {today}.{trouble}{news}")
}

fn today_spoken(model: &Model, summary: &Summary) -> String {
    let today = &summary.today;
    let amounts = Amounts::of(summary, &model.region);
    let numbers = amounts.numbers();
    let mut parts = Vec::new();
    if model.settings.hide_amounts {
        parts.push("amounts hidden".to_owned());
    } else {
        parts.push(format!(
            "{} today{}",
            amounts.sum(&summary.shown(today), &summary.currencies, Amounts::menu).replace(" + ", " and "),
            words::basis(summary.basis).map_or_else(String::new, |basis| format!(" {basis}"))
        ));
    }
    parts.push(numbers.things(today.orders, "order", "orders"));
    if today.new_subscriptions > 0 {
        parts.push(numbers.things(today.new_subscriptions, "new subscription", "new subscriptions"));
    }
    parts.join(", ")
}

#[cfg(test)]
mod tests;
