use std::time::Duration;

/// A permission that an access token may carry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scope {
    /// Reading orders.
    Orders,
    /// Reading subscriptions.
    Subscriptions,
    /// Reading the organization.
    Organizations,
}

impl Scope {
    /// Every scope that the program needs, in the order in which Polar's page lists them.
    pub const ALL: [Self; 3] = [Self::Orders, Self::Organizations, Self::Subscriptions];

    /// The scope as Polar writes it.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Orders => "orders:read",
            Self::Subscriptions => "subscriptions:read",
            Self::Organizations => "organizations:read",
        }
    }
}

/// Why Polar could not be used; a variant exists because a caller acts on it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Trouble {
    /// The token is missing, wrong, expired, revoked, or of the other environment; Polar does not tell which.
    #[error("the token was rejected")]
    Unauthorized,
    /// The token lacks a scope: the one that Polar named, if it named one that the program knows.
    #[error("the token lacks a scope")]
    MissingScope(Option<Scope>),
    /// There is no such thing, or it is another organization's; also the answer to an API version that Polar has dropped.
    #[error("not found")]
    NotFound,
    /// Any other refusal: the request itself is at fault.
    #[error("refused with status {0}")]
    Refused(u16),
    /// Too many requests; wait this long when Polar says how long.
    #[error("too many requests")]
    RateLimited(Option<Duration>),
    /// A fault of the server.
    #[error("server fault {0}")]
    Server(u16),
    /// A redirect, which is never followed with the token.
    #[error("redirected")]
    Redirected,
    /// The answer is not what Polar's API gives.
    #[error("unreadable at {path}: {reason}")]
    Malformed {
        /// Where in the answer.
        path: String,
        /// What is wrong there.
        reason: String,
    },
    /// The answer is larger than any that Polar gives.
    #[error("the answer is too large")]
    TooLarge,
    /// An answer that is no JSON at all: a captive portal or a proxy spoke in Polar's place.
    #[error("not Polar's answer")]
    NotPolar,
    /// The answer ended early.
    #[error("the answer was cut")]
    Cut,
    /// Polar could not be reached.
    #[error("offline")]
    Offline,
    /// No answer in time.
    #[error("no answer in time")]
    Timeout,
    /// The connection could not be secured: a wrong certificate, or no certificates on this machine to check it with.
    #[error("the connection is not secure")]
    Tls,
}
