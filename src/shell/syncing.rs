//! A refresh that somebody waits for.

use std::time::Duration;

use super::{Account, clock};
use crate::polar::Trouble;
use crate::store::Ledger;
use crate::sync::{Backoff, Budget, Fault, Outcome, Session, step, wait_before_retry};

/// How long a run goes on without a single answer before it gives up.
const PATIENCE: Duration = Duration::from_secs(5 * 60);

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
    let mut backoff = Backoff::ATTENDED;
    let (mut waited, mut answered) = (Duration::ZERO, false);
    loop {
        while let Err(wait) = budget.take(clock::now()) {
            tokio::time::sleep(wait).await;
        }
        let asked = step(session, ledger, &account.http, organization.id, organization.environment, clock::now());
        let trouble = match asked.await {
            Ok(None) => return Ok(()),
            Ok(Some(outcome)) => {
                backoff.succeeded();
                (waited, answered) = (Duration::ZERO, true);
                observe(ledger, outcome);
                continue;
            }
            Err(Fault::Polar(trouble)) => trouble,
            Err(fault) => return Err(fault),
        };
        if matches!(trouble, Trouble::RateLimited(_)) {
            budget.halve();
        }
        let wait = wait_before_retry(&trouble, backoff.failed(clock::chance()));
        // Who is offline from the start wants to be told at once.
        let hopeless = trouble == Trouble::Offline && !answered;
        match wait {
            Some(wait) if !hopeless && waited + wait <= PATIENCE => {
                waited += wait;
                tokio::time::sleep(wait).await;
            }
            _ => return Err(trouble.into()),
        }
    }
}
