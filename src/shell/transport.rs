use std::error::Error;
use std::time::Duration;

use bytes::Bytes;
use reqwest::header::{ACCEPT, AUTHORIZATION, HeaderMap, HeaderName, HeaderValue, InvalidHeaderValue};
use reqwest::{Client, redirect};
use zeroize::Zeroizing;

use super::Origin;
use crate::polar::{API_VERSION, AccessToken, Request, Response, Trouble};
use crate::sync::Transport;

/// No answer of Polar's is larger; a page of 100 orders is about 390 KB.
const LARGEST_BODY: usize = 8 * 1024 * 1024;
const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);
const TOTAL_TIMEOUT: Duration = Duration::from_secs(30);
/// Polling each minute, one connection is kept over the pause.
const KEEP_ALIVE: Duration = Duration::from_secs(90);

/// The way to Polar over HTTP: one connection, one host, no redirect followed.
#[derive(Clone, Debug)]
pub struct Http {
    client: Client,
    /// What stands above each request; the token in it is marked as secret, and is not printed.
    headers: HeaderMap,
    origin: Origin,
    /// How long a whole answer may take.
    patience: Duration,
}

/// The machine is not set up to speak to Polar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this computer has no certificates to check Polar's identity with: install its ca-certificates package")]
pub struct NoCertificates;

impl Http {
    /// A client that sends `token` to `origin` and to nowhere else.
    ///
    /// # Errors
    /// [`NoCertificates`] when a secure connection could not be checked on this machine.
    pub fn new(origin: Origin, token: &AccessToken) -> Result<Self, NoCertificates> {
        // Another thread may have installed it first, which is just as well.
        drop(rustls::crypto::ring::default_provider().install_default());
        let mut headers = HeaderMap::new();
        // A token that cannot stand in a header cannot be constructed.
        if let Ok(value) = authorization(token) {
            headers.insert(AUTHORIZATION, value);
        }
        headers.insert(ACCEPT, HeaderValue::from_static("application/json"));
        headers.insert(HeaderName::from_static("polar-version"), HeaderValue::from_static(API_VERSION));
        let client = client(headers.clone(), &origin, TOTAL_TIMEOUT)?;
        Ok(Self { client, headers, origin, patience: TOTAL_TIMEOUT })
    }

    /// Goes on with connections of its own: the kept one is of a network that may be gone without a word, and a request on it
    /// would wait for an answer that nobody gives.
    pub fn connect_anew(&mut self) {
        if let Ok(client) = client(self.headers.clone(), &self.origin, self.patience) {
            self.client = client;
        }
    }

    /// Waits no longer than this for a whole answer, so that a test need not wait for half a minute.
    #[cfg(all(test, feature = "tray"))]
    pub(super) fn wait_for(&mut self, patience: Duration) {
        self.patience = patience;
        self.connect_anew();
    }

    /// Where requests go.
    pub fn origin(&self) -> &Origin {
        &self.origin
    }
}

/// The header with the token. All that share it share one copy, which is wiped when the last of them is gone.
fn authorization(token: &AccessToken) -> Result<HeaderValue, InvalidHeaderValue> {
    let bearer = Zeroizing::new(format!("Bearer {}", token.expose()).into_bytes());
    let mut value = HeaderValue::from_maybe_shared(Bytes::from_owner(bearer))?;
    value.set_sensitive(true);
    Ok(value)
}

fn client(headers: HeaderMap, origin: &Origin, patience: Duration) -> Result<Client, NoCertificates> {
    let mut builder = Client::builder()
        .default_headers(headers)
        .user_agent(concat!("Revone/", env!("CARGO_PKG_VERSION")))
        .redirect(redirect::Policy::none())
        .referer(false)
        .gzip(true)
        .connect_timeout(CONNECT_TIMEOUT)
        .timeout(patience)
        .pool_max_idle_per_host(1)
        .pool_idle_timeout(KEEP_ALIVE);
    if origin.is_loopback() {
        builder = builder.no_proxy();
    } else {
        builder = builder.https_only(true);
    }
    builder.build().map_err(|_| NoCertificates)
}

impl Transport for Http {
    async fn send(&self, request: &Request) -> Result<Response, Trouble> {
        let url = format!("{}{}", self.origin.as_str(), request.path_and_query());
        let mut answer = self.client.get(url).send().await.map_err(|error| trouble(&error))?;
        let header = |name: &str| answer.headers().get(name).and_then(|value| value.to_str().ok()).map(str::to_owned);
        let mut response = Response {
            status: answer.status().as_u16(),
            retry_after: header("retry-after"),
            www_authenticate: header("www-authenticate"),
            content_type: header("content-type"),
            date: header("date"),
            sandbox: header("x-polar-sandbox").is_some_and(|value| value == "1"),
            body: Vec::with_capacity(announced(&answer)),
        };
        while let Some(chunk) = answer.chunk().await.map_err(|error| cut(&error))? {
            if response.body.len() + chunk.len() > LARGEST_BODY {
                return Err(Trouble::TooLarge);
            }
            response.body.extend_from_slice(&chunk);
        }
        Ok(response)
    }
}

/// The size of the body where the answer says it, so that it is not moved again and again as it grows. Whatever it says,
/// no more is set aside than an answer may have; a compressed one does not say it.
fn announced(answer: &reqwest::Response) -> usize {
    answer.content_length().and_then(|length| usize::try_from(length).ok()).unwrap_or(0).min(LARGEST_BODY)
}

fn trouble(error: &reqwest::Error) -> Trouble {
    if error.is_timeout() {
        Trouble::Timeout
    } else if caused_by_tls(error) {
        Trouble::Tls
    } else if error.is_connect() {
        Trouble::Offline
    } else {
        Trouble::Cut
    }
}

fn cut(error: &reqwest::Error) -> Trouble {
    if error.is_timeout() { Trouble::Timeout } else { Trouble::Cut }
}

/// An error of input or output may hold another in its hands that it does not name as its source, and that one a third.
fn caused_by_tls(error: &(dyn Error + 'static)) -> bool {
    fn cause<'a>(error: &'a (dyn Error + 'static)) -> Option<&'a (dyn Error + 'static)> {
        match error.downcast_ref::<std::io::Error>().and_then(std::io::Error::get_ref) {
            Some(held) => Some(held),
            None => error.source(),
        }
    }
    std::iter::successors(Some(error), |error| cause(*error)).any(|cause| cause.is::<rustls::Error>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_client_shares_one_copy_of_the_token() {
        let token = AccessToken::well_formed(&"a1B2".repeat(10)[..37]).unwrap();
        let value = authorization(&token).unwrap();
        assert_eq!(value.to_str().unwrap(), format!("Bearer {}", token.expose()));
        assert_eq!(value.clone().as_bytes().as_ptr(), value.as_bytes().as_ptr(), "a second copy");
        assert!(value.is_sensitive());
        let origin = Origin::parse("http://127.0.0.1:1").unwrap();
        let printed = format!("{:?}", Http::new(origin, &token).unwrap());
        assert!(!printed.contains(&token.expose()[10..26]), "{printed}");
    }
}
