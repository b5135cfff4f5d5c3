use std::time::Duration;

use jiff::{SignedDuration, Timestamp};

use super::Backoff;
use super::patience::pause_asked_for;
use crate::polar::Trouble;

/// How often Polar is asked while the system says that there is no network.
const OFFLINE: SignedDuration = SignedDuration::from_mins(15);

/// When Polar is asked next, by wall time: a monotonic clock stands still while a computer sleeps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Schedule {
    interval: SignedDuration,
    due: Timestamp,
    not_before: Timestamp,
    backoff: Backoff,
    blocked: bool,
}

/// What the poller does now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wait {
    /// Ask Polar.
    Now,
    /// Look again after this long, which is never longer than [`Schedule::SLICE`].
    Sleep(Duration),
    /// Nothing, until the token changes or the owner asks.
    Blocked,
}

impl Schedule {
    /// The longest single wait: after it the wall clock is read again, so that a lid that was closed overnight is
    /// noticed within a minute even where no system event tells of it.
    pub const SLICE: Duration = Duration::from_secs(60);

    /// A schedule that is due at once.
    pub const fn new(interval: SignedDuration, now: Timestamp) -> Self {
        Self { interval, due: now, not_before: now, backoff: Backoff::UNATTENDED, blocked: false }
    }

    /// What to do at `now`.
    pub fn wait(&self, now: Timestamp) -> Wait {
        if self.blocked {
            return Wait::Blocked;
        }
        let longest = self.interval.max(SignedDuration::from_mins(15));
        let left = self.due.max(self.not_before).duration_since(now);
        // A wait longer than any that was ever set means that the clock was set back.
        if left <= SignedDuration::ZERO || left > longest.saturating_add(SignedDuration::from_hours(1)) {
            return Wait::Now;
        }
        Wait::Sleep(Duration::try_from(left).unwrap_or(Self::SLICE).min(Self::SLICE))
    }

    /// A refresh succeeded.
    pub fn succeeded(&mut self, now: Timestamp) {
        self.backoff.succeeded();
        self.blocked = false;
        self.due = later(now, self.interval);
        self.not_before = now;
    }

    /// A refresh failed. `chance` is a random number.
    pub fn failed(&mut self, trouble: &Trouble, now: Timestamp, chance: u32) {
        let backoff = self.backoff.failed(chance);
        match trouble {
            Trouble::Unauthorized => self.blocked = true,
            // Only the owner can add a scope; the token stays the same, so look again now and then.
            Trouble::MissingScope(_) => self.due = later(now, SignedDuration::from_mins(15)),
            Trouble::RateLimited(pause) => {
                let pause = pause_asked_for(*pause, backoff);
                let pause = SignedDuration::try_from(pause).unwrap_or(SignedDuration::from_mins(1));
                self.not_before = later(now, pause);
                self.due = self.not_before;
            }
            _ => self.due = later(now, SignedDuration::try_from(backoff).unwrap_or(self.interval)),
        }
    }

    /// The system says that there is no network. It has been wrong before: Polar is asked seldom rather than never.
    pub fn without_network(&mut self, now: Timestamp) {
        self.backoff.failed(0);
        self.due = later(now, OFFLINE);
    }

    /// Something on this computer has to rest until then, unless the owner asks.
    pub fn put_off(&mut self, until: Timestamp) {
        self.backoff.failed(0);
        self.due = until;
    }

    /// When Polar is asked next, if nobody asks before.
    pub fn due(&self) -> Timestamp {
        self.due.max(self.not_before)
    }

    /// Moves what is due on, so that it keeps `gap` from every one of `others`: whoever has several organizations has one of
    /// them asked about now and another in a while, not all at once.
    pub fn keep_apart(&mut self, others: impl IntoIterator<Item = Timestamp>, gap: SignedDuration) {
        let mut others: Vec<Timestamp> = others.into_iter().collect();
        others.sort_unstable();
        for other in others {
            if self.due.duration_since(other).abs() < gap {
                self.due = later(other, gap);
            }
        }
    }

    /// Whether the last refresh failed: nothing else is asked before one has succeeded.
    pub fn is_failing(&self) -> bool {
        self.blocked || self.backoff != Backoff::UNATTENDED
    }

    /// The token changed: whatever was wrong may be right now.
    pub fn token_changed(&mut self, now: Timestamp) {
        *self = Self::new(self.interval, now);
    }

    /// The owner asked, or the computer woke, or the network came back: due now, but never before Polar allows it.
    pub fn asked(&mut self, now: Timestamp) {
        self.blocked = false;
        self.due = now;
    }

    /// The clock was set back by so much: what is planned comes after the same time all the same, and what Polar has
    /// forbidden ends no sooner.
    pub fn set_back(&mut self, by: SignedDuration) {
        for at in [&mut self.due, &mut self.not_before] {
            *at = at.checked_sub(by).unwrap_or(Timestamp::MIN);
        }
    }

    /// Takes another interval from now on.
    pub fn set_interval(&mut self, interval: SignedDuration, now: Timestamp) {
        self.interval = interval;
        self.due = self.due.min(later(now, interval));
    }
}

fn later(now: Timestamp, by: SignedDuration) -> Timestamp {
    now.checked_add(by).unwrap_or(Timestamp::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    const MINUTE: SignedDuration = SignedDuration::from_mins(1);

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_second(1_790_000_000 + seconds).unwrap()
    }

    fn polled() -> Schedule {
        let mut schedule = Schedule::new(MINUTE, at(0));
        schedule.succeeded(at(0));
        schedule
    }

    #[test]
    fn the_first_look_is_at_once_and_the_next_after_the_interval() {
        assert_eq!(Schedule::new(MINUTE, at(0)).wait(at(0)), Wait::Now);
        assert_eq!(polled().wait(at(20)), Wait::Sleep(Duration::from_secs(40)));
        assert_eq!(polled().wait(at(60)), Wait::Now);
    }

    #[test]
    fn waits_are_cut_into_slices_of_wall_time() {
        let mut schedule = Schedule::new(SignedDuration::from_mins(30), at(0));
        schedule.succeeded(at(0));
        assert_eq!(schedule.wait(at(1)), Wait::Sleep(Schedule::SLICE));
    }

    #[test]
    fn a_lid_closed_overnight_means_one_refresh() {
        let mut schedule = polled();
        let mut refreshes = 0;
        let mut now = 8 * 3600;
        for _ in 0..20 {
            match schedule.wait(at(now)) {
                Wait::Now => {
                    refreshes += 1;
                    schedule.succeeded(at(now));
                }
                Wait::Sleep(_) | Wait::Blocked => now += 2,
            }
        }
        assert_eq!(refreshes, 1);
    }

    #[test]
    fn a_rejected_token_blocks_until_it_changes() {
        let mut schedule = polled();
        schedule.failed(&Trouble::Unauthorized, at(60), 0);
        assert_eq!(schedule.wait(at(1_000_000)), Wait::Blocked);
        schedule.token_changed(at(1_000_000));
        assert_eq!(schedule.wait(at(1_000_000)), Wait::Now);
    }

    #[test]
    fn retry_after_is_obeyed_to_the_second_even_when_the_owner_asks() {
        // Where Polar does not say how long, its window is a minute.
        for pause in [Some(Duration::from_secs(60)), None] {
            let mut schedule = polled();
            schedule.failed(&Trouble::RateLimited(pause), at(60), 7);
            schedule.asked(at(61));
            assert_eq!(schedule.wait(at(119)), Wait::Sleep(Duration::from_secs(1)));
            assert_eq!(schedule.wait(at(120)), Wait::Now);
        }
    }

    #[test]
    fn a_pause_of_no_time_is_a_back_off_and_never_more_than_a_window() {
        let mut schedule = polled();
        let waits: Vec<i64> = std::iter::repeat_with(|| {
            schedule.failed(&Trouble::RateLimited(Some(Duration::ZERO)), at(60), 1023);
            schedule.due().duration_since(at(60)).as_secs()
        })
        .take(6)
        .collect();
        assert_eq!(waits, [4, 9, 19, 39, 60, 60]);
    }

    #[test]
    fn failures_in_a_row_wait_longer_and_a_success_ends_that() {
        let mut schedule = polled();
        let mut last = Duration::ZERO;
        for _ in 0..4 {
            schedule.failed(&Trouble::Offline, at(60), 0);
            let Wait::Sleep(wait) = schedule.wait(at(60)) else { panic!("due at once after a failure") };
            assert!(wait > last);
            last = wait;
        }
        schedule.succeeded(at(100));
        assert_eq!(schedule.wait(at(160)), Wait::Now);
    }

    #[test]
    fn a_failure_lasts_until_a_success_whoever_asks_meanwhile() {
        let mut schedule = polled();
        assert!(!schedule.is_failing());
        schedule.failed(&Trouble::Offline, at(60), 0);
        schedule.asked(at(61));
        assert!(schedule.is_failing());
        schedule.succeeded(at(62));
        assert!(!schedule.is_failing());
    }

    #[test]
    fn a_system_that_knows_of_no_network_is_believed_for_a_quarter_of_an_hour() {
        let mut schedule = polled();
        schedule.without_network(at(10));
        assert!(schedule.is_failing());
        assert!(matches!(schedule.wait(at(15 * 60)), Wait::Sleep(_)));
        assert_eq!(schedule.wait(at(15 * 60 + 10)), Wait::Now);
        schedule.asked(at(20));
        assert_eq!(schedule.wait(at(20)), Wait::Now, "it is back");
    }

    #[test]
    fn polls_of_several_organizations_keep_apart() {
        for (due, others, expected) in [
            (60, &[][..], 60),
            (60, &[100], 60),
            (60, &[61], 81),
            (60, &[41], 61),
            (61, &[60, 80], 100),
            (61, &[80, 60], 100),
            (60, &[40, 80], 60),
        ] {
            let mut schedule = Schedule::new(MINUTE, at(due));
            schedule.keep_apart(others.iter().map(|other| at(*other)), SignedDuration::from_secs(20));
            assert_eq!(schedule.due(), at(expected), "{due} {others:?}");
        }
    }

    #[test]
    fn a_clock_that_is_set_back_changes_no_wait() {
        let hour = SignedDuration::from_hours(1);
        let mut schedule = polled();
        schedule.set_back(hour);
        assert_eq!(schedule.wait(at(20) - hour), Wait::Sleep(Duration::from_secs(40)));
        schedule.failed(&Trouble::RateLimited(Some(Duration::from_secs(30))), at(60) - hour, 7);
        schedule.set_back(hour);
        schedule.asked(at(61) - 2 * hour);
        assert_eq!(schedule.wait(at(61) - 2 * hour), Wait::Sleep(Duration::from_secs(29)));
        assert_eq!(schedule.wait(at(90) - 2 * hour), Wait::Now);
    }

    #[test]
    fn a_clock_set_back_by_a_year_does_not_stop_the_polling() {
        assert_eq!(polled().wait(at(-365 * 86_400)), Wait::Now);
    }
}
