//! Memory over many updates of the tray: more than two months of refreshes, each with another picture, shown one after
//! another.

use std::io::{BufRead, BufReader, Write};
use std::process::Stdio;
use std::sync::mpsc::{Receiver, channel};

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use revone::app::{Event, Health, Model, Settings, Trouble, update};
use revone::demo::Shop;
use revone::domain::{Environment, Organization};
use revone::figures::RevenueBasis;
use revone::polar;
use revone::shell::desk;
use revone::shell::tray_loop::{self, Handler, Next, Poster};
use revone::store::{Batch, Ledger, Mark, mark};
use revone::view::{self, View};

use crate::desktop::Desktop;
use crate::linux::tenths;
use crate::memory::Memory;
use crate::running::rows;

/// What has this program show updates instead of measuring.
pub const SHOW: &str = "--show-updates";
/// Updates in all.
const UPDATES: usize = 100_000;
/// After so many the owner opens the menu.
const A_LOOK: usize = 1_000;
/// By then every picture has been shown, and what is kept for good is there.
const BEGUN: usize = 10_000;
/// Pictures that take turns.
const PICTURES: usize = 240;

/// Measures and prints. What is measured has the menu bar of the product and nothing behind it that asks or stores, so
/// that what grows is the menu bar's.
#[tokio::main(flavor = "current_thread")]
pub async fn measure() {
    let desktop = Desktop::start().await;
    let program = std::env::current_exe().unwrap();
    let mut command = desktop.command(program.to_str().unwrap());
    let mut child = command.arg(SHOW).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let mut asks = child.stdin.take().unwrap();
    let (said, mut lines) = tokio::sync::mpsc::unbounded_channel();
    let pipe = BufReader::new(child.stdout.take().unwrap());
    std::thread::spawn(move || pipe.lines().map_while(Result::ok).try_for_each(|line| said.send(line)));
    let tray = desktop.tray().await;
    let (mut begun, mut titles) = (None, std::collections::BTreeSet::new());
    for shown in (A_LOOK..=UPDATES).step_by(A_LOOK) {
        writeln!(asks, "{A_LOOK}").unwrap();
        let title = lines.recv().await.unwrap();
        tray.title_becomes(&title).await;
        assert!(tray.menu().await.len() > 5, "the menu is gone");
        titles.insert(title);
        if shown == BEGUN {
            begun = Some(Memory::of(child.id()));
        }
    }
    let (begun, after) = (begun.unwrap(), Memory::of(child.id()));
    assert!(titles.len() > 5, "the title does not change: {titles:?}");
    child.kill().unwrap();
    child.wait().unwrap();
    let grown = |of: fn(&Memory) -> u64| tenths(of(&after).saturating_sub(of(&begun)) * 10 / 1024);
    let (proportional, private) = (grown(|memory| memory.proportional), grown(|memory| memory.private_dirty));
    println!(
        "reliability: tray: {UPDATES} updates, the menu read {} times; the last {} leave PSS {proportional} MiB, \
         private dirty {private} MiB",
        UPDATES / A_LOOK,
        UPDATES - BEGUN,
    );
}

/// Shows pictures in a tray: as many at a time as a line on standard input says, and then writes the title.
pub fn show() {
    let folder = std::env::temp_dir().join("updates-icons");
    let ended = tray_loop::run(folder, |poster| {
        let (ask, asked) = channel();
        let wake = poster.clone();
        std::thread::spawn(move || {
            for line in std::io::stdin().lines().map_while(Result::ok) {
                ask.send(line.parse().unwrap()).unwrap();
                wake.post(another());
            }
        });
        Box::new(Showing { pictures: pictures(), shown: 0, asked, left: 0, poster })
    });
    panic!("{:?}", ended.err());
}

/// Stands for everything that has the menu bar drawn again.
fn another() -> Event {
    Event::TimeZone(TimeZone::UTC)
}

struct Showing {
    pictures: Vec<View>,
    shown: usize,
    asked: Receiver<usize>,
    left: usize,
    poster: Poster,
}

impl Handler for Showing {
    fn first_view(&mut self) -> View {
        self.pictures[0].clone()
    }

    fn event(&mut self, _event: Event) -> Next {
        self.left += self.asked.try_iter().sum::<usize>();
        if self.left == 0 {
            return Next::Nothing;
        }
        (self.shown, self.left) = (self.shown + 1, self.left - 1);
        let picture = self.pictures[self.shown % self.pictures.len()].clone();
        if self.left > 0 {
            self.poster.post(another());
        } else {
            println!("{}", picture.title);
        }
        Next::Show(picture)
    }
}

/// A day of sales, with times at which Polar cannot be reached: title, rows, icon, and which rows there are change.
fn pictures() -> Vec<View> {
    let begin: Timestamp = "2026-11-22T00:00:00Z".parse().unwrap();
    let founded = begin - SignedDuration::from_hours(24 * 40);
    let mut shop = Shop::empty(founded);
    let organization = organization(&shop);
    let mut ledger = Ledger::in_memory().unwrap();
    ledger.connect(&organization, "https://api.polar.sh", begin).unwrap();
    // Everything since the beginning has been read.
    let since = Mark { at: Some(founded), ..Mark::default() };
    let read = [mark::ORDERS_SINCE, mark::SUBSCRIPTIONS_SINCE, mark::LIVE_SUBSCRIPTIONS];
    let marks = read.map(|mark| (mark, Some(since))).into();
    ledger.apply(organization.id, &Batch { marks, at: begin, ..Batch::default() }).unwrap();
    let mut model = Model::new(TimeZone::UTC);
    let loaded = Event::Loaded {
        organization: Some(organization.clone()),
        others: Vec::new(),
        sample: false,
        first_launch: false,
        settings: Box::new(Settings::default()),
    };
    update(&mut model, loaded, begin);
    let minutes = (0_i64..).step_by(6);
    let pictures = minutes.take(PICTURES).map(|minute| {
        let now = begin + SignedDuration::from_mins(minute);
        let order = shop.add_purchase(now, 900 + 700 * (minute % 13), "usd");
        let order = rows::order(&shop, shop.order(order).unwrap());
        ledger.apply(organization.id, &Batch { orders: vec![order], at: now, ..Batch::default() }).unwrap();
        let report = desk::report(&ledger, organization.id, &TimeZone::UTC, RevenueBasis::default(), now).unwrap();
        let is_offline = minute % 60 > 42;
        let health = Health {
            trouble: is_offline.then_some(Trouble::Polar(polar::Trouble::Offline)),
            last_success: Some(now - SignedDuration::from_mins(if is_offline { minute % 60 } else { 0 })),
            ..Health::default()
        };
        update(&mut model, Event::Figures(organization.id, Box::new(report)), now);
        update(&mut model, Event::Health(Some(organization.id), Box::new(health)), now);
        view::render(&model, now)
    });
    pictures.collect()
}

fn organization(shop: &Shop) -> Organization {
    let row = &shop.organization;
    Organization {
        id: row.id,
        name: row.name.clone(),
        slug: row.slug.clone(),
        environment: Environment::Production,
        status: row.status.clone(),
        can_take_payments: row.checkout_payments,
        can_be_paid_out: row.payouts,
    }
}
