//! Rules of an organization's own.

use super::*;
use crate::app::{Grouping, Health, Names, Other, Rules};
use crate::domain::OrganizationId;

/// Connects another organization.
pub(super) fn add(model: &mut Model, number: u128, name: &str) -> OrganizationId {
    let mut other = organization();
    (other.id, other.name) = (OrganizationId(uuid::Uuid::from_u128(number)), name.to_owned());
    let id = other.id;
    model.others.push(Other { organization: other, report: None, names: Names::default(), health: Health::default() });
    id
}

fn headings(model: &Model) -> Vec<String> {
    settings(model, now()).sections.into_iter().map(|section| section.heading).collect()
}

fn section(model: &Model, heading: &str) -> Section {
    settings(model, now()).sections.into_iter().find(|section| section.heading == heading).unwrap()
}

#[test]
fn one_organization_alone_has_the_rules_of_all() {
    assert!(!page_of(&connected(report())).contains("Rules of its own"));
    let mut sample = sample(report());
    add(&mut sample, 8, "Beta Goods");
    assert!(!page_of(&sample).contains("Rules of its own"), "the sample is alone");
}

#[test]
fn one_that_is_left_alone_with_rules_of_its_own_still_shows_them_until_it_has_none() {
    let mut model = connected(report());
    let id = organization().id;
    model.settings.own_rules.insert(id, Rules { sound: false, ..Rules::default() });
    assert_eq!(headings(&model)[1..4], ["Notifications", "Notifications of Acme Inc", "Refreshing"]);
    let drawn: Vec<String> = section(&model, "Notifications of Acme Inc").controls.iter().map(control).collect();
    assert!(drawn.contains(&"Sound: off".to_owned()), "{drawn:?}");
    change(&mut model.settings, &format!("own_rules/{id}"), &SettingInput::On(false)).unwrap();
    assert_eq!(headings(&model)[1..3], ["Notifications", "Refreshing"]);
    model.settings.own_rules.insert(OrganizationId(uuid::Uuid::from_u128(8)), Rules::default());
    assert_eq!(headings(&model)[1..3], ["Notifications", "Refreshing"], "who is not connected has no rules");
}

#[test]
fn each_of_several_can_have_rules_of_its_own() {
    let mut model = connected(report());
    let beta = add(&mut model, 8, "Beta Goods");
    let sections = headings(&model);
    assert_eq!(
        sections[1..5],
        ["Notifications", "Notifications of Acme Inc", "Notifications of Beta Goods", "Refreshing"]
    );
    let page = page_of(&model);
    let off = "# Notifications of Beta Goods\nRules of its own for Beta Goods: off (Otherwise what is chosen above is for it, too.)\n#";
    assert!(page.contains(off), "{page}");
    let rules = Rules {
        sound: false,
        grouping: Grouping::Always,
        quiet_hours: Some(QuietHours::default()),
        ..Rules::default()
    };
    model.settings.own_rules.insert(beta, rules);
    let of_all = section(&model, "Notifications").controls;
    let own = section(&model, "Notifications of Beta Goods").controls;
    let names: Vec<&str> = own.iter().map(|control| control.setting.as_str()).collect();
    assert_eq!(names[0], format!("own_rules/{beta}"));
    for control in &of_all {
        assert!(names.contains(&format!("own_rules/{beta}/{}", control.setting).as_str()), "{}", control.setting);
    }
    assert_eq!(own.len(), of_all.len() + 3, "the switch and the two times");
    let drawn: Vec<String> = own.iter().map(control).collect();
    assert!(drawn.contains(&"Sound: off".to_owned()) && drawn.contains(&"From: “22:00”".to_owned()), "{drawn:?}");
}

#[test]
fn off_for_all_is_off_for_each_whatever_its_own_rules_are() {
    let mut model = connected(report());
    assert!(!page_of(&model).contains("silences"), "one alone is all");
    let beta = add(&mut model, 8, "Beta Goods");
    model.settings.own_rules.insert(beta, Rules { on: false, ..Rules::default() });
    let shown: Vec<String> =
        page_of(&model).lines().filter(|line| line.starts_with("Show not")).map(str::to_owned).collect();
    assert_eq!(shown, ["Show notifications: on (Off silences every organization.)", "Show notifications: off"]);
    model.settings.rules.on = false;
    let page = page_of(&model);
    assert!(
        page.contains("# Notifications\nShow notifications: off (Off silences every organization.)\n# Refresh"),
        "{page}"
    );
}

#[test]
fn what_is_wrong_is_said_beside_the_field_of_the_same_organization() {
    let mut model = connected(report());
    let beta = add(&mut model, 8, "Beta Goods");
    model.settings.own_rules.insert(beta, Rules::default());
    let setting = format!("own_rules/{beta}/smallest_amount");
    model.rejected_setting =
        Some(RejectedSetting { setting: setting.clone(), typed: "five".to_owned(), error: SettingError::NotAnAmount });
    let page = settings(&model, now());
    let wrong: Vec<&str> = page
        .sections
        .iter()
        .flat_map(|section| &section.controls)
        .filter(|control| control.error.is_some())
        .map(|control| control.setting.as_str())
        .collect();
    assert_eq!(wrong, [setting.as_str()]);
}
