//! The window's pages as values: everything that is written on them, and what the page may say back. The page itself knows
//! no word, no address and no figure that it was not given here.

mod about;
mod blocks;
mod controls;
mod dashboard;
mod drawing;
mod form;
mod frame;
mod said;
mod settings;
mod shown;

pub use about::AboutPage;
pub use blocks::{Block, Card, Cell, Chart, Column, Fact, Guide, List, Pager, Place, Point, Row, Search, Table};
pub use controls::{Button, Choice, Control, ControlKind, InputKind, Offer, Question};
pub use dashboard::{DashboardPage, State};
pub use drawing::{Drawing, Marks};
pub use form::{DonePage, DownloadProgress, FormPage};
pub use frame::{Frame, Tab};
pub use said::{Listed, PageName, Said, SettingValue, Typed, TypedEnvironment, WindowLink};
pub use settings::{Action, Copying, Section, SettingsPage};
pub use shown::page;

use serde::Serialize;

/// A page of the window.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Page {
    /// The connection form.
    Form(Box<FormPage>),
    /// Figures over days, products, lists.
    Dashboard(Box<DashboardPage>),
    /// What the owner chose.
    Settings(Box<SettingsPage>),
    /// What the program is.
    About(Box<AboutPage>),
}

impl Page {
    /// The window's title.
    pub fn title(&self) -> &str {
        match self {
            Self::Form(page) => &page.frame.title,
            Self::Dashboard(page) => &page.frame.title,
            Self::Settings(page) => &page.frame.title,
            Self::About(page) => &page.frame.title,
        }
    }

    /// What the window's program draws for it.
    pub fn drawings(&self) -> &[Drawing] {
        match self {
            Self::Dashboard(page) => &page.drawings,
            Self::Form(_) | Self::Settings(_) | Self::About(_) => &[],
        }
    }
}
