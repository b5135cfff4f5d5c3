use security_framework::access_control::{ProtectionMode, SecAccessControl};
use security_framework::base::Error;
use security_framework::passwords::{
    PasswordOptions, delete_generic_password_options, generic_password, set_generic_password_options,
};
use zeroize::Zeroizing;

use crate::polar::AccessToken;
use crate::shell::keychain_codes::{BAD_PARAMETER, DUPLICATE, MISSING, MISSING_ENTITLEMENT, meaning};
use crate::shell::secrets::{SERVICE, SecretError, SecretStore};
use crate::view::words;

/// The Keychain of this Mac: on this device only, readable after the first unlock (the program starts with the session),
/// not synchronised.
///
/// The data-protection keychain knows all of that, and opens to a program that is signed with an entitlement. A program
/// without (built at home, signed ad hoc) is turned away there and uses the login keychain. That one is not synchronised
/// either, but it is a file: a backup has it, and its password opens it on another Mac.
pub struct Keychain;

/// One of the two keychains of a Mac.
#[derive(Clone, Copy)]
enum Which {
    DataProtection,
    Login,
}

impl Which {
    fn item(self, account: &str) -> PasswordOptions {
        let mut item = PasswordOptions::new_generic_password(SERVICE, account);
        if let Self::DataProtection = self {
            item.use_protected_keychain();
            item.set_access_synchronized(Some(false));
        }
        item
    }

    fn read(self, account: &str) -> Result<Zeroizing<Vec<u8>>, Error> {
        generic_password(self.item(account)).map(Zeroizing::new)
    }

    fn write(self, account: &str, secret: &[u8]) -> Result<(), Error> {
        let add = || {
            let mut item = self.item(account);
            item.set_label(words::computer::SECRET_LABEL);
            if let Self::DataProtection = self {
                let when = ProtectionMode::AccessibleAfterFirstUnlockThisDeviceOnly;
                item.set_access_control(SecAccessControl::create_with_protection(Some(when), 0)?);
            }
            set_generic_password_options(secret, item)
        };
        match add() {
            // The item is there and does not match all of the above, so that it can be neither added nor found to change.
            Err(error) if [MISSING, DUPLICATE, BAD_PARAMETER].contains(&error.code()) => {
                self.delete(account)?;
                add()
            }
            other => other,
        }
    }

    fn delete(self, account: &str) -> Result<(), Error> {
        delete_generic_password_options(self.item(account))
    }
}

impl SecretStore for Keychain {
    fn read(&self, account: &str) -> Result<AccessToken, SecretError> {
        let secret = match Which::DataProtection.read(account) {
            // Not there: perhaps kept by a build that had to use the login keychain.
            Err(error) if [MISSING, MISSING_ENTITLEMENT].contains(&error.code()) => Which::Login.read(account),
            other => other,
        };
        let secret = secret.map_err(named)?;
        let token = std::str::from_utf8(&secret).ok().and_then(AccessToken::new);
        token.ok_or_else(|| SecretError::Other(words::computer::NOT_AN_ACCESS_TOKEN.to_owned()))
    }

    fn write(&self, account: &str, token: &AccessToken) -> Result<(), SecretError> {
        let secret = token.expose().as_bytes();
        match Which::DataProtection.write(account, secret) {
            Err(error) if error.code() == MISSING_ENTITLEMENT => Which::Login.write(account, secret),
            other => other,
        }
        .map_err(named)
    }

    fn delete(&self, account: &str) -> Result<(), SecretError> {
        let gone = [Which::DataProtection, Which::Login].map(|keychain| keychain.delete(account).map_err(named));
        match gone {
            [Ok(()), Ok(()) | Err(SecretError::Missing)] | [Err(SecretError::Missing), Ok(())] => Ok(()),
            [Err(SecretError::Missing), login] => login,
            // Turned away from the first: the second is where the token was.
            [Err(SecretError::Other(_)), login] => login,
            [Err(other), _] | [Ok(()), Err(other)] => Err(other),
        }
    }
}

fn named(error: Error) -> SecretError {
    meaning(error.code(), &error.to_string())
}
