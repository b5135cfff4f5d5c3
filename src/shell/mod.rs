//! The world: the tray, the window's process, the store of secrets, notifications, the browser, the clock's events, HTTP.
//! It carries out what `app` decides and decides nothing about money, health or time itself.

#[cfg(target_os = "linux")]
mod linux;
#[cfg(target_os = "macos")]
pub mod macos;

pub mod account;
pub mod accounts_file;
#[cfg(feature = "tray")]
mod announcer;
#[cfg(feature = "tray")]
pub mod app;
pub mod clock;
pub mod computer;
pub mod connected;
pub mod desk;
pub mod diagnosis;
mod endings;
pub mod exports;
mod home;
pub mod instance;
pub mod keychain_codes;
pub mod ledger_file;
pub mod link;
mod login;
pub mod lookout;
#[cfg(feature = "tray")]
pub mod notifier;
pub mod open;
mod origin;
pub mod place;
mod private_file;
#[cfg(feature = "tray")]
mod reader;
mod region;
pub mod rejected;
pub mod reset;
#[cfg(feature = "tray")]
pub mod screen;
pub mod secrets;
mod sentences;
pub mod settings_file;
mod sync_lock;
pub mod syncing;
mod system;
pub mod system_codes;
mod temporary;
mod transport;
#[cfg(feature = "tray")]
pub mod tray_loop;
pub mod window;
pub mod worker;
mod world;

#[cfg(all(target_os = "linux", feature = "tray"))]
use linux::memory;
#[cfg(all(target_os = "macos", feature = "tray"))]
use macos::memory;
/// What is given back is of use to what stays for days: to the menu-bar program.
#[cfg(not(feature = "tray"))]
mod memory {
    pub fn give_back() {}
}

pub use account::Account;
pub use endings::Endings;
pub use home::Home;
pub use login::LoginItem;
pub use origin::{Origin, RefusedOrigin};
#[cfg(feature = "tray")]
pub use sentences::why_not_shown;
pub use sentences::{ledger_sentence, secret_sentence};
pub use sync_lock::SyncLock;
pub use transport::{Http, NoCertificates};
pub use world::{SetupError, TOKEN, World, Zones};
