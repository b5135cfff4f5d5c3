//! The app in the system's list of what it opens at login.

use std::env;

use smappservice_rs::{AppService, ServiceStatus, ServiceType};

use super::volume;
use crate::app::LaunchAtLogin;
use crate::shell::place::Place;

/// Where the program runs: the system's list knows apps only, and finds them again only where they stay.
pub fn place() -> Place {
    let Ok(program) = env::current_exe() else { return Place::NoApp };
    Place::of(&program, volume::is_read_only(&program))
}

/// What the system says.
pub fn status() -> LaunchAtLogin {
    match AppService::new(ServiceType::MainApp).status() {
        ServiceStatus::Enabled => LaunchAtLogin::On,
        ServiceStatus::RequiresApproval => LaunchAtLogin::NeedsApproval,
        // An app that was never in the list is “not found” in it.
        ServiceStatus::NotRegistered | ServiceStatus::NotFound => LaunchAtLogin::Off,
    }
}

/// Puts the app on the list, or takes it off.
///
/// # Errors
/// What the system says, where the list does not say what was wanted.
pub fn set(on: bool) -> Result<(), String> {
    let service = AppService::new(ServiceType::MainApp);
    let done = if on { service.register() } else { service.unregister() };
    match (done, status()) {
        (Ok(()), _) => Ok(()),
        // It was on the list already, or is and waits for its owner, or was not.
        (Err(_), LaunchAtLogin::On | LaunchAtLogin::NeedsApproval) if on => Ok(()),
        (Err(_), LaunchAtLogin::Off) if !on => Ok(()),
        (Err(error), _) => Err(error.to_string()),
    }
}
