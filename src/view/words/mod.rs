//! Every word that a person reads, whole sentences at a time, so that a translator has one place to go through. Here: what is
//! wrong, as a clause for a row of the menu, and as a sentence with its reason and its cure for the window, the terminal and
//! the doctor.

pub mod commands;
pub mod computer;
pub mod dashboard;
pub mod diagnosis;
pub mod diagnostics;
pub mod doctor;
pub(in crate::view) mod fields;
pub mod figures;
pub mod form;
pub mod lists;
pub mod menu;
pub mod notices;
mod notifications;
pub mod settings;
pub mod terminal;
pub(in crate::view) mod terms;
pub mod times;
pub mod window;
pub mod window_menu;
pub mod window_program;

pub use notifications::{
    NO_NOTIFICATIONS, NOTIFICATIONS_NEED_A_BUS, NOTIFICATIONS_NEED_A_SERVICE, NOTIFICATIONS_NEED_THE_APP,
    NOTIFICATIONS_NOT_ALLOWED, OPEN_IN_POLAR, notifications_unavailable,
};

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::region::{Dates, Numbers};
use crate::app::{Health, Region, Rejected, Trouble};
use crate::domain::Organization;
use crate::figures::RevenueBasis;
use crate::polar::{self, Scope};

/// Why there may be no icon in a Mac's menu bar, and what to do. The bar hides what it has no room for, and since macOS 26
/// what is turned off in the settings.
pub const ICON_MISSING: &str = "The menu bar does not show Revone. Either it has no room left: quit another app whose icon \
    is there. Or Revone is turned off: allow it in System Settings under Menu Bar. Until then, opening Revone again brings \
    this window.";

/// What this system calls its store of secrets, within a sentence.
pub const SECRETS: &str = if cfg!(target_os = "macos") { "Keychain" } else { "keyring" };

/// What is wrong, in the few words that a row of the menu has room for.
pub fn clause(trouble: &Trouble) -> String {
    match trouble {
        Trouble::Polar(trouble) => polar_clause(trouble),
        Trouble::TokenRejected => "Polar rejected the token".to_owned(),
        Trouble::MissingScope(scope) => missing_scope(*scope),
        Trouble::OrganizationGone => "The token no longer reaches this organization".to_owned(),
        Trouble::KeychainLocked => format!("The {SECRETS} is locked"),
        Trouble::KeychainNotNow => format!("The {SECRETS} may not ask you now"),
        Trouble::KeychainRefused => format!("The {SECRETS} did not hand out the token"),
        Trouble::KeychainMissing => "No keyring to keep the token in".to_owned(),
        Trouble::TokenMissing => format!("The token is not in the {SECRETS}"),
        Trouble::LedgerUnwritable(_) => "The figures cannot be saved".to_owned(),
        Trouble::LedgerDamaged => "The file with your figures is damaged".to_owned(),
        Trouble::LedgerNewer => "Revone was updated".to_owned(),
        Trouble::LedgerReplaced => "A damaged file is being read again from Polar".to_owned(),
        Trouble::BrokeOff => "Something in Revone went wrong".to_owned(),
        Trouble::Setup(sentence) => sentence.trim_end_matches('.').to_owned(),
    }
}

/// What is wrong, why, and what to do about it.
pub fn sentence(trouble: &Trouble) -> String {
    match trouble {
        Trouble::Polar(trouble) => polar_sentence(trouble),
        Trouble::TokenRejected => token_rejected(false),
        Trouble::MissingScope(scope) => missing_scope_sentence(*scope),
        Trouble::OrganizationGone => {
            "The token no longer reaches this organization. Connect again with a token of the organization.".to_owned()
        }
        Trouble::KeychainLocked => format!("The {SECRETS} is locked, and the token is in it. Unlock it, then press Refresh."),
        Trouble::KeychainNotNow => format!(
            "The {SECRETS} may not ask you here: it does so only at the screen, with you logged in. Use a terminal there, or \
             unlock it with `security unlock-keychain`, then try again; the menu bar does so by itself."
        ),
        Trouble::KeychainRefused => {
            format!("The {SECRETS} did not hand out the token. Press Refresh and allow Revone to use it.")
        }
        Trouble::KeychainMissing => {
            "There is no keyring on this computer to keep the token in. Start one, such as GNOME Keyring or KWallet, then \
             press Refresh."
                .to_owned()
        }
        Trouble::TokenMissing => format!("The token is not in the {SECRETS} any more. Connect again with a token from Polar."),
        Trouble::LedgerUnwritable(reason) => {
            format!("The figures cannot be saved: {}. Make room or allow writing; Revone tries again by itself.", inner(reason))
        }
        Trouble::LedgerDamaged => {
            "The file with your figures is damaged. Revone moves it aside and reads everything again from Polar by itself, within \
             the hour; press Refresh to have it done now. If it happens again and again, look after the disk."
                .to_owned()
        }
        Trouble::LedgerNewer => {
            "Revone was updated, and this is the earlier version still running. Quit and open it again.".to_owned()
        }
        Trouble::LedgerReplaced => {
            "The file with your figures was damaged. It was moved aside, and everything is being read again from Polar.".to_owned()
        }
        Trouble::BrokeOff => {
            "Something in Revone went wrong while it refreshed the figures. It tries again by itself; revone doctor names the report."
                .to_owned()
        }
        Trouble::Setup(sentence) => sentence.clone(),
    }
}

fn polar_clause(trouble: &polar::Trouble) -> String {
    match trouble {
        polar::Trouble::Unauthorized => clause(&Trouble::TokenRejected),
        polar::Trouble::MissingScope(scope) => missing_scope(*scope),
        polar::Trouble::NotFound => "Polar no longer knows this version of Revone".to_owned(),
        polar::Trouble::Refused(status) => format!("Polar refused the request ({status})"),
        polar::Trouble::RateLimited(_) => "Polar asks for a pause".to_owned(),
        polar::Trouble::Server(_) => "Polar is down".to_owned(),
        polar::Trouble::Redirected | polar::Trouble::NotPolar => "Something answered in Polar’s place".to_owned(),
        polar::Trouble::Malformed { .. } | polar::Trouble::TooLarge => "Polar’s answer could not be read".to_owned(),
        polar::Trouble::Cut => "The connection broke off".to_owned(),
        polar::Trouble::Offline => "Offline".to_owned(),
        polar::Trouble::Timeout => "Polar does not answer".to_owned(),
        polar::Trouble::Tls => "The connection is not secure".to_owned(),
    }
}

/// Why Polar could not be used, and what to do about it.
pub fn polar_sentence(trouble: &polar::Trouble) -> String {
    match trouble {
        polar::Trouble::Unauthorized => token_rejected(false),
        polar::Trouble::MissingScope(scope) => missing_scope_sentence(*scope),
        polar::Trouble::NotFound => "Polar does not know what was asked: its interface may have changed. Look for a newer \
                                     version of Revone."
            .to_owned(),
        polar::Trouble::Refused(status) => {
            format!("Polar refused the request with status {status}. If it stays so, look for a newer version of Revone.")
        }
        polar::Trouble::RateLimited(wait) => format!(
            "Polar has had too many requests from your organization, your own website’s among them. Revone asks again {}.",
            wait.map_or_else(|| "in a while".to_owned(), |wait| format!("in {} s", wait.as_secs().max(1)))
        ),
        polar::Trouble::Server(status) => {
            format!("Polar is down (status {status}). Revone asks again by itself; status.polar.sh says more.")
        }
        polar::Trouble::Redirected | polar::Trouble::NotPolar => {
            "Something on the way answered in Polar’s place, such as a network’s sign-in page or a proxy. Sign in to the \
             network, then try again."
                .to_owned()
        }
        polar::Trouble::Malformed { path, .. } => {
            format!("Polar’s answer could not be read at {path}. If it stays so, look for a newer version of Revone.")
        }
        polar::Trouble::TooLarge => "Polar’s answer is larger than any it gives. Revone asks again by itself.".to_owned(),
        polar::Trouble::Cut => "The connection broke off in the middle of Polar’s answer. Revone asks again by itself.".to_owned(),
        polar::Trouble::Offline => "Polar cannot be reached. Check the internet connection.".to_owned(),
        polar::Trouble::Timeout => "Polar did not answer in time. Revone asks again by itself.".to_owned(),
        polar::Trouble::Tls => {
            "The connection to Polar is not secure: its certificate could not be checked. Check the date of this computer and \
             that its certificates are installed (ca-certificates), or ask who runs this network."
                .to_owned()
        }
    }
}

/// Polar rejects the token; `cut_off` when its checksum says that a part of it is missing.
pub(super) fn token_rejected(cut_off: bool) -> String {
    if cut_off {
        "Polar rejected the token, and it looks cut off: copy all of it at Polar once more.".to_owned()
    } else {
        "Polar rejected the token: it is expired, revoked or of the other environment. Make a new one at Polar and connect \
         with it."
            .to_owned()
    }
}

fn missing_scope(scope: Option<Scope>) -> String {
    format!("The token lacks {}", scope.map_or("a scope", |scope| scope.code()))
}

/// The token lacks a scope; all are named when Polar did not say which.
pub(super) fn missing_scope_sentence(scope: Option<Scope>) -> String {
    match scope {
        Some(scope) => {
            format!(
                "The token lacks the scope {}. Make a new token at Polar with it ticked, and connect with that.",
                scope.code()
            )
        }
        None => format!(
            "The token lacks a scope. Make a new token at Polar with {} ticked, and connect with that.",
            Scope::ALL.map(Scope::code).join(", ")
        ),
    }
}

/// Rows that could not be read, if there were any.
pub fn rejected_rows(health: &Health, numbers: &Numbers) -> Option<String> {
    let rows = match health.rejected.rows {
        0 => return None,
        _ => rows(&health.rejected, numbers),
    };
    let place = health.rejected.last.as_deref().and_then(|path| super::text::line(path, 48));
    Some(format!("{rows} from Polar could not be read{}", place.map_or_else(String::new, |path| format!(" ({path})"))))
}

fn rows(rejected: &Rejected, numbers: &Numbers) -> String {
    match (rejected.rows, rejected.more) {
        (1, false) => "1 row".to_owned(),
        (rows, false) => format!("{} rows", numbers.count(rows)),
        (rows, true) => format!("At least {} rows", numbers.count(rows)),
    }
}

/// The ledger holds nothing that could be shown.
pub const NOTHING_READ: &str = "Nothing has been read from Polar yet: run `revone sync`, or start the app.";

/// Another process has not let go of the ledger.
pub const LEDGER_BUSY: &str = "Another Revone is busy with the file of your figures: try again in a moment. If it stays so, quit the app and open it again.";

/// Somebody has removed the ledger, or put another file in its place, while it was being written.
pub const LEDGER_REMOVED: &str =
    "The file with your figures was removed or replaced while it was being written: run `revone sync` again.";

/// The ledger is damaged and was left where it is.
pub const LEDGER_DAMAGED: &str = "The file with your figures is damaged: run `revone sync`, which moves it aside and reads everything again from Polar.";

/// This system's store of secrets as a title.
pub const SECRETS_TITLE: &str = if cfg!(target_os = "macos") { "Keychain" } else { "Keyring" };

/// A complete refresh is done.
pub fn synced(
    organization: &Organization,
    orders: u64,
    subscriptions: u64,
    requests: u64,
    numbers: &Numbers,
) -> String {
    format!(
        "{}: {} orders and {} subscriptions, up to date ({} requests).",
        super::organization_name(organization),
        numbers.count(orders),
        numbers.count(subscriptions),
        numbers.count(requests)
    )
}

/// Nothing starts the program at login here.
pub const NO_LOGIN_ITEM: &str = if cfg!(target_os = "macos") {
    "macOS starts Revone at login only from its app: move Revone to Applications and open it there."
} else {
    "There is no folder that a desktop starts programs from (~/.config): set XDG_CONFIG_HOME to one."
};

/// The app runs from a place that goes away: a disk image, or where macOS runs what was downloaded.
pub const MOVE_TO_APPLICATIONS: &str = "Move Revone to Applications and open it there: where it is now it goes away, and macOS \
                                        could not open it at login.";

/// The sample is not started at login.
pub const NO_LOGIN_FOR_SAMPLE: &str = "Sample data is not started at login.";

/// Starting at login stays as it was.
pub fn login_item_unchanged(reason: &str) -> String {
    if cfg!(target_os = "macos") {
        format!(
            "macOS did not change what it opens at login ({}). Look in System Settings, General, Login Items.",
            inner(reason)
        )
    } else {
        format!("What starts at login could not be changed ({}). Allow writing there, then try again.", inner(reason))
    }
}

/// The store of secrets was asked, and the asking broke off.
pub const SECRETS_SILENT: &str = if cfg!(target_os = "macos") {
    "The Keychain did not answer. Nothing was removed; try again."
} else {
    "The keyring did not answer. Nothing was removed; try again."
};

/// Something of what was to be forgotten is still there.
pub fn not_removed(place: &dyn std::fmt::Display, error: &dyn std::fmt::Display) -> String {
    format!("Not everything could be removed from {place} ({error}). Allow writing there, then try again.")
}

/// What became of the token after it was forgotten here; `unreachable` when no store of secrets answered.
pub fn token_after(unreachable: bool) -> &'static str {
    if unreachable {
        "No keyring answered: a token that was kept in one is still there. Delete the token at Polar to be sure."
    } else {
        "The token itself stays valid until you delete it at Polar."
    }
}

/// Rows of Polar's that could not be read, and what became of them.
pub fn unreadable(rejected: &Rejected, numbers: &Numbers) -> String {
    let them = if rejected.rows == 1 { "it" } else { "them" };
    format!(
        "{} from Polar could not be read. What was known of {them} before stays; a newer version of Revone may know {them}.",
        rows(rejected, numbers)
    )
}

/// An instant with its year: `19 Nov 2026, 14:02`.
pub fn instant(at: Timestamp, zone: &TimeZone, region: &Region) -> String {
    let (at, dates) = (at.to_zoned(zone.clone()), Dates::of(region));
    format!("{}, {}", dates.day_of_year(at.date()), dates.time(at.time()))
}

/// What counts as revenue, in a word; nothing where it is what Polar shows.
pub fn basis(basis: RevenueBasis) -> Option<&'static str> {
    match basis {
        RevenueBasis::AsInPolar => None,
        RevenueBasis::AfterFees => Some("after fees"),
        RevenueBasis::AfterFeesAndRefunds => Some("after fees and refunds"),
    }
}

/// A clause that follows a colon.
pub fn within(clause: &str) -> String {
    let mut characters = clause.chars();
    characters.next().into_iter().flat_map(char::to_lowercase).chain(characters).collect()
}

/// A reason that stands within a sentence.
fn inner(reason: &str) -> &str {
    reason.trim().trim_end_matches('.')
}

#[cfg(test)]
pub(super) mod tests;
