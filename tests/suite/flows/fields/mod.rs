//! Every field of every kind of row, missing, null, of a wrong type and of a wrong value in turn: first to the readers, then
//! through the socket into a ledger. What is to come of each is derived from the tables in [`fates`].
//!
//! The quick part plays every missing field and a sample of the rest; with `REVONE_SOAK` in the environment all of it.

mod edges;
mod envelope;
mod fates;
mod foreign;
mod ledger;
mod paths;
mod readers;
mod wrongs;

use std::thread;

use fates::{Kind, TABLES};

/// Whether all is played, and not a sample.
fn soaking() -> bool {
    std::env::var_os("REVONE_SOAK").is_some()
}

/// One play in so many is in the sample of the quick part; all of them with `REVONE_SOAK`.
fn sampled(chance: &mut fastrand::Rng, one_in: usize) -> bool {
    soaking() || chance.usize(..one_in) == 0
}

#[test]
fn every_field_missing_or_wrong_in_turn() {
    let count = |plays: Vec<usize>| -> usize { plays.into_iter().sum() };
    let (orders, others) = thread::scope(|scope| {
        let orders = scope.spawn(|| ledger::play(Kind::Order));
        let others = scope.spawn(|| {
            let read: Vec<usize> = TABLES.iter().map(readers::play).collect();
            count(read) + ledger::play(Kind::Subscription) + ledger::play(Kind::Organization) + envelope::play()
        });
        (orders.join().unwrap(), others.join().unwrap())
    });
    let played = orders + others;
    // A play that is not survived ends the test.
    println!("reliability: fields: {played} fields missing or wrong in turn, survived {played} of {played}");
    assert!(played > 1_000, "only {played} were played");
}
