//! A program as its owner has it, small: a ledger in a file, the model, and the three threads between which everything can
//! break off.

use std::collections::VecDeque;
use std::path::PathBuf;

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use revone::app::notice::Notice;
use revone::app::{Effect, Event, Model, Settings, update};
use revone::demo::Shop;
use revone::domain::{Announce, Beginning, Change, ChangeKind, Details, Found, OrganizationId, Subject};
use revone::store::{Batch, Ledger};
use tempfile::TempDir;

use super::super::lab::noon;
use super::past::PAST;
use super::record::{Listening, Record};
use super::rows;

/// What the worker is asked for.
enum Job {
    Poll,
    /// What waits is told once more, without asking Polar.
    Look,
    Settle(Vec<String>),
    Save(Box<Settings>),
}

/// A thread of the program.
#[derive(Clone, Copy, Debug)]
pub enum Thread {
    Worker,
    Main,
    Announcer,
}

/// A running program, all that is gone when it dies.
struct Process {
    ledger: Ledger,
    model: Model,
    jobs: VecDeque<Job>,
    events: VecDeque<Event>,
    notices: VecDeque<Notice>,
}

pub struct World {
    pub shop: Shop,
    pub record: Record,
    /// Polar's clock, which nobody sets.
    pub polar: Timestamp,
    /// How far this computer's is behind it.
    behind: SignedDuration,
    zone: TimeZone,
    settings: Settings,
    /// Old rows have not been downloaded yet.
    downloading: bool,
    /// The notification service does not answer.
    pub deaf: bool,
    page: Vec<Batch>,
    process: Process,
    path: PathBuf,
    _folder: TempDir,
}

impl World {
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("ledger.sqlite");
        PAST.put(&path);
        let shop = PAST.shop.clone();
        let settings = Settings::default();
        let process = Process::launched(Ledger::open(&path).unwrap(), &shop, &settings, TimeZone::UTC);
        Self {
            shop,
            record: Record::default(),
            polar: noon(),
            behind: SignedDuration::ZERO,
            zone: TimeZone::UTC,
            settings,
            downloading: true,
            deaf: false,
            page: Vec::new(),
            process,
            path,
            _folder: folder,
        }
    }

    /// What this computer's clock says.
    pub fn now(&self) -> Timestamp {
        self.polar - self.behind
    }

    /// Time goes by. No two steps are at the same microsecond, however the clock is set.
    pub fn pass(&mut self, time: SignedDuration) {
        self.polar = self.polar + time + SignedDuration::from_micros(1);
    }

    pub fn set_clock_back(&mut self, hours: i64) {
        self.behind += SignedDuration::from_hours(hours);
    }

    pub fn travel(&mut self, zone: TimeZone) {
        self.zone = zone.clone();
        self.process.events.push_back(Event::TimeZone(zone));
    }

    pub fn happens(&mut self, event: Event) {
        self.process.events.push_back(event);
    }

    pub fn poll(&mut self) {
        self.process.jobs.push_back(Job::Poll);
    }

    pub fn look(&mut self) {
        self.process.jobs.push_back(Job::Look);
    }

    /// The rest of the history comes with the next answer.
    pub fn download(&mut self) {
        self.downloading = false;
    }

    /// Another process, a terminal, asks Polar and stores what it is told.
    pub fn poll_elsewhere(&mut self) {
        let mut ledger = Ledger::open(&self.path).unwrap();
        self.page = self.answers();
        let applied = apply(&mut ledger, self.organization(), &self.page, self.now());
        self.record.finds(applied);
    }

    /// The same answers once more.
    pub fn replay(&mut self) {
        let (organization, now) = (self.organization(), self.now());
        let applied = apply(&mut self.process.ledger, organization, &self.page, now);
        assert_eq!(applied, [], "a replayed page rings");
    }

    /// A milestone is found, by whoever looks for it.
    pub fn reach(&mut self, orders: i64) {
        let change = Change { kind: ChangeKind::OrderCount, subject: Subject::Organization, occurrence: orders };
        let found = Found { change, happened_at: self.now(), details: Details::default() };
        let (organization, now) = (self.organization(), self.now());
        let new = self.process.ledger.announce(organization, &[found], now).unwrap();
        self.record.finds(new.into_iter().map(|found| found.change));
    }

    /// The program dies where it stands, and is launched again.
    pub fn die(&mut self) {
        self.record.dies(&self.process.ledger.outbox(self.organization()).unwrap());
        let ledger = Ledger::open(&self.path).unwrap();
        self.process = Process::launched(ledger, &self.shop, &self.settings, self.zone.clone());
    }

    /// A thread does the next thing that it is to do; `false` when there is none.
    pub fn turn(&mut self, thread: Thread) -> bool {
        match thread {
            Thread::Worker => self.work(),
            Thread::Main => self.update(),
            Thread::Announcer => self.announce(),
        }
    }

    /// All threads do what they are to do, until nothing is left.
    pub fn run(&mut self) {
        for _ in 0..1_000 {
            let busy = [Thread::Worker, Thread::Main, Thread::Announcer].map(|thread| self.turn(thread));
            if busy == [false; 3] {
                return;
            }
        }
        panic!("the program does not come to rest");
    }

    pub fn is_silent(&self) -> bool {
        let Model { settings, time_zone, .. } = &self.process.model;
        Listening { settings, zone: time_zone, now: self.now() }.is_silent()
    }

    pub fn waits(&self) -> usize {
        self.process.ledger.outbox(self.organization()).unwrap().len()
    }

    fn organization(&self) -> OrganizationId {
        self.shop.organization.id
    }

    fn work(&mut self) -> bool {
        let Some(job) = self.process.jobs.pop_front() else { return false };
        let (organization, now) = (self.organization(), self.now());
        match job {
            Job::Poll => {
                self.page = self.answers();
                let applied = apply(&mut self.process.ledger, organization, &self.page, now);
                self.record.finds(applied);
                self.process.tell(organization);
            }
            Job::Look => self.process.tell(organization),
            Job::Settle(ids) => {
                self.process.ledger.settle(organization, &ids).unwrap();
                self.process.events.push_back(Event::Settled(organization, ids));
            }
            Job::Save(settings) => self.settings = *settings,
        }
        true
    }

    fn update(&mut self) -> bool {
        let now = self.now();
        let Process { model, events, jobs, notices, .. } = &mut self.process;
        let Some(event) = events.pop_front() else { return false };
        let outbox = match &event {
            Event::Outbox(_, outbox) => Some(outbox.clone()),
            _ => None,
        };
        let effects = update(model, event, now);
        if let Some(outbox) = outbox {
            let listening = Listening { settings: &model.settings, zone: &model.time_zone, now };
            let unseen = self.record.plans(&outbox, &effects, &listening);
            self.record.passes_over(unseen);
        }
        for effect in effects {
            match effect {
                Effect::Notify { notices: planned, .. } => notices.extend(planned),
                Effect::Settle { ids, .. } => jobs.push_back(Job::Settle(ids)),
                Effect::SaveSettings(settings) => jobs.push_back(Job::Save(settings)),
                _ => {}
            }
        }
        true
    }

    fn announce(&mut self) -> bool {
        let organization = self.organization();
        let Some(notice) = self.process.notices.pop_front() else { return false };
        let ids = notice.announces().to_vec();
        self.process.events.push_back(if self.deaf {
            Event::NotAnnounced(organization, ids)
        } else {
            self.record.shows(&notice);
            Event::Announced { organization, ids, refused: None }
        });
        true
    }

    /// What Polar answers: every row of the shop, but those that are still to come.
    fn answers(&self) -> Vec<Batch> {
        let shop = &self.shop;
        let is_there = |id| !(self.downloading && PAST.to_come.contains(&id));
        let orders = shop.orders.iter().filter(|row| is_there(row.id.0)).map(|row| rows::order(shop, row));
        let subscriptions =
            shop.subscriptions.iter().filter(|row| is_there(row.id.0)).map(|row| rows::subscription(shop, row));
        let announce = Announce::After(Beginning { orders: PAST.newest, at: noon() });
        vec![
            Batch { orders: orders.collect(), announce, ..Batch::default() },
            Batch { subscriptions: subscriptions.collect(), announce, ..Batch::default() },
            Batch { organization: Some(rows::organization(shop)), ..Batch::default() },
        ]
    }
}

impl Process {
    fn launched(ledger: Ledger, shop: &Shop, settings: &Settings, zone: TimeZone) -> Self {
        let loaded = Event::Loaded {
            organization: Some(rows::organization(shop)),
            others: Vec::new(),
            sample: false,
            first_launch: false,
            settings: Box::new(settings.clone()),
        };
        let mut process = Self {
            ledger,
            model: Model::new(zone),
            jobs: VecDeque::new(),
            events: VecDeque::from([loaded]),
            notices: VecDeque::new(),
        };
        process.tell(shop.organization.id);
        process
    }

    fn tell(&mut self, organization: OrganizationId) {
        let outbox = self.ledger.outbox(organization).unwrap();
        if !outbox.is_empty() {
            self.events.push_back(Event::Outbox(organization, outbox));
        }
    }
}

fn apply(ledger: &mut Ledger, organization: OrganizationId, page: &[Batch], now: Timestamp) -> Vec<Change> {
    let applied = page.iter().map(|batch| ledger.apply(organization, &Batch { at: now, ..batch.clone() }).unwrap());
    applied.flat_map(|applied| applied.changes).collect()
}
