use std::time::Duration;

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use tokio::sync::mpsc;

use super::Job;
use crate::app::{Event, Health, Names, Progress, Settings, Trouble};
use crate::domain::Organization;
use crate::figures::Calendar;
use crate::polar;
use crate::shell::account::{self, Account, NoAccount};
use crate::shell::{SyncLock, World, clock, desk, settings_file};
use crate::store::{Ledger, LedgerError};
use crate::sync::{Budget, Fault, Outcome, Schedule, Session, Unfinished, Wait, step};

/// The menu was opened: figures older than this are refreshed.
const OLD: SignedDuration = SignedDuration::from_secs(30);
/// While another process syncs, look again after this long.
const OTHERS_TURN: Duration = Duration::from_secs(1);
/// While history downloads, the menu is shown anew after this many pages.
const PAGES_A_LOOK: u32 = 10;

/// Works until it is dropped.
pub(super) async fn run(world: World, mut jobs: mpsc::UnboundedReceiver<Job>, emit: impl Fn(Event)) {
    let mut worker = Work::new(world, emit);
    worker.load();
    loop {
        let pause = worker.turn().await;
        tokio::select! {
            biased;
            job = jobs.recv() => match job {
                Some(job) => worker.job(job).await,
                None => return,
            },
            () = tokio::time::sleep(pause) => {}
        }
    }
}

struct Work<E> {
    owner: World,
    sample: Option<World>,
    emit: E,
    settings: Settings,
    zone: TimeZone,
    ledger: Option<Ledger>,
    /// Whose figures are shown; known from the ledger before any token is read.
    organization: Option<Organization>,
    account: Option<Account>,
    schedule: Schedule,
    budget: Budget,
    poll: Option<(Session, SyncLock)>,
    download: Option<Session>,
    unfinished: Unfinished,
    first_poll: bool,
    pages: u32,
    health: Health,
    /// Figures change at this instant although nothing else does.
    midnight: Timestamp,
}

impl<E: Fn(Event)> Work<E> {
    fn new(owner: World, emit: E) -> Self {
        let now = clock::now();
        let (settings, _) = owner.settings();
        Self {
            zone: owner.zones.of(&settings),
            schedule: Schedule::new(interval(&settings), now),
            owner,
            sample: None,
            emit,
            settings,
            ledger: None,
            organization: None,
            account: None,
            budget: Budget::polling(),
            poll: None,
            download: None,
            unfinished: Unfinished::default(),
            first_poll: true,
            pages: 0,
            health: Health::default(),
            midnight: Timestamp::MAX,
        }
    }

    fn world(&self) -> &World {
        self.sample.as_ref().unwrap_or(&self.owner)
    }

    /// Reads what is there and shows it, before any request.
    fn load(&mut self) {
        let now = clock::now();
        let first_launch = self.world().is_first_launch();
        let (settings, complaint) = self.world().settings();
        self.zone = self.world().zones.of(&settings);
        self.settings = settings.clone();
        (self.ledger, self.organization, self.account) = (None, None, None);
        (self.poll, self.download, self.unfinished) = (None, None, Unfinished::default());
        (self.first_poll, self.health) = (true, Health::default());
        self.schedule = Schedule::new(interval(&settings), now);
        let opened = self.open_ledger(now);
        let stored = match (&self.ledger, opened) {
            (Some(ledger), Ok(())) => account::chosen(ledger, None).ok().flatten(),
            _ => None,
        };
        self.organization = stored.as_ref().map(|stored| stored.organization.clone());
        self.health.last_success = stored.and_then(|stored| stored.last_success);
        if let Some(complaint) = complaint {
            self.health.trouble.get_or_insert(Trouble::Setup(complaint));
        }
        if self.organization.is_some() || self.world().token.is_none() {
            self.emit_loaded(first_launch, settings);
        }
        self.emit_health();
        self.emit_figures(now);
    }

    fn emit_loaded(&self, first_launch: bool, settings: Settings) {
        (self.emit)(Event::Loaded {
            organization: self.organization.clone(),
            sample: self.world().is_sample(),
            first_launch,
            settings: Box::new(settings),
        });
    }

    fn open_ledger(&mut self, now: Timestamp) -> Result<(), LedgerError> {
        let home = self.world().home.clone();
        let opened = home
            .create()
            .map_err(|error| LedgerError::Unwritable(error.to_string()))
            .and_then(|()| Ledger::open_or_begin_anew(&home.ledger(), &now.as_second().to_string()));
        match opened {
            Ok((ledger, replaced)) => {
                self.ledger = Some(ledger);
                if replaced {
                    self.health.trouble = Some(Trouble::LedgerReplaced);
                }
                Ok(())
            }
            Err(error) => {
                self.health.trouble = Some(Trouble::from(&error));
                Err(error)
            }
        }
    }

    async fn job(&mut self, job: Job) {
        let now = clock::now();
        match job {
            Job::Refresh => {
                if self.ledger.is_none() && self.open_ledger(now).is_ok() {
                    self.load();
                }
                self.schedule.asked(now);
            }
            Job::RefreshIfOld => {
                let old = self.health.last_success.is_none_or(|at| now.duration_since(at) > OLD);
                if old && self.health.trouble.is_none() {
                    self.schedule.asked(now);
                }
            }
            Job::LookAtTheClock => {
                self.zone = self.world().zones.of(&self.settings);
                self.emit_figures(now);
            }
            Job::Reload => self.load(),
            Job::Connect { token, organization, environment } => {
                self.connect(&token, &organization, environment).await;
            }
            Job::Settle(ids) => self.settle(ids, now),
            Job::StartSample => match World::of_sample_data() {
                Ok(sample) => {
                    self.sample = Some(sample);
                    self.load();
                }
                Err(error) => {
                    self.health.trouble = Some(Trouble::Setup(error.to_string()));
                    self.emit_health();
                }
            },
            Job::StopSample => {
                self.ledger = None;
                self.sample = None;
                self.load();
            }
            Job::Settings(settings) => self.keep(*settings, now),
        }
    }

    fn keep(&mut self, settings: Settings, now: Timestamp) {
        self.schedule.set_interval(interval(&settings), now);
        self.settings = settings;
        self.zone = self.world().zones.of(&self.settings);
        if !self.world().is_sample() {
            let home = &self.world().home;
            let written = home.create().and_then(|()| settings_file::write(&home.settings(), &self.settings));
            if let Err(error) = written {
                self.health.trouble = Some(Trouble::LedgerUnwritable(error.to_string()));
                self.emit_health();
            }
        }
    }

    fn settle(&mut self, ids: Vec<String>, now: Timestamp) {
        if let (Some(ledger), Some(organization)) = (&mut self.ledger, &self.organization)
            && ledger.settle(organization.id, &ids, now).is_ok()
        {
            (self.emit)(Event::Settled(ids));
        }
    }

    async fn connect(
        &mut self,
        token: &polar::AccessToken,
        organization: &str,
        environment: Option<crate::domain::Environment>,
    ) {
        let now = clock::now();
        // Sample data makes way only when the owner's own account is there.
        let home = self.owner.home.clone();
        let opened = home
            .create()
            .map_err(|error| LedgerError::Unwritable(error.to_string()))
            .and_then(|()| Ledger::open_or_begin_anew(&home.ledger(), &now.as_second().to_string()));
        let mut ledger = match opened {
            Ok((ledger, _)) => ledger,
            Err(error) => {
                let sentence = crate::shell::ledger_sentence(&error, &home);
                return (self.emit)(Event::ConnectFailed(crate::app::FormError::Ledger(sentence)));
            }
        };
        let emit = &self.emit;
        let progress = |step| emit(Event::Connecting(step));
        let connected = account::connect(&self.owner, &mut ledger, token, organization, environment, now, progress);
        match connected.await {
            Err(error) => (self.emit)(Event::ConnectFailed(error)),
            Ok(account) => {
                self.ledger = None;
                self.sample = None;
                self.load();
                (self.emit)(Event::Connected(account.organization.clone()));
                self.organization = Some(account.organization.clone());
                self.account = Some(account);
                self.emit_figures(now);
            }
        }
    }

    /// Does what is due, at most one request of it, and says how long nothing else will be.
    async fn turn(&mut self) -> Duration {
        let now = clock::now();
        if now >= self.midnight {
            self.emit_figures(now);
        }
        if self.organization.is_none() && self.world().token.is_none() {
            // Nothing to poll and nothing that a clock could change.
            return Duration::from_secs(24 * 60 * 60);
        }
        if self.poll.is_some() {
            return self.ask_poll(now).await;
        }
        match self.schedule.wait(now) {
            Wait::Now => self.begin_poll(now).await,
            Wait::Sleep(wait) if self.download.is_some() => match self.budget.take(now) {
                Ok(()) => self.ask_download(now).await,
                Err(pause) => pause.min(wait),
            },
            Wait::Sleep(wait) => self.until_midnight(now).min(wait),
            Wait::Blocked => self.until_midnight(now).min(Schedule::SLICE),
        }
    }

    fn until_midnight(&self, now: Timestamp) -> Duration {
        Duration::try_from(self.midnight.duration_since(now)).unwrap_or(Duration::ZERO)
    }

    async fn begin_poll(&mut self, now: Timestamp) -> Duration {
        if self.ledger.is_none() && self.open_ledger(now).is_err() {
            self.schedule.failed(&polar::Trouble::Server(0), now, clock::chance());
            self.emit_health();
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

    async fn open_account(&mut self, now: Timestamp) -> bool {
        let world = self.sample.as_ref().unwrap_or(&self.owner);
        let Some(ledger) = &mut self.ledger else { return false };
        match account::open(world, ledger, None, now).await {
            Ok(account) => {
                let shown = self.organization.as_ref().map(|organization| organization.id);
                if shown != Some(account.organization.id) {
                    self.organization = Some(account.organization.clone());
                    self.emit_loaded(false, self.settings.clone());
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

    async fn ask_poll(&mut self, now: Timestamp) -> Duration {
        let (Some((session, _)), Some(ledger), Some(account)) = (&mut self.poll, &mut self.ledger, &self.account) else {
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
        self.health.trouble = None;
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
        if !matches!(error, LedgerError::Broken(_)) {
            self.ledger = None;
            return;
        }
        self.ledger = None;
        self.download = None;
        let home = self.world().home.clone();
        let Ok(Some(_lock)) = SyncLock::try_take(&home.sync_lock()) else { return };
        let Ok(mut ledger) = Ledger::begin_anew(&home.ledger(), &now.as_second().to_string()) else { return };
        if let Some(account) = &self.account
            && ledger.connect(&account.organization, account.http.origin().as_str(), now).is_ok()
        {
            self.health.trouble = Some(Trouble::LedgerReplaced);
            self.schedule.asked(now);
        }
        self.ledger = Some(ledger);
    }

    fn emit_health(&self) {
        (self.emit)(Event::Health(Box::new(self.health.clone())));
    }

    fn emit_figures(&mut self, now: Timestamp) {
        self.midnight = Calendar::at(now, &self.zone).next_midnight();
        let (Some(ledger), Some(organization)) = (&self.ledger, &self.organization) else { return };
        match desk::report(ledger, organization.id, &self.zone, now) {
            Ok(report) => (self.emit)(Event::Figures(Box::new(report))),
            Err(error) => {
                self.health.trouble = Some(Trouble::from(&error));
                self.emit_health();
            }
        }
    }

    fn emit_outbox(&self) {
        let (Some(ledger), Some(organization)) = (&self.ledger, &self.organization) else { return };
        match ledger.outbox(organization.id) {
            Ok(outbox) if !outbox.is_empty() => (self.emit)(Event::Outbox(outbox)),
            Ok(_) => {}
            Err(error) => tracing::warn!(%error, "the outbox could not be read"),
        }
    }
}

fn interval(settings: &Settings) -> SignedDuration {
    SignedDuration::from_mins(i64::from(settings.interval_minutes))
}
