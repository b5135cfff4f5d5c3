mod own_rules;

use super::*;
use crate::app::{
    Interval, LaunchAtLogin, Power, QuietHours, Region, RejectedSetting, Removing, SettingError, SettingInput,
    settings::change,
};
use crate::figures::RevenueBasis;
use crate::view::samples::*;
use crate::view::window::controls::ControlKind;
use crate::view::words;

/// The page as text: what it says, a control a line.
fn drawn(page: &SettingsPage) -> String {
    let mut lines: Vec<String> = page.trouble.iter().map(|trouble| format!("! {trouble}")).collect();
    lines.extend(Some(page.note.to_owned()).filter(|note| !note.is_empty()));
    for section in &page.sections {
        lines.push(format!("# {}", section.heading));
        lines.extend(Some(section.note.clone()).filter(|note| !note.is_empty()));
        lines.extend(section.controls.iter().map(control));
        lines.extend(section.actions.iter().map(|action| {
            let buttons: Vec<String> = action.buttons.iter().map(|button| format!("[{}]", button.label)).collect();
            let parts = [action.label.clone(), action.hint.clone(), buttons.join(" ")];
            parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" | ")
        }));
        lines.extend(section.copying.as_ref().map(|copying| format!("[{}]", copying.label)));
    }
    lines.join("\n")
}

fn control(control: &Control) -> String {
    let value = match &control.kind {
        ControlKind::Switch { on } => (if *on { "on" } else { "off" }).to_owned(),
        ControlKind::Choice { value, options } => {
            let chosen = options.iter().find(|option| option.value == *value).map(|option| option.label.clone());
            format!("{} of {}", chosen.unwrap_or_default(), options.len())
        }
        ControlKind::Text { value, .. } => format!("“{value}”"),
    };
    let hint = control.hint.as_ref().map_or_else(String::new, |hint| format!(" ({hint})"));
    let error = control.error.as_ref().map_or_else(String::new, |error| format!(" ! {error}"));
    let disabled = if control.disabled { " disabled" } else { "" };
    format!("{}: {value}{disabled}{hint}{error}", control.label)
}

fn page_of(model: &Model) -> String {
    drawn(&settings(model, now()))
}

#[test]
fn everything_that_can_be_chosen_stands_on_the_page() {
    let mut model = connected(report());
    model.settings.rules.quiet_hours = Some(QuietHours::default());
    model.launch_at_login = LaunchAtLogin::Off;
    insta::assert_snapshot!(page_of(&model), @"
    # Menu Bar
    Title: “{revenue} · +{new_subscriptions}” (Now it is “$412 · +2”. Fields: {revenue}, {net_revenue}, {orders}, {new_subscriptions}, {mrr}, {arr}, {month}, {week}, {yesterday}, {last_30_days}, {trend}, {active}, {trialing}, {past_due}, {cancelling}, {organization}, {updated}, {health}, {sparkline}.)
    Show $0 before the day’s first sale: off (Otherwise the icon stands alone until then.)
    Revenue: As in Polar of 3 (What menu bar, menu and dashboard show and compare. Always without tax.)
    Hide amounts: off (They are ••• in menu bar, menu, window and notifications.)
    # Notifications
    Show notifications: on
    New orders: on
    New subscriptions: on (With a subscription’s first payment, once.)
    Renewals: off
    Trials: off (When one begins, and when one is about to end.)
    Cancellations: on (With the reason. Pauses, too, and when either is undone.)
    Plan changes: off (Another product or another price, as when a discount ends.)
    Refunds: on
    Failed payments: on (And when the money comes after all.)
    Account problems: on (When Polar switches off payments or payouts, and when that is over.)
    Milestones: on (The first sale, the 10th, 100th and 1,000th order, a best day, a new high of MRR.)
    Silence: off (No order for longer than is usual for your shop.)
    Daily summary: off (The day’s figures at 18:00.)
    Smallest amount: “” (An order, a refund or a failed payment of less does not ring. 5 means $5, €5 or ¥5, whichever it is in.)
    Several at once: Up to three one by one of 3 (What waited, while this computer slept for example, is told as one in any case.)
    Sound: on
    Customers’ names: on (And what they write on leaving. E-mail addresses are never shown.)
    Quiet hours: on (What comes meanwhile is told as one notification afterwards.)
    From: “22:00”
    Until: “08:00”
    # Refreshing
    Ask Polar: Automatically of 7 (Every minute; every 2 minutes on battery, every 15 minutes in power-saver mode.)
    # Days
    Time zone: “” (Empty is this computer’s. Days are those of UTC now.)
    # Start
    Launch at login: off
    # Organizations
    Acme Inc | [Remove…]
    [Connect Another…]
    # Diagnostics
    What to send along when something is wrong: versions, counts and the last troubles, no token and no name.
    [Copy Diagnostics]
    # Reset
    Tokens, figures and settings of every organization go from this computer. | [Reset…]
    ");
}

#[test]
fn without_notifications_there_is_nothing_to_choose_of_them() {
    let mut model = connected(report());
    model.settings.rules.on = false;
    let page = page_of(&model);
    assert!(page.contains("Show notifications: off") && !page.contains("Sound") && !page.contains("Quiet"), "{page}");
}

#[test]
fn notifications_that_are_not_allowed_say_where_they_are() {
    let mut model = connected(report());
    model.notifications_refused = Some("Notifications are not allowed: System Settings".to_owned());
    let note = "# Notifications\nNotifications are not allowed: System Settings.\nShow notifications: on";
    assert!(page_of(&model).contains(note), "{}", page_of(&model));
    model.settings.rules.on = false;
    assert!(!page_of(&model).contains("not allowed"));
}

#[test]
fn what_is_said_back_by_a_control_is_taken() {
    let mut model = connected(report());
    model.settings.rules.quiet_hours = Some(QuietHours::default());
    own_rules::add(&mut model, 8, "Beta Goods");
    model.settings.own_rules.insert(organization().id, model.settings.rules.clone());
    let page = settings(&model, now());
    let controls = page.sections.iter().flat_map(|section| &section.controls);
    for control in controls.filter(|control| control.setting != "launch_at_login") {
        let said: Vec<SettingInput> = match &control.kind {
            ControlKind::Switch { on } => vec![SettingInput::On(!on), SettingInput::On(*on)],
            ControlKind::Choice { options, .. } => {
                options.iter().map(|option| SettingInput::Text(option.value.clone())).collect()
            }
            ControlKind::Text { value, .. } => vec![SettingInput::Text(value.clone())],
        };
        for input in said {
            let mut settings = model.settings.clone();
            assert_eq!(change(&mut settings, &control.setting, &input), Ok(()), "{} {input:?}", control.setting);
        }
    }
}

#[test]
fn what_was_typed_and_is_not_kept_stands_in_its_field_with_the_reason() {
    for (setting, error, words) in [
        ("title", SettingError::UnknownFields(vec!["revenu".to_owned()]), "There is no field {revenu}. The fields are"),
        ("title", SettingError::TitleTooLong, "120 characters"),
        ("smallest_amount", SettingError::NotAnAmount, "9.50"),
        ("time_zone", SettingError::NoSuchTimeZone, "Europe/Berlin"),
        ("quiet_from", SettingError::NotATime, "22:00"),
        ("quiet_to", SettingError::SameTime, "another time"),
    ] {
        let mut model = connected(report());
        model.settings.rules.quiet_hours = Some(QuietHours::default());
        let (setting, typed) = (setting.to_owned(), "<b>what?</b>".to_owned());
        model.rejected_setting = Some(RejectedSetting { setting: setting.clone(), typed: typed.clone(), error });
        let page = settings(&model, now());
        let wrong: Vec<&Control> =
            page.sections.iter().flat_map(|section| &section.controls).filter(|one| one.error.is_some()).collect();
        let [one] = wrong[..] else { panic!("{wrong:?}") };
        let sentence = one.error.as_deref().unwrap_or_default();
        assert!(one.setting == setting && sentence.contains(words) && sentence.ends_with('.'), "{one:?}");
        assert!(matches!(&one.kind, ControlKind::Text { value, .. } if *value == typed), "{one:?}");
    }
}

#[test]
fn the_title_is_shown_as_it_is_now() {
    let mut model = connected(report());
    for (template, hidden, expected) in [
        ("{orders} orders · {month}", false, "Now it is “9 orders · $8,240”."),
        ("{month}", true, "Now it is “•••”."),
        ("", false, "Now it is the icon alone."),
    ] {
        model.settings.title = template.to_owned();
        model.settings.hide_amounts = hidden;
        assert!(page_of(&model).contains(expected), "{template}");
    }
    model.report = None;
    assert!(page_of(&model).contains("There are no figures yet."));
}

#[test]
fn the_system_is_the_one_who_says_what_starts_at_login() {
    let mut model = connected(report());
    for (is, expected) in [
        (LaunchAtLogin::Unknown, "Launch at login: off disabled (Asking the system…)"),
        (LaunchAtLogin::On, "Launch at login: on\n"),
        (LaunchAtLogin::Off, "Launch at login: off\n"),
        (LaunchAtLogin::NeedsApproval, "Launch at login: on (macOS waits for you to allow it"),
        (LaunchAtLogin::Unavailable("Move it.".to_owned()), "Launch at login: off disabled (Move it.)"),
    ] {
        model.launch_at_login = is;
        assert!(page_of(&model).contains(expected), "{expected}\n{}", page_of(&model));
    }
}

#[test]
fn organizations_stand_by_name_and_each_is_asked_about_before_it_goes() {
    let mut model = connected(report());
    let id = own_rules::add(&mut model, 8, "aardvark");
    let page = page_of(&model);
    assert!(page.contains("aardvark | [Remove…]\nAcme Inc | [Remove…]\n[Connect Another…]"), "{page}");
    for section in settings(&model, now()).sections {
        for button in section.actions.iter().flat_map(|action| &action.buttons) {
            let gone = button.label.ends_with("Remove…") || button.label == "Reset…";
            assert_eq!(button.question.is_some(), gone, "{}", button.label);
        }
    }
    model.removing = Some(Removing::One(id));
    let page = page_of(&model);
    assert!(page.contains("aardvark | Being removed.") && page.contains("Acme Inc | [Remove…]"), "{page}");
    model.removing = Some(Removing::Everything);
    assert!(!page_of(&model).contains("[Remove…]") && !page_of(&model).contains("[Reset…]"));
}

#[test]
fn what_was_not_done_comes_before_what_is_wrong_with_the_file() {
    let mut model = connected(report());
    model.complaint = Some("The settings could not be read.".to_owned());
    assert!(page_of(&model).starts_with("! The settings could not be read.\n"));
    model.not_done = Some("The Keychain is locked.".to_owned());
    assert!(page_of(&model).starts_with("! The Keychain is locked.\n"));
}

#[test]
fn the_sample_and_nobody_have_the_settings_that_make_sense() {
    let page = page_of(&sample(report()));
    assert!(page.starts_with("With sample data,"), "{page}");
    assert!(page.contains("[Connect to Polar…] [Leave Sample Data]"), "{page}");
    assert!(!page.contains("Reset") && !page.contains("login") && !page.contains("[Remove…]"), "{page}");
    let mut model = Model::new(jiff::tz::TimeZone::UTC);
    insta::assert_snapshot!(page_of(&model).lines().take(2).collect::<Vec<_>>().join(" / "), @"Your settings are still being read. / # Diagnostics");
    model.connection = Connection::NotConnected;
    let page = page_of(&model);
    assert!(page.contains("None is connected.\n[Connect to Polar…] [Try with Sample Data]"), "{page}");
    assert!(page.contains("[Reset…]"), "{page}");
}

#[test]
fn revenue_and_interval_are_named_as_they_are_chosen() {
    let mut model = connected(report());
    for (basis, label) in [
        (RevenueBasis::AsInPolar, "Revenue: As in Polar of 3"),
        (RevenueBasis::AfterFees, "Revenue: After fees of 3"),
        (RevenueBasis::AfterFeesAndRefunds, "Revenue: After fees and refunds of 3"),
    ] {
        model.settings.revenue = basis;
        assert!(page_of(&model).contains(label), "{label}");
    }
    for (interval, label) in [
        (
            Interval::Automatic,
            "Ask Polar: Automatically of 7 (Every minute; every 2 minutes on battery, every 15 minutes in ",
        ),
        (Interval::EveryMinutes(1), "Ask Polar: Every minute of 7"),
        (Interval::EveryMinutes(30), "Ask Polar: Every 30 minutes of 7"),
        (Interval::Manually, "Ask Polar: When I choose Refresh of 7 (Polar is asked at the launch"),
    ] {
        model.settings.interval = interval;
        assert!(page_of(&model).contains(label), "{label}");
    }
}

#[test]
fn an_amount_stands_in_its_field_as_it_may_be_typed_there() {
    for (locale, shown, example) in [("", "12.5", "9.50"), ("de-DE", "12,5", "9,50"), ("de-CH", "12.5", "9.50")] {
        let mut model = Model { region: Region::of(locale), ..connected(report()) };
        let typed = |text: &str| SettingInput::Text(text.to_owned());
        for text in ["12.5", "12,5", "12,50"] {
            change(&mut model.settings, "smallest_amount", &typed(text)).unwrap();
            let kept = page_of(&model).replace("12,50", "12,5").replace("12.50", "12.5");
            assert!(kept.contains(&format!("Smallest amount: “{shown}”")), "{locale} {text}: {kept}");
        }
        // A thousand, or one and a bit: nobody is to find out by what rings.
        for text in ["1,234", "1.234", "1.234,5", "1 234"] {
            assert_eq!(change(&mut model.settings, "smallest_amount", &typed(text)), Err(SettingError::NotAnAmount));
        }
        let (setting, typed) = ("smallest_amount".to_owned(), "1,234".to_owned());
        model.rejected_setting = Some(RejectedSetting { setting, typed, error: SettingError::NotAnAmount });
        let sentence = format!("Type a number such as 5, 1200 or {example}, without marks between thousands.");
        assert!(page_of(&model).contains(&sentence), "{}", page_of(&model));
    }
}

#[test]
fn what_is_left_to_the_program_says_what_that_means_now() {
    let mut model = connected(report());
    for (power, said) in [
        (Power::Battery, "(Every minute; now every 2 minutes, on battery.)"),
        (Power::Saving, "(Every minute; now every 15 minutes, in "),
    ] {
        model.computer.power = power;
        assert!(page_of(&model).contains(said), "{}", page_of(&model));
    }
}

#[test]
fn the_evening_has_the_regions_time() {
    for (locale, expected) in [("", "at 18:00."), ("en-US", "at 6:00\u{a0}PM."), ("da-DK", "at 18.00.")] {
        let model = Model { region: Region::of(locale), ..connected(report()) };
        assert!(page_of(&model).contains(&format!("The day’s figures {expected}")), "{}", page_of(&model));
    }
}

#[test]
fn an_app_that_will_be_gone_from_its_place_is_to_be_moved_before_it_starts_at_login() {
    let mut model = connected(report());
    model.launch_at_login = LaunchAtLogin::Unavailable(words::MOVE_TO_APPLICATIONS.to_owned());
    let control = crate::view::window::settings::launch_at_login(&model);
    assert!(control.disabled);
    assert!(control.hint.is_some_and(|hint| hint.starts_with("Move Revone to Applications")));
}
