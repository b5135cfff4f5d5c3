//! The line of JSON of a custom module of Waybar (waybar-custom(5), `return-type`). Text and tooltip are Pango markup.

use jiff::Timestamp;
use serde::Serialize;

use super::Standing;
use crate::app::{Connection, Model};
use crate::view::columns::in_one_line;
use crate::view::menu::{Item, menu};

#[derive(Serialize)]
struct Module {
    text: String,
    alt: &'static str,
    tooltip: String,
    class: &'static str,
}

pub(super) fn waybar(model: &Model, now: Timestamp) -> String {
    let standing = Standing::of(model, now).code();
    let text = escaped(&super::text(model, now));
    let module = Module { text, alt: standing, tooltip: escaped(&tooltip(model, now)), class: standing };
    // Four texts can always be written.
    serde_json::to_string(&module).unwrap_or_default()
}

/// The rows of the menu down to the figures, or without an account what is wrong.
fn tooltip(model: &Model, now: Timestamp) -> String {
    let shows_figures = matches!(model.connection, Connection::Connected(_) | Connection::Sample(_));
    let ends = |item: &Item| match item {
        Item::Row(_) | Item::Header(_) => false,
        Item::Separator => !shows_figures,
        Item::Submenu { .. } => true,
    };
    let rows = menu(model, now).into_iter().take_while(|item| !ends(item));
    let lines = rows.filter_map(|item| match item {
        Item::Row(row) => Some(in_one_line(&row.label)),
        Item::Separator => Some(String::new()),
        Item::Header(_) | Item::Submenu { .. } => None,
    });
    let lines: Vec<String> = lines.collect();
    lines.join("\n").trim_end().to_owned()
}

/// As Pango's markup writes it.
fn escaped(text: &str) -> String {
    text.chars().fold(String::with_capacity(text.len()), |mut escaped, character| {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            _ => escaped.push(character),
        }
        escaped
    })
}
