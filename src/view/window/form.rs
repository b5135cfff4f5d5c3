use serde::Serialize;

use super::controls::{Button, Control};
use super::frame::Frame;
use super::said::{PageName, Said};
use super::settings;
use crate::app::Model;
use crate::view::form::{self, Explained, Labels};
use crate::view::words;

/// The connection form, and what stands in its place once an attempt succeeded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FormPage {
    /// What every page has.
    #[serde(flatten)]
    pub frame: Frame,
    /// What is written on it.
    pub words: Labels,
    /// What is being checked now; while there is something, the form takes no second attempt.
    pub step: Option<&'static str>,
    /// Why the last attempt did not succeed.
    pub error: Option<Explained>,
    /// Shown in place of the form once an attempt succeeded.
    pub done: Option<DonePage>,
}

/// What stands in place of the form after success.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DonePage {
    /// The heading: the organization's name.
    pub heading: String,
    /// Sentences below it.
    pub sentences: Vec<String>,
    /// How far the download is.
    pub progress: Option<DownloadProgress>,
    /// What the owner can turn on and off here.
    pub switches: Vec<Control>,
    /// The way to the figures.
    pub figures: Button,
    /// The button that closes the window.
    pub close: &'static str,
}

/// How far a download is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DownloadProgress {
    /// What is there.
    pub done: u64,
    /// What there is; the bar shows no length while it is 0.
    pub total: u64,
    /// The same in words.
    pub text: String,
}

/// The form as it stands.
pub fn form(model: &Model) -> FormPage {
    let state = form::state(model);
    let labels = form::labels();
    FormPage {
        frame: Frame::of(model, PageName::Connect, labels.title.to_owned()),
        words: labels,
        step: state.step,
        error: state.error,
        done: state.success.map(|success| DonePage {
            heading: success.headline,
            sentences: if model.health.download.is_some() { Vec::new() } else { vec![success.progress.clone()] },
            progress: model.health.download.map(|progress| DownloadProgress {
                done: progress.done,
                total: progress.total,
                text: success.progress,
            }),
            switches: vec![settings::launch_at_login(model), settings::notifications_shown(model)],
            figures: Button {
                label: words::window::OPEN_DASHBOARD.to_owned(),
                says: Said::Go { page: PageName::Dashboard },
                question: None,
            },
            close: success.close,
        }),
    }
}
