//! What this computer does not allow or have, and what to do about it.

use std::fmt::Display;

// The owner's settings.

/// They name a time zone that is none; `file` is where they are.
pub fn unknown_time_zone(name: &str, file: &dyn Display) -> String {
    format!(
        "The settings name the time zone “{name}”, which is none: days are those of this computer. Choose another in the \
         settings, such as Europe/Berlin, or in {file}."
    )
}

/// They made no sense and were moved `aside`.
pub fn settings_moved_aside(aside: &dyn Display) -> String {
    format!("The settings could not be read: they are now at {aside} and the defaults are used.")
}

/// Their `file` cannot be read.
pub fn settings_unreadable(error: &dyn Display, file: &dyn Display) -> String {
    format!("The settings could not be read ({error}): the defaults are used. Check who may read {file}.")
}

/// Their `file` cannot be written.
pub fn settings_unwritable(error: &dyn Display, file: &dyn Display) -> String {
    format!("The settings could not be saved ({error}): allow writing at {file}, then choose again.")
}

/// Another organization is shown, which the `file` does not remember.
pub fn choice_unwritable(error: &dyn Display, file: &dyn Display) -> String {
    format!("Which organization is shown could not be saved ({error}): allow writing at {file}, then choose again.")
}

// The window.

/// There is none.
pub fn no_window(error: &dyn Display) -> String {
    format!("The window could not be opened ({error}). Install Revone again.")
}

/// Why its program could not be started, as a clause within another.
pub const NO_PIPES: &str = "its pipes are missing";

/// Why a file could not be exported, likewise.
pub const EXPORT_BROKE_OFF: &str = "the writing broke off";

// The store of secrets.

/// What its own app, and its question to the owner, call the token.
pub const SECRET_LABEL: &str = "Revone: access token for Polar";

/// The stored token is for one address and the environment names another.
pub fn token_is_for_elsewhere(stored: &str, wanted: &str) -> String {
    format!(
        "The stored token is for {stored} and goes nowhere else: unset REVONE_API_URL, or give a token for {wanted} in \
         REVONE_TOKEN."
    )
}

/// What the store answered, as a clause within another.
pub const NOT_AN_ACCESS_TOKEN: &str = "the secret under this name is not an access token";

/// Likewise.
pub const STORE_DID_NOT_ANSWER: &str = "it did not answer";

// Why something else did not work, each as a clause within another.

/// Nothing can be started at login.
pub const PROGRAM_MOVED: &str = "the program was moved since it was started";

/// Nothing can listen there to what a second launch says.
pub const FOLDER_OF_SOMEBODY_ELSE: &str = "the folder for the socket belongs to somebody else";

/// The icon's drawing cannot be shown.
pub const DRAWING_TOO_LARGE: &str = "it is too large";

/// Likewise; `kind` is how its format calls what it is made of.
pub fn no_transparency(kind: &str) -> String {
    format!("{kind} has no transparency")
}
