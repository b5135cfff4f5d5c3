//! What only Linux has.

#[cfg(feature = "tray")]
mod panel;
mod secret_service;
#[cfg(feature = "tray")]
pub mod session_bus;

#[cfg(feature = "tray")]
pub use panel::{Panel, panel};
pub use secret_service::SecretService;
