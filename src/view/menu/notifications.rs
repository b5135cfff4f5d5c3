use jiff::Timestamp;

use super::{Item, SENTENCE};
use crate::app::{Command, Model};
use crate::view::text::line;
use crate::view::when::When;
use crate::view::words::menu as words;

/// The row about notifications: how they stand, and what can be done about it. Off is off for every organization. Where the system does not let them be shown,
/// the way to its setting.
pub(super) fn row(model: &Model, when: &When) -> Item {
    if !model.settings.rules.on {
        return Item::opens(words::NOTIFICATIONS_OFF, vec![Item::choose(words::TURN_ON, Command::ToggleNotifications)]);
    }
    if let Some(refused) = &model.notifications_refused {
        let label = line(refused, SENTENCE).unwrap_or_else(|| words::ALLOW_NOTIFICATIONS.to_owned());
        return Item::choose(label, Command::NotificationSettings);
    }
    let mut choices = vec![
        Item::choose(words::FOR_1_HOUR, Command::PauseForAnHour),
        Item::choose(words::UNTIL_TOMORROW, Command::PauseUntilTomorrow),
        Item::choose(words::OFF, Command::ToggleNotifications),
    ];
    match model.settings.pause_at(when.now()) {
        None => Item::opens(words::PAUSE_NOTIFICATIONS, choices),
        Some(until) => {
            choices.insert(0, Item::choose(words::RESUME, Command::Resume));
            Item::opens(words::paused_until(&until_when(when, until)), choices)
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
