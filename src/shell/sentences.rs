use super::Home;
#[cfg(feature = "tray")]
use super::notifier::NotifyError;
use super::secrets::SecretError;
use crate::app::Trouble;
use crate::store::LedgerError;
use crate::view::words;

impl From<&SecretError> for Trouble {
    fn from(error: &SecretError) -> Self {
        match error {
            SecretError::Missing => Self::TokenMissing,
            SecretError::Locked => Self::KeychainLocked,
            SecretError::NotNow => Self::KeychainNotNow,
            SecretError::Refused | SecretError::Other(_) => Self::KeychainRefused,
            SecretError::NoStore(_) => Self::KeychainMissing,
        }
    }
}

/// What the owner reads when the ledger cannot be used: with the place, so that they can look.
pub fn ledger_sentence(error: &LedgerError, home: &Home) -> String {
    match error {
        LedgerError::Broken(_) => words::LEDGER_DAMAGED.to_owned(),
        LedgerError::Busy => words::LEDGER_BUSY.to_owned(),
        other => words::sentence(&match Trouble::from(other) {
            Trouble::LedgerUnwritable(reason) => {
                Trouble::LedgerUnwritable(format!("{reason} ({})", home.ledger().display()))
            }
            trouble => trouble,
        }),
    }
}

/// What the owner reads when the store of secrets cannot be used.
pub fn secret_sentence(error: &SecretError) -> String {
    words::sentence(&Trouble::from(error))
}

/// Why notifications are not shown and what to do about it, after the word “Notifications”.
#[cfg(feature = "tray")]
pub fn why_not_shown(error: &NotifyError) -> String {
    match error {
        NotifyError::NoBundle => words::NOTIFICATIONS_NEED_THE_APP.to_owned(),
        NotifyError::NotAllowed => words::NOTIFICATIONS_NOT_ALLOWED.to_owned(),
        NotifyError::NoBus(_) => words::NOTIFICATIONS_NEED_A_BUS.to_owned(),
        NotifyError::NoService => words::NOTIFICATIONS_NEED_A_SERVICE.to_owned(),
        NotifyError::NoAnswer | NotifyError::Other(_) => words::notifications_unavailable(&error.to_string()),
    }
}
