//! An icon that the menu bar does not show.

use super::*;

const GUIDES: &str = "SaveSettings ReadDashboard OpenWindow UpdateWindow";

fn looked(program: Program, did: [&str; 2]) -> Program {
    did.into_iter().fold(program, |program, did| {
        let program = program.after([Event::IconMissing]);
        assert_eq!(program.did(), did);
        program
    })
}

#[test]
fn an_icon_that_is_missing_twice_opens_the_window_once_a_day() {
    let first = looked(Program::connected(), ["", GUIDES]);
    assert!(first.model.guides);
    assert_eq!(first.model.settings.guided_on, Some(now().to_zoned(TimeZone::UTC).date()));
    let again = Model { settings: first.model.settings.clone(), ..Program::connected().model };
    let again = looked(Program { model: again, ..Program::connected() }, ["", ""]);
    assert!(!again.model.guides, "another launch of the same day");
    let mut yesterday = Program::connected();
    yesterday.model.settings.guided_on = now().to_zoned(TimeZone::UTC).date().yesterday().ok();
    looked(yesterday, ["", GUIDES]);
}

#[test]
fn settings_that_are_not_read_yet_are_not_written_over() {
    let program = looked(Program::launched(), ["", ""]);
    assert_eq!(program.model.settings, Settings::default());
}

#[test]
fn the_window_says_it_until_it_is_closed() {
    let program = looked(Program::connected(), ["", GUIDES]).after([Event::Went(WindowPage::Settings)]);
    assert!(program.model.guides);
    assert!(!program.after([Event::WindowClosed]).model.guides);
}
