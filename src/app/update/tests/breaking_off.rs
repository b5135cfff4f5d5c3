use std::path::PathBuf;

use super::*;
use crate::app::{BrokeOff, Ended, Health};

fn broke_off(model: &mut Model, how: BrokeOff) -> Vec<Effect> {
    let sentence = "It was not done.".to_owned();
    update(model, Event::BrokeOff(BrokeOff { sentence, ..how }), Timestamp::UNIX_EPOCH)
}

#[test]
fn a_worker_that_breaks_off_leaves_nothing_hanging_and_every_figure() {
    let mut model = Model::new(TimeZone::UTC);
    model.health = Health { refreshing: true, last_success: Some(Timestamp::UNIX_EPOCH), ..Health::default() };
    model.form.step = Some(ConnectStep::ReadingOrganization);
    model.removing = Some(Removing::Everything);
    assert!(matches!(
        broke_off(&mut model, BrokeOff { connecting: true, removing: true, ..BrokeOff::default() })[..],
        [Effect::Render]
    ));
    assert_eq!((model.health.refreshing, &model.health.trouble), (false, &None), "once is not worth a word");
    assert_eq!(model.health.last_success, Some(Timestamp::UNIX_EPOCH));
    assert!(model.form.step.is_none() && model.form.error.is_some());
    assert_eq!((model.removing, model.not_done.as_deref()), (None, Some("It was not done.")));
    assert_eq!(model.troubles.newest_first().count(), 1, "the diagnostics name it all the same");
    broke_off(&mut model, BrokeOff { again: true, ..BrokeOff::default() });
    assert_eq!(model.health.trouble, Some(Trouble::BrokeOff));
}

#[test]
fn what_waits_behind_something_else_that_broke_off_is_still_waited_for() {
    for (connecting, removing) in [(false, false), (true, false), (false, true)] {
        let mut model = Model::new(TimeZone::UTC);
        model.form.step = Some(ConnectStep::ReadingOrganization);
        model.removing = Some(Removing::Everything);
        broke_off(&mut model, BrokeOff { connecting, removing, ..BrokeOff::default() });
        assert_eq!((model.form.step.is_none(), model.form.error.is_some()), (connecting, connecting));
        assert_eq!((model.removing.is_none(), model.not_done.is_some()), (removing, removing));
    }
}

#[test]
fn a_report_that_went_with_everything_else_is_not_offered_any_more() {
    for (removing, stays) in [(Removing::Everything, false), (Removing::One(OrganizationId(uuid::Uuid::nil())), true)] {
        let mut model = Model::new(TimeZone::UTC);
        model.ended = Some(Ended { at: Timestamp::UNIX_EPOCH, report: PathBuf::from("panic.txt") });
        model.removing = Some(removing);
        update(&mut model, Event::Removed(None), Timestamp::UNIX_EPOCH);
        assert_eq!(model.ended.is_some(), stays, "{removing:?}");
    }
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
