//! The worker against a fake Polar, one turn at a time: no thread, no timer, no waiting.

mod catching_up;
mod choosing;
mod connecting;
mod damage;
mod exporting;
mod faults;
mod forgetting;
mod mishaps;
mod months;
mod setting_clocks;
mod several;
mod standing;
mod unreadable;

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

use jiff::ToSpan;

use super::mishaps::Queue;
use super::run::Work;
use super::{Job, Worker};
use crate::app::{Event, Health, Settings, Trouble};
use crate::demo::{FakePolar, Fault, Shop};
use crate::domain::OrganizationId;
use crate::polar;
use crate::shell::clock::{self, Clock};
use crate::shell::{Origin, World, Zones, account, ledger_file, settings_file};

/// A shop of some orders, one an hour.
fn shop(orders: i64) -> Shop {
    let ago = |hours: i64| clock::now() - hours.hours();
    let mut shop = Shop::empty(ago(orders + 24));
    for hours in (1..=orders).rev() {
        shop.add_purchase(ago(hours), 1_000, "usd");
    }
    shop
}

/// A fake Polar, a folder, and what the worker told.
struct Bench {
    polar: FakePolar,
    folder: tempfile::TempDir,
    told: Rc<RefCell<Vec<Event>>>,
}

impl Bench {
    fn of(shop: Shop) -> Self {
        let folder = tempfile::tempdir().unwrap();
        Self { polar: FakePolar::start(shop).unwrap(), folder, told: Rc::default() }
    }

    fn world(&self) -> World {
        World::of_a_test(self.folder.path(), &self.polar, Some(self.polar.token()))
    }

    fn worker(&self, world: World) -> Work<impl Fn(Event) + use<>> {
        let told = Rc::clone(&self.told);
        let mut work = Work::new(world, Arc::default(), move |event| told.borrow_mut().push(event));
        work.load();
        work
    }

    /// Connected by the form: the token is in the store of secrets.
    async fn connected(&self) -> Work<impl Fn(Event) + use<>> {
        let mut work = self.worker(World::of_a_test(self.folder.path(), &self.polar, None));
        connect(&mut work, &self.polar).await;
        until_rest(&mut work).await;
        work
    }

    fn fails(&self, fault: Fault, prefix: &str, after: u32) {
        self.polar.with(|state| state.behaviour.faults.push(fault.always(prefix).after(after)));
    }
}

/// Connects by the form, up to the first poll.
async fn connect(work: &mut Work<impl Fn(Event)>, polar: &FakePolar) {
    work.job(Job::Connect { token: polar.token(), organization: String::new(), environment: None }).await;
    while work.connecting.is_some() {
        work.woken.notified().await;
        work.connect_on().await;
    }
}

/// What is told of the health of the organization that is shown, or of the program when none is.
fn health(work: &Work<impl Fn(Event)>) -> Health {
    work.watches.iter().find(|watch| watch.id() == work.shown).map(|watch| work.told(watch)).unwrap_or_default()
}

/// Takes turns until nothing is due, and says for how long. A worker that never rests fails.
async fn until_rest(work: &mut Work<impl Fn(Event)>) -> Duration {
    for _ in 0..400 {
        let pause = work.turn().await;
        match work.connecting.is_some() || work.watches.iter().any(|watch| watch.waits_for_its_token()) {
            _ if pause == Duration::ZERO => {}
            // The store of secrets answers in a moment.
            true => work.woken.notified().await,
            false => return pause,
        }
    }
    panic!("the worker does not rest");
}

#[tokio::test]
async fn a_poll_and_a_download_end_in_rest_and_without_trouble() {
    let bench = Bench::of(shop(320));
    let mut work = bench.worker(bench.world());
    let pause = until_rest(&mut work).await;
    assert!(pause > Duration::from_secs(50), "{pause:?}");
    assert_eq!(health(&work).trouble, None);
    assert_eq!(health(&work).download, None);
}

#[tokio::test]
async fn a_download_waits_as_long_as_polar_asks_it_to() {
    let bench = Bench::of(shop(320));
    // The poll's own page of orders passes.
    bench.fails(Fault::RateLimited { retry_after: Some("40".to_owned()) }, "/v1/orders/", 1);
    let mut work = bench.worker(bench.world());
    let pause = until_rest(&mut work).await;
    assert!(pause > Duration::from_secs(30), "{pause:?}");
    assert!(matches!(health(&work).trouble, Some(Trouble::Polar(polar::Trouble::RateLimited(_)))));
    let refused = bench.polar.requests().iter().filter(|seen| seen.status == 429).count();
    assert_eq!(refused, 1, "Polar was asked again before its pause was over");
    until_rest(&mut work).await;
    assert_eq!(bench.polar.requests().iter().filter(|seen| seen.status == 429).count(), 1);
}

#[tokio::test]
async fn a_download_without_a_network_backs_off_and_goes_on_afterwards() {
    let bench = Bench::of(shop(320));
    bench.fails(Fault::CloseConnection, "/v1/orders/", 1);
    let mut work = bench.worker(bench.world());
    until_rest(&mut work).await;
    assert!(health(&work).trouble.is_some());
    bench.polar.with(|state| state.behaviour.faults.clear());
    work.job(Job::Refresh).await;
    until_rest(&mut work).await;
    assert_eq!(health(&work).trouble, None);
    assert_eq!(health(&work).download, None, "the download did not go on");
}

/// Which organization the owner was last told to be connected to, if any was told at all.
fn loaded(bench: &Bench) -> Option<bool> {
    bench.told.borrow().iter().rev().find_map(|event| match event {
        Event::Loaded { organization, .. } => Some(organization.is_some()),
        _ => None,
    })
}

#[tokio::test]
async fn a_ledger_that_cannot_be_opened_at_the_launch_is_tried_again() {
    let bench = Bench::of(shop(3));
    let world = World::of_a_test(bench.folder.path(), &bench.polar, None);
    let ledger = world.home.ledger();
    std::fs::create_dir_all(&ledger).unwrap();
    let mut work = bench.worker(world);
    let pause = until_rest(&mut work).await;
    assert!(pause < Duration::from_secs(60), "{pause:?}");
    assert!(matches!(health(&work).trouble, Some(Trouble::LedgerUnwritable(_))), "{:?}", health(&work).trouble);
    assert_eq!(loaded(&bench), None, "who is connected is not known");
    std::fs::remove_dir(&ledger).unwrap();
    work.job(Job::Refresh).await;
    until_rest(&mut work).await;
    assert_eq!(loaded(&bench), Some(false));
    assert_eq!(health(&work).trouble, None);
}

#[tokio::test]
async fn a_ledger_that_vanishes_is_read_again_from_polar() {
    let bench = Bench::of(shop(150));
    let mut work = bench.worker(bench.world());
    until_rest(&mut work).await;
    let home = work.world().home.clone();
    for file in ["", "-wal", "-shm"] {
        std::fs::remove_file(format!("{}{file}", home.ledger().display())).ok();
    }
    work.job(Job::Refresh).await;
    until_rest(&mut work).await;
    assert_eq!(health(&work).trouble, None);
    let orders = ledger_file::open(&home, clock::now()).unwrap().0.counts(work.shown.unwrap());
    assert_eq!(orders.unwrap().orders, 150);
    assert_ne!(loaded(&bench), Some(false));
}

#[tokio::test]
async fn a_ledger_that_breaks_while_it_runs_is_moved_aside_and_read_again() {
    let bench = Bench::of(shop(150));
    let mut work = bench.connected().await;
    let home = work.world().home.clone();
    drop(work.ledger.take());
    std::fs::write(home.ledger(), vec![0x55; 64 * 1024]).unwrap();
    work.job(Job::Refresh).await;
    until_rest(&mut work).await;
    assert_eq!(health(&work).trouble, None);
    let id = work.shown.unwrap();
    assert_eq!(ledger_file::open(&home, clock::now()).unwrap().0.counts(id).unwrap().orders, 150);
    let aside = std::fs::read_dir(home.data()).unwrap().flatten();
    assert!(aside.into_iter().any(|file| file.file_name().to_string_lossy().contains("broken")));
    assert_eq!(loaded(&bench), Some(true));
}

#[tokio::test]
async fn a_ledger_that_is_broken_at_the_launch_is_read_again_with_the_kept_token() {
    let bench = Bench::of(shop(150));
    let work = bench.connected().await;
    let (home, secrets) = (work.world().home.clone(), work.world().secrets.clone());
    let id = work.shown.unwrap();
    drop(work);
    for file in ["-wal", "-shm"] {
        std::fs::remove_file(format!("{}{file}", home.ledger().display())).ok();
    }
    std::fs::write(home.ledger(), vec![0x55; 64 * 1024]).unwrap();
    let mut world = World::of_a_test(bench.folder.path(), &bench.polar, None);
    world.secrets = secrets;
    let mut work = bench.worker(world);
    assert_eq!(health(&work).trouble, Some(Trouble::LedgerReplaced));
    until_rest(&mut work).await;
    assert_eq!(loaded(&bench), Some(true));
    assert_eq!(health(&work).trouble, None);
    assert_eq!(ledger_file::open(&home, clock::now()).unwrap().0.counts(id).unwrap().orders, 150);
}

#[tokio::test]
async fn an_account_that_another_process_removed_is_not_asked_about_again() {
    let bench = Bench::of(shop(3));
    let mut work = bench.connected().await;
    let home = work.world().home.clone();
    let id = work.shown.unwrap();
    let mut ledger = ledger_file::open(&home, clock::now()).unwrap().0;
    account::disconnect(work.world(), &mut ledger, id).await.unwrap();
    bench.polar.forget_requests();
    work.job(Job::Refresh).await;
    until_rest(&mut work).await;
    assert_eq!(loaded(&bench), Some(false));
    assert!(bench.polar.requests().is_empty());
}

#[tokio::test]
async fn a_launch_without_network_and_figures_names_the_trouble_and_goes_on_later() {
    let bench = Bench::of(shop(3));
    bench.fails(Fault::Status(503), "/v1/", 0);
    let mut work = bench.worker(bench.world());
    until_rest(&mut work).await;
    assert_eq!(loaded(&bench), None);
    assert_eq!(health(&work).trouble, Some(Trouble::Polar(polar::Trouble::Server(503))));
    bench.polar.with(|state| state.behaviour.faults.clear());
    work.job(Job::RefreshIfOld).await;
    until_rest(&mut work).await;
    assert_eq!(loaded(&bench), Some(true));
    assert_eq!(health(&work).trouble, None);
}

#[tokio::test]
async fn opening_the_menu_does_not_ask_with_a_rejected_token_again() {
    let bench = Bench::of(shop(3));
    let mut work = bench.worker(bench.world());
    until_rest(&mut work).await;
    bench.fails(Fault::Unauthorized, "/v1/", 0);
    work.job(Job::Refresh).await;
    until_rest(&mut work).await;
    assert_eq!(health(&work).trouble, Some(Trouble::TokenRejected));
    assert!(health(&work).last_success.is_some());
    bench.polar.forget_requests();
    work.watches.iter_mut().for_each(|watch| watch.health.last_success = None);
    work.job(Job::RefreshIfOld).await;
    until_rest(&mut work).await;
    assert!(bench.polar.requests().is_empty());
    work.job(Job::Refresh).await;
    until_rest(&mut work).await;
    assert!(!bench.polar.requests().is_empty(), "the owner asked");
}

#[tokio::test]
async fn settings_that_cannot_be_read_are_told_until_the_owner_presses_refresh() {
    let bench = Bench::of(shop(3));
    let world = bench.world();
    std::fs::write(world.home.settings(), "{ no").unwrap();
    let mut work = bench.worker(world);
    until_rest(&mut work).await;
    assert!(matches!(&health(&work).trouble, Some(Trouble::Setup(told)) if told.contains("settings")));
    assert!(health(&work).last_success.is_some(), "it is no reason not to ask");
    work.job(Job::Refresh).await;
    until_rest(&mut work).await;
    assert_eq!(health(&work).trouble, None);
}

#[tokio::test]
async fn days_are_those_of_the_settings_and_a_wrong_zone_is_told() {
    for (zone, told) in [("Asia/Tokyo", false), ("Middle/Earth", true)] {
        let bench = Bench::of(shop(3));
        let mut world = bench.world();
        world.zones = Zones::of_this_computer();
        std::fs::write(world.home.settings(), format!(r#"{{"time_zone": "{zone}"}}"#)).unwrap();
        let mut work = bench.worker(world);
        until_rest(&mut work).await;
        assert_eq!(matches!(&health(&work).trouble, Some(Trouble::Setup(told)) if told.contains(zone)), told, "{zone}");
        let zones = bench.told.borrow().iter().filter(|event| matches!(event, Event::TimeZone(_))).count();
        assert_eq!(zones, usize::from(!told), "{zone}");
        let chosen = Settings { time_zone: Some("America/New_York".to_owned()), ..Settings::default() };
        work.job(Job::Settings(Box::new(chosen))).await;
        assert_eq!(work.zone.iana_name(), Some("America/New_York"));
        assert_eq!(health(&work).trouble, None);
    }
}

#[tokio::test]
async fn the_organization_that_was_just_connected_is_the_one_shown() {
    let bench = Bench::of(shop(3));
    let mut work = bench.connected().await;
    let other = FakePolar::start(other_shop()).unwrap();
    work.owner.origin = Origin::parse(&other.base_url()).ok();
    connect(&mut work, &other).await;
    let id = other.with(|state| state.shop.organization.id);
    assert_eq!(work.shown.unwrap(), id);
    assert_eq!(health(&work).last_success, None, "that is the other one's");
    work.job(Job::Reload).await;
    assert_eq!(work.shown.unwrap(), id, "another process has the same view");
}

fn other_shop() -> Shop {
    let mut shop = shop(2);
    shop.organization.id = OrganizationId(uuid::Uuid::from_u128(77));
    shop
}

#[tokio::test]
async fn the_sample_takes_the_place_of_an_account_in_the_middle_of_a_poll_and_gives_it_back() {
    let bench = Bench::of(shop(150));
    let mut work = bench.connected().await;
    work.job(Job::Refresh).await;
    work.turn().await;
    assert!(work.watches.iter().any(|watch| watch.poll.is_some()), "no poll is under way");
    work.job(Job::StartSample).await;
    bench.polar.forget_requests();
    until_rest(&mut work).await;
    assert!(bench.polar.requests().is_empty());
    let sample = work.world().home.data().to_owned();
    work.job(Job::StopSample).await;
    assert!(!sample.exists());
    until_rest(&mut work).await;
    assert_eq!(health(&work).trouble, None);
    assert!(!bench.polar.requests().is_empty());
}

#[test]
fn a_choice_made_just_before_the_end_is_kept_although_polar_keeps_the_worker_waiting() {
    let bench = Bench::of(shop(3));
    bench.fails(Fault::Delay(Duration::from_secs(600)), "/v1/", 0);
    let world = bench.world();
    let home = world.home.clone();
    let worker = Worker::start(world, |_| {}).unwrap();
    while !home.ledger().exists() {
        std::thread::yield_now();
    }
    let chosen = Settings { hide_amounts: true, ..Settings::default() };
    worker.ask(Job::Settings(Box::new(chosen.clone())));
    drop(worker);
    assert_eq!(settings_file::read(&home.settings()).unwrap(), settings_file::Found::Kept(chosen));
}

#[tokio::test]
async fn a_day_of_polls_is_played_by_the_clock_that_is_told() {
    let bench = Bench::of(shop(3));
    let mut world = bench.world();
    let clock = Clock::told(clock::now());
    world.clock = clock.clone();
    let mut work = bench.worker(world);
    let pause = until_rest(&mut work).await;
    bench.polar.forget_requests();
    clock.pass(pause);
    for _ in 0..5 {
        let pause = until_rest(&mut work).await;
        clock.pass(pause);
    }
    let polls = bench.polar.requests().iter().filter(|seen| seen.path_and_query.starts_with("/v1/orders/?")).count();
    assert!(polls >= 4, "{polls} polls in some five minutes");
}
