//! The worker breaks off and begins again, and what the owner is told of a launch that ended unexpectedly.

use jiff::Timestamp;

use super::super::{BrokeOff, Effect, Form, FormError, Health, Model, Occurred, Trouble};

/// The worker broke off and begins again: what was under way is not, and the figures stay. What waited is done after all, and
/// is still waited for.
pub(super) fn broke_off(model: &mut Model, how: BrokeOff, now: Timestamp) -> Vec<Effect> {
    let BrokeOff { again, connecting, removing, sentence } = how;
    let broke_off = |health: &mut Health| {
        health.refreshing = false;
        if again {
            health.trouble = Some(Trouble::BrokeOff);
        }
    };
    broke_off(&mut model.health);
    model.others.iter_mut().for_each(|other| broke_off(&mut other.health));
    model.troubles.remember(Occurred { at: now, organization: None, trouble: Trouble::BrokeOff });
    if connecting && model.form.step.is_some() {
        model.form = Form { error: Some(FormError::Setup(sentence.clone())), ..Form::default() };
    }
    if removing && model.removing.take().is_some() {
        model.not_done = Some(sentence);
    }
    vec![Effect::Render]
}

/// The report of how the launch before ended is wanted: it has been told.
pub(super) fn open_report(model: &mut Model) -> Vec<Effect> {
    model.ended.take().map_or_else(Vec::new, |ended| vec![Effect::OpenReport(ended.report), Effect::Render])
}
