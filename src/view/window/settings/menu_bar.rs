use jiff::Timestamp;

use super::Section;
use super::controls::{choice, switch, text};
use crate::app::Model;
use crate::app::settings::name;
use crate::figures::RevenueBasis;
use crate::view::window::controls::InputKind;
use crate::view::{template, title};

/// What stands in the menu bar, and what counts there as revenue.
pub(super) fn section(model: &Model, now: Timestamp) -> Section {
    let settings = &model.settings;
    let title = text(model, name::TITLE, "Title", InputKind::Text, settings.title.clone(), "{revenue}");
    let bases = RevenueBasis::ALL.map(|basis| (basis.code().to_owned(), basis_label(basis).to_owned()));
    Section {
        heading: "Menu Bar".to_owned(),
        controls: vec![
            title.hint(format!("{} Fields: {}.", example(model, now), template::fields())),
            switch(name::SHOW_ZERO, "Show $0 before the day’s first sale", settings.show_zero)
                .hint("Otherwise the icon stands alone until then."),
            choice(name::REVENUE, "Revenue", settings.revenue.code(), bases)
                .hint("What menu bar, menu and dashboard show and compare. Always without tax."),
            switch(name::HIDE_AMOUNTS, "Hide amounts", settings.hide_amounts)
                .hint("They are ••• in menu bar, menu, window and notifications."),
        ],
        ..Section::default()
    }
}

fn example(model: &Model, now: Timestamp) -> String {
    match title::example(model, now).as_deref() {
        None => "There are no figures yet.".to_owned(),
        Some("") => "Now it is the icon alone.".to_owned(),
        Some(title) => format!("Now it is “{title}”."),
    }
}

fn basis_label(basis: RevenueBasis) -> &'static str {
    match basis {
        RevenueBasis::AsInPolar => "As in Polar",
        RevenueBasis::AfterFees => "After fees",
        RevenueBasis::AfterFeesAndRefunds => "After fees and refunds",
    }
}
