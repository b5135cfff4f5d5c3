//! A clock that is set while Polar's answer is on its way.

use jiff::SignedDuration;

use super::*;
use crate::app::Interval;
use crate::demo::Rewrite;

const BACK: SignedDuration = SignedDuration::from_hours(1);
const INTERVAL: Interval = Interval::EveryMinutes(5);

/// A worker whose clock goes as it is told.
fn launched(bench: &Bench) -> (Work<impl Fn(Event) + use<>>, Clock) {
    let clock = Clock::told(clock::now());
    let mut world = bench.world();
    world.clock = clock.clone();
    (bench.worker(world), clock)
}

/// It has read everything and rests.
async fn rests(bench: &Bench, work: &mut Work<impl Fn(Event)>, clock: &Clock) {
    work.job(Job::Settings(Box::new(Settings { interval: INTERVAL, ..Settings::default() }))).await;
    until_rest(work).await;
    // The budget of the first download is full again.
    clock.pass(Duration::from_secs(100));
    asked(bench, work).await;
}

/// The clock is set back while the next answer about orders is on its way, whatever that answer is.
fn sets_back(bench: &Bench, clock: &Clock) {
    let clock = clock.clone();
    let rewrite = Rewrite::by(move |body| {
        clock.set(clock.now() - BACK);
        body
    });
    bench.polar.with(|state| state.behaviour.faults.push(Fault::Rewritten(rewrite).once("/v1/orders/")));
}

/// How many requests were sent since they were last counted.
async fn asked(bench: &Bench, work: &mut Work<impl Fn(Event)>) -> usize {
    until_rest(work).await;
    let asked = bench.polar.requests().len();
    bench.polar.forget_requests();
    asked
}

#[tokio::test]
async fn a_pause_that_polar_asks_for_lasts_though_the_clock_is_set_back_before_its_answer_is_there() {
    for downloads in [false, true] {
        let bench = Bench::of(shop(if downloads { 320 } else { 3 }));
        let (mut work, clock) = launched(&bench);
        if downloads {
            while work.watches.iter().all(|watch| watch.download.is_none()) {
                work.turn().await;
            }
        } else {
            rests(&bench, &mut work, &clock).await;
            work.job(Job::Refresh).await;
        }
        bench.polar.forget_requests();
        sets_back(&bench, &clock);
        bench.polar.with(|state| state.behaviour.requests_per_minute = Some(0));
        assert!(asked(&bench, &mut work).await > 0);
        assert!(matches!(health(&work).trouble, Some(Trouble::Polar(polar::Trouble::RateLimited(_)))), "{downloads}");
        bench.polar.with(|state| state.behaviour.requests_per_minute = None);
        clock.pass(Duration::from_secs(50));
        assert_eq!(asked(&bench, &mut work).await, 0, "{downloads}: asked before the pause was over");
        clock.pass(Duration::from_secs(11));
        assert!(asked(&bench, &mut work).await > 0, "{downloads}");
        assert_eq!(health(&work).trouble, None);
    }
}

#[tokio::test]
async fn a_poll_during_which_the_clock_is_set_back_is_followed_by_the_next_after_the_interval() {
    let bench = Bench::of(shop(3));
    let (mut work, clock) = launched(&bench);
    rests(&bench, &mut work, &clock).await;
    sets_back(&bench, &clock);
    work.job(Job::Refresh).await;
    // A poll, and not a second one.
    let requests = asked(&bench, &mut work).await;
    assert!((1..=3).contains(&requests), "{requests}");
    assert_eq!(health(&work).last_success, Some(clock.now()));
    clock.pass(Duration::from_secs(295));
    assert_eq!(asked(&bench, &mut work).await, 0);
    clock.pass(Duration::from_secs(6));
    assert!(asked(&bench, &mut work).await > 0);
}

#[tokio::test]
async fn what_is_chosen_right_after_the_clock_was_set_back_is_planned_by_the_new_time() {
    let bench = Bench::of(shop(3));
    let (mut work, clock) = launched(&bench);
    rests(&bench, &mut work, &clock).await;
    clock.set(clock.now() - BACK);
    work.job(Job::Settings(Box::new(Settings { interval: Interval::EveryMinutes(2), ..Settings::default() }))).await;
    clock.pass(Duration::from_secs(100));
    assert_eq!(asked(&bench, &mut work).await, 0);
    clock.pass(Duration::from_secs(21));
    assert!(asked(&bench, &mut work).await > 0);
}

#[tokio::test]
async fn a_clock_that_is_set_back_is_told_once_though_the_system_tells_of_it_too() {
    let bench = Bench::of(shop(3));
    let (mut work, clock) = launched(&bench);
    rests(&bench, &mut work, &clock).await;
    let figures = || bench.told.borrow_mut().drain(..).filter(|event| matches!(event, Event::Figures(..))).count();
    for by in [SignedDuration::ZERO, -BACK, BACK] {
        figures();
        clock.set(clock.now() + by);
        work.job(Job::LookAtTheClock).await;
        assert_eq!(figures(), 1, "{by:?}");
    }
}
