use super::refused;
use crate::app::Model;
use crate::view::window::controls::{Control, ControlKind, InputKind, Offer};

/// Something to turn on and off.
pub(super) fn switch(setting: &str, label: &str, on: bool) -> Control {
    control(setting, label, ControlKind::Switch { on })
}

/// One of several, each with what is written on it.
pub(super) fn choice(
    setting: &str,
    label: &str,
    value: impl Into<String>,
    options: impl IntoIterator<Item = (String, String)>,
) -> Control {
    let options = options.into_iter().map(|(value, label)| Offer { value, label }).collect();
    control(setting, label, ControlKind::Choice { value: value.into(), options })
}

/// Something to type. What was typed and is not kept stands in it with the reason.
pub(super) fn text(
    model: &Model,
    setting: &str,
    label: &str,
    input: InputKind,
    value: String,
    placeholder: &str,
) -> Control {
    let rejected = model.rejected_setting.as_ref().filter(|rejected| rejected.setting == setting);
    let value = rejected.map_or(value, |rejected| rejected.typed.clone());
    let error = rejected.map(|rejected| refused::sentence(&rejected.error, refused::mark(model)));
    let kind = ControlKind::Text { input, value, placeholder: placeholder.to_owned() };
    Control { error, ..control(setting, label, kind) }
}

fn control(setting: &str, label: &str, kind: ControlKind) -> Control {
    Control { setting: setting.to_owned(), label: label.to_owned(), hint: None, error: None, disabled: false, kind }
}

impl Control {
    /// The same with a sentence below it.
    pub(super) fn hint(self, hint: impl Into<String>) -> Self {
        Self { hint: Some(hint.into()), ..self }
    }
}
