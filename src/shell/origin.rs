use std::net::IpAddr;

use reqwest::Url;

use crate::domain::Environment;

/// Where requests go: scheme, host and port, and nothing else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin(String);

/// `REVONE_API_URL` is not an address that the token may be sent to.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "REVONE_API_URL must be an https address, or http on this computer itself (127.0.0.1 or localhost): change it or unset it"
)]
pub struct RefusedOrigin;

impl Origin {
    /// Polar's own address.
    pub fn of(environment: Environment) -> Self {
        let host = match environment {
            Environment::Production => "https://api.polar.sh",
            Environment::Sandbox => "https://sandbox-api.polar.sh",
        };
        Self(host.to_owned())
    }

    /// An address of the owner's choice: https anywhere, or http on loopback.
    ///
    /// # Errors
    /// [`RefusedOrigin`] for anything else, and for an address with a path, a query or a user.
    pub fn parse(text: &str) -> Result<Self, RefusedOrigin> {
        let url = Url::parse(text.trim()).map_err(|_| RefusedOrigin)?;
        let bare = matches!(url.path(), "" | "/")
            && url.query().is_none()
            && url.fragment().is_none()
            && url.username().is_empty()
            && url.password().is_none();
        let allowed = match url.scheme() {
            "https" => url.has_host(),
            "http" => is_loopback(&url),
            _ => false,
        };
        if bare && allowed { Ok(Self(url.origin().ascii_serialization())) } else { Err(RefusedOrigin) }
    }

    /// As text, without a slash at the end.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether requests stay on this computer.
    pub fn is_loopback(&self) -> bool {
        Url::parse(&self.0).is_ok_and(|url| is_loopback(&url))
    }
}

fn is_loopback(url: &Url) -> bool {
    url.host_str().is_some_and(|host| {
        let bare = host.trim_start_matches('[').trim_end_matches(']');
        host == "localhost" || bare.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn https_goes_anywhere_and_http_stays_on_this_computer() {
        for allowed in [
            "https://api.polar.sh",
            "https://example.test:8443/",
            "http://127.0.0.1:8080",
            "http://localhost:1",
            "http://[::1]:9",
            "http://127.9.9.9",
        ] {
            assert!(Origin::parse(allowed).is_ok(), "{allowed}");
        }
        for refused in [
            "http://api.polar.sh",
            "http://localhost.example.com",
            "http://127.0.0.1.example.com",
            "ftp://127.0.0.1",
            "https://user:word@api.polar.sh",
            "https://api.polar.sh/v1",
            "https://api.polar.sh?x=1",
            "127.0.0.1:80",
            "",
            "file:///etc/hosts",
        ] {
            assert_eq!(Origin::parse(refused), Err(RefusedOrigin), "{refused}");
        }
    }

    #[test]
    fn a_slash_at_the_end_changes_nothing() {
        assert_eq!(Origin::parse("https://api.polar.sh/"), Ok(Origin::of(Environment::Production)));
    }
}
