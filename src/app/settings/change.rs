//! One setting changed by its name.

use jiff::civil::Time;
use rust_decimal::Decimal;

use super::{
    Grouping, Interval, LONGEST_TITLE, QuietHours, Rules, Settings, Topic, name, time_of_day, time_zone, unknown_fields,
};
use crate::domain::OrganizationId;
use crate::figures::RevenueBasis;

/// What the owner chose or typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SettingInput {
    /// A switch.
    On(bool),
    /// A text, or the name of a choice.
    Text(String),
}

/// Why what was typed is not kept.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SettingError {
    /// There is no such setting, or no such choice: nobody was offered it.
    #[error("no such setting or choice")]
    NotOffered,
    /// The template of the title names what is no field.
    #[error("unknown fields in the title")]
    UnknownFields(Vec<String>),
    /// The template of the title is longer than [`LONGEST_TITLE`].
    #[error("the title is too long")]
    TitleTooLong,
    /// It is no amount.
    #[error("not an amount")]
    NotAnAmount,
    /// It is no time of day.
    #[error("not a time of day")]
    NotATime,
    /// Quiet hours would end when they begin.
    #[error("no time between the two")]
    SameTime,
    /// There is no such time zone.
    #[error("no such time zone")]
    NoSuchTimeZone,
}

/// What was typed into a setting and is not kept, until something else is typed or the page is left.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RejectedSetting {
    /// The setting.
    pub setting: String,
    /// What was typed.
    pub typed: String,
    /// Why it is not kept.
    pub error: SettingError,
}

/// The two ends of the quiet hours.
#[derive(Clone, Copy)]
enum Times {
    From,
    To,
}

/// Changes the setting called `setting`.
///
/// # Errors
/// Why it stays as it was.
pub fn change(settings: &mut Settings, setting: &str, input: &SettingInput) -> Result<(), SettingError> {
    match input {
        SettingInput::On(on) => switch(settings, setting, *on),
        SettingInput::Text(text) => write(settings, setting, text.trim()),
    }
}

fn switch(settings: &mut Settings, setting: &str, on: bool) -> Result<(), SettingError> {
    match setting {
        name::SHOW_ZERO => settings.show_zero = on,
        name::HIDE_AMOUNTS => settings.hide_amounts = on,
        _ => {
            let (rules, setting) = match of_an_organization(setting) {
                Some((organization, "")) => {
                    // They begin as a copy, so that turning them on changes nothing yet.
                    let rules = settings.rules.clone();
                    if on {
                        settings.own_rules.entry(organization).or_insert(rules);
                    } else {
                        settings.own_rules.remove(&organization);
                    }
                    return Ok(());
                }
                Some((organization, rule)) => (own(settings, organization)?, rule),
                None => (&mut settings.rules, setting),
            };
            return switch_rule(rules, setting, on);
        }
    }
    Ok(())
}

fn switch_rule(rules: &mut Rules, setting: &str, on: bool) -> Result<(), SettingError> {
    match setting {
        name::NOTIFICATIONS => rules.on = on,
        name::NAMES => rules.names = on,
        name::SOUND => rules.sound = on,
        name::QUIET_HOURS => rules.quiet_hours = on.then(|| rules.quiet_hours.unwrap_or_default()),
        topic => {
            let topic = Topic::from_name(topic).ok_or(SettingError::NotOffered)?;
            if on {
                rules.topics.insert(topic);
            } else {
                rules.topics.remove(&topic);
            }
        }
    }
    Ok(())
}

/// Whose own rules a setting is of, and which of them.
fn of_an_organization(setting: &str) -> Option<(OrganizationId, &str)> {
    let rest = setting.strip_prefix(name::OWN_RULES)?.strip_prefix('/')?;
    let (id, rule) = rest.split_once('/').unwrap_or((rest, ""));
    Some((OrganizationId(id.parse().ok()?), rule))
}

fn own(settings: &mut Settings, organization: OrganizationId) -> Result<&mut Rules, SettingError> {
    settings.own_rules.get_mut(&organization).ok_or(SettingError::NotOffered)
}

fn write(settings: &mut Settings, setting: &str, text: &str) -> Result<(), SettingError> {
    match setting {
        name::TITLE => settings.title = title(text)?,
        name::REVENUE => settings.revenue = RevenueBasis::from_code(text).ok_or(SettingError::NotOffered)?,
        name::INTERVAL => settings.interval = Interval::from_code(text).ok_or(SettingError::NotOffered)?,
        name::TIME_ZONE => settings.time_zone = zone(text)?,
        _ => {
            let (rules, setting) = match of_an_organization(setting) {
                Some((organization, rule)) => (own(settings, organization)?, rule),
                None => (&mut settings.rules, setting),
            };
            return write_rule(rules, setting, text);
        }
    }
    Ok(())
}

fn write_rule(rules: &mut Rules, setting: &str, text: &str) -> Result<(), SettingError> {
    match setting {
        name::SMALLEST_AMOUNT => rules.smallest_amount = amount(text)?,
        name::QUIET_FROM => rules.quiet_hours = Some(quiet(rules, Times::From, text)?),
        name::QUIET_TO => rules.quiet_hours = Some(quiet(rules, Times::To, text)?),
        name::GROUPING => rules.grouping = Grouping::from_code(text).ok_or(SettingError::NotOffered)?,
        _ => return Err(SettingError::NotOffered),
    }
    Ok(())
}

fn title(text: &str) -> Result<String, SettingError> {
    // Looked at as it is kept: what stood apart by a control character may be a field, or none, without it.
    let text: String = text.chars().filter(|character| !character.is_control()).collect();
    let unknown: Vec<String> = unknown_fields(&text).into_iter().map(str::to_owned).collect();
    if text.chars().count() > LONGEST_TITLE {
        Err(SettingError::TitleTooLong)
    } else if unknown.is_empty() {
        Ok(text)
    } else {
        Err(SettingError::UnknownFields(unknown))
    }
}

/// An amount in major units, with a point or a comma before its decimals. `1,000` could mean two things and is none.
fn amount(text: &str) -> Result<Decimal, SettingError> {
    if text.is_empty() {
        return Ok(Decimal::ZERO);
    }
    let (whole, decimals) = text.split_once(['.', ',']).unwrap_or((text, ""));
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let plain = (1..=12).contains(&whole.len()) && decimals.len() <= 2 && digits(whole) && digits(decimals);
    let number = if decimals.is_empty() { whole.to_owned() } else { format!("{whole}.{decimals}") };
    plain.then(|| Decimal::from_str_exact(&number).ok()).flatten().ok_or(SettingError::NotAnAmount)
}

fn quiet(rules: &Rules, which: Times, text: &str) -> Result<QuietHours, SettingError> {
    let time: Time = time_of_day(text).ok_or(SettingError::NotATime)?;
    let QuietHours { from, to } = rules.quiet_hours.unwrap_or_default();
    let (from, to) = match which {
        Times::From => (time, to),
        Times::To => (from, time),
    };
    if from == to { Err(SettingError::SameTime) } else { Ok(QuietHours { from, to }) }
}

/// The zone by its own spelling; nothing typed is this computer's.
fn zone(text: &str) -> Result<Option<String>, SettingError> {
    if text.is_empty() {
        return Ok(None);
    }
    let zone = time_zone(text).ok_or(SettingError::NoSuchTimeZone)?;
    Ok(Some(zone.iana_name().unwrap_or(text).to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(setting: &str, text: &str) -> Result<Settings, SettingError> {
        let mut settings = Settings::default();
        change(&mut settings, setting, &SettingInput::Text(text.to_owned())).map(|()| settings)
    }

    fn default() -> Settings {
        Settings::default()
    }

    fn ruled(set: impl Fn(&mut Rules)) -> Settings {
        let mut settings = default();
        set(&mut settings.rules);
        settings
    }

    #[test]
    fn every_switch_turns_what_it_is_called_and_nothing_else() {
        let on = |set: fn(&mut Settings) -> &mut bool| {
            let mut settings = default();
            let place = set(&mut settings);
            *place = !*place;
            settings
        };
        for (setting, expected) in [
            (name::SHOW_ZERO, on(|settings| &mut settings.show_zero)),
            (name::HIDE_AMOUNTS, on(|settings| &mut settings.hide_amounts)),
            (name::NOTIFICATIONS, on(|settings| &mut settings.rules.on)),
            (name::NAMES, on(|settings| &mut settings.rules.names)),
            (name::SOUND, on(|settings| &mut settings.rules.sound)),
        ] {
            let mut changed = default();
            let turned = [true, false].into_iter().find(|on| {
                change(&mut changed, setting, &SettingInput::On(*on)).unwrap();
                changed != default()
            });
            assert!(turned.is_some(), "{setting}");
            assert_eq!(changed, expected, "{setting}");
        }
    }

    #[test]
    fn what_is_typed_is_kept_where_it_means_something() {
        for (setting, text, expected) in [
            (name::TITLE, " {revenue} – {orders} ", Settings { title: "{revenue} – {orders}".into(), ..default() }),
            (name::TITLE, "", Settings { title: String::new(), ..default() }),
            (name::TITLE, "{orders\u{7}}\n", Settings { title: "{orders}".into(), ..default() }),
            (name::REVENUE, "after_fees", Settings { revenue: RevenueBasis::AfterFees, ..default() }),
            (name::INTERVAL, "15", Settings { interval: Interval::EveryMinutes(15), ..default() }),
            (name::INTERVAL, "manually", Settings { interval: Interval::Manually, ..default() }),
            (name::TIME_ZONE, "europe/berlin", Settings { time_zone: Some("Europe/Berlin".into()), ..default() }),
            (name::TIME_ZONE, " ", default()),
            (name::SMALLEST_AMOUNT, "", default()),
            (name::SMALLEST_AMOUNT, "5,5", ruled(|rules| rules.smallest_amount = Decimal::new(55, 1))),
            (name::SMALLEST_AMOUNT, "1000.25", ruled(|rules| rules.smallest_amount = Decimal::new(100_025, 2))),
            (name::GROUPING, "always", ruled(|rules| rules.grouping = Grouping::Always)),
            (
                name::QUIET_FROM,
                "23:15",
                ruled(|rules| {
                    let from = Time::constant(23, 15, 0, 0);
                    rules.quiet_hours = Some(QuietHours { from, ..QuietHours::default() });
                }),
            ),
        ] {
            assert_eq!(typed(setting, text), Ok(expected), "{setting} {text:?}");
        }
    }

    #[test]
    fn what_means_nothing_says_why() {
        let long = "x".repeat(LONGEST_TITLE + 1);
        let unknown = SettingError::UnknownFields(vec!["revenu".to_owned(), "x".to_owned()]);
        for (setting, text, error) in [
            (name::TITLE, "{revenu} {revenue} {x}", unknown),
            (name::TITLE, "{\n{{x}", SettingError::UnknownFields(vec!["x".to_owned()])),
            (name::TITLE, &long, SettingError::TitleTooLong),
            (name::REVENUE, "gross", SettingError::NotOffered),
            (name::INTERVAL, "3", SettingError::NotOffered),
            (name::TIME_ZONE, "Middle/Earth", SettingError::NoSuchTimeZone),
            (name::TIME_ZONE, "../../etc/passwd", SettingError::NoSuchTimeZone),
            (name::SMALLEST_AMOUNT, "-1", SettingError::NotAnAmount),
            (name::SMALLEST_AMOUNT, "1,000", SettingError::NotAnAmount),
            (name::SMALLEST_AMOUNT, "1.000,00", SettingError::NotAnAmount),
            (name::SMALLEST_AMOUNT, "five", SettingError::NotAnAmount),
            (name::SMALLEST_AMOUNT, ".5", SettingError::NotAnAmount),
            (name::SMALLEST_AMOUNT, "1e9", SettingError::NotAnAmount),
            (name::SMALLEST_AMOUNT, "9999999999999", SettingError::NotAnAmount),
            (name::QUIET_FROM, "25:00", SettingError::NotATime),
            (name::QUIET_TO, "22:00", SettingError::SameTime),
            (name::GROUPING, "sometimes", SettingError::NotOffered),
            (name::SOUND, "true", SettingError::NotOffered),
            ("", "", SettingError::NotOffered),
        ] {
            assert_eq!(typed(setting, text), Err(error), "{setting} {text:?}");
        }
        let mut settings = default();
        assert_eq!(change(&mut settings, name::TITLE, &SettingInput::On(true)), Err(SettingError::NotOffered));
        assert_eq!(settings, default());
    }

    #[test]
    fn every_topic_has_a_switch() {
        for topic in Topic::ALL {
            let mut settings = default();
            for on in [true, false] {
                change(&mut settings, topic.name(), &SettingInput::On(on)).unwrap();
                assert_eq!(settings.rules.topics.contains(&topic), on);
            }
            let others = |rules: &Rules| rules.topics.iter().filter(|other| **other != topic).count();
            assert_eq!(others(&settings.rules), others(&Rules::default()));
        }
    }

    #[test]
    fn an_organization_can_have_rules_of_its_own() {
        let id = OrganizationId(uuid::Uuid::from_u128(7));
        let setting = |rule: &str| format!("{}/{id}{rule}", name::OWN_RULES);
        let mut settings = ruled(|rules| rules.sound = false);
        let before = settings.clone();
        let refused = change(&mut settings, &setting("/refunds"), &SettingInput::On(false));
        assert_eq!(refused, Err(SettingError::NotOffered), "it has none yet");
        change(&mut settings, &setting(""), &SettingInput::On(true)).unwrap();
        assert_eq!(settings.rules_of(id), &before.rules, "they begin as those of all");
        change(&mut settings, &setting("/refunds"), &SettingInput::On(false)).unwrap();
        change(&mut settings, &setting("/smallest_amount"), &SettingInput::Text("5".to_owned())).unwrap();
        assert!(!settings.rules_of(id).topics.contains(&Topic::Refunds));
        assert_eq!(settings.rules_of(id).smallest_amount, Decimal::from(5));
        assert_eq!(settings.rules, before.rules, "those of all are as they were");
        change(&mut settings, &setting(""), &SettingInput::On(false)).unwrap();
        assert_eq!(settings, before);
        for nobody in ["own_rules", "own_rules/", "own_rules/x/sound", "own_rules/x"] {
            assert_eq!(change(&mut settings, nobody, &SettingInput::On(true)), Err(SettingError::NotOffered));
        }
    }

    #[test]
    fn quiet_hours_turned_on_have_times_and_keep_those_that_they_have() {
        let mut settings = default();
        change(&mut settings, name::QUIET_HOURS, &SettingInput::On(true)).unwrap();
        assert_eq!(settings.rules.quiet_hours, Some(QuietHours::default()));
        change(&mut settings, name::QUIET_TO, &SettingInput::Text("07:00".to_owned())).unwrap();
        change(&mut settings, name::QUIET_HOURS, &SettingInput::On(true)).unwrap();
        assert_eq!(settings.rules.quiet_hours.map(|hours| hours.to.hour()), Some(7));
        change(&mut settings, name::QUIET_HOURS, &SettingInput::On(false)).unwrap();
        assert_eq!(settings.rules.quiet_hours, None);
    }
}
