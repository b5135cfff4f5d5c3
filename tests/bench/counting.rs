use std::cell::Cell;

use revone::polar::{Request, Response, Trouble};
use revone::sync::Transport;

/// A transport that counts what goes through another.
pub struct Counting<'a, T> {
    transport: &'a T,
    requests: Cell<u64>,
    bytes: Cell<u64>,
}

/// What went through since the last look.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Traffic {
    pub requests: u64,
    /// Of the answers' bodies, without compression.
    pub bytes: u64,
}

impl<'a, T> Counting<'a, T> {
    pub fn new(transport: &'a T) -> Self {
        Self { transport, requests: Cell::new(0), bytes: Cell::new(0) }
    }

    pub fn take(&self) -> Traffic {
        Traffic { requests: self.requests.take(), bytes: self.bytes.take() }
    }
}

impl<T: Transport> Transport for Counting<'_, T> {
    async fn send(&self, request: &Request) -> Result<Response, Trouble> {
        let response = self.transport.send(request).await?;
        self.requests.set(self.requests.get() + 1);
        self.bytes.set(self.bytes.get() + response.body.len() as u64);
        Ok(response)
    }
}
