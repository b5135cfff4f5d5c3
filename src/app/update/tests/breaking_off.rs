use std::path::PathBuf;

use super::*;
use crate::app::{Ended, Health};

fn broke_off(model: &mut Model, again: bool) -> Vec<Effect> {
    let sentence = "It was not done.".to_owned();
    update(model, Event::BrokeOff { again, sentence }, Timestamp::UNIX_EPOCH)
}

#[test]
fn a_worker_that_breaks_off_leaves_nothing_hanging_and_every_figure() {
    let mut model = Model::new(TimeZone::UTC);
    model.health = Health { refreshing: true, last_success: Some(Timestamp::UNIX_EPOCH), ..Health::default() };
    model.form.step = Some(ConnectStep::ReadingOrganization);
    model.removing = Some(Removing::Everything);
    assert!(matches!(broke_off(&mut model, false)[..], [Effect::Render]));
    assert_eq!((model.health.refreshing, &model.health.trouble), (false, &None), "once is not worth a word");
    assert_eq!(model.health.last_success, Some(Timestamp::UNIX_EPOCH));
    assert!(model.form.step.is_none() && model.form.error.is_some());
    assert_eq!((model.removing, model.not_done.as_deref()), (None, Some("It was not done.")));
    assert_eq!(model.troubles.newest_first().count(), 1, "the diagnostics name it all the same");
    broke_off(&mut model, true);
    assert_eq!(model.health.trouble, Some(Trouble::BrokeOff));
}

#[test]
fn how_the_launch_before_ended_is_told_until_its_report_is_opened() {
    let mut model = Model::new(TimeZone::UTC);
    let report = PathBuf::from("panic.txt");
    model.ended = Some(Ended { at: Timestamp::UNIX_EPOCH, report: report.clone() });
    let effects = update(&mut model, Event::Chosen(Command::OpenReport), Timestamp::UNIX_EPOCH);
    assert!(matches!(&effects[..], [Effect::OpenReport(opened), Effect::Render] if *opened == report));
    assert_eq!(model.ended, None);
    assert!(update(&mut model, Event::Chosen(Command::OpenReport), Timestamp::UNIX_EPOCH).is_empty());
}
