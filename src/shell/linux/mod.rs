//! What only Linux has. An `unsafe` stands in `memory` alone, with its reason.

mod autostart;
#[cfg(feature = "tray")]
pub mod graphics;
#[cfg(feature = "tray")]
pub mod memory;
#[cfg(feature = "tray")]
mod panel;
mod secret_service;
#[cfg(feature = "tray")]
pub mod session_bus;
#[cfg(feature = "tray")]
pub mod system_bus;

pub use autostart::Autostart;
#[cfg(feature = "tray")]
pub use panel::{Panel, panel};
pub use secret_service::SecretService;
