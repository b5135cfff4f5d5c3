use crate::app::settings::LONGEST_TITLE;
use crate::app::{Model, SettingError};
use crate::view::region::Numbers;
use crate::view::template::fields;
use crate::view::text::line;

/// The longest name that is repeated to whoever typed it.
const NAME: usize = 24;

/// Why what was typed is not kept, and what to type.
pub(super) fn sentence(error: &SettingError, mark: &str) -> String {
    match error {
        SettingError::UnknownFields(names) => {
            let name = names.iter().find_map(|name| line(name, NAME)).unwrap_or_default();
            format!("There is no field {{{name}}}. The fields are {}.", fields())
        }
        SettingError::TitleTooLong => format!("The title is longer than {LONGEST_TITLE} characters. Make it shorter."),
        SettingError::NotAnAmount => {
            format!("This is no amount. Type a number such as 5, 1200 or 9{mark}50, without marks between thousands.")
        }
        SettingError::NotATime => "This is no time of day. Type one such as 22:00.".to_owned(),
        SettingError::SameTime => "The quiet hours would end when they begin. Choose another time.".to_owned(),
        SettingError::NoSuchTimeZone => {
            "There is no such time zone. Type a name such as Europe/Berlin, or leave the field empty.".to_owned()
        }
        SettingError::NotOffered => "This cannot be chosen. Choose something else.".to_owned(),
    }
}

/// The mark before the decimals of an amount that the owner is to type or has typed: one of the two that are taken.
pub(super) fn mark(model: &Model) -> &'static str {
    if Numbers::of(&model.region).decimal() == ',' { "," } else { "." }
}
