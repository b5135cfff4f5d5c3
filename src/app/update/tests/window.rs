//! The window and what it shows.

use std::path::PathBuf;

use super::*;
use crate::app::{Dashboard, Export, List, Look, Looking, Wish};
use crate::domain::Listing;
use crate::figures::{History, Outlook, Sold, Span};

fn read(looking: Looking) -> Box<Dashboard> {
    let days = History { today: "2026-11-22".parse().unwrap(), days: Vec::new(), currencies: Vec::new() };
    Box::new(Dashboard {
        looking,
        days_before: days.clone(),
        days,
        sold: Sold::default(),
        outlook: Outlook::default(),
        orders: Listing { rows: Vec::new(), total: 0 },
        subscriptions: Listing { rows: Vec::new(), total: 0 },
    })
}

fn year() -> Looking {
    Looking { span: Span::Last365Days, ..Looking::default() }
}

#[test]
fn another_process_asks_for_a_page_and_gets_what_there_is() {
    let page = |program: Program, page| program.after([Event::WindowAsked(page)]).model.window;
    assert_eq!(page(Program::connected(), WindowPage::Dashboard), Some(WindowPage::Dashboard));
    assert_eq!(page(on_the_dashboard(), WindowPage::Settings), Some(WindowPage::Settings));
    assert_eq!(page(Program::launched(), WindowPage::Dashboard), Some(WindowPage::Connect));
    assert_eq!(Program::connected().after([Event::RefreshAsked]).did(), "Refresh");
}

fn on_the_dashboard() -> Program {
    Program::connected().after([Event::LaunchedAgain, Event::Dashboard(shop(1), read(Looking::default()))])
}

#[test]
fn what_is_looked_at_is_read_and_shown() {
    let program = on_the_dashboard();
    assert_eq!(program.did(), "UpdateWindow");
    assert!(program.model.dashboard.is_some());
    let program = program.after([Event::Looked(Look::Span(Span::Last365Days))]);
    assert_eq!(program.did(), "ReadDashboard");
    let program = program.after([Event::Dashboard(shop(1), read(year()))]);
    assert_eq!(program.model.dashboard.as_ref().unwrap().looking, year());
}

#[test]
fn an_answer_to_an_earlier_question_is_not_shown() {
    let program = on_the_dashboard().after([Event::Looked(Look::Span(Span::Last365Days))]);
    let program = program.after([Event::Dashboard(shop(1), read(Looking::default()))]);
    assert_eq!(program.did(), "");
    let program = program.after([Event::Dashboard(shop(2), read(year()))]);
    assert_eq!(program.did(), "", "it is another shop's");
    let program = program.after([Event::Went(WindowPage::Settings), Event::Dashboard(shop(1), read(year()))]);
    assert_eq!(program.did(), "", "another page is shown by now");
}

#[test]
fn new_figures_change_the_open_dashboard() {
    let program = on_the_dashboard().after([Event::Figures(shop(1), report(1))]);
    assert_eq!(program.did(), "Render ReadDashboard UpdateWindow");
    let program = program.after([healthy()]);
    assert_eq!(program.did(), "Render UpdateWindow");
    let program = program.after([Event::WindowClosed, Event::Figures(shop(1), report(1))]);
    assert_eq!(program.did(), "Render");
}

#[test]
fn a_closed_window_keeps_nothing() {
    let wish = Wish { search: "pro".to_owned(), ..Wish::default() };
    let program = on_the_dashboard().after([Event::Looked(Look::Rows(List::Orders, wish)), Event::WindowClosed]);
    assert_eq!((program.model.window, program.model.dashboard), (None, None));
    assert_eq!(program.model.looking, Looking::default());
}

#[test]
fn a_window_that_cannot_be_opened_is_not_open_and_says_why() {
    let program = Program::connected().after([Event::LaunchedAgain, Event::WindowFailed("It is missing.".to_owned())]);
    assert_eq!((program.did().as_str(), program.model.window), ("Render", None));
    assert_eq!(program.model.health.trouble, Some(Trouble::Setup("It is missing.".to_owned())));
}

#[test]
fn a_list_that_became_shorter_is_shown_from_its_last_page() {
    let wish = Wish { page: 7, ..Wish::default() };
    let program = on_the_dashboard().after([Event::Looked(Look::Rows(List::Orders, wish))]);
    let mut shorter = read(program.model.looking.clone());
    shorter.orders.total = 60;
    let program = program.after([Event::Dashboard(shop(1), shorter)]);
    assert_eq!((program.model.looking.orders.page, program.did().as_str()), (2, "ReadDashboard UpdateWindow"));
}

#[test]
fn who_disconnects_elsewhere_finds_the_form_in_the_open_window() {
    let program = on_the_dashboard().after([loaded(None, false, false)]);
    assert_eq!(program.model.window, Some(WindowPage::Connect));
}

#[test]
fn nobodys_dashboard_is_shown_under_another_name() {
    let two = Event::Loaded {
        organization: Some(organization(1)),
        others: vec![organization(2)],
        sample: false,
        first_launch: false,
        settings: Box::default(),
    };
    let program = on_the_dashboard().after([two]);
    assert!(program.model.dashboard.is_some(), "it is still the same shop's");
    let wish = Wish { search: "pro".to_owned(), page: 3, ..Wish::default() };
    let program = program.after([
        Event::Looked(Look::Span(Span::Last365Days)),
        Event::Looked(Look::Rows(List::Orders, wish)),
        Event::Chosen(Command::Choose(shop(2))),
    ]);
    assert!(program.model.dashboard.is_none());
    assert_eq!(program.model.looking, year(), "the days are the owner’s choice, what was looked for is not");
    assert!(program.did().contains("ReadDashboard"), "{}", program.did());
}

#[test]
fn an_export_is_of_what_is_looked_at() {
    let wish = Wish { search: "pro".to_owned(), ..Wish::default() };
    let program = on_the_dashboard().after([
        Event::Looked(Look::Rows(List::Orders, wish.clone())),
        Event::ExportAsked {
            organization: shop(1),
            export: Export::Rows(List::Orders),
            path: PathBuf::from("/tmp/orders.csv"),
        },
    ]);
    let [Effect::Export { organization, looking, .. }, Effect::UpdateWindow] = &program.effects[..] else {
        panic!("{}", program.did())
    };
    assert_eq!((*organization, &looking.orders), (shop(1), &wish));
    let program = program.after([Event::Exported(PathBuf::from("/tmp/orders.csv"), Ok(()))]);
    assert_eq!(program.did(), "UpdateWindow");
    let program = program.after([Event::Went(WindowPage::Settings), Event::Went(WindowPage::Dashboard)]);
    assert!(program.model.exported.is_some(), "it is told when the owner comes back");
    assert_eq!(program.after([Event::WindowClosed]).model.exported, None);
}
