//! One turn of the worker: what is due, at most one request of it.

use std::time::Duration;

use jiff::Timestamp;

use super::forgetting::Forgetting;
use super::run::Work;
use super::watch::{Poll, Watch};
use crate::app::{Event, Names, Progress, Trouble};
use crate::polar;
#[cfg(debug_assertions)]
use crate::shell::diagnosis;
use crate::shell::{SyncLock, clock, connected, lookout, memory};
use crate::store::{Applied, LedgerError};
use crate::sync::{Budget, Fault, History, Outcome, Session, step};

const UNSEEN: &str = "milestones could not be looked for";
/// While another process syncs, look again after this long.
const OTHERS_TURN: Duration = Duration::from_secs(1);
/// While history downloads, the menu is shown anew after this many pages.
const PAGES_A_LOOK: u32 = 10;

impl<E: Fn(Event)> Work<E> {
    /// Does what is due, at most one request of it, and says how long nothing else will be. A poll that has begun ends
    /// before anything else begins, unless it has to wait for its budget; whoever has had a turn comes last.
    pub(super) async fn turn(&mut self) -> Duration {
        self.look_at_the_clocks();
        self.connect_on().await;
        self.exports_on().await;
        self.forget_on().await;
        self.look_what_is_under_way();
        let rest = self.take_turn().await;
        let waits_for_others = self.forgetting.as_ref().is_some_and(Forgetting::waits_for_others);
        if waits_for_others { rest.min(OTHERS_TURN) } else { rest }
    }

    async fn take_turn(&mut self) -> Duration {
        let now = self.now();
        if self.damaged.take() && !self.watches.is_empty() {
            let mut out = self.out.take(self.watches.pop_front());
            if let Some(watch) = &mut out.watch {
                self.failed(watch, Fault::Ledger(LedgerError::Broken(String::new())), now);
            }
            self.watches.extend(out.watch.take());
            self.watches.rotate_right(1);
        }
        if now >= self.midnight {
            self.emit_all_figures(now);
        }
        if now >= self.quiet_until {
            self.quiet_until = Timestamp::MAX;
            self.watches.iter().for_each(|watch| self.emit_outbox(watch));
            // Those of another organization may last longer.
            self.look_at_the_calendar(now);
            // The menu says until when notifications are paused.
            self.emit_shown_health();
        }
        if let Some(rest) = self.sleeps() {
            return rest;
        }
        if self.watches.is_empty() {
            // Nothing to poll and nothing that a clock could change.
            return Duration::from_secs(24 * 60 * 60);
        }
        let asking = self.watches.iter().position(Watch::is_asking);
        let poll = asking.or_else(|| self.watches.iter().position(|watch| watch.is_due(now)));
        let (download, rest) = if poll.is_some() { (None, Duration::ZERO) } else { self.next_download(now) };
        let mut out = self.out.take(poll.or(download).and_then(|place| self.watches.remove(place)));
        let Some(watch) = &mut out.watch else { return rest };
        let pause = match poll {
            Some(_) if watch.is_asking() => self.ask_poll(watch, now).await,
            Some(_) if watch.poll.is_some() => self.go_on(watch, now),
            Some(_) => self.begin_poll(watch, now).await,
            None => self.ask_download(watch, now).await,
        };
        // A poll is not left in its middle, and its turn is not over before it has begun.
        let is_asking = watch.is_asking();
        self.watches.extend(out.watch.take());
        if is_asking {
            self.watches.rotate_right(1);
        }
        if std::mem::take(&mut self.read_again) {
            self.load();
        }
        pause
    }

    /// Whose download may ask now, or how long nothing is to be done.
    fn next_download(&mut self, now: Timestamp) -> (Option<usize>, Duration) {
        let mut rest =
            Duration::try_from(self.midnight.min(self.quiet_until).duration_since(now)).unwrap_or(Duration::ZERO);
        for (place, watch) in self.watches.iter_mut().enumerate() {
            match watch.take_request(now) {
                Ok(()) => return (Some(place), Duration::ZERO),
                Err(wait) => rest = rest.min(wait),
            }
        }
        (None, rest)
    }

    async fn begin_poll(&mut self, watch: &mut Watch, now: Timestamp) -> Duration {
        if !self.has_its_ledger(watch, now) {
            return Duration::ZERO;
        }
        if watch.account.is_none() && !self.open_account(watch, now).await {
            return Duration::ZERO;
        }
        let lock = match self.sync_lock(watch, now) {
            Ok(lock) => Some(lock),
            Err(pause) => return pause,
        };
        let (Some(ledger), Some(account)) = (&self.ledger, &watch.account) else { return Duration::ZERO };
        match ledger.marks(account.organization.id) {
            Ok(marks) => {
                let unfinished = std::mem::take(&mut watch.unfinished);
                let session = Session::poll(&marks, unfinished, watch.first_poll, now);
                watch.poll = Some(Poll { session, lock });
                watch.health.refreshing = true;
                self.emit_health(watch);
                Duration::ZERO
            }
            Err(error) => {
                // Mending a ledger needs it.
                drop(lock);
                self.failed(watch, Fault::Ledger(error), now)
            }
        }
    }

    /// Goes on with a poll that has waited for its budget.
    fn go_on(&mut self, watch: &mut Watch, now: Timestamp) -> Duration {
        // Whoever had the lock meanwhile may have begun the ledger anew, or disconnected the organization.
        if !self.has_its_ledger(watch, now) {
            return Duration::ZERO;
        }
        match self.sync_lock(watch, now) {
            Ok(lock) => {
                if let Some(poll) = &mut watch.poll {
                    poll.lock = Some(lock);
                }
            }
            Err(pause) => return pause,
        }
        Duration::ZERO
    }

    async fn ask_poll(&mut self, watch: &mut Watch, now: Timestamp) -> Duration {
        // A poll is three requests, but after a night of many sales it is as many as there are pages of them.
        if watch.budget.take(now).is_err() {
            // Whoever else syncs, here or in another process, is not kept waiting.
            if let Some(poll) = &mut watch.poll {
                poll.lock = None;
            }
            return Duration::ZERO;
        }
        let (Some(Poll { session, .. }), Some(ledger), Some(account)) =
            (&mut watch.poll, &mut self.ledger, &watch.account)
        else {
            watch.poll = None;
            return Duration::ZERO;
        };
        let organization = &account.organization;
        let (id, environment) = (organization.id, organization.environment);
        let stepped = step(session, ledger, &account.http, id, environment, now).await;
        self.look_at_the_clocks_after(watch);
        match stepped {
            Ok(Some(outcome)) => self.took(watch, outcome),
            Ok(None) => self.polled(watch, self.now()),
            Err(fault) => return self.failed(watch, fault, self.now()),
        }
        Duration::ZERO
    }

    /// The lock of everybody who syncs in this home.
    ///
    /// # Errors
    /// How long to wait, while another process has it.
    fn sync_lock(&mut self, watch: &mut Watch, now: Timestamp) -> Result<SyncLock, Duration> {
        match SyncLock::try_take(&self.world().home.sync_lock()) {
            Ok(Some(lock)) => Ok(lock),
            Ok(None) => Err(OTHERS_TURN),
            Err(error) => Err(self.failed(watch, Fault::Ledger(LedgerError::Unwritable(error.to_string())), now)),
        }
    }

    async fn ask_download(&mut self, watch: &mut Watch, now: Timestamp) -> Duration {
        let lock = match SyncLock::try_take(&self.world().home.sync_lock()) {
            Ok(Some(lock)) => lock,
            _ => return OTHERS_TURN,
        };
        let (Some(session), Some(ledger), Some(account)) = (&mut watch.download, &mut self.ledger, &watch.account)
        else {
            watch.download = None;
            return Duration::ZERO;
        };
        let organization = &account.organization;
        let (id, environment) = (organization.id, organization.environment);
        let stepped = step(session, ledger, &account.http, id, environment, now).await;
        drop(lock);
        self.look_at_the_clocks_after(watch);
        match stepped {
            Ok(Some(outcome)) => {
                self.took(watch, outcome);
                watch.pages += 1;
                if watch.pages.is_multiple_of(PAGES_A_LOOK) {
                    self.emit_health(watch);
                    self.emit_figures(watch, now);
                }
            }
            Ok(None) => {
                watch.download = None;
                watch.health.download = None;
                watch.budget = Budget::polling();
                self.emit_health(watch);
                self.emit_outbox(watch);
                self.emit_figures(watch, self.now());
                // So much at once comes never again.
                memory::give_back();
            }
            Err(fault) => return self.failed(watch, fault, self.now()),
        }
        Duration::ZERO
    }

    fn took(&mut self, watch: &mut Watch, outcome: Outcome) {
        let Some(id) = watch.id() else { return };
        watch.changed |= outcome.applied != Applied::default();
        if let (Some(of), Some(left)) = (outcome.history_of, outcome.history_left)
            && let Some(counts) = self.ledger.as_ref().and_then(|ledger| self.met(ledger.counts(id)))
        {
            let rows = match of {
                History::Orders => counts.orders,
                History::Subscriptions => counts.subscriptions,
            };
            watch.health.download = Some(Progress::after(watch.health.download, of, rows, left));
        }
        for rejected in outcome.rejected.iter().filter(|rejected| watch.is_unheard_of(rejected)) {
            tracing::warn!(path = %rejected.path, reason = %rejected.reason, "a row of Polar's could not be read");
        }
        #[cfg(debug_assertions)]
        diagnosis::rehearsal::of("worker");
        if !outcome.names.is_empty() || !outcome.comments.is_empty() {
            let names = Names {
                customers: outcome.names.into_iter().collect(),
                comments: outcome.comments.into_iter().collect(),
            };
            (self.emit)(Event::Named(id, names));
        }
    }

    fn polled(&mut self, watch: &mut Watch, now: Timestamp) {
        watch.stop_poll();
        watch.first_poll = false;
        watch.schedule.succeeded(now);
        self.keep_apart(watch);
        if is_of_the_network(watch) {
            self.network_is_back(now);
        }
        if std::mem::take(&mut watch.again) {
            watch.schedule.asked(now);
        }
        watch.health.trouble = None;
        watch.health.last_success = Some(now);
        if let (Some(ledger), Some(account)) = (&self.ledger, &watch.account) {
            let organization = &account.organization;
            if watch.download.is_none()
                && self.met(ledger.marks(organization.id)).is_some_and(|marks| !Session::is_history_whole(&marks))
            {
                watch.budget = Budget::downloading(organization.environment);
                watch.download = Some(Session::complete());
            }
            if let Some(Some(stored)) = self.met(connected::stored(ledger, organization.id))
                && watch.organization.as_ref() != Some(&stored.organization)
            {
                watch.organization = Some(stored.organization.clone());
                (self.emit)(Event::Renamed(stored.organization));
            }
        }
        self.look_out(watch, now);
        self.emit_health(watch);
        // Before the figures, with which the names go that no row of the menu needs.
        self.emit_outbox(watch);
        self.emit_figures(watch, now);
    }

    /// Looks for what no single row says; whatever stops it does not stop the poll, and the next one looks again.
    fn look_out(&mut self, watch: &mut Watch, now: Timestamp) {
        let (Some(ledger), Some(id)) = (&mut self.ledger, watch.id()) else { return };
        match lookout::look(ledger, id, &self.zone, watch.changed, now) {
            Ok(looked) => {
                watch.changed &= !looked;
                self.log_once(UNSEEN, None);
            }
            Err(error) => {
                self.log_once(UNSEEN, Some(&error));
                self.met::<()>(Err(error));
            }
        }
    }

    /// Polls of several organizations keep apart, so that not all are asked about at once.
    fn keep_apart(&self, watch: &mut Watch) {
        let others = i32::try_from(self.watches.len()).unwrap_or(i32::MAX);
        // A little less than a share each: what is always a little late must not push the next one on.
        let gap = self.interval() / others.saturating_add(2);
        watch.schedule.keep_apart(self.watches.iter().map(|other| other.schedule.due()), gap);
    }

    /// Whoever else has found the network gone need not wait until their own turn to find it back.
    pub(super) fn network_is_back(&mut self, now: Timestamp) {
        self.watches.iter_mut().filter(|other| is_of_the_network(other)).for_each(|other| other.schedule.asked(now));
    }

    pub(super) fn failed(&mut self, watch: &mut Watch, fault: Fault, now: Timestamp) -> Duration {
        watch.stop_poll();
        watch.health.trouble = Some(Trouble::from(&fault));
        match fault {
            Fault::Polar(trouble) => {
                if matches!(trouble, polar::Trouble::RateLimited(_)) {
                    watch.budget.halve(now);
                }
                if trouble == polar::Trouble::Unauthorized {
                    watch.account = None;
                    self.opened.retain(|id, _| Some(*id) != watch.id());
                }
                watch.schedule.failed(&trouble, now, clock::chance());
                if self.has_no_network() && is_of_the_network(watch) {
                    watch.schedule.without_network(now);
                }
            }
            Fault::OrganizationGone => watch.schedule.failed(&polar::Trouble::NotFound, now, clock::chance()),
            Fault::Ledger(error) => self.mend(watch, &error, now),
        }
        self.emit_health(watch);
        // What was stored before it stopped, or waits since another day, waits for no network.
        self.emit_outbox(watch);
        Duration::ZERO
    }
}

/// Whether the trouble is one that a network that comes back ends.
fn is_of_the_network(watch: &Watch) -> bool {
    use polar::Trouble::{Cut, Offline, Timeout};
    matches!(watch.health.trouble, Some(Trouble::Polar(Offline | Timeout | Cut)))
}
