//! The connection form in words: its labels, what it says while it connects, and what it says of an error or success.

mod labels;

pub use labels::{Labels, labels};
use serde::Serialize;

use super::menu::organization_name;
use super::region::Numbers;
use super::{status, words};
use crate::app::{ConnectStep, Form, FormError, Model};

/// The part of the form that a sentence stands beside.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    /// The access token.
    Token,
    /// The organization's id.
    Organization,
    /// No field: the button that connects.
    Connect,
}

/// Why a connection attempt failed, beside the field that it is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Explained {
    /// Where the sentence stands.
    pub field: Field,
    /// What happened, why, and what to do.
    pub sentence: String,
}

/// What the form says once it is connected.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Success {
    /// To whom.
    pub headline: String,
    /// What goes on meanwhile.
    pub progress: String,
    /// How the window is left.
    pub close: &'static str,
}

/// The state of the form in words.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct State {
    /// What is being checked; the form takes no second submission meanwhile.
    pub step: Option<&'static str>,
    /// Why the last attempt failed.
    pub error: Option<Explained>,
    /// What the last attempt led to.
    pub success: Option<Success>,
}

/// What the form of `model` says.
pub fn state(model: &Model) -> State {
    let Form { step, error, done } = &model.form;
    State { step: step.map(self::step), error: error.as_ref().map(explain), success: done.then(|| success(model)) }
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

/// Why a connection attempt failed, and beside which field that is said.
pub fn explain(error: &FormError) -> Explained {
    let (field, sentence) = match error {
        FormError::TokenEmpty => (Field::Token, "Paste the access token that you made at Polar.".to_owned()),
        FormError::TokenRejected { cut_off } => (Field::Token, words::token_rejected(*cut_off)),
        FormError::MissingScope(scope) => (Field::Token, words::missing_scope_sentence(*scope)),
        FormError::OrganizationMalformed => (
            Field::Organization,
            "This is no organization ID. Copy it from your settings at Polar, or leave the field empty: the token knows it."
                .to_owned(),
        ),
        FormError::OrganizationMismatch => (
            Field::Organization,
            "The token belongs to another organization. Leave the field empty, or make a token of this organization.".to_owned(),
        ),
        FormError::NoOrganization => {
            (Field::Token, "The token belongs to no organization. Make a new one in your organization’s settings at Polar.".to_owned())
        }
        FormError::Polar(trouble) => (field_of(trouble), words::polar_sentence(trouble)),
        FormError::Keychain(sentence) | FormError::Ledger(sentence) | FormError::Setup(sentence) => {
            (Field::Connect, sentence.clone())
        }
    };
    Explained { field, sentence }
}

/// What to do before a terminal asks for the token.
pub fn token_hint() -> String {
    let labels = labels();
    format!(
        "Make an access token at {} with the scopes {}, then paste it here. It is not shown.",
        labels.open_polar_url,
        labels.scope_names.join(", ")
    )
}

/// The same sentence where there is no field to stand beside.
pub fn sentence(error: &FormError) -> String {
    explain(error).sentence
}

fn field_of(trouble: &crate::polar::Trouble) -> Field {
    use crate::polar::Trouble::{MissingScope, Unauthorized};
    if matches!(trouble, Unauthorized | MissingScope(_)) { Field::Token } else { Field::Connect }
}

fn success(model: &Model) -> Success {
    let name = model.connection.organization().map_or_else(|| "Polar".to_owned(), organization_name);
    let progress = match (model.health.download, &model.report) {
        (Some(progress), _) => {
            let downloading = status::downloading(progress, &Numbers::of(&model.region));
            format!("{downloading}. This goes on when the window is closed.")
        }
        (None, None) => "Reading your newest orders…".to_owned(),
        (None, Some(_)) => "Today’s figures are in the menu bar.".to_owned(),
    };
    Success { headline: format!("Connected to {name}"), progress, close: "Done" }
}

#[cfg(test)]
mod tests;
