//! What only a Mac has. Every `unsafe` that it takes is in this folder, a line at a time, each with its reason.

#[cfg(any(feature = "tray", feature = "window"))]
pub mod activation;
#[cfg(feature = "tray")]
pub mod clock_events;
mod keychain;
pub mod login_item;
#[cfg(feature = "tray")]
pub mod memory;
#[cfg(feature = "tray")]
pub mod menu_bar_watch;
#[cfg(feature = "tray")]
pub mod menu_rows;
#[cfg(feature = "tray")]
pub mod menu_tracking;
#[cfg(feature = "tray")]
pub mod network_path;
#[cfg(feature = "tray")]
mod observer;
#[cfg(feature = "tray")]
pub mod power_events;
pub(super) mod region;
#[cfg(feature = "tray")]
pub mod status_item;
#[cfg(feature = "tray")]
mod text;
pub mod volume;

pub use keychain::Keychain;
