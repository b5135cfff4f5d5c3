//! What the owner sends along when something is wrong. It goes to somebody else, so that nothing of it was written by
//! anybody but the program: no token, no name, no slug, no address, no path; an organization is a number. Numbers and
//! times are written in the same way everywhere, for whoever reads it.

mod place;

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

use place::place;

use super::page::zone_name;
use super::status::tolerance;
use crate::app::{
    Computer, Connection, Health, History, Interval, LaunchAtLogin, Model, Network, Power, Report, Rules, Settings,
    State, Trouble,
};
use crate::domain::{Environment, Organization, OrganizationId};
use crate::polar;

/// The text, a fact a line.
pub fn text(model: &Model, now: Timestamp) -> String {
    let mut lines = vec![
        format!("Revone {}", env!("CARGO_PKG_VERSION")),
        format!("System: {}", model.system),
        format!("Now: {}", now.strftime("%F %RZ")),
        format!("Time zone: {} ({})", zone_name(&model.time_zone, now), zone_of(&model.settings, &model.time_zone)),
        format!("Connection: {}", connection(&model.connection)),
    ];
    let all = organizations(model);
    if all.is_empty() {
        lines.push(format!("Health: {}", health(model, None, &model.health, now)));
    }
    for (number, one) in (1..).zip(&all) {
        lines.extend(of_organization(model, number, one, now));
    }
    lines.extend([
        format!("Refreshing: {}", interval(model.settings.interval, model.computer.power)),
        format!("Computer: {}", computer(&model.computer)),
        format!("Notifications: {}", notifications(model, now)),
        format!("{}: {}", super::words::SECRETS_TITLE, secrets(&all)),
        format!("Launch at login: {}", login(&model.launch_at_login)),
        format!("Settings: {}", if model.complaint.is_some() { "trouble with their file" } else { "no trouble" }),
    ]);
    lines.push("Last troubles, newest first:".to_owned());
    lines.extend(troubles(model, &all));
    lines.push(String::new());
    lines.join("\n")
}

/// What is known of one organization.
struct One<'a> {
    organization: &'a Organization,
    report: Option<&'a Report>,
    health: &'a Health,
}

/// The one shown first. In this order they are numbered.
fn organizations(model: &Model) -> Vec<One<'_>> {
    let shown = model.connection.organization();
    let shown = shown.map(|organization| One { organization, report: model.report.as_ref(), health: &model.health });
    let others = model.others.iter().map(|other| One {
        organization: &other.organization,
        report: other.report.as_ref(),
        health: &other.health,
    });
    shown.into_iter().chain(others).collect()
}

fn of_organization(model: &Model, number: usize, one: &One<'_>, now: Timestamp) -> Vec<String> {
    let environment = match one.organization.environment {
        Environment::Production => "production",
        Environment::Sandbox => "sandbox",
    };
    let rows = one.report.map_or_else(
        || "nothing read yet".to_owned(),
        |report| format!("{} orders, {} subscriptions", report.rows.orders, report.rows.subscriptions),
    );
    let rejected = &one.health.rejected;
    let download = one.health.download.map_or_else(
        || "none".to_owned(),
        |progress| {
            let of = match progress.of {
                History::Orders => "orders",
                History::Subscriptions => "subscriptions",
            };
            format!("{} of {} {of}", progress.done, progress.total)
        },
    );
    let mut lines = vec![
        format!("Organization {number}, {environment}:"),
        format!("  Health: {}", health(model, Some(one.organization.id), one.health, now)),
        format!("  Ledger: {rows}"),
        format!("  Rows not read: {}{}", rejected.rows, if rejected.more { " or more" } else { "" }),
        format!("  Download: {download}"),
    ];
    let own = model.settings.own_rules.get(&one.organization.id);
    lines.extend(own.map(|own| format!("  Notifications of its own: {}", rules(own))));
    lines
}

fn health(model: &Model, of: Option<OrganizationId>, health: &Health, now: Timestamp) -> String {
    let state = match health.state(now, tolerance(&model.settings, model.computer.power)) {
        State::Waiting => "waiting",
        State::Fresh => "fresh",
        State::Stale => "stale",
    };
    let success = health.last_success.map_or_else(|| "never".to_owned(), seconds);
    let refreshing = if health.refreshing { ", refreshing" } else { "" };
    let trouble = health.trouble.as_ref().map_or_else(String::new, |trouble| {
        let since = model.troubles.since(of, trouble).map(|at| format!(" since {}", seconds(at)));
        format!(", {}{}", name(trouble), since.unwrap_or_default())
    });
    format!("{state}{refreshing}, last success {success}{trouble}")
}

fn troubles(model: &Model, all: &[One<'_>]) -> Vec<String> {
    let whose = |id: Option<OrganizationId>| {
        let place = id.and_then(|id| all.iter().position(|one| one.organization.id == id));
        match (id, place) {
            (None, _) => "Revone".to_owned(),
            (Some(_), Some(place)) => format!("organization {}", place.saturating_add(1)),
            (Some(_), None) => "an organization that is gone".to_owned(),
        }
    };
    let mut lines: Vec<String> = model
        .troubles
        .newest_first()
        .map(|one| format!("  {} {}: {}", seconds(one.at), whose(one.organization), name(&one.trouble)))
        .collect();
    if lines.is_empty() {
        lines.push("  none".to_owned());
    }
    lines
}

/// A trouble without anything that somebody else wrote.
fn name(trouble: &Trouble) -> String {
    match trouble {
        Trouble::Polar(trouble) => polar_name(trouble),
        Trouble::TokenRejected => "token rejected".to_owned(),
        Trouble::MissingScope(scope) => format!("missing scope {}", scope.map_or("of Polar’s", |scope| scope.code())),
        Trouble::OrganizationGone => "organization not listed".to_owned(),
        Trouble::KeychainLocked => "store of secrets locked".to_owned(),
        Trouble::KeychainNotNow => "store of secrets may not ask now".to_owned(),
        Trouble::KeychainRefused => "store of secrets refused".to_owned(),
        Trouble::KeychainMissing => "no store of secrets".to_owned(),
        Trouble::TokenMissing => "token not in the store of secrets".to_owned(),
        Trouble::LedgerUnwritable(_) => "ledger not writable".to_owned(),
        Trouble::LedgerNewer => "ledger of a newer version".to_owned(),
        Trouble::LedgerReplaced => "ledger damaged and begun anew".to_owned(),
        Trouble::Setup(_) => "set-up not usable".to_owned(),
    }
}

fn polar_name(trouble: &polar::Trouble) -> String {
    match trouble {
        polar::Trouble::Unauthorized => name(&Trouble::TokenRejected),
        polar::Trouble::MissingScope(scope) => name(&Trouble::MissingScope(*scope)),
        polar::Trouble::NotFound => "not found (404)".to_owned(),
        polar::Trouble::Refused(status) => format!("refused ({status})"),
        polar::Trouble::RateLimited(pause) => {
            let pause = pause.and_then(|pause| SignedDuration::try_from(pause).ok());
            let seconds = pause.map(|pause| format!(", {} s", pause.as_secs()));
            format!("too many requests{}", seconds.unwrap_or_default())
        }
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

fn connection(connection: &Connection) -> &'static str {
    match connection {
        Connection::Starting => "starting",
        Connection::NotConnected => "none",
        Connection::Connected(_) => "connected",
        Connection::Sample(_) => "sample data",
    }
}

/// Whose wish the zone is.
fn zone_of(settings: &Settings, zone: &TimeZone) -> &'static str {
    match &settings.time_zone {
        Some(chosen) if zone.iana_name() == Some(chosen) => "chosen",
        Some(_) => "another is chosen",
        None => "this computer’s",
    }
}

fn interval(interval: Interval, power: Power) -> String {
    match interval {
        Interval::Automatic => {
            let now = interval.length(power).map(|length| format!(", every {} min now", length.as_mins()));
            format!("automatic{}", now.unwrap_or_default())
        }
        Interval::EveryMinutes(minutes) => format!("every {minutes} min"),
        Interval::Manually => "by hand".to_owned(),
    }
}

fn computer(is: &Computer) -> String {
    let power = match is.power {
        Power::Mains => "not on a battery",
        Power::Battery => "on a battery",
        Power::Saving => "saving power",
    };
    let network = match is.network {
        Network::Unknown => "not known",
        Network::Online => "there",
        Network::Offline => "none",
    };
    let asleep = if is.asleep { ", falling asleep" } else { "" };
    format!("{power}, network {network}{asleep}")
}

fn notifications(model: &Model, now: Timestamp) -> String {
    let settings = &model.settings;
    let refused = model.notifications_refused.as_ref().map(|_| ", refused by the system");
    let paused = settings.pause_at(now).map(|until| format!(", paused until {}", seconds(until)));
    format!("{}{}{}", rules(&settings.rules), refused.unwrap_or_default(), paused.unwrap_or_default())
}

/// What rings.
fn rules(rules: &Rules) -> String {
    if !rules.on {
        return "off".to_owned();
    }
    let topics: Vec<&str> = rules.topics.iter().map(|topic| topic.name()).collect();
    format!("on ({})", if topics.is_empty() { "nothing".to_owned() } else { topics.join(", ") })
}

/// What the organizations' troubles say of the store of secrets.
fn secrets(all: &[One<'_>]) -> String {
    let of_secrets = |trouble: &&Trouble| {
        matches!(
            trouble,
            Trouble::KeychainLocked
                | Trouble::KeychainNotNow
                | Trouble::KeychainRefused
                | Trouble::KeychainMissing
                | Trouble::TokenMissing
        )
    };
    let wrong = all.iter().filter_map(|one| one.health.trouble.as_ref()).find(of_secrets);
    match wrong {
        Some(trouble) => name(trouble),
        None if all.iter().any(|one| one.health.last_success.is_some()) => "no trouble".to_owned(),
        None => "not known".to_owned(),
    }
}

fn login(is: &LaunchAtLogin) -> &'static str {
    match is {
        LaunchAtLogin::Unknown => "not known",
        LaunchAtLogin::Off => "off",
        LaunchAtLogin::On => "on",
        LaunchAtLogin::NeedsApproval => "waits for approval",
        LaunchAtLogin::Unavailable(_) => "not available",
    }
}

fn seconds(at: Timestamp) -> String {
    at.strftime("%Y-%m-%d %H:%M:%SZ").to_string()
}

#[cfg(test)]
mod tests;
