use serde::Serialize;

use super::frame::Frame;
use super::said::PageName;
use crate::app::Model;

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
        frame: Frame::of(model, PageName::About, "About Revone".to_owned()),
        name: "Revone",
        version: format!("Version {}", env!("CARGO_PKG_VERSION")),
        sentences: vec![
            "Today’s revenue and new subscriptions of your Polar shop, in the menu bar.".to_owned(),
            "Your token and your figures stay on this computer. Revone speaks to Polar and to nobody else.".to_owned(),
            "Free software under the MIT or the Apache 2.0 licence. Not affiliated with Polar.".to_owned(),
        ],
        close: "Done",
    }
}
