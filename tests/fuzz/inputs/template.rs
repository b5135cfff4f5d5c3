//! Templates: of the title, of `revone today --format`, and of other bars.

use std::sync::OnceLock;

use revone::app::settings::{Field, Part, parts, unknown_fields};
use revone::app::{Model, SettingInput, Settings};
use revone::view::{render, template};

use super::{faces, rows};

/// A template longer than any of a menu bar says no more than a short one.
const LONGEST: usize = 4_096;

pub fn check(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes.get(..LONGEST).unwrap_or(bytes)) else { return };
    let found = parts(text);
    let again: String = found.iter().map(typed).collect();
    assert_eq!(again, text, "the parts put together are what was typed");
    let unknown = unknown_fields(text);
    for part in &found {
        match part {
            Part::Text(text) => assert!(!text.is_empty()),
            Part::Stray(brace) => assert!(matches!(*brace, "{" | "}")),
            Part::Figure { field, long } => {
                assert!(template::names(text, *field));
                assert!(field.is_money() || !long, "only an amount has a long form");
            }
            Part::Unknown(name) => {
                assert!(unknown.contains(name));
                assert!(Field::ALL.iter().all(|field| field.name() != *name), "{name} is a field");
            }
        }
    }

    let unescaped = template::unescaped(text);
    assert!(unescaped.len() <= text.len());
    assert!(text.contains('\\') || unescaped == text);
    let refusal = template::refusal(text);
    let names_a_field = found.iter().any(|part| matches!(part, Part::Figure { .. }));
    assert!(
        refusal.is_none()
            || !names_a_field
            || !unknown.is_empty()
            || found.iter().any(|part| matches!(part, Part::Stray(_)))
    );

    let now = rows::now();
    let empty = Model::new(jiff::tz::TimeZone::UTC);
    assert_eq!(template::fill(text, &empty, now), None, "without figures nothing is filled in");
    assert!(template::fill(text, shown(), now).is_some());

    let mut settings = Settings::default();
    let input = SettingInput::Text(text.to_owned());
    if revone::app::settings::change(&mut settings, "title", &input).is_ok() {
        assert!(unknown_fields(&settings.title).is_empty(), "a title with what is no field is not kept");
        let mut model = shown().clone();
        model.settings = settings;
        let view = render(&model, now);
        assert!(!view.title.contains('\n'), "a title is one line: {:?}", view.title);
    }
}

/// A part as it was typed.
fn typed(part: &Part<'_>) -> String {
    match part {
        Part::Text(brace @ ("{" | "}")) => format!("{brace}{brace}"),
        Part::Text(text) | Part::Stray(text) => (*text).to_owned(),
        Part::Figure { field, long } => format!("{{{}{}}}", field.name(), if *long { ":long" } else { "" }),
        Part::Unknown(name) => format!("{{{name}}}"),
    }
}

/// A shop with figures.
fn shown() -> &'static Model {
    static MODEL: OnceLock<Model> = OnceLock::new();
    MODEL.get_or_init(faces::a_shop_that_is_shown)
}
