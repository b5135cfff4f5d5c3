use std::fmt;

use jiff::Timestamp;
use jiff::fmt::rfc2822::DateTimeParser;

/// An answer as the transport received it: nothing in it has been judged yet.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Response {
    /// The status.
    pub status: u16,
    /// The header `Retry-After`, as it came.
    pub retry_after: Option<String>,
    /// The header `WWW-Authenticate`, as it came: the only place where Polar names a missing scope.
    pub www_authenticate: Option<String>,
    /// The header `Content-Type`, as it came.
    pub content_type: Option<String>,
    /// The header `Date`, as it came: the server's clock, to which a `Retry-After` date is relative.
    pub date: Option<String>,
    /// Polar's sandbox answered (`X-Polar-Sandbox: 1`).
    pub sandbox: bool,
    /// The body, decompressed.
    pub body: Vec<u8>,
}

impl Response {
    /// The server's clock when it answered, by the header `Date`.
    pub fn served_at(&self) -> Option<Timestamp> {
        self.date.as_deref().and_then(http_date)
    }
}

/// HTTP's preferred date is RFC 2822's with `GMT`.
pub(super) fn http_date(value: &str) -> Option<Timestamp> {
    static PARSER: DateTimeParser = DateTimeParser::new().relaxed_weekday(true);
    PARSER.parse_timestamp(value.trim()).ok()
}

/// Prints no body: it holds names and addresses of customers.
impl fmt::Debug for Response {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Response")
            .field("status", &self.status)
            .field("content_type", &self.content_type)
            .field("bytes", &self.body.len())
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_prints_nothing_of_its_customers() {
        let response = Response { status: 200, body: b"Ada Example".to_vec(), ..Response::default() };
        let printed = format!("{response:?}");
        assert!(printed.contains("200") && !printed.contains("Ada") && !printed.contains("65, 100"), "{printed}");
    }
}
