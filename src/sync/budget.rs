use std::time::Duration;

use jiff::{SignedDuration, Timestamp};

use crate::domain::Environment;

/// How many requests may be sent: a bucket that refills evenly. Polar counts all tokens of an organization together (500 a
/// minute in production, 100 in the sandbox), so most of it belongs to the owner's own website.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Budget {
    per_minute: u32,
    /// Thousandths of a request.
    left: i64,
    filled_at: Option<Timestamp>,
}

const POLLING: u32 = 60;
const DOWNLOADING: u32 = 200;

impl Budget {
    /// The budget of ordinary polling.
    pub const fn polling() -> Self {
        Self::per_minute(POLLING)
    }

    /// The budget of a first download.
    pub const fn downloading(environment: Environment) -> Self {
        match environment {
            Environment::Production => Self::per_minute(DOWNLOADING),
            Environment::Sandbox => Self::per_minute(POLLING),
        }
    }

    const fn per_minute(per_minute: u32) -> Self {
        Self { per_minute, left: per_minute as i64 * 1000, filled_at: None }
    }

    /// Takes one request out of the bucket, or says how long to wait for it.
    ///
    /// # Errors
    /// The time until there is one.
    pub fn take(&mut self, now: Timestamp) -> Result<(), Duration> {
        let whole = i64::from(self.per_minute) * 1000;
        // A clock that was set back refills nothing and costs nothing.
        let since = self.filled_at.map_or(SignedDuration::ZERO, |at| now.duration_since(at)).max(SignedDuration::ZERO);
        let refill = since.as_millis().saturating_mul(i128::from(self.per_minute)) / 60;
        self.left = i64::try_from(refill).unwrap_or(whole).saturating_add(self.left).min(whole);
        self.filled_at = Some(now);
        if self.left >= 1000 {
            self.left -= 1000;
            return Ok(());
        }
        let missing = u64::try_from(1000 - self.left).unwrap_or(0);
        Err(Duration::from_millis(missing.saturating_mul(60).div_ceil(u64::from(self.per_minute.max(1)))))
    }

    /// Polar said that it was too much: half of it from now on, and never less than one in six seconds.
    pub fn halve(&mut self) {
        self.per_minute = (self.per_minute / 2).max(10);
        self.left = self.left.min(i64::from(self.per_minute) * 1000);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(milliseconds: i64) -> Timestamp {
        Timestamp::from_millisecond(1_790_000_000_000 + milliseconds).unwrap()
    }

    #[test]
    fn a_small_shop_is_downloaded_at_full_speed_and_a_large_one_at_the_rate() {
        let mut budget = Budget::downloading(Environment::Production);
        assert!((0..200).all(|_| budget.take(at(0)).is_ok()));
        let wait = budget.take(at(0)).unwrap_err();
        assert_eq!(wait, Duration::from_millis(300));
        assert!(budget.take(at(300)).is_ok());
        assert!(budget.take(at(301)).is_err());
    }

    #[test]
    fn a_minute_never_brings_more_than_the_bucket_and_the_rate() {
        let mut budget = Budget::polling();
        let taken = (0..60_000).step_by(10).filter(|now| budget.take(at(*now)).is_ok()).count();
        assert_eq!(taken, 60 + 59);
    }

    #[test]
    fn a_clock_set_back_neither_refills_nor_locks() {
        let mut budget = Budget::polling();
        assert!((0..60).all(|_| budget.take(at(0)).is_ok()));
        assert!(budget.take(at(-3_600_000)).is_err());
        assert!(budget.take(at(-3_600_000 + 1000)).is_ok());
    }

    #[test]
    fn too_many_requests_halve_it() {
        let mut budget = Budget::polling();
        budget.halve();
        assert!((0..30).all(|_| budget.take(at(0)).is_ok()), "after the pause that Polar asked for, its window is new");
        assert_eq!(budget.take(at(0)), Err(Duration::from_secs(2)));
    }
}
