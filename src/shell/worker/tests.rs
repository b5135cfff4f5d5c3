//! The worker against a fake Polar, one turn at a time: no thread, no timer, no waiting.

use std::cell::RefCell;
use std::rc::Rc;
use std::time::Duration;

use jiff::ToSpan;

use super::Job;
use super::run::Work;
use crate::app::{Event, Trouble};
use crate::demo::{FakePolar, Fault, Shop};
use crate::polar;
use crate::shell::{World, clock};

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
        let mut work = Work::new(world, move |event| told.borrow_mut().push(event));
        work.load();
        work
    }

    fn fails(&self, fault: Fault, prefix: &str, after: u32) {
        self.polar.with(|state| state.behaviour.faults.push(fault.always(prefix).after(after)));
    }
}

/// Takes turns until nothing is due, and says for how long. A worker that never rests fails.
async fn until_rest(work: &mut Work<impl Fn(Event)>) -> Duration {
    for _ in 0..400 {
        let pause = work.turn().await;
        if pause > Duration::ZERO {
            return pause;
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
    assert_eq!(work.health.trouble, None);
    assert_eq!(work.health.download, None);
}

#[tokio::test]
async fn a_download_waits_as_long_as_polar_asks_it_to() {
    let bench = Bench::of(shop(320));
    // The poll's own page of orders passes.
    bench.fails(Fault::RateLimited { retry_after: Some("40".to_owned()) }, "/v1/orders/", 1);
    let mut work = bench.worker(bench.world());
    let pause = until_rest(&mut work).await;
    assert!(pause > Duration::from_secs(30), "{pause:?}");
    assert!(matches!(work.health.trouble, Some(Trouble::Polar(polar::Trouble::RateLimited(_)))));
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
    assert!(work.health.trouble.is_some());
    bench.polar.with(|state| state.behaviour.faults.clear());
    work.job(Job::Refresh).await;
    until_rest(&mut work).await;
    assert_eq!(work.health.trouble, None);
    assert_eq!(work.health.download, None, "the download did not go on");
}
