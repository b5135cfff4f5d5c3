//! Panics on the worker's thread, which come from what it tells to: in the middle of a poll, of a job, of the start.

use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Instant;

use super::*;
use crate::app::notice::Notice;
use crate::app::{BrokeOff, Computer, FormError, Names, Removing};

/// Nothing here takes as long, however busy the machine is.
const PATIENCE: Duration = Duration::from_secs(60);

/// A worker whose listener panics where it is told to, what it told besides, and how often it was asked how long to pause.
struct Shaken {
    worker: Worker,
    told: Receiver<Event>,
    pauses: Receiver<u32>,
}

/// Starts a worker whose listener panics with the events that `shakes` says, and which begins again after `pause`.
fn shaken(world: World, pause: Duration, shakes: impl Fn(&Event) -> bool + Send + 'static) -> Shaken {
    let (teller, told) = channel();
    let (asks, pauses): (Sender<u32>, _) = channel();
    let emit = move |event: Event| {
        if shakes(&event) {
            panic!("shaken");
        }
        teller.send(event).unwrap_or_default();
    };
    let pausing = move |panics| {
        asks.send(panics).unwrap_or_default();
        if panics > 1 { pause } else { Duration::ZERO }
    };
    Shaken { worker: Worker::start_pausing(world, emit, pausing).unwrap(), told, pauses }
}

impl Shaken {
    /// The first thing told that `of` makes something of.
    fn until<T>(&self, of: impl Fn(&Event) -> Option<T>) -> T {
        let begun = Instant::now();
        loop {
            let left = PATIENCE.checked_sub(begun.elapsed()).expect("it is told in time");
            if let Some(found) = of(&self.told.recv_timeout(left).expect("the worker goes on telling")) {
                return found;
            }
        }
    }

    fn until_fresh(&self) -> Health {
        self.until(|event| match event {
            Event::Health(Some(_), health) if is_fresh(health) => Some((**health).clone()),
            _ => None,
        })
    }
}

fn is_fresh(health: &Health) -> bool {
    health.last_success.is_some() && !health.refreshing && health.trouble.is_none() && health.download.is_none()
}

/// Is right the first `times` times that it is asked about what `of` says.
fn times(times: u32, of: impl Fn(&Event) -> bool + Send + 'static) -> impl Fn(&Event) -> bool + Send + 'static {
    let seen = AtomicU32::new(0);
    move |event| of(event) && seen.fetch_add(1, Ordering::Relaxed) < times
}

fn orders_kept(world_home: &crate::shell::Home, id: OrganizationId) -> (u64, usize) {
    let ledger = ledger_file::open(world_home, clock::now()).unwrap().0;
    (ledger.counts(id).unwrap().orders, ledger.outbox(id).unwrap().len())
}

#[test]
fn a_panic_in_the_middle_of_a_poll_loses_nothing_and_doubles_nothing() {
    let mut survived = 0;
    // The first thing told of a poll, names in its middle, its end, and figures.
    let places: [fn(&Event) -> bool; 4] = [
        |event| matches!(event, Event::Health(Some(_), health) if health.refreshing),
        |event| matches!(event, Event::Named(_, Names { customers, .. }) if !customers.is_empty()),
        |event| matches!(event, Event::Health(Some(_), health) if is_fresh(health)),
        |event| matches!(event, Event::Figures(..)),
    ];
    for (place, at) in places.into_iter().enumerate() {
        let bench = Bench::of(shop(60));
        let (world, id) = (bench.world(), bench.polar.with(|state| state.shop.organization.id));
        let home = world.home.clone();
        let shaken = shaken(world, Duration::ZERO, times(1, at));
        shaken.until(|event| matches!(event, Event::BrokeOff(BrokeOff { again: false, .. })).then_some(()));
        shaken.until_fresh();
        // Something new, found by a poll after the panic.
        bench.polar.with(|state| state.shop.add_purchase(clock::now(), 4_200, "usd"));
        shaken.worker.ask(Job::Refresh);
        let sale = shaken.until(|event| match event {
            Event::Outbox(_, outbox) => outbox.iter().find(|one| one.change.kind.is_sale()).cloned(),
            _ => None,
        });
        drop(shaken.worker);
        let (orders, waiting) = orders_kept(&home, id);
        assert_eq!(orders, 61, "at place {place}");
        assert!(waiting >= 1, "at place {place}: {sale:?} waits to be settled");
        survived += 1;
    }
    println!("reliability: panics: {survived} of {} panics in the middle of a poll, nothing lost", places.len());
}

#[test]
fn what_was_told_before_a_panic_is_told_again_and_announced_once() {
    let bench = Bench::of(shop(3));
    let told_of_a_sale = AtomicU32::new(0);
    // The figures that come after the outbox.
    let shaken = shaken(bench.world(), Duration::ZERO, move |event| match event {
        Event::Outbox(_, outbox) => {
            let sales = outbox.iter().filter(|one| one.change.kind.is_sale()).count();
            told_of_a_sale.fetch_max(u32::from(sales > 0), Ordering::SeqCst);
            false
        }
        Event::Figures(..) => told_of_a_sale.swap(0, Ordering::SeqCst) > 0,
        _ => false,
    });
    let mut model = crate::app::Model::new(jiff::tz::TimeZone::UTC);
    let (mut announced, mut told, mut broke_off) = (Vec::new(), 0, 0);
    let (mut asked, begun) = (false, Instant::now());
    // It breaks off each time that it is told of the sale; four are enough.
    while broke_off < 4 {
        let left = PATIENCE.checked_sub(begun.elapsed()).expect("it is told in time");
        let event = shaken.told.recv_timeout(left).expect("the worker goes on telling");
        if matches!(&event, Event::Health(Some(_), health) if is_fresh(health)) && !asked {
            asked = true;
            bench.polar.with(|state| state.shop.add_purchase(clock::now(), 4_200, "usd"));
            shaken.worker.ask(Job::Refresh);
        }
        told += u32::from(matches!(&event, Event::Outbox(_, outbox) if !outbox.is_empty()));
        broke_off += u32::from(matches!(event, Event::BrokeOff(_)));
        for effect in crate::app::update(&mut model, event, clock::now()) {
            if let crate::app::Effect::Notify { notices, .. } = effect {
                announced.extend(notices);
            }
        }
    }
    let sales = announced.iter().filter(|notice| match notice {
        Notice::One { announcement, .. } => announcement.change.kind.is_sale(),
        Notice::Summary { .. } => true,
    });
    assert_eq!(sales.count(), 1, "{announced:?}");
    assert!(told >= 4, "{told}");
    println!("reliability: panics.announced: a sale told {told} times around {broke_off} panics was announced once");
}

#[test]
fn six_panics_in_a_row_and_it_waits_as_long_as_it_is_told_and_says_what_is_wrong() {
    let bench = Bench::of(shop(3));
    let begins = |event: &Event| matches!(event, Event::Health(Some(_), health) if health.refreshing);
    let shaken = shaken(bench.world(), Duration::from_millis(1), times(6, begins));
    for again in [false, true, true, true, true, true] {
        let said = shaken.until(|event| match event {
            Event::BrokeOff(how) => Some(how.again),
            _ => None,
        });
        assert_eq!(said, again);
    }
    let trouble = shaken.until(|event| match event {
        Event::Health(Some(_), health) => Some(health.trouble.clone()),
        _ => None,
    });
    assert_eq!(trouble, Some(Trouble::BrokeOff), "until it goes well");
    shaken.until_fresh();
    assert_eq!(shaken.pauses.try_iter().collect::<Vec<_>>(), [0, 1, 2, 3, 4, 5, 6]);
    assert!(!shaken.worker.has_ended());
}

#[test]
fn jobs_that_wait_outlive_a_panic_and_cut_its_pause_short() {
    let bench = Bench::of(shop(3));
    let world = bench.world();
    let home = world.home.clone();
    let begins = |event: &Event| matches!(event, Event::Health(Some(_), health) if health.refreshing);
    // An hour, which nothing here waits for.
    let shaken = shaken(world, Duration::from_secs(3600), times(2, begins));
    shaken.until(|event| matches!(event, Event::BrokeOff(BrokeOff { again: true, .. })).then_some(()));
    let chosen = Settings { hide_amounts: true, ..Settings::default() };
    shaken.worker.ask(Job::Settings(Box::new(chosen.clone())));
    shaken.until_fresh();
    assert_eq!(settings_file::read(&home.settings()).unwrap(), settings_file::Found::Kept(chosen));
}

#[test]
fn a_worker_that_pauses_ends_at_once_when_it_is_to_end() {
    let bench = Bench::of(shop(3));
    let begins = |event: &Event| matches!(event, Event::Health(Some(_), health) if health.refreshing);
    let shaken = shaken(bench.world(), Duration::from_secs(3600), times(2, begins));
    shaken.until(|event| matches!(event, Event::BrokeOff(BrokeOff { again: true, .. })).then_some(()));
    drop(shaken.worker);
}

#[test]
fn a_connection_that_breaks_off_is_not_waited_for() {
    let bench = Bench::of(shop(3));
    let world = World::of_a_test(bench.folder.path(), &bench.polar, None);
    let shaken = shaken(world, Duration::ZERO, times(1, |event| matches!(event, Event::Connecting(_))));
    let connect = || Job::Connect { token: bench.polar.token(), organization: String::new(), environment: None };
    shaken.worker.ask(connect());
    let how = shaken.until(|event| match event {
        Event::BrokeOff(how) => Some(how.clone()),
        _ => None,
    });
    assert_eq!((how.connecting, how.removing), (true, false));
    let sentence = how.sentence.clone();
    // What the main thread makes of it.
    let mut model = crate::app::Model::new(jiff::tz::TimeZone::UTC);
    model.form.step = Some(crate::app::ConnectStep::ReadingOrganization);
    crate::app::update(&mut model, Event::BrokeOff(how), clock::now());
    assert_eq!((model.form.step, model.form.error), (None, Some(FormError::Setup(sentence))));
    shaken.worker.ask(connect());
    shaken.until(|event| matches!(event, Event::Connected(_)).then_some(()));
    shaken.until_fresh();
}

#[test]
fn a_worker_that_panics_at_its_very_end_ends_all_the_same_and_keeps_what_waits() {
    let bench = Bench::of(shop(3));
    let world = bench.world();
    let home = world.home.clone();
    let flag = Arc::new(AtomicU32::new(0));
    let shakes = Arc::clone(&flag);
    // A request that takes longer than any test: the jobs wait for the end.
    let shaken = shaken(world, Duration::ZERO, move |event| {
        shakes.load(Ordering::SeqCst) > 0 && matches!(event, Event::Figures(..) | Event::LaunchAtLogin(_))
    });
    shaken.until_fresh();
    bench.fails(Fault::Delay(Duration::from_secs(600)), "/v1/", 0);
    shaken.worker.ask(Job::Refresh);
    shaken.until(|event| matches!(event, Event::Health(Some(_), health) if health.refreshing).then_some(()));
    flag.store(1, Ordering::SeqCst);
    let chosen = Settings { hide_amounts: true, ..Settings::default() };
    shaken.worker.ask(Job::LaunchAtLogin(false));
    shaken.worker.ask(Job::Settings(Box::default()));
    shaken.worker.ask(Job::Settings(Box::new(chosen.clone())));
    let (ended, ends) = channel();
    let worker = shaken.worker;
    std::thread::spawn(move || {
        drop(worker);
        ended.send(()).unwrap_or_default();
    });
    ends.recv_timeout(PATIENCE).expect("it ends");
    assert_eq!(settings_file::read(&home.settings()).unwrap(), settings_file::Found::Kept(chosen));
}

#[test]
fn what_polar_has_forbidden_outlives_a_panic() {
    let bench = Bench::of(shop(3));
    bench.fails(Fault::RateLimited { retry_after: Some("600".to_owned()) }, "/v1/orders/", 0);
    let limited = |event: &Event| {
        let limit = |trouble: &Trouble| matches!(trouble, Trouble::Polar(polar::Trouble::RateLimited(_)));
        matches!(event, Event::Health(_, health) if health.trouble.as_ref().is_some_and(limit))
    };
    let shaken = shaken(bench.world(), Duration::ZERO, times(1, limited));
    shaken.until(|event| matches!(event, Event::BrokeOff(_)).then_some(()));
    // Asked for by the owner, too: it is told, and nobody is asked before the ten minutes are over.
    for _ in 0..6 {
        shaken.worker.ask(Job::Settings(Box::default()));
        shaken.worker.ask(Job::Refresh);
        shaken.until(|event| matches!(event, Event::Figures(..)).then_some(()));
    }
    drop(shaken.worker);
    let refused = bench.polar.requests().iter().filter(|seen| seen.status == 429).count();
    assert_eq!(refused, 1, "Polar was asked again before its pause was over");
}

#[tokio::test]
async fn what_the_owner_was_told_and_has_chosen_outlives_a_panic() {
    let bench = Bench::of(shop(3));
    let world = bench.world();
    std::fs::write(world.home.settings(), "{ no").unwrap();
    let settings = world.home.settings();
    let mut work = bench.worker(world);
    until_rest(&mut work).await;
    // What cannot be read may have been moved aside.
    std::fs::remove_file(settings).unwrap_or_default();
    bench.told.borrow_mut().clear();
    work.begin_again();
    work.load();
    assert!(bench.told.borrow().iter().any(|event| matches!(event, Event::Complaint(None))), "it is over, and told so");
    work.job(Job::StartSample).await;
    let chosen = Settings { hide_amounts: true, ..Settings::default() };
    work.job(Job::Settings(Box::new(chosen.clone()))).await;
    work.begin_again();
    work.load();
    assert_eq!(work.settings, chosen);
}

#[tokio::test]
async fn only_what_was_under_way_is_said_not_to_be_done() {
    let bench = Bench::of(shop(3));
    let mut work = bench.connected().await;
    let said = |work: &mut Work<_>| {
        bench.told.borrow_mut().clear();
        begin_again(work);
        let told = bench.told.borrow();
        let how = told.iter().find_map(|event| match event {
            Event::BrokeOff(BrokeOff { connecting, removing, .. }) => Some((*connecting, *removing)),
            _ => None,
        });
        how.unwrap()
    };
    assert_eq!(said(&mut work), (false, false));
    work.job(Job::Connect { token: bench.polar.token(), organization: String::new(), environment: None }).await;
    assert_eq!(said(&mut work), (true, false));
    work.load();
    work.job(Job::Forget(Removing::Everything)).await;
    // Whatever it was that broke off.
    work.job(Job::LookAtTheClock).await;
    assert_eq!(said(&mut work), (false, true));
}

fn begin_again(work: &mut Work<impl Fn(Event)>) {
    work.begin_again();
}

#[tokio::test]
async fn only_a_wish_of_the_owners_ends_a_rest_and_nothing_is_lost_in_it() {
    let wishes: [(fn() -> Job, bool); 5] = [
        (|| Job::LookAtTheClock, false),
        (|| Job::SuitTheComputer(Computer::default()), false),
        (|| Job::Reload, false),
        (|| Job::RefreshIfOld, true),
        (|| Job::StopSample, true),
    ];
    for (job, ends) in wishes {
        let (jobs, queue) = tokio::sync::mpsc::unbounded_channel();
        let mut queue = Queue::new(queue);
        jobs.send(job()).unwrap();
        {
            let mut rest = std::pin::pin!(queue.rest(Duration::from_secs(3600)));
            let over = std::future::poll_fn(|task| std::task::Poll::Ready(rest.as_mut().poll(task).is_ready())).await;
            assert_eq!(over, ends, "{:?}", job());
        }
        assert!(queue.waiting().is_some(), "{:?} is lost", job());
    }
}
