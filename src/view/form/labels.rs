use serde::Serialize;

use crate::app::Link;
use crate::polar::Scope;
use crate::view::links;

/// The form's fixed words, in the order in which Polar's own site leads there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Labels {
    /// What the page is for.
    pub heading: &'static str,
    /// The way to Polar's token page.
    pub open_polar: &'static str,
    /// Where that leads.
    pub open_polar_url: String,
    /// What to enter there.
    pub token_steps: Vec<String>,
    /// The access token.
    pub token: &'static str,
    /// Shows what was typed.
    pub show: &'static str,
    /// Hides what was typed.
    pub hide: &'static str,
    /// The organization's id.
    pub organization: &'static str,
    /// Why it may stay empty.
    pub organization_hint: &'static str,
    /// Which of Polar's worlds.
    pub environment: &'static str,
    /// Found out by asking both.
    pub automatic: &'static str,
    /// The real one.
    pub production: &'static str,
    /// The one to try things out in.
    pub sandbox: &'static str,
    /// The button.
    pub connect: &'static str,
    /// Where the token goes.
    pub promise: &'static str,
}

/// The form's fixed words.
pub fn labels() -> Labels {
    Labels {
        heading: "Connect to Polar",
        open_polar: "Open Polar’s token page…",
        open_polar_url: links::url(Link::Tokens, None),
        token_steps: vec![
            "Name: Revone".to_owned(),
            "Expiration: No expiration".to_owned(),
            format!("Scopes: {}", Scope::ALL.map(Scope::code).join(", ")),
        ],
        token: "Access token",
        show: "Show",
        hide: "Hide",
        organization: "Organization ID",
        organization_hint: "May stay empty: the token knows it.",
        environment: "Environment",
        automatic: "Automatic",
        production: "Production",
        sandbox: "Sandbox",
        connect: "Connect",
        promise: if cfg!(target_os = "macos") {
            "Your token is kept in the Keychain of this Mac and sent to Polar only."
        } else {
            "Your token is kept in the keyring of this computer and sent to Polar only."
        },
    }
}
