//! Ledgers of three years, kept from one run to the next: the largest takes a minute to make.

use std::collections::hash_map::DefaultHasher;
use std::fs;
use std::hash::Hasher;
use std::path::{Path, PathBuf};

use jiff::{SignedDuration, Timestamp};
use revone::demo::{FakePolar, Shop};
use revone::domain::{Environment, Organization};
use revone::shell::{Home, Http, Origin};
use revone::store::{Applied, Batch, Ledger};
use revone::sync::connect::organization_of;
use revone::sync::{Session, step};

use crate::running::rows;
use crate::shop::{self, Size, YEARS};
use crate::table::{self, count};

/// The sizes by which growth is seen: a subscription for every ten orders.
pub const SIZES: [Size; 3] = [of(10_000), of(100_000), of(1_000_000)];

const fn of(orders: usize) -> Size {
    Size { orders, subscriptions: orders / 10, days: YEARS }
}

/// A server for the size of ledger that a poll is to be measured on holds its newest rows, and all of its subscriptions.
const NEWEST: SignedDuration = SignedDuration::from_hours(21 * 24);
/// A ledger that ends longer ago is made anew, because the days of its figures are those before now.
const FRESH: SignedDuration = SignedDuration::from_hours(24);
const ORDERS_AT_ONCE: usize = 1_000;

/// A ledger in a home of its own.
pub struct Kept {
    pub size: Size,
    /// What is to stand in `REVONE_HOME`.
    pub home: PathBuf,
    /// Until when its shop sold.
    pub now: Timestamp,
}

impl Kept {
    /// The ledger of this size, made now or by an earlier run.
    pub fn of(size: Size) -> Self {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/bench").join(format!("{:016x}", recipe()));
        let made = |name: &str| name.parse().ok().and_then(|second| Timestamp::from_second(second).ok());
        let sized = folder.join(size.orders.to_string());
        let names = fs::read_dir(&sized).into_iter().flatten().map(|entry| entry.unwrap().file_name());
        let newest = names.filter_map(|name| made(name.to_str()?)).max();
        let now = Timestamp::from_second(Timestamp::now().as_second()).unwrap();
        if let Some(made) = newest.filter(|made| now.duration_since(*made) < FRESH) {
            return Self { size, home: sized.join(made.as_second().to_string()), now: made };
        }
        table::aside(&format!("making a ledger of {} orders", count(size.orders)));
        let _ = fs::remove_dir_all(&sized);
        let unfinished = sized.join("unfinished");
        Home::at(&unfinished).create().unwrap();
        let kept = Self { size, home: unfinished.clone(), now };
        kept.fill();
        let home = sized.join(now.as_second().to_string());
        fs::rename(unfinished, &home).unwrap();
        Self { home, ..kept }
    }

    /// The ledger, opened.
    pub fn open(&self) -> Ledger {
        Ledger::open(&Home::at(&self.home).ledger()).unwrap()
    }

    /// A server with the shop's newest orders and all of its subscriptions, for which the ledger has nothing to learn.
    pub fn serve(&self) -> FakePolar {
        let mut shop = shop::of(self.size, self.now);
        keep_the_newest(&mut shop, self.now);
        FakePolar::start(shop).unwrap()
    }

    fn fill(&self) {
        let mut shop = shop::of(self.size, self.now);
        let mut orders: Vec<_> = shop.orders.iter().map(|row| rows::order(&shop, row)).collect();
        // Newest first, as they are read.
        orders.reverse();
        let subscriptions = shop.subscriptions.iter().rev().map(|row| rows::subscription(&shop, row)).collect();
        keep_the_newest(&mut shop, self.now);
        let polar = FakePolar::start(shop).unwrap();
        let (organization, http) = connect(&polar);
        let mut ledger = self.open();
        ledger.connect(&organization, http.origin().as_str(), self.now).unwrap();
        while !orders.is_empty() {
            let rest = orders.split_off(orders.len().min(ORDERS_AT_ONCE));
            let batch = Batch { orders: std::mem::replace(&mut orders, rest), at: self.now, ..Batch::default() };
            ledger.apply(organization.id, &batch).unwrap();
        }
        let batch = Batch { subscriptions, at: self.now, ..Batch::default() };
        ledger.apply(organization.id, &batch).unwrap();
        learn_nothing(&mut ledger, &http, &organization, self.now);
    }
}

/// The organization of a server's shop, and the way to ask about it.
pub fn connect(polar: &FakePolar) -> (Organization, Http) {
    let http = Http::new(Origin::parse(&polar.base_url()).unwrap(), &polar.token()).unwrap();
    let organization = block_on(organization_of(&http, Environment::Production, None)).unwrap();
    (organization, http)
}

/// Waits for what a worker of the program would wait for.
pub fn block_on<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(future)
}

/// A complete refresh, after which the ledger knows that it holds everything.
fn learn_nothing(ledger: &mut Ledger, http: &Http, organization: &Organization, now: Timestamp) {
    let mut session = Session::complete();
    block_on(async {
        loop {
            let stepped = step(&mut session, ledger, http, organization.id, Environment::Production, now);
            let Some(outcome) = stepped.await.unwrap() else { break };
            assert_eq!(outcome.applied, Applied::default(), "the rows that were stored are not those of the pages");
        }
    });
}

fn keep_the_newest(shop: &mut Shop, now: Timestamp) {
    let since = now - NEWEST;
    shop.orders.retain(|order| order.created_at > since);
}

/// Changes whenever another ledger would come out: with the store, and with the shop.
fn recipe() -> u64 {
    let mut hasher = DefaultHasher::new();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for folder in ["src/store", "src/store/migrations", "tests/bench"] {
        let mut files: Vec<PathBuf> = fs::read_dir(root.join(folder))
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .filter(|path| path.is_file())
            .collect();
        files.sort();
        let counts = |path: &&PathBuf| folder != "tests/bench" || path.ends_with("shop.rs");
        files.iter().filter(counts).for_each(|path| hasher.write(&fs::read(path).unwrap()));
    }
    hasher.write(&fs::read(root.join("tests/suite/running/rows.rs")).unwrap());
    hasher.finish()
}
