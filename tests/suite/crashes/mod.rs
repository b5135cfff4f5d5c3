//! The program killed at random moments, and disks that are full, read-only or lose what was on them. What was kept stays
//! whole, nothing that was to be announced is lost, and one sync makes the ledger equal to the shop again.
//!
//! With `REVONE_SOAK` set every group is played as often as a release asks for. A failure names its seed, and
//! `REVONE_SEED` plays the same moments again, as far as a machine's speed lets it.

mod app;
mod damage;
mod disk;
mod life;
mod migration;
mod moment;
mod settings;
mod sync;
mod together;
mod token;
mod volume;

use jiff::Timestamp;
use revone::demo::{FakePolar, Shop};
use revone::domain::OrderStatus;
use revone::store::Ledger;

use crate::flows::reflection::assert_same;
use crate::running::service::ending_with_the_test;
use crate::running::shops;
use crate::running::{Ended, Home, Run};
use moment::Chance;

/// Whether the long run is asked for.
fn is_long() -> bool {
    std::env::var_os("REVONE_SOAK").is_some()
}

/// How often something is played.
fn times(quick: usize, long: usize) -> usize {
    if is_long() { long } else { quick }
}

/// Tells a figure of this run.
fn tell(key: &str, figure: &str) {
    println!("reliability: {key}: {figure}");
}

/// A home, and the shop that it asks about.
struct Setting {
    home: Home,
    polar: FakePolar,
}

impl Setting {
    fn of(shop: Shop) -> Self {
        Self { home: Home::new(), polar: FakePolar::start(shop).unwrap() }
    }

    /// The program with these arguments and the shop's token. It ends with the test.
    fn revone(&self, arguments: &[&str]) -> Run {
        let program = ending_with_the_test(&self.home.command(env!("CARGO_BIN_EXE_revone")));
        Run::new(program, arguments).asking(&self.polar).with_token_of(&self.polar)
    }

    async fn run(&self, arguments: &[&str]) -> Ended {
        self.revone(arguments).start().ended().await
    }

    fn ledger(&self) -> Ledger {
        Ledger::open(&self.home.data().join("ledger.sqlite")).unwrap()
    }

    /// Fails unless the ledger opens, is sound, and tells its figures, or that it has none yet. Gives whether it has.
    async fn stands(&self) -> bool {
        let told = self.run(&["today", "--offline", "--json"]).await;
        assert_sound(&self.home.data().join("ledger.sqlite"));
        if told.code == Some(1) {
            told.says(&["Nothing has been read from Polar yet"]);
            return false;
        }
        let figures = told.exits(0).json();
        let all = &figures["periods"]["all_time"];
        let orders = self.polar.with(|state| state.shop.orders.len());
        if all["complete"] == true {
            // What has come since the history was whole is all that may be missing.
            let known = usize::try_from(all["orders"].as_u64().unwrap()).unwrap();
            assert!(known + SINCE > orders, "{known} of {orders} orders are shown as all of them");
        }
        true
    }

    /// Fails unless one sync makes the ledger equal to the shop.
    async fn is_equal_after_one_sync(&self) {
        self.run(&["sync"]).await.exits(0);
        assert_sound(&self.home.data().join("ledger.sqlite"));
        assert_same(&self.ledger(), self.polar.with(|state| state.shop.clone()), Timestamp::now());
    }
}

/// More orders than come between two complete syncs of any test here.
const SINCE: usize = 100;

/// Fails unless SQLite finds the file of a ledger sound, indexes included. It may not be there yet.
#[track_caller]
fn assert_sound(path: &std::path::Path) {
    if !path.exists() {
        return;
    }
    let file = rusqlite::Connection::open(path).unwrap();
    let finding: String = file.query_row("PRAGMA integrity_check", [], |row| row.get(0)).unwrap();
    assert_eq!(finding, "ok");
}

/// So many hours ago, on a whole microsecond, as Polar's own instants are.
fn hours_ago(hours: i64) -> Timestamp {
    Timestamp::from_microsecond(shops::hours_ago(hours).as_microsecond()).unwrap()
}

/// Five sales and a subscriber.
fn a_few_sales() -> Shop {
    let mut shop = Shop::empty(hours_ago(24 * 30));
    (1..=5).for_each(|hours| _ = shop.add_purchase(hours_ago(hours), 1_000 + hours, "usd"));
    shop.add_subscriber(hours_ago(6), 900, "usd", "month");
    shop
}

/// More than three pages of orders, and more than one of subscriptions.
fn several_pages() -> Shop {
    let mut shop = Shop::empty(hours_ago(24 * 30));
    for hours in (1..=220).rev() {
        shop.add_purchase(hours_ago(hours), 1_000 + hours, "usd");
    }
    for hours in (1..=105).rev() {
        shop.add_subscriber(hours_ago(3 * hours), 900, "usd", "month");
    }
    shop
}

/// Something that a complete sync finds: a sale, a subscriber, a refund or a cancellation.
fn something_happens(shop: &mut Shop, chance: &mut Chance) {
    let now = hours_ago(0);
    match chance.below(4) {
        0 => _ = shop.add_purchase(now, 2_900, "usd"),
        1 => _ = shop.add_subscriber(now, 900, "usd", "month"),
        2 => {
            let paid: Vec<_> = shop.orders.iter().filter(|order| order.status == OrderStatus::Paid).collect();
            let order = paid[chance.below(paid.len())];
            let (id, all) = (order.id, order.net_amount);
            shop.refund(id, all);
        }
        _ => {
            let staying: Vec<_> = shop.subscriptions.iter().filter(|row| row.canceled_at.is_none()).collect();
            let id = staying[chance.below(staying.len())].id;
            shop.cancel(id, now, None, None);
        }
    }
}
