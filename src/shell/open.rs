//! The browser.

use std::io;
use std::os::unix::process::CommandExt;
use std::process::{Command, Stdio};
use std::thread;

/// Pages outside these are never opened, whatever asked for it: what a page at Polar is, is known.
const ALLOWED: [&str; 3] = ["https://polar.sh/", "https://sandbox.polar.sh/", "https://docs.polar.sh/"];

/// The system's settings of this program's notifications. Only a Mac has any, and only there an owner can refuse them.
#[cfg(feature = "tray")]
const NOTIFICATION_SETTINGS: Option<&str> = if cfg!(target_os = "macos") {
    Some("x-apple.systempreferences:com.apple.Notifications-Settings.extension?id=app.revone.Revone")
} else {
    None
};

/// Why a page was not opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The address is not one of Polar's.
    #[error("the address is not one of Polar's")]
    NotPolar,
    /// The system has no way to open it.
    #[error("no browser could be started: {0}")]
    NoBrowser(#[from] io::Error),
    /// The system has no such settings.
    #[error("this system has no settings of notifications")]
    NoSettings,
}

/// Opens a page at Polar in the browser, without waiting for it.
///
/// # Errors
/// [`OpenError::NotPolar`] for any other address, [`OpenError::NoBrowser`] when nothing could be started.
pub fn open(url: &str) -> Result<(), OpenError> {
    if !is_polar(url) {
        return Err(OpenError::NotPolar);
    }
    with_the_system(url)
}

/// Opens the system's settings of this program's notifications, without waiting for them.
///
/// # Errors
/// [`OpenError::NoSettings`] where there are none, [`OpenError::NoBrowser`] when nothing could be started.
#[cfg(feature = "tray")]
pub fn open_notification_settings() -> Result<(), OpenError> {
    with_the_system(NOTIFICATION_SETTINGS.ok_or(OpenError::NoSettings)?)
}

/// Opens a report with what the system reads texts with, without waiting for it.
///
/// # Errors
/// [`OpenError::NoBrowser`] when nothing could be started.
#[cfg(feature = "tray")]
pub fn open_report(file: &std::path::Path) -> Result<(), OpenError> {
    with_the_system(file)
}

fn with_the_system(what: impl AsRef<std::ffi::OsStr>) -> Result<(), OpenError> {
    let mut last = io::Error::from(io::ErrorKind::NotFound);
    for command in open::commands(what) {
        match start(command) {
            Ok(()) => return Ok(()),
            Err(error) => last = error,
        }
    }
    Err(OpenError::NoBrowser(last))
}

/// Starts a program that outlives this one if it likes, and never sees a token of the environment.
fn start(mut command: Command) -> io::Result<()> {
    command.env_remove(super::TOKEN).process_group(0);
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let mut child = command.spawn()?;
    // Somebody has to take leave of it; it may stay for as long as the browser is open. Without a thread to spare it
    // is taken leave of when this program ends.
    drop(thread::Builder::new().name("browser".to_owned()).spawn(move || child.wait()));
    Ok(())
}

fn is_polar(url: &str) -> bool {
    ALLOWED.iter().any(|site| url.starts_with(site)) && url.bytes().all(|byte| byte.is_ascii_graphic())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_that_is_started_does_not_see_the_token() {
        let folder = tempfile::tempdir().unwrap();
        let seen = folder.path().join("seen");
        let mut command = Command::new("sh");
        command.env(crate::shell::TOKEN, "secret").arg("-c");
        command.arg(format!("echo \"<$REVONE_TOKEN>\" > '{0}.new'; mv '{0}.new' '{0}'", seen.display()));
        start(command).unwrap();
        let until = std::time::Instant::now() + std::time::Duration::from_secs(30);
        while !seen.exists() && std::time::Instant::now() < until {
            thread::yield_now();
        }
        assert_eq!(std::fs::read_to_string(seen).unwrap(), "<>\n");
    }

    #[test]
    fn only_pages_at_polar_are_opened() {
        for (url, allowed) in [
            ("https://polar.sh/to/dashboard/settings", true),
            ("https://sandbox.polar.sh/dashboard/acme/sales", true),
            ("https://docs.polar.sh/introduction", true),
            ("http://polar.sh/", false),
            ("https://polar.sh", false),
            ("https://polar.sh.example.com/", false),
            ("https://polar.sh@example.com/", false),
            ("https://api.polar.sh/v1/orders/", false),
            ("file:///etc/passwd", false),
            ("https://polar.sh/a b", false),
            ("https://polar.sh/\n", false),
            ("--help", false),
            ("", false),
        ] {
            assert_eq!(is_polar(url), allowed, "{url}");
        }
    }
}
