use std::io;

use jiff::{SignedDuration, Timestamp};
use tokio::sync::mpsc::UnboundedSender;

use crate::app::{Computer, Event, Health, Network, Settings, Told, Trouble, WindowPage};
use crate::cli::exit::Exit;
use crate::domain::OrganizationId;
use crate::figures::Calendar;
use crate::shell::account::NoAccount;
use crate::shell::instance::{self, Message};
use crate::shell::worker::{Job, Worker};
use crate::shell::{Home, SyncLock, World, connected, desk, ledger_file, rejected};
use crate::store::{Ledger, LedgerError, StoredOrganization};
use crate::view::words::commands as words;

/// Figures that nothing has changed are counted anew after this long: what is usual by now moves with the clock.
const MOVED_ON: SignedDuration = SignedDuration::from_mins(1);

/// Whether a worker without a menu bar is told what the computer lives on.
const IS_TOLD: bool = cfg!(all(target_os = "linux", feature = "tray"));

/// Where the figures come from. One program of a home asks Polar: the app while it runs, else the terminal that watched
/// first. All others read the ledger as it changes.
pub(super) struct Source {
    home: Home,
    wanted: Option<OrganizationId>,
    emit: UnboundedSender<Event>,
    keeper: Keeper,
    /// How the computer stands, for a worker that is started later.
    computer: Computer,
    /// When it was asked last what the computer lives on, where nobody tells.
    asked: Timestamp,
}

enum Keeper {
    /// This process; the sample is nobody else's, and needs no turn.
    Here { worker: Worker, _turn: Option<SyncLock> },
    /// Another one.
    Elsewhere(Box<Reader>),
}

impl Source {
    pub fn begin(world: World, emit: UnboundedSender<Event>, now: Timestamp) -> Result<Self, Exit> {
        let (home, wanted) = (world.home.clone(), world.wanted);
        let keeper = if world.is_sample() {
            Keeper::Here { worker: start(world, &emit)?, _turn: None }
        } else {
            home.create().map_err(|error| unusable(&home, &error))?;
            match free_turn(&home)? {
                Some(turn) => Keeper::Here { worker: start(world, &emit)?, _turn: Some(turn) },
                None => Keeper::Elsewhere(Box::new(Reader::new(world))),
            }
        };
        Ok(Self { home, wanted, emit, keeper, computer: Computer::default(), asked: now })
    }

    /// Takes over from an app that has ended, or makes way for one that has begun; reads the ledger if another process
    /// keeps it. Says whether it is time to ask what the computer lives on.
    pub fn look(&mut self, now: Timestamp) -> Result<bool, Exit> {
        match &mut self.keeper {
            Keeper::Here { worker, .. } if worker.has_ended() => {
                Err(Exit::trouble(words::REFRESHING_STOPPED.to_owned()))
            }
            Keeper::Here { _turn: Some(_), .. } if instance::seems_to_run(self.home.data()) => {
                self.keeper = Keeper::Elsewhere(Box::new(Reader::new(world()?)));
                // Nobody tells of these any more, so neither may stay as it was told last.
                for told in [Told::Wakes, Told::Network(Network::default())] {
                    drop(self.emit.send(Event::Computer(told)));
                }
                Ok(true)
            }
            Keeper::Here { .. } if IS_TOLD || now.duration_since(self.asked).abs() < MOVED_ON => Ok(false),
            Keeper::Here { .. } => {
                self.asked = now;
                Ok(true)
            }
            Keeper::Elsewhere(reader) => {
                if let Some(turn) = free_turn(&self.home)? {
                    let mut world = world()?;
                    world.wanted = self.wanted;
                    let worker = start(world, &self.emit)?;
                    worker.ask(Job::SuitTheComputer(self.computer));
                    self.keeper = Keeper::Here { worker, _turn: Some(turn) };
                    return Ok(true);
                }
                let events = reader.look(self.wanted, now);
                let has_read = !events.is_empty();
                events.into_iter().for_each(|event| drop(self.emit.send(event)));
                Ok(has_read)
            }
        }
    }

    /// Has Polar asked now, by whoever asks.
    pub fn refresh(&self) {
        match &self.keeper {
            Keeper::Here { worker, .. } => worker.ask(Job::Refresh),
            Keeper::Elsewhere(_) => {
                if let Err(error) = instance::tell(self.home.data(), Message::Refresh) {
                    tracing::warn!(%error, "the running app could not be reached");
                }
            }
        }
    }

    /// Has Polar asked if the figures are old. Another process hears itself of what makes them so.
    pub fn refresh_if_old(&self) {
        if let Keeper::Here { worker, .. } = &self.keeper {
            worker.ask(Job::RefreshIfOld);
        }
    }

    /// Has Polar asked as it suits the computer, by this process now or when it takes over.
    pub fn suit(&mut self, computer: Computer) {
        self.computer = computer;
        if let Keeper::Here { worker, .. } = &self.keeper {
            worker.ask(Job::SuitTheComputer(computer));
        }
    }

    /// Has the figures read again.
    pub fn read(&mut self) {
        match &mut self.keeper {
            Keeper::Here { worker, .. } => worker.ask(Job::LookAtTheClock),
            Keeper::Elsewhere(reader) => reader.read = None,
        }
    }

    /// Has the app show its window, and says whether it runs.
    pub fn show_window(&self, page: WindowPage) -> io::Result<bool> {
        instance::tell(self.home.data(), Message::Open(page))
    }
}

/// The right to ask Polar, where nobody else in this home does.
fn free_turn(home: &Home) -> Result<Option<SyncLock>, Exit> {
    if instance::seems_to_run(home.data()) {
        return Ok(None);
    }
    SyncLock::try_take(&home.watch_lock()).map_err(|error| unusable(home, &error))
}

fn unusable(home: &Home, error: &io::Error) -> Exit {
    Exit::trouble(words::folder_unusable(&home.data().display(), error))
}

fn world() -> Result<World, Exit> {
    World::of_the_owner().map_err(|error| Exit::usage(error.to_string()))
}

fn start(world: World, emit: &UnboundedSender<Event>) -> Result<Worker, Exit> {
    let emit = emit.clone();
    Worker::start(world, move |event| drop(emit.send(event))).map_err(|error| Exit::trouble(words::no_thread(&error)))
}

/// Reads the ledger that another process keeps. What that process alone knows is not shown: people's names, and what is
/// wrong with its last refresh but that it is long ago.
struct Reader {
    world: World,
    opened: Option<(Ledger, Option<(u64, u64)>)>,
    /// What it was read as, and until when that holds if nothing is stored.
    read: Option<(i64, Timestamp)>,
}

impl Reader {
    fn new(world: World) -> Self {
        Self { world, opened: None, read: None }
    }

    /// What has happened since it was looked at last.
    fn look(&mut self, wanted: Option<OrganizationId>, now: Timestamp) -> Vec<Event> {
        let lies_there = ledger_file::identity(&self.world.home);
        if lies_there.is_none() || self.opened.as_ref().is_some_and(|(_, file)| *file != lies_there) {
            (self.opened, self.read) = (None, None);
        }
        // The process that keeps it begins it anew.
        if lies_there.is_none() {
            return Vec::new();
        }
        self.changes(wanted, now).unwrap_or_else(|error| {
            (self.opened, self.read) = (None, None);
            let health = Health { trouble: Some(Trouble::from(&error)), ..Health::default() };
            vec![Event::Health(wanted, Box::new(health))]
        })
    }

    fn changes(&mut self, wanted: Option<OrganizationId>, now: Timestamp) -> Result<Vec<Event>, LedgerError> {
        if self.opened.is_none() {
            let ledger = Ledger::open(&self.world.home.ledger())?;
            self.opened = Some((ledger, ledger_file::identity(&self.world.home)));
        }
        let Some((ledger, _)) = &self.opened else { return Ok(Vec::new()) };
        let version = ledger.version()?;
        if self.read.is_some_and(|(read, until)| read == version && now < until && until <= now + MOVED_ON) {
            return Ok(Vec::new());
        }
        let (settings, _) = self.world.settings();
        let zone = self.world.zones.of(&settings);
        let midnight = Calendar::at(now, &zone).next_midnight();
        self.read = Some((version, midnight.min(now + MOVED_ON)));
        let mut events = vec![Event::TimeZone(zone.clone())];
        let Some(stored) = self.shown(ledger, wanted)? else {
            events.push(loaded(None, &settings));
            return Ok(events);
        };
        let id = stored.organization.id;
        let rejected = rejected::of_ledger(ledger, id)?;
        let report = desk::report(ledger, id, &zone, settings.revenue, now)?;
        let health = Health { last_success: stored.last_success, rejected, ..Health::default() };
        events.push(loaded(Some(stored), &settings));
        events.push(Event::Health(Some(id), Box::new(health)));
        events.push(Event::Figures(id, Box::new(report)));
        Ok(events)
    }

    fn shown(
        &self,
        ledger: &Ledger,
        wanted: Option<OrganizationId>,
    ) -> Result<Option<StoredOrganization>, LedgerError> {
        match wanted {
            Some(wanted) => connected::stored(ledger, wanted),
            None => match connected::chosen(&self.world, ledger, None) {
                Ok(stored) => Ok(stored),
                Err(NoAccount::Ledger(error)) => Err(error),
                Err(_) => Ok(None),
            },
        }
    }
}

fn loaded(stored: Option<StoredOrganization>, settings: &Settings) -> Event {
    Event::Loaded {
        organization: stored.map(|stored| stored.organization),
        others: Vec::new(),
        sample: false,
        first_launch: false,
        settings: Box::new(settings.clone()),
    }
}
