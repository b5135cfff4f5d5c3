//! Reads the dashboard for the open window, on a thread and a connection of its own: what the owner looks at does not wait for
//! a request that is under way.

use std::io;
use std::path::PathBuf;
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;

use jiff::tz::TimeZone;

use super::diagnosis::{Once, guarded};
use super::{clock, desk, memory};
use crate::app::{Event, Looking};
use crate::domain::OrganizationId;
use crate::figures::RevenueBasis;
use crate::store::{Ledger, LedgerError};

const UNREAD: &str = "the dashboard could not be read";

/// What is to be read.
#[derive(Clone, Debug)]
pub struct Reading {
    /// The ledger's file.
    pub ledger: PathBuf,
    /// Whose.
    pub organization: OrganizationId,
    /// What of it.
    pub looking: Box<Looking>,
    /// The time zone of the days.
    pub zone: TimeZone,
    /// What counts as revenue.
    pub basis: RevenueBasis,
}

/// The reader. Its thread ends when this is dropped.
#[derive(Debug)]
pub struct Reader(Sender<Reading>);

impl Reader {
    /// Starts the thread; on it `emit` is called with what was read, and `damaged` when that turns out to be damaged.
    ///
    /// # Errors
    /// When the system has no thread left.
    pub fn start(emit: impl Fn(Event) + Send + 'static, damaged: impl Fn() + Send + 'static) -> io::Result<Self> {
        let (wishes, queue) = mpsc::channel();
        thread::Builder::new().name("dashboard".to_owned()).spawn(move || {
            read(&queue, emit, damaged);
            // The window is closed, and everything that it was shown is freed by now.
            memory::give_back();
        })?;
        Ok(Self(wishes))
    }

    /// Asks for something to be read. What was asked for before and not begun is not read any more.
    pub fn ask(&self, reading: Reading) {
        drop(self.0.send(reading));
    }
}

fn read(queue: &Receiver<Reading>, emit: impl Fn(Event), damaged: impl Fn()) {
    let mut logged = Once::default();
    for first in queue {
        let Reading { ledger, organization, looking, zone, basis } = queue.try_iter().last().unwrap_or(first);
        // The file is opened each time: it may be removed or moved aside meanwhile.
        let read = guarded("dashboard", || {
            Ledger::open(&ledger)
                .and_then(|ledger| desk::dashboard(&ledger, organization, &looking, &zone, basis, clock::now()))
        });
        match read {
            Some(Ok(dashboard)) => {
                logged.is_over(UNREAD);
                emit(Event::Dashboard(organization, Box::new(dashboard)));
            }
            Some(Err(error)) => {
                if logged.is_news(UNREAD, &error) {
                    tracing::warn!(%error, "{UNREAD}");
                }
                // Any other trouble meets the next poll, which tells of it.
                if let LedgerError::Broken(_) = error {
                    damaged();
                }
            }
            None => {}
        }
    }
}
