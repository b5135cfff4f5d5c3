//! When a process is killed.

use std::time::Duration;

use revone::demo::FakePolar;

use crate::running::{Ended, Started};

/// What is drawn by chance, from a seed that stands in a failure's output.
pub struct Chance(fastrand::Rng);

impl Chance {
    /// Begins with the seed of `REVONE_SEED`, or a new one.
    pub fn of(group: &str) -> Self {
        let given = std::env::var("REVONE_SEED").ok().and_then(|seed| seed.parse().ok());
        let seed = given.unwrap_or_else(|| fastrand::u64(..));
        println!("{group}: REVONE_SEED={seed} plays these moments again");
        Self(fastrand::Rng::with_seed(seed))
    }

    /// A number below `end`, which is not 0.
    pub fn below(&mut self, end: usize) -> usize {
        self.0.usize(..end)
    }

    /// A moment of something that lasts so long and asks so much.
    pub fn moment(&mut self, of: Length) -> Moment {
        if self.0.bool() && of.requests > 0 {
            let page = of.took / u32::try_from(of.requests).unwrap();
            Moment { request: self.0.usize(1..=of.requests), later: self.part(page) }
        } else {
            Moment { request: 0, later: self.part(of.took) }
        }
    }

    fn part(&mut self, of: Duration) -> Duration {
        Duration::from_micros(self.0.u64(..=u64::try_from(of.as_micros()).unwrap()))
    }
}

/// How long something lasts that nobody kills, and how many requests it takes.
#[derive(Clone, Copy, Debug)]
pub struct Length {
    pub took: Duration,
    pub requests: usize,
}

/// So long after the fake Polar has had so many requests. A request hits the middle of a page however slow the machine is.
#[derive(Clone, Copy, Debug)]
pub struct Moment {
    request: usize,
    later: Duration,
}

impl Moment {
    /// Waits for the moment and kills. The program may have ended before, as its signal tells.
    pub async fn kills(self, mut program: Started, polar: &FakePolar) -> Ended {
        self.comes(&mut program, polar).await;
        program.kill()
    }

    /// Waits for the moment. Requests count from when they were last forgotten.
    pub async fn comes(self, program: &mut Started, polar: &FakePolar) {
        while polar.requests().len() < self.request && program.is_running() {
            tokio::time::sleep(Duration::from_micros(300)).await;
        }
        // The rest is a matter of time: nothing is waited for that could be looked at.
        tokio::time::sleep(self.later).await;
    }
}
