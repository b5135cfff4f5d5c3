//! What the owner sends along when something is wrong. It goes to somebody else, so that nothing of it was written by
//! anybody but the program: no token, no name, no slug, no address, no path; an organization is a number. Numbers and
//! times are written in the same way everywhere, for whoever reads it.

mod place;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use place::place;

use super::page::zone_name;
use super::status::tolerance;
use super::words::diagnosis::ended_at;
use super::words::diagnostics as said;
use crate::app::{Health, Model, Report, Settings, Trouble};
use crate::domain::{Organization, OrganizationId};

/// The text, a fact a line.
pub fn text(model: &Model, now: Timestamp) -> String {
    let mut lines = vec![
        said::version(env!("CARGO_PKG_VERSION")),
        said::system(&model.system),
        said::now(&now.strftime("%F %RZ").to_string()),
        said::time_zone(&zone_name(&model.time_zone, now), zone_of(&model.settings, &model.time_zone)),
        said::connection(&model.connection).to_owned(),
    ];
    let all = organizations(model);
    if all.is_empty() {
        lines.push(health(model, None, &model.health, now));
    }
    for (number, one) in (1..).zip(&all) {
        lines.push(said::organization(number, one.organization.environment));
        lines.extend(of_organization(model, one, now).map(indented));
    }
    lines.extend(model.ended.as_ref().map(|ended| ended_at(&seconds(ended.at))));
    let interval = model.settings.interval;
    let minutes = interval.length(model.computer.power).map(|length| length.as_mins());
    lines.extend([
        said::refreshing(interval, minutes),
        said::computer(&model.computer),
        notifications(model, now),
        said::secrets(&secrets(&all)),
        said::login(&model.launch_at_login).to_owned(),
        if model.complaint.is_some() { said::SETTINGS_COMPLAINT } else { said::SETTINGS_FINE }.to_owned(),
        said::LAST_TROUBLES.to_owned(),
    ]);
    lines.extend(troubles(model, &all).into_iter().map(indented));
    lines.push(String::new());
    lines.join("\n")
}

/// A line that belongs to the one above.
fn indented(line: String) -> String {
    format!("  {line}")
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

fn of_organization(model: &Model, one: &One<'_>, now: Timestamp) -> impl Iterator<Item = String> {
    let own = model.settings.own_rules.get(&one.organization.id);
    let lines = [
        health(model, Some(one.organization.id), one.health, now),
        said::ledger(one.report.map(|report| report.rows)),
        said::rows_not_read(&one.health.rejected),
        said::download(one.health.download),
    ];
    lines.into_iter().chain(own.map(|own| said::notifications_of_its_own(&said::rules(own))))
}

fn health(model: &Model, of: Option<OrganizationId>, health: &Health, now: Timestamp) -> String {
    let state = health.state(now, tolerance(&model.settings, model.computer.power));
    let trouble = health.trouble.as_ref().map(|trouble| match model.troubles.since(of, trouble) {
        Some(at) => said::since(&name(trouble), &seconds(at)),
        None => name(trouble),
    });
    said::health(state, health.refreshing, health.last_success.map(seconds).as_deref(), trouble.as_deref())
}

fn troubles(model: &Model, all: &[One<'_>]) -> Vec<String> {
    let whose = |id: Option<OrganizationId>| {
        let place = id.and_then(|id| all.iter().position(|one| one.organization.id == id));
        match (id, place) {
            (None, _) => said::OF_REVONE.to_owned(),
            (Some(_), Some(place)) => said::of_organization(place.saturating_add(1)),
            (Some(_), None) => said::OF_ORGANIZATION_GONE.to_owned(),
        }
    };
    let mut lines: Vec<String> = model
        .troubles
        .newest_first()
        .map(|one| said::trouble_at(&seconds(one.at), &whose(one.organization), &name(&one.trouble)))
        .collect();
    if lines.is_empty() {
        lines.push(said::NO_TROUBLES.to_owned());
    }
    lines
}

/// A trouble, named without anything that somebody else wrote.
pub fn trouble_name(trouble: &Trouble) -> String {
    name(trouble)
}

/// A trouble without anything that somebody else wrote.
fn name(trouble: &Trouble) -> String {
    said::trouble(trouble, place)
}

/// Whose wish the zone is.
fn zone_of(settings: &Settings, zone: &TimeZone) -> &'static str {
    match &settings.time_zone {
        Some(chosen) if zone.iana_name() == Some(chosen) => said::ZONE_CHOSEN,
        Some(_) => said::ZONE_OTHER_CHOSEN,
        None => said::ZONE_OF_COMPUTER,
    }
}

fn notifications(model: &Model, now: Timestamp) -> String {
    let settings = &model.settings;
    let paused_until = settings.pause_at(now).map(seconds);
    said::notifications(&said::rules(&settings.rules), model.notifications_refused.is_some(), paused_until.as_deref())
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
        None if all.iter().any(|one| one.health.last_success.is_some()) => said::SECRETS_FINE.to_owned(),
        None => said::SECRETS_UNKNOWN.to_owned(),
    }
}

fn seconds(at: Timestamp) -> String {
    at.strftime("%Y-%m-%d %H:%M:%SZ").to_string()
}

#[cfg(test)]
mod tests;
