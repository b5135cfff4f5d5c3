//! One setting changed by its name.

use jiff::civil::Time;
use rust_decimal::Decimal;

use super::{Interval, LONGEST_TITLE, QuietHours, Settings, name, time_of_day, time_zone, unknown_fields};
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
    let place = match setting {
        name::SHOW_ZERO => &mut settings.show_zero,
        name::HIDE_AMOUNTS => &mut settings.hide_amounts,
        name::NOTIFICATIONS => &mut settings.notifications,
        name::NEW_ORDERS => &mut settings.new_orders,
        name::NEW_SUBSCRIPTIONS => &mut settings.new_subscriptions,
        name::RENEWALS => &mut settings.renewals,
        name::NAMES => &mut settings.names_in_notifications,
        name::SOUND => &mut settings.sound,
        name::QUIET_HOURS => {
            settings.quiet_hours = on.then(|| settings.quiet_hours.unwrap_or_default());
            return Ok(());
        }
        _ => return Err(SettingError::NotOffered),
    };
    *place = on;
    Ok(())
}

fn write(settings: &mut Settings, setting: &str, text: &str) -> Result<(), SettingError> {
    match setting {
        name::TITLE => settings.title = title(text)?,
        name::REVENUE => settings.revenue = RevenueBasis::from_code(text).ok_or(SettingError::NotOffered)?,
        name::SMALLEST_AMOUNT => settings.smallest_amount = amount(text)?,
        name::QUIET_FROM => settings.quiet_hours = Some(quiet(settings, Times::From, text)?),
        name::QUIET_TO => settings.quiet_hours = Some(quiet(settings, Times::To, text)?),
        name::INTERVAL => settings.interval = Interval::from_code(text).ok_or(SettingError::NotOffered)?,
        name::TIME_ZONE => settings.time_zone = zone(text)?,
        _ => return Err(SettingError::NotOffered),
    }
    Ok(())
}

fn title(text: &str) -> Result<String, SettingError> {
    let unknown: Vec<String> = unknown_fields(text).into_iter().map(str::to_owned).collect();
    if text.chars().count() > LONGEST_TITLE {
        Err(SettingError::TitleTooLong)
    } else if unknown.is_empty() {
        Ok(text.chars().filter(|character| !character.is_control()).collect())
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

fn quiet(settings: &Settings, which: Times, text: &str) -> Result<QuietHours, SettingError> {
    let time: Time = time_of_day(text).ok_or(SettingError::NotATime)?;
    let QuietHours { from, to } = settings.quiet_hours.unwrap_or_default();
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
            (name::NOTIFICATIONS, on(|settings| &mut settings.notifications)),
            (name::NEW_ORDERS, on(|settings| &mut settings.new_orders)),
            (name::NEW_SUBSCRIPTIONS, on(|settings| &mut settings.new_subscriptions)),
            (name::RENEWALS, on(|settings| &mut settings.renewals)),
            (name::NAMES, on(|settings| &mut settings.names_in_notifications)),
            (name::SOUND, on(|settings| &mut settings.sound)),
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
            (name::REVENUE, "after_fees", Settings { revenue: RevenueBasis::AfterFees, ..default() }),
            (name::INTERVAL, "15", Settings { interval: Interval::EveryMinutes(15), ..default() }),
            (name::INTERVAL, "manually", Settings { interval: Interval::Manually, ..default() }),
            (name::TIME_ZONE, "europe/berlin", Settings { time_zone: Some("Europe/Berlin".into()), ..default() }),
            (name::TIME_ZONE, " ", default()),
            (name::SMALLEST_AMOUNT, "", default()),
            (name::SMALLEST_AMOUNT, "5,5", Settings { smallest_amount: Decimal::new(55, 1), ..default() }),
            (name::SMALLEST_AMOUNT, "1000.25", Settings { smallest_amount: Decimal::new(100_025, 2), ..default() }),
            (
                name::QUIET_FROM,
                "23:15",
                Settings {
                    quiet_hours: Some(QuietHours { from: Time::constant(23, 15, 0, 0), ..QuietHours::default() }),
                    ..default()
                },
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
    fn quiet_hours_turned_on_have_times_and_keep_those_that_they_have() {
        let mut settings = default();
        change(&mut settings, name::QUIET_HOURS, &SettingInput::On(true)).unwrap();
        assert_eq!(settings.quiet_hours, Some(QuietHours::default()));
        change(&mut settings, name::QUIET_TO, &SettingInput::Text("07:00".to_owned())).unwrap();
        change(&mut settings, name::QUIET_HOURS, &SettingInput::On(true)).unwrap();
        assert_eq!(settings.quiet_hours.map(|hours| hours.to.hour()), Some(7));
        change(&mut settings, name::QUIET_HOURS, &SettingInput::On(false)).unwrap();
        assert_eq!(settings.quiet_hours, None);
    }
}
