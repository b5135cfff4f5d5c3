use serde::Serialize;

use super::controls::{Button, Control};
use super::frame::Frame;
use super::said::PageName;
use crate::app::Model;

/// What the owner chose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SettingsPage {
    /// What every page has.
    #[serde(flatten)]
    pub frame: Frame,
    /// The heading.
    pub heading: &'static str,
    /// What is wrong with the settings as a whole, with its cure.
    pub trouble: Option<String>,
    /// The settings, under headings.
    pub sections: Vec<Section>,
}

/// Settings under a heading.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
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
pub(super) fn settings(model: &Model) -> SettingsPage {
    SettingsPage {
        frame: Frame::of(model, PageName::Settings, "Settings".to_owned()),
        heading: "Settings",
        trouble: None,
        sections: Vec::new(),
    }
}
