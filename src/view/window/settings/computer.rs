use jiff::Timestamp;

use super::Section;
use super::controls::{choice, switch, text};
use crate::app::settings::name;
use crate::app::{Interval, LaunchAtLogin, Model, Power};
use crate::view::page::zone_name;
use crate::view::window::controls::{Control, InputKind};

/// How often Polar is asked.
pub(super) fn refreshing(model: &Model) -> Section {
    let chosen = model.settings.interval;
    let options = Interval::all().map(|interval| (interval.code(), interval_label(interval)));
    let control = choice(name::INTERVAL, "Ask Polar", chosen.code(), options);
    let control = match chosen {
        Interval::Manually => control.hint("Polar is asked at the launch, and when you choose Refresh."),
        Interval::Automatic => control.hint(automatically(model.computer.power)),
        Interval::EveryMinutes(_) => control,
    };
    Section { heading: "Refreshing".to_owned(), controls: vec![control], ..Section::default() }
}

/// What the system calls it when it saves.
const SAVING: &str = if cfg!(target_os = "macos") { "in Low Power Mode" } else { "in power-saver mode" };

/// What it means now to leave it to the program.
fn automatically(power: Power) -> String {
    let every = |power| {
        let minutes = Interval::Automatic.length(power).map_or(1, |length| length.as_mins());
        if minutes == 1 { "every minute".to_owned() } else { format!("every {minutes} minutes") }
    };
    match power {
        Power::Mains => {
            format!("Every minute; {} on battery, {} {SAVING}.", every(Power::Battery), every(Power::Saving))
        }
        Power::Battery => format!("Every minute; now {}, on battery.", every(power)),
        Power::Saving => format!("Every minute; now {}, {SAVING}.", every(power)),
    }
}

fn interval_label(interval: Interval) -> String {
    match interval {
        Interval::Automatic => "Automatically".to_owned(),
        Interval::EveryMinutes(1) => "Every minute".to_owned(),
        Interval::EveryMinutes(minutes) => format!("Every {minutes} minutes"),
        Interval::Manually => "When I choose Refresh".to_owned(),
    }
}

/// Where days begin and end.
pub(super) fn days(model: &Model, now: Timestamp) -> Section {
    let value = model.settings.time_zone.clone().unwrap_or_default();
    let zone = text(model, name::TIME_ZONE, "Time zone", InputKind::Text, value, "Europe/Berlin");
    let hint = format!("Empty is this computer’s. Days are those of {} now.", zone_name(&model.time_zone, now));
    Section { heading: "Days".to_owned(), controls: vec![zone.hint(hint)], ..Section::default() }
}

/// Whether the program starts with the session.
pub(super) fn start(model: &Model) -> Section {
    Section { heading: "Start".to_owned(), controls: vec![launch_at_login(model)], ..Section::default() }
}

/// Whether the system starts the program when its owner logs in, as the system says.
pub fn launch_at_login(model: &Model) -> Control {
    let is = &model.launch_at_login;
    let on = matches!(is, LaunchAtLogin::On | LaunchAtLogin::NeedsApproval);
    let control = switch(name::LAUNCH_AT_LOGIN, "Launch at login", on);
    match is {
        LaunchAtLogin::On | LaunchAtLogin::Off => control,
        LaunchAtLogin::NeedsApproval => {
            control.hint("macOS waits for you to allow it: System Settings, General, Login Items.")
        }
        LaunchAtLogin::Unknown => Control { disabled: true, ..control.hint("Asking the system…") },
        LaunchAtLogin::Unavailable(reason) => Control { disabled: true, ..control.hint(reason.clone()) },
    }
}
