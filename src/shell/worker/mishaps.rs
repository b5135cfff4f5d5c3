//! A panic on the worker's thread: what is kept, and when it begins again.

use std::collections::VecDeque;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use tokio::sync::mpsc;

use super::Job;
use super::run::Work;
use super::watch::Watch;
use crate::app::Event;
use crate::view::words::diagnosis::BROKE_OFF;

/// A worker that went on for so long has nothing to do with the panic before.
const QUIET: SignedDuration = SignedDuration::from_hours(1);

/// How long to wait before beginning again after so many panics in a row: at once the first time, then longer and longer.
pub(super) const fn pause(panics: u32) -> Duration {
    Duration::from_secs(match panics {
        0 | 1 => 0,
        2 => 1,
        3 => 10,
        4 => 60,
        5 => 10 * 60,
        _ => 60 * 60,
    })
}

/// How often the worker has panicked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Mishaps {
    /// In a row.
    pub(super) panics: u32,
    /// When it began last.
    began: Option<Timestamp>,
}

impl Mishaps {
    fn and_one_more(self, now: Timestamp) -> Self {
        let was_quiet = self.began.is_some_and(|began| now.duration_since(began) > QUIET);
        Self { panics: if was_quiet { 1 } else { self.panics.saturating_add(1) }, began: None }
    }

    /// Whether it is more than a single mishap, of which the owner has to know.
    pub(super) fn go_on(self) -> bool {
        self.panics > 1
    }
}

/// The jobs that wait. Those that came during a pause are kept for after it.
pub(super) struct Queue {
    jobs: mpsc::UnboundedReceiver<Job>,
    kept: VecDeque<Job>,
}

impl Queue {
    pub(super) fn new(jobs: mpsc::UnboundedReceiver<Job>) -> Self {
        Self { jobs, kept: VecDeque::new() }
    }

    /// The next job; `None` when nobody can ask any more.
    pub(super) async fn next(&mut self) -> Option<Job> {
        match self.kept.pop_front() {
            Some(job) => Some(job),
            None => self.jobs.recv().await,
        }
    }

    /// The next job, where one waits.
    pub(super) fn waiting(&mut self) -> Option<Job> {
        self.kept.pop_front().or_else(|| self.jobs.try_recv().ok())
    }

    /// Keeps what waits by now: it cuts no pause short, as it may be what went wrong.
    pub(super) fn keep(&mut self) {
        while let Ok(job) = self.jobs.try_recv() {
            self.kept.push_back(job);
        }
    }

    /// Waits for `pause`, or until something more is asked for than was kept: whoever asks is not kept waiting for an hour.
    pub(super) async fn rest(&mut self, pause: Duration) {
        if pause.is_zero() {
            return;
        }
        match tokio::time::timeout(pause, self.jobs.recv()).await {
            Ok(Some(job)) => self.kept.push_back(job),
            // Nobody can ask any more: the end is near, and told otherwise.
            Ok(None) => std::future::pending().await,
            Err(_) => {}
        }
    }
}

impl<E: Fn(Event)> Work<E> {
    /// Begins to count how long it goes well.
    pub(super) fn begins(&mut self) {
        self.mishaps.began = Some(self.now());
    }

    /// A new worker after a panic of this one. What it was in the middle of is begun anew; what is known of the world, of the
    /// computer, and of how long Polar wants to be left alone, stays, and so do the exports, which go on by themselves.
    pub(super) fn begun_again(self) -> Self {
        let Self {
            owner,
            sample,
            emit,
            standing,
            opened,
            woken,
            place,
            exporting,
            mut watches,
            mishaps,
            begun_anew,
            ..
        } = self;
        watches.iter_mut().for_each(Watch::begin_anew);
        let mishaps = mishaps.and_one_more(owner.clock.now());
        let new = Self::new(owner, place, emit);
        (new.emit)(Event::BrokeOff { again: mishaps.go_on(), sentence: BROKE_OFF.to_owned() });
        Self { sample, standing, opened, woken, exporting, watches, mishaps, begun_anew, ..new }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_time_it_begins_again_at_once_and_then_after_longer_and_longer_up_to_an_hour() {
        let pauses: Vec<u64> = (1..=8).map(|panics| pause(panics).as_secs()).collect();
        assert_eq!(pauses, [0, 1, 10, 60, 600, 3600, 3600, 3600]);
    }

    #[test]
    fn an_hour_without_a_panic_makes_the_next_one_the_first() {
        let began = Timestamp::UNIX_EPOCH;
        let mut mishaps = Mishaps::default();
        for (minutes, panics) in [(0, 1), (59, 2), (60, 3), (61, 1), (5, 2), (-500, 3)] {
            mishaps =
                Mishaps { began: Some(began), ..mishaps }.and_one_more(began + SignedDuration::from_mins(minutes));
            assert_eq!((mishaps.panics, mishaps.go_on()), (panics, panics > 1), "{minutes}");
        }
    }
}
