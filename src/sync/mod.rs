//! Keeping the ledger equal to Polar with polite use of its API: `schedule` says when, `plan` says what to ask next,
//! `refresh` does it through a port. No clock and no randomness: both are arguments.

mod backoff;
mod bookkeeping;
mod budget;
pub mod connect;
mod doubt;
mod pages;
mod patience;
mod plan;
mod refresh;
mod rota;
mod rows;
mod schedule;
mod slice;
mod taken;
mod task;
mod unfinished;
mod unsettled;
mod walk;

pub use crate::store::LedgerError;
pub use backoff::Backoff;
pub use budget::Budget;
pub use patience::wait_before_retry;
pub use plan::{Session, beginning};
pub use refresh::{Fault, History, Outcome, Transport, step};
pub use rota::{Turn, due};
pub use schedule::{Schedule, Wait};
pub use unfinished::Unfinished;
