//! The worker: one thread that keeps ledger and Polar together while the app runs, and owns every timer. It asks about
//! every connected organization, about one at a time.

mod clocks;
mod connecting;
mod exporting;
mod forgetting;
mod loading;
mod mending;
mod mishaps;
mod opening;
mod polling;
mod run;
mod standing;
mod telling;
#[cfg(test)]
#[cfg(feature = "tray")]
mod tests;
mod watch;

use std::cell::Cell;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

use tokio::sync::{Notify, mpsc};

use self::mishaps::Queue;
use super::{Endings, World, computer, diagnosis};
use crate::app::{Computer, Event, Export, Looking, Removing, Settings};
use crate::domain::{Environment, OrganizationId};
use crate::polar::AccessToken;

/// What the worker is asked to do besides polling.
#[derive(Debug)]
pub enum Job {
    /// Ask Polar now.
    Refresh,
    /// Ask Polar now if the figures are older than half a minute.
    RefreshIfOld,
    /// The clock, the day or the computer's sleep changed: look at the wall time again.
    LookAtTheClock,
    /// Ask as it suits a computer that stands like this.
    SuitTheComputer(Computer),
    /// Ledger and token may have been changed by another process: read them again.
    Reload,
    /// Try to connect.
    Connect {
        /// The token.
        token: AccessToken,
        /// The organization ID as typed.
        organization: String,
        /// The chosen environment.
        environment: Option<Environment>,
    },
    /// Show this organization from now on; its figures have been told already.
    Choose(OrganizationId),
    /// Write to a file.
    Export {
        /// Whose.
        organization: OrganizationId,
        /// What.
        export: Export,
        /// As it is looked at.
        looking: Box<Looking>,
        /// The file.
        path: PathBuf,
    },
    /// Record as announced.
    Settle {
        /// Whose.
        organization: OrganizationId,
        /// The stable ids.
        ids: Vec<String>,
    },
    /// Show sample data in place of the account.
    StartSample,
    /// Go back to the account, or to none.
    StopSample,
    /// Keep the settings and go by them.
    Settings(Box<Settings>),
    /// Somebody who reads the ledger beside the worker has met damage: look whether it is sound.
    LookAtTheLedger,
    /// Forget an organization, or everything that is kept on this computer.
    Forget(Removing),
    /// Ask the system whether it starts the program when its owner logs in.
    LookAtTheLogin,
    /// Have the system start the program when its owner logs in, or not any more.
    LaunchAtLogin(bool),
}

/// Which file the ledger is: the owner's, or that of the sample.
type Place = Arc<Mutex<PathBuf>>;

/// The running worker. Dropping it stops it, in the middle of a request if need be; what was stored stays stored.
pub struct Worker {
    jobs: mpsc::UnboundedSender<Job>,
    stop: Arc<Notify>,
    place: Place,
    thread: Option<JoinHandle<()>>,
}

impl Worker {
    /// Starts the thread; `emit` is called on it with everything that happens. After a panic it begins again.
    ///
    /// # Errors
    /// When the system has no thread or no timer left.
    pub fn start(world: World, emit: impl Fn(Event) + Send + 'static) -> std::io::Result<Self> {
        Self::start_pausing(world, emit, mishaps::pause)
    }

    /// The same, beginning again as long after so many panics in a row as `pause` says.
    fn start_pausing(
        world: World,
        emit: impl Fn(Event) + Send + 'static,
        pause: impl Fn(u32) -> Duration + Send + 'static,
    ) -> std::io::Result<Self> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        // Installed here and not on the thread: from now on the system's wish to end is heard, however early it comes.
        let mut ends = {
            let _inside = runtime.enter();
            Endings::listen()?
        };
        let (jobs, queue) = mpsc::unbounded_channel();
        let stop = Arc::new(Notify::new());
        let stopped = Arc::clone(&stop);
        let place: Place = Arc::default();
        let known = Arc::clone(&place);
        let thread = std::thread::Builder::new().name("worker".to_owned()).spawn(move || {
            let (emit, mut queue) = (&emit, Queue::new(queue));
            let mut work = run::Work::new(world, known, emit);
            // The wish to stop is told once; a panic after it must not have it forgotten.
            let ending = Cell::new(false);
            loop {
                let rest = pause(work.mishaps.panics);
                let ended = diagnosis::guarded("worker", || {
                    runtime.block_on(async {
                        let ended = async {
                            ends.any().await;
                            emit(Event::Terminate);
                            std::future::pending::<()>().await;
                        };
                        tokio::select! {
                            () = run::run(&mut work, &mut queue, rest) => {}
                            () = stopped.notified() => ending.set(true),
                            () = ended => {}
                            () = computer::tells(|told| emit(Event::Computer(told))) => {}
                        }
                    });
                });
                if ended.is_some() || ending.get() {
                    break;
                }
                queue.keep();
                diagnosis::guarded("worker", || work.begin_again());
            }
            // Each panic costs the job that it came from, so that this ends.
            let mut finish = || {
                let _inside = runtime.enter();
                run::finish(&mut work, &mut queue);
            };
            while diagnosis::guarded("worker", &mut finish).is_none() {}
            drop(work);
            // A store of secrets that waits for the owner must not hold up the end.
            runtime.shutdown_background();
        })?;
        Ok(Self { jobs, stop, place, thread: Some(thread) })
    }

    /// The file of the ledger whose figures are told.
    pub fn ledger(&self) -> PathBuf {
        self.place.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Whether the thread has ended by itself, which nothing foresees.
    pub fn has_ended(&self) -> bool {
        self.thread.as_ref().is_none_or(JoinHandle::is_finished)
    }

    /// Has the ledger looked at, from another thread.
    pub fn damage_bell(&self) -> impl Fn() + Send + use<> {
        let jobs = self.jobs.clone();
        move || drop(jobs.send(Job::LookAtTheLedger))
    }

    /// Asks for something to be done; after the end it is not.
    pub fn ask(&self, job: Job) {
        drop(self.jobs.send(job));
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.stop.notify_one();
        if let Some(thread) = self.thread.take() {
            drop(thread.join());
        }
    }
}
