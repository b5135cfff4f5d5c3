use jiff::Timestamp;

use super::{Item, SENTENCE};
use crate::app::{Command, Model};
use crate::view::text::line;
use crate::view::when::When;

/// The row about notifications: how they stand, and what can be done about it. Off is off for every organization. Where the system does not let them be shown,
/// the way to its setting.
pub(super) fn row(model: &Model, when: &When) -> Item {
    if !model.settings.rules.on {
        return Item::opens("Notifications Off", vec![Item::choose("Turn On", Command::ToggleNotifications)]);
    }
    if let Some(refused) = &model.notifications_refused {
        let label = line(refused, SENTENCE).unwrap_or_else(|| "Allow Notifications…".to_owned());
        return Item::choose(label, Command::NotificationSettings);
    }
    let mut choices = vec![
        Item::choose("For 1 Hour", Command::PauseForAnHour),
        Item::choose("Until Tomorrow", Command::PauseUntilTomorrow),
        Item::choose("Off", Command::ToggleNotifications),
    ];
    match model.settings.pause_at(when.now()) {
        None => Item::opens("Pause Notifications", choices),
        Some(until) => {
            choices.insert(0, Item::choose("Resume", Command::Resume));
            let label = format!("Notifications Paused until {}", until_when(when, until));
            Item::opens(label, choices)
        }
    }
}

/// `15:02`, or `tomorrow at 8:00`.
fn until_when(when: &When, until: Timestamp) -> String {
    match when.other_day(until) {
        None => when.time(until),
        Some(_) => when.coming(until),
    }
}
