use jiff::Timestamp;
use serde::Serialize;

use super::blocks::{Card, Fact, List};
use super::controls::{Button, Choice};
use super::drawing::Drawing;
use super::frame::Frame;
use super::said::PageName;
use crate::app::Model;
use crate::view::organization_name;
use crate::view::status::Status;
use crate::view::when::When;

/// Figures over days, products, lists.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DashboardPage {
    /// What every page has.
    #[serde(flatten)]
    pub frame: Frame,
    /// The heading: whose figures they are.
    pub heading: String,
    /// How the figures stand.
    pub state: State,
    /// Which days are shown.
    pub span: Choice,
    /// Which currency is shown, where there are several.
    pub currency: Option<Choice>,
    /// The figures of these days at a glance.
    pub facts: Vec<Fact>,
    /// The parts below, in order.
    pub cards: Vec<Card>,
    /// Orders and subscriptions.
    pub lists: Vec<List>,
    /// The marks of the charts. They stay in the window's program.
    #[serde(skip)]
    pub drawings: Vec<Drawing>,
}

/// How the figures stand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct State {
    /// In words: `Updated 14:02`.
    pub text: String,
    /// Something is wrong.
    pub trouble: bool,
    /// What ends it, or asks Polar now.
    pub button: Option<Button>,
}

/// The dashboard as it stands.
pub(super) fn dashboard(model: &Model, now: Timestamp) -> DashboardPage {
    let when = When::seen_from(now, &model.time_zone);
    let status = Status::of(&model.health, model.report.is_some(), &when);
    DashboardPage {
        frame: Frame::of(model, PageName::Dashboard, "Dashboard".to_owned()),
        heading: model.connection.organization().map_or_else(String::new, organization_name),
        state: State { text: status.text, trouble: model.health.trouble.is_some(), button: None },
        span: Choice::default(),
        currency: None,
        facts: Vec::new(),
        cards: Vec::new(),
        lists: Vec::new(),
        drawings: Vec::new(),
    }
}
