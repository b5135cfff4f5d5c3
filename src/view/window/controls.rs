use serde::Serialize;

use super::said::Said;

/// Something to press.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Button {
    /// What is written on it.
    pub label: String,
    /// What the page says when it is pressed.
    pub says: Said,
    /// Asked before that is said, where it cannot be taken back.
    pub question: Option<Question>,
}

/// Asked before something that cannot be taken back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Question {
    /// The question, with what will be gone.
    pub text: String,
    /// Does it.
    pub yes: String,
    /// Leaves everything as it is.
    pub no: String,
}

/// One of several.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Choice {
    /// What is chosen.
    pub label: String,
    /// The value of the chosen option.
    pub value: String,
    /// What there is to choose from.
    pub options: Vec<Offer>,
}

/// One of the options of a choice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Offer {
    /// What the page says of it.
    pub value: String,
    /// What is written on it.
    pub label: String,
}

/// A setting on the page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Control {
    /// The setting's name, as the page says it back.
    pub setting: String,
    /// What it is.
    pub label: String,
    /// A sentence below it.
    pub hint: Option<String>,
    /// Why what was typed is not kept; the field shows what was typed.
    pub error: Option<String>,
    /// It cannot be changed now; the hint says why.
    pub disabled: bool,
    /// How it is changed.
    #[serde(flatten)]
    pub kind: ControlKind,
}

/// How a setting is changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum ControlKind {
    /// On or off.
    Switch {
        /// Whether it is on.
        on: bool,
    },
    /// One of several.
    Choice {
        /// The value of the chosen option.
        value: String,
        /// What there is to choose from.
        options: Vec<Offer>,
    },
    /// Typed; it is said when the field is left or Enter is pressed.
    Text {
        /// Of what kind.
        input: InputKind,
        /// What stands in it.
        value: String,
        /// An example in it, while it is empty.
        placeholder: String,
    },
}

/// What is typed into a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum InputKind {
    /// Anything.
    Text,
    /// A number, maybe with decimals.
    Number,
    /// A time of day.
    Time,
}
