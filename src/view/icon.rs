use jiff::Timestamp;

use super::status::tolerance;
use crate::app::{Connection, Model, State, Trouble};
use crate::polar;

/// The shape added to the icon.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Mark {
    /// None.
    Normal,
    /// Something came since the menu was last looked at.
    News,
    /// The figures are not fresh.
    Stale,
    /// The owner has to do something.
    ActionNeeded,
}

/// The menu-bar icon.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Icon {
    /// The shape added to it.
    pub mark: Mark,
}

/// The icon of `model` at `now`: what the owner has to do comes before what is not fresh, and that before what is new.
pub(super) fn icon(model: &Model, now: Timestamp) -> Icon {
    Icon { mark: mark(model, now) }
}

fn mark(model: &Model, now: Timestamp) -> Mark {
    let trouble = model.health.trouble.as_ref();
    match model.connection {
        Connection::NotConnected => Mark::Normal,
        Connection::Starting | Connection::Connected(_) | Connection::Sample(_) => {
            if trouble.is_some_and(Trouble::needs_the_owner) {
                Mark::ActionNeeded
            } else if is_stale(model, now) {
                Mark::Stale
            } else if model.news.since.is_some() {
                Mark::News
            } else {
                Mark::Normal
            }
        }
    }
}

/// Whether the figures are not fresh. A network that is gone for a moment, when the computer wakes or changes from one to
/// another, leaves them as fresh as they are.
fn is_stale(model: &Model, now: Timestamp) -> bool {
    let tolerance = tolerance(&model.settings, model.computer.power);
    match &model.health.trouble {
        Some(Trouble::Polar(polar::Trouble::Offline)) if model.health.last_success.is_some() => {
            model.health.is_old(now, tolerance)
        }
        Some(_) => true,
        None => model.health.state(now, tolerance) == State::Stale,
    }
}
