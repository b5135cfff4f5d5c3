use std::time::Duration;

/// How long to wait before trying again: doubling, bounded, and spread so that many programs that lost the network at
/// one instant do not come back at one instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Backoff {
    first: Duration,
    longest: Duration,
    failures: u32,
}

impl Backoff {
    /// For a person who waits at a terminal.
    pub const ATTENDED: Self = Self::new(Duration::from_millis(400), Duration::from_secs(30));
    /// For a program that nobody is waiting for.
    pub const UNATTENDED: Self = Self::new(Duration::from_secs(5), Duration::from_secs(15 * 60));

    /// A back-off that starts at about `first` and never exceeds `longest`.
    pub const fn new(first: Duration, longest: Duration) -> Self {
        Self { first, longest, failures: 0 }
    }

    /// Notes a failure and says how long to wait now. `chance` is a random number; the wait is between half and the
    /// whole of the doubled time.
    pub fn failed(&mut self, chance: u32) -> Duration {
        let whole = self.first.saturating_mul(1_u32 << self.failures.min(20)).min(self.longest);
        self.failures = self.failures.saturating_add(1);
        let half = whole / 2;
        half + half.saturating_mul(chance % 1024) / 1024
    }

    /// Notes a success: the next failure waits as the first.
    pub fn succeeded(&mut self) {
        self.failures = 0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_wait_lies_between_half_and_the_whole_of_the_doubled_time(failures in 0..60u32, chance: u32) {
            let mut backoff = Backoff::UNATTENDED;
            for _ in 0..failures {
                backoff.failed(0);
            }
            let whole = (5_u64 << failures.min(20)).min(900);
            let wait = backoff.failed(chance);
            prop_assert!(wait >= Duration::from_secs(whole) / 2);
            prop_assert!(wait <= Duration::from_secs(whole));
        }
    }

    #[test]
    fn a_person_waits_less_than_a_second_for_the_second_try() {
        assert!(Backoff::ATTENDED.clone().failed(u32::MAX) < Duration::from_secs(1));
    }

    #[test]
    fn a_success_forgets_the_failures() {
        let mut backoff = Backoff::UNATTENDED;
        (0..5).for_each(|_| {
            backoff.failed(0);
        });
        backoff.succeeded();
        assert_eq!(backoff, Backoff::UNATTENDED);
    }
}
