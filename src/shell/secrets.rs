//! Where access tokens are kept: the Keychain on a Mac, the Secret Service on Linux, memory for sample data.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use crate::polar::AccessToken;

/// The service under which tokens are filed. It must never change: the tokens of everyone who connected are under it.
pub const SERVICE: &str = "app.revone.Revone";

/// Why a secret could not be read, written or deleted. Each asks something different of the owner.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SecretError {
    /// There is no such secret.
    #[error("there is no such secret")]
    Missing,
    /// The store is locked; it is not unlocked on the way, as that could raise a prompt that nobody asked for.
    #[error("the store of secrets is locked")]
    Locked,
    /// It would have to ask its owner, and may not now: nobody is logged in at the screen, or the computer has not been
    /// unlocked since it started. It ends by itself.
    #[error("the store of secrets may not ask its owner now")]
    NotNow,
    /// The owner or the system refused.
    #[error("access to the store of secrets was refused")]
    Refused,
    /// There is no store of secrets on this system; the text is the system's own.
    #[error("there is no store of secrets: {0}")]
    NoStore(String),
    /// Anything else; the text is the system's own.
    #[error("the store of secrets answered: {0}")]
    Other(String),
}

/// A store of access tokens by account. An account is the id of an organization, so that several can be connected.
///
/// The calls may block, for as long as the owner takes to answer the system's question: never call them on the main
/// thread or inside async code.
pub trait SecretStore: Send + Sync {
    /// Reads a token. Never raises a prompt on Linux; on a Mac the system may ask once whether this program may read it.
    ///
    /// # Errors
    /// See [`SecretError`].
    fn read(&self, account: &str) -> Result<AccessToken, SecretError>;

    /// Keeps a token, in place of one that is there. May ask the owner to unlock the store.
    ///
    /// # Errors
    /// See [`SecretError`]; never [`SecretError::Missing`].
    fn write(&self, account: &str, token: &AccessToken) -> Result<(), SecretError>;

    /// Removes a token. May ask the owner to unlock the store.
    ///
    /// # Errors
    /// See [`SecretError`]; [`SecretError::Missing`] when it was not there.
    fn delete(&self, account: &str) -> Result<(), SecretError>;
}

/// The store of this system.
#[cfg(target_os = "linux")]
pub fn system() -> Box<dyn SecretStore> {
    Box::new(super::linux::SecretService)
}

/// The store of this system.
#[cfg(target_os = "macos")]
pub fn system() -> Box<dyn SecretStore> {
    Box::new(super::macos::Keychain)
}

/// Tokens in memory, for sample data: no Keychain is touched.
#[derive(Default)]
pub struct InMemory(Mutex<HashMap<String, AccessToken>>);

impl SecretStore for InMemory {
    fn read(&self, account: &str) -> Result<AccessToken, SecretError> {
        let tokens = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        tokens.get(account).cloned().ok_or(SecretError::Missing)
    }

    fn write(&self, account: &str, token: &AccessToken) -> Result<(), SecretError> {
        let mut tokens = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        tokens.insert(account.to_owned(), token.clone());
        Ok(())
    }

    fn delete(&self, account: &str) -> Result<(), SecretError> {
        let mut tokens = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        tokens.remove(account).map(|_| ()).ok_or(SecretError::Missing)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn memory_keeps_one_token_an_account() {
        let token = |seed: &str| AccessToken::well_formed(&seed.repeat(37)).unwrap();
        let store = InMemory::default();
        assert_eq!(store.read("one"), Err(SecretError::Missing));
        store.write("one", &token("a")).unwrap();
        store.write("two", &token("b")).unwrap();
        store.write("one", &token("c")).unwrap();
        assert_eq!(store.read("one"), Ok(token("c")));
        store.delete("one").unwrap();
        assert_eq!(store.delete("one"), Err(SecretError::Missing));
        assert_eq!(store.read("two"), Ok(token("b")));
    }
}
