use jiff::Timestamp;

use crate::polar::{self, Scope};
use crate::sync::{Fault, History, LedgerError};

/// Why the figures are not fresh; each variant has its own words and its own cure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// Polar could not be used.
    Polar(polar::Trouble),
    /// The token in use is rejected; nothing is asked until it changes.
    TokenRejected,
    /// The token lacks a scope; nothing is asked until it changes.
    MissingScope(Option<Scope>),
    /// The organization is no longer listed for this token.
    OrganizationGone,
    /// The system's store of secrets is locked.
    KeychainLocked,
    /// The store of secrets may not ask anybody now: nobody is logged in at the screen. It ends by itself.
    KeychainNotNow,
    /// The owner or the system refused access to the token.
    KeychainRefused,
    /// There is no store of secrets (on Linux: no Secret Service on the session bus).
    KeychainMissing,
    /// The token is not in the store although the ledger says that it was connected.
    TokenMissing,
    /// The ledger could not be written; the reason in words.
    LedgerUnwritable(String),
    /// A part of the ledger cannot be read: it is moved aside and read again from Polar, at once or where that has happened
    /// lately after a while.
    LedgerDamaged,
    /// The ledger was written by a newer version.
    LedgerNewer,
    /// A broken ledger was moved aside and is being read again from Polar.
    LedgerReplaced,
    /// Something in the program went wrong, more than once; it tries again by itself.
    BrokeOff,
    /// `REVONE_API_URL`, the settings, or the machine's certificates are not usable; the sentence says why.
    Setup(String),
}

impl Trouble {
    /// Whether only the owner can end it, so that asking Polar again is pointless until something changes.
    pub fn needs_the_owner(&self) -> bool {
        !matches!(
            self,
            Self::Polar(_)
                | Self::KeychainNotNow
                | Self::LedgerDamaged
                | Self::LedgerReplaced
                | Self::LedgerUnwritable(_)
                | Self::BrokeOff
        )
    }
}

/// How the figures stand, beside the figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Nothing was ever read.
    Waiting,
    /// The last refresh succeeded.
    Fresh,
    /// The last refresh failed, or is long ago.
    Stale,
}

/// How far the first download is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// What is being downloaded: orders first, then subscriptions.
    pub of: History,
    /// Rows of it in the ledger.
    pub done: u64,
    /// Rows that Polar says there are; may grow while it runs.
    pub total: u64,
}

impl Progress {
    /// How far it is with `rows` of the list in the ledger and `left` still to be read, after `before`. Subscriptions are
    /// read as live ones first, so that what is left of their history may be known already: those are not counted twice.
    pub fn after(before: Option<Self>, of: History, rows: u64, left: u64) -> Self {
        let total = match of {
            History::Orders => rows.saturating_add(left),
            History::Subscriptions => {
                let before = before.filter(|before| before.of == of).map_or(0, |before| before.total);
                rows.max(left).max(before)
            }
        };
        Self { of, done: total.saturating_sub(left), total }
    }
}

/// The state of the figures. A failed refresh changes this and never a figure.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Health {
    /// What is wrong now.
    pub trouble: Option<Trouble>,
    /// When a refresh last succeeded.
    pub last_success: Option<Timestamp>,
    /// A refresh is running.
    pub refreshing: bool,
    /// The history is still downloading.
    pub download: Option<Progress>,
    /// Rows that Polar sent and that could not be read.
    pub rejected: Rejected,
}

/// Rows that Polar sent and that have not been read well since: the figures are without them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rejected {
    /// How many are known.
    pub rows: u64,
    /// Whether there may be more: only so many are kept.
    pub more: bool,
    /// Where in Polar's answer the last of them was.
    pub last: Option<String>,
}

impl Health {
    /// How the figures stand. They are stale when the last refresh failed, or succeeded more than `tolerance` before `now`.
    pub fn state(&self, now: Timestamp, tolerance: jiff::SignedDuration) -> State {
        match self.last_success {
            None => State::Waiting,
            Some(_) if self.trouble.is_some() => State::Stale,
            Some(_) if self.is_old(now, tolerance) => State::Stale,
            Some(_) => State::Fresh,
        }
    }

    /// Whether the last refresh that succeeded, if any, was more than `tolerance` before `now`.
    pub fn is_old(&self, now: Timestamp, tolerance: jiff::SignedDuration) -> bool {
        self.last_success.is_some_and(|at| now.duration_since(at) > tolerance)
    }
}

impl From<&Fault> for Trouble {
    fn from(fault: &Fault) -> Self {
        match fault {
            Fault::Polar(polar::Trouble::Unauthorized) => Self::TokenRejected,
            Fault::Polar(polar::Trouble::MissingScope(scope)) => Self::MissingScope(*scope),
            Fault::Polar(trouble) => Self::Polar(trouble.clone()),
            Fault::OrganizationGone => Self::OrganizationGone,
            Fault::Ledger(error) => error.into(),
        }
    }
}

impl From<&LedgerError> for Trouble {
    fn from(error: &LedgerError) -> Self {
        match error {
            LedgerError::Newer { .. } => Self::LedgerNewer,
            LedgerError::Broken(_) => Self::LedgerDamaged,
            other => Self::LedgerUnwritable(other.to_string()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_download_counts_nothing_twice_and_ends_with_everything() {
        // Rows in the ledger and rows left, as the answers come, and what is made of them.
        for (of, answers, expected) in [
            (History::Orders, &[(199, 281), (298, 182), (480, 0)][..], &[(199, 480), (298, 480), (480, 480)][..]),
            // All are live, and have been read as such.
            (History::Subscriptions, &[(230, 31), (230, 0)], &[(199, 230), (230, 230)]),
            // Most have ended.
            (
                History::Subscriptions,
                &[(330, 530), (430, 430), (630, 230), (630, 0)],
                &[(0, 530), (100, 530), (400, 630), (630, 630)],
            ),
        ] {
            let mut progress = Some(Progress { of: History::Orders, done: 9_000, total: 9_000 });
            for ((rows, left), (done, total)) in answers.iter().zip(expected) {
                let now = Progress::after(progress, of, *rows, *left);
                assert_eq!(now, Progress { of, done: *done, total: *total });
                progress = Some(now);
            }
        }
    }
}
