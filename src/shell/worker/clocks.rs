//! Clocks that are set and zones that change, noticed also where no system tells of it.

use std::time::{Duration, Instant};

use jiff::{SignedDuration, Timestamp};

use super::run::Work;
use super::watch::Watch;
use crate::app::Event;
use crate::shell::clock;
use crate::sync::Schedule;

/// By how much more than the one clock the other has to move for the computer to have slept, or the clock on the wall to have
/// been set, in between.
pub(super) const GAP: Duration = Duration::from_secs(5);

/// What both clocks showed when they were last looked at.
#[derive(Clone, Copy, Debug)]
pub(super) struct Clocks {
    awake: Instant,
    wall: Timestamp,
    /// When it was last seen to that the time zone is read anew, by the clock that nobody sets.
    zone_read: Instant,
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
        let awake = clock.awake();
        Self { awake, wall: clock.now(), zone_read: awake }
    }

    fn look(&mut self, clock: &clock::Clock) -> Moved {
        let now = Self { zone_read: self.zone_read, ..Self::new(clock) };
        let before = std::mem::replace(self, now);
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

    /// Whether the time zone is to be read anew: whoever travels sleeps or sets the clock, but need not. It is looked at
    /// where the worker is awake anyway, and is a small read.
    fn is_zone_to_be_read(&mut self, moved: Moved) -> bool {
        let is_old = self.awake.saturating_duration_since(self.zone_read) >= Schedule::SLICE;
        let is_to_be_read = is_old || moved != Moved::Along;
        if is_to_be_read {
            self.zone_read = self.awake;
        }
        is_to_be_read
    }
}

impl<E: Fn(Event)> Work<E> {
    /// Looks whether the clock was set, or the time zone is another one. A system may tell of neither. Gives whether the
    /// figures of all were told because of it.
    pub(super) fn look_at_the_clocks(&mut self) -> bool {
        let moved = self.clocks.look(&self.owner.clock);
        if self.clocks.is_zone_to_be_read(moved) {
            clock::look_at_the_zone_again();
        }
        if let Moved::Back(by) = moved {
            self.go_back(by);
        }
        let is_another_time = matches!(moved, Moved::Back(_)) || self.world().zones.of(&self.settings) != self.zone;
        if is_another_time {
            self.tell_the_time();
        }
        is_another_time
    }

    /// The same where an answer has just come for `watch`: what follows from it is planned by the clock as it is now, and must
    /// not be moved by what happened before.
    pub(super) fn look_at_the_clocks_after(&mut self, watch: &mut Watch) {
        // It is among the others for as long as that takes.
        let stand_in = Watch::new(None, SignedDuration::MAX, self.now());
        self.watches.push_front(std::mem::replace(watch, stand_in));
        self.look_at_the_clocks();
        if let Some(back) = self.watches.pop_front() {
            *watch = back;
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
    fn the_time_zone_is_read_once_a_minute_awake_and_whenever_a_clock_has_moved() {
        let clock = clock::Clock::told(Timestamp::UNIX_EPOCH);
        let mut clocks = Clocks::new(&clock);
        for (awake, slept, expected) in [
            (59, 0, false),
            (1, 0, true),
            (0, 0, false),
            (30, 0, false),
            (29, 3_600, true),
            (31, 0, false),
            (29, 0, true),
        ] {
            clock.pass(Duration::from_secs(awake));
            clock.sleep(Duration::from_secs(slept));
            let moved = clocks.look(&clock);
            assert_eq!(clocks.is_zone_to_be_read(moved), expected, "{awake} {slept}");
        }
    }

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
