use std::time::Duration;

use super::*;

const JSON: &str = "application/json";
const HTML: &str = "text/html; charset=utf-8";

fn answer(status: u16, content_type: &str, body: &str) -> Response {
    Response { status, content_type: Some(content_type.to_owned()), body: body.into(), ..Response::default() }
}

#[test]
fn every_answer_that_is_no_success_is_named_for_what_the_caller_does_next() {
    for (status, content_type, body, trouble) in [
        (401, JSON, r#"{"error":"Unauthorized","detail":"Unauthorized"}"#, Trouble::Unauthorized),
        (401, JSON, r#"{"error":"invalid_token","error_description":"expired or revoked"}"#, Trouble::Unauthorized),
        (401, JSON, "", Trouble::Unauthorized),
        (404, JSON, r#"{"error":"ResourceNotFound","detail":"Not found"}"#, Trouble::NotFound),
        (404, JSON, r#"{"detail":"Not Found"}"#, Trouble::NotFound),
        (404, JSON, r#"{"error":"ResourceNotFound"}"#, Trouble::NotFound),
        (
            422,
            JSON,
            r#"{"error":"RequestValidationError","detail":[{"loc":["query","limit"]}]}"#,
            Trouble::Refused(422),
        ),
        (422, JSON, r#"{"error":"RequestValidationError","detail":"limit"}"#, Trouble::Refused(422)),
        (400, JSON, "{}", Trouble::Refused(400)),
        (405, JSON, r#"{"detail":"Method Not Allowed"}"#, Trouble::Refused(405)),
        (410, JSON, "no JSON", Trouble::Refused(410)),
        (429, JSON, "", Trouble::RateLimited(None)),
        (429, HTML, "<html>slow down</html>", Trouble::RateLimited(None)),
        (301, HTML, "<html>moved</html>", Trouble::Redirected),
        (307, JSON, "", Trouble::Redirected),
        (308, JSON, "", Trouble::Redirected),
        (500, "text/plain; charset=utf-8", "Internal Server Error", Trouble::Server(500)),
        (502, HTML, "<html>bad gateway</html>", Trouble::Server(502)),
        (503, JSON, "", Trouble::Server(503)),
        (401, HTML, "<html>log in to this network</html>", Trouble::NotPolar),
        (403, HTML, "<html>blocked</html>", Trouble::NotPolar),
        (404, JSON, " <!doctype html>", Trouble::NotPolar),
        (0, JSON, "", Trouble::NotPolar),
        (101, JSON, "", Trouble::NotPolar),
        (999, JSON, "", Trouble::NotPolar),
    ] {
        assert_eq!(turn_away(&answer(status, content_type, body)), Err(trouble), "{status} {body}");
    }
    for success in [200, 201, 206] {
        assert_eq!(turn_away(&answer(success, JSON, "{}")), Ok(()));
    }
}

#[test]
fn a_forbidden_answer_names_the_first_known_scope() {
    let lacking = r#"{"error":"insufficient_scope","error_description":"more privileges are needed"}"#;
    let challenge = |scope: &str| format!(r#"Bearer realm="polar", scope="{scope}", error="insufficient_scope""#);
    for (challenge, body, trouble) in [
        (challenge("orders:read"), lacking, Trouble::MissingScope(Some(Scope::Orders))),
        (
            challenge("subscriptions:read subscriptions:write"),
            lacking,
            Trouble::MissingScope(Some(Scope::Subscriptions)),
        ),
        (
            challenge("organizations:write organizations:read"),
            lacking,
            Trouble::MissingScope(Some(Scope::Organizations)),
        ),
        (challenge("orders:read subscriptions:read"), "", Trouble::MissingScope(Some(Scope::Orders))),
        (challenge("preorders:read orders:reader"), lacking, Trouble::MissingScope(None)),
        (challenge(""), lacking, Trouble::MissingScope(None)),
        (String::new(), lacking, Trouble::MissingScope(None)),
        ("Bearer scope=orders:read".to_owned(), "{}", Trouble::MissingScope(Some(Scope::Orders))),
        (String::new(), r#"{"error":"NotPermitted","detail":"Not permitted"}"#, Trouble::Refused(403)),
        (String::new(), r#"{"detail":["Not permitted"]}"#, Trouble::Refused(403)),
        (String::new(), "", Trouble::Refused(403)),
    ] {
        let response = Response { www_authenticate: Some(challenge.clone()), ..answer(403, JSON, body) };
        assert_eq!(turn_away(&response), Err(trouble), "{challenge} {body}");
    }
}

#[test]
fn too_many_requests_come_with_the_wait_that_polar_asks_for() {
    let response = Response { retry_after: Some("60".to_owned()), ..answer(429, JSON, "") };
    assert_eq!(turn_away(&response), Err(Trouble::RateLimited(Some(Duration::from_secs(60)))));
}
