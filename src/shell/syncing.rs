//! A refresh that somebody waits for.

use std::time::Duration;

use jiff::Timestamp;

use super::account::{self, NoAccount};
use super::{Account, World, clock};
use crate::app;
use crate::polar::Trouble;
use crate::store::Ledger;
use crate::sync::{Backoff, Budget, Fault, Outcome, Session, step, wait_before_retry};

/// How long a run that is waited for in full goes on without a single answer before it gives up.
pub const IN_FULL: Duration = Duration::from_secs(5 * 60);

/// Opens the account; passing troubles are retried for as long as `patience` lasts.
///
/// # Errors
/// Why there is no account.
pub async fn open(
    world: &World,
    ledger: &mut Ledger,
    wanted: Option<&str>,
    patience: Duration,
) -> Result<Account, NoAccount> {
    let mut patience = Patience::new(patience, clock::now());
    loop {
        match account::open(world, ledger, wanted, clock::now()).await {
            Err(NoAccount::Trouble(app::Trouble::Polar(trouble))) => {
                let Some(wait) = patience.wait_after(&trouble, clock::now(), clock::chance()) else {
                    return Err(NoAccount::Trouble(app::Trouble::Polar(trouble)));
                };
                tokio::time::sleep(wait).await;
            }
            opened => return opened,
        }
    }
}

/// Works a session off while somebody waits for it: passing troubles are retried, and everything that came is kept.
///
/// # Errors
/// The first trouble that waiting does not cure, or the last when `patience` passed without an answer.
pub async fn run(
    session: &mut Session,
    account: &Account,
    ledger: &mut Ledger,
    patience: Duration,
    mut observe: impl FnMut(&Ledger, Outcome),
) -> Result<(), Fault> {
    let organization = &account.organization;
    let mut budget = Budget::downloading(organization.environment);
    let mut patience = Patience::new(patience, clock::now());
    loop {
        while let Err(wait) = budget.take(clock::now()) {
            tokio::time::sleep(wait).await;
        }
        let asked = step(session, ledger, &account.http, organization.id, organization.environment, clock::now());
        let trouble = match asked.await {
            Ok(None) => return Ok(()),
            Ok(Some(outcome)) => {
                patience.answered(clock::now());
                observe(ledger, outcome);
                continue;
            }
            Err(Fault::Polar(trouble)) => trouble,
            Err(fault) => return Err(fault),
        };
        if matches!(trouble, Trouble::RateLimited(_)) {
            budget.halve(clock::now());
        }
        let Some(wait) = patience.wait_after(&trouble, clock::now(), clock::chance()) else {
            return Err(trouble.into());
        };
        tokio::time::sleep(wait).await;
    }
}

/// How long somebody goes on waiting.
struct Patience {
    longest: Duration,
    backoff: Backoff,
    /// When something last came.
    since: Timestamp,
    answered: bool,
}

impl Patience {
    const fn new(longest: Duration, now: Timestamp) -> Self {
        Self { longest, backoff: Backoff::ATTENDED, since: now, answered: false }
    }

    fn answered(&mut self, now: Timestamp) {
        self.backoff.succeeded();
        (self.since, self.answered) = (now, true);
    }

    /// How long to wait before the next try; `None` to give up. Who is offline from the start wants to be told at once.
    fn wait_after(&mut self, trouble: &Trouble, now: Timestamp, chance: u32) -> Option<Duration> {
        if *trouble == Trouble::Offline && !self.answered {
            return None;
        }
        let wait = wait_before_retry(trouble, self.backoff.failed(chance))?;
        // A clock that was set back in between makes nobody wait longer than twice.
        let waited = Duration::try_from(now.duration_since(self.since)).unwrap_or(wait);
        (waited.saturating_add(wait) <= self.longest).then_some(wait)
    }
}

#[cfg(test)]
mod tests {
    use jiff::SignedDuration;

    use super::*;

    fn at(seconds: i64) -> Timestamp {
        Timestamp::UNIX_EPOCH + SignedDuration::from_secs(seconds)
    }

    #[test]
    fn five_minutes_without_an_answer_are_enough_and_each_answer_begins_them_anew() {
        let mut patience = Patience::new(IN_FULL, at(0));
        assert!(patience.wait_after(&Trouble::Timeout, at(30), 0).is_some());
        assert!(patience.wait_after(&Trouble::Timeout, at(299), 0).is_some());
        assert_eq!(patience.wait_after(&Trouble::Timeout, at(301), 0), None);
        patience.answered(at(301));
        assert!(patience.wait_after(&Trouble::Timeout, at(331), 0).is_some());
    }

    #[test]
    fn a_pause_that_polar_asks_for_is_waited_for_in_full_or_not_at_all() {
        let limited = |seconds| Trouble::RateLimited(Some(Duration::from_secs(seconds)));
        let mut patience = Patience::new(IN_FULL, at(0));
        assert_eq!(patience.wait_after(&limited(60), at(1), 0), Some(Duration::from_secs(60)));
        assert_eq!(patience.wait_after(&limited(3600), at(61), 0), None);
        let mut glance = Patience::new(Duration::from_secs(10), at(0));
        assert_eq!(glance.wait_after(&limited(60), at(1), 0), None, "who only glances is told at once");
    }

    #[test]
    fn who_is_offline_is_told_at_once_and_who_loses_the_network_midway_waits() {
        let mut patience = Patience::new(IN_FULL, at(0));
        assert_eq!(patience.wait_after(&Trouble::Offline, at(0), 0), None);
        patience.answered(at(0));
        assert!(patience.wait_after(&Trouble::Offline, at(0), 0).is_some());
    }
}
