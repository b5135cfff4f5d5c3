//! Panics on the worker's thread, which come from what it tells to: in the middle of a poll, of a job, of the start.

use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Instant;

use super::*;
use crate::app::{FormError, Names};

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
        shaken.until(|event| matches!(event, Event::BrokeOff { again: false, .. }).then_some(()));
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
        let names: Vec<String> = ledger_file::open(&home, clock::now())
            .unwrap()
            .0
            .outbox(id)
            .unwrap()
            .into_iter()
            .map(|one| one.change.stable_id())
            .collect();
        let mut once = names.clone();
        once.dedup();
        assert_eq!(names, once, "at place {place}");
        survived += 1;
    }
    println!(
        "reliability: panics: {survived} of {} panics in the middle of a poll, nothing lost, nothing announced twice",
        places.len()
    );
}

#[test]
fn six_panics_in_a_row_and_it_waits_as_long_as_it_is_told_and_says_what_is_wrong() {
    let bench = Bench::of(shop(3));
    let begins = |event: &Event| matches!(event, Event::Health(Some(_), health) if health.refreshing);
    let shaken = shaken(bench.world(), Duration::from_millis(1), times(6, begins));
    for again in [false, true, true, true, true, true] {
        let said = shaken.until(|event| match event {
            Event::BrokeOff { again, .. } => Some(*again),
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
    shaken.until(|event| matches!(event, Event::BrokeOff { again: true, .. }).then_some(()));
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
    shaken.until(|event| matches!(event, Event::BrokeOff { again: true, .. }).then_some(()));
    drop(shaken.worker);
}

#[test]
fn a_connection_that_breaks_off_is_not_waited_for() {
    let bench = Bench::of(shop(3));
    let world = World::of_a_test(bench.folder.path(), &bench.polar, None);
    let shaken = shaken(world, Duration::ZERO, times(1, |event| matches!(event, Event::Connecting(_))));
    let connect = || Job::Connect { token: bench.polar.token(), organization: String::new(), environment: None };
    shaken.worker.ask(connect());
    let sentence = shaken.until(|event| match event {
        Event::BrokeOff { sentence, .. } => Some(sentence.clone()),
        _ => None,
    });
    // What the main thread makes of it.
    let mut model = crate::app::Model::new(jiff::tz::TimeZone::UTC);
    model.form.step = Some(crate::app::ConnectStep::ReadingOrganization);
    crate::app::update(&mut model, Event::BrokeOff { again: false, sentence: sentence.clone() }, clock::now());
    assert_eq!((model.form.step, model.form.error), (None, Some(FormError::Setup(sentence))));
    shaken.worker.ask(connect());
    shaken.until(|event| matches!(event, Event::Connected(_)).then_some(()));
    shaken.until_fresh();
}
