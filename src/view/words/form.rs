//! The form that connects an account: its labels, what it says while it connects, and what it says of an error or success.

use crate::app::ConnectStep;

// What stands on the form, in the order in which Polar’s own site leads there.

/// The window’s title.
pub(in crate::view) const TITLE: &str = "Connect Revone to Polar";
pub(in crate::view) const HEADING: &str = "Connect to Polar";
pub(in crate::view) const INTRODUCTION: &str =
    "Make an access token in your organization’s settings at Polar, then paste it here.";
pub(in crate::view) const OPEN_POLAR: &str = "Open Polar’s token page…";
/// What the token is to be called at Polar.
pub(in crate::view) const NAME_IT: &str = "Name it Revone, so that you know it again.";
/// The words in quotes are Polar’s own, as its site says them.
pub(in crate::view) const NO_EXPIRATION: &str = "Choose “No expiration”, so that the figures do not stop one day.";
/// The scopes stand below it.
pub(in crate::view) const SCOPES: &str = "Tick these three scopes and no more:";
pub(in crate::view) const TOKEN: &str = "Access token";
/// What a token looks like.
pub(in crate::view) const TOKEN_PLACEHOLDER: &str = "polar_oat_…";
/// Shows the token as it was typed.
pub(in crate::view) const SHOW: &str = "Show";
/// Hides the token.
pub(in crate::view) const HIDE: &str = "Hide";
pub(in crate::view) const ORGANIZATION: &str = "Organization ID";
pub(in crate::view) const ORGANIZATION_HINT: &str = "May stay empty: the token knows it.";
/// Which of Polar’s worlds the token is of, with the three that can be chosen.
pub(in crate::view) const ENVIRONMENT: &str = "Environment";
pub(in crate::view) const AUTOMATIC: &str = "Automatic";
pub(in crate::view) const PRODUCTION: &str = "Production";
pub(in crate::view) const SANDBOX: &str = "Sandbox";
/// The button.
pub(in crate::view) const CONNECT: &str = "Connect";
/// Where the token goes.
pub(in crate::view) const PROMISE: &str = if cfg!(target_os = "macos") {
    "Your token is kept in the Keychain of this Mac and sent to Polar only."
} else {
    "Your token is kept in the keyring of this computer and sent to Polar only."
};

/// What to do before a terminal asks for the token; the scopes are named one after another.
pub(in crate::view) fn token_hint(url: &str, scopes: &str) -> String {
    format!("Make an access token at {url} with the scopes {scopes}, then paste it here. It is not shown.")
}

/// What a connection attempt is doing.
pub fn step(step: ConnectStep) -> &'static str {
    match step {
        ConnectStep::FindingEnvironment => "Asking Polar whether it knows the token…",
        ConnectStep::ReadingOrganization => "Reading your organization…",
        ConnectStep::CheckingOrders => "Checking that orders may be read…",
        ConnectStep::CheckingSubscriptions => "Checking that subscriptions may be read…",
        ConnectStep::StoringToken if cfg!(target_os = "macos") => "Keeping the token in the Keychain…",
        ConnectStep::StoringToken => "Keeping the token in the keyring…",
    }
}

// Why it did not connect.

pub(in crate::view) const TOKEN_EMPTY: &str = "Paste the access token that you made at Polar.";
pub(in crate::view) const ORGANIZATION_MALFORMED: &str =
    "This is no organization ID. Copy it from your settings at Polar, or leave the field empty: the token knows it.";
pub(in crate::view) const ORGANIZATION_MISMATCH: &str =
    "The token belongs to another organization. Leave the field empty, or make a token of this organization.";
pub(in crate::view) const NO_ORGANIZATION: &str =
    "The token belongs to no organization. Make a new one in your organization’s settings at Polar.";

// What it says once it is connected.

pub(in crate::view) fn connected_to(organization: &str) -> String {
    format!("Connected to {organization}")
}

/// The same while it is not known to which organization.
pub(in crate::view) const CONNECTED: &str = "Connected to Polar";

/// `downloading` is how far the history is, as the menu says it.
pub(in crate::view) fn goes_on(downloading: &str) -> String {
    format!("{downloading}. This goes on when the window is closed.")
}

pub(in crate::view) const READING_NEWEST: &str = "Reading your newest orders…";
pub(in crate::view) const IN_THE_MENU_BAR: &str = "Today’s figures are in the menu bar.";
/// Closes the window.
pub(in crate::view) const DONE: &str = "Done";
