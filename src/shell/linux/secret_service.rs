use std::collections::HashMap;

use dbus_secret_service::{EncryptionType, Error as ServiceError, SecretService as Service};
use dbus_secret_service_keyring_store::Store;
use keyring_core::api::CredentialStoreApi;
use keyring_core::{Entry, Error as KeyringError};
use zeroize::Zeroizing;

use crate::polar::AccessToken;
use crate::shell::secrets::{SERVICE, SecretError, SecretStore};
use crate::view::words;

/// For how many seconds the owner may look at the keyring's own question after asking for something that needs it.
const PROMPT_SECONDS: u64 = 120;

/// The Secret Service of the desktop (GNOME Keyring, KWallet, KeePassXC), over an encrypted session.
pub struct SecretService;

impl SecretStore for SecretService {
    fn read(&self, account: &str) -> Result<AccessToken, SecretError> {
        if is_locked(account)? {
            return Err(SecretError::Locked);
        }
        let secret = Zeroizing::new(entry(account)?.get_secret().map_err(keyring)?);
        let token = std::str::from_utf8(&secret).ok().and_then(AccessToken::new);
        token.ok_or_else(|| SecretError::Other(words::computer::NOT_AN_ACCESS_TOKEN.to_owned()))
    }

    fn write(&self, account: &str, token: &AccessToken) -> Result<(), SecretError> {
        unlock()?;
        entry(account)?.set_secret(token.expose().as_bytes()).map_err(keyring)
    }

    fn delete(&self, account: &str) -> Result<(), SecretError> {
        unlock()?;
        entry(account)?.delete_credential().map_err(keyring)
    }
}

fn entry(account: &str) -> Result<Entry, SecretError> {
    let store = Store::new().map_err(|error| SecretError::NoStore(error.to_string()))?;
    let label = HashMap::from([("label", words::computer::SECRET_LABEL)]);
    store.build(SERVICE, account, Some(&label)).map_err(keyring)
}

/// Whether the token is out of reach until the keyring is unlocked. The keyring store itself opens a prompt to find out,
/// and nobody asked for one when the program starts with the session.
fn is_locked(account: &str) -> Result<bool, SecretError> {
    let service = Service::connect(EncryptionType::Plain).map_err(no_store)?;
    let found =
        service.search_items(HashMap::from([("service", SERVICE), ("username", account)])).map_err(service_error)?;
    if !found.unlocked.is_empty() || !found.locked.is_empty() {
        return Ok(found.unlocked.is_empty());
    }
    // A locked keyring need not tell what is in it.
    Ok(service.get_default_collection().and_then(|default| default.is_locked()).unwrap_or(false))
}

/// Has the owner unlock the keyring, or begin one where there is none yet; the keyring store would wait for a year.
fn unlock() -> Result<(), SecretError> {
    let service = Service::connect_with_max_prompt_timeout(EncryptionType::Plain, PROMPT_SECONDS).map_err(no_store)?;
    match service.get_default_collection() {
        Ok(default) => default.ensure_unlocked().map_err(service_error),
        Err(ServiceError::NoResult) => service.create_collection("Login", "default").map(|_| ()).map_err(service_error),
        Err(other) => Err(service_error(other)),
    }
}

fn no_store(error: ServiceError) -> SecretError {
    SecretError::NoStore(error.to_string())
}

fn service_error(error: ServiceError) -> SecretError {
    match error {
        ServiceError::Locked => SecretError::Locked,
        ServiceError::Prompt => SecretError::Refused,
        ServiceError::Unavailable => no_store(error),
        other => SecretError::Other(other.to_string()),
    }
}

fn keyring(error: KeyringError) -> SecretError {
    match error {
        KeyringError::NoEntry => SecretError::Missing,
        KeyringError::NoStorageAccess(cause) => match cause.downcast::<ServiceError>() {
            Ok(cause) => service_error(*cause),
            Err(cause) => SecretError::Other(cause.to_string()),
        },
        // Its text may quote what was found.
        KeyringError::BadEncoding(_) | KeyringError::BadDataFormat(..) => {
            SecretError::Other(words::computer::NOT_AN_ACCESS_TOKEN.to_owned())
        }
        other => SecretError::Other(other.to_string()),
    }
}
