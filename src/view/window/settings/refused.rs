use crate::app::settings::LONGEST_TITLE;
use crate::app::{Model, SettingError};
use crate::view::region::Numbers;
use crate::view::template::fields;
use crate::view::text::line;
use crate::view::words;

/// The longest name that is repeated to whoever typed it.
const NAME: usize = 24;

/// Why what was typed is not kept, and what to type.
pub(super) fn sentence(error: &SettingError, mark: &str) -> String {
    match error {
        SettingError::UnknownFields(names) => {
            let name = names.iter().find_map(|name| line(name, NAME)).unwrap_or_default();
            words::settings::unknown_field(&name, &fields())
        }
        SettingError::TitleTooLong => words::settings::title_too_long(LONGEST_TITLE),
        SettingError::NotAnAmount => words::settings::not_an_amount(mark),
        SettingError::NotATime => words::settings::NOT_A_TIME.to_owned(),
        SettingError::SameTime => words::settings::SAME_TIME.to_owned(),
        SettingError::NoSuchTimeZone => words::settings::NO_SUCH_TIME_ZONE.to_owned(),
        SettingError::NotOffered => words::settings::NOT_OFFERED.to_owned(),
    }
}

/// The mark before the decimals of an amount that the owner is to type or has typed: one of the two that are taken.
pub(super) fn mark(model: &Model) -> &'static str {
    if Numbers::of(&model.region).decimal() == ',' { "," } else { "." }
}
