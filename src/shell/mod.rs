//! The world: the tray, the window's process, the store of secrets, notifications, the browser, the clock's events. It
//! carries out what `app` decides and decides nothing about money, health or time itself.

#[cfg(target_os = "linux")]
mod linux;
#[cfg(target_os = "macos")]
pub mod macos;

pub mod instance;
// notifier
pub mod open;
#[cfg(feature = "tray")]
pub mod screen;
pub mod secrets;
#[cfg(feature = "tray")]
pub mod tray_loop;
#[cfg(any(feature = "tray", feature = "window"))]
pub mod window;
