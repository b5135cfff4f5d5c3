use jiff::Timestamp;

use super::{Effect, Event, Model};

/// Takes what happened into the model and says what is to be done about it.
pub fn update(_model: &mut Model, _event: Event, _now: Timestamp) -> Vec<Effect> {
    Vec::new()
}
