//! Waiting for something that another process does. Where no signal tells, the condition is looked at again after a
//! moment, and there is always a deadline.

use std::time::{Duration, Instant};

/// How long anything may take before a test gives up; far longer than it ever takes, so that a busy machine fails nothing.
pub const DEADLINE: Duration = Duration::from_secs(30);

/// How soon a condition is looked at again.
pub const AGAIN: Duration = Duration::from_millis(15);

/// Waits until `attempt` succeeds and gives what it gave. What it saw last stands in the failure's sentence.
pub async fn until<T>(what: &str, mut attempt: impl AsyncFnMut() -> Result<T, String>) -> T {
    let started = Instant::now();
    loop {
        match attempt().await {
            Ok(found) => return found,
            Err(seen) if started.elapsed() > DEADLINE => {
                panic!("{what} did not come about within {DEADLINE:?}: {seen}")
            }
            Err(_) => tokio::time::sleep(AGAIN).await,
        }
    }
}
