use serde::Deserialize;

use super::retry_after::retry_after;
use crate::polar::{Response, Scope, Trouble};

/// Turns away every answer that is no success.
///
/// A web page under 401, 403 or 404 is not Polar's: it says nothing about the token, its scopes or the thing asked for.
pub(super) fn turn_away(response: &Response) -> Result<(), Trouble> {
    Err(match response.status {
        200..=299 => return Ok(()),
        300..=399 => Trouble::Redirected,
        401 | 403 | 404 if is_web_page(response) => Trouble::NotPolar,
        401 => Trouble::Unauthorized,
        403 => forbidden(response),
        404 => Trouble::NotFound,
        429 => Trouble::RateLimited(retry_after(response)),
        status @ 400..=499 => Trouble::Refused(status),
        status @ 500..=599 => Trouble::Server(status),
        _ => Trouble::NotPolar,
    })
}

/// Whether it is a page for people, as captive portals and proxies send.
pub(super) fn is_web_page(response: &Response) -> bool {
    let declared = response.content_type.as_deref().is_some_and(|kind| kind.to_ascii_lowercase().contains("html"));
    declared || response.body.trim_ascii_start().first() == Some(&b'<')
}

/// Polar forbids for lack of a scope (OAuth's `insufficient_scope`), or for a reason of its own.
fn forbidden(response: &Response) -> Trouble {
    let challenge = response.www_authenticate.as_deref().unwrap_or_default();
    match first_known_scope(challenge) {
        None if !challenge.contains(INSUFFICIENT_SCOPE) && !names_insufficient_scope(&response.body) => {
            Trouble::Refused(response.status)
        }
        scope => Trouble::MissingScope(scope),
    }
}

const INSUFFICIENT_SCOPE: &str = "insufficient_scope";

/// The first scope in `scope="subscriptions:read subscriptions:write"` that this program asks for.
fn first_known_scope(challenge: &str) -> Option<Scope> {
    challenge
        .split(|character: char| !(character.is_ascii_alphanumeric() || matches!(character, ':' | '_')))
        .find_map(|word| Scope::ALL.into_iter().find(|scope| scope.code() == word))
}

fn names_insufficient_scope(body: &[u8]) -> bool {
    /// The one field of an error answer that is read; `detail` beside it is a string, a list or absent.
    #[derive(Deserialize)]
    struct Problem {
        error: String,
    }
    serde_json::from_slice::<Problem>(body).is_ok_and(|problem| problem.error == INSUFFICIENT_SCOPE)
}

#[cfg(test)]
mod tests;
