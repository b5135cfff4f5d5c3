mod computer;
mod controls;
mod menu_bar;
mod notifications;
mod organizations;
mod refused;

use jiff::Timestamp;
use serde::Serialize;

pub(super) use computer::launch_at_login;
pub(super) use notifications::shown as notifications_shown;

use super::controls::{Button, Control};
use super::frame::Frame;
use super::said::PageName;
use crate::app::{Connection, Model};
use crate::view::words;

/// What the owner chose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SettingsPage {
    /// What every page has.
    #[serde(flatten)]
    pub frame: Frame,
    /// The heading.
    pub heading: &'static str,
    /// A sentence below it; may be empty.
    pub note: &'static str,
    /// What is wrong with the settings as a whole, with its cure.
    pub trouble: Option<String>,
    /// The settings, under headings.
    pub sections: Vec<Section>,
}

/// Settings under a heading.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Section {
    /// The heading.
    pub heading: String,
    /// A sentence below it; may be empty.
    pub note: String,
    /// The settings.
    pub controls: Vec<Control>,
    /// What can be done, each with a label of its own before it: an organization's name with the button that removes it.
    pub actions: Vec<Action>,
    /// A text to copy.
    pub copying: Option<Copying>,
}

/// Something that can be done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Action {
    /// What it is about; may be empty.
    pub label: String,
    /// A sentence below it; may be empty.
    pub hint: String,
    /// What does it.
    pub buttons: Vec<Button>,
}

/// A text that the owner can copy and see before that.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Copying {
    /// The button that copies it.
    pub label: String,
    /// What that button says for a moment once it is copied.
    pub copied: String,
    /// The words that show it.
    pub shows: String,
    /// The text.
    pub text: String,
}

/// The settings as they stand.
pub(super) fn settings(model: &Model, now: Timestamp) -> SettingsPage {
    let (note, sections) = match model.connection {
        // What the owner chose is not known yet, and must not be written over.
        Connection::Starting => (words::settings::STILL_READ, vec![diagnostics(model, now)]),
        Connection::Sample(_) => (words::settings::KEPT_FOR_THE_SAMPLE, sections(model, now)),
        Connection::NotConnected | Connection::Connected(_) => ("", sections(model, now)),
    };
    SettingsPage {
        frame: Frame::of(model, PageName::Settings, words::settings::SETTINGS.to_owned()),
        heading: words::settings::SETTINGS,
        note,
        trouble: model.not_done.clone().or_else(|| model.complaint.clone()),
        sections,
    }
}

/// What there is to choose of. The sample is nobody's: it neither starts at login nor leaves anything behind.
fn sections(model: &Model, now: Timestamp) -> Vec<Section> {
    let of_somebody = !matches!(model.connection, Connection::Sample(_));
    let mut sections = vec![menu_bar::section(model, now), notifications::section(model)];
    sections.extend(notifications::own(model));
    sections.extend([computer::refreshing(model), computer::days(model, now)]);
    sections.extend(of_somebody.then(|| computer::start(model)));
    sections.extend([organizations::section(model), diagnostics(model, now)]);
    sections.extend(of_somebody.then(|| organizations::reset(model)));
    sections
}

fn diagnostics(model: &Model, now: Timestamp) -> Section {
    Section {
        heading: words::settings::DIAGNOSTICS.to_owned(),
        note: words::settings::DIAGNOSTICS_HINT.to_owned(),
        copying: Some(Copying {
            label: words::settings::COPY_DIAGNOSTICS.to_owned(),
            copied: words::settings::COPIED.to_owned(),
            shows: words::settings::WHAT_IS_COPIED.to_owned(),
            text: crate::view::diagnostics::text(model, now),
        }),
        ..Section::default()
    }
}

#[cfg(test)]
mod tests;
