//! Why no notification is shown, and what to do about it; and what stands on one beside its own words.

use super::inner;

/// The action on a notification, which opens what it is about.
pub const OPEN_IN_POLAR: &str = "Open in Polar";

/// The owner does not allow them, as a row of the menu that leads to the setting.
pub const NO_NOTIFICATIONS: &str = if cfg!(target_os = "macos") {
    "Notifications are not allowed: System Settings → Notifications → Revone"
} else {
    "Notifications are not allowed: allow Revone in your desktop’s settings"
};

/// The same after the word “Notifications”, as the doctor says it.
pub const NOTIFICATIONS_NOT_ALLOWED: &str = if cfg!(target_os = "macos") {
    "are not allowed: turn them on in System Settings → Notifications → Revone"
} else {
    "are not allowed: allow Revone in your desktop’s settings"
};

/// The program runs outside its bundle, likewise.
pub const NOTIFICATIONS_NEED_THE_APP: &str = "cannot be shown: macOS shows those of apps only, and this is not run from Revone.app; open Revone from Applications";

/// There is no session bus, likewise.
pub const NOTIFICATIONS_NEED_A_BUS: &str =
    "cannot be shown: there is no session bus here; start Revone within your desktop’s session";

/// Nothing on the bus shows notifications, likewise.
pub const NOTIFICATIONS_NEED_A_SERVICE: &str =
    "cannot be shown: nothing in this session shows them; start your desktop’s notification service";

/// Another reason, in the system’s own words, likewise.
pub fn notifications_unavailable(reason: &str) -> String {
    let cure = if cfg!(target_os = "macos") {
        "look in System Settings → Notifications → Revone, then log in again"
    } else {
        "start your desktop’s notification service again"
    };
    format!("cannot be shown ({}): {cure}", inner(reason))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_row_about_notifications_is_not_cut() {
        assert!(NO_NOTIFICATIONS.chars().count() <= 96);
    }

    #[test]
    fn every_reason_is_told_with_its_cure_in_one_line() {
        for sentence in [
            NOTIFICATIONS_NOT_ALLOWED.to_owned(),
            NOTIFICATIONS_NEED_THE_APP.to_owned(),
            NOTIFICATIONS_NEED_A_BUS.to_owned(),
            NOTIFICATIONS_NEED_A_SERVICE.to_owned(),
            notifications_unavailable("the system did not answer."),
        ] {
            assert!(!sentence.ends_with('.') && !sentence.contains('\n') && sentence.contains(':'), "{sentence}");
            assert!(sentence.starts_with("are ") || sentence.starts_with("cannot "), "{sentence}");
        }
    }
}
