use std::borrow::Cow;

use revone::shell::window::files::{self, POLICY};
use wry::http::header::{CONTENT_TYPE, HeaderName};
use wry::http::{Request, Response, StatusCode};

/// The scheme under which the page and what belongs to it are found, inside this program.
pub const SCHEME: &str = "revone";

/// The page.
pub const ADDRESS: &str = "revone://window/window.html";

/// Answers what the page asks for.
pub fn answer(request: &Request<Vec<u8>>) -> Response<Cow<'static, [u8]>> {
    match files::file(request.uri().path()) {
        Some(file) => respond(StatusCode::OK, file.kind, file.bytes),
        None => respond(StatusCode::NOT_FOUND, "text/plain", b""),
    }
}

/// Whether the view may go there: it stays on its page.
pub fn may_go_to(address: &str) -> bool {
    address == ADDRESS
}

fn respond(status: StatusCode, kind: &'static str, bytes: &'static [u8]) -> Response<Cow<'static, [u8]>> {
    let mut response = Response::new(Cow::Borrowed(bytes));
    *response.status_mut() = status;
    for (name, value) in [
        (CONTENT_TYPE, kind),
        (HeaderName::from_static("content-security-policy"), POLICY),
        (HeaderName::from_static("x-content-type-options"), "nosniff"),
    ] {
        response.headers_mut().insert(name, wry::http::HeaderValue::from_static(value));
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ask(address: &str) -> Response<Cow<'static, [u8]>> {
        answer(&Request::builder().uri(address).body(Vec::new()).unwrap())
    }

    #[test]
    fn the_page_and_its_files_are_answered_and_nothing_else() {
        assert!(ADDRESS.ends_with(&format!("/{}", files::PAGE)));
        for file in files::FILES {
            let answer = ask(&format!("revone://window/{}", file.name));
            assert_eq!((answer.status(), answer.body().as_ref()), (StatusCode::OK, file.bytes), "{}", file.name);
        }
        for other in ["revone://window/", "revone://window/../Cargo.toml", "revone://window/etc/passwd"] {
            assert_eq!(ask(other).status(), StatusCode::NOT_FOUND, "{other}");
        }
    }

    #[test]
    fn every_answer_forbids_what_the_page_does_not_need() {
        for address in [ADDRESS, "revone://window/nothing"] {
            assert_eq!(ask(address).headers().get("content-security-policy").unwrap(), POLICY);
        }
    }

    #[test]
    fn the_view_stays_on_its_page() {
        assert!(may_go_to(ADDRESS));
        for elsewhere in
            ["https://polar.sh/", "file:///etc/passwd", "about:blank", "data:text/html,x", "revone://window/window.js"]
        {
            assert!(!may_go_to(elsewhere), "{elsewhere}");
        }
    }
}
