//! The text beside the icon, from a template with named fields, and the sentence that a screen reader says instead.

mod place;

use jiff::Timestamp;

pub use place::{Place, Widest, Width};

use super::amount::Amounts;
use super::lines::{UNKNOWN, change, selling, things};
use super::when::When;
use super::words;
use crate::app::{Connection, Model};
use crate::figures::{PeriodFigures, Summary, Trend};
use crate::money::Totals;

/// What parts of a title are cut at, and joined with.
const BETWEEN: &str = " · ";

/// What a title of sample data begins with.
const SAMPLE: &str = "Sample";

/// What stands in a field.
enum Value {
    Unknown,
    Zero(String),
    Something(String),
}

/// The title of `model`: empty for the icon alone.
pub(super) fn title(model: &Model) -> String {
    let figures = example(model).unwrap_or_default();
    match (&model.connection, figures.is_empty()) {
        (Connection::Starting | Connection::NotConnected, _) => String::new(),
        (Connection::Connected(_), _) => figures,
        (Connection::Sample(_), true) => SAMPLE.to_owned(),
        (Connection::Sample(_), false) => format!("{SAMPLE}{BETWEEN}{figures}"),
    }
}

/// What the template gives at this moment; `None` while there are no figures.
pub(super) fn example(model: &Model) -> Option<String> {
    let summary = &model.report.as_ref()?.summary;
    let amounts = Amounts::of(summary).hidden(model.settings.hide_amounts);
    Some(template(&model.settings.title, summary, &amounts, model.settings.show_zero))
}

/// Fills a template in. It is cut at ` · `; a piece whose fields are all zero or unknown is left out, and so is one
/// without a field when nothing else is left. `show_zero` keeps a revenue of zero. A name that is no field stays as it
/// was typed.
pub fn template(template: &str, summary: &Summary, amounts: &Amounts, show_zero: bool) -> String {
    let fields = Fields { summary, amounts, show_zero };
    let pieces: Vec<Piece> = template.split(BETWEEN).map(|piece| fields.fill(piece)).collect();
    if !pieces.iter().any(|piece| piece.tells == Some(true)) && pieces.iter().any(|piece| piece.tells.is_some()) {
        return String::new();
    }
    let shown: Vec<&str> =
        pieces.iter().filter(|piece| piece.tells != Some(false)).map(|piece| piece.text.trim()).collect();
    shown.join(BETWEEN).trim().to_owned()
}

/// A piece of the title; `tells` says whether one of its fields does, if it has any.
struct Piece {
    text: String,
    tells: Option<bool>,
}

struct Fields<'a> {
    summary: &'a Summary,
    amounts: &'a Amounts,
    show_zero: bool,
}

impl Fields<'_> {
    fn fill(&self, piece: &str) -> Piece {
        let mut filled = Piece { text: String::new(), tells: None };
        let mut rest = piece;
        while let Some((before, name, after)) = next_field(rest) {
            filled.text.push_str(before);
            match self.value(name) {
                Some(Value::Unknown) => {
                    filled.text.push_str(UNKNOWN);
                    filled.tells.get_or_insert(false);
                }
                Some(Value::Zero(zero)) => {
                    filled.text.push_str(&zero);
                    let kept = self.show_zero && matches!(name, "revenue" | "net_revenue");
                    filled.tells = Some(filled.tells.unwrap_or(false) || kept);
                }
                Some(Value::Something(value)) => {
                    filled.text.push_str(&value);
                    filled.tells = Some(true);
                }
                None => filled.text.push_str(&format!("{{{name}}}")),
            }
            rest = after;
        }
        filled.text.push_str(rest);
        filled
    }

    fn value(&self, name: &str) -> Option<Value> {
        let today = &self.summary.today;
        Some(match name {
            "revenue" => self.money(today.complete.then(|| self.summary.shown(today)).as_ref()),
            "net_revenue" => self.money(today.complete.then_some(&today.net_revenue)),
            "orders" => count_of(today, today.orders),
            "new_subscriptions" => count_of(today, today.new_subscriptions),
            "mrr" => self.money(self.summary.recurring.as_ref().map(|recurring| &recurring.mrr)),
            "month" => {
                let month = &self.summary.this_month;
                self.money(month.complete.then(|| self.summary.shown(month)).as_ref())
            }
            "trend" => self.trend().map_or(Value::Unknown, |trend| Value::Something(change(trend, ""))),
            _ => return None,
        })
    }

    fn money(&self, totals: Option<&Totals>) -> Value {
        let Some(totals) = totals else { return Value::Unknown };
        let text = self.amounts.sum(totals, &self.summary.currencies, Amounts::bar);
        if totals.is_zero() { Value::Zero(text) } else { Value::Something(text) }
    }

    /// Today's trend in the currency with the most orders.
    fn trend(&self) -> Option<Trend> {
        let currency = selling(self.summary).into_iter().next()?;
        self.summary.usual_by_now.as_ref()?.percent(currency)
    }
}

fn next_field(text: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = text.split_once('{')?;
    let (name, after) = rest.split_once('}')?;
    Some((before, name, after))
}

fn count_of(figures: &PeriodFigures, number: u64) -> Value {
    match (figures.complete, number) {
        (false, _) => Value::Unknown,
        (true, 0) => Value::Zero("0".to_owned()),
        (true, number) => Value::Something(super::amount::count(number)),
    }
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
        let figures = figures.map(|at| format!(", figures from {}", When::seen_from(at, &model.time_zone).clock(at)));
        format!(" {}{}.", words::clause(trouble), figures.unwrap_or_default())
    });
    let today = match &model.report {
        Some(report) if report.summary.today.complete => today_spoken(&report.summary, model.settings.hide_amounts),
        _ => "today’s figures are not known yet".to_owned(),
    };
    let news = super::menu::news(model, &When::seen_from(now, &model.time_zone));
    let news = news.map_or_else(String::new, |news| format!(" {news}."));
    format!("Revone, {whose}: {today}.{trouble}{news}")
}

fn today_spoken(summary: &Summary, hidden: bool) -> String {
    let today = &summary.today;
    let mut parts = Vec::new();
    if hidden {
        parts.push("amounts hidden".to_owned());
    } else {
        let amounts = Amounts::of(summary);
        parts.push(format!(
            "{} today{}",
            amounts.sum(&summary.shown(today), &summary.currencies, Amounts::menu).replace(" + ", " and "),
            words::basis(summary.basis).map_or_else(String::new, |basis| format!(" {basis}"))
        ));
    }
    parts.push(things(today.orders, "order", "orders"));
    if today.new_subscriptions > 0 {
        parts.push(things(today.new_subscriptions, "new subscription", "new subscriptions"));
    }
    parts.join(", ")
}

#[cfg(test)]
mod tests;
