use std::collections::BTreeMap;

use jiff::tz::TimeZone;
use uuid::Uuid;

mod breaking_off;
mod computer;
mod guiding;
mod settings;
mod several;
mod window;

use super::*;
use crate::app::{Health, Names, Rows, Settings};
use crate::domain::{
    Change, ChangeKind, CustomerId, Details, Environment, LedgerFacts, OrderId, OrderStatus, Organization,
    OrganizationId, OrganizationStatus, PeriodTotals, RecentOrder,
};
use crate::figures::{Calendar, RevenueBasis, summarize};
use crate::money::{Currency, Money};
use crate::polar::AccessToken;

fn now() -> Timestamp {
    "2026-11-22T14:00:00Z".parse().unwrap()
}

fn organization(number: u128) -> Organization {
    Organization {
        id: OrganizationId(Uuid::from_u128(number)),
        name: format!("Shop {number}"),
        slug: format!("shop-{number}"),
        environment: Environment::Production,
        status: OrganizationStatus::Active,
        can_take_payments: true,
        can_be_paid_out: true,
    }
}

fn shop(number: u128) -> OrganizationId {
    organization(number).id
}

fn customer(number: u128) -> CustomerId {
    CustomerId(Uuid::from_u128(number))
}

/// Figures of a shop whose one recent order is this customer's.
fn report(buyer: u128) -> Box<Report> {
    let calendar = Calendar::at(now(), &TimeZone::UTC);
    let facts = LedgerFacts {
        periods: calendar.periods().iter().map(|_| PeriodTotals::default()).collect(),
        orders_since: Some(Timestamp::MIN),
        subscriptions_since: Some(Timestamp::MIN),
        live_subscriptions_complete: true,
        ..LedgerFacts::default()
    };
    Box::new(Report {
        summary: summarize(&calendar, &facts, &BTreeMap::new(), RevenueBasis::AsInPolar),
        orders: vec![RecentOrder {
            id: OrderId(Uuid::from_u128(buyer)),
            created_at: now(),
            status: OrderStatus::Paid,
            amount: Money::new(2_900, Currency::USD),
            product_name: None,
            customer_id: Some(customer(buyer)),
        }],
        subscriptions: Vec::new(),
        cancellations: Vec::new(),
        rows: Rows::default(),
    })
}

fn named(numbers: &[u128]) -> Event {
    let customers = numbers.iter().map(|number| (customer(*number), format!("Customer {number}"))).collect();
    Event::Named(shop(1), Names { customers, comments: BTreeMap::new() })
}

fn sale(number: u128, kind: ChangeKind) -> Announcement {
    Announcement {
        change: Change::paid(kind, OrderId(Uuid::from_u128(number))),
        found_at: now(),
        happened_at: now(),
        amount: Some(Money::new(2_900, Currency::USD)),
        product_name: None,
        customer_id: None,
        day: None,
        details: Details::default(),
    }
}

fn id(number: u128) -> String {
    sale(number, ChangeKind::NewOrder).change.stable_id()
}

fn orders(numbers: &[u128]) -> Event {
    Event::Outbox(shop(1), numbers.iter().map(|number| sale(*number, ChangeKind::NewOrder)).collect())
}

fn loaded(organization: Option<Organization>, sample: bool, first_launch: bool) -> Event {
    Event::Loaded { organization, others: Vec::new(), sample, first_launch, settings: Box::default() }
}

fn healthy() -> Event {
    Event::Health(Some(shop(1)), Box::new(Health { last_success: Some(now()), ..Health::default() }))
}

fn token() -> AccessToken {
    AccessToken::well_formed(&"a".repeat(37)).unwrap()
}

/// A program and the names of the effects that the last event had.
struct Program {
    model: Model,
    effects: Vec<Effect>,
}

impl Program {
    fn launched() -> Self {
        Self { model: Model::new(TimeZone::UTC), effects: Vec::new() }
    }

    /// Connected to shop 1, with figures.
    fn connected() -> Self {
        Self::launched().after([
            loaded(Some(organization(1)), false, false),
            healthy(),
            Event::Figures(shop(1), report(1)),
        ])
    }

    fn after(mut self, events: impl IntoIterator<Item = Event>) -> Self {
        for event in events {
            self.effects = update(&mut self.model, event, now());
        }
        self
    }

    /// The effects of the last event by name, one after another.
    fn did(&self) -> String {
        self.effects.iter().map(name).collect::<Vec<_>>().join(" ")
    }
}

fn name(effect: &Effect) -> String {
    match effect {
        Effect::Notify { notices, .. } => format!("Notify({})", notices.len()),
        Effect::Settle { ids, .. } => format!("Settle({})", ids.len()),
        Effect::ReadDashboard(_) => "ReadDashboard".to_owned(),
        Effect::Connect { .. } => "Connect".to_owned(),
        Effect::Choose(id) => format!("Choose({id})"),
        Effect::SaveSettings(_) => "SaveSettings".to_owned(),
        other => format!("{other:?}"),
    }
}

#[test]
fn a_launch_shows_what_is_there_and_greets_only_the_very_first_time() {
    for (organization, sample, first_launch, did) in [
        (None, false, true, "Render OpenWindow UpdateWindow"),
        (None, false, false, "Render"),
        (Some(organization(1)), false, true, "Render"),
        (Some(organization(1)), true, true, "Render"),
    ] {
        let case = format!("{organization:?} {sample} {first_launch}");
        let program = Program::launched().after([loaded(organization, sample, first_launch)]);
        assert_eq!(program.did(), did, "{case}");
    }
}

#[test]
fn from_not_connected_to_figures() {
    let asked = Event::ConnectAsked { token: Some(token()), organization: String::new(), environment: None };
    let mut program = Program::launched().after([loaded(None, false, true), asked]);
    assert_eq!(program.did(), "UpdateWindow Connect");
    program = program.after([Event::Connecting(ConnectStep::CheckingOrders)]);
    assert_eq!(program.model.form.step, Some(ConnectStep::CheckingOrders));
    program = program.after([loaded(Some(organization(1)), false, false), Event::Connected(organization(1))]);
    assert_eq!(program.did(), "UpdateWindow Render ReadLaunchAtLogin AskToNotify");
    assert!(program.model.form.done);
    program = program.after([Event::Figures(shop(1), report(1)), healthy()]);
    assert_eq!(program.did(), "Render UpdateWindow", "the window tells of the progress");
    assert!(program.model.report.is_some());
}

#[test]
fn a_refused_connection_leaves_everything_as_it_is() {
    let before = Program::connected();
    let model = before.model.clone();
    let asked = Event::ConnectAsked { token: None, organization: String::new(), environment: None };
    let program = before.after([asked]);
    assert_eq!(program.model.form.error, Some(FormError::TokenEmpty));
    let program = program.after([Event::ConnectFailed(FormError::NoOrganization)]);
    assert_eq!(program.did(), "UpdateWindow");
    assert_eq!(program.model.form.error, Some(FormError::NoOrganization));
    assert_eq!(Model { form: Form::default(), ..program.model }, model);
}

#[test]
fn connecting_the_shown_account_anew_keeps_its_figures() {
    let program = Program::connected().after([named(&[1]), loaded(Some(organization(1)), false, false)]);
    let program = program.after([Event::Connected(organization(1))]);
    assert!(program.model.report.is_some());
    assert_eq!(program.model.names.customers.len(), 1);
    assert_eq!(program.model.health.last_success, Some(now()));
}

#[test]
fn another_accounts_figures_names_and_news_are_forgotten() {
    for next in [
        loaded(Some(organization(2)), false, false),
        loaded(Some(organization(1)), true, false),
        loaded(None, false, false),
        Event::Connected(organization(2)),
    ] {
        let case = format!("{next:?}");
        let program = Program::connected().after([named(&[1]), orders(&[5]), next]);
        assert_eq!(program.model.report, None, "{case}");
        assert_eq!(program.model.names, Names::default(), "{case}");
        assert_eq!(program.model.health, Health::default(), "{case}");
        assert_eq!(program.model.news, News::default(), "{case}");
    }
}

#[test]
fn the_sample_is_entered_and_left() {
    let program = Program::connected().after([Event::Chosen(Command::TrySample)]);
    assert_eq!(program.did(), "StartSample");
    let program = program.after([loaded(Some(organization(9)), true, false), Event::Chosen(Command::LeaveSample)]);
    assert_eq!(program.did(), "StopSample");
    assert_eq!(program.model.connection, Connection::Sample(organization(9)));
    let program = program.after([loaded(Some(organization(1)), false, false)]);
    assert_eq!(program.model.connection, Connection::Connected(organization(1)));
}

#[test]
fn a_renamed_organization_stays_what_it_is() {
    let renamed = || Event::Renamed(Organization { name: "New".to_owned(), ..organization(1) });
    let program = Program::connected().after([renamed()]);
    assert!(matches!(&program.model.connection, Connection::Connected(shop) if shop.name == "New"));
    assert!(program.model.report.is_some());
    let sample = Program::launched().after([loaded(Some(organization(1)), true, false), renamed()]);
    assert!(matches!(sample.model.connection, Connection::Sample(_)));
}

#[test]
fn a_failed_refresh_changes_the_health_and_no_figure() {
    let trouble = Some(Trouble::Polar(crate::polar::Trouble::Offline));
    let failed =
        Event::Health(Some(shop(1)), Box::new(Health { trouble, last_success: Some(now()), ..Health::default() }));
    let before = Program::connected();
    let report = before.model.report.clone();
    let program = before.after([failed]);
    assert_eq!(program.did(), "Render");
    assert_eq!(program.model.report, report);
    assert_eq!(program.after([healthy()]).model.health.trouble, None);
}

#[test]
fn names_are_kept_only_while_a_row_shows_them() {
    let program = Program::connected().after([named(&[1, 2, 3]), Event::Figures(shop(1), report(2))]);
    assert_eq!(program.model.names.customers.into_keys().collect::<Vec<_>>(), [customer(2)]);
}

#[test]
fn a_sale_rings_exactly_once() {
    let program = Program::connected().after([orders(&[5])]);
    assert_eq!(program.did(), "Render Notify(1)");
    let program = program.after([orders(&[5])]);
    assert_eq!(program.did(), "", "it is being shown");
    let program = program.after([orders(&[5, 6])]);
    assert_eq!(program.did(), "Render Notify(1)", "only the new one");
    let program = program.after([Event::Announced { organization: shop(1), ids: vec![id(5)], refused: None }]);
    assert_eq!(program.did(), "Settle(1) Render");
    let program = program.after([orders(&[5, 6])]);
    assert_eq!(program.did(), "Settle(1)", "recording it is tried again");
    let program = program.after([Event::Settled(shop(1), vec![id(5)])]);
    assert_eq!(
        [5, 6].map(|number| program.model.sent[&shop(1)].stage(&id(number))),
        [None, Some(Announcing::Underway)]
    );
    assert_eq!(program.model.news.tally().number(|_| true), 2);
}

#[test]
fn a_sale_that_is_being_shown_rings_once_whatever_account_comes_between() {
    for between in [
        vec![loaded(Some(organization(1)), false, false)],
        vec![loaded(Some(organization(9)), true, false), loaded(Some(organization(1)), false, false)],
        vec![Event::Connected(organization(1))],
    ] {
        let program = Program::connected().after([orders(&[5])]).after(between).after([orders(&[5])]);
        assert_eq!(program.did(), "");
    }
}

#[test]
fn a_new_process_rings_for_what_was_never_recorded() {
    assert_eq!(Program::connected().after([orders(&[5])]).did(), "Render Notify(1)");
    assert_eq!(Program::connected().after([orders(&[5])]).did(), "Render Notify(1)");
}

#[test]
fn what_the_system_did_not_take_is_tried_again_and_is_no_news_twice() {
    let program =
        Program::connected().after([orders(&[5]), Event::NotAnnounced(shop(1), vec![id(5)]), Event::MenuOpened]);
    assert_eq!(program.model.news, News::default());
    let program = program.after([orders(&[5])]);
    assert_eq!(program.did(), "Notify(1)");
    assert_eq!(program.model.news, News::default());
}

#[test]
fn notifications_that_are_refused_say_so_until_one_is_shown() {
    let refused = Some("notifications are not allowed".to_owned());
    let program = Program::connected()
        .after([orders(&[5]), Event::Announced { organization: shop(1), ids: vec![id(5)], refused: refused.clone() }]);
    assert_eq!(program.did(), "Settle(1) Render", "it is never shown late");
    assert_eq!(program.model.notifications_refused, refused);
    let program =
        program.after([orders(&[6]), Event::Announced { organization: shop(1), ids: vec![id(6)], refused: None }]);
    assert_eq!(program.model.notifications_refused, None);
}

#[test]
fn with_notifications_off_a_sale_is_news_and_a_topic_that_is_off_is_none() {
    let program = Program::connected().after([Event::Chosen(Command::ToggleNotifications), orders(&[5])]);
    assert_eq!(program.did(), "Render Settle(1)");
    assert_eq!(program.model.news.tally().number(|_| true), 1);
    let renewal = Event::Outbox(shop(1), vec![sale(7, ChangeKind::Renewal)]);
    assert_eq!(Program::connected().after([renewal]).did(), "Settle(1)");
}

#[test]
fn looking_at_the_menu_ends_the_news() {
    for (looked, did) in [
        (Event::MenuOpened, "Render RefreshIfOld"),
        (Event::Chosen(Command::Look), "Render"),
        (Event::Chosen(Command::Refresh), "Render Refresh"),
        (Event::Chosen(Command::Quit), "Render Quit"),
    ] {
        let program = Program::connected().after([orders(&[5, 6])]);
        assert_eq!((program.model.news.since, program.model.news.tally().number(|_| true)), (Some(now()), 2));
        let program = program.after([looked]);
        assert_eq!(program.did(), did);
        assert_eq!(program.model.news, News::default());
    }
    assert_eq!(Program::connected().after([Event::MenuOpened]).did(), "RefreshIfOld");
    assert_eq!(Program::launched().after([Event::MenuOpened]).did(), "");
}

#[test]
fn an_open_window_follows_a_choice_of_the_menu() {
    let program = Program::connected().after([Event::LaunchedAgain, Event::Chosen(Command::ToggleNotifications)]);
    assert_eq!(program.did(), "SaveSettings Render UpdateWindow");
}

#[test]
fn a_closed_window_begins_anew() {
    let failed = Event::ConnectFailed(FormError::NoOrganization);
    let program = Program::launched().after([loaded(None, false, true), failed, Event::WindowClosed]);
    assert_eq!(program.model.form, Form::default());
    assert_eq!(program.model.window, None);
    let program = program.after([Event::Connected(organization(1))]);
    assert!(!program.model.form.done, "nobody sees that it was done");
}

#[test]
fn a_second_launch_shows_the_page_that_is_wanted() {
    let sample = loaded(Some(organization(9)), true, false);
    for (program, page) in [
        (Program::connected(), "ReadDashboard OpenWindow UpdateWindow"),
        (Program::launched().after([loaded(None, false, false)]), "OpenWindow UpdateWindow"),
        (Program::launched().after([sample]), "ReadDashboard OpenWindow UpdateWindow"),
    ] {
        assert_eq!(program.after([Event::LaunchedAgain]).did(), page);
    }
}

#[test]
fn everything_else_has_its_one_effect() {
    use crate::app::Link;
    for (event, did) in [
        (Event::ChangedElsewhere, "Reload"),
        (Event::Tick, "ReadFigures RefreshIfOld Render"),
        (Event::Terminate, "Quit"),
        (Event::LinkFollowed(Link::Tokens), "Open(Tokens)"),
        (Event::Chosen(Command::Open(Link::Sales)), "Open(Sales)"),
        (Event::Chosen(Command::Connect), "OpenWindow UpdateWindow"),
        (Event::Chosen(Command::ShowWindow), "ReadDashboard OpenWindow UpdateWindow"),
        (Event::Chosen(Command::About), "OpenWindow UpdateWindow"),
        (Event::Chosen(Command::Settings), "ReadLaunchAtLogin OpenWindow UpdateWindow"),
        (Event::Chosen(Command::Refresh), "Refresh"),
        (Event::Outbox(shop(1), Vec::new()), ""),
        (Event::TimeZone(TimeZone::UTC), "Render"),
    ] {
        let case = format!("{event:?}");
        assert_eq!(Program::connected().after([event]).did(), did, "{case}");
    }
}
