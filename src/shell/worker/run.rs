use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use tokio::sync::mpsc;

use super::Job;
use crate::app::{Event, FormError, Health, Settings, Trouble};
use crate::domain::{Environment, Organization, OrganizationId};
use crate::polar::AccessToken;
use crate::shell::account::{self, Account};
use crate::shell::{SyncLock, World, clock, ledger_file, ledger_sentence, settings_file};
use crate::store::{Ledger, LedgerError};
use crate::sync::{Budget, Schedule, Session, Unfinished};

/// The menu was opened: figures older than this are refreshed.
const OLD: SignedDuration = SignedDuration::from_secs(30);

/// Works until it is dropped.
pub(super) async fn run(world: World, mut jobs: mpsc::UnboundedReceiver<Job>, emit: impl Fn(Event)) {
    let mut worker = Work::new(world, emit);
    worker.load(None);
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

/// What the worker knows between two turns.
pub(super) struct Work<E> {
    pub(super) owner: World,
    pub(super) sample: Option<World>,
    pub(super) emit: E,
    pub(super) settings: Settings,
    pub(super) zone: TimeZone,
    pub(super) ledger: Option<Ledger>,
    /// Which file the ledger was opened from: it may be removed or moved aside meanwhile.
    pub(super) file: Option<(u64, u64)>,
    /// Whose figures are shown; known from the ledger before any token is read.
    pub(super) organization: Option<Organization>,
    pub(super) account: Option<Account>,
    pub(super) schedule: Schedule,
    pub(super) budget: Budget,
    pub(super) poll: Option<(Session, SyncLock)>,
    pub(super) download: Option<Session>,
    pub(super) unfinished: Unfinished,
    pub(super) first_poll: bool,
    pub(super) pages: u32,
    /// The owner asked while a refresh was under way.
    pub(super) again: bool,
    pub(super) health: Health,
    /// What is wrong with the settings, until the owner has pressed or chosen something.
    pub(super) complaint: Option<String>,
    /// Figures change at this instant although nothing else does.
    pub(super) midnight: Timestamp,
}

impl<E: Fn(Event)> Work<E> {
    pub(super) fn new(owner: World, emit: E) -> Self {
        let now = clock::now();
        // Those of the owner are read with everything else, once: a broken file is told of by whoever reads it first.
        let settings = Settings::default();
        Self {
            zone: owner.zones.of(&settings),
            schedule: Schedule::new(interval(&settings), now),
            owner,
            sample: None,
            emit,
            settings,
            ledger: None,
            file: None,
            organization: None,
            account: None,
            budget: Budget::polling(),
            poll: None,
            download: None,
            unfinished: Unfinished::default(),
            first_poll: true,
            pages: 0,
            again: false,
            health: Health::default(),
            complaint: None,
            midnight: Timestamp::MAX,
        }
    }

    pub(super) fn world(&self) -> &World {
        self.sample.as_ref().unwrap_or(&self.owner)
    }

    /// Reads what is there and shows it, before any request: the organization `wanted`, or the one of last.
    pub(super) fn load(&mut self, wanted: Option<OrganizationId>) {
        let now = clock::now();
        let first_launch = self.world().is_first_launch();
        let (settings, complaint) = self.world().settings();
        self.settings = settings.clone();
        (self.ledger, self.file, self.organization, self.account) = (None, None, None, None);
        (self.poll, self.download, self.unfinished) = (None, None, Unfinished::default());
        (self.first_poll, self.again, self.health) = (true, false, Health::default());
        self.budget = Budget::polling();
        self.schedule = Schedule::new(interval(&settings), now);
        let opened = self.open_ledger(now);
        let stored = match (&self.ledger, opened) {
            (Some(ledger), Ok(())) => {
                let wanted = wanted.map(|id| id.to_string());
                account::chosen(ledger, wanted.as_deref()).ok().flatten()
            }
            _ => None,
        };
        self.organization = stored.as_ref().map(|stored| stored.organization.clone());
        self.health.last_success = stored.and_then(|stored| stored.last_success);
        self.complaint = complaint;
        if self.health.trouble.is_none() {
            self.health.trouble = self.standing_trouble();
        }
        // With a token of the environment, or a ledger that cannot be read, it is not known yet whose figures these are.
        if self.organization.is_some() || (self.world().token.is_none() && self.ledger.is_some()) {
            self.emit_loaded(first_launch, settings);
        }
        self.emit_health();
        self.emit_figures(now);
    }

    /// What is wrong although Polar and the ledger are fine.
    pub(super) fn standing_trouble(&self) -> Option<Trouble> {
        self.complaint.clone().map(Trouble::Setup)
    }

    pub(super) fn open_ledger(&mut self, now: Timestamp) -> Result<(), LedgerError> {
        let home = self.world().home.clone();
        match ledger_file::open(&home, now) {
            Ok((ledger, replaced)) => {
                self.ledger = Some(ledger);
                self.file = ledger_file::identity(&home);
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

    pub(super) async fn job(&mut self, job: Job) {
        let now = clock::now();
        match job {
            Job::Refresh => {
                self.complaint = None;
                self.schedule.asked(now);
                // What is under way may have asked before the owner's reason to ask came about.
                self.again = self.poll.is_some();
            }
            Job::RefreshIfOld => {
                let old = self.health.last_success.is_none_or(|at| now.duration_since(at) > OLD);
                // A network that is gone may be back; what only the owner can end is not asked about again.
                let hopeless =
                    self.schedule.is_failing() && self.health.trouble.as_ref().is_some_and(Trouble::needs_the_owner);
                if old && !hopeless {
                    self.schedule.asked(now);
                }
            }
            Job::LookAtTheClock => self.emit_figures(now),
            Job::Reload => self.load(None),
            Job::Connect { token, organization, environment } => {
                self.connect(&token, &organization, environment).await;
            }
            Job::Settle(ids) => self.settle(ids, now),
            Job::StartSample => match World::of_sample_data() {
                Ok(sample) => {
                    self.sample = Some(sample);
                    self.load(None);
                }
                Err(error) => {
                    self.health.trouble = Some(Trouble::Setup(error.to_string()));
                    self.emit_health();
                }
            },
            Job::StopSample => {
                self.ledger = None;
                self.sample = None;
                self.load(None);
            }
            Job::Settings(settings) => self.keep(*settings, now),
        }
    }

    fn keep(&mut self, settings: Settings, now: Timestamp) {
        self.schedule.set_interval(interval(&settings), now);
        self.settings = settings;
        if self.complaint.take().is_some() {
            self.health.trouble = None;
        }
        if !self.world().is_sample() {
            let home = &self.world().home;
            let written = home.create().and_then(|()| settings_file::write(&home.settings(), &self.settings));
            if let Err(error) = written {
                self.complaint = Some(format!(
                    "The settings could not be saved ({error}): allow writing at {}, then choose again.",
                    home.settings().display()
                ));
            }
        }
        if self.health.trouble.is_none() {
            self.health.trouble = self.standing_trouble();
        }
        self.emit_health();
        self.emit_figures(now);
    }

    /// Records what waits in this account's outbox. Anything else is another account's and waits until that is back.
    fn settle(&mut self, mut ids: Vec<String>, now: Timestamp) {
        let (Some(ledger), Some(organization)) = (&mut self.ledger, &self.organization) else { return };
        let settled = ledger.outbox(organization.id).and_then(|waiting| {
            ids.retain(|id| waiting.iter().any(|entry| entry.change.stable_id() == *id));
            ledger.settle(organization.id, &ids, now)
        });
        match settled {
            Ok(()) => (self.emit)(Event::Settled(ids)),
            Err(error) => tracing::warn!(%error, "what was announced could not be recorded yet"),
        }
    }

    async fn connect(&mut self, token: &AccessToken, organization: &str, environment: Option<Environment>) {
        let now = clock::now();
        // Sample data makes way only when the owner's own account is there.
        let home = self.owner.home.clone();
        let mut ledger = match ledger_file::open(&home, now) {
            Ok((ledger, _)) => ledger,
            Err(error) => {
                let sentence = ledger_sentence(&error, &home);
                return (self.emit)(Event::ConnectFailed(FormError::Ledger(sentence)));
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
                self.load(Some(account.organization.id));
                (self.emit)(Event::Connected(account.organization.clone()));
                self.account = Some(account);
            }
        }
    }
}

fn interval(settings: &Settings) -> SignedDuration {
    SignedDuration::from_mins(i64::from(settings.interval_minutes))
}
