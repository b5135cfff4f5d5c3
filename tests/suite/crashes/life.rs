//! One life of a command after another, each killed at a moment of its own.

use std::time::Instant;

use revone::demo::FakePolar;

use super::moment::{Chance, Length};
use crate::running::{Ended, Run};

/// Commands of one kind, and how long the last one lasted that nobody killed.
pub struct Lives {
    length: Length,
    /// How many were killed.
    pub killed: usize,
}

impl Lives {
    /// Measures one that is not killed.
    pub async fn like(run: Run, polar: &FakePolar) -> (Self, Ended) {
        polar.forget_requests();
        let begun = Instant::now();
        let ended = run.start().ended().await;
        let length = Length { took: begun.elapsed(), requests: polar.requests().len() };
        (Self { length, killed: 0 }, ended)
    }

    /// Of a length that was measured otherwise.
    pub fn lasting(length: Length) -> Self {
        Self { length, killed: 0 }
    }

    /// Starts one and kills it at a moment; it may have been quicker.
    pub async fn one(&mut self, run: Run, polar: &FakePolar, chance: &mut Chance) -> Ended {
        polar.forget_requests();
        let begun = Instant::now();
        let moment = chance.moment(self.length);
        let ended = moment.kills(run.start(), polar).await;
        if ended.signal == Some(9) {
            self.killed += 1;
        } else {
            // Its next moments are drawn from a shorter life.
            let took = begun.elapsed().min(self.length.took) * 9 / 10;
            self.length = Length { took, requests: polar.requests().len() };
        }
        ended
    }
}
