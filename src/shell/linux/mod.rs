//! What only Linux has.

mod autostart;
#[cfg(feature = "tray")]
pub mod graphics;
#[cfg(feature = "tray")]
mod panel;
mod secret_service;
#[cfg(feature = "tray")]
pub mod session_bus;

pub use autostart::Autostart;
#[cfg(feature = "tray")]
pub use panel::{Panel, panel};
pub use secret_service::SecretService;
