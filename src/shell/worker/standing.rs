//! How the computer stands, and what follows from it for the asking.

use std::time::{Duration, Instant};

use jiff::{SignedDuration, Timestamp};

use super::run::Work;
use crate::app::{Computer, Event, Network};
use crate::shell::clock;
use crate::sync::Schedule;

/// How the computer stands, with what its own clock says of its sleep.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Standing {
    computer: Computer,
    /// When it was told that the computer falls asleep, by a clock that stands still meanwhile.
    asleep_since: Option<Instant>,
}

impl Standing {
    /// For how long nothing is to be asked because the computer falls asleep. A sleep that is given up need not be told:
    /// a computer that has run on for a minute is awake.
    fn sleeps(&self) -> Option<Duration> {
        let awake_for = self.asleep_since?.elapsed();
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
        let now = clock::now();
        let before = std::mem::replace(&mut self.standing.computer, computer);
        if before.power != computer.power {
            self.plan_anew(now);
        }
        if before.asleep != computer.asleep {
            self.standing.asleep_since = computer.asleep.then(Instant::now);
        }
        if computer.asleep && !before.asleep {
            // An answer that comes after the night would be the second refresh of the morning.
            let mut watches = std::mem::take(&mut self.watches);
            for watch in watches.iter_mut().filter(|watch| watch.poll.is_some()) {
                watch.stop_poll();
                self.emit_health(watch);
            }
            self.watches = watches;
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
    pub(super) fn sleeps(&self) -> Option<Duration> {
        self.standing.sleeps()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sleep_that_was_given_up_ends_after_a_minute_awake() {
        let told = |ago: u64| Instant::now().checked_sub(Duration::from_secs(ago));
        let standing = |asleep_since| Standing { computer: Computer::default(), asleep_since };
        assert!(standing(told(1)).sleeps().is_some_and(|left| left <= Duration::from_secs(59)));
        assert_eq!(standing(told(61)).sleeps(), None);
        assert_eq!(standing(None).sleeps(), None);
    }
}
