//! The command line against a fake Polar, without a desktop, a Keychain or a session bus.

mod figures;
mod formats;
mod history;
mod integrations;
mod ledger;
mod lists;
mod outlook;
mod packaging;
mod refusals;
mod regions;
mod syncing;
#[cfg(target_os = "linux")]
mod watching;
#[cfg(target_os = "linux")]
mod writing;

use revone::demo::{FakePolar, Shop};

use crate::running::Home;
use crate::running::Run;

/// A home and the shop that it asks about.
struct Setting {
    home: Home,
    polar: FakePolar,
}

impl Setting {
    fn with(shop: Shop) -> Self {
        Self { home: Home::new(), polar: FakePolar::start(shop).unwrap() }
    }

    /// The program with these arguments and the shop's token.
    fn revone(&self, arguments: &[&str]) -> Run {
        self.home.revone(arguments).asking(&self.polar).with_token_of(&self.polar)
    }

    /// The figures grow two hours old.
    fn grow_old(&self) {
        let ledger = rusqlite::Connection::open(self.home.data().join("ledger.sqlite")).unwrap();
        let hours = 2 * 3600 * 1_000_000_i64;
        ledger.execute("UPDATE organizations SET last_success = last_success - ?1", [hours]).unwrap();
    }

    /// `revone today --offline --json`.
    fn kept(&self) -> serde_json::Value {
        self.revone(&["today", "--offline", "--json"]).finish().exits(0).json()
    }
}
