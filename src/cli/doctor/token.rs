//! The token: whether there is one, where it is kept, and what its form says.

use super::Finding;
use crate::app::Trouble;
use crate::domain::OrganizationId;
use crate::polar::{AccessToken, TokenShape};
use crate::shell::secrets::SecretError;
use crate::shell::{World, account, secret_sentence};
use crate::store::StoredOrganization;
use crate::view::words::{
    self,
    doctor::{self as said, about},
};

/// What there is to ask with.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Held {
    /// A token, and where it comes from.
    Token(AccessToken, &'static str),
    /// One may be kept, and the store of secrets did not hand it out.
    NotRead(SecretError),
    /// None anywhere.
    Nothing,
}

impl Held {
    /// The token, where there is one.
    pub(super) fn token(&self) -> Option<&AccessToken> {
        match self {
            Self::Token(token, _) => Some(token),
            Self::NotRead(_) | Self::Nothing => None,
        }
    }

    /// What is said of it; `accepted` when Polar takes it for all that Revone asks.
    pub(super) fn finding(&self, accepted: bool) -> Finding {
        let (token, place) = match self {
            Self::Token(token, place) => (token, place),
            Self::NotRead(error) => {
                let why = words::clause(&Trouble::from(error));
                return Finding::trouble(about::TOKEN, said::not_read(&words::within(&why)));
            }
            Self::Nothing => return Finding::trouble(about::TOKEN, said::NO_TOKEN),
        };
        match token.shape() {
            TokenShape::LooksRight => Finding::fine(about::TOKEN, said::well_formed(place)),
            // Polar's word is the last: it may form its tokens in another way one day.
            TokenShape::LooksCutOff if accepted => Finding::fine(about::TOKEN, said::accepted_all_the_same(place)),
            TokenShape::LooksCutOff => Finding::trouble(about::TOKEN, said::cut_off(place)),
            TokenShape::NotAToken => Finding::fine(about::TOKEN, said::not_a_token(place)),
        }
    }
}

/// The token that is used, and what the store of secrets said on the way.
pub(super) async fn held(world: &World, stored: Option<&StoredOrganization>) -> (Held, Finding) {
    const ABOUT: &str = words::SECRETS_TITLE;
    if let (true, Some(token)) = (world.is_sample(), &world.token) {
        return (Held::Token(token.clone(), said::OF_THE_SAMPLE), Finding::fine(ABOUT, said::STORE_NOT_USED_BY_SAMPLE));
    }
    // Without an organization there is no name to ask for; any will do to see whether the store answers.
    let id = stored.map_or(OrganizationId(uuid::Uuid::nil()), |stored| stored.organization.id);
    let kept = account::stored_token(&world.secrets, id).await;
    let finding = match &kept {
        Ok(_) => Finding::fine(ABOUT, said::STORE_HOLDS_THE_TOKEN),
        Err(SecretError::Missing) if stored.is_none() || world.token.is_some() => {
            Finding::fine(ABOUT, said::STORE_HOLDS_NONE)
        }
        // Nothing is to be read from it, so it is not needed.
        Err(_) if world.token.is_some() => Finding::fine(ABOUT, said::STORE_NOT_USED),
        Err(error) => Finding::trouble(ABOUT, secret_sentence(error)),
    };
    (of(world.token.as_ref(), kept, stored.is_some()), finding)
}

/// What there is to ask with, where `kept` is the store's answer. Where nobody is `connected`, no token is kept by Revone.
fn of(environments: Option<&AccessToken>, kept: Result<AccessToken, SecretError>, connected: bool) -> Held {
    match (environments, kept) {
        (Some(token), _) => Held::Token(token.clone(), said::FROM_THE_ENVIRONMENT),
        (None, Ok(token)) => Held::Token(token, said::FROM_THE_STORE),
        (None, Err(SecretError::Missing)) => Held::Nothing,
        (None, Err(error)) if connected => Held::NotRead(error),
        (None, Err(_)) => Held::Nothing,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn token() -> AccessToken {
        AccessToken::well_formed(&"a".repeat(37)).unwrap()
    }

    #[test]
    fn a_store_that_is_locked_or_refuses_is_not_a_store_without_the_token() {
        let none = "none: run `revone connect`, or set REVONE_TOKEN".to_owned();
        let secrets = words::SECRETS;
        for (error, connected, said) in [
            (SecretError::Missing, true, none.clone()),
            (SecretError::Missing, false, none.clone()),
            (SecretError::Locked, true, format!("not read: the {secrets} is locked")),
            (SecretError::NotNow, true, format!("not read: the {secrets} may not ask you now")),
            (SecretError::Refused, true, format!("not read: the {secrets} did not hand out the token")),
            (SecretError::NoStore("gone".to_owned()), true, "not read: no keyring to keep the token in".to_owned()),
            (SecretError::Locked, false, none),
        ] {
            let held = of(None, Err(error.clone()), connected);
            let finding = held.finding(false);
            assert_eq!((finding.is_fine(), &finding.text), (false, &said));
            assert_eq!(held == Held::Nothing, said.starts_with("none"));
            assert!(of(Some(&token()), Err(error), connected).finding(false).is_fine(), "the environment's is there");
        }
        assert!(of(None, Ok(token()), true).finding(false).is_fine());
    }

    #[test]
    fn what_polar_accepts_is_fine_whatever_its_checksum_says() {
        let whole = token();
        let cut = AccessToken::new(&whole.expose()[..50]).unwrap();
        for (token, accepted, fine) in
            [(&whole, false, true), (&whole, true, true), (&cut, false, false), (&cut, true, true)]
        {
            assert_eq!(of(Some(token), Err(SecretError::Missing), false).finding(accepted).is_fine(), fine);
        }
    }
}
