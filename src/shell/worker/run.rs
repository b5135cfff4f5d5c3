use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use tokio::sync::mpsc;

use super::Job;
use crate::app::{Event, FormError, Health, Settings, Trouble};
use crate::domain::{Environment, Organization};
use crate::polar::AccessToken;
use crate::shell::account::{self, Account};
use crate::shell::{SyncLock, World, clock, ledger_sentence, settings_file};
use crate::store::{Ledger, LedgerError};
use crate::sync::{Budget, Schedule, Session, Unfinished};

/// The menu was opened: figures older than this are refreshed.
const OLD: SignedDuration = SignedDuration::from_secs(30);

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

/// What the worker knows between two turns.
pub(super) struct Work<E> {
    pub(super) owner: World,
    pub(super) sample: Option<World>,
    pub(super) emit: E,
    pub(super) settings: Settings,
    pub(super) zone: TimeZone,
    pub(super) ledger: Option<Ledger>,
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
    /// Figures change at this instant although nothing else does.
    pub(super) midnight: Timestamp,
}

impl<E: Fn(Event)> Work<E> {
    pub(super) fn new(owner: World, emit: E) -> Self {
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
            again: false,
            health: Health::default(),
            midnight: Timestamp::MAX,
        }
    }

    pub(super) fn world(&self) -> &World {
        self.sample.as_ref().unwrap_or(&self.owner)
    }

    /// Reads what is there and shows it, before any request.
    pub(super) fn load(&mut self) {
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

    pub(super) fn open_ledger(&mut self, now: Timestamp) -> Result<(), LedgerError> {
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

    pub(super) async fn job(&mut self, job: Job) {
        let now = clock::now();
        match job {
            Job::Refresh => {
                if self.ledger.is_none() && self.open_ledger(now).is_ok() {
                    self.load();
                }
                self.schedule.asked(now);
                // What is under way may have asked before the owner's reason to ask came about.
                self.again = self.poll.is_some();
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

    async fn connect(&mut self, token: &AccessToken, organization: &str, environment: Option<Environment>) {
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
                self.load();
                (self.emit)(Event::Connected(account.organization.clone()));
                self.organization = Some(account.organization.clone());
                self.account = Some(account);
                self.emit_figures(now);
            }
        }
    }
}

fn interval(settings: &Settings) -> SignedDuration {
    SignedDuration::from_mins(i64::from(settings.interval_minutes))
}
