//! What is said of lists in a terminal.

use jiff::civil::Date;

use crate::app::List;
use crate::view::text::{NAME, line};

/// What is said beside a list that may lack rows.
pub const INCOMPLETE: &str = "The history is not all here yet: `revone sync` reads the rest.";

/// What was asked of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked<'a> {
    /// Which list.
    pub list: List,
    /// The first day, where one was named.
    pub first: Option<Date>,
    /// The last day, likewise.
    pub last: Option<Date>,
    /// The status, by Polar's code.
    pub status: Option<&'a str>,
    /// What was looked for.
    pub search: &'a str,
}

/// What a list is called.
pub fn title(list: List) -> &'static str {
    match list {
        List::Orders => "Orders",
        List::Subscriptions => "Subscriptions",
    }
}

/// That a list is empty, and what was asked of it.
pub fn nothing(asked: &Asked<'_>) -> String {
    let mut text = format!("No {}", title(asked.list).to_lowercase());
    if let Some(status) = asked.status.and_then(readable) {
        text.push_str(&format!(" with the status “{status}”"));
    }
    match (asked.first, asked.last) {
        (Some(first), Some(last)) if first == last => text.push_str(&format!(" on {first}")),
        (Some(first), Some(last)) => text.push_str(&format!(" from {first} to {last}")),
        (Some(first), None) => text.push_str(&format!(" since {first}")),
        (None, Some(last)) => text.push_str(&format!(" until {last}")),
        (None, None) => {}
    }
    if let Some(words) = readable(asked.search) {
        text.push_str(&format!(" match “{words}”"));
    }
    text.push('.');
    text
}

/// That no row of a list has a status, and which there are.
pub fn unknown_status(list: List, status: &str, known: &[String]) -> String {
    let rows = title(list).to_lowercase();
    let status = readable(status).unwrap_or_default();
    let known: Vec<String> = known.iter().filter_map(|code| readable(code)).collect();
    if known.is_empty() {
        return format!("no {rows} have the status “{status}”: there are none at all yet, so leave --status out");
    }
    format!("no {rows} have the status “{status}”: give one of {}, or leave --status out", known.join(", "))
}

fn readable(text: &str) -> Option<String> {
    line(text, 2 * NAME)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_list_says_what_was_asked_of_it() {
        let [first, last] = ["2026-11-01", "2026-11-30"].map(|date| date.parse().ok());
        let asked = Asked { list: List::Orders, first: None, last: None, status: None, search: "" };
        for (asked, expected) in [
            (asked.clone(), "No orders."),
            (Asked { list: List::Subscriptions, ..asked.clone() }, "No subscriptions."),
            (Asked { first, ..asked.clone() }, "No orders since 2026-11-01."),
            (Asked { last, ..asked.clone() }, "No orders until 2026-11-30."),
            (Asked { first, last: first, ..asked.clone() }, "No orders on 2026-11-01."),
            (
                Asked { first, last, status: Some("void"), search: "\u{202e}pro\u{1b}[1m", ..asked },
                "No orders with the status “void” from 2026-11-01 to 2026-11-30 match “pro[1m”.",
            ),
        ] {
            assert_eq!(nothing(&asked), expected);
        }
    }

    #[test]
    fn a_status_that_nothing_has_comes_with_those_that_there_are() {
        let known = ["paid".to_owned(), "\u{7}odd".to_owned()];
        let sentence = unknown_status(List::Orders, "fine\n", &known);
        assert_eq!(sentence, "no orders have the status “fine”: give one of paid, odd, or leave --status out");
        assert!(unknown_status(List::Subscriptions, "fine", &[]).contains("none at all"));
    }
}
