use std::fmt;

use zeroize::Zeroizing;

/// An Organization Access Token. It prints nothing of itself, and this copy is wiped when dropped.
#[derive(Clone, PartialEq, Eq)]
pub struct AccessToken(Zeroizing<String>);

/// What a token's own checksum says of it; only ever used to word a refusal better.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenShape {
    /// Prefix, length and checksum hold.
    LooksRight,
    /// It starts as a token does, but its length or checksum does not hold: a part is missing or mistyped.
    LooksCutOff,
    /// It does not look like a token at all.
    NotAToken,
}

const PREFIX: &str = "polar_oat_";
const SECRET_LENGTH: usize = 37;
const CHECKSUM_LENGTH: usize = 6;
const BASE_62: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

impl AccessToken {
    /// Takes a token as it was pasted: white space, quotes and a leading `Bearer` around it are dropped. `None` when
    /// nothing is left, or when what is left could not stand in a header.
    pub fn new(pasted: &str) -> Option<Self> {
        let around = |character: char| character.is_whitespace() || matches!(character, '"' | '\'' | '`');
        let mut text = pasted.trim_matches(around);
        if let Some((scheme, rest)) = text.split_once(char::is_whitespace)
            && scheme.eq_ignore_ascii_case("bearer")
        {
            text = rest.trim_matches(around);
        }
        let sendable = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_graphic());
        sendable.then(|| Self(Zeroizing::new(text.to_owned())))
    }

    /// The token itself: for the `Authorization` header and the store of secrets, and for nothing else.
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// What its form says: `polar_oat_`, 37 letters or digits, and their CRC-32 in base 62, padded with `0` to 6 characters.
    pub fn shape(&self) -> TokenShape {
        let Some(rest) = self.0.strip_prefix(PREFIX) else { return TokenShape::NotAToken };
        match rest.split_at_checked(SECRET_LENGTH) {
            Some((secret, sum)) if sum.len() == CHECKSUM_LENGTH && sum == checksum(secret) => TokenShape::LooksRight,
            _ => TokenShape::LooksCutOff,
        }
    }

    /// A well-formed token around a secret, for the sample shop and for tests.
    pub fn well_formed(secret: &str) -> Option<Self> {
        Self::new(&format!("{PREFIX}{secret}{}", checksum(secret)))
    }
}

fn checksum(secret: &str) -> String {
    let mut rest = crc32(secret.as_bytes()) as usize;
    let mut digits = [BASE_62[0]; CHECKSUM_LENGTH];
    for digit in digits.iter_mut().rev() {
        *digit = BASE_62[rest % BASE_62.len()];
        rest /= BASE_62.len();
    }
    digits.iter().map(|digit| char::from(*digit)).collect()
}

/// CRC-32 as in zip and PNG (reflected, polynomial `0xEDB88320`).
fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| if sum & 1 == 1 { (sum >> 1) ^ 0xEDB8_8320 } else { sum >> 1 })
    })
}

impl fmt::Debug for AccessToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("AccessToken(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn crc_32_is_the_common_one() {
        assert_eq!(crc32(b"123456789"), 0xCBF4_3926);
    }

    #[test]
    fn a_token_that_lost_a_character_looks_cut_off() {
        let whole = AccessToken::well_formed(&"a1B2".repeat(10)[..37]).unwrap();
        assert_eq!(whole.expose().len(), 53);
        assert_eq!(whole.shape(), TokenShape::LooksRight);
        let cut = AccessToken::new(&whole.expose()[..52]).unwrap();
        assert_eq!(cut.shape(), TokenShape::LooksCutOff);
        assert_eq!(AccessToken::new("hello").unwrap().shape(), TokenShape::NotAToken);
    }

    #[test]
    fn what_comes_along_when_pasting_is_dropped() {
        for pasted in ["  abc\n", "\"abc\"", "Bearer abc", "'bearer  abc' "] {
            assert_eq!(
                AccessToken::new(pasted).map(|token| token.expose().to_owned()).as_deref(),
                Some("abc"),
                "{pasted}"
            );
        }
        for unusable in ["", " \n", "a b", "ab\u{e9}", "Bearer "] {
            assert!(AccessToken::new(unusable).is_none_or(|token| token.expose() == "Bearer"), "{unusable}");
        }
    }

    #[test]
    fn a_token_prints_nothing_of_itself() {
        let token = AccessToken::new("secret").unwrap();
        assert!(!format!("{token:?}").contains("secret"));
    }
}
