//! Starting with the session. What the system says is the truth; no file of the program keeps it.

#[cfg(target_os = "linux")]
use super::linux::Autostart;
#[cfg(target_os = "macos")]
use super::macos::login_item;
#[cfg(target_os = "macos")]
use super::place::Place;
use crate::app::LaunchAtLogin;
use crate::view::words;

/// The way in which this computer starts the program when its owner logs in.
pub enum LoginItem {
    /// The system's own list, which knows the app by its bundle.
    #[cfg(target_os = "macos")]
    Bundle,
    /// A file in the folder of what the desktop starts.
    #[cfg(target_os = "linux")]
    Autostart(Autostart),
    /// None; the reason in words.
    None(String),
}

impl LoginItem {
    /// The one of the running program and the user who runs it.
    pub fn of_this_user() -> Self {
        #[cfg(target_os = "macos")]
        return match login_item::place() {
            Place::NoApp => Self::None(words::NO_LOGIN_ITEM.to_owned()),
            place if place.is_for_a_moment() => Self::None(words::MOVE_TO_APPLICATIONS.to_owned()),
            _ => Self::Bundle,
        };
        #[cfg(target_os = "linux")]
        return Autostart::of_this_user().map_or_else(|| Self::None(words::NO_LOGIN_ITEM.to_owned()), Self::Autostart);
        #[cfg(not(any(target_os = "macos", target_os = "linux")))]
        Self::None(words::NO_LOGIN_ITEM.to_owned())
    }

    /// What the system says.
    pub fn status(&self) -> LaunchAtLogin {
        match self {
            #[cfg(target_os = "macos")]
            Self::Bundle => login_item::status(),
            #[cfg(target_os = "linux")]
            Self::Autostart(autostart) if autostart.is_on() => LaunchAtLogin::On,
            #[cfg(target_os = "linux")]
            Self::Autostart(_) => LaunchAtLogin::Off,
            Self::None(reason) => LaunchAtLogin::Unavailable(reason.clone()),
        }
    }

    /// Turns it on or off.
    ///
    /// # Errors
    /// A sentence when it stays as it was.
    pub fn set(&self, on: bool) -> Result<(), String> {
        match self {
            #[cfg(target_os = "macos")]
            Self::Bundle => login_item::set(on).map_err(|error| words::login_item_unchanged(&error)),
            #[cfg(target_os = "linux")]
            Self::Autostart(autostart) => autostart
                .set(on)
                .map_err(|error| words::login_item_unchanged(&format!("{}: {error}", autostart.file().display()))),
            Self::None(reason) => Err(reason.clone()),
        }
    }
}
