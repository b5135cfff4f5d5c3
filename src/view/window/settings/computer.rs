use jiff::Timestamp;

use super::Section;
use super::controls::{choice, switch, text};
use crate::app::settings::name;
use crate::app::{Interval, LaunchAtLogin, Model, Power};
use crate::view::page::zone_name;
use crate::view::window::controls::{Control, InputKind};
use crate::view::words;

/// How often Polar is asked.
pub(super) fn refreshing(model: &Model) -> Section {
    let chosen = model.settings.interval;
    let options = Interval::all().map(|interval| (interval.code(), words::settings::interval(interval)));
    let control = choice(name::INTERVAL, words::settings::ASK_POLAR, chosen.code(), options);
    let control = match chosen {
        Interval::Manually => control.hint(words::settings::MANUALLY_HINT),
        Interval::Automatic => control.hint(words::settings::automatically(model.computer.power, minutes)),
        Interval::EveryMinutes(_) => control,
    };
    Section { heading: words::settings::REFRESHING.to_owned(), controls: vec![control], ..Section::default() }
}

/// How many minutes the program lets pass when it is left to it.
fn minutes(power: Power) -> i64 {
    Interval::Automatic.length(power).map_or(1, |length| length.as_mins())
}

/// Where days begin and end.
pub(super) fn days(model: &Model, now: Timestamp) -> Section {
    let value = model.settings.time_zone.clone().unwrap_or_default();
    let zone = text(
        model,
        name::TIME_ZONE,
        words::settings::TIME_ZONE,
        InputKind::Text,
        value,
        words::settings::TIME_ZONE_EXAMPLE,
    );
    let hint = words::settings::time_zone_hint(&zone_name(&model.time_zone, now));
    Section { heading: words::settings::DAYS.to_owned(), controls: vec![zone.hint(hint)], ..Section::default() }
}

/// Whether the program starts with the session.
pub(super) fn start(model: &Model) -> Section {
    Section { heading: words::settings::START.to_owned(), controls: vec![launch_at_login(model)], ..Section::default() }
}

/// Whether the system starts the program when its owner logs in, as the system says.
pub fn launch_at_login(model: &Model) -> Control {
    let is = &model.launch_at_login;
    let on = matches!(is, LaunchAtLogin::On | LaunchAtLogin::NeedsApproval);
    let control = switch(name::LAUNCH_AT_LOGIN, words::settings::LAUNCH_AT_LOGIN, on);
    match is {
        LaunchAtLogin::On | LaunchAtLogin::Off => control,
        LaunchAtLogin::NeedsApproval => control.hint(words::settings::LAUNCH_NEEDS_APPROVAL),
        LaunchAtLogin::Unknown => Control { disabled: true, ..control.hint(words::settings::ASKING_THE_SYSTEM) },
        LaunchAtLogin::Unavailable(reason) => Control { disabled: true, ..control.hint(reason.clone()) },
    }
}
