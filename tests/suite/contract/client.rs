use std::collections::BTreeMap;
use std::path::PathBuf;

use reqwest::header::AUTHORIZATION;
use revone::demo::FakePolar;
use serde_json::Value;

/// A plain client of a fake Polar, without anything of the program's own.
pub struct Client {
    http: reqwest::Client,
    base: String,
    pub authorization: Option<String>,
    pub version: &'static str,
}

/// What came back.
pub struct Reply {
    pub status: u16,
    pub headers: BTreeMap<String, String>,
    pub body: Vec<u8>,
}

impl Client {
    /// A client with the server's own token.
    pub fn of(polar: &FakePolar) -> Self {
        // Another test may have installed it already.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let http = reqwest::Client::builder().no_proxy().redirect(reqwest::redirect::Policy::none()).build().unwrap();
        let authorization = Some(format!("Bearer {}", polar.token().expose()));
        Self { http, base: polar.base_url(), authorization, version: "2026-04" }
    }

    /// Asks, and reads the whole answer.
    pub async fn try_get(&self, path_and_query: &str) -> reqwest::Result<Reply> {
        let mut request = self.http.get(format!("{}{path_and_query}", self.base)).header("Polar-Version", self.version);
        if let Some(authorization) = &self.authorization {
            request = request.header(AUTHORIZATION, authorization);
        }
        let response = request.send().await?;
        let status = response.status().as_u16();
        let named = |(name, value): (&reqwest::header::HeaderName, &reqwest::header::HeaderValue)| {
            (name.to_string(), value.to_str().unwrap_or_default().to_owned())
        };
        let headers = response.headers().iter().map(named).collect();
        Ok(Reply { status, headers, body: response.bytes().await?.to_vec() })
    }

    /// Asks a server that answers.
    pub async fn get(&self, path_and_query: &str) -> Reply {
        self.try_get(path_and_query).await.unwrap()
    }

    /// All rows of a list, page by page.
    pub async fn walk(&self, list: &str) -> Vec<Value> {
        let mut rows = Vec::new();
        loop {
            let page = rows.len() / 100 + 1;
            let reply = self.get(&format!("{list}?limit=100&page={page}")).await.json();
            let items = reply["items"].as_array().unwrap();
            rows.extend(items.iter().cloned());
            if items.len() < 100 {
                assert_eq!(reply["pagination"]["total_count"], rows.len());
                return rows;
            }
        }
    }
}

impl Reply {
    /// The body as JSON; `null` when it is none.
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_default()
    }
}

/// Reads one of the recorded facts; `None`, and a line that says so, when they are not at hand.
pub fn fact(name: &str) -> Option<Value> {
    let Some(folder) = std::env::var_os("REVONE_FACTS") else {
        println!("skipped: REVONE_FACTS names no folder with {name}");
        return None;
    };
    let text = std::fs::read_to_string(PathBuf::from(folder).join(name)).unwrap();
    Some(serde_json::from_str(&text).unwrap())
}
