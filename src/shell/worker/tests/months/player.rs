//! An owner's computer: the worker, the model and the view on it, and what happens to its clocks.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::rc::Rc;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

use super::expected::{Revenue, Wall, names};
use super::record::Record;
use super::till::Till;
use crate::app::{Effect, Event, Model, Settings, Told, update};
use crate::demo::{FakePolar, Shop};
use crate::domain::OrderId;
use crate::figures::PeriodFigures;
use crate::money::Currency;
use crate::shell::clock::Clock;
use crate::shell::worker::Job;
use crate::shell::worker::run::Work;
use crate::shell::{World, Zones, settings_file};
use crate::view;

/// Whether the system tells of sleep, of clocks that are set and of other time zones.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum System {
    /// As a Mac does.
    Tells,
    /// As Linux does where nothing is on its bus.
    IsSilent,
}

pub struct Player {
    work: Work<Box<dyn Fn(Event)>>,
    events: Rc<RefCell<VecDeque<Event>>>,
    pub model: Model,
    polar: FakePolar,
    _folder: tempfile::TempDir,
    system: System,
    clock: Clock,
    /// Where the computer is.
    place: Arc<Mutex<TimeZone>>,
    /// Polar's clock, which nobody sets.
    pub time: Timestamp,
    /// For how long the computer was awake.
    awake: Duration,
    /// What is left of the worker's pause.
    rest: Duration,
    till: Till,
    places: BTreeMap<OrderId, usize>,
    /// How many sales the finished polls have seen, and how many the first one.
    known: usize,
    old: usize,
    by_date: BTreeMap<Date, i128>,
    /// In which zone they are counted, and how many are.
    counted: (TimeZone, usize),
    /// When the program first looked, and the days that it has to have summed up since.
    began: Option<Timestamp>,
    days: BTreeSet<Date>,
    is_polling: bool,
    told_anew: bool,
    pub record: Record,
}

impl Player {
    /// A program that is launched in a zone at an instant, and connected.
    pub async fn launched(system: System, (now, zone): (Timestamp, TimeZone), till: Till, settings: Settings) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let polar = FakePolar::start(Shop::empty(now - SignedDuration::from_hours(24 * 90))).unwrap();
        let place = Arc::new(Mutex::new(zone.clone()));
        let mut world = World::of_a_test(folder.path(), &polar, Some(polar.token()));
        let clock = Clock::told(now);
        world.clock = clock.clone();
        world.zones = Zones::told(&place);
        world.first_launch = false;
        let settings = Settings { title: "{revenue}".to_owned(), show_zero: true, ..settings };
        settings_file::write(&world.home.settings(), &settings).unwrap();
        let events: Rc<RefCell<VecDeque<Event>>> = Rc::default();
        let told = Rc::clone(&events);
        let emit: Box<dyn Fn(Event)> = Box::new(move |event| told.borrow_mut().push_back(event));
        let mut work = Work::new(world, Arc::default(), emit);
        work.load();
        let mut player = Self {
            work,
            events,
            model: Model::new(zone),
            polar,
            _folder: folder,
            system,
            clock,
            place,
            time: now,
            awake: Duration::ZERO,
            rest: Duration::ZERO,
            till,
            places: BTreeMap::new(),
            known: 0,
            old: 0,
            by_date: BTreeMap::new(),
            counted: (TimeZone::UTC, 0),
            began: None,
            days: BTreeSet::new(),
            is_polling: false,
            told_anew: false,
            record: Record::default(),
        };
        player.polar_goes_on();
        player.turns().await;
        player
    }

    pub fn wall(&self) -> Wall {
        let named = self.model.settings.time_zone.as_deref().map(|name| TimeZone::get(name).unwrap());
        Wall { now: self.clock.now(), zone: named.unwrap_or_else(|| self.place.lock().unwrap().clone()) }
    }

    fn interval(&self) -> Duration {
        let interval = self.model.settings.interval.length(self.model.computer.power).unwrap_or(SignedDuration::MAX);
        Duration::try_from(interval).unwrap()
    }

    /// The computer is awake for so long, and nothing happens to it.
    pub async fn stays_awake(&mut self, time: Duration) {
        let end = self.awake + time;
        loop {
            let step = self.rest.min(end - self.awake);
            let date = self.wall().date();
            self.passes(step);
            if self.rest > Duration::ZERO {
                return;
            }
            let wall = self.wall();
            let just_before = Wall { now: wall.now - SignedDuration::from_nanos(1), zone: wall.zone.clone() };
            assert_eq!(just_before.date(), date, "the pause goes past the midnight before {}", wall.now);
            if self.system == System::Tells && wall.date() != date {
                self.ticks().await;
            }
            self.turns().await;
        }
    }

    /// The computer sleeps for so long.
    pub async fn sleeps(&mut self, time: Duration) {
        self.sleeps_while_the_clock_is_set(time, SignedDuration::ZERO).await;
    }

    /// The computer sleeps for so long, and its clock is set by so much meanwhile.
    pub async fn sleeps_while_the_clock_is_set(&mut self, time: Duration, by: SignedDuration) {
        self.record.happens();
        if self.system == System::Tells {
            self.happens(Event::Computer(Told::FallsAsleep)).await;
            self.turns().await;
        }
        self.clock.sleep(time);
        self.clock.set(self.clock.now() + by);
        let time = SignedDuration::try_from(time).unwrap();
        self.time += time;
        self.polar_goes_on();
        if Duration::try_from(time + by).is_ok_and(|seen| seen >= self.interval()) {
            self.record.awaits_a_poll(self.awake);
        }
        match self.system {
            System::Tells => self.happens(Event::Computer(Told::Wakes)).await,
            System::IsSilent => self.passes(self.rest),
        }
        self.turns().await;
    }

    /// The computer sleeps until a quarter of an hour before each of these instants of its clock, and is awake for half an
    /// hour.
    pub async fn is_awake_around(&mut self, instants: impl IntoIterator<Item = Timestamp>) {
        let quarter = SignedDuration::from_mins(15);
        for instant in instants {
            let until = (instant - quarter).duration_since(self.clock.now());
            if let Ok(until) = Duration::try_from(until) {
                self.sleeps(until).await;
            }
            let until = (instant + quarter).duration_since(self.clock.now());
            self.stays_awake(Duration::try_from(until).unwrap_or_default()).await;
        }
    }

    /// Somebody sets the clock.
    pub async fn sets_the_clock(&mut self, by: SignedDuration) {
        self.record.happens();
        self.clock.set(self.clock.now() + by);
        if Duration::try_from(by).is_ok_and(|by| by >= self.interval()) {
            self.record.awaits_a_poll(self.awake);
        }
        self.something_of_time().await;
    }

    /// The computer is somewhere else.
    pub async fn travels(&mut self, zone: &TimeZone) {
        self.record.happens();
        zone.clone_into(&mut self.place.lock().unwrap());
        self.something_of_time().await;
    }

    async fn something_of_time(&mut self) {
        match self.system {
            System::Tells => self.ticks().await,
            System::IsSilent => self.passes(self.rest),
        }
        self.turns().await;
    }

    /// The owner chooses.
    pub async fn chooses(&mut self, change: impl FnOnce(&mut Settings)) {
        change(&mut self.model.settings);
        self.record.happens();
        self.record.asks_every(self.interval());
        let settings = Box::new(self.model.settings.clone());
        self.carry_out(vec![Effect::SaveSettings(settings)]).await;
        self.turns().await;
    }

    async fn ticks(&mut self) {
        self.record.happens();
        self.happens(Event::Tick).await;
    }

    async fn happens(&mut self, event: Event) {
        let effects = update(&mut self.model, event, self.clock.now());
        self.carry_out(effects).await;
    }

    fn passes(&mut self, time: Duration) {
        self.clock.pass(time);
        self.time += SignedDuration::try_from(time).unwrap();
        self.awake += time;
        self.rest -= time;
        self.polar_goes_on();
    }

    fn polar_goes_on(&mut self) {
        let Self { time, till, places, .. } = self;
        self.polar.with(|state| {
            state.behaviour.clock = Some(*time);
            while let Some(sale) = till.sells(*time) {
                let order = state.shop.add_purchase(sale.at, sale.cents, "usd");
                places.insert(order, till.sold.len());
                till.sold.push(sale);
            }
        });
    }

    /// The worker takes turns until nothing is due, and everything that it tells is heard.
    async fn turns(&mut self) {
        for _ in 0..100 {
            self.rest = self.work.turn().await;
            let is_busy = self.hears().await;
            if !is_busy && self.rest > Duration::ZERO {
                return self.is_as_planned();
            }
        }
        panic!("the worker does not rest");
    }

    async fn hears(&mut self) -> bool {
        let mut is_busy = false;
        loop {
            let Some(event) = self.events.borrow_mut().pop_front() else { return is_busy };
            self.notes(&event);
            let now = self.clock.now();
            let effects = update(&mut self.model, event, now);
            is_busy |= self.carry_out(effects).await;
        }
    }

    fn notes(&mut self, event: &Event) {
        match event {
            Event::Health(_, health) => {
                assert_eq!(health.trouble, None);
                match (self.is_polling, health.refreshing) {
                    (false, true) => {
                        self.record.polls(self.awake, self.interval());
                        self.polar.forget_requests();
                    }
                    (true, false) => self.has_polled(),
                    _ => {}
                }
                self.is_polling = health.refreshing;
            }
            Event::Figures(..) => self.told_anew = true,
            _ => {}
        }
    }

    fn has_polled(&mut self) {
        let requests = self.polar.requests().len();
        let new = self.till.sold.len() - self.known;
        assert!(requests <= 3 + new / 95 || self.began.is_none(), "{requests} requests of one poll, of {new} sales");
        let wall = self.wall();
        if self.began.is_none() {
            (self.began, self.old) = (Some(self.time), self.till.sold.len());
        }
        self.known = self.till.sold.len();
        self.days.extend(self.began.and_then(|began| wall.summed_up(began)));
    }

    /// Counts what is known by the dates of a zone.
    fn counts_by(&mut self, zone: &TimeZone) {
        if self.counted.0 != *zone {
            self.counted = (zone.clone(), 0);
            self.by_date.clear();
        }
        for sale in &self.till.sold[self.counted.1..self.known] {
            *self.by_date.entry(sale.at.to_zoned(zone.clone()).date()).or_default() += i128::from(sale.cents);
        }
        self.counted.1 = self.known;
    }

    /// Does what follows; `true` where the worker has something to do now.
    async fn carry_out(&mut self, effects: Vec<Effect>) -> bool {
        let mut is_busy = false;
        for effect in effects {
            let job = match effect {
                Effect::Refresh => Job::Refresh,
                Effect::RefreshIfOld => Job::RefreshIfOld,
                Effect::ReadFigures => Job::LookAtTheClock,
                Effect::SuitTheComputer(computer) => Job::SuitTheComputer(computer),
                Effect::SaveSettings(settings) => Job::Settings(settings),
                Effect::Settle { organization, ids } => Job::Settle { organization, ids },
                Effect::Notify { organization, notices } => {
                    assert!(!self.is_quiet(), "a notification in quiet hours");
                    for notice in notices {
                        let ids = notice.announces().to_vec();
                        self.record.shows(&ids, &self.places, self.old..self.till.sold.len());
                        let announced = Event::Announced { organization, ids, refused: None };
                        self.events.borrow_mut().push_back(announced);
                    }
                    continue;
                }
                _ => continue,
            };
            is_busy = true;
            self.work.job(job).await;
        }
        is_busy
    }

    fn is_quiet(&self) -> bool {
        let quiet = self.model.settings.rules.quiet_hours;
        self.wall().is_quiet(quiet.map(|hours| (hours.from, hours.to)))
    }

    /// Everything that has to have come by now has, and nothing else.
    fn is_as_planned(&mut self) {
        let wall = self.wall();
        self.record.is_in_time(self.awake);
        assert_eq!(self.model.time_zone, wall.zone);
        self.counts_by(&wall.zone);
        let date = wall.date();
        if self.record.shows_day(date) || std::mem::take(&mut self.told_anew) {
            self.shows(&wall);
        }
        assert!(self.model.health.last_success <= Some(wall.now), "refreshed in the time to come");
        let told = &self.record.summaries;
        if self.is_quiet() {
            assert!(told.is_subset(&names(&self.days)), "{told:?} of {:?}", self.days);
        } else {
            assert_eq!(*told, names(&self.days), "at {} in {:?}", wall.now, wall.zone);
            assert_eq!(self.record.sales_announced, self.known - self.old, "sales announced by {}", wall.now);
        }
    }

    fn shows(&self, wall: &Wall) {
        let report = self.model.report.as_ref().unwrap();
        let cents = |figures: &PeriodFigures| figures.revenue.minor(Currency::USD);
        let days = report.summary.last_30_days_revenue.iter().map(|day| day.minor(Currency::USD));
        let summary = &report.summary;
        let shown = Revenue {
            today: cents(&summary.today),
            yesterday: cents(&summary.yesterday),
            this_week: cents(&summary.this_week),
            this_month: cents(&summary.this_month),
            last_30_days: cents(&summary.last_30_days),
            last_7_days: days.skip(23).sum(),
            all_time: cents(&summary.all_time),
        };
        let expected = wall.revenue(&self.by_date);
        assert_eq!(shown, expected, "at {} in {:?}", wall.now, wall.zone);
        let view = view::render(&self.model, wall.now);
        assert_eq!(view.title, format!("${}", expected.today / 100), "at {}", wall.now);
    }
}
