use serde::Serialize;

use super::frame::Frame;
use super::said::PageName;
use crate::app::Model;
use crate::view::words;

/// What the program is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct AboutPage {
    /// What every page has.
    #[serde(flatten)]
    pub frame: Frame,
    /// The program's name.
    pub name: &'static str,
    /// Its version, in words.
    pub version: String,
    /// Sentences below.
    pub sentences: Vec<String>,
    /// The button that closes the window.
    pub close: &'static str,
}

/// What the program is.
pub fn about(model: &Model) -> AboutPage {
    AboutPage {
        frame: Frame::of(model, PageName::About, words::window::ABOUT.to_owned()),
        name: words::window::REVONE,
        version: words::window::version(env!("CARGO_PKG_VERSION")),
        sentences: words::window::ABOUT_SENTENCES.map(str::to_owned).into(),
        close: words::window::DONE,
    }
}
