use hyper::header::{AUTHORIZATION, HOST, HeaderMap, USER_AGENT};

/// A request, without the connection that it came on.
#[derive(Clone)]
pub(super) struct Asked {
    pub method: String,
    pub path: String,
    pub query: Option<String>,
    pub host: String,
    pub user_agent: Option<String>,
    pub version: Option<String>,
    /// The `Authorization` header. Never printed and never kept.
    pub authorization: Option<String>,
    pub headers: Vec<String>,
}

impl Asked {
    /// Takes a request apart.
    pub fn of<B>(request: &hyper::Request<B>) -> Self {
        let headers = request.headers();
        Self {
            method: request.method().as_str().to_owned(),
            path: request.uri().path().to_owned(),
            query: request.uri().query().map(str::to_owned),
            host: text(headers, HOST.as_str()).unwrap_or_default(),
            user_agent: text(headers, USER_AGENT.as_str()),
            version: text(headers, "polar-version"),
            authorization: text(headers, AUTHORIZATION.as_str()),
            headers: headers.keys().map(|name| name.as_str().to_owned()).collect(),
        }
    }

    /// What the request asked for, as it stood in its first line.
    pub fn path_and_query(&self) -> String {
        match &self.query {
            Some(query) => format!("{}?{query}", self.path),
            None => self.path.clone(),
        }
    }

    /// The same for the first page of the whole list.
    pub fn for_the_first_page(&self) -> Self {
        let turns = |parameter: &&str| {
            let name = parameter.split('=').next();
            !matches!(name, Some("page" | "created_before" | "started_before"))
        };
        let query = self.query.as_deref().map(|query| query.split('&').filter(turns).collect::<Vec<_>>().join("&"));
        Self { query, ..self.clone() }
    }

    /// The token, when the scheme is `Bearer`.
    pub fn bearer(&self) -> Option<&str> {
        let (scheme, token) = self.authorization.as_deref()?.split_once(' ')?;
        scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
    }
}

fn text(headers: &HeaderMap, name: &str) -> Option<String> {
    headers.get(name).map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned())
}
