//! The connection form in words: its labels, what it says while it connects, and what it says of an error or success.

mod labels;

pub use labels::{Labels, labels};
use serde::Serialize;

pub use super::words::form::step;

use super::menu::organization_name;
use super::region::Numbers;
use super::words::form as said;
use super::{status, words};
use crate::app::{Form, FormError, Model};

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

/// Why a connection attempt failed, and beside which field that is said.
pub fn explain(error: &FormError) -> Explained {
    let (field, sentence) = match error {
        FormError::TokenEmpty => (Field::Token, said::TOKEN_EMPTY.to_owned()),
        FormError::TokenRejected { cut_off } => (Field::Token, words::token_rejected(*cut_off)),
        FormError::MissingScope(scope) => (Field::Token, words::missing_scope_sentence(*scope)),
        FormError::OrganizationMalformed => (Field::Organization, said::ORGANIZATION_MALFORMED.to_owned()),
        FormError::OrganizationMismatch => (Field::Organization, said::ORGANIZATION_MISMATCH.to_owned()),
        FormError::NoOrganization => (Field::Token, said::NO_ORGANIZATION.to_owned()),
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
    said::token_hint(&labels.open_polar_url, &labels.scope_names.join(", "))
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
    let organization = model.connection.organization().map(organization_name);
    let headline = organization.map_or_else(|| said::CONNECTED.to_owned(), |name| said::connected_to(&name));
    let progress = match (model.health.download, &model.report) {
        (Some(progress), _) => said::goes_on(&status::downloading(progress, &Numbers::of(&model.region))),
        (None, None) => said::READING_NEWEST.to_owned(),
        (None, Some(_)) => said::IN_THE_MENU_BAR.to_owned(),
    };
    Success { headline, progress, close: said::DONE }
}

#[cfg(test)]
mod tests;
