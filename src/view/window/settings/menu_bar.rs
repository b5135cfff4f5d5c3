use jiff::Timestamp;

use super::Section;
use super::controls::{choice, switch, text};
use crate::app::Model;
use crate::app::settings::name;
use crate::figures::RevenueBasis;
use crate::view::window::controls::InputKind;
use crate::view::{template, title, words};

/// What stands in the menu bar, and what counts there as revenue.
pub(super) fn section(model: &Model, now: Timestamp) -> Section {
    let settings = &model.settings;
    let title = text(model, name::TITLE, words::settings::TITLE, InputKind::Text, settings.title.clone(), "{revenue}");
    let bases = RevenueBasis::ALL.map(|basis| (basis.code().to_owned(), words::settings::basis(basis).to_owned()));
    Section {
        heading: words::settings::MENU_BAR.to_owned(),
        controls: vec![
            title.hint(words::settings::title_hint(title::example(model, now).as_deref(), &template::fields())),
            switch(name::SHOW_ZERO, words::settings::SHOW_ZERO, settings.show_zero)
                .hint(words::settings::SHOW_ZERO_HINT),
            choice(name::REVENUE, words::settings::REVENUE, settings.revenue.code(), bases)
                .hint(words::settings::REVENUE_HINT),
            switch(name::HIDE_AMOUNTS, words::settings::HIDE_AMOUNTS, settings.hide_amounts)
                .hint(words::settings::HIDE_AMOUNTS_HINT),
        ],
        ..Section::default()
    }
}
