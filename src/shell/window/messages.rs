//! What the tray's program and the window's program say to each other, one JSON object a line.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use uuid::Uuid;

use crate::view::window::{Drawing, Listed, Page, Said};

/// From the tray's program to the window.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ToWindow {
    /// Show a page, or its new state. What was typed stays.
    Show(Showing),
    /// Come to the front.
    Front,
    /// Close.
    Close,
}

/// A page to show.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Showing {
    /// The window's title.
    pub title: String,
    /// The page has more than a column: the window is to have room for it.
    pub wide: bool,
    /// What the window's program draws for the page.
    pub drawings: Vec<Drawing>,
    /// What it hands on to the page as it stands.
    pub page: Box<RawValue>,
}

impl Showing {
    /// The message that shows a page.
    ///
    /// # Errors
    /// None that a page can cause; writing JSON may.
    pub fn of(page: &Page) -> Result<Self, serde_json::Error> {
        Ok(Self {
            title: page.title().to_owned(),
            wide: matches!(page, Page::Dashboard(_)),
            drawings: page.drawings().to_vec(),
            page: serde_json::value::to_raw_value(page)?,
        })
    }
}

/// From the window to the tray's program.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FromWindow {
    /// The page says something.
    Page(Said),
    /// The owner chose where an export goes. Only the window's program says this, never the page.
    Save {
        /// What is exported.
        of: Listed,
        /// Whose it was when it was asked for.
        organization: Uuid,
        /// The file.
        path: PathBuf,
    },
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_programs_write_the_same_messages() {
        for (line, message) in [
            (r#"{"page":{"kind":"ready"}}"#, FromWindow::Page(Said::Ready)),
            (
                r#"{"save":{"of":"orders","organization":"00000000-0000-0000-0000-000000000007","path":"/tmp/orders.csv"}}"#,
                FromWindow::Save {
                    of: Listed::Orders,
                    organization: Uuid::from_u128(7),
                    path: PathBuf::from("/tmp/orders.csv"),
                },
            ),
        ] {
            assert_eq!(serde_json::from_str::<FromWindow>(line).unwrap(), message);
            assert_eq!(serde_json::to_string(&message).unwrap(), line);
        }
        for line in ["", "{}", r#""page""#, r#"{"page":{"kind":"save"}}"#, r#"{"run":"ls"}"#] {
            assert!(serde_json::from_str::<FromWindow>(line).is_err(), "{line}");
        }
        assert_eq!(serde_json::to_string(&ToWindow::Front).unwrap(), r#""front""#);
    }
}
