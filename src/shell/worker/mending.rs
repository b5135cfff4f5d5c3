//! What becomes of a ledger that is damaged or cannot be used.

use jiff::{SignedDuration, Timestamp};

use super::opening::remember;
use super::run::Work;
use super::watch::Watch;
use crate::app::{Event, Trouble};
use crate::polar;
use crate::shell::{SyncLock, clock, ledger_file};
use crate::store::{Ledger, LedgerError};

/// A ledger that breaks again sooner than this was not damaged by chance: its disk is going bad perhaps. Everything is read
/// again all the same, but so often at most, and when the owner asks for it.
const LATELY: SignedDuration = SignedDuration::from_hours(1);

impl<E: Fn(Event)> Work<E> {
    /// What was read, where it could be. Damage that shows in it is mended in the next turn, as this may be in the middle of
    /// one.
    pub(super) fn met<T>(&self, read: Result<T, LedgerError>) -> Option<T> {
        if let Err(LedgerError::Broken(_)) = &read {
            self.damaged.set(true);
            self.woken.notify_one();
        }
        read.ok()
    }

    /// Somebody who reads the ledger beside the worker has met damage.
    pub(super) fn look_at_the_ledger(&self) {
        if let Some(ledger) = &self.ledger {
            self.met(ledger.integrity());
        }
    }

    /// A broken ledger is moved aside and read again from Polar; any other trouble with it is retried.
    pub(super) fn mend(&mut self, watch: &mut Watch, error: &LedgerError, now: Timestamp) {
        watch.schedule.failed(&polar::Trouble::Server(0), now, clock::chance());
        self.ledger = None;
        let home = self.world().home.clone();
        // A file that is not the broken one was begun anew by another process, and is opened by the next poll.
        if !matches!(error, LedgerError::Broken(_)) || ledger_file::identity(&home) != self.file {
            return;
        }
        let Ok(Some(_lock)) = SyncLock::try_take(&home.sync_lock()) else { return };
        let begun = Ledger::begin_anew(&home.ledger(), &now.as_second().to_string());
        let Ok(mut ledger) = begun.and_then(|ledger| ledger_file::knowing_the_connected(ledger, &home, now)) else {
            return;
        };
        let not_before = self.begins_anew(now);
        for each in std::iter::once(&mut *watch).chain(&mut self.watches) {
            each.begin_anew();
            if remember(&mut ledger, each, now).is_ok() {
                read_again(each, not_before, now);
            }
        }
        (self.file, self.log) = (ledger_file::identity(&home), ledger_file::log_identity(&home));
        self.damaged.set(false);
        self.ledger = Some(ledger);
    }

    /// Notes that the ledger is begun anew, and says until when it is not read again where that happens too often.
    pub(super) fn begins_anew(&mut self, now: Timestamp) -> Option<Timestamp> {
        let before = self.begun_anew.replace(now)?;
        if now.duration_since(before).abs() < LATELY { now.checked_add(LATELY).ok() } else { None }
    }
}

/// Has everything read again, now or when it is time.
pub(super) fn read_again(watch: &mut Watch, not_before: Option<Timestamp>, now: Timestamp) {
    match not_before {
        None => {
            watch.health.trouble = Some(Trouble::LedgerReplaced);
            watch.schedule.asked(now);
        }
        Some(at) => {
            watch.health.trouble = Some(Trouble::LedgerDamaged);
            watch.schedule.put_off(at);
        }
    }
}
