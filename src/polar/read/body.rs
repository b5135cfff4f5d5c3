use serde::de::{DeserializeOwned, IgnoredAny};

use super::fault::{Fault, locate, reason};
use super::problem::{is_web_page, turn_away};
use crate::polar::{Response, Trouble};

/// Reads the answer to a request for one thing.
pub(super) fn one<T: DeserializeOwned>(response: &Response) -> Result<T, Trouble> {
    turn_away(response)?;
    serde_json::from_slice(&response.body).or_else(|_| {
        whole_json(response)?;
        locate(&response.body, ".").map_err(malformed)
    })
}

/// Finds out whether an answer that could not be read is JSON from beginning to end, and what it is if not.
///
/// Values are skipped without recursion, so that no depth of nesting can exhaust the stack.
pub(super) fn whole_json(response: &Response) -> Result<(), Trouble> {
    if is_web_page(response) {
        return Err(Trouble::NotPolar);
    }
    serde_json::from_slice::<IgnoredAny>(&response.body).map(|_| ()).map_err(|error| {
        if error.is_eof() {
            Trouble::Cut
        } else if matches!(response.body.trim_ascii_start().first(), Some(b'{' | b'[')) {
            malformed(Fault { path: ".".to_owned(), reason: reason(&error) })
        } else {
            Trouble::NotPolar
        }
    })
}

/// The trouble that a fault of the whole answer is.
pub(super) fn malformed(fault: Fault) -> Trouble {
    Trouble::Malformed { path: fault.path, reason: fault.reason }
}
