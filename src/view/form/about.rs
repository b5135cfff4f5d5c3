/// What the program is, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct About {
    /// The window's title.
    pub title: String,
    /// The program's name.
    pub name: &'static str,
    /// Its version.
    pub version: String,
    /// What it does and whose it is.
    pub sentences: Vec<String>,
    /// The button that closes the window.
    pub close: &'static str,
}

/// What the program is.
pub fn about() -> About {
    About {
        title: "About Revone".to_owned(),
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
