//! What is done about an icon that the menu bar does not show.

use jiff::Timestamp;

use super::super::{Connection, Effect, Model};
use super::open_window;

/// A menu bar places and hides icons on its own time: one look that finds none may have come too early.
const LOOKS: u8 = 2;

/// The menu bar was looked at and does not show the icon. The window, which is then the only way to the program, says so,
/// on one day once. Before the settings are read, the day would be kept with the defaults of all others.
pub(super) fn icon_missing(model: &mut Model, now: Timestamp) -> Vec<Effect> {
    model.icon_missed = model.icon_missed.saturating_add(1);
    let today = Some(now.to_zoned(model.time_zone.clone()).date());
    if model.icon_missed < LOOKS || model.connection == Connection::Starting || model.settings.guided_on == today {
        return Vec::new();
    }
    model.settings.guided_on = today;
    model.guides = true;
    let mut effects = vec![Effect::SaveSettings(Box::new(model.settings.clone()))];
    effects.extend(open_window(model));
    effects
}
