//! The diagnostics, a fact a line. They are read by whoever looks into what is wrong, so that numbers and times come without
//! the owner's marks.

use super::SECRETS_TITLE;
use crate::app::{
    Computer, Connection, History, Interval, LaunchAtLogin, Network, Power, Progress, Rejected, Rows, Rules, State,
    Trouble,
};
use crate::domain::Environment;
use crate::polar;

// The program, and what it runs on.

pub(in crate::view) fn version(number: &str) -> String {
    format!("Revone {number}")
}

pub(in crate::view) fn system(name: &str) -> String {
    format!("System: {name}")
}

pub(in crate::view) fn now(instant: &str) -> String {
    format!("Now: {instant}")
}

/// With whose wish the zone is.
pub(in crate::view) fn time_zone(name: &str, whose: &str) -> String {
    format!("Time zone: {name} ({whose})")
}

/// The owner chose the time zone.
pub(in crate::view) const ZONE_CHOSEN: &str = "chosen";
/// The owner chose a time zone, and this is not it.
pub(in crate::view) const ZONE_OTHER_CHOSEN: &str = "another is chosen";
/// The time zone is the computer's own.
pub(in crate::view) const ZONE_OF_COMPUTER: &str = "this computer’s";

pub(in crate::view) fn connection(is: &Connection) -> &'static str {
    match is {
        Connection::Starting => "Connection: starting",
        Connection::NotConnected => "Connection: none",
        Connection::Connected(_) => "Connection: connected",
        Connection::Sample(_) => "Connection: sample data",
    }
}

/// How often Polar is asked; `now` is the minutes that this means at present.
pub(in crate::view) fn refreshing(interval: Interval, now: Option<i64>) -> String {
    match (interval, now) {
        (Interval::Automatic, Some(minutes)) => format!("Refreshing: automatic, every {minutes} min now"),
        (Interval::Automatic, None) => "Refreshing: automatic".to_owned(),
        (Interval::EveryMinutes(minutes), _) => format!("Refreshing: every {minutes} min"),
        (Interval::Manually, _) => "Refreshing: by hand".to_owned(),
    }
}

pub(in crate::view) fn computer(is: &Computer) -> String {
    let power = match is.power {
        Power::Mains => "not on a battery",
        Power::Battery => "on a battery",
        Power::Saving => "saving power",
    };
    let network = match is.network {
        Network::Unknown => "network not known",
        Network::Online => "network there",
        Network::Offline => "network none",
    };
    let asleep = if is.asleep { ", falling asleep" } else { "" };
    format!("Computer: {power}, {network}{asleep}")
}

/// `rules` is what rings, as [`rules`] says it.
pub(in crate::view) fn notifications(rules: &str, refused: bool, paused_until: Option<&str>) -> String {
    let refused = if refused { ", refused by the system" } else { "" };
    let paused = paused_until.map_or_else(String::new, |until| format!(", paused until {until}"));
    format!("Notifications: {rules}{refused}{paused}")
}

/// What rings, by the names of the settings.
pub(in crate::view) fn rules(rules: &Rules) -> String {
    if !rules.on {
        return "off".to_owned();
    }
    if rules.topics.is_empty() {
        return "on (nothing)".to_owned();
    }
    let topics: Vec<&str> = rules.topics.iter().map(|topic| topic.name()).collect();
    format!("on ({})", topics.join(", "))
}

/// How the store of secrets does.
pub(in crate::view) fn secrets(state: &str) -> String {
    format!("{SECRETS_TITLE}: {state}")
}

/// The store of secrets handed out what was asked of it.
pub(in crate::view) const SECRETS_FINE: &str = "no trouble";
/// The store of secrets was not asked yet.
pub(in crate::view) const SECRETS_UNKNOWN: &str = "not known";

pub(in crate::view) fn login(is: &LaunchAtLogin) -> &'static str {
    match is {
        LaunchAtLogin::Unknown => "Launch at login: not known",
        LaunchAtLogin::Off => "Launch at login: off",
        LaunchAtLogin::On => "Launch at login: on",
        LaunchAtLogin::NeedsApproval => "Launch at login: waits for approval",
        LaunchAtLogin::Unavailable(_) => "Launch at login: not available",
    }
}

pub(in crate::view) const SETTINGS_FINE: &str = "Settings: no trouble";
pub(in crate::view) const SETTINGS_COMPLAINT: &str = "Settings: trouble with their file";

// An organization, which is a number.

/// Stands above its lines.
pub(in crate::view) fn organization(number: usize, environment: Environment) -> String {
    match environment {
        Environment::Production => format!("Organization {number}, production:"),
        Environment::Sandbox => format!("Organization {number}, sandbox:"),
    }
}

/// `trouble` is what is wrong, as [`trouble`] and [`since`] say it.
pub(in crate::view) fn health(
    state: State,
    refreshing: bool,
    last_success: Option<&str>,
    trouble: Option<&str>,
) -> String {
    let state = match state {
        State::Waiting => "waiting",
        State::Fresh => "fresh",
        State::Stale => "stale",
    };
    let refreshing = if refreshing { ", refreshing" } else { "" };
    let success = last_success.unwrap_or("never");
    let trouble = trouble.map_or_else(String::new, |trouble| format!(", {trouble}"));
    format!("Health: {state}{refreshing}, last success {success}{trouble}")
}

pub(in crate::view) fn ledger(rows: Option<Rows>) -> String {
    match rows {
        Some(Rows { orders, subscriptions }) => format!("Ledger: {orders} orders, {subscriptions} subscriptions"),
        None => "Ledger: nothing read yet".to_owned(),
    }
}

pub(in crate::view) fn rows_not_read(rejected: &Rejected) -> String {
    if rejected.more {
        format!("Rows not read: {} or more", rejected.rows)
    } else {
        format!("Rows not read: {}", rejected.rows)
    }
}

pub(in crate::view) fn download(progress: Option<Progress>) -> String {
    match progress {
        Some(Progress { of: History::Orders, done, total }) => format!("Download: {done} of {total} orders"),
        Some(Progress { of: History::Subscriptions, done, total }) => {
            format!("Download: {done} of {total} subscriptions")
        }
        None => "Download: none".to_owned(),
    }
}

/// `rules` is what rings, as [`rules`] says it.
pub(in crate::view) fn notifications_of_its_own(rules: &str) -> String {
    format!("Notifications of its own: {rules}")
}

// What went wrong.

/// Stands above the troubles.
pub(in crate::view) const LAST_TROUBLES: &str = "Last troubles, newest first:";
/// There was no trouble.
pub(in crate::view) const NO_TROUBLES: &str = "none";

/// When it went wrong, whose trouble it is, and what it is.
pub(in crate::view) fn trouble_at(instant: &str, whose: &str, trouble: &str) -> String {
    format!("{instant} {whose}: {trouble}")
}

/// The trouble is the program's own.
pub(in crate::view) const OF_REVONE: &str = "Revone";
/// The trouble is that of an organization which is not connected any more.
pub(in crate::view) const OF_ORGANIZATION_GONE: &str = "an organization that is gone";

/// The trouble is that of a connected organization.
pub(in crate::view) fn of_organization(number: usize) -> String {
    format!("organization {number}")
}

pub(in crate::view) fn since(trouble: &str, instant: &str) -> String {
    format!("{trouble} since {instant}")
}

/// A trouble without anything that somebody else wrote. `place` is how a place in Polar's answer may be named.
pub(in crate::view) fn trouble(trouble: &Trouble, place: fn(&str) -> String) -> String {
    match trouble {
        Trouble::Polar(trouble) => polar_trouble(trouble, place),
        Trouble::TokenRejected => "token rejected".to_owned(),
        Trouble::MissingScope(Some(scope)) => format!("missing scope {}", scope.code()),
        Trouble::MissingScope(None) => "missing scope of Polar’s".to_owned(),
        Trouble::OrganizationGone => "organization not listed".to_owned(),
        Trouble::KeychainLocked => "store of secrets locked".to_owned(),
        Trouble::KeychainNotNow => "store of secrets may not ask now".to_owned(),
        Trouble::KeychainRefused => "store of secrets refused".to_owned(),
        Trouble::KeychainMissing => "no store of secrets".to_owned(),
        Trouble::TokenMissing => "token not in the store of secrets".to_owned(),
        Trouble::LedgerUnwritable(_) => "ledger not writable".to_owned(),
        Trouble::LedgerDamaged => "ledger damaged".to_owned(),
        Trouble::LedgerNewer => "ledger of a newer version".to_owned(),
        Trouble::LedgerReplaced => "ledger damaged and begun anew".to_owned(),
        Trouble::BrokeOff => "worker broke off".to_owned(),
        Trouble::Setup(_) => "set-up not usable".to_owned(),
    }
}

fn polar_trouble(trouble: &polar::Trouble, place: fn(&str) -> String) -> String {
    match trouble {
        polar::Trouble::Unauthorized => self::trouble(&Trouble::TokenRejected, place),
        polar::Trouble::MissingScope(scope) => self::trouble(&Trouble::MissingScope(*scope), place),
        polar::Trouble::NotFound => "not found (404)".to_owned(),
        polar::Trouble::Refused(status) => format!("refused ({status})"),
        polar::Trouble::RateLimited(Some(pause)) => format!("too many requests, {} s", pause.as_secs()),
        polar::Trouble::RateLimited(None) => "too many requests".to_owned(),
        polar::Trouble::Server(status) => format!("server ({status})"),
        polar::Trouble::Redirected => "redirected".to_owned(),
        polar::Trouble::NotPolar => "not Polar’s answer".to_owned(),
        polar::Trouble::Malformed { path, .. } => format!("malformed answer at {}", place(path)),
        polar::Trouble::TooLarge => "answer too large".to_owned(),
        polar::Trouble::Cut => "answer cut off".to_owned(),
        polar::Trouble::Offline => "offline".to_owned(),
        polar::Trouble::Timeout => "no answer in time".to_owned(),
        polar::Trouble::Tls => "no secure connection".to_owned(),
    }
}
