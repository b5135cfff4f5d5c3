//! What is chosen, and what comes of it.

use super::*;
use crate::app::{Clock, Interval, LaunchAtLogin, QuietHours, Region, SettingError, SettingInput, Trouble};

fn set(setting: &str, value: SettingInput) -> Event {
    Event::Set { setting: setting.to_owned(), value }
}

fn typed(setting: &str, text: &str) -> Event {
    set(setting, SettingInput::Text(text.to_owned()))
}

fn on_the_settings() -> Program {
    Program::connected().after([Event::Chosen(Command::Settings)])
}

#[test]
fn amounts_are_hidden_and_the_choice_is_kept() {
    let program = Program::connected().after([Event::Chosen(Command::ToggleAmounts)]);
    assert_eq!(program.did(), "SaveSettings Render");
    assert!(program.model.settings.hide_amounts);
    let kept = Settings { hide_amounts: true, ..Settings::default() };
    assert!(matches!(&program.effects[0], Effect::SaveSettings(settings) if **settings == kept));
    assert!(!program.after([Event::Chosen(Command::ToggleAmounts)]).model.settings.hide_amounts);
}

#[test]
fn a_setting_is_saved_at_once_and_seen_everywhere() {
    let program = on_the_settings().after([typed("revenue", "after_fees")]);
    assert_eq!(program.did(), "SaveSettings Render UpdateWindow");
    let kept = Settings { revenue: RevenueBasis::AfterFees, ..Settings::default() };
    assert!(matches!(&program.effects[0], Effect::SaveSettings(settings) if **settings == kept));
}

#[test]
fn what_is_not_kept_stands_there_until_it_is_typed_anew_or_the_page_is_left() {
    let wrong = || on_the_settings().after([typed("title", "{revenu}")]);
    let program = wrong();
    assert_eq!(program.did(), "UpdateWindow");
    assert_eq!(program.model.settings, Settings::default());
    let rejected = program.model.rejected_setting.as_ref().unwrap();
    assert_eq!((rejected.setting.as_str(), rejected.typed.as_str()), ("title", "{revenu}"));
    assert_eq!(rejected.error, SettingError::UnknownFields(vec!["revenu".to_owned()]));
    for (event, stands) in [
        (set("sound", SettingInput::On(false)), true),
        (Event::Went(WindowPage::Settings), true),
        (typed("title", "{revenue}"), false),
        (typed("time_zone", "Middle/Earth"), true),
        (Event::Went(WindowPage::Dashboard), false),
        (Event::WindowClosed, false),
    ] {
        let case = format!("{event:?}");
        assert_eq!(wrong().after([event]).model.rejected_setting.is_some(), stands, "{case}");
    }
}

#[test]
fn what_was_never_offered_changes_nothing() {
    for event in [typed("nothing", "1"), set("title", SettingInput::On(true)), typed("launch_at_login", "on")] {
        let before = on_the_settings();
        let model = before.model.clone();
        let program = before.after([event]);
        assert_eq!((program.did().as_str(), &program.model), ("", &model));
    }
}

#[test]
fn before_the_settings_are_read_none_is_written_over() {
    let program = Program::launched().after([Event::LaunchedAgain, set("sound", SettingInput::On(false))]);
    assert_eq!((program.did().as_str(), program.model.settings.clone()), ("", Settings::default()));
}

#[test]
fn what_the_system_says_of_the_login_is_asked_where_it_is_shown() {
    assert_eq!(on_the_settings().did(), "ReadLaunchAtLogin OpenWindow UpdateWindow");
    let program = on_the_settings().after([set("launch_at_login", SettingInput::On(true))]);
    assert_eq!(program.did(), "LaunchAtLogin(true)");
    assert_eq!(program.model.launch_at_login, LaunchAtLogin::Unknown, "the system has not answered");
    let program = program.after([Event::LaunchAtLogin(LaunchAtLogin::On)]);
    assert_eq!(program.did(), "UpdateWindow");
    assert_eq!(program.model.launch_at_login, LaunchAtLogin::On);
}

#[test]
fn a_page_that_is_shown_before_the_system_answers_does_not_turn_the_login_back() {
    for (before, on, shown) in [
        (LaunchAtLogin::Off, true, LaunchAtLogin::On),
        (LaunchAtLogin::On, false, LaunchAtLogin::Off),
        (LaunchAtLogin::NeedsApproval, false, LaunchAtLogin::Off),
        (LaunchAtLogin::Unknown, true, LaunchAtLogin::Unknown),
        (LaunchAtLogin::Unavailable("Move it.".to_owned()), true, LaunchAtLogin::Unavailable("Move it.".to_owned())),
    ] {
        let says = || Event::LaunchAtLogin(before.clone());
        let mut program = on_the_settings().after([says(), set("launch_at_login", SettingInput::On(on))]);
        assert_eq!(program.model.launch_at_login, shown, "{before:?} {on}");
        program = program.after([says()]);
        assert_eq!(program.model.launch_at_login, before, "what the system says is the truth");
    }
}

#[test]
fn what_is_removed_is_removed_once_and_an_error_is_told() {
    let program = on_the_settings().after([Event::Remove(shop(1))]);
    assert_eq!(program.did(), format!("Remove({:?}) UpdateWindow", shop(1)));
    let program = program.after([Event::Reset]);
    assert_eq!(program.did(), "", "one after the other");
    let program = program.after([Event::NotRemoved("Allow it.".to_owned())]);
    assert_eq!((program.model.removing, program.model.not_done.as_deref()), (None, Some("Allow it.")));
    let program = program.after([Event::Reset]);
    assert_eq!(program.did(), "Reset UpdateWindow");
    assert_eq!(program.model.not_done, None);
    let program = program.after([loaded(None, false, false), Event::Removed(None)]);
    assert_eq!((program.model.removing, program.model.not_done.clone()), (None, None));
    assert_eq!(on_the_settings().after([Event::Remove(shop(99))]).did(), "", "nobody knows it");
    let sample = Program::launched().after([loaded(Some(organization(9)), true, false), Event::Reset]);
    assert_eq!(sample.did(), "");
}

#[test]
fn who_refreshes_by_hand_is_not_refreshed_for_by_looking() {
    let mut program = Program::connected();
    program.model.settings.interval = Interval::Manually;
    let program = program.after([Event::MenuOpened]);
    assert_eq!(program.did(), "");
    let program = program.after([Event::Tick]);
    assert_eq!(program.did(), "ReadFigures Render");
    assert_eq!(program.after([Event::Chosen(Command::Refresh)]).did(), "Refresh");
}

#[test]
fn what_comes_in_quiet_hours_is_news_and_is_announced_as_one_afterwards() {
    let mut program = Program::connected();
    let quiet =
        QuietHours { from: jiff::civil::Time::constant(13, 0, 0, 0), to: jiff::civil::Time::constant(14, 30, 0, 0) };
    program.model.settings.rules.quiet_hours = Some(quiet);
    let program = program.after([orders(&[5])]);
    assert_eq!(program.did(), "Render");
    let mut program = program.after([orders(&[5, 6])]);
    assert_eq!(program.model.news.tally().number(|_| true), 2, "each is news once");
    let effects = update(&mut program.model, orders(&[5, 6]), now() + jiff::SignedDuration::from_mins(30));
    let notices: Vec<usize> = effects
        .iter()
        .filter_map(|effect| match effect {
            Effect::Notify { notices, .. } => Some(notices.len()),
            _ => None,
        })
        .collect();
    assert_eq!(notices, [1]);
    assert_eq!([5, 6].map(|number| program.model.sent[&shop(1)].stage(&id(number))), [Some(Announcing::Underway); 2]);
}

#[test]
fn off_and_on_again_in_the_menu_leaves_each_organizations_own_rules_as_they_are() {
    let own = format!("own_rules/{}", shop(1));
    let silent = [own.clone(), format!("{own}/notifications")].into_iter().zip([true, false]);
    let mut program = Program::connected().after(silent.map(|(setting, on)| set(&setting, SettingInput::On(on))));
    let before = program.model.settings.clone();
    assert!(before.rules.on && !before.rings(shop(1)) && before.rings(shop(2)));
    program = program.after([Event::Chosen(Command::ToggleNotifications)]);
    assert_eq!(program.did(), "SaveSettings Render", "nobody is asked whether they want what they do not");
    assert!(!program.model.settings.rings(shop(2)));
    program = program.after([Event::Chosen(Command::ToggleNotifications)]);
    assert_eq!(program.did(), "SaveSettings Render AskToNotify");
    assert_eq!(program.model.settings, before);
}

#[test]
fn a_trouble_is_remembered_when_it_comes_up() {
    let failing = |trouble| {
        let health = Health { trouble, ..Health::default() };
        Event::Health(Some(shop(1)), Box::new(health))
    };
    let gone = || failing(Some(Trouble::OrganizationGone));
    let rejected = || failing(Some(Trouble::TokenRejected));
    let program = Program::connected().after([gone(), gone(), rejected(), failing(None), rejected()]);
    let troubles: Vec<_> = program.model.troubles.newest_first().map(|one| one.trouble.clone()).collect();
    assert_eq!(troubles, [Trouble::TokenRejected, Trouble::TokenRejected, Trouble::OrganizationGone]);
}

#[test]
fn another_region_is_shown_at_once_and_reads_no_figures_again() {
    let american = Region { clock: Some(Clock::Hours12), ..Region::of("en-US") };
    let program = on_the_settings().after([Event::Region(american.clone())]);
    // Weeks are Polar's, from Monday, wherever the owner is: nothing is summed up anew.
    assert_eq!(program.did(), "Render UpdateWindow");
    assert_eq!(program.model.region, american);
    assert_eq!(program.after([Event::Region(american)]).did(), "");
}
