use std::time::Duration;

use jiff::Timestamp;

use super::rewrite::Rewrite;
use crate::polar::Scope;

/// How the server behaves.
#[derive(Clone, Debug)]
pub struct Behaviour {
    /// What goes wrong, and for which requests; the first rule that fits a request is applied to it.
    pub faults: Vec<FaultRule>,
    /// Date filters are unknown parameters, and so ignored, as before July 2026.
    pub ignore_date_filters: bool,
    /// What tokens may do at most; a token's own scopes narrow it further.
    pub scopes: Vec<Scope>,
    /// This is the sandbox: `X-Polar-Sandbox: 1` on every answer.
    pub sandbox: bool,
    /// Requests in a fixed window of 60 seconds; the next one is answered 429.
    pub requests_per_minute: Option<u32>,
    /// The time by which the server goes in its `Date` headers and its windows of 60 seconds; the machine's when absent.
    pub clock: Option<Timestamp>,
}

impl Default for Behaviour {
    fn default() -> Self {
        Self {
            faults: Vec::new(),
            ignore_date_filters: false,
            scopes: Scope::ALL.to_vec(),
            sandbox: false,
            requests_per_minute: None,
            clock: None,
        }
    }
}

/// Something that goes wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// An answer of this status, with the body that Polar sends with it.
    Status(u16),
    /// 429, with this `Retry-After` or none.
    RateLimited {
        /// The header's value.
        retry_after: Option<String>,
    },
    /// 401, as for a token that was revoked.
    Unauthorized,
    /// 200 with a page of HTML: a captive portal.
    Html,
    /// The right answer, cut in the middle.
    CutBody,
    /// 200 and a body that never ends.
    EndlessBody,
    /// The right answer, sixteen bytes at a time with this pause between.
    SlowDrip(Duration),
    /// The connection ends without an answer.
    CloseConnection,
    /// The right answer, but the first row's amounts are words and its id a number.
    WrongTypes,
    /// The right status and headers, with another body.
    Rewritten(Rewrite),
    /// 302 to this address.
    Redirect(String),
    /// The right answer, this much later.
    Delay(Duration),
    /// Exactly this.
    Answer {
        /// The status.
        status: u16,
        /// The `Content-Type`.
        content_type: String,
        /// The body.
        body: Vec<u8>,
    },
    /// The first page whichever is asked for, and the word that billions more follow.
    NeverEnds,
    /// The right rows, and these words about how many there are.
    Pages {
        /// How many rows all pages have, it says.
        total_count: u64,
        /// How many pages there are, it says.
        max_page: u64,
    },
    /// An interim answer of this status (RFC 9110 §15.2), and the right one after it.
    Interim(u16),
    /// These bytes in an answer's place, whatever they are.
    Wire {
        /// What is sent first.
        bytes: Vec<u8>,
        /// What becomes of the connection.
        then: Then,
    },
}

/// What becomes of a connection after bare bytes were sent on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Then {
    /// It ends.
    Close,
    /// It stays open, and nothing more comes.
    Hold,
    /// These bytes over and over.
    Repeat(Vec<u8>),
}

/// A fault and the requests that it happens to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FaultRule {
    /// What goes wrong.
    pub fault: Fault,
    /// Only requests whose path and query start with this.
    pub prefix: String,
    /// How many such requests pass unharmed first.
    pub after: u32,
    /// How many are hit then; `None` is all of them.
    pub times: Option<u32>,
}

impl Fault {
    /// Happens to the next request whose path starts with `prefix`.
    pub fn once(self, prefix: &str) -> FaultRule {
        self.times(1, prefix)
    }

    /// Happens to the next `times` requests whose path starts with `prefix`.
    pub fn times(self, times: u32, prefix: &str) -> FaultRule {
        FaultRule { fault: self, prefix: prefix.to_owned(), after: 0, times: Some(times) }
    }

    /// Happens to every request whose path starts with `prefix`.
    pub fn always(self, prefix: &str) -> FaultRule {
        FaultRule { fault: self, prefix: prefix.to_owned(), after: 0, times: None }
    }
}

impl FaultRule {
    /// Lets `requests` pass first.
    pub fn after(self, requests: u32) -> Self {
        Self { after: requests, ..self }
    }
}

impl Behaviour {
    /// The fault that happens to a request, counted off.
    pub(super) fn take_fault(&mut self, path_and_query: &str) -> Option<Fault> {
        let place =
            self.faults.iter().position(|rule| path_and_query.starts_with(&rule.prefix) && rule.times != Some(0))?;
        let rule = self.faults.get_mut(place)?;
        if rule.after > 0 {
            rule.after -= 1;
            return None;
        }
        rule.times = rule.times.map(|times| times.saturating_sub(1));
        let fault = rule.fault.clone();
        if rule.times == Some(0) {
            self.faults.remove(place);
        }
        Some(fault)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_hits_its_paths_as_often_as_it_was_told() {
        let faults = vec![Fault::Status(502).times(2, "/v1/orders/").after(1), Fault::Html.always("/v1/org")];
        let mut behaviour = Behaviour { faults, ..Behaviour::default() };
        let orders: Vec<_> = (0..4).map(|_| behaviour.take_fault("/v1/orders/?page=1")).collect();
        assert_eq!(orders, [None, Some(Fault::Status(502)), Some(Fault::Status(502)), None]);
        assert_eq!(behaviour.take_fault("/v1/organizations/"), Some(Fault::Html));
        assert_eq!(behaviour.take_fault("/v1/subscriptions/"), None);
    }
}
