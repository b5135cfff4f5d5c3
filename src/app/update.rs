use jiff::Timestamp;

use super::model::{Connection, Form, FormError, News};
use super::notice;
use super::{Command, ConnectStep, Effect, Event, Model, Report, WindowPage};
use crate::domain::Announcement;

/// Takes what happened into the model and says what is to be done about it.
pub fn update(model: &mut Model, event: Event, now: Timestamp) -> Vec<Effect> {
    match event {
        Event::Loaded { organization, sample, first_launch, settings } => {
            model.connection = match (organization, sample) {
                (None, _) => Connection::NotConnected,
                (Some(organization), true) => Connection::Sample(organization),
                (Some(organization), false) => Connection::Connected(organization),
            };
            model.settings = *settings;
            forget_figures(model);
            let greet = first_launch && model.connection == Connection::NotConnected;
            if greet { vec![Effect::Render, show_window(model, WindowPage::Connect)] } else { vec![Effect::Render] }
        }
        Event::Figures(report) => {
            keep_names_in_use(model, &report);
            model.report = Some(*report);
            vec![Effect::Render]
        }
        Event::Renamed(organization) => {
            model.connection = match model.connection {
                Connection::Sample(_) => Connection::Sample(organization),
                _ => Connection::Connected(organization),
            };
            vec![Effect::Render]
        }
        Event::Named(names) => {
            model.names.customers.extend(names.customers);
            model.names.comments.extend(names.comments);
            vec![Effect::Render]
        }
        Event::Health(health) => {
            model.health = *health;
            with_window(model, vec![Effect::Render])
        }
        Event::Outbox(outbox) => announce(model, &outbox, now),
        Event::Announced { ids, unavailable } => {
            model.notifications_unavailable = unavailable;
            vec![Effect::Settle(ids), Effect::Render]
        }
        Event::NotAnnounced(ids) | Event::Settled(ids) => {
            model.announcing.retain(|id| !ids.contains(id));
            Vec::new()
        }
        Event::ChangedElsewhere => vec![Effect::Reload],
        Event::Chosen(command) => {
            // On Linux nothing tells that the menu was opened, so a chosen row says that it was looked at.
            let looked = looked(model);
            let mut effects = chosen(model, command);
            if looked && !effects.iter().any(|effect| matches!(effect, Effect::Render)) {
                effects.insert(0, Effect::Render);
            }
            effects
        }
        Event::MenuOpened => {
            let mut effects = if looked(model) { vec![Effect::Render] } else { Vec::new() };
            effects.extend(model.connection.organization().map(|_| Effect::RefreshIfOld));
            effects
        }
        Event::LaunchedAgain => vec![show_window(model, page_of(model))],
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
            model.connection = Connection::Connected(organization);
            model.form = Form { done: true, ..Form::default() };
            forget_figures(model);
            vec![Effect::UpdateWindow, Effect::Render]
        }
        Event::ConnectFailed(error) => {
            model.form = Form { error: Some(error), ..Form::default() };
            vec![Effect::UpdateWindow]
        }
        Event::Disconnected => {
            model.connection = Connection::NotConnected;
            forget_figures(model);
            with_window(model, vec![Effect::Render])
        }
        Event::WindowClosed => {
            model.window_open = false;
            model.form = Form::default();
            Vec::new()
        }
        Event::LinkFollowed(link) => vec![Effect::Open(link)],
        Event::Tick => vec![Effect::ReadFigures, Effect::RefreshIfOld, Effect::Render],
        Event::Terminate => vec![Effect::Quit],
    }
}

fn chosen(model: &mut Model, command: Command) -> Vec<Effect> {
    match command {
        Command::Open(link) => vec![Effect::Open(link)],
        Command::Look => Vec::new(),
        Command::Connect => vec![show_window(model, WindowPage::Connect)],
        Command::ShowWindow => vec![show_window(model, page_of(model))],
        Command::About => vec![show_window(model, WindowPage::About)],
        Command::TrySample => vec![Effect::StartSample],
        Command::LeaveSample => vec![Effect::StopSample],
        Command::Refresh => vec![Effect::Refresh],
        Command::ToggleAmounts => {
            model.settings.hide_amounts = !model.settings.hide_amounts;
            vec![Effect::SaveSettings(Box::new(model.settings.clone())), Effect::Render]
        }
        Command::ToggleNotifications => {
            model.settings.notifications = !model.settings.notifications;
            model.notifications_unavailable = None;
            vec![Effect::SaveSettings(Box::new(model.settings.clone())), Effect::Render]
        }
        Command::Quit => vec![Effect::Quit],
    }
}

/// Plans what to announce. What is already being announced is left out: its record is on its way.
fn announce(model: &mut Model, outbox: &[Announcement], now: Timestamp) -> Vec<Effect> {
    let waiting: Vec<Announcement> =
        outbox.iter().filter(|entry| !model.announcing.contains(&entry.change.stable_id())).cloned().collect();
    if waiting.is_empty() {
        return Vec::new();
    }
    model.announcing.extend(waiting.iter().map(|entry| entry.change.stable_id()));
    model.news.count = model.news.count.saturating_add(waiting.len() as u64);
    model.news.since.get_or_insert(now);
    let plan = notice::plan(&waiting, &model.settings, now);
    let mut effects = vec![Effect::Render];
    if !plan.show.is_empty() {
        effects.push(Effect::Notify(plan.show));
    }
    if !plan.settle.is_empty() {
        effects.push(Effect::Settle(plan.settle));
    }
    effects
}

fn looked(model: &mut Model) -> bool {
    std::mem::take(&mut model.news) != News::default()
}

fn show_window(model: &mut Model, page: WindowPage) -> Effect {
    model.window_open = true;
    Effect::ShowWindow(page)
}

fn page_of(model: &Model) -> WindowPage {
    match model.connection {
        Connection::Connected(_) => WindowPage::About,
        Connection::Starting | Connection::NotConnected | Connection::Sample(_) => WindowPage::Connect,
    }
}

fn with_window(model: &Model, mut effects: Vec<Effect>) -> Vec<Effect> {
    if model.window_open {
        effects.push(Effect::UpdateWindow);
    }
    effects
}

/// Another account's figures and people must not be shown under this one's name.
fn forget_figures(model: &mut Model) {
    model.report = None;
    model.names = super::Names::default();
    model.health = super::Health::default();
    model.news = News::default();
    model.announcing.clear();
}

/// Names of people are kept only while a row shows them.
fn keep_names_in_use(model: &mut Model, report: &Report) {
    let shown = |id| {
        report.orders.iter().any(|row| row.customer_id == Some(id))
            || report.subscriptions.iter().any(|row| row.customer_id == Some(id))
            || report.cancellations.iter().any(|row| row.customer_id == Some(id))
    };
    model.names.customers.retain(|id, _| shown(*id));
    model.names.comments.retain(|id, _| report.cancellations.iter().any(|row| row.id == *id));
}
