use super::Home;
use super::secrets::SecretError;
use crate::app::Trouble;
use crate::store::LedgerError;
use crate::view::words;

impl From<&SecretError> for Trouble {
    fn from(error: &SecretError) -> Self {
        match error {
            SecretError::Missing => Self::TokenMissing,
            SecretError::Locked => Self::KeychainLocked,
            SecretError::Refused | SecretError::Other(_) => Self::KeychainRefused,
            SecretError::NoStore(_) => Self::KeychainMissing,
        }
    }
}

/// What the owner reads when the ledger cannot be used: with the place, so that they can look.
pub fn ledger_sentence(error: &LedgerError, home: &Home) -> String {
    let trouble = match Trouble::from(error) {
        Trouble::LedgerUnwritable(reason) => {
            Trouble::LedgerUnwritable(format!("{reason} ({})", home.ledger().display()))
        }
        other => other,
    };
    words::sentence(&trouble)
}

/// What the owner reads when the store of secrets cannot be used.
pub fn secret_sentence(error: &SecretError) -> String {
    words::sentence(&Trouble::from(error))
}
