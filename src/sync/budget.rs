use std::collections::VecDeque;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};

use crate::domain::Environment;

/// How many requests may be sent: so many in any sixty seconds, all at once if need be. Polar counts all tokens of an
/// organization together, in fixed windows of sixty seconds (500 in production, 100 in the sandbox), so most of it belongs
/// to the owner's own website; and a count of any sixty seconds holds in whatever window Polar has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Budget {
    per_minute: u32,
    /// What it was before Polar refused anything.
    usual: u32,
    /// While it is less than usual: when it may be twice as much again.
    grows: Option<Timestamp>,
    /// When the requests of the last minute were sent, oldest first.
    sent: VecDeque<Timestamp>,
}

const POLLING: u32 = 60;
const DOWNLOADING: u32 = 200;
const MINUTE: SignedDuration = SignedDuration::from_mins(1);
/// So long without a refusal, and it is no longer what the owner's website asks that is in the way.
const FORGIVEN: SignedDuration = SignedDuration::from_hours(1);

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
        Self { per_minute, usual: per_minute, grows: None, sent: VecDeque::new() }
    }

    /// Takes one request, or says how long to wait for it.
    ///
    /// # Errors
    /// The time until there is one.
    pub fn take(&mut self, now: Timestamp) -> Result<(), Duration> {
        while let Some(at) = self.grows.filter(|at| *at <= now) {
            self.per_minute = self.per_minute.saturating_mul(2).min(self.usual);
            self.grows = at.checked_add(FORGIVEN).ok().filter(|_| self.per_minute < self.usual);
        }
        // A clock that was set back refills nothing, and locks for no longer than a minute.
        self.sent.iter_mut().for_each(|at| *at = now.min(*at));
        while self.sent.front().is_some_and(|at| now.duration_since(*at) >= MINUTE) {
            self.sent.pop_front();
        }
        let most = usize::try_from(self.per_minute).unwrap_or(usize::MAX);
        let Some(over) = self.sent.len().checked_sub(most) else {
            self.sent.push_back(now);
            return Ok(());
        };
        let free = self.sent.get(over).and_then(|at| at.checked_add(MINUTE).ok()).unwrap_or(now);
        Err(Duration::try_from(free.duration_since(now)).unwrap_or_default())
    }

    /// Polar said that it was too much: half of it from `now` on, and never less than one in six seconds. Each hour without
    /// another refusal doubles it, until it is what it was.
    pub fn halve(&mut self, now: Timestamp) {
        self.per_minute = (self.per_minute / 2).max(10);
        self.grows = now.checked_add(FORGIVEN).ok();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn at(milliseconds: i64) -> Timestamp {
        Timestamp::from_millisecond(1_790_000_000_000 + milliseconds).unwrap()
    }

    /// What somebody does who wants as many requests as there are.
    #[derive(Clone, Debug)]
    enum Move {
        Ask(usize),
        Wait(i64),
        Halve,
    }

    fn a_move() -> impl Strategy<Value = Move> {
        prop_oneof![
            6 => (1..120usize).prop_map(Move::Ask),
            6 => (0..40_000i64).prop_map(Move::Wait),
            1 => Just(Move::Halve),
        ]
    }

    #[test]
    fn a_refusal_is_forgiven_by_the_hour() {
        let mut budget = Budget::polling();
        (0..5).for_each(|_| budget.halve(at(0)));
        for (minutes, most) in [(1, 10), (59, 10), (61, 20), (121, 40), (181, 60), (600, 60)] {
            let now = at(minutes * 60_000);
            let sent = std::iter::repeat_with(|| budget.take(now)).take_while(Result::is_ok).count();
            assert_eq!(sent, most, "after {minutes} minutes");
        }
    }

    proptest! {
        #[test]
        fn no_sixty_seconds_hold_more_than_the_budget_and_half_of_it_after_a_refusal(
            moves in prop::collection::vec(a_move(), 0..60),
            environment in prop::sample::select(&[None, Some(Environment::Production), Some(Environment::Sandbox)][..]),
        ) {
            let (mut budget, mut most) = match environment {
                None => (Budget::polling(), 60),
                Some(Environment::Production) => (Budget::downloading(Environment::Production), 200),
                Some(Environment::Sandbox) => (Budget::downloading(Environment::Sandbox), 60),
            };
            let (mut now, mut sent) = (0, Vec::new());
            for one in moves {
                match one {
                    Move::Wait(wait) => now += wait,
                    Move::Halve => {
                        budget.halve(at(now));
                        most = (most / 2).max(10);
                        // What was sent before counts against the new budget, and is not unsent.
                        sent.clear();
                    }
                    Move::Ask(times) => {
                        for _ in 0..times {
                            match budget.take(at(now)) {
                                Ok(()) => sent.push(now),
                                Err(wait) => {
                                    let whole = at(now) + SignedDuration::try_from(wait).unwrap();
                                    prop_assert!(wait <= Duration::from_secs(60) && wait > Duration::ZERO);
                                    prop_assert!(budget.clone().take(whole).is_ok(), "the wait that it says is enough");
                                }
                            }
                        }
                    }
                }
                let last_minute = sent.iter().filter(|at| **at > now - 60_000).count();
                prop_assert!(last_minute <= most, "{last_minute} in a minute of at most {most}");
            }
        }
    }

    #[test]
    fn a_small_shop_is_downloaded_at_full_speed_and_a_large_one_by_the_minute() {
        let mut budget = Budget::downloading(Environment::Production);
        assert!((0..200).all(|place| budget.take(at(place)).is_ok()));
        assert_eq!(budget.take(at(200)), Err(Duration::from_millis(59_800)));
        assert!(budget.take(at(60_000)).is_ok());
        assert_eq!(budget.take(at(60_000)), Err(Duration::from_millis(1)));
    }

    #[test]
    fn a_clock_set_back_neither_refills_nor_locks() {
        let mut budget = Budget::polling();
        assert!((0..60).all(|_| budget.take(at(0)).is_ok()));
        assert_eq!(budget.take(at(-3_600_000)), Err(Duration::from_secs(60)));
        assert!(budget.take(at(-3_600_000 + 60_000)).is_ok());
    }

    #[test]
    fn too_many_requests_halve_it() {
        let mut budget = Budget::polling();
        budget.halve(at(0));
        assert!((0..30).all(|_| budget.take(at(0)).is_ok()));
        assert_eq!(budget.take(at(0)), Err(Duration::from_secs(60)));
        (0..9).for_each(|_| budget.halve(at(0)));
        assert!((0..10).all(|_| budget.take(at(120_000)).is_ok()), "never less than one in six seconds");
    }
}
