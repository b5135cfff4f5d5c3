//! What the tray's program and the window's program say to each other, one JSON object a line. The page inside the
//! window sends the same messages, and knows no word of any language that it was not given in one.

use std::fmt;

use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

/// From the tray's program to the window.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum ToWindow {
    /// Show the connection form, or its new state. What was typed stays.
    Form(Box<FormPage>),
    /// Show what the program is.
    About(Box<AboutPage>),
    /// Come to the front.
    Front,
    /// Close.
    Close,
}

/// The connection form.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FormPage {
    /// Everything that is written on it.
    pub words: FormWords,
    /// What is being checked now; while there is something, the form takes no second attempt.
    pub step: Option<String>,
    /// Why the last attempt did not succeed.
    pub error: Option<FormProblem>,
    /// Shown in place of the form once an attempt succeeded.
    pub done: Option<DonePage>,
}

/// What is written on the connection form.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FormWords {
    /// The language of these words, as in HTML (`en`): for the screen reader's voice.
    pub language: String,
    /// The title of the window.
    pub title: String,
    /// The heading of the page.
    pub heading: String,
    /// A sentence below it.
    pub introduction: String,
    /// The link to Polar's token page.
    pub token_link: String,
    /// What stands before the scopes.
    pub scopes_label: String,
    /// The scopes to tick, as Polar writes them.
    pub scopes: Vec<String>,
    /// Further hints for Polar's page: the expiration, the name.
    pub hints: Vec<String>,
    /// Label of the token's field.
    pub token_label: String,
    /// An example in it, while it is empty.
    pub token_placeholder: String,
    /// The button that shows the token.
    pub show: String,
    /// The button that hides it again.
    pub hide: String,
    /// Label of the organization's field.
    pub organization_label: String,
    /// Why it may stay empty.
    pub organization_hint: String,
    /// Label of the choice between Polar's worlds.
    pub environment_label: String,
    /// Its choice to find out by asking both.
    pub automatic: String,
    /// Its choice of real money.
    pub production: String,
    /// Its choice of the sandbox.
    pub sandbox: String,
    /// The button that connects.
    pub connect: String,
    /// Where the token is kept and where it is sent.
    pub promise: String,
}

/// Why an attempt did not succeed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FormProblem {
    /// The field that it is about, beside which it stands and which gets the keyboard.
    pub field: FormField,
    /// What happened and what to do.
    pub text: String,
}

/// A place on the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FormField {
    /// The access token.
    Token,
    /// The organization ID.
    Organization,
    /// The choice of the environment.
    Environment,
    /// None in particular.
    Form,
}

/// What stands in place of the form after success.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DonePage {
    /// The heading: the organization's name.
    pub heading: String,
    /// Sentences below it.
    pub sentences: Vec<String>,
    /// How far the download is.
    pub progress: Option<DownloadProgress>,
    /// What the owner can turn on and off here.
    pub switches: Vec<Switch>,
    /// The button that closes the window.
    pub close: String,
}

/// How far a download is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DownloadProgress {
    /// What is there.
    pub done: u64,
    /// What there is; the bar shows no length while it is 0.
    pub total: u64,
    /// The same in words.
    pub text: String,
}

/// Something to turn on and off.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Switch {
    /// What.
    pub id: SwitchId,
    /// Its label.
    pub label: String,
    /// Whether it is on.
    pub on: bool,
}

/// What can be turned on and off after connecting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SwitchId {
    /// Start with the session.
    LaunchAtLogin,
    /// Announce sales.
    Notifications,
}

/// What the program is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AboutPage {
    /// The language of these words, as in HTML.
    pub language: String,
    /// The title of the window.
    pub title: String,
    /// The program's name.
    pub name: String,
    /// Its version, in words.
    pub version: String,
    /// Sentences below.
    pub sentences: Vec<String>,
    /// The button that closes the window.
    pub close: String,
}

/// From the window to the tray's program.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum FromWindow {
    /// The page can be shown something.
    Ready,
    /// The form was submitted.
    Connect {
        /// The token as typed.
        token: Typed,
        /// The organization ID as typed; may be empty.
        organization: String,
        /// The chosen environment; `None` is automatic.
        environment: Option<TypedEnvironment>,
    },
    /// A link was followed.
    Open {
        /// Which.
        link: WindowLink,
    },
    /// Something was turned on or off.
    Switched {
        /// What.
        id: SwitchId,
        /// On.
        on: bool,
    },
    /// The owner closed the window; the program ends.
    Closed,
}

/// The links of the window. The page names one and knows no address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WindowLink {
    /// Polar's token page.
    Tokens,
}

/// A chosen environment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TypedEnvironment {
    /// Real money.
    Production,
    /// Polar's sandbox.
    Sandbox,
}

/// A secret as typed: it prints nothing of itself and is wiped when dropped.
#[derive(Clone, PartialEq, Eq)]
pub struct Typed(Zeroizing<String>);

impl Typed {
    /// Takes what was typed.
    pub fn new(text: String) -> Self {
        Self(Zeroizing::new(text))
    }

    /// What was typed.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Typed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Typed(…)")
    }
}

impl Serialize for Typed {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Typed {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(Self::new)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_and_both_programs_write_the_same_messages() {
        let typed = |token: &str, environment| FromWindow::Connect {
            token: Typed::new(token.to_owned()),
            organization: String::new(),
            environment,
        };
        for (line, message) in [
            (r#"{"kind":"ready"}"#, FromWindow::Ready),
            (r#"{"kind":"connect","token":"t","organization":"","environment":null}"#, typed("t", None)),
            (
                r#"{"kind":"connect","token":"t","organization":"","environment":"sandbox"}"#,
                typed("t", Some(TypedEnvironment::Sandbox)),
            ),
            (r#"{"kind":"open","link":"tokens"}"#, FromWindow::Open { link: WindowLink::Tokens }),
            (
                r#"{"kind":"switched","id":"launch_at_login","on":true}"#,
                FromWindow::Switched { id: SwitchId::LaunchAtLogin, on: true },
            ),
            (r#"{"kind":"closed"}"#, FromWindow::Closed),
        ] {
            assert_eq!(serde_json::from_str::<FromWindow>(line).unwrap(), message);
            assert_eq!(serde_json::to_string(&message).unwrap(), line);
        }
        assert_eq!(serde_json::to_string(&ToWindow::Front).unwrap(), r#"{"kind":"front"}"#);
    }

    #[test]
    fn what_is_not_one_of_them_is_refused() {
        for line in [
            "",
            "null",
            "{}",
            r#"{"kind":"eval","code":"1"}"#,
            r#"{"kind":"open","link":"https://example.com/"}"#,
            r#"{"kind":"connect","token":"t","organization":"","environment":"staging"}"#,
            r#"{"kind":"connect","token":7,"organization":"","environment":null}"#,
            r#"{"kind":"switched","id":"notifications","on":true,"more":1}"#,
        ] {
            assert!(serde_json::from_str::<FromWindow>(line).is_err(), "{line}");
        }
    }

    #[test]
    fn a_typed_token_prints_nothing_of_itself() {
        let token = Typed::new("secret".to_owned());
        let message = FromWindow::Connect { token, organization: String::new(), environment: None };
        assert!(!format!("{message:?}").contains("secret"));
    }
}
