//! The fields of a template, as the manual lists them, and what is wrong with a template that a script gives.

use crate::app::settings::Field;

/// There is no such field; `fields` are those that there are.
pub(crate) fn no_such_field(name: &str, fields: &str) -> String {
    format!("there is no field {{{name}}}; the fields are {fields}")
}

/// A brace without its other one.
pub(crate) fn stray(brace: &str) -> String {
    if brace == "{" {
        "a { is not closed: write {{ for a brace".to_owned()
    } else {
        "a } closes nothing: write }} for a brace".to_owned()
    }
}

/// A template without a field; `fields` are those that there are.
pub(crate) fn no_field(fields: &str) -> String {
    format!("a template names at least one of the fields {fields}")
}

/// An example of what a field gives, and what it is.
pub(crate) fn described(field: Field) -> (&'static str, &'static str) {
    match field {
        Field::Revenue => ("$412", "revenue today, as the settings count it"),
        Field::NetRevenue => ("$292", "revenue today after fees and refunds"),
        Field::Orders => ("9", "orders today"),
        Field::NewSubscriptions => ("2", "new subscriptions today"),
        Field::Mrr => ("$4,186", "recurring revenue of a month"),
        Field::Arr => ("$50.2K", "recurring revenue of a year"),
        Field::Month => ("$8,240", "revenue this month"),
        Field::Week => ("$1,204", "revenue this week"),
        Field::Yesterday => ("$389", "revenue yesterday"),
        Field::Last30Days => ("$11.9K", "revenue of the last 30 days"),
        Field::Trend => ("▲ 18%", "today against what is usual by now"),
        Field::Active => ("183", "active subscriptions"),
        Field::Trialing => ("4", "of them on trial"),
        Field::PastDue => ("2", "of them past due"),
        Field::Cancelling => ("6", "of them cancelling"),
        Field::Organization => ("Acme Inc", "whose figures they are"),
        Field::Updated => ("14:02", "when they were read"),
        Field::Health => ("fresh", "how they stand: fresh, stale or waiting"),
        Field::Sparkline => ("▁▃▂▅▇…", "the last 30 days as blocks"),
    }
}
