//! What the status codes of a Mac's Security.framework (`SecBase.h`) mean to somebody who wants a token.

use super::secrets::SecretError;

/// There is no such item.
pub const MISSING: i32 = -25300;
/// There is one already.
pub const DUPLICATE: i32 = -25299;
/// What was asked does not go together.
pub const BAD_PARAMETER: i32 = -50;
/// The program is not signed with what the data-protection keychain asks for.
pub const MISSING_ENTITLEMENT: i32 = -34018;
const INTERACTION_NOT_ALLOWED: i32 = -25308;
const IN_DARK_WAKE: i32 = -25320;
const INTERACTION_REQUIRED: i32 = -25315;
const NO_DEFAULT_KEYCHAIN: i32 = -25307;
const NO_SUCH_KEYCHAIN: i32 = -25294;
const NOT_AVAILABLE: i32 = -25291;
const USER_CANCELED: i32 = -128;
const AUTH_FAILED: i32 = -25293;
const NO_ACCESS_FOR_ITEM: i32 = -25243;

/// What a status code asks of the owner; `told` is the system's own text for it.
pub fn meaning(code: i32, told: &str) -> SecretError {
    match code {
        MISSING => SecretError::Missing,
        // No window may be shown: at the login window, over SSH, before the first unlock, or while the Mac wakes for its
        // mail alone. A locked login keychain that could not ask says the same, so that the sentence names that cure, too.
        INTERACTION_NOT_ALLOWED | IN_DARK_WAKE => SecretError::NotNow,
        INTERACTION_REQUIRED => SecretError::Locked,
        USER_CANCELED | AUTH_FAILED | NO_ACCESS_FOR_ITEM => SecretError::Refused,
        NO_DEFAULT_KEYCHAIN | NO_SUCH_KEYCHAIN | NOT_AVAILABLE => SecretError::NoStore(told.to_owned()),
        _ => SecretError::Other(told.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn missing_locked_refused_and_not_now_are_four_things() {
        let told = || "the system’s text".to_owned();
        for (code, expected) in [
            (-25300, SecretError::Missing),
            (-25308, SecretError::NotNow),
            (-25320, SecretError::NotNow),
            (-25315, SecretError::Locked),
            (-128, SecretError::Refused),
            (-25293, SecretError::Refused),
            (-25243, SecretError::Refused),
            (-25307, SecretError::NoStore(told())),
            (-25294, SecretError::NoStore(told())),
            (-25291, SecretError::NoStore(told())),
            (-34018, SecretError::Other(told())),
            (-25299, SecretError::Other(told())),
            (0, SecretError::Other(told())),
        ] {
            assert_eq!(meaning(code, &told()), expected, "{code}");
        }
    }
}
