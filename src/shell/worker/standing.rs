//! How the computer stands, and what follows from it for the asking.

use std::time::{Duration, Instant};

use jiff::{SignedDuration, Timestamp};

use super::clocks::GAP;
use super::run::Work;
use super::watch::Watch;
use crate::app::{Computer, Event, Network};
use crate::sync::Schedule;

/// How the computer stands, with what its own clock says of its sleep.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Standing {
    computer: Computer,
    /// When the computer fell asleep or was last seen to have slept, by a clock that stands still meanwhile and by one that
    /// does not.
    asleep_since: Option<(Instant, Timestamp)>,
}

impl Standing {
    /// For how long nothing is to be asked because the computer falls asleep. A sleep that is given up need not be told:
    /// a computer that has run on for a minute is awake.
    /// One that wakes now and then without its owner, and without a word, sleeps on.
    fn sleeps(&mut self, instant: Instant, now: Timestamp) -> Option<Duration> {
        let (since, at) = self.asleep_since?;
        let awake_for = instant.saturating_duration_since(since);
        let passed = Duration::try_from(now.duration_since(at)).unwrap_or_default();
        if passed > awake_for.saturating_add(GAP) {
            self.asleep_since = Some((instant, now));
            return Some(Schedule::SLICE);
        }
        Schedule::SLICE.checked_sub(awake_for).filter(|left| !left.is_zero())
    }
}

impl<E: Fn(Event)> Work<E> {
    /// The time between two refreshes; one by hand alone never comes.
    pub(super) fn interval(&self) -> SignedDuration {
        self.settings.interval.length(self.standing.computer.power).unwrap_or(SignedDuration::MAX)
    }

    /// Asks as it suits the computer from now on.
    pub(super) fn suit(&mut self, computer: Computer) {
        let now = self.now();
        let before = std::mem::replace(&mut self.standing.computer, computer);
        if before.power != computer.power {
            self.plan_anew(now);
        }
        self.standing.asleep_since = computer.asleep.then(|| (self.owner.clock.awake(), now));
        if computer.asleep && !before.asleep {
            // An answer that comes after the night would be the second refresh of the morning.
            let polled: Vec<_> = self.watches.iter().filter(|one| one.poll.is_some()).map(Watch::id).collect();
            self.watches.iter_mut().for_each(Watch::stop_poll);
            let stopped = self.watches.iter().filter(|watch| polled.contains(&watch.id()));
            stopped.for_each(|watch| self.emit_health(watch));
        }
        let is_back = before.network == Network::Offline && computer.network != Network::Offline;
        if is_back || (before.asleep && !computer.asleep) {
            let watched = self.watches.iter_mut().filter_map(|watch| watch.account.as_mut());
            watched.chain(self.opened.values_mut()).for_each(|account| account.http.connect_anew());
        }
        match (before.network, computer.network) {
            (before, now) if before == now => {}
            (_, Network::Offline) => {
                self.go_by_the_network(now);
                self.watches.iter().for_each(|watch| self.emit_health(watch));
            }
            (Network::Offline, _) | (_, Network::Online) => self.network_is_back(now),
            (_, Network::Unknown) => {}
        }
    }

    /// The interval is another one.
    pub(super) fn plan_anew(&mut self, now: Timestamp) {
        let interval = self.interval();
        self.watches.iter_mut().for_each(|watch| watch.schedule.set_interval(interval, now));
    }

    /// While the system says that there is no network, nobody is asked but now and then, as it may be wrong. The sample
    /// needs no network, and of somebody who refreshes by hand nothing is known until they do.
    pub(super) fn go_by_the_network(&mut self, now: Timestamp) {
        if !self.has_no_network() {
            return;
        }
        let by_itself = self.settings.interval.length(self.standing.computer.power).is_some();
        for watch in self.watches.iter_mut().filter(|watch| by_itself || watch.schedule.is_failing()) {
            watch.has_no_network(now);
        }
    }

    /// Whether the system says that there is no network, and one is needed.
    pub(super) fn has_no_network(&self) -> bool {
        self.standing.computer.network == Network::Offline && !self.world().is_sample()
    }

    /// For how long nothing is to be asked.
    pub(super) fn sleeps(&mut self) -> Option<Duration> {
        {
            let clock = &self.owner.clock;
            let (awake, now) = (clock.awake(), clock.now());
            self.standing.sleeps(awake, now)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A minute of sleep, seen after so many seconds by the clock that stood still and by the one that did not.
    fn seen(standing: &mut Standing, begun: (Instant, Timestamp), awake: u64, passed: i64) -> Option<u64> {
        let at = (begun.0 + Duration::from_secs(awake), begun.1 + SignedDuration::from_secs(passed));
        standing.sleeps(at.0, at.1).map(|left| left.as_secs())
    }

    #[test]
    fn a_sleep_that_was_given_up_ends_after_a_minute_awake() {
        let begun = (Instant::now(), Timestamp::UNIX_EPOCH);
        let mut standing = Standing { computer: Computer::default(), asleep_since: Some(begun) };
        for (awake, passed, left) in [(1, 1, Some(59)), (59, 60, Some(1)), (61, 61, None), (61, -3600, None)] {
            assert_eq!(seen(&mut standing, begun, awake, passed), left, "{awake} {passed}");
        }
        standing.asleep_since = None;
        assert_eq!(seen(&mut standing, begun, 1, 1), None);
    }

    #[test]
    fn who_stirs_in_the_night_sleeps_on() {
        let begun = (Instant::now(), Timestamp::UNIX_EPOCH);
        let mut standing = Standing { computer: Computer::default(), asleep_since: Some(begun) };
        // Every hour some twenty seconds awake, of which nobody says a word.
        for hour in 1..8 {
            let stirs = u64::try_from(hour).unwrap() * 20;
            assert_eq!(seen(&mut standing, begun, stirs, hour * 3600), Some(60), "{hour}");
        }
        assert_eq!(seen(&mut standing, begun, 7 * 20 + 61, 7 * 3600 + 61), None, "a minute in one piece is awake");
    }
}
