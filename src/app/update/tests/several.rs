//! Several organizations.

use super::*;
use crate::domain::Subject;

/// Connected to shops 1, 2 and 3, with figures of each; shop 1 is shown.
fn three() -> Program {
    let others = vec![organization(2), organization(3)];
    let loaded = Event::Loaded {
        organization: Some(organization(1)),
        others,
        sample: false,
        first_launch: false,
        settings: Box::default(),
    };
    let figures = (1..=3).flat_map(|number| {
        [Event::Figures(shop(number), report(number)), named_in(number, number), health_of(number, None)]
    });
    Program::launched().after([loaded]).after(figures)
}

fn named_in(number: u128, buyer: u128) -> Event {
    let customers = [(customer(buyer), format!("Customer {buyer}"))].into();
    Event::Named(shop(number), Names { customers, comments: BTreeMap::new() })
}

fn health_of(number: u128, trouble: Option<Trouble>) -> Event {
    let last_success = Some(now() - jiff::SignedDuration::from_mins(i64::try_from(number).unwrap()));
    Event::Health(Some(shop(number)), Box::new(Health { trouble, last_success, ..Health::default() }))
}

fn choose(number: u128) -> Event {
    Event::Chosen(Command::Choose(shop(number)))
}

/// Whose figures, names and health are shown, as far as each says; they must agree.
#[track_caller]
fn shown(program: &Program) -> u128 {
    let model = &program.model;
    let organization = model.connection.organization().unwrap().id;
    let number = (1..=3).find(|number| shop(*number) == organization).unwrap();
    assert_eq!(model.report, Some(*report(number)));
    assert_eq!(model.names.customers.keys().copied().collect::<Vec<_>>(), [customer(number)]);
    let minutes = now().duration_since(model.health.last_success.unwrap()).as_mins();
    assert_eq!(u128::try_from(minutes).unwrap(), number);
    number
}

fn others(program: &Program) -> Vec<OrganizationId> {
    let mut others: Vec<_> = program.model.others.iter().map(|other| other.organization.id).collect();
    others.sort_unstable();
    others
}

#[test]
fn choosing_another_shows_everything_of_it_at_once_and_asks_nobody() {
    let mut program = three();
    assert_eq!(shown(&program), 1);
    for number in [2, 3, 1, 1] {
        program = program.after([choose(number)]);
        assert_eq!(program.did(), format!("Render Choose({})", shop(number)));
        assert_eq!(shown(&program), number);
        assert_eq!(program.model.others.len(), 2);
    }
    assert_eq!(others(&program), [shop(2), shop(3)]);
}

#[test]
fn what_comes_of_another_stays_with_it() {
    let rejected = || health_of(2, Some(Trouble::TokenRejected));
    let program = three().after([rejected(), Event::Figures(shop(2), report(2)), named_in(3, 3)]);
    assert_eq!(shown(&program), 1);
    assert_eq!(program.model.health.trouble, None);
    let program = program.after([choose(2)]);
    assert_eq!(shown(&program), 2);
    assert_eq!(program.model.health.trouble, Some(Trouble::TokenRejected));
    let renamed = Event::Renamed(Organization { name: "Renamed".to_owned(), ..organization(3) });
    let program = program.after([renamed, choose(3)]);
    assert_eq!(program.model.connection.organization().unwrap().name, "Renamed");
}

#[test]
fn what_comes_of_nobody_known_changes_nothing() {
    let before = three();
    let model = before.model.clone();
    let sold = Event::Outbox(shop(9), vec![sale(9, ChangeKind::NewOrder)]);
    let program = before.after([Event::Figures(shop(9), report(9)), named_in(9, 9), health_of(9, None), sold]);
    assert_eq!(program.model, model);
    assert_eq!(program.did(), "", "nobody could say whose sale it is");
}

#[test]
fn one_that_is_not_known_yet_is_asked_for_all_the_same() {
    let program = three().after([Event::ChosenElsewhere(shop(9))]);
    assert_eq!(program.did(), format!("Render Choose({})", shop(9)));
    assert_eq!(shown(&program), 1);
    let program = program.after([Event::ChosenElsewhere(shop(2))]);
    assert_eq!(shown(&program), 2);
    assert_eq!(shown(&program.after([Event::Switched(shop(3))])), 3);
}

#[test]
fn every_organization_rings_and_is_settled_in_its_own_name() {
    let sold = |number| Event::Outbox(shop(number), vec![sale(number, ChangeKind::NewOrder)]);
    let program = three().after([sold(2)]);
    let notified = program.effects.iter().find_map(|effect| match effect {
        Effect::Notify { organization, notices } => Some((*organization, notices.len())),
        _ => None,
    });
    assert_eq!(notified, Some((shop(2), 1)));
    let told = Event::Announced { organization: shop(2), ids: vec![id(2)], refused: None };
    let program = program.after([told]);
    assert!(matches!(&program.effects[0], Effect::Settle { organization, .. } if *organization == shop(2)));
    assert_eq!(program.model.news.tally().number(|_| true), 1);
}

#[test]
fn names_of_people_are_found_whichever_organization_is_shown() {
    let program = three().after([choose(3)]);
    for number in 1..=3 {
        let (organization, names) = program.model.organization(shop(number)).unwrap();
        assert_eq!(organization.id, shop(number));
        assert!(names.customers.contains_key(&customer(number)));
    }
    assert_eq!(program.model.organization(shop(9)), None);
}

#[test]
fn who_stays_connected_keeps_figures_and_who_goes_takes_them_along() {
    let loaded = |organization, others| Event::Loaded {
        organization,
        others,
        sample: false,
        first_launch: false,
        settings: Box::default(),
    };
    // The shown one is disconnected elsewhere, and the next takes its place.
    let program = three().after([loaded(Some(organization(2)), vec![organization(3)])]);
    assert_eq!(shown(&program), 2);
    assert_eq!(others(&program), [shop(3)]);
    // A further one is connected and shown.
    let program = program.after([loaded(Some(organization(1)), vec![organization(2), organization(3)])]);
    assert_eq!((program.model.report.clone(), program.model.names.clone()), (None, Names::default()));
    assert_eq!(shown(&program.after([choose(2)])), 2);
    let program = three().after([super::loaded(None, false, false)]);
    assert!(program.model.others.is_empty());
}

#[test]
fn a_further_connection_is_the_one_shown_and_the_form_begins_anew_for_the_next() {
    let further = Event::Loaded {
        organization: Some(organization(2)),
        others: vec![organization(1)],
        sample: false,
        first_launch: false,
        settings: Box::default(),
    };
    let program = Program::connected().after([Event::Chosen(Command::Connect), further]);
    let program = program.after([Event::Connected(organization(2))]);
    assert!(program.model.form.done);
    assert_eq!(program.model.connection, Connection::Connected(organization(2)));
    assert_eq!(others(&program), [shop(1)]);
    let program = program.after([Event::Chosen(Command::Connect)]);
    assert_eq!(program.did(), "OpenWindow UpdateWindow");
    assert_eq!(program.model.form, Form::default());
}

#[test]
fn the_sample_takes_everybodys_place_and_gives_it_back_anew() {
    let program = three().after([loaded(Some(organization(9)), true, false)]);
    assert!(program.model.others.is_empty());
    assert_eq!(program.model.report, None);
}

/// The evening's summary, whose name is the same in every shop.
fn evening(of: u128) -> Event {
    let change = Change { kind: ChangeKind::DailySummary, subject: Subject::Organization, occurrence: 20_261_122 };
    let entry = Announcement { change, amount: None, ..sale(1, ChangeKind::NewOrder) };
    Event::Outbox(shop(of), vec![entry])
}

#[test]
fn what_has_the_same_name_in_two_shops_is_told_and_seen_of_each() {
    let mut program = three();
    program.model.settings.rules.topics.insert(crate::app::Topic::DailySummary);
    let program = program.after([evening(1)]);
    assert_eq!(program.did(), "Render Notify(1)");
    let program = program.after([evening(2)]);
    assert_eq!(program.did(), "Render Notify(1)");
    assert_eq!(program.model.news.tally().number(|_| true), 2);
    let ids = vec!["daily/20261122".to_owned()];
    let told = Event::Announced { organization: shop(1), ids: ids.clone(), refused: None };
    let program = program.after([told, evening(2)]);
    assert_eq!(program.did(), "", "it is still on its way to the screen");
    let clicked = Event::Clicked { organization: shop(2), link: Link::Overview, announces: ids };
    let program = program.after([clicked]);
    assert_eq!(program.model.news.tally().number(|_| true), 1, "that of the other is new");
}
