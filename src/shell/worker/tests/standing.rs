//! A computer that sleeps, saves, or has no network.

use super::*;
use crate::app::{Computer, Interval, Network, Power};
use crate::shell::secrets::{InMemory, SecretError, SecretStore};
use std::sync::atomic::{AtomicUsize, Ordering};

fn computer(power: Power, network: Network, asleep: bool) -> Job {
    Job::SuitTheComputer(Computer { power, network, asleep })
}

fn network(network: Network) -> Job {
    computer(Power::Mains, network, false)
}

fn asleep(asleep: bool) -> Job {
    computer(Power::Mains, Network::Unknown, asleep)
}

fn offline() -> Option<Trouble> {
    Some(Trouble::Polar(polar::Trouble::Offline))
}

/// How many polls have read orders since the requests were forgotten.
fn polls(bench: &Bench) -> usize {
    bench.polar.requests().iter().filter(|seen| seen.path_and_query.starts_with("/v1/orders/?")).count()
}

/// Forgets the requests, and has it be this long since the last refresh.
fn later(bench: &Bench, work: &mut Work<impl Fn(Event)>) {
    bench.polar.forget_requests();
    for watch in &mut work.watches {
        watch.health.last_success = Some(clock::now() - 8.hours());
        watch.schedule.asked(clock::now());
    }
}

#[tokio::test]
async fn nothing_is_asked_by_a_computer_that_falls_asleep_and_a_night_means_one_refresh() {
    let bench = Bench::of(shop(3));
    let mut work = bench.connected().await;
    work.job(asleep(true)).await;
    later(&bench, &mut work);
    assert!(until_rest(&mut work).await > Duration::from_secs(30));
    work.job(Job::RefreshIfOld).await;
    until_rest(&mut work).await;
    assert!(bench.polar.requests().is_empty());
    // What a computer that wakes has done.
    work.job(asleep(false)).await;
    work.turn().await;
    work.job(Job::LookAtTheClock).await;
    work.turn().await;
    work.job(Job::RefreshIfOld).await;
    until_rest(&mut work).await;
    assert_eq!(polls(&bench), 1);
    assert_eq!(health(&work).trouble, None);
}

#[tokio::test]
async fn a_poll_that_sleep_breaks_off_is_no_trouble_and_is_made_in_the_morning() {
    let bench = Bench::of(shop(150));
    let mut work = bench.connected().await;
    work.job(Job::Refresh).await;
    work.turn().await;
    assert!(work.watches.iter().any(|watch| watch.poll.is_some()), "no poll is under way");
    work.job(asleep(true)).await;
    assert!(!health(&work).refreshing);
    assert_eq!(health(&work).trouble, None);
    later(&bench, &mut work);
    until_rest(&mut work).await;
    assert!(bench.polar.requests().is_empty());
    work.job(asleep(false)).await;
    until_rest(&mut work).await;
    assert!(!bench.polar.requests().is_empty());
}

#[tokio::test]
async fn without_a_network_that_is_told_at_once_and_nobody_is_asked_until_it_is_back() {
    let bench = Bench::of(shop(3));
    let mut work = bench.connected().await;
    bench.polar.forget_requests();
    work.job(network(Network::Offline)).await;
    let told = bench.told.borrow().iter().rev().find_map(|event| match event {
        Event::Health(_, health) => Some(health.trouble.clone()),
        _ => None,
    });
    assert_eq!(told.flatten(), offline());
    assert!(health(&work).last_success.is_some(), "the figures stay");
    work.job(Job::RefreshIfOld).await;
    until_rest(&mut work).await;
    assert!(bench.polar.requests().is_empty());
    work.job(network(Network::Online)).await;
    until_rest(&mut work).await;
    assert_eq!((polls(&bench), health(&work).trouble), (1, None));
    // What is known already asks nobody.
    bench.polar.forget_requests();
    work.job(network(Network::Unknown)).await;
    work.job(network(Network::Online)).await;
    until_rest(&mut work).await;
    assert!(bench.polar.requests().is_empty());
}

#[tokio::test]
async fn a_system_that_is_wrong_about_the_network_is_not_believed_for_ever() {
    let bench = Bench::of(shop(3));
    let mut work = bench.connected().await;
    work.job(network(Network::Offline)).await;
    bench.polar.forget_requests();
    // A quarter of an hour later; the owner's own wish is the same.
    work.job(Job::Refresh).await;
    until_rest(&mut work).await;
    assert_eq!((polls(&bench), health(&work).trouble), (1, None));
    let interval = work.watches[0].schedule.due().duration_since(clock::now());
    assert!(interval <= work.interval(), "{interval}: Polar answers, so that it goes on as ever");
    // Where it was right, the next attempt is as far off as before.
    work.job(network(Network::Online)).await;
    bench.fails(Fault::CloseConnection, "/v1/", 0);
    work.job(network(Network::Offline)).await;
    work.job(Job::Refresh).await;
    until_rest(&mut work).await;
    assert!(health(&work).trouble.is_some());
    let due = work.watches[0].schedule.due().duration_since(clock::now());
    assert!(due.as_mins() >= 14, "{due}");
}

#[tokio::test]
async fn no_network_hides_nothing_that_only_the_owner_can_end() {
    let bench = Bench::of(shop(3));
    let mut work = bench.connected().await;
    bench.fails(Fault::Unauthorized, "/v1/", 0);
    work.job(Job::Refresh).await;
    until_rest(&mut work).await;
    for network in [Network::Offline, Network::Online].map(network) {
        bench.polar.forget_requests();
        work.job(network).await;
        until_rest(&mut work).await;
        assert_eq!(health(&work).trouble, Some(Trouble::TokenRejected));
        assert!(bench.polar.requests().is_empty());
    }
}

#[tokio::test]
async fn the_sample_needs_no_network_and_who_comes_back_from_it_is_offline() {
    let bench = Bench::of(shop(3));
    let mut work = bench.connected().await;
    work.job(Job::StartSample).await;
    until_rest(&mut work).await;
    work.job(network(Network::Offline)).await;
    assert_eq!(health(&work).trouble, None);
    bench.polar.forget_requests();
    work.job(Job::StopSample).await;
    until_rest(&mut work).await;
    assert_eq!(health(&work).trouble, offline());
    assert!(bench.polar.requests().is_empty());
}

#[tokio::test]
async fn who_refreshes_by_hand_is_left_alone_by_power_and_network() {
    let bench = Bench::of(shop(3));
    let mut work = bench.connected().await;
    work.job(Job::Settings(Box::new(Settings { interval: Interval::Manually, ..Settings::default() }))).await;
    bench.polar.forget_requests();
    for told in [
        network(Network::Offline),
        network(Network::Online),
        computer(Power::Saving, Network::Online, false),
        computer(Power::Saving, Network::Online, true),
        computer(Power::Mains, Network::Online, false),
    ] {
        work.job(told).await;
        until_rest(&mut work).await;
        assert_eq!(health(&work).trouble, None);
    }
    assert!(bench.polar.requests().is_empty());
}

#[tokio::test]
async fn a_battery_and_a_computer_that_saves_ask_less_often_where_that_is_left_to_them() {
    let bench = Bench::of(shop(3));
    let mut work = bench.connected().await;
    for (interval, power, minutes) in [
        (Interval::Automatic, Power::Battery, 2),
        (Interval::Automatic, Power::Saving, 15),
        (Interval::Automatic, Power::Mains, 1),
        (Interval::EveryMinutes(5), Power::Saving, 5),
    ] {
        work.job(Job::Settings(Box::new(Settings { interval, ..Settings::default() }))).await;
        work.job(computer(power, Network::Unknown, false)).await;
        work.job(Job::Refresh).await;
        until_rest(&mut work).await;
        let due = work.watches[0].schedule.due().duration_since(clock::now());
        assert_eq!(due.as_secs().div_euclid(60), minutes - 1, "{interval:?} {power:?}");
    }
}

/// Secrets in memory, and how often they were read.
#[derive(Default)]
struct Counting {
    kept: InMemory,
    reads: AtomicUsize,
    /// The next read finds that nobody may be asked now.
    not_now: AtomicUsize,
}

impl SecretStore for Counting {
    fn read(&self, account: &str) -> Result<polar::AccessToken, SecretError> {
        self.reads.fetch_add(1, Ordering::SeqCst);
        let may_not = self.not_now.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |times| times.checked_sub(1));
        if may_not.is_ok() { Err(SecretError::NotNow) } else { self.kept.read(account) }
    }

    fn write(&self, account: &str, token: &polar::AccessToken) -> Result<(), SecretError> {
        self.kept.write(account, token)
    }

    fn delete(&self, account: &str) -> Result<(), SecretError> {
        self.kept.delete(account)
    }
}

/// The program of an owner who has connected before, with their secrets.
async fn launched_again(bench: &Bench) -> (Work<impl Fn(Event) + use<>>, Arc<Counting>) {
    let secrets = Arc::new(Counting::default());
    let world = || {
        let mut world = World::of_a_test(bench.folder.path(), &bench.polar, None);
        world.secrets = Arc::<Counting>::clone(&secrets);
        world
    };
    let mut first = bench.worker(world());
    connect(&mut first, &bench.polar).await;
    until_rest(&mut first).await;
    assert_eq!(secrets.reads.load(Ordering::SeqCst), 0, "who connects has just given the token");
    drop(first);
    (bench.worker(world()), secrets)
}

#[tokio::test]
async fn a_token_is_read_once_a_launch_until_it_may_be_another() {
    let bench = Bench::of(shop(3));
    let (mut work, secrets) = launched_again(&bench).await;
    let reads = || secrets.reads.load(Ordering::SeqCst);
    until_rest(&mut work).await;
    assert_eq!((reads(), health(&work).trouble), (1, None));
    let nothing_of_tokens = [
        Job::Refresh,
        Job::StartSample,
        Job::StopSample,
        asleep(true),
        asleep(false),
        Job::Settings(Box::default()),
        Job::Refresh,
    ];
    for job in nothing_of_tokens {
        work.job(job).await;
        until_rest(&mut work).await;
    }
    work.load();
    work.job(Job::Refresh).await;
    until_rest(&mut work).await;
    assert_eq!((reads(), health(&work).trouble), (1, None));
    // Another process has connected or disconnected.
    work.job(Job::Reload).await;
    until_rest(&mut work).await;
    assert_eq!(reads(), 2);
    // Polar rejects it, and the owner asks again.
    bench.fails(Fault::Unauthorized, "/v1/", 0);
    work.job(Job::Refresh).await;
    until_rest(&mut work).await;
    assert_eq!(reads(), 2);
    bench.polar.with(|state| state.behaviour.faults.clear());
    work.job(Job::Refresh).await;
    until_rest(&mut work).await;
    assert_eq!((reads(), health(&work).trouble), (3, None));
}

#[tokio::test]
async fn a_store_that_may_not_ask_now_is_tried_again_by_itself() {
    let bench = Bench::of(shop(3));
    let (mut work, secrets) = launched_again(&bench).await;
    secrets.not_now.store(1, Ordering::SeqCst);
    let pause = until_rest(&mut work).await;
    assert_eq!(health(&work).trouble, Some(Trouble::KeychainNotNow));
    assert!(pause < Duration::from_secs(10), "{pause:?}");
    // The session becomes active, or the computer wakes; the figures of the ledger are old.
    work.watches.iter_mut().for_each(|watch| watch.health.last_success = None);
    work.job(Job::RefreshIfOld).await;
    until_rest(&mut work).await;
    assert_eq!(health(&work).trouble, None);
    assert_eq!(secrets.reads.load(Ordering::SeqCst), 2);
}
