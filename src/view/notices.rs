//! What a notification says.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::amount::Amounts;
use super::lines::{every, things};
use super::links;
use super::menu::organization_name;
use super::text::{NAME, line};
use super::when::When;
use crate::app::notice::Notice;
use crate::app::{Link, Names, Settings};
use crate::domain::{Announcement, ChangeKind, Environment, Organization};
use crate::money::Totals;

/// A notification in words. Both texts are plain: a server that reads markup is given [`escape_markup`] of the body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    /// What happened, and for how much.
    pub title: String,
    /// What was sold, and to whom.
    pub body: String,
    /// What a click opens.
    pub url: String,
}

/// What the words are chosen by, beside the notice itself.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// Names of customers.
    pub names: &'a Names,
    /// Whether amounts and names are shown.
    pub settings: &'a Settings,
    /// Whose sale it is.
    pub organization: &'a Organization,
    /// Others are connected, so that it has to be said whose.
    pub one_of_several: bool,
    /// The sale is of the sample data.
    pub sample: bool,
    /// The owner's time zone.
    pub zone: &'a TimeZone,
    /// The present.
    pub now: Timestamp,
}

/// The words of a notice.
pub fn words(notice: &Notice, context: &Context<'_>) -> Words {
    match notice {
        Notice::One { announcement, .. } => one(announcement, context),
        Notice::Summary { orders, subscribers, renewals, revenue, .. } => {
            summary(*orders, [*subscribers, *renewals], revenue, context)
        }
    }
}

fn one(announcement: &Announcement, context: &Context<'_>) -> Words {
    let amounts = context.amounts(&[announcement.amount].into_iter().collect());
    let amount = amounts.money(announcement.amount);
    let title = match announcement.change.kind {
        ChangeKind::NewOrder => format!("New order · {amount}"),
        ChangeKind::Renewal => format!("Renewal · {amount}"),
        ChangeKind::NewSubscriber => {
            let recurring =
                announcement.recurring.as_ref().and_then(|(price, cadence)| Some((*price, every(cadence)?)));
            match recurring {
                Some((price, every)) => format!("New subscriber · {} {every}", amounts.money(price)),
                None => format!("New subscriber · {amount}"),
            }
        }
    };
    let product = announcement.product_name.as_deref().and_then(|name| line(name, NAME));
    let customer = announcement.customer_id.filter(|_| context.settings.names_in_notifications);
    let customer = customer.and_then(|id| line(context.names.customers.get(&id)?, NAME));
    let what: Vec<String> = product.into_iter().chain(customer).collect();
    let when = When::seen_from(context.now, context.zone).other_day(announcement.created_at);
    let what = if what.is_empty() { organization_name(context.organization) } else { what.join(" – ") };
    let parts = [Some(what), when.map(|date| format!("from {date}"))];
    context.words(title, parts, Link::Order(announcement.change.order))
}

fn summary(orders: u64, [subscribers, renewals]: [u64; 2], revenue: &Totals, context: &Context<'_>) -> Words {
    let currencies: Vec<_> = revenue.currencies().collect();
    let sum = context.amounts(revenue).sum(revenue, &currencies, Amounts::exact);
    let purchases = orders.saturating_sub(subscribers).saturating_sub(renewals);
    let mut parts: Vec<String> = [
        (purchases, "new order", "new orders"),
        (subscribers, "new subscriber", "new subscribers"),
        (renewals, "renewal", "renewals"),
    ]
    .into_iter()
    .filter(|(number, ..)| *number > 0)
    .map(|(number, one, several)| things(number, one, several))
    .collect();
    let (title, parts) = match parts.len() {
        0 | 1 => (parts.pop().unwrap_or_else(|| things(orders, "new order", "new orders")), None),
        _ => (things(orders, "sale", "sales"), Some(parts.join(" · "))),
    };
    let body = parts.or_else(|| Some(organization_name(context.organization)));
    context.words(format!("{title} · {sum}"), [body, None], Link::Sales)
}

impl Context<'_> {
    fn amounts(&self, totals: &Totals) -> Amounts {
        Amounts::among(totals.currencies()).hidden(self.settings.hide_amounts)
    }

    /// The sandbox and the sample are named, so that nobody takes their money for real; and whose sale it is where it could
    /// be another's.
    fn words(&self, title: String, parts: [Option<String>; 2], link: Link) -> Words {
        let name = organization_name(self.organization);
        let mut parts: Vec<String> = parts.into_iter().flatten().collect();
        if self.sample {
            parts.push("Sample Data".to_owned());
        } else if !parts.contains(&name) {
            if self.one_of_several {
                parts.push(name);
            } else if self.organization.environment == Environment::Sandbox {
                parts.push("Sandbox".to_owned());
            }
        }
        Words { title, body: parts.join(" · "), url: links::url(link, Some(self.organization)) }
    }
}

/// A text as it stands in the markup that some notification servers read.
pub fn escape_markup(text: &str) -> String {
    text.chars().fold(String::with_capacity(text.len()), |mut escaped, character| {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            other => escaped.push(other),
        }
        escaped
    })
}

#[cfg(test)]
mod tests;
