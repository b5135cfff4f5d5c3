//! The server: what it is asked, what it answers, how it misbehaves when told to, and its one owner.

mod answer;
mod asked;
mod behaviour;
mod body;
mod door;
mod fake;
mod faults;
mod limit;
mod lists;
mod refusal;
mod rewrite;
mod routes;
mod state;

pub use behaviour::{Behaviour, Fault, FaultRule, Then};
pub use fake::FakePolar;
pub use rewrite::Rewrite;
pub use state::{Grant, Seen, State};

#[cfg(test)]
mod tests;
