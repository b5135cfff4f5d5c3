//! The settings, section by section, and why what was typed is not kept.

mod notifications;
mod refused;

pub(crate) use notifications::*;
pub(crate) use refused::*;

use super::SECRETS;
use crate::app::{Interval, Power};
use crate::figures::RevenueBasis;

pub(crate) const SETTINGS: &str = "Settings";

/// Below the heading while what was chosen is not known.
pub(crate) const STILL_READ: &str = "Your settings are still being read.";
/// Below the heading over sample data.
pub(crate) const KEPT_FOR_THE_SAMPLE: &str = "With sample data, what you change here is kept until you leave it.";

// The menu bar.

pub(crate) const MENU_BAR: &str = "Menu Bar";
pub(crate) const TITLE: &str = "Title";
pub(crate) const SHOW_ZERO: &str = "Show $0 before the day’s first sale";
pub(crate) const SHOW_ZERO_HINT: &str = "Otherwise the icon stands alone until then.";
pub(crate) const REVENUE: &str = "Revenue";
pub(crate) const REVENUE_HINT: &str = "What menu bar, menu and dashboard show and compare. Always without tax.";
pub(crate) const HIDE_AMOUNTS: &str = "Hide amounts";
pub(crate) const HIDE_AMOUNTS_HINT: &str = "They are ••• in menu bar, menu, window and notifications.";

/// What the title is now, empty where there is only the icon and `None` while there is nothing to say of it; and the fields
/// that can stand in it, in braces.
pub(crate) fn title_hint(now: Option<&str>, fields: &str) -> String {
    match now {
        None => format!("There are no figures yet. Fields: {fields}."),
        Some("") => format!("Now it is the icon alone. Fields: {fields}."),
        Some(title) => format!("Now it is “{title}”. Fields: {fields}."),
    }
}

/// What counts as revenue.
pub(crate) fn basis(basis: RevenueBasis) -> &'static str {
    match basis {
        RevenueBasis::AsInPolar => "As in Polar",
        RevenueBasis::AfterFees => "After fees",
        RevenueBasis::AfterFeesAndRefunds => "After fees and refunds",
    }
}

// How often Polar is asked.

pub(crate) const REFRESHING: &str = "Refreshing";
pub(crate) const ASK_POLAR: &str = "Ask Polar";
pub(crate) const MANUALLY_HINT: &str = "Polar is asked at the launch, and when you choose Refresh.";

pub(crate) fn interval(interval: Interval) -> String {
    match interval {
        Interval::Automatic => "Automatically".to_owned(),
        Interval::EveryMinutes(1) => "Every minute".to_owned(),
        Interval::EveryMinutes(minutes) => format!("Every {minutes} minutes"),
        Interval::Manually => "When I choose Refresh".to_owned(),
    }
}

/// What the system calls it when it saves.
const SAVING: &str = if cfg!(target_os = "macos") { "in Low Power Mode" } else { "in power-saver mode" };

/// What it means now to leave it to the program; `minutes` tells how many lie between two refreshes.
pub(crate) fn automatically(power: Power, minutes: impl Fn(Power) -> i64) -> String {
    let every = |power| match minutes(power) {
        1 => "every minute".to_owned(),
        minutes => format!("every {minutes} minutes"),
    };
    match power {
        Power::Mains => {
            format!("Every minute; {} on battery, {} {SAVING}.", every(Power::Battery), every(Power::Saving))
        }
        Power::Battery => format!("Every minute; now {}, on battery.", every(power)),
        Power::Saving => format!("Every minute; now {}, {SAVING}.", every(power)),
    }
}

// Where days begin and end.

pub(crate) const DAYS: &str = "Days";
pub(crate) const TIME_ZONE: &str = "Time zone";
/// In the empty field. Names of time zones are English everywhere.
pub(crate) const TIME_ZONE_EXAMPLE: &str = "Europe/Berlin";

pub(crate) fn time_zone_hint(zone: &str) -> String {
    format!("Empty is this computer’s. Days are those of {zone} now.")
}

// Whether the program starts with the session.

pub(crate) const START: &str = "Start";
pub(crate) const LAUNCH_AT_LOGIN: &str = "Launch at login";
pub(crate) const LAUNCH_NEEDS_APPROVAL: &str =
    "macOS waits for you to allow it: System Settings, General, Login Items.";
pub(crate) const ASKING_THE_SYSTEM: &str = "Asking the system…";

// Who is connected.

pub(crate) const ORGANIZATIONS: &str = "Organizations";
pub(crate) const NONE_CONNECTED: &str = "None is connected.";
pub(crate) const SAMPLE_SHOWN: &str = "What you see is sample data.";
pub(crate) const CONNECT_ANOTHER: &str = "Connect Another…";
pub(crate) const CONNECT: &str = "Connect to Polar…";
pub(crate) const TRY_SAMPLE: &str = "Try with Sample Data";
pub(crate) const LEAVE_SAMPLE: &str = "Leave Sample Data";

// Forgetting one. The question has the name, and at its end what becomes of the token, a whole sentence.

pub(crate) const ASK_REMOVE: &str = "Remove…";
pub(crate) const REMOVE: &str = "Remove";
pub(crate) const KEEP: &str = "Keep";

pub(crate) fn remove_question(name: &str, token: &str) -> String {
    format!("Remove {name} from Revone? Its token and everything read with it go from this computer. {token}")
}

/// What is shown meanwhile: the store of secrets may ask its owner first.
pub(crate) fn being_removed() -> String {
    format!("Being removed. The {SECRETS} may ask you first.")
}

// Forgetting everything, likewise.

pub(crate) const RESET: &str = "Reset";
pub(crate) const ASK_RESET: &str = "Reset…";
pub(crate) const KEEP_EVERYTHING: &str = "Keep Everything";
pub(crate) const RESET_HINT: &str = "Tokens, figures and settings of every organization go from this computer.";

pub(crate) fn reset_question(token: &str) -> String {
    format!("Reset Revone? {RESET_HINT} {token}")
}

// Diagnostics.

pub(crate) const DIAGNOSTICS: &str = "Diagnostics";
pub(crate) const DIAGNOSTICS_HINT: &str =
    "What to send along when something is wrong: versions, counts and the last troubles, no token and no name.";
pub(crate) const COPY_DIAGNOSTICS: &str = "Copy Diagnostics";
/// On the button for a moment.
pub(crate) const COPIED: &str = "Copied";
pub(crate) const WHAT_IS_COPIED: &str = "What is copied";
