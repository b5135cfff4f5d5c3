use jiff::{SignedDuration, Timestamp};

use super::model::{Connection, Form, FormError, Names, News};
use super::notice::{self, Listener, Plan};
use super::{
    Announcing, Command, ConnectStep, Effect, Event, Link, Looking, Model, Occurred, Removing, Report, Told, Trouble,
    WindowPage,
};
use crate::domain::{Announcement, OrganizationId};

mod breaking_off;
mod choosing;
mod guiding;

/// Takes what happened into the model and says what is to be done about it. Whatever changes what is seen changes the open
/// window, too.
pub fn update(model: &mut Model, event: Event, now: Timestamp) -> Vec<Effect> {
    let mut effects = happened(model, event, now);
    let seen = effects.iter().any(|effect| matches!(effect, Effect::Render));
    let updated = effects.iter().any(|effect| matches!(effect, Effect::UpdateWindow));
    if model.window.is_some() && seen && !updated {
        effects.push(Effect::UpdateWindow);
    }
    effects
}

fn happened(model: &mut Model, event: Event, now: Timestamp) -> Vec<Effect> {
    match event {
        Event::Loaded { organization, others, sample, first_launch, settings } => {
            let connection = match (organization, sample) {
                (None, _) => Connection::NotConnected,
                (Some(organization), true) => Connection::Sample(organization),
                (Some(organization), false) => Connection::Connected(organization),
            };
            model.settings = *settings;
            model.show(connection, others);
            if model.window == Some(WindowPage::Dashboard) && model.connection == Connection::NotConnected {
                model.window = Some(WindowPage::Connect);
            }
            let greet = first_launch && model.connection == Connection::NotConnected;
            let mut effects = vec![Effect::Render];
            if greet {
                effects.extend(show_window(model, WindowPage::Connect));
            } else {
                effects.extend(read_dashboard(model));
            }
            effects
        }
        Event::TimeZone(zone) => {
            model.time_zone = zone;
            with_dashboard(model, vec![Effect::Render])
        }
        // The system tells of every change of its settings, and most are of something else.
        Event::Region(region) if model.region == region => Vec::new(),
        Event::Region(region) => {
            model.region = region;
            vec![Effect::Render]
        }
        Event::Figures(of, report) => {
            if let Some(known) = model.known(of) {
                keep_names_in_use(known.names, &report);
                *known.report = Some(*report);
            }
            let shown = model.connection.organization().is_some_and(|shown| shown.id == of);
            if shown { with_dashboard(model, vec![Effect::Render]) } else { vec![Effect::Render] }
        }
        Event::Renamed(organization) => {
            if let Some(known) = model.known(organization.id) {
                *known.organization = organization;
            }
            vec![Effect::Render]
        }
        Event::Named(of, names) => {
            if let Some(known) = model.known(of) {
                known.names.customers.extend(names.customers);
                known.names.comments.extend(names.comments);
            }
            vec![Effect::Render]
        }
        Event::Health(of, health) => {
            remember(model, of, health.trouble.as_ref(), now);
            match of.map(|of| model.known(of)) {
                None => model.health = *health,
                Some(Some(known)) => *known.health = *health,
                Some(None) => {}
            }
            vec![Effect::Render]
        }
        Event::BrokeOff(how) => breaking_off::broke_off(model, how, now),
        // What waits in the outbox of somebody who has just gone waits there until they are back.
        Event::Outbox(organization, _) if model.organization(organization).is_none() => Vec::new(),
        Event::Outbox(organization, outbox) => announce(model, organization, &outbox, now),
        Event::Announced { organization, ids, refused } => {
            model.notifications_refused = refused;
            model.sent.entry(organization).or_default().note(&ids, Announcing::Done);
            vec![Effect::Settle { organization, ids }, Effect::Render]
        }
        Event::NotAnnounced(organization, ids) => {
            model.sent.entry(organization).or_default().note(&ids, Announcing::Unanswered);
            Vec::new()
        }
        Event::AskedToNotify(refused) => {
            model.notifications_refused = refused;
            vec![Effect::Render]
        }
        Event::Settled(organization, ids) => {
            model.sent.entry(organization).or_default().recorded(&ids);
            Vec::new()
        }
        Event::Clicked { organization, link, announces } => {
            model.news.saw(organization, &announces);
            vec![Effect::OpenOf(organization, link), Effect::Render]
        }
        Event::ChangedElsewhere => vec![Effect::Reload],
        Event::ChosenElsewhere(organization) => choose(model, organization),
        Event::Switched(organization) => {
            model.switch_to(organization);
            with_dashboard(model, vec![Effect::Render])
        }
        Event::Chosen(command) => {
            // On Linux nothing tells that the menu was opened, so a chosen row says that it was looked at.
            let looked = looked(model);
            let mut effects = chosen(model, command, now);
            if looked && !effects.iter().any(|effect| matches!(effect, Effect::Render)) {
                effects.insert(0, Effect::Render);
            }
            effects
        }
        Event::MenuOpened => {
            let mut effects = if looked(model) { vec![Effect::Render] } else { Vec::new() };
            effects.extend(model.connection.organization().and_then(|_| refresh_if_old(model)));
            effects
        }
        Event::IconMissing => guiding::icon_missing(model, now),
        // Without an account there is no dashboard; the window opens on what there is.
        Event::LaunchedAgain | Event::WindowAsked(WindowPage::Dashboard) => open_window(model),
        Event::WindowAsked(page) => show_window(model, page),
        Event::RefreshAsked => vec![Effect::Refresh],
        // One attempt at a time.
        Event::ConnectAsked { .. } if model.form.step.is_some() => Vec::new(),
        Event::ConnectAsked { token: None, .. } => {
            model.form = Form { error: Some(FormError::TokenEmpty), ..Form::default() };
            vec![Effect::UpdateWindow]
        }
        Event::ConnectAsked { token: Some(token), organization, environment } => {
            model.form = Form { step: Some(ConnectStep::FindingEnvironment), ..Form::default() };
            vec![Effect::UpdateWindow, Effect::Connect { token, organization, environment }]
        }
        Event::Connecting(step) => {
            model.form.step = Some(step);
            vec![Effect::UpdateWindow]
        }
        Event::Connected(organization) => {
            if !model.switch_to(organization.id) {
                model.show(Connection::Connected(organization), Vec::new());
            }
            // Nobody sees the form of a closed window: it is empty when it is opened next.
            model.form = Form { done: model.window.is_some(), ..Form::default() };
            let mut effects = vec![Effect::UpdateWindow, Effect::Render];
            effects.extend(choosing::look_at_the_login(model));
            effects.extend(choosing::ask_to_notify(&model.settings));
            effects
        }
        Event::ConnectFailed(error) => {
            model.form = Form { error: Some(error), ..Form::default() };
            vec![Effect::UpdateWindow]
        }
        Event::WindowClosed => {
            close_window(model);
            Vec::new()
        }
        Event::WindowFailed(reason) => {
            close_window(model);
            model.health.trouble = Some(Trouble::Setup(reason));
            vec![Effect::Render]
        }
        // The sample has no page at Polar but the one where tokens are made.
        Event::LinkFollowed(link) if link != Link::Tokens && matches!(model.connection, Connection::Sample(_)) => {
            Vec::new()
        }
        Event::LinkFollowed(link) => vec![Effect::Open(link)],
        Event::Went(page) => {
            let mut effects = go(model, page);
            effects.push(Effect::UpdateWindow);
            effects
        }
        Event::Looked(look) => {
            model.looking.turn_to(look);
            read_dashboard(model).into_iter().collect()
        }
        Event::Dashboard(organization, dashboard) => {
            let wanted = model.connection.organization().is_some_and(|shown| shown.id == organization)
                && model.window == Some(WindowPage::Dashboard)
                && dashboard.looking == model.looking;
            if !wanted {
                return Vec::new();
            }
            // Rows have gone meanwhile, and the page with them.
            let back = model.looking.back_to_what_there_is(&dashboard);
            model.dashboard = Some(dashboard);
            let again = if back { read_dashboard(model) } else { None };
            again.into_iter().chain([Effect::UpdateWindow]).collect()
        }
        Event::Exported(file, written) => {
            model.exported = Some((file, written));
            vec![Effect::UpdateWindow]
        }
        Event::ExportAsked { organization, export, path } => {
            model.exported = None;
            // Another organization may have been chosen while the panel was open.
            if model.organization(organization).is_none() {
                return Vec::new();
            }
            let looking = Box::new(model.looking.clone());
            vec![Effect::Export { organization, export, looking, path }, Effect::UpdateWindow]
        }
        Event::Set { setting, value } => choosing::set(model, setting, value),
        Event::Remove(organization) => choosing::remove(model, Removing::One(organization)),
        Event::Reset => choosing::remove(model, Removing::Everything),
        Event::Removed(told) => {
            choosing::removed(model, told);
            [Effect::UpdateWindow].into_iter().chain(choosing::look_at_the_login(model)).collect()
        }
        Event::NotRemoved(sentence) => {
            (model.removing, model.not_done) = (None, Some(sentence));
            vec![Effect::UpdateWindow]
        }
        Event::NotDone(sentence) => {
            model.not_done = Some(sentence);
            vec![Effect::UpdateWindow]
        }
        Event::Complaint(sentence) => {
            model.complaint = sentence;
            vec![Effect::UpdateWindow]
        }
        Event::LaunchAtLogin(is) => {
            model.launch_at_login = is;
            vec![Effect::UpdateWindow]
        }
        Event::Tick => time_passed(model),
        Event::Computer(told) => stands(model, told),
        Event::Terminate => vec![Effect::Quit],
    }
}

fn chosen(model: &mut Model, command: Command, now: Timestamp) -> Vec<Effect> {
    match command {
        Command::Open(link) => vec![Effect::Open(link)],
        Command::Look => Vec::new(),
        Command::Choose(organization) => choose(model, organization),
        Command::Connect => show_window(model, WindowPage::Connect),
        Command::ShowWindow => open_window(model),
        Command::Settings => show_window(model, WindowPage::Settings),
        Command::About => show_window(model, WindowPage::About),
        Command::OpenReport => breaking_off::open_report(model),
        Command::TrySample => vec![Effect::StartSample],
        Command::LeaveSample => vec![Effect::StopSample],
        Command::Refresh => vec![Effect::Refresh],
        Command::ToggleAmounts => {
            model.settings.hide_amounts = !model.settings.hide_amounts;
            vec![Effect::SaveSettings(Box::new(model.settings.clone())), Effect::Render]
        }
        Command::PauseForAnHour => choosing::pause(model, Some(now + SignedDuration::from_hours(1))),
        Command::PauseUntilTomorrow => {
            let until = choosing::tomorrow(&model.time_zone, now);
            choosing::pause(model, until)
        }
        Command::Resume => choosing::pause(model, None),
        Command::ToggleNotifications => {
            model.settings.rules.on = !model.settings.rules.on;
            choosing::keep_rules(model)
        }
        Command::NotificationSettings => vec![Effect::OpenNotificationSettings],
        Command::Quit => vec![Effect::Quit],
    }
}

/// Shows another organization at once, with what is known of it. The choice is kept also where this process does not know
/// the organization yet: another one may just have connected it.
fn choose(model: &mut Model, organization: OrganizationId) -> Vec<Effect> {
    model.switch_to(organization);
    with_dashboard(model, vec![Effect::Render, Effect::Choose(organization)])
}

/// Plans what to announce, and marks as new what nobody was told of before.
fn announce(model: &mut Model, organization: OrganizationId, outbox: &[Announcement], now: Timestamp) -> Vec<Effect> {
    let settings = &model.settings;
    let rules = settings.rules_of(organization);
    let sent = model.sent.entry(organization).or_default();
    let mut new = false;
    for entry in outbox {
        if sent.stage(&entry.change.stable_id()).is_none() && rules.concern(entry) {
            model.news.add(organization, entry, now);
            new = true;
        }
    }
    let on = settings.rings(organization);
    let listener = Listener { on, rules, paused: settings.pause_at(now).is_some(), zone: &model.time_zone };
    let Plan { show, settle, hold } = notice::plan(outbox, listener, sent, now);
    sent.shows(&show);
    sent.note(&hold, Announcing::Held);
    sent.note(&settle, Announcing::Done);
    let mut effects = if new { vec![Effect::Render] } else { Vec::new() };
    if !show.is_empty() {
        effects.push(Effect::Notify { organization, notices: show });
    }
    if !settle.is_empty() {
        effects.push(Effect::Settle { organization, ids: settle });
    }
    effects
}

/// Somebody who refreshes by hand is not refreshed for because they look.
fn refresh_if_old(model: &Model) -> Option<Effect> {
    model.settings.interval.length(model.computer.power).map(|_| Effect::RefreshIfOld)
}

/// The computer stands otherwise than before. One that wakes may do so on another day.
fn stands(model: &mut Model, told: Told) -> Vec<Effect> {
    let suits = model.computer.hears(told).then_some(Effect::SuitTheComputer(model.computer));
    match told {
        Told::Wakes => suits.into_iter().chain(time_passed(model)).collect(),
        _ => suits.into_iter().flat_map(|suits| [suits, Effect::Render]).collect(),
    }
}

fn time_passed(model: &Model) -> Vec<Effect> {
    [Effect::ReadFigures].into_iter().chain(refresh_if_old(model)).chain([Effect::Render]).collect()
}

fn looked(model: &mut Model) -> bool {
    std::mem::take(&mut model.news) != News::default()
}

fn open_window(model: &mut Model) -> Vec<Effect> {
    let page = model.page();
    show_window(model, page)
}

/// Opens the window on a page, or brings it there and to the front.
fn show_window(model: &mut Model, page: WindowPage) -> Vec<Effect> {
    let mut effects = go(model, page);
    effects.extend([Effect::OpenWindow, Effect::UpdateWindow]);
    effects
}

fn close_window(model: &mut Model) {
    (model.window, model.guides) = (None, false);
    (model.dashboard, model.exported) = (None, None);
    model.looking = Looking::default();
    model.form = Form::default();
    choosing::leave(model);
}

fn go(model: &mut Model, page: WindowPage) -> Vec<Effect> {
    if model.window.replace(page) != Some(page) {
        choosing::leave(model);
    }
    // What the form said of the connection before this one is over.
    if model.form.done {
        model.form = Form::default();
    }
    read_dashboard(model).into_iter().chain(choosing::look_at_the_login(model)).collect()
}

/// Notes a trouble that was not there before.
fn remember(model: &mut Model, of: Option<OrganizationId>, trouble: Option<&Trouble>, now: Timestamp) {
    let before = match of {
        None => model.health.trouble.clone(),
        Some(of) => model.known(of).and_then(|known| known.health.trouble.clone()),
    };
    if let Some(trouble) = trouble.filter(|trouble| before.as_ref() != Some(*trouble)) {
        model.troubles.remember(Occurred { at: now, organization: of, trouble: trouble.clone() });
    }
}

/// What the dashboard needs, where the window shows it.
fn read_dashboard(model: &Model) -> Option<Effect> {
    let shown = model.window == Some(WindowPage::Dashboard) && model.connection.organization().is_some();
    shown.then(|| Effect::ReadDashboard(Box::new(model.looking.clone())))
}

fn with_dashboard(model: &Model, mut effects: Vec<Effect>) -> Vec<Effect> {
    effects.extend(read_dashboard(model));
    effects
}

/// Names of people are kept only while a row shows them.
fn keep_names_in_use(names: &mut Names, report: &Report) {
    let shown = |id| {
        report.orders.iter().any(|row| row.customer_id == Some(id))
            || report.subscriptions.iter().any(|row| row.customer_id == Some(id))
            || report.cancellations.iter().any(|row| row.customer_id == Some(id))
    };
    names.customers.retain(|id, _| shown(*id));
    names.comments.retain(|id, _| report.cancellations.iter().any(|row| row.id == *id));
}

#[cfg(test)]
mod tests;
