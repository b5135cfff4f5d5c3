//! What the owner reads, as values: title, icon, menu, form, terminal text and JSON. All words live here.

mod aloud;
pub mod amount;
pub mod bar_chart;
pub mod bars;
pub mod columns;
pub mod csv;
pub mod diagnostics;
pub mod form;
mod icon;
pub mod json;
mod lines;
pub mod links;
mod menu;
pub mod notices;
mod page;
pub mod region;
#[cfg(test)]
mod samples;
pub mod sparkline;
mod status;
pub mod template;
pub mod terminal;
mod terms;
mod text;
pub mod title;
mod when;
pub mod window;
pub mod words;

pub use icon::{Icon, Mark};
pub use menu::{Item, Row, organization_name};
pub use page::{HistoryPage, ListPage, Page};
pub use status::tolerance;

use jiff::Timestamp;

use crate::app::Model;

/// What the menu bar and the menu show. Two equal views look the same, so that an unchanged refresh touches nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct View {
    /// The text beside the icon; empty for the icon alone.
    pub title: String,
    /// Which titles take turns in the same place.
    pub place: title::Place,
    /// What a screen reader says of the menu-bar item: a whole sentence.
    pub spoken: String,
    /// The icon.
    pub icon: Icon,
    /// The menu, top to bottom.
    pub menu: Vec<Item>,
}

/// What the owner sees of `model` at `now`.
pub fn render(model: &Model, now: Timestamp) -> View {
    View {
        title: title::title(model, now),
        place: title::Place::of(model, now),
        spoken: title::spoken(model, now),
        icon: icon::icon(model, now),
        menu: menu::menu(model, now),
    }
}
