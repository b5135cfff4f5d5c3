use std::fmt;

use serde::{Deserialize, Serialize};
use uuid::Uuid;
use zeroize::Zeroizing;

/// Everything that the page may say. Buttons and links of a page carry what they say when they are pressed; it is read again
/// as if anybody had written it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Said {
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
    /// Another page of the window is wanted.
    Go {
        /// Which.
        page: PageName,
    },
    /// The dashboard is to show other days.
    Span {
        /// The code of the span.
        value: String,
    },
    /// The dashboard is to show another currency.
    Currency {
        /// Its code.
        value: String,
    },
    /// A list is to show other rows.
    List {
        /// Which list.
        of: Listed,
        /// What is looked for.
        search: String,
        /// Only rows of this status; every row when empty.
        status: String,
        /// The page of rows, from 0.
        page: u32,
    },
    /// Rows or days are to be written to a file. The window's program asks where.
    Export {
        /// Which.
        of: Listed,
        /// Whose: another one may be shown by the time the file has its place.
        organization: Uuid,
    },
    /// A setting was changed.
    Set {
        /// Its name.
        setting: String,
        /// Its new value.
        value: SettingValue,
    },
    /// Ask Polar now.
    Refresh,
    /// Forget this organization: its token and everything read with it.
    Remove {
        /// Which.
        organization: Uuid,
    },
    /// Forget everything that is kept on this computer.
    Reset,
    /// Show sample data.
    TrySample,
    /// Leave the sample data.
    LeaveSample,
    /// The owner closed the window; its program ends.
    Closed,
}

/// The pages of the window.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PageName {
    /// Figures over days, products, lists.
    Dashboard,
    /// What the owner chose.
    Settings,
    /// The connection form.
    Connect,
    /// What the program is.
    About,
}

/// What can be listed and exported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Listed {
    /// The figures of the days that are shown; no list, but an export.
    Days,
    /// Orders.
    Orders,
    /// Subscriptions.
    Subscriptions,
}

impl Listed {
    /// Its name in messages and on the page.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Days => "days",
            Self::Orders => "orders",
            Self::Subscriptions => "subscriptions",
        }
    }

    /// The name that its file has unless the owner gives it another.
    pub const fn file_name(self) -> &'static str {
        match self {
            Self::Days => "revone-days.csv",
            Self::Orders => "revone-orders.csv",
            Self::Subscriptions => "revone-subscriptions.csv",
        }
    }
}

/// The links of the window. The page names one and knows no address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WindowLink {
    /// Polar's token page.
    Tokens,
    /// An order.
    Order(Uuid),
    /// A subscription.
    Subscription(Uuid),
}

/// The value of a control.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum SettingValue {
    /// Of a switch.
    On(bool),
    /// Of a field or a choice, as typed.
    Text(String),
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

    fn typed(token: &str, environment: Option<TypedEnvironment>) -> Said {
        Said::Connect { token: Typed::new(token.to_owned()), organization: String::new(), environment }
    }

    #[test]
    fn the_page_and_the_programs_write_the_same_messages() {
        let order = Uuid::from_u128(7);
        for (line, message) in [
            (r#"{"kind":"ready"}"#, Said::Ready),
            (r#"{"kind":"connect","token":"t","organization":"","environment":null}"#, typed("t", None)),
            (
                r#"{"kind":"connect","token":"t","organization":"","environment":"sandbox"}"#,
                typed("t", Some(TypedEnvironment::Sandbox)),
            ),
            (r#"{"kind":"open","link":"tokens"}"#, Said::Open { link: WindowLink::Tokens }),
            (
                r#"{"kind":"open","link":{"order":"00000000-0000-0000-0000-000000000007"}}"#,
                Said::Open { link: WindowLink::Order(order) },
            ),
            (r#"{"kind":"go","page":"settings"}"#, Said::Go { page: PageName::Settings }),
            (
                r#"{"kind":"list","of":"orders","search":"pro","status":"","page":2}"#,
                Said::List { of: Listed::Orders, search: "pro".to_owned(), status: String::new(), page: 2 },
            ),
            (
                r#"{"kind":"set","setting":"sound","value":true}"#,
                Said::Set { setting: "sound".to_owned(), value: SettingValue::On(true) },
            ),
            (r#"{"kind":"closed"}"#, Said::Closed),
        ] {
            assert_eq!(serde_json::from_str::<Said>(line).unwrap(), message);
            assert_eq!(serde_json::to_string(&message).unwrap(), line);
        }
    }

    #[test]
    fn what_is_not_one_of_them_is_refused() {
        for line in [
            "",
            "null",
            "{}",
            r#"{"kind":"eval","code":"1"}"#,
            r#"{"kind":"save","of":"days","path":"/tmp/x"}"#,
            r#"{"kind":"export","of":"days"}"#,
            r#"{"kind":"open","link":"https://example.com/"}"#,
            r#"{"kind":"open","link":{"order":"../settings"}}"#,
            r#"{"kind":"connect","token":"t","organization":"","environment":"staging"}"#,
            r#"{"kind":"connect","token":7,"organization":"","environment":null}"#,
            r#"{"kind":"list","of":"orders","search":"","status":"","page":-1}"#,
            r#"{"kind":"remove","organization":"all"}"#,
            r#"{"kind":"set","setting":"sound","value":1}"#,
            r#"{"kind":"set","setting":"sound","value":true,"more":1}"#,
        ] {
            assert!(serde_json::from_str::<Said>(line).is_err(), "{line}");
        }
    }

    #[test]
    fn a_typed_token_prints_nothing_of_itself() {
        assert!(!format!("{:?}", typed("secret", None)).contains("secret"));
    }
}
