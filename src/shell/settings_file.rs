//! The settings on disk.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use rust_decimal::Decimal;
use serde::Serialize;
use serde_json::{Map, Value};

use super::private_file;
use crate::app::settings::{name, time_of_day};
use crate::app::{Interval, QuietHours, Settings};
use crate::figures::RevenueBasis;

/// The settings as the file holds them: each under its name, texts by the names of their choices.
#[derive(Serialize)]
struct Stored<'a> {
    title: &'a str,
    show_zero: bool,
    revenue: &'static str,
    hide_amounts: bool,
    notifications: bool,
    new_orders: bool,
    new_subscriptions: bool,
    renewals: bool,
    smallest_amount: String,
    quiet_hours: Option<[String; 2]>,
    names_in_notifications: bool,
    sound: bool,
    interval: String,
    time_zone: Option<&'a str>,
}

impl<'a> From<&'a Settings> for Stored<'a> {
    fn from(settings: &'a Settings) -> Self {
        let Settings {
            title,
            show_zero,
            revenue,
            hide_amounts,
            notifications,
            new_orders,
            new_subscriptions,
            renewals,
            smallest_amount,
            quiet_hours,
            names_in_notifications,
            sound,
            interval,
            time_zone,
        } = settings;
        let time = |time: jiff::civil::Time| time.strftime("%H:%M").to_string();
        Self {
            title,
            show_zero: *show_zero,
            revenue: revenue.code(),
            hide_amounts: *hide_amounts,
            notifications: *notifications,
            new_orders: *new_orders,
            new_subscriptions: *new_subscriptions,
            renewals: *renewals,
            smallest_amount: smallest_amount.to_string(),
            quiet_hours: quiet_hours.map(|hours| [time(hours.from), time(hours.to)]),
            names_in_notifications: *names_in_notifications,
            sound: *sound,
            interval: interval.code(),
            time_zone: time_zone.as_deref(),
        }
    }
}

/// The entries of a file. One that is missing, or that this version cannot read, is the default, and takes no other along.
struct Entries(Map<String, Value>);

impl Entries {
    fn on(&self, name: &str, default: bool) -> bool {
        self.0.get(name).and_then(Value::as_bool).unwrap_or(default)
    }

    fn text(&self, name: &str) -> Option<&str> {
        self.0.get(name).and_then(Value::as_str)
    }

    fn interval(&self) -> Option<Interval> {
        match self.text(name::INTERVAL) {
            Some(code) => Interval::from_code(code),
            // Versions before wrote minutes, and 1 where nobody had chosen anything.
            None => self
                .0
                .get("interval_minutes")?
                .as_u64()
                .filter(|minutes| *minutes != 1)
                .and_then(|minutes| Interval::from_code(&minutes.to_string())),
        }
    }

    fn quiet_hours(&self) -> Option<QuietHours> {
        let [from, to] = self.0.get(name::QUIET_HOURS)?.as_array()?.as_slice() else { return None };
        let hours = QuietHours { from: time_of_day(from.as_str()?)?, to: time_of_day(to.as_str()?)? };
        (hours.from != hours.to).then_some(hours)
    }

    fn smallest_amount(&self) -> Option<Decimal> {
        let amount = Decimal::from_str_exact(self.text(name::SMALLEST_AMOUNT)?).ok()?;
        (amount >= Decimal::ZERO).then_some(amount)
    }

    fn settings(&self) -> Settings {
        let default = Settings::default();
        Settings {
            title: self.text(name::TITLE).map_or(default.title, str::to_owned),
            show_zero: self.on(name::SHOW_ZERO, default.show_zero),
            revenue: self.text(name::REVENUE).and_then(RevenueBasis::from_code).unwrap_or(default.revenue),
            hide_amounts: self.on(name::HIDE_AMOUNTS, default.hide_amounts),
            notifications: self.on(name::NOTIFICATIONS, default.notifications),
            new_orders: self.on(name::NEW_ORDERS, default.new_orders),
            new_subscriptions: self.on(name::NEW_SUBSCRIPTIONS, default.new_subscriptions),
            renewals: self.on(name::RENEWALS, default.renewals),
            smallest_amount: self.smallest_amount().unwrap_or(default.smallest_amount),
            quiet_hours: self.quiet_hours(),
            names_in_notifications: self.on(name::NAMES, default.names_in_notifications),
            sound: self.on(name::SOUND, default.sound),
            interval: self.interval().unwrap_or(default.interval),
            // A zone that is none is kept, so that the owner is told of it.
            time_zone: self.text(name::TIME_ZONE).map(str::to_owned),
        }
    }
}

/// What was found where the settings are kept.
#[derive(Debug, PartialEq, Eq)]
pub enum Found {
    /// The owner's settings.
    Kept(Settings),
    /// None yet.
    None,
    /// A file that cannot be read as settings; it was moved here and defaults are used.
    Broken(PathBuf),
}

/// Reads the settings. A broken file is moved aside, never overwritten.
///
/// # Errors
/// When the file is there and cannot be read at all.
pub fn read(path: &Path) -> io::Result<Found> {
    let text = match fs::read(path) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Found::None),
        Err(error) => return Err(error),
    };
    match serde_json::from_slice::<Map<String, Value>>(&text) {
        Ok(entries) => Ok(Found::Kept(Entries(entries).settings())),
        Err(_) => {
            let aside = path.with_extension("broken.json");
            fs::rename(path, &aside)?;
            Ok(Found::Broken(aside))
        }
    }
}

/// Writes the settings whole or not at all.
///
/// # Errors
/// When the folder cannot be written.
pub fn write(path: &Path, settings: &Settings) -> io::Result<()> {
    private_file::write(path, &serde_json::to_vec_pretty(&Stored::from(settings))?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_come_back_as_they_were_written() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("settings.json");
        assert_eq!(read(&path).unwrap(), Found::None);
        let settings = Settings {
            title: "{month}".to_owned(),
            show_zero: true,
            revenue: RevenueBasis::AfterFees,
            hide_amounts: true,
            notifications: false,
            new_orders: false,
            new_subscriptions: false,
            renewals: true,
            smallest_amount: Decimal::new(1_050, 2),
            quiet_hours: Some(QuietHours::default()),
            names_in_notifications: false,
            sound: false,
            interval: Interval::EveryMinutes(15),
            time_zone: Some("Asia/Tokyo".into()),
        };
        write(&path, &settings).unwrap();
        assert_eq!(read(&path).unwrap(), Found::Kept(settings));
        write(&path, &Settings::default()).unwrap();
        assert_eq!(read(&path).unwrap(), Found::Kept(Settings::default()));
    }

    #[test]
    fn a_broken_file_is_moved_aside_and_not_lost() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("settings.json");
        fs::write(&path, "{ no").unwrap();
        let Found::Broken(aside) = read(&path).unwrap() else { panic!("taken as settings") };
        assert_eq!(fs::read_to_string(aside).unwrap(), "{ no");
        assert_eq!(read(&path).unwrap(), Found::None);
    }

    #[test]
    fn an_entry_that_is_missing_or_odd_is_the_default_and_takes_no_other_along() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("settings.json");
        let hidden = || Settings { hide_amounts: true, ..Settings::default() };
        for (entry, expected) in [
            (r#""from_the_future": 1"#, hidden()),
            (r#""interval_minutes": 1"#, hidden()),
            (r#""interval_minutes": 15"#, Settings { interval: Interval::EveryMinutes(15), ..hidden() }),
            (r#""interval_minutes": 7"#, hidden()),
            (
                r#""interval_minutes": 15, "interval": "manually""#,
                Settings { interval: Interval::Manually, ..hidden() },
            ),
            (r#""interval": "hourly""#, hidden()),
            (r#""revenue": "gross""#, hidden()),
            (r#""sound": "loud""#, hidden()),
            (r#""sound": false"#, Settings { sound: false, ..hidden() }),
            (r#""smallest_amount": "-5""#, hidden()),
            (r#""smallest_amount": 5"#, hidden()),
            (r#""quiet_hours": ["22:00"]"#, hidden()),
            (r#""quiet_hours": ["22:00", "22:00"]"#, hidden()),
            (r#""quiet_hours": ["22:00", "08:00"]"#, Settings { quiet_hours: Some(QuietHours::default()), ..hidden() }),
            (r#""title": 7"#, hidden()),
            (r#""time_zone": null"#, hidden()),
        ] {
            fs::write(&path, format!(r#"{{"hide_amounts": true, {entry}}}"#)).unwrap();
            assert_eq!(read(&path).unwrap(), Found::Kept(expected), "{entry}");
        }
    }
}
