use serde::Serialize;

/// An answer before it is sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Answer {
    pub status: u16,
    pub headers: Vec<(&'static str, String)>,
    pub body: Vec<u8>,
}

impl Answer {
    /// An answer without a body.
    pub fn empty(status: u16) -> Self {
        Self { status, headers: Vec::new(), body: Vec::new() }
    }

    /// A JSON answer. What cannot be written as JSON becomes the server fault that it would be at Polar.
    pub fn json(status: u16, body: &impl Serialize) -> Self {
        match serde_json::to_vec(body) {
            Ok(body) => Self { body, ..Self::empty(status) }.with("content-type", "application/json"),
            Err(_) => Self::broken(500),
        }
    }

    /// A server fault: plain text, and none of the usual headers.
    pub fn broken(status: u16) -> Self {
        Self { body: b"Internal Server Error".to_vec(), ..Self::empty(status) }
            .with("content-type", "text/plain; charset=utf-8")
    }

    /// With one more header.
    pub fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }

    /// As it goes over the wire.
    pub fn as_bytes(&self) -> Vec<u8> {
        let mut bytes =
            format!("HTTP/1.1 {} Answer\r\ncontent-length: {}\r\n", self.status, self.body.len()).into_bytes();
        for (name, value) in &self.headers {
            bytes.extend_from_slice(format!("{name}: {value}\r\n").as_bytes());
        }
        bytes.extend_from_slice(b"\r\n");
        bytes.extend_from_slice(&self.body);
        bytes
    }
}
