use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, VecDeque};
use std::sync::Arc;
use std::time::Duration;

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use tokio::sync::Notify;

use super::clocks::Clocks;
use super::connecting::Connecting;
use super::exporting::Exporting;
use super::forgetting::Forgetting;
use super::mishaps::{Mishaps, Queue, UnderWay};
use super::standing::Standing;
use super::watch::{Out, Watch};
use super::{Job, Place};
use crate::app::{Event, Settings, Trouble};
use crate::domain::OrganizationId;
use crate::shell::diagnosis::Once;
use crate::shell::{Account, World, accounts_file, clock, settings_file};
use crate::store::Ledger;
use crate::view::words;

const UNRECORDED: &str = "what was announced could not be recorded yet";
/// The menu was opened: figures older than this are refreshed.
const OLD: SignedDuration = SignedDuration::from_secs(30);

/// Works after `rest` until it is dropped, which may happen in the middle of a request.
pub(super) async fn run(worker: &mut Work<impl Fn(Event)>, jobs: &mut Queue, rest: Duration) {
    tokio::select! {
        () = jobs.rest(rest) => {}
        () = worker.tell_exports() => {}
    }
    worker.begins();
    worker.load();
    let woken = Arc::clone(&worker.woken);
    loop {
        let pause = worker.turn().await;
        tokio::select! {
            biased;
            job = jobs.next() => match job {
                Some(job) => worker.job(job).await,
                None => return,
            },
            () = woken.notified() => {}
            () = tokio::time::sleep(pause) => {}
        }
    }
}

/// Does what was asked for before the end and must not be lost with it.
pub(super) fn finish(worker: &mut Work<impl Fn(Event)>, jobs: &mut Queue) {
    while let Some(job) = jobs.waiting() {
        match job {
            Job::Settings(settings) => worker.keep(*settings, worker.now()),
            Job::Settle { organization, ids } => worker.settle(organization, &ids),
            Job::Choose(organization) => worker.keep_choice(organization),
            Job::LaunchAtLogin(on) => worker.launch_at_login(on),
            _ => {}
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
    /// Which log belongs to it, likewise.
    pub(super) log: Option<(u64, u64)>,
    /// Who is asked about, in the order of whose turn it is. The one that is being asked about is taken out meanwhile.
    pub(super) watches: VecDeque<Watch>,
    /// Where a watch that is taken out goes when it is not put back: a panic has come between.
    pub(super) out: Out,
    /// Accounts that were opened with a token of the store of secrets: it is asked once for each, until the token may be
    /// another.
    pub(super) opened: BTreeMap<OrganizationId, Account>,
    /// What the clocks showed last.
    pub(super) clocks: Clocks,
    /// How the computer stands.
    pub(super) standing: Standing,
    /// Whose figures are shown; known from the ledger before any token is read.
    pub(super) shown: Option<OrganizationId>,
    /// A store of secrets has answered at last.
    pub(super) woken: Arc<Notify>,
    /// A connection whose token is being kept.
    pub(super) connecting: Option<Connecting>,
    /// Where the ledger is, for who reads it beside the worker.
    pub(super) place: Place,
    /// Exports that are under way.
    pub(super) exporting: Vec<Exporting>,
    /// What is being forgotten.
    pub(super) forgetting: Option<Forgetting>,
    /// Who is connected has changed: everything is read again when the turn is over.
    pub(super) read_again: bool,
    /// What is wrong with the settings, until the owner has pressed or chosen something.
    pub(super) complaint: Option<String>,
    /// A part of the ledger that was read has turned out to be damaged.
    pub(super) damaged: Cell<bool>,
    /// When the ledger was last begun anew because it was damaged.
    pub(super) begun_anew: Option<Timestamp>,
    /// Figures change at this instant although nothing else does.
    pub(super) midnight: Timestamp,
    /// When quiet hours end that last now: what waits in the outboxes is told then. The end of time when none last.
    pub(super) quiet_until: Timestamp,
    /// How often it has panicked.
    pub(super) mishaps: Mishaps,
    /// What the owner waits for.
    pub(super) under_way: UnderWay,
    /// What has been logged.
    pub(super) logged: RefCell<Once>,
}

impl<E: Fn(Event)> Work<E> {
    pub(super) fn new(owner: World, place: Place, emit: E) -> Self {
        // Those of the owner are read with everything else, once: a broken file is told of by whoever reads it first.
        let settings = Settings::default();
        Self {
            zone: owner.zones.of(&settings),
            clocks: Clocks::new(&owner.clock),
            owner,
            sample: None,
            emit,
            settings,
            ledger: None,
            file: None,
            log: None,
            watches: VecDeque::new(),
            out: Out::default(),
            opened: BTreeMap::new(),
            standing: Standing::default(),
            shown: None,
            woken: Arc::default(),
            connecting: None,
            place,
            exporting: Vec::new(),
            forgetting: None,
            read_again: false,
            complaint: None,
            damaged: Cell::default(),
            begun_anew: None,
            midnight: Timestamp::MAX,
            quiet_until: Timestamp::MAX,
            mishaps: Mishaps::default(),
            under_way: UnderWay::default(),
            logged: RefCell::default(),
        }
    }

    /// The present instant, as this worker's world has it.
    pub(super) fn now(&self) -> Timestamp {
        self.owner.clock.now()
    }

    pub(super) fn world(&self) -> &World {
        self.sample.as_ref().unwrap_or(&self.owner)
    }

    pub(super) async fn job(&mut self, job: Job) {
        if let Job::LookAtTheClock = job {
            clock::look_at_the_zone_again();
        }
        // What is asked for is planned by the clock as it is now.
        let is_told = self.look_at_the_clocks();
        let now = self.now();
        self.under_way.begins(&job);
        match job {
            Job::Refresh => {
                self.complain(None);
                self.watches.iter_mut().for_each(|watch| watch.asked(now));
            }
            Job::RefreshIfOld => {
                let (shown, no_network) = (self.shown, self.has_no_network());
                for watch in self.watches.iter_mut().filter(|watch| watch.id() == shown) {
                    // What was read in a time that is still to come was read by a clock that was wrong.
                    let old = watch.health.last_success.is_none_or(|at| now.duration_since(at).abs() > OLD);
                    // A network that is gone may be back; what only the owner can end is not asked about again.
                    let for_the_owner = watch.health.trouble.as_ref().is_some_and(Trouble::needs_the_owner);
                    if old && !(watch.schedule.is_failing() && (for_the_owner || no_network)) {
                        watch.schedule.asked(now);
                    }
                }
            }
            Job::LookAtTheClock if is_told => {}
            Job::LookAtTheClock => self.tell_the_time(),
            Job::SuitTheComputer(computer) => self.suit(computer),
            Job::Reload => {
                self.opened.clear();
                self.load();
            }
            Job::Choose(organization) => self.choose(organization),
            Job::Connect { token, organization, environment } => {
                self.connect(&token, &organization, environment).await;
            }
            Job::Settle { organization, ids } => self.settle(organization, &ids),
            Job::Export { organization, export, looking, path } => {
                self.export(organization, export, &looking, path);
            }
            Job::StartSample => match World::of_sample_data() {
                Ok(sample) => {
                    self.sample = Some(sample);
                    self.settings = Settings::default();
                    self.load();
                }
                Err(error) => {
                    self.complain(Some(error.to_string()));
                    self.emit_shown_health();
                }
            },
            Job::StopSample => {
                self.ledger = None;
                self.sample = None;
                self.load();
            }
            Job::Settings(settings) => self.keep(*settings, now),
            Job::Forget(what) => self.forget(what),
            Job::LookAtTheLedger => self.look_at_the_ledger(),
            Job::LookAtTheLogin => (self.emit)(Event::LaunchAtLogin(self.world().login.status())),
            Job::LaunchAtLogin(on) => self.launch_at_login(on),
        }
        self.look_what_is_under_way();
    }

    fn launch_at_login(&self, on: bool) {
        let login = &self.world().login;
        if let Err(sentence) = login.set(on) {
            (self.emit)(Event::NotDone(sentence));
        }
        (self.emit)(Event::LaunchAtLogin(login.status()));
    }

    fn keep(&mut self, settings: Settings, now: Timestamp) {
        self.settings = settings;
        self.plan_anew(now);
        let mut complaint = None;
        if !self.world().is_sample() {
            let home = &self.world().home;
            let written = home.create().and_then(|()| settings_file::write(&home.settings(), &self.settings));
            if let Err(error) = written {
                complaint = Some(words::computer::settings_unwritable(&error, &home.settings().display()));
            }
        }
        self.complain(complaint);
        self.quiet_until = Timestamp::MAX;
        self.emit_shown_health();
        self.emit_all_figures(now);
        self.watches.iter().for_each(|watch| self.emit_outbox(watch));
    }

    fn choose(&mut self, organization: OrganizationId) {
        if self.owner.is_sample() {
            return;
        }
        self.keep_choice(organization);
        if self.sample.is_some() {
            // Asked for by another process; sample data makes way.
            (self.ledger, self.sample) = (None, None);
            self.load();
        } else if self.watches.iter().any(|watch| watch.id() == Some(organization)) {
            let before = self.shown.replace(organization);
            (self.emit)(Event::Switched(organization));
            // What is wrong with the settings moves along.
            let watches = self.watches.iter().filter(|watch| watch.id() == before || watch.id() == self.shown);
            watches.for_each(|watch| self.emit_health(watch));
        } else {
            // Another process has just connected it.
            self.load();
        }
    }

    fn keep_choice(&mut self, organization: OrganizationId) {
        let home = &self.owner.home;
        if let Err(error) = accounts_file::choose(home, organization) {
            let complaint = Some(words::computer::choice_unwritable(&error, &home.accounts().display()));
            self.complain(complaint);
        }
    }

    /// Records what waits in the organization's outbox. Where it is another account's that is not here now, it waits until
    /// that is back.
    fn settle(&mut self, organization: OrganizationId, ids: &[String]) {
        let Some(ledger) = &mut self.ledger else { return };
        match ledger.settle(organization, ids) {
            Ok(settled) => {
                self.log_once(UNRECORDED, None);
                (self.emit)(Event::Settled(organization, settled));
            }
            Err(error) => {
                self.log_once(UNRECORDED, Some(&error));
                self.met::<()>(Err(error));
            }
        }
    }
}
