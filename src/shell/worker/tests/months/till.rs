//! What the shop sells, planned before anything is played.

use jiff::{SignedDuration, Timestamp};

/// A sale.
#[derive(Clone, Copy, Debug)]
pub struct Sale {
    /// When, by Polar's clock.
    pub at: Timestamp,
    /// How much, in cents.
    pub cents: i64,
}

/// The sales of a shop: those that have been made, and those that are planned.
pub struct Till {
    planned: Vec<Sale>,
    /// What was sold so far, oldest first.
    pub sold: Vec<Sale>,
}

impl Till {
    /// A plan of `a_day` sales on average from one instant to another, by a seed.
    pub fn planned(seed: u64, (from, to): (Timestamp, Timestamp), a_day: i64) -> Self {
        let mut chance = fastrand::Rng::with_seed(seed);
        let mut at = from;
        let mut planned = Vec::new();
        loop {
            // Half of them come soon after the one before, as sales do.
            let most = if chance.bool() { 3_600 } else { 4 * 86_400 / a_day };
            at += SignedDuration::from_millis(chance.i64(1..most * 1_000));
            if at >= to {
                break;
            }
            planned.push(Sale { at, cents: 100 * chance.i64(1..20) });
        }
        planned.reverse();
        Self { planned, sold: Vec::new() }
    }

    /// The next planned sale that has been made by now.
    pub fn sells(&mut self, now: Timestamp) -> Option<Sale> {
        self.planned.last().filter(|sale| sale.at <= now)?;
        self.planned.pop()
    }
}
