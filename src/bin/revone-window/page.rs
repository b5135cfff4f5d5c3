use std::borrow::Cow;

use wry::http::header::{CONTENT_TYPE, HeaderName};
use wry::http::{Request, Response, StatusCode};

/// The scheme under which the page and what belongs to it are found, inside this program.
pub const SCHEME: &str = "revone";

/// The page.
pub const ADDRESS: &str = "revone://window/connect.html";

/// Everything the page may load: its own style, script and icon. No network, no frames, no forms that are sent anywhere.
const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; base-uri 'none'; \
                      form-action 'none'; frame-ancestors 'none'";

/// Answers what the page asks for.
pub fn answer(request: &Request<Vec<u8>>) -> Response<Cow<'static, [u8]>> {
    match file(request.uri().path()) {
        Some((kind, bytes)) => respond(StatusCode::OK, kind, bytes),
        None => respond(StatusCode::NOT_FOUND, "text/plain", b""),
    }
}

/// Whether the view may go there: it stays on its page.
pub fn may_go_to(address: &str) -> bool {
    address == ADDRESS || address == concat!("revone://window/connect.html", "#")
}

fn file(path: &str) -> Option<(&'static str, &'static [u8])> {
    Some(match path {
        "/connect.html" => ("text/html; charset=utf-8", include_bytes!("../../../assets/window/connect.html")),
        "/connect.css" => ("text/css; charset=utf-8", include_bytes!("../../../assets/window/connect.css")),
        "/connect.js" => ("text/javascript; charset=utf-8", include_bytes!("../../../assets/window/connect.js")),
        "/icon.png" => ("image/png", include_bytes!("../../../assets/icon-128.png")),
        _ => return None,
    })
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
    fn the_page_finds_what_it_names_and_nothing_else() {
        for name in ["connect.html", "connect.css", "connect.js", "icon.png"] {
            assert_eq!(ask(&format!("revone://window/{name}")).status(), StatusCode::OK, "{name}");
        }
        for other in ["revone://window/", "revone://window/../Cargo.toml", "revone://window/etc/passwd"] {
            assert_eq!(ask(other).status(), StatusCode::NOT_FOUND, "{other}");
        }
    }

    #[test]
    fn every_answer_forbids_what_the_page_does_not_need() {
        for address in [ADDRESS, "revone://window/nothing"] {
            let response = ask(address);
            let policy = response.headers().get("content-security-policy").unwrap().to_str().unwrap();
            assert!(policy.starts_with("default-src 'none'"));
            assert!(!policy.contains("unsafe") && !policy.contains("http") && !policy.contains('*'));
        }
    }

    #[test]
    fn the_view_stays_on_its_page() {
        assert!(may_go_to(ADDRESS));
        for elsewhere in
            ["https://polar.sh/", "file:///etc/passwd", "about:blank", "data:text/html,x", "revone://window/connect.js"]
        {
            assert!(!may_go_to(elsewhere), "{elsewhere}");
        }
    }

    #[test]
    fn the_page_holds_no_word_of_its_own() {
        let page = include_str!("../../../assets/window/connect.html");
        let mut rest = page;
        while let Some((_, after)) = rest.split_once('>') {
            let text = after.split_once('<').map_or(after, |(text, _)| text);
            assert!(!text.contains(char::is_alphabetic), "{text}");
            rest = after;
        }
    }
}
