//! Templates with named fields, such as `{revenue} · +{new_subscriptions}`: the title of the menu bar, and what scripts ask for.

use jiff::Timestamp;

use super::amount::Amounts;
use super::lines::{Figures, UNKNOWN, change, selling};
use super::menu::organization_name;
use super::status::{self, tolerance};
use super::when::When;
use super::words::{self, fields::described};
use crate::app::settings::{Field, Part, parts, unknown_fields};
use crate::app::{Connection, Model};
use crate::figures::{PeriodFigures, Summary, Trend};
use crate::money::Totals;

/// What a template is cut at, and its pieces are joined with.
const BETWEEN: &str = " · ";

/// What stands in a field.
enum Value {
    Unknown,
    Zero(String),
    Something(String),
    /// It tells no more than what is typed between the fields.
    Name(String),
}

/// Fills a template in; `None` while there are no figures. It is cut at ` · `; a piece whose fields are all zero or unknown is
/// left out, and so is one without a field when nothing else is left. The setting for zero keeps a revenue of zero. A name
/// that is no field stays as it was typed.
pub fn fill(template: &str, model: &Model, now: Timestamp) -> Option<String> {
    let summary = &model.report.as_ref()?.summary;
    let amounts = Amounts::of(summary, &model.region).hidden(model.settings.hide_amounts);
    let filling = Filling { model, summary, amounts, now };
    let pieces: Vec<Piece> = template.split(BETWEEN).map(|piece| filling.fill(piece)).collect();
    if !pieces.iter().any(|piece| piece.tells == Some(true)) && pieces.iter().any(|piece| piece.tells.is_some()) {
        return Some(String::new());
    }
    let shown: Vec<&str> =
        pieces.iter().filter(|piece| piece.tells != Some(false)).map(|piece| piece.text.trim_matches(' ')).collect();
    Some(shown.join(BETWEEN).trim_matches(' ').to_owned())
}

/// A piece of a template; `tells` says whether one of its fields does, if it has any.
struct Piece {
    text: String,
    tells: Option<bool>,
}

struct Filling<'a> {
    model: &'a Model,
    summary: &'a Summary,
    amounts: Amounts,
    now: Timestamp,
}

impl Filling<'_> {
    fn fill(&self, piece: &str) -> Piece {
        let mut filled = Piece { text: String::new(), tells: None };
        for part in parts(piece) {
            match part {
                Part::Text(text) | Part::Stray(text) => filled.text.push_str(text),
                Part::Unknown(name) => filled.text.push_str(&format!("{{{name}}}")),
                Part::Figure { field, long } => self.place(field, long, &mut filled),
            }
        }
        filled
    }

    fn place(&self, field: Field, long: bool, piece: &mut Piece) {
        match self.value(field, long) {
            Value::Unknown => {
                piece.text.push_str(UNKNOWN);
                piece.tells.get_or_insert(false);
            }
            Value::Zero(zero) => {
                piece.text.push_str(&zero);
                let kept = self.model.settings.show_zero && matches!(field, Field::Revenue | Field::NetRevenue);
                piece.tells = Some(piece.tells.unwrap_or(false) || kept);
            }
            Value::Something(value) => {
                piece.text.push_str(&value);
                piece.tells = Some(true);
            }
            Value::Name(name) => piece.text.push_str(&name),
        }
    }

    fn value(&self, field: Field, long: bool) -> Value {
        let summary = self.summary;
        let recurring = summary.recurring.as_ref();
        match field {
            Field::Revenue => self.revenue(&summary.today, long),
            Field::NetRevenue => self.money(summary.today.complete.then_some(&summary.today.net_revenue), long),
            Field::Orders => self.today(summary.today.orders),
            Field::NewSubscriptions => self.today(summary.today.new_subscriptions),
            Field::Mrr => self.money(recurring.map(|recurring| &recurring.mrr), long),
            Field::Arr => self.money(recurring.map(|recurring| &recurring.arr), long),
            Field::Month => self.revenue(&summary.this_month, long),
            Field::Week => self.revenue(&summary.this_week, long),
            Field::Yesterday => self.revenue(&summary.yesterday, long),
            Field::Last30Days => self.revenue(&summary.last_30_days, long),
            Field::Trend => {
                self.trend().map_or(Value::Unknown, |trend| Value::Something(change(trend, "", self.amounts.numbers())))
            }
            Field::Active => self.number(recurring.map(|recurring| recurring.active)),
            Field::Trialing => self.number(recurring.map(|recurring| recurring.trialing)),
            Field::PastDue => self.number(recurring.map(|recurring| recurring.past_due)),
            Field::Cancelling => self.number(recurring.map(|recurring| recurring.cancelling)),
            Field::Organization => self.organization(),
            Field::Updated => self.updated(),
            Field::Health => {
                let state =
                    self.model.health.state(self.now, tolerance(&self.model.settings, self.model.computer.power));
                Value::Something(status::code(state).to_owned())
            }
            Field::Sparkline => self.sparkline(),
        }
    }

    fn today(&self, of: u64) -> Value {
        self.number(self.summary.today.complete.then_some(of))
    }

    fn number(&self, number: Option<u64>) -> Value {
        match number {
            None => Value::Unknown,
            Some(0) => Value::Zero("0".to_owned()),
            Some(number) => Value::Something(self.amounts.numbers().count(number)),
        }
    }

    fn revenue(&self, figures: &PeriodFigures, long: bool) -> Value {
        self.money(figures.complete.then(|| self.summary.shown(figures)).as_ref(), long)
    }

    fn money(&self, totals: Option<&Totals>, long: bool) -> Value {
        let Some(totals) = totals else { return Value::Unknown };
        let form = if long { Amounts::menu } else { Amounts::bar };
        let text = self.amounts.sum(totals, &self.summary.currencies, form);
        if totals.is_zero() { Value::Zero(text) } else { Value::Something(text) }
    }

    /// Today's trend in the currency with the most orders.
    fn trend(&self) -> Option<Trend> {
        let currency = selling(self.summary).into_iter().next()?;
        self.summary.usual_by_now.as_ref()?.percent(currency)
    }

    fn organization(&self) -> Value {
        match &self.model.connection {
            Connection::Connected(organization) => Value::Name(organization_name(organization)),
            Connection::Sample(_) => Value::Name(words::menu::SAMPLE_DATA.to_owned()),
            Connection::Starting | Connection::NotConnected => Value::Unknown,
        }
    }

    fn updated(&self) -> Value {
        let when = When::seen_from(self.now, &self.model.time_zone, &self.model.region);
        self.model.health.last_success.map_or(Value::Unknown, |at| Value::Something(when.clock(at)))
    }

    fn sparkline(&self) -> Value {
        let blocks = Figures { summary: self.summary, amounts: &self.amounts }.sparkline();
        match (self.summary.last_30_days.complete, self.summary.shown(&self.summary.last_30_days).is_zero()) {
            (false, _) => Value::Unknown,
            (true, true) => Value::Zero(blocks),
            (true, false) => Value::Something(blocks),
        }
    }
}

/// Every field as it is typed.
pub fn fields() -> String {
    Field::ALL.map(|field| format!("{{{}}}", field.name())).join(", ")
}

/// What is wrong with a template that a script gives, and what to type: a script has nobody who would notice a field that
/// stays as it was typed. `None` when nothing is.
pub fn refusal(template: &str) -> Option<String> {
    if let Some(name) = unknown_fields(template).first() {
        return Some(words::fields::no_such_field(name, &fields()));
    }
    if let Some(brace) = parts(template).iter().find_map(|part| match part {
        Part::Stray(brace) => Some(*brace),
        _ => None,
    }) {
        return Some(words::fields::stray(brace));
    }
    let names_a_field = parts(template).iter().any(|part| matches!(part, Part::Figure { .. }));
    (!names_a_field).then(|| words::fields::no_field(&fields()))
}

/// Whether a template has this field.
pub fn names(template: &str, wanted: Field) -> bool {
    parts(template).iter().any(|part| matches!(part, Part::Figure { field, .. } if *field == wanted))
}

/// What a template of the command line means: `\n` is a line break, `\t` a tab and `\\` a backslash, which are awkward to
/// type into a shell or another program's settings.
pub fn unescaped(template: &str) -> String {
    let mut text = String::with_capacity(template.len());
    let mut rest = template.chars();
    while let Some(character) = rest.next() {
        let meant = match (character, rest.as_str().chars().next()) {
            ('\\', Some('n')) => '\n',
            ('\\', Some('t')) => '\t',
            ('\\', Some('\\')) => '\\',
            _ => {
                text.push(character);
                continue;
            }
        };
        text.push(meant);
        rest.next();
    }
    text
}

/// Every field, what it gives, and what that is: the manual of the command line.
pub fn manual() -> String {
    let widest = Field::ALL.map(|field| field.name().len()).into_iter().max().unwrap_or_default();
    let row = |field: Field| {
        let (example, meaning) = described(field);
        format!("  {:<1$} {example:<9} {meaning}\n", format!("{{{}}}", field.name()), widest + 2)
    };
    Field::ALL.map(row).concat()
}

#[cfg(test)]
mod tests;
