//! Clocks that are set and zones that change, noticed also where no system tells of it.

use std::time::{Duration, Instant};

use jiff::{SignedDuration, Timestamp};

use super::run::Work;
use crate::app::Event;
use crate::shell::clock;

/// By how much more than the one clock the other has to move for the computer to have slept, or the clock on the wall to have
/// been set, in between.
pub(super) const GAP: Duration = Duration::from_secs(5);

/// What both clocks showed when they were last looked at.
#[derive(Clone, Copy, Debug)]
pub(super) struct Clocks {
    awake: Instant,
    wall: Timestamp,
}

/// How the clock on the wall has moved, as against the one that nobody sets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Moved {
    Along,
    /// The computer slept, or the clock was set on.
    On,
    /// It was set back by so much.
    Back(SignedDuration),
}

impl Clocks {
    pub(super) fn new(clock: &clock::Clock) -> Self {
        Self { awake: clock.awake(), wall: clock.now() }
    }

    fn look(&mut self, clock: &clock::Clock) -> Moved {
        let before = std::mem::replace(self, Self::new(clock));
        let awake = SignedDuration::try_from(self.awake.saturating_duration_since(before.awake));
        let ahead = self.wall.duration_since(before.wall).saturating_sub(awake.unwrap_or(SignedDuration::MAX));
        if ahead.unsigned_abs() <= GAP {
            Moved::Along
        } else if ahead.is_positive() {
            Moved::On
        } else {
            Moved::Back(ahead.abs())
        }
    }
}

impl<E: Fn(Event)> Work<E> {
    /// Looks whether the clock was set, or the time zone is another one. A system may tell of neither.
    pub(super) fn look_at_the_clocks(&mut self) {
        let moved = self.clocks.look(&self.owner.clock);
        if moved != Moved::Along {
            // Whoever travels sleeps or sets the clock.
            clock::look_at_the_zone_again();
        }
        if let Moved::Back(by) = moved {
            self.go_back(by);
        }
        if matches!(moved, Moved::Back(_)) || self.world().zones.of(&self.settings) != self.zone {
            self.tell_the_time();
        }
    }

    /// What was planned by the clock as it was set before comes after the same time all the same.
    fn go_back(&mut self, by: SignedDuration) {
        for watch in &mut self.watches {
            watch.schedule.set_back(by);
            watch.health.last_success = watch.health.last_success.and_then(|at| at.checked_sub(by).ok());
        }
        self.watches.iter().for_each(|watch| self.emit_health(watch));
    }

    /// The time of day may be another: figures are those of its day, and what waits may not have to wait any more.
    pub(super) fn tell_the_time(&mut self) {
        self.emit_all_figures(self.now());
        self.watches.iter().for_each(|watch| self.emit_outbox(watch));
    }
}

#[cfg(test)]
#[cfg(feature = "tray")]
mod tests {
    use super::*;

    #[test]
    fn a_clock_that_is_set_back_is_told_from_time_that_passes_and_from_sleep() {
        let moved_on = |seconds| SignedDuration::from_secs(seconds);
        for (awake, slept, set, expected) in [
            (60, 0, 0, Moved::Along),
            // Corrected by a server of time, as it is now and then.
            (60, 0, -4, Moved::Along),
            (60, 3_600, 0, Moved::On),
            (0, 0, 3_600, Moved::On),
            (60, 0, -30, Moved::Back(moved_on(30))),
            (0, 0, -86_400, Moved::Back(moved_on(86_400))),
            (20, 3_600, -7_200, Moved::Back(moved_on(3_600))),
        ] {
            let clock = clock::Clock::told(Timestamp::UNIX_EPOCH);
            let mut clocks = Clocks::new(&clock);
            clock.pass(Duration::from_secs(awake));
            clock.sleep(Duration::from_secs(slept));
            clock.set(clock.now() + moved_on(set));
            assert_eq!(clocks.look(&clock), expected, "{awake} {slept} {set}");
            assert_eq!(clocks.look(&clock), Moved::Along, "once");
        }
    }
}
