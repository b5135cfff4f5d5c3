//! The settings on disk.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::private_file;
use crate::app::Settings;

/// The settings as the file holds them. A missing entry is the default, an unknown one is left out when saved next.
#[derive(Deserialize, Serialize)]
#[serde(default)]
struct Stored {
    hide_amounts: bool,
    notifications: bool,
    names_in_notifications: bool,
    sound: bool,
    time_zone: Option<String>,
    title: String,
    show_zero: bool,
    interval_minutes: u32,
}

impl Default for Stored {
    fn default() -> Self {
        Self::from(&Settings::default())
    }
}

impl From<&Settings> for Stored {
    fn from(settings: &Settings) -> Self {
        let Settings {
            hide_amounts,
            notifications,
            names_in_notifications,
            sound,
            time_zone,
            title,
            show_zero,
            interval_minutes,
        } = settings.clone();
        Self {
            hide_amounts,
            notifications,
            names_in_notifications,
            sound,
            time_zone,
            title,
            show_zero,
            interval_minutes,
        }
    }
}

impl From<Stored> for Settings {
    fn from(stored: Stored) -> Self {
        Self {
            hide_amounts: stored.hide_amounts,
            notifications: stored.notifications,
            names_in_notifications: stored.names_in_notifications,
            sound: stored.sound,
            time_zone: stored.time_zone,
            title: stored.title,
            show_zero: stored.show_zero,
            interval_minutes: stored.interval_minutes.clamp(1, 24 * 60),
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
    match serde_json::from_slice::<Stored>(&text) {
        Ok(stored) => Ok(Found::Kept(stored.into())),
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
        let settings = Settings { hide_amounts: true, time_zone: Some("Asia/Tokyo".into()), ..Settings::default() };
        write(&path, &settings).unwrap();
        assert_eq!(read(&path).unwrap(), Found::Kept(settings));
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
    fn an_older_file_takes_the_defaults_for_what_it_lacks() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("settings.json");
        fs::write(&path, r#"{"hide_amounts": true, "from_the_future": 1, "interval_minutes": 0}"#).unwrap();
        let Found::Kept(settings) = read(&path).unwrap() else { panic!("not taken as settings") };
        assert!(settings.hide_amounts && settings.notifications);
        assert_eq!(settings.interval_minutes, 1);
    }
}
