use super::Home;
use super::secrets::SecretError;
use crate::store::LedgerError;
use crate::view::words;

/// What the owner reads when the ledger cannot be used.
pub fn ledger_sentence(error: &LedgerError, home: &Home) -> String {
    let folder = home.data().display().to_string();
    match error {
        LedgerError::Newer { .. } => words::LEDGER_NEWER.to_owned(),
        LedgerError::Broken(_) => words::ledger_broken(&folder),
        LedgerError::Busy => words::LEDGER_BUSY.to_owned(),
        LedgerError::Full => words::ledger_full(&folder),
        LedgerError::Unwritable(_) => words::ledger_unwritable(&folder),
        LedgerError::Other(reason) => words::ledger_other(&folder, reason),
    }
}

/// What the owner reads when the store of secrets cannot be used.
pub fn secret_sentence(error: &SecretError) -> String {
    match error {
        SecretError::Missing => words::TOKEN_MISSING.to_owned(),
        SecretError::Locked => words::KEYCHAIN_LOCKED.to_owned(),
        SecretError::Refused => words::KEYCHAIN_REFUSED.to_owned(),
        SecretError::NoStore(_) => words::KEYCHAIN_MISSING.to_owned(),
        SecretError::Other(reason) => words::keychain_other(reason),
    }
}
