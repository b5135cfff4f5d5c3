//! A panic on the worker's thread: what is kept, and when it begins again.

use std::collections::VecDeque;
use std::sync::Arc;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use tokio::sync::mpsc;

use super::Job;
use super::clocks::Clocks;
use super::run::Work;
use super::watch::Watch;
use crate::app::{BrokeOff, Event};
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

    /// Waits for `pause`, or until the owner asks for something more than was kept: they are not kept waiting for an hour.
    /// What nobody asked for, as what the system tells by itself, is kept and cuts nothing short.
    pub(super) async fn rest(&mut self, pause: Duration) {
        if pause.is_zero() {
            return;
        }
        let asked = async {
            while let Some(job) = self.jobs.recv().await {
                let is_wish = is_wish(&job);
                self.kept.push_back(job);
                if is_wish {
                    return;
                }
            }
            // Nobody can ask any more: the end is near, and told otherwise.
            std::future::pending().await
        };
        // Whichever it was, the rest is over.
        tokio::time::timeout(pause, asked).await.unwrap_or_default();
    }
}

/// Whether it is the owner who asks for it and waits.
const fn is_wish(job: &Job) -> bool {
    match job {
        Job::Refresh
        | Job::RefreshIfOld
        | Job::Connect { .. }
        | Job::Choose(_)
        | Job::Export { .. }
        | Job::StartSample
        | Job::StopSample
        | Job::Settings(_)
        | Job::Forget(_)
        | Job::LaunchAtLogin(_) => true,
        Job::LookAtTheClock
        | Job::LookAtTheLedger
        | Job::SuitTheComputer(_)
        | Job::Reload
        | Job::Settle { .. }
        | Job::LookAtTheLogin => false,
    }
}

/// What the owner waits for that ends with the worker's panic, as it does not go on by itself. What waits in the queue is
/// none of it.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct UnderWay {
    connecting: bool,
    removing: bool,
}

impl UnderWay {
    /// This is done now.
    pub(super) const fn begins(&mut self, job: &Job) {
        self.connecting |= matches!(job, Job::Connect { .. });
        self.removing |= matches!(job, Job::Forget(_));
    }
}

impl<E: Fn(Event)> Work<E> {
    /// Begins to count how long it goes well.
    pub(super) fn begins(&mut self) {
        self.mishaps.began = Some(self.now());
    }

    /// Begins again after a panic. What was under way is begun anew; what is known of the world, of the computer, of the
    /// settings, and of how long Polar wants to be left alone, stays, and so do the exports, which go on by themselves.
    pub(super) fn begin_again(&mut self) {
        self.mishaps = self.mishaps.and_one_more(self.now());
        let UnderWay { connecting, removing } = std::mem::take(&mut self.under_way);
        self.watches.extend(self.out.left_behind());
        self.watches.iter_mut().for_each(Watch::begin_anew);
        (self.connecting, self.forgetting) = (None, None);
        (self.ledger, self.file, self.log) = (None, None, None);
        self.read_again = false;
        self.damaged.set(false);
        (self.midnight, self.quiet_until) = (Timestamp::MAX, Timestamp::MAX);
        self.clocks = Clocks::new(&self.owner.clock);
        // Last, as it may be what goes wrong.
        (self.emit)(Event::BrokeOff(BrokeOff {
            again: self.mishaps.go_on(),
            connecting,
            removing,
            sentence: BROKE_OFF.to_owned(),
        }));
    }

    /// Looks what the owner still waits for after what was done now.
    pub(super) const fn look_what_is_under_way(&mut self) {
        self.under_way = UnderWay { connecting: self.connecting.is_some(), removing: self.forgetting.is_some() };
    }

    /// Tells of exports that end, for as long as nothing else is done.
    pub(super) async fn tell_exports(&mut self) {
        let woken = Arc::clone(&self.woken);
        loop {
            self.exports_on().await;
            woken.notified().await;
        }
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
