//! Everything that Polar's API says no with, in the shapes that were seen.

use serde_json::json;

use super::answer::Answer;
use crate::demo::query::Problem;
use crate::polar::Scope;

/// The version of the API that the fake speaks.
pub(super) const VERSION: &str = "2026-04";

const PRIVATE: &str = "private, no-store";
const REJECTED: &str = "The access token provided is expired, revoked, malformed, or invalid for other reasons.";
const NO_SCOPE: &str = "The request requires higher privileges than provided by the access token.";

/// An answer that comes from behind the door.
pub(super) fn inside(answer: Answer) -> Answer {
    versioned(answer.with("cache-control", PRIVATE))
}

/// No token, or another scheme than `Bearer`.
pub(super) fn no_token() -> Answer {
    inside(Answer::json(401, &json!({ "error": "Unauthorized", "detail": "Unauthorized" })))
        .with("www-authenticate", "Bearer realm=\"polar\"")
}

/// A token that is wrong, expired, revoked or of the other environment.
pub(super) fn bad_token() -> Answer {
    let challenge = format!("Bearer realm=\"polar\", error=\"invalid_token\", error_description=\"{REJECTED}\"");
    let body = json!({ "error": "invalid_token", "error_description": REJECTED });
    not_stored(Answer::json(401, &body)).with("www-authenticate", challenge)
}

/// A token without the scope. Any of those named would do; orders name one, the others two.
pub(super) fn missing_scope(scope: Scope) -> Answer {
    let named = match scope {
        Scope::Orders => "orders:read",
        Scope::Subscriptions => "subscriptions:read subscriptions:write",
        Scope::Organizations => "organizations:read organizations:write",
    };
    let challenge = format!(
        "Bearer realm=\"polar\", scope=\"{named}\", error=\"insufficient_scope\", error_description=\"{NO_SCOPE}\""
    );
    let body = json!({ "error": "insufficient_scope", "error_description": NO_SCOPE });
    not_stored(Answer::json(403, &body)).with("www-authenticate", challenge)
}

/// Nothing there, or another organization's.
pub(super) fn not_found() -> Answer {
    inside(Answer::json(404, &json!({ "error": "ResourceNotFound", "detail": "Not found" })))
}

/// No such address, or no such version of the API: the answer carries no version then.
pub(super) fn nowhere() -> Answer {
    Answer::json(404, &json!({ "detail": "Not Found" }))
}

/// Another method than GET.
pub(super) fn wrong_method() -> Answer {
    inside(Answer::json(405, &json!({ "detail": "Method Not Allowed" }))).with("allow", "GET")
}

/// Parameters that do not validate.
pub(super) fn invalid(problems: &[Problem]) -> Answer {
    let detail: Vec<_> = problems.iter().map(Problem::json).collect();
    inside(Answer::json(422, &json!({ "error": "RequestValidationError", "detail": detail })))
}

/// The same address with the slash at its end put right, on the host that the client named.
pub(super) fn moved(host: &str, path: &str, query: Option<&str>) -> Answer {
    let query = query.map(|query| format!("?{query}")).unwrap_or_default();
    inside(Answer::empty(307)).with("location", format!("http://{host}{path}{query}"))
}

/// Too many requests: no body at all.
pub(super) fn rate_limited(retry_after: Option<&str>) -> Answer {
    let answer = versioned(Answer::empty(429));
    match retry_after {
        Some(seconds) => answer.with("retry-after", seconds),
        None => answer,
    }
}

fn not_stored(answer: Answer) -> Answer {
    versioned(answer.with("cache-control", "no-store").with("pragma", "no-cache"))
}

fn versioned(answer: Answer) -> Answer {
    answer.with("polar-version", VERSION)
}
