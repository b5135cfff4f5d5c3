//! A connected worker, its shop and its owner's menu, at an hour that only tests move on.

use std::collections::VecDeque;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use jiff::civil::Time;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

use super::reflection::assert_same;
use super::table::{Address, Case, Does};
use crate::app::{Event, Model, Report, update};
use crate::demo::{Fault, FaultRule, Shop};
use crate::domain::{Change, ChangeKind, OrderId, OrganizationId, Subject, SubscriptionId};
use crate::shell::clock::Clock;
use crate::shell::worker::Job;
use crate::shell::worker::run::Work;
use crate::shell::worker::tests::{Bench, connect, until_rest};
use crate::shell::{Http, Origin, World};
use crate::sync::Session;
use crate::view;

/// How long an answer is waited for that does not come; and as long as the program waits for any other.
const SHORT: Duration = Duration::from_secs(1);
const USUAL: Duration = Duration::from_secs(30);

fn noon() -> Timestamp {
    "2026-11-22T12:00:00Z".parse().unwrap()
}

/// Something that was told: what happened, and to what.
type Told = (ChangeKind, Subject);

/// A pause that ends at a date, and so is told anew for every answer.
struct Pausing {
    until: fn(Timestamp) -> String,
    rule: FaultRule,
}

/// A port at which every connection comes to harm, until this is dropped.
struct Trap {
    address: SocketAddr,
    is_set: Arc<AtomicBool>,
}

impl Drop for Trap {
    fn drop(&mut self) {
        self.is_set.store(false, Ordering::Relaxed);
        // Its thread waits for one more.
        drop(TcpStream::connect(self.address));
    }
}

pub struct Stage<E> {
    pub bench: Rc<Bench>,
    pub work: Work<E>,
    clock: Clock,
    pub model: Model,
    pub id: OrganizationId,
    /// When polls began.
    pub attempts: Vec<Timestamp>,
    /// What was announced, and was settled at once.
    announced: Vec<Told>,
    /// What was told of since the last time that anything was settled.
    to_settle: Vec<String>,
    /// What happened in the shop and was not yet told.
    happened: Vec<Told>,
    sold: VecDeque<OrderId>,
    subscribed: VecDeque<SubscriptionId>,
    /// By how many seconds a clock is off: the server's, and this computer's.
    off: (i64, i64),
    /// The figures that nothing may take away: orders and subscriptions.
    least: (u64, u64),
    trap: Option<Trap>,
    /// Which pause is asked for now, of which requests.
    pausing: Option<Pausing>,
}

/// A shop with `orders` purchases and three subscribers.
fn shop(orders: i64) -> (Shop, VecDeque<OrderId>, VecDeque<SubscriptionId>) {
    let ago = |hours| noon() - SignedDuration::from_hours(hours);
    let mut shop = Shop::empty(ago(24 * 60));
    let sold = (1..=orders).rev().map(|hours| shop.add_purchase(ago(hours), 1_000, "usd")).collect();
    let subscribed = (1..=3).map(|days| shop.add_subscriber(ago(24 * days), 900, "usd", "month").0).collect();
    (shop, sold, subscribed)
}

/// Connected, with everything downloaded but what `whole` leaves out: without it only the first poll has been.
pub async fn stage(orders: i64, whole: bool) -> Stage<impl Fn(Event)> {
    let (shop, mut sold, subscribed) = shop(orders);
    if !whole {
        // The refund of an order that was never seen is no news, and only the newest page has been.
        sold.make_contiguous().reverse();
    }
    let bench = Rc::new(Bench::of(shop));
    let clock = Clock::told(noon());
    bench.polar.with(|state| state.behaviour.clock = Some(noon()));
    let mut world = World::of_a_test(bench.folder.path(), &bench.polar, None);
    world.clock = clock.clone();
    let told = Rc::clone(&bench.told);
    let mut work = Work::new(world, Arc::default(), move |event| told.borrow_mut().push(event));
    work.load();
    connect(&mut work, &bench.polar).await;
    let id = bench.polar.with(|state| state.shop.organization.id);
    let mut stage = Stage {
        bench,
        work,
        clock,
        model: Model::new(TimeZone::UTC),
        id,
        attempts: Vec::new(),
        announced: Vec::new(),
        to_settle: Vec::new(),
        happened: Vec::new(),
        sold,
        subscribed,
        off: (0, 0),
        least: (0, 0),
        trap: None,
        pausing: None,
    };
    if whole {
        stage.round().await;
        // What is due after a download is looked at.
        for _ in 0..12 {
            stage.pass(SignedDuration::from_mins(10));
            stage.round().await;
        }
        stage.assert_reflects();
    } else {
        while stage.work.watches.iter().all(|watch| watch.download.is_none()) {
            stage.work.turn().await;
        }
        stage.look();
    }
    stage
}

impl<E: Fn(Event)> Stage<E> {
    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// The time by which both clocks go when they are right.
    fn true_time(&self) -> Timestamp {
        self.now() - SignedDuration::from_secs(self.off.1)
    }

    pub fn pass(&self, time: SignedDuration) {
        self.clock.pass(time.try_into().unwrap());
        self.tell_the_server();
    }

    fn tell_the_server(&self) {
        let told = self.true_time() + SignedDuration::from_secs(self.off.0);
        self.bench.polar.with(|state| state.behaviour.clock = Some(told));
        if let Some(Pausing { until, rule }) = &self.pausing {
            let fault = Fault::RateLimited { retry_after: Some(until(told)) };
            self.bench.polar.with(|state| state.behaviour.faults = vec![FaultRule { fault, ..rule.clone() }]);
        }
    }

    /// Noon of the next day, with everything told that there is to tell.
    pub async fn next_noon(&mut self) {
        let noon =
            self.now().to_zoned(TimeZone::UTC).date().tomorrow().unwrap().to_datetime(Time::constant(12, 0, 0, 0));
        let noon = noon.to_zoned(TimeZone::UTC).unwrap().timestamp();
        self.pass(noon.duration_since(self.now()));
        for _ in 0..3 {
            let pause = self.round().await;
            self.pass(pause);
        }
        assert_eq!(self.model.health.trouble, None);
        self.announced.clear();
        self.attempts.clear();
        let rows = self.report().rows;
        self.least = (rows.orders, rows.subscriptions);
    }

    /// Turns until nothing is due, and for how long.
    pub async fn round(&mut self) -> SignedDuration {
        self.tell_the_server();
        let pause = until_rest(&mut self.work).await;
        self.look();
        let ids = std::mem::take(&mut self.to_settle);
        if !ids.is_empty() {
            self.work.job(Job::Settle { organization: self.id, ids }).await;
        }
        self.look();
        pause.try_into().unwrap()
    }

    /// Takes what the worker told into the owner's menu.
    pub fn look(&mut self) {
        let now = self.now();
        let events: Vec<Event> = self.bench.told.borrow_mut().drain(..).collect();
        for event in events {
            match &event {
                Event::Health(_, health) if health.refreshing => self.attempts.push(now),
                Event::Figures(_, report) => {
                    let rows = (report.rows.orders, report.rows.subscriptions);
                    assert!(rows.0 >= self.least.0 && rows.1 >= self.least.1, "{rows:?} rows of {:?}", self.least);
                }
                Event::Outbox(_, waiting) => {
                    // What waits is told again with what comes after it, until it is settled.
                    let fresh = waiting.iter().filter(|one| !self.to_settle.contains(&one.change.stable_id()));
                    let fresh: Vec<_> = fresh.map(|one| one.change).collect();
                    self.to_settle.extend(fresh.iter().map(Change::stable_id));
                    let of_the_shop = |subject| matches!(subject, Subject::Order(_) | Subject::Subscription(_));
                    let told = fresh.into_iter().filter(|change| of_the_shop(change.subject));
                    self.announced.extend(told.map(|change| (change.kind, change.subject)));
                }
                _ => {}
            }
            update(&mut self.model, event, now);
        }
        assert!(self.model.connection.organization().is_some(), "the organization is gone from the menu");
    }

    pub fn report(&self) -> &Report {
        self.model.report.as_ref().unwrap()
    }

    /// The menu's row of how the figures stand.
    pub fn row(&self) -> String {
        let rows = view::render(&self.model, self.now()).menu;
        let said = rows.iter().filter_map(|item| match item {
            view::Item::Row(row) => Some(row.label.clone()),
            _ => None,
        });
        let mut said =
            said.filter(|row| row.contains("figures from") || row.contains("Updated") || row.contains("Reconnect"));
        said.next().unwrap_or_default()
    }

    /// Sales, a refund and a cancellation.
    pub fn sell(&mut self) {
        let now = self.true_time();
        let (refunded, left) = (self.sold.pop_front().unwrap(), self.subscribed.pop_front().unwrap());
        let (bought, subscribed, first) = self.bench.polar.with(|state| {
            let shop = &mut state.shop;
            shop.refund(refunded, 1_000);
            shop.cancel(left, now, None, None);
            let bought = shop.add_purchase(now, 1_000, "usd");
            let (subscribed, first) = shop.add_subscriber(now, 900, "usd", "month");
            (bought, subscribed, first)
        });
        self.sold.push_back(bought);
        self.subscribed.push_back(subscribed);
        self.happened.extend([
            (ChangeKind::Refund, Subject::Order(refunded)),
            (ChangeKind::Canceled, Subject::Subscription(left)),
            (ChangeKind::NewOrder, Subject::Order(bought)),
            (ChangeKind::NewSubscriber, Subject::Order(first)),
        ]);
    }

    pub fn nothing_is_announced_wrongly(&self) {
        for told in &self.announced {
            assert!(self.happened.contains(told), "{told:?} was announced and has not happened");
            let times = self.announced.iter().filter(|other| *other == told).count();
            assert_eq!(times, 1, "{told:?} was announced {times} times");
        }
    }

    /// What has happened and was not announced yet.
    pub fn unannounced(&self) -> Vec<Told> {
        self.happened.iter().filter(|happened| !self.announced.contains(happened)).copied().collect()
    }

    /// Whether everything that was ever sold has been read.
    pub fn is_whole(&self) -> bool {
        let marks = self.work.ledger.as_ref().unwrap().marks(self.id).unwrap();
        Session::is_history_whole(&marks) && self.work.watches.iter().all(|watch| watch.download.is_none())
    }

    /// What has been told of is done with.
    pub fn settled(&mut self) {
        self.happened.clear();
        self.announced.clear();
    }

    pub fn assert_reflects(&self) {
        let shop = self.bench.polar.with(|state| state.shop.clone());
        assert_same(self.work.ledger.as_ref().unwrap(), shop, self.now());
    }

    /// Goes on with connections of its own, and waits so long for an answer.
    fn connect_anew(&mut self, patience: Duration) {
        let accounts = self.work.watches.iter_mut().filter_map(|watch| watch.account.as_mut());
        accounts.for_each(|account| account.http.wait_for(patience));
    }

    /// The fault begins, for requests that begin with `prefix`, the first `after` left out.
    pub fn begin(&mut self, case: &Case, prefix: &str, after: u32) {
        if case.is_slow() {
            self.connect_anew(SHORT);
        }
        let polar = &self.bench.polar;
        let fails = |fault: Fault| polar.with(|state| state.behaviour.faults = vec![fault.always(prefix).after(after)]);
        let token = polar.token();
        match &case.does {
            Does::Answers(fault) => fails(fault.clone()),
            Does::Pauses(until) => {
                self.pausing = Some(Pausing { until: *until, rule: Fault::Unauthorized.always(prefix).after(after) });
            }
            Does::Refuses => {
                polar.listens(false).unwrap();
                // The kept connection has long been seen to be gone.
                self.connect_anew(USUAL);
            }
            Does::Leads(address) => {
                let address = self.address(*address);
                self.lead(&address);
            }
            Does::Turns(on, _) => polar.with(|state| on(state, &token)),
            Does::ServersClock(by) => self.off.0 = *by,
            Does::OwnClock(by) => self.set_the_clock(*by),
        }
    }

    /// The fault is over.
    pub fn end(&mut self, case: &Case) {
        self.pausing = None;
        if case.is_slow() {
            self.connect_anew(USUAL);
        }
        let polar = &self.bench.polar;
        let token = polar.token();
        match &case.does {
            Does::Answers(_) | Does::Pauses(_) => polar.with(|state| state.behaviour.faults.clear()),
            Does::Refuses => polar.listens(true).unwrap(),
            Does::Leads(_) => {
                let home = polar.base_url();
                self.trap = None;
                self.lead(&home);
            }
            Does::Turns(_, off) => polar.with(|state| off(state, &token)),
            Does::ServersClock(_) => self.off.0 = 0,
            Does::OwnClock(_) => self.set_the_clock(0),
        }
    }

    fn set_the_clock(&mut self, by: i64) {
        let now = self.true_time() + SignedDuration::from_secs(by);
        self.off.1 = by;
        self.clock.set(now);
    }

    fn lead(&mut self, address: &str) {
        let http = Http::new(Origin::parse(address).unwrap(), &self.bench.polar.token()).unwrap();
        let accounts = self.work.watches.iter_mut().filter_map(|watch| watch.account.as_mut());
        accounts.for_each(|account| account.http = http.clone());
    }

    fn address(&mut self, address: Address) -> String {
        match address {
            Address::UnknownName => "https://polar.invalid".to_owned(),
            Address::PlainHttp => self.trapped(|mut stream| {
                stream.read(&mut [0; 4096]).map(drop)?;
                stream.write_all(b"HTTP/1.1 400 Bad Request\r\ncontent-length: 0\r\n\r\n")
            }),
            Address::CutHandshake => self.trapped(|mut stream| stream.read(&mut [0; 4096]).map(drop)),
        }
    }

    /// The address of a port at which this is done to every connection.
    fn trapped(&mut self, answers: fn(TcpStream) -> std::io::Result<()>) -> String {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let trap = Arc::new(AtomicBool::new(true));
        self.trap = Some(Trap { address, is_set: Arc::clone(&trap) });
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                if !trap.load(Ordering::Relaxed) {
                    return;
                }
                // Whoever asked may have gone.
                stream.and_then(answers).ok();
            }
        });
        format!("https://{address}")
    }

    /// Whether a token that was rejected is looked at again: the owner presses Refresh.
    pub async fn owner_asks(&mut self) {
        self.work.job(Job::Refresh).await;
    }
}
