use std::cell::Cell;
use std::collections::BTreeSet;
use std::rc::Rc;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use tokio::task::JoinHandle;

use crate::app::{Health, Trouble};
use crate::domain::{Organization, OrganizationId};
use crate::polar::{self, AccessToken, Rejected};
use crate::shell::secrets::SecretError;
use crate::shell::{Account, SyncLock};
use crate::sync::{Budget, Schedule, Session, Unfinished, Wait};

/// An organization that is asked about, with everything that is its own: nobody else waits for its troubles.
pub(super) struct Watch {
    /// Which; `None` until a token of the environment has been asked, or a ledger that could not be read can be.
    pub(super) organization: Option<Organization>,
    pub(super) account: Option<Account>,
    /// The store of secrets is being asked for the token, and may be waiting for the owner.
    pub(super) token: Option<JoinHandle<Result<AccessToken, SecretError>>>,
    pub(super) schedule: Schedule,
    pub(super) budget: Budget,
    pub(super) poll: Option<Poll>,
    pub(super) download: Option<Session>,
    pub(super) unfinished: Unfinished,
    pub(super) first_poll: bool,
    pub(super) pages: u32,
    /// Something was read that records could come from, since they were looked for.
    pub(super) changed: bool,
    /// The owner asked while a refresh was under way.
    pub(super) again: bool,
    pub(super) health: Health,
    /// Rows that could not be read, as they were logged.
    logged: BTreeSet<String>,
}

/// A launch logs so many rows that cannot be read; the ledger names more to the doctor.
const LOGGED_ROWS: usize = 20;

/// A poll that has begun.
pub(super) struct Poll {
    pub(super) session: Session,
    /// Given back while the poll waits for its budget, so that others can sync meanwhile.
    pub(super) lock: Option<SyncLock>,
}

/// Where watches are left behind that were taken out when a panic came: what Polar has asked for outlives it.
#[derive(Default)]
pub(super) struct Out(Rc<Cell<Option<Watch>>>);

/// A watch that is taken out.
pub(super) struct TakenOut {
    pub(super) watch: Option<Watch>,
    out: Rc<Cell<Option<Watch>>>,
}

impl Out {
    pub(super) fn take(&self, watch: Option<Watch>) -> TakenOut {
        TakenOut { watch, out: Rc::clone(&self.0) }
    }

    /// The one that was not put back.
    pub(super) fn left_behind(&self) -> Option<Watch> {
        self.0.take()
    }
}

impl Drop for TakenOut {
    fn drop(&mut self) {
        if let Some(watch) = self.watch.take() {
            self.out.set(Some(watch));
        }
    }
}

impl Watch {
    /// One that is due at once.
    pub(super) fn new(organization: Option<Organization>, interval: SignedDuration, now: Timestamp) -> Self {
        Self {
            organization,
            account: None,
            token: None,
            schedule: Schedule::new(interval, now),
            budget: Budget::polling(),
            poll: None,
            download: None,
            unfinished: Unfinished::default(),
            first_poll: true,
            pages: 0,
            changed: true,
            again: false,
            health: Health::default(),
            logged: BTreeSet::new(),
        }
    }

    /// Whether such a row is to be logged: the same place in whichever row, for the same reason, is logged once.
    pub(super) fn is_unheard_of(&mut self, row: &Rejected) -> bool {
        let place: String = row.path.chars().filter(|sign| !sign.is_ascii_digit()).collect();
        self.logged.len() < LOGGED_ROWS && self.logged.insert(format!("{place}: {}", row.reason))
    }

    /// Goes on where `before` was with the same organization: a pause that Polar has asked for lasts, and a list that is
    /// half read is read on.
    pub(super) fn after(mut self, mut before: Self, interval: SignedDuration, now: Timestamp) -> Self {
        before.stop_poll();
        self.unfinished = before.unfinished;
        self.schedule = before.schedule;
        self.schedule.set_interval(interval, now);
        self.schedule.asked(now);
        self.budget = before.budget;
        self.logged = before.logged;
        // The owner is not asked twice by the store of secrets.
        self.token = before.token.filter(|token| !token.is_finished());
        self
    }

    pub(super) fn id(&self) -> Option<OrganizationId> {
        self.organization.as_ref().map(|organization| organization.id)
    }

    /// The owner asked for it.
    pub(super) fn asked(&mut self, now: Timestamp) {
        self.schedule.asked(now);
        // What is under way may have asked before the owner's reason to ask came about.
        self.again = self.poll.is_some();
    }

    /// Whether a poll has begun and asks, rather than waiting for its budget.
    pub(super) fn is_asking(&self) -> bool {
        self.poll.as_ref().is_some_and(|poll| poll.lock.is_some())
    }

    /// Whether a poll is to begin, or can go on.
    pub(super) fn is_due(&self, now: Timestamp) -> bool {
        match self.poll {
            Some(_) => self.pause(now).is_none(),
            None => !self.waits_for_its_token() && self.schedule.wait(now) == Wait::Now,
        }
    }

    /// How long its budget is empty; `None` when it is not.
    fn pause(&self, now: Timestamp) -> Option<Duration> {
        self.budget.clone().take(now).err()
    }

    /// The system says that there is no network. What only the owner can end is not hidden by that.
    pub(super) fn has_no_network(&mut self, now: Timestamp) {
        self.stop_poll();
        if !self.health.trouble.as_ref().is_some_and(Trouble::needs_the_owner) {
            self.health.trouble = Some(Trouble::Polar(polar::Trouble::Offline));
            self.schedule.without_network(now);
        }
    }

    /// Ends a poll early; what it has half read is read on by a later one.
    pub(super) fn stop_poll(&mut self) {
        if let Some(poll) = self.poll.take() {
            self.unfinished = poll.session.unfinished();
        }
        self.health.refreshing = false;
    }

    /// The ledger is another one: what was half read into the one before is read from its start.
    pub(super) fn begin_anew(&mut self) {
        (self.poll, self.download, self.unfinished) = (None, None, Unfinished::default());
        self.health.refreshing = false;
    }

    /// Takes a request of its download out of the budget, or says how long nothing is to be done here.
    ///
    /// # Errors
    /// The time to wait.
    pub(super) fn take_request(&mut self, now: Timestamp) -> Result<(), Duration> {
        match self.schedule.wait(now) {
            _ if self.waits_for_its_token() => Err(Schedule::SLICE),
            _ if self.poll.is_some() => Err(self.pause(now).unwrap_or_default()),
            // After a failure a poll finds out first whether Polar is there again.
            Wait::Sleep(wait) if self.download.is_some() && !self.schedule.is_failing() => {
                self.budget.take(now).map_err(|pause| pause.min(wait))
            }
            Wait::Sleep(wait) => Err(wait),
            Wait::Now => Err(Duration::ZERO),
            Wait::Blocked => Err(Schedule::SLICE),
        }
    }

    pub(super) fn waits_for_its_token(&self) -> bool {
        self.token.as_ref().is_some_and(|token| !token.is_finished())
    }
}
