//! One turn of the worker: what is due, at most one request of it.

use std::time::Duration;

use jiff::Timestamp;

use super::run::Work;
use crate::app::{Event, Names, Progress, Trouble};
use crate::domain::Organization;
use crate::polar;
use crate::shell::account::{self, NoAccount};
use crate::shell::{SyncLock, clock, ledger_file};
use crate::store::{Ledger, LedgerError};
use crate::sync::{Budget, Fault, Outcome, Schedule, Session, Wait, step};

/// While another process syncs, look again after this long.
const OTHERS_TURN: Duration = Duration::from_secs(1);
/// While history downloads, the menu is shown anew after this many pages.
const PAGES_A_LOOK: u32 = 10;

impl<E: Fn(Event)> Work<E> {
    /// Does what is due, at most one request of it, and says how long nothing else will be.
    pub(super) async fn turn(&mut self) -> Duration {
        let now = clock::now();
        if now >= self.midnight {
            self.emit_figures(now);
        }
        if self.organization.is_none() && self.world().token.is_none() && self.ledger.is_some() {
            // Nothing to poll and nothing that a clock could change.
            return Duration::from_secs(24 * 60 * 60);
        }
        if self.poll.is_some() {
            // A poll is three requests, but after a night of many sales it is as many as there are pages of them.
            return match self.budget.take(now) {
                Ok(()) => self.ask_poll(now).await,
                Err(pause) => pause,
            };
        }
        match self.schedule.wait(now) {
            Wait::Now => self.begin_poll(now).await,
            // After a failure a poll finds out first whether Polar is there again.
            Wait::Sleep(wait) if self.download.is_some() && !self.schedule.is_failing() => {
                match self.budget.take(now) {
                    Ok(()) => self.ask_download(now).await,
                    Err(pause) => pause.min(wait),
                }
            }
            Wait::Sleep(wait) => self.until_midnight(now).min(wait),
            Wait::Blocked => self.until_midnight(now).min(Schedule::SLICE),
        }
    }

    fn until_midnight(&self, now: Timestamp) -> Duration {
        Duration::try_from(self.midnight.duration_since(now)).unwrap_or(Duration::ZERO)
    }

    async fn begin_poll(&mut self, now: Timestamp) -> Duration {
        if !self.has_its_ledger(now) {
            return Duration::ZERO;
        }
        if self.account.is_none() && !self.open_account(now).await {
            return Duration::ZERO;
        }
        let lock = match SyncLock::try_take(&self.world().home.sync_lock()) {
            Ok(Some(lock)) => lock,
            Ok(None) => return OTHERS_TURN,
            Err(error) => {
                return self.failed(Fault::Ledger(LedgerError::Unwritable(error.to_string())), now);
            }
        };
        let (Some(ledger), Some(account)) = (&self.ledger, &self.account) else { return Duration::ZERO };
        match ledger.marks(account.organization.id) {
            Ok(marks) => {
                let unfinished = std::mem::take(&mut self.unfinished);
                let session = Session::poll(&marks, unfinished, self.first_poll, now);
                self.poll = Some((session, lock));
                self.health.refreshing = true;
                self.emit_health();
                Duration::ZERO
            }
            Err(error) => self.failed(Fault::Ledger(error), now),
        }
    }

    /// Sees to it that the open ledger is the one that lies in the home, and holds the account. Otherwise something else
    /// has to come first, and `false` is given.
    fn has_its_ledger(&mut self, now: Timestamp) -> bool {
        let before = self.file;
        let mut another = before.is_some() && ledger_file::identity(&self.world().home) != before;
        if another {
            (self.ledger, self.download) = (None, None);
        }
        if self.ledger.is_none() {
            if self.open_ledger(now).is_err() {
                self.schedule.failed(&polar::Trouble::Server(0), now, clock::chance());
                self.emit_health();
                return false;
            }
            another |= before.is_some() && self.file != before;
            if self.organization.is_none() {
                // What could not be read at the launch can be now.
                self.load(None);
                return false;
            }
        }
        let (Some(ledger), Some(account)) = (&mut self.ledger, &self.account) else { return true };
        let known = match account::chosen(ledger, Some(&account.organization.id.to_string())) {
            Ok(_) => return true,
            // The file was removed or begun anew: everything is read again.
            Err(NoAccount::Unknown(_)) if another => {
                ledger.connect(&account.organization, account.http.origin().as_str(), now)
            }
            // Another process has disconnected it.
            Err(NoAccount::Unknown(_)) => {
                self.load(None);
                return false;
            }
            Err(NoAccount::Ledger(error)) => Err(error),
            Err(NoAccount::NotConnected | NoAccount::Trouble(_)) => return true,
        };
        match known {
            Ok(()) => true,
            Err(error) => {
                self.failed(Fault::Ledger(error), now);
                false
            }
        }
    }

    async fn open_account(&mut self, now: Timestamp) -> bool {
        let world = self.sample.as_ref().unwrap_or(&self.owner);
        let Some(ledger) = &mut self.ledger else { return false };
        match account::open(world, ledger, None, now).await {
            Ok(account) => {
                let shown = self.organization.as_ref().map(|organization| organization.id);
                if shown != Some(account.organization.id) {
                    self.show(&account.organization, now);
                }
                self.account = Some(account);
                true
            }
            Err(NoAccount::Ledger(error)) => {
                self.failed(Fault::Ledger(error), now);
                false
            }
            Err(NoAccount::Trouble(Trouble::Polar(trouble))) => {
                self.failed(Fault::Polar(trouble), now);
                false
            }
            Err(NoAccount::Trouble(trouble)) => {
                // Only the owner can end it: `Refresh` tries again.
                self.schedule.failed(&polar::Trouble::Unauthorized, now, 0);
                self.health.trouble = Some(trouble);
                self.emit_health();
                false
            }
            Err(NoAccount::NotConnected | NoAccount::Unknown(_)) => {
                self.organization = None;
                (self.emit)(Event::Disconnected);
                false
            }
        }
    }

    /// Shows another organization than before, with what the ledger has of it.
    fn show(&mut self, organization: &Organization, now: Timestamp) {
        let stored = self.ledger.as_ref().and_then(|ledger| {
            let id = organization.id.to_string();
            account::chosen(ledger, Some(&id)).ok().flatten()
        });
        self.organization = Some(organization.clone());
        self.health.last_success = stored.and_then(|stored| stored.last_success);
        self.emit_loaded(false, self.settings.clone());
        self.emit_health();
        self.emit_figures(now);
    }

    async fn ask_poll(&mut self, now: Timestamp) -> Duration {
        let (Some((session, _)), Some(ledger), Some(account)) = (&mut self.poll, &mut self.ledger, &self.account)
        else {
            self.poll = None;
            return Duration::ZERO;
        };
        let organization = &account.organization;
        let (id, environment) = (organization.id, organization.environment);
        match step(session, ledger, &account.http, id, environment, now).await {
            Ok(Some(outcome)) => self.took(outcome),
            Ok(None) => self.polled(clock::now()),
            Err(fault) => return self.failed(fault, clock::now()),
        }
        Duration::ZERO
    }

    async fn ask_download(&mut self, now: Timestamp) -> Duration {
        let lock = match SyncLock::try_take(&self.world().home.sync_lock()) {
            Ok(Some(lock)) => lock,
            _ => return OTHERS_TURN,
        };
        let (Some(session), Some(ledger), Some(account)) = (&mut self.download, &mut self.ledger, &self.account) else {
            self.download = None;
            return Duration::ZERO;
        };
        let organization = &account.organization;
        let (id, environment) = (organization.id, organization.environment);
        let stepped = step(session, ledger, &account.http, id, environment, now).await;
        drop(lock);
        match stepped {
            Ok(Some(outcome)) => {
                self.took(outcome);
                self.pages += 1;
                if self.pages.is_multiple_of(PAGES_A_LOOK) {
                    self.emit_health();
                    self.emit_figures(now);
                }
            }
            Ok(None) => {
                self.download = None;
                self.health.download = None;
                self.budget = Budget::polling();
                self.emit_health();
                self.emit_figures(clock::now());
                self.emit_outbox();
            }
            Err(fault) => return self.failed(fault, clock::now()),
        }
        Duration::ZERO
    }

    fn took(&mut self, outcome: Outcome) {
        if let Some(left) = outcome.history_left
            && let (Some(ledger), Some(organization)) = (&self.ledger, &self.organization)
            && let Ok(counts) = ledger.counts(organization.id)
        {
            self.health.download = Some(Progress { done: counts.orders, total: counts.orders.saturating_add(left) });
        }
        self.health.rejected = self.health.rejected.saturating_add(outcome.rejected.len() as u64);
        if let Some(rejected) = outcome.rejected.last() {
            tracing::warn!(path = %rejected.path, reason = %rejected.reason, "a row of Polar's could not be read");
            self.health.last_rejected = Some(rejected.path.clone());
        }
        if !outcome.names.is_empty() || !outcome.comments.is_empty() {
            (self.emit)(Event::Named(Names {
                customers: outcome.names.into_iter().collect(),
                comments: outcome.comments.into_iter().collect(),
            }));
        }
    }

    fn polled(&mut self, now: Timestamp) {
        if let Some((session, _)) = self.poll.take() {
            self.unfinished = session.unfinished();
        }
        self.first_poll = false;
        self.schedule.succeeded(now);
        if std::mem::take(&mut self.again) {
            self.schedule.asked(now);
        }
        self.health.trouble = self.standing_trouble();
        self.health.refreshing = false;
        self.health.last_success = Some(now);
        if self.download.is_none()
            && let (Some(ledger), Some(account)) = (&self.ledger, &self.account)
            && ledger.marks(account.organization.id).is_ok_and(|marks| !Session::is_history_whole(&marks))
        {
            self.budget = Budget::downloading(account.organization.environment);
            self.download = Some(Session::complete());
        }
        if let Some(account) = &self.account
            && let Some(ledger) = &self.ledger
            && let Ok(Some(stored)) = account::chosen(ledger, Some(&account.organization.id.to_string()))
            && self.organization.as_ref() != Some(&stored.organization)
        {
            self.organization = Some(stored.organization.clone());
            (self.emit)(Event::Renamed(stored.organization));
        }
        self.emit_health();
        self.emit_figures(now);
        self.emit_outbox();
    }

    fn failed(&mut self, fault: Fault, now: Timestamp) -> Duration {
        if let Some((session, _)) = self.poll.take() {
            self.unfinished = session.unfinished();
        }
        self.health.refreshing = false;
        self.health.trouble = Some(Trouble::from(&fault));
        tracing::info!(%fault, "a refresh stopped");
        match fault {
            Fault::Polar(trouble) => {
                if matches!(trouble, polar::Trouble::RateLimited(_)) {
                    self.budget.halve();
                }
                if trouble == polar::Trouble::Unauthorized {
                    self.account = None;
                }
                self.schedule.failed(&trouble, now, clock::chance());
            }
            Fault::OrganizationGone => self.schedule.failed(&polar::Trouble::NotFound, now, clock::chance()),
            Fault::Ledger(error) => self.mend(&error, now),
        }
        self.emit_health();
        Duration::ZERO
    }

    /// A broken ledger is moved aside and read again from Polar; any other trouble with it is retried.
    fn mend(&mut self, error: &LedgerError, now: Timestamp) {
        self.schedule.failed(&polar::Trouble::Server(0), now, clock::chance());
        self.ledger = None;
        let home = self.world().home.clone();
        // A file that is not the broken one was begun anew by another process, and is opened by the next poll.
        if !matches!(error, LedgerError::Broken(_)) || ledger_file::identity(&home) != self.file {
            return;
        }
        self.download = None;
        let Ok(Some(_lock)) = SyncLock::try_take(&home.sync_lock()) else { return };
        let Ok(mut ledger) = Ledger::begin_anew(&home.ledger(), &now.as_second().to_string()) else { return };
        if let Some(account) = &self.account
            && ledger.connect(&account.organization, account.http.origin().as_str(), now).is_ok()
        {
            self.health.trouble = Some(Trouble::LedgerReplaced);
            self.schedule.asked(now);
        }
        self.file = ledger_file::identity(&home);
        self.ledger = Some(ledger);
    }
}
