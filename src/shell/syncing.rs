//! A refresh that somebody waits for.

use std::time::Duration;

use super::account::{self, NoAccount};
use super::{Account, World, clock};
use crate::app;
use crate::polar::Trouble;
use crate::store::Ledger;
use crate::sync::{Backoff, Budget, Fault, Outcome, Session, step, wait_before_retry};

/// How long a run goes on without a single answer before it gives up.
const PATIENCE: Duration = Duration::from_secs(5 * 60);

/// Opens the account; passing troubles are retried.
///
/// # Errors
/// Why there is no account.
pub async fn open(world: &World, ledger: &mut Ledger, wanted: Option<&str>) -> Result<Account, NoAccount> {
    let mut patience = Patience::new();
    loop {
        match account::open(world, ledger, wanted, clock::now()).await {
            Err(NoAccount::Trouble(app::Trouble::Polar(trouble))) => {
                let Some(wait) = patience.wait_after(&trouble) else {
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
/// The first trouble that waiting does not cure, or the last of five minutes without an answer.
pub async fn run(
    session: &mut Session,
    account: &Account,
    ledger: &mut Ledger,
    mut observe: impl FnMut(&Ledger, Outcome),
) -> Result<(), Fault> {
    let organization = &account.organization;
    let mut budget = Budget::downloading(organization.environment);
    let mut patience = Patience::new();
    loop {
        while let Err(wait) = budget.take(clock::now()) {
            tokio::time::sleep(wait).await;
        }
        let asked = step(session, ledger, &account.http, organization.id, organization.environment, clock::now());
        let trouble = match asked.await {
            Ok(None) => return Ok(()),
            Ok(Some(outcome)) => {
                patience.answered();
                observe(ledger, outcome);
                continue;
            }
            Err(Fault::Polar(trouble)) => trouble,
            Err(fault) => return Err(fault),
        };
        if matches!(trouble, Trouble::RateLimited(_)) {
            budget.halve();
        }
        let Some(wait) = patience.wait_after(&trouble) else { return Err(trouble.into()) };
        tokio::time::sleep(wait).await;
    }
}

/// How long somebody goes on waiting.
struct Patience {
    backoff: Backoff,
    waited: Duration,
    answered: bool,
}

impl Patience {
    const fn new() -> Self {
        Self { backoff: Backoff::ATTENDED, waited: Duration::ZERO, answered: false }
    }

    fn answered(&mut self) {
        self.backoff.succeeded();
        (self.waited, self.answered) = (Duration::ZERO, true);
    }

    /// How long to wait before the next try; `None` to give up. Who is offline from the start wants to be told at once.
    fn wait_after(&mut self, trouble: &Trouble) -> Option<Duration> {
        if *trouble == Trouble::Offline && !self.answered {
            return None;
        }
        let wait = wait_before_retry(trouble, self.backoff.failed(clock::chance()))?;
        self.waited += wait;
        (self.waited <= PATIENCE).then_some(wait)
    }
}
