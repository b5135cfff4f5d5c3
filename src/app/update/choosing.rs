//! What the owner chooses on the settings page.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::super::settings::{RejectedSetting, SettingError, SettingInput, change, name};
use super::super::{Connection, Effect, Model, Removing, Settings, WindowPage};

/// The hour at which a pause until tomorrow ends.
const MORNING: i8 = 8;

/// Takes a setting and keeps it, or keeps what was typed to be shown with the reason why it is not kept.
pub(super) fn set(model: &mut Model, setting: String, value: SettingInput) -> Vec<Effect> {
    // Before the settings are read, a changed one would be kept with the defaults of all others.
    if model.connection == Connection::Starting {
        return Vec::new();
    }
    if setting == name::LAUNCH_AT_LOGIN {
        return match value {
            SettingInput::On(on) => {
                // The page may be shown for another reason before the system has answered, and must not turn it back.
                model.launch_at_login.was_told(on);
                vec![Effect::LaunchAtLogin(on)]
            }
            SettingInput::Text(_) => Vec::new(),
        };
    }
    if model.rejected_setting.as_ref().is_some_and(|rejected| rejected.setting == setting) {
        model.rejected_setting = None;
    }
    match change(&mut model.settings, &setting, &value) {
        Ok(()) => {
            if setting.rsplit('/').next() == Some(name::NOTIFICATIONS) {
                return keep_rules(model);
            }
            vec![Effect::SaveSettings(Box::new(model.settings.clone())), Effect::Render]
        }
        // Nobody was offered it: the page says what it was never given.
        Err(SettingError::NotOffered) => Vec::new(),
        Err(error) => {
            if let SettingInput::Text(typed) = value {
                model.rejected_setting = Some(RejectedSetting { setting, typed, error });
            }
            vec![Effect::UpdateWindow]
        }
    }
}

/// Keeps whether anything is announced. Whoever turns that on is asked by the system, once, whether they mean it.
pub(super) fn keep_rules(model: &mut Model) -> Vec<Effect> {
    model.notifications_refused = None;
    let mut effects = vec![Effect::SaveSettings(Box::new(model.settings.clone())), Effect::Render];
    effects.extend(ask_to_notify(&model.settings));
    effects
}

/// Asks the owner, through the system, where anything is to be announced. The system asks them once.
pub(super) fn ask_to_notify(settings: &Settings) -> Option<Effect> {
    settings.rules.on.then_some(Effect::AskToNotify)
}

/// Announces nothing until then, or again.
pub(super) fn pause(model: &mut Model, until: Option<Timestamp>) -> Vec<Effect> {
    model.settings.paused_until = until;
    vec![Effect::SaveSettings(Box::new(model.settings.clone())), Effect::Render]
}

/// Tomorrow morning.
pub(super) fn tomorrow(zone: &TimeZone, now: Timestamp) -> Option<Timestamp> {
    let date = now.to_zoned(zone.clone()).date().tomorrow().ok()?;
    Some(date.at(MORNING, 0, 0, 0).to_zoned(zone.clone()).ok()?.timestamp())
}

/// Forgets an organization, or everything. The sample is nobody's and goes by itself.
pub(super) fn remove(model: &mut Model, what: Removing) -> Vec<Effect> {
    let known = match what {
        Removing::One(organization) => model.organization(organization).is_some(),
        Removing::Everything => true,
    };
    if matches!(model.connection, Connection::Sample(_)) || model.removing.is_some() || !known {
        return Vec::new();
    }
    model.removing = Some(what);
    model.not_done = None;
    let effect = match what {
        Removing::One(organization) => Effect::Remove(organization),
        Removing::Everything => Effect::Reset,
    };
    vec![effect, Effect::UpdateWindow]
}

/// It is removed. A report of how the launch before ended has gone with everything else.
pub(super) fn removed(model: &mut Model, told: Option<String>) {
    if model.removing == Some(Removing::Everything) {
        model.ended = None;
    }
    (model.removing, model.not_done) = (None, told);
}

/// What the settings or the form need to know of the system, where the window shows them.
pub(super) fn look_at_the_login(model: &Model) -> Option<Effect> {
    let shown = matches!(model.window, Some(WindowPage::Settings)) || (model.window.is_some() && model.form.done);
    shown.then_some(Effect::ReadLaunchAtLogin)
}

/// The page was left: what was typed on it and not kept is gone, and so is what could not be done.
pub(super) fn leave(model: &mut Model) {
    (model.rejected_setting, model.not_done) = (None, None);
}
