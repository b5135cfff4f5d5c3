//! Several organizations, each at a fake Polar of its own.

use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};

use jiff::SignedDuration;

use super::*;
use crate::app::History;
use crate::domain::Organization;
use crate::polar::AccessToken;
use crate::shell::secrets::{InMemory, SecretError, SecretStore};

/// Two shops that are connected; the first, of three orders, is [`ONE`], the other, of two, is [`TWO`] and shown.
pub(super) struct Two {
    pub(super) one: Bench,
    pub(super) two: FakePolar,
}

pub(super) const ONE: OrganizationId = OrganizationId(uuid::Uuid::from_u128(11));
pub(super) const TWO: OrganizationId = OrganizationId(uuid::Uuid::from_u128(22));

fn shop_of(id: OrganizationId, orders: i64) -> Shop {
    let mut shop = shop(orders);
    shop.organization.id = id;
    shop
}

impl Two {
    pub(super) fn new() -> Self {
        Self { one: Bench::of(shop_of(ONE, 3)), two: FakePolar::start(shop_of(TWO, 2)).unwrap() }
    }

    pub(super) async fn connected(&self) -> Work<impl Fn(Event) + use<>> {
        let mut work = self.one.connected().await;
        work.owner.origin = Origin::parse(&self.two.base_url()).ok();
        connect(&mut work, &self.two).await;
        work.owner.origin = None;
        until_rest(&mut work).await;
        self.forget();
        work
    }

    /// The same home after a restart, with these secrets.
    fn again(&self, secrets: Arc<dyn SecretStore>) -> Work<impl Fn(Event) + use<>> {
        let mut world = World::of_a_test(self.one.folder.path(), &self.two, None);
        (world.origin, world.secrets) = (None, secrets);
        self.one.worker(world)
    }

    pub(super) fn forget(&self) {
        self.one.told.borrow_mut().clear();
        [&self.one.polar, &self.two].into_iter().for_each(FakePolar::forget_requests);
    }

    /// Which of the two were asked anything.
    pub(super) fn asked(&self) -> [bool; 2] {
        [&self.one.polar, &self.two].map(|polar| !polar.requests().is_empty())
    }
}

pub(super) fn trouble_of(work: &Work<impl Fn(Event)>, id: OrganizationId) -> Option<Trouble> {
    work.watches.iter().find(|watch| watch.id() == Some(id)).unwrap().health.trouble.clone()
}

fn shown_of(told: &[Event]) -> Vec<OrganizationId> {
    let id = |event: &Event| match event {
        Event::Loaded { organization: Some(Organization { id, .. }), .. } | Event::Switched(id) => Some(*id),
        _ => None,
    };
    told.iter().filter_map(id).collect()
}

#[tokio::test]
async fn every_organization_is_asked_about_and_has_its_own_rows() {
    let shops = Two::new();
    let mut work = shops.connected().await;
    assert_eq!(work.shown, Some(TWO), "the one connected last is shown");
    work.job(Job::Refresh).await;
    until_rest(&mut work).await;
    assert_eq!(shops.asked(), [true, true]);
    let ledger = work.ledger.as_ref().unwrap();
    for (id, orders) in [(ONE, 3), (TWO, 2)] {
        assert_eq!(ledger.counts(id).unwrap().orders, orders);
        assert_eq!(trouble_of(&work, id), None);
    }
    let figures = |of| shops.one.told.borrow().iter().any(|event| matches!(event, Event::Figures(id, _) if *id == of));
    assert!(figures(ONE) && figures(TWO), "the figures of each are at hand");
}

#[tokio::test]
async fn a_token_that_one_rejects_stops_nobody_else() {
    let shops = Two::new();
    let mut work = shops.connected().await;
    shops.one.fails(Fault::Unauthorized, "/v1/", 0);
    work.job(Job::Refresh).await;
    until_rest(&mut work).await;
    assert_eq!(trouble_of(&work, ONE), Some(Trouble::TokenRejected));
    assert_eq!(trouble_of(&work, TWO), None);
    shops.forget();
    work.watches.iter_mut().for_each(|watch| watch.health.last_success = None);
    work.job(Job::RefreshIfOld).await;
    until_rest(&mut work).await;
    assert_eq!(shops.asked(), [false, true], "the rejected token is not tried again, the other goes on");
    let told = |of: OrganizationId| {
        let told = shops.one.told.borrow();
        told.iter()
            .any(|event| matches!(event, Event::Health(id, health) if *id == Some(of) && health.trouble.is_some()))
    };
    assert!(!told(TWO), "one organization's trouble is told of the other");
}

#[tokio::test]
async fn a_pause_that_one_is_asked_for_is_nobody_elses_and_lasts_over_a_new_connection() {
    let shops = Two::new();
    let mut work = shops.connected().await;
    shops.one.fails(Fault::RateLimited { retry_after: Some("600".to_owned()) }, "/v1/", 0);
    work.job(Job::Refresh).await;
    until_rest(&mut work).await;
    shops.forget();
    work.job(Job::Refresh).await;
    until_rest(&mut work).await;
    assert_eq!(shops.asked(), [false, true]);
    work.owner.origin = Origin::parse(&shops.two.base_url()).ok();
    connect(&mut work, &shops.two).await;
    work.owner.origin = None;
    shops.forget();
    until_rest(&mut work).await;
    assert_eq!(shops.asked(), [false, true], "a further connection is no reason to ask sooner");
}

#[tokio::test]
async fn polls_are_spread_over_the_interval() {
    let shops = Two::new();
    let mut work = shops.connected().await;
    for _ in 0..3 {
        work.job(Job::Refresh).await;
        until_rest(&mut work).await;
        let due: Vec<_> = work.watches.iter().map(|watch| watch.schedule.due()).collect();
        let apart = due[0].duration_since(due[1]).abs();
        assert!(apart >= SignedDuration::from_secs(20), "{apart:?}");
    }
}

#[tokio::test]
async fn the_choice_is_told_without_a_request_and_survives_a_restart() {
    let shops = Two::new();
    let mut work = shops.connected().await;
    work.job(Job::Choose(ONE)).await;
    assert_eq!(shops.asked(), [false, false]);
    assert_eq!(shown_of(&shops.one.told.borrow()), [ONE]);
    let secrets = Arc::clone(&work.owner.secrets);
    drop(work);
    shops.forget();
    let work = shops.again(secrets);
    assert_eq!(work.shown, Some(ONE));
    assert_eq!(shown_of(&shops.one.told.borrow()), [ONE]);
    assert_eq!(work.watches.len(), 2);
}

#[tokio::test]
async fn a_choice_made_just_before_the_end_is_kept() {
    let shops = Two::new();
    let mut work = shops.connected().await;
    let (jobs, queue) = tokio::sync::mpsc::unbounded_channel();
    let mut queue = Queue::new(queue);
    jobs.send(Job::Choose(ONE)).unwrap();
    super::super::run::finish(&mut work, &mut queue);
    assert_eq!(shops.again(Arc::clone(&work.owner.secrets)).shown, Some(ONE));
}

#[tokio::test]
async fn when_the_shown_one_is_disconnected_elsewhere_the_next_is_shown() {
    let shops = Two::new();
    let mut work = shops.connected().await;
    let mut ledger = ledger_file::open(&work.owner.home, clock::now()).unwrap().0;
    account::disconnect(work.world(), &mut ledger, TWO).await.unwrap();
    work.job(Job::Refresh).await;
    until_rest(&mut work).await;
    assert_eq!(work.shown, Some(ONE));
    assert_eq!(shown_of(&shops.one.told.borrow()), [ONE]);
    assert_eq!(shops.asked(), [true, false], "who is not connected is not asked about");
    assert_eq!(work.watches.len(), 1);
}

#[tokio::test]
async fn one_that_another_process_has_connected_is_shown_when_it_is_chosen() {
    let shops = Two::new();
    let mut work = shops.one.connected().await;
    let mut ledger = ledger_file::open(&work.owner.home, clock::now()).unwrap().0;
    let mut other = World::of_a_test(shops.one.folder.path(), &shops.two, None);
    other.secrets = Arc::clone(&work.owner.secrets);
    let token = shops.two.token();
    account::connect(&other, &mut ledger, &token, "", None, clock::now(), |_| {}).await.unwrap();
    work.owner.origin = None;
    work.job(Job::Choose(TWO)).await;
    until_rest(&mut work).await;
    assert_eq!(work.shown, Some(TWO));
    assert_eq!(work.ledger.as_ref().unwrap().counts(TWO).unwrap().orders, 2);
}

#[tokio::test]
async fn sample_data_makes_way_for_an_organization_that_is_asked_for() {
    let shops = Two::new();
    let mut work = shops.connected().await;
    work.sample = Some(World::of_a_test(&shops.one.folder.path().join("sample"), &shops.two, Some(shops.two.token())));
    work.load();
    assert_eq!(work.watches.iter().filter_map(|watch| watch.id()).count(), 0);
    work.job(Job::Choose(ONE)).await;
    assert_eq!(work.shown, Some(ONE));
    assert_eq!(work.watches.len(), 2);
}

#[tokio::test]
async fn what_is_sold_anywhere_waits_in_its_own_outbox_until_that_is_settled() {
    let shops = Two::new();
    let mut work = shops.connected().await;
    for polar in [&shops.one.polar, &shops.two] {
        polar.with(|state| state.shop.add_purchase(clock::now(), 2_900, "usd"));
    }
    work.job(Job::Refresh).await;
    until_rest(&mut work).await;
    let waiting = |of: OrganizationId| -> Vec<String> {
        let told = shops.one.told.borrow();
        let outbox = told.iter().find_map(|event| match event {
            Event::Outbox(id, outbox) if *id == of => {
                Some(outbox.iter().map(|entry| entry.change.stable_id()).collect())
            }
            _ => None,
        });
        outbox.unwrap()
    };
    let (one, two) = (waiting(ONE), waiting(TWO));
    assert!(one.len() == 1 && two.len() == 1 && one != two);
    // Another's name in the wrong outbox settles nothing.
    work.job(Job::Settle { organization: ONE, ids: [one, two].concat() }).await;
    let ledger = work.ledger.as_ref().unwrap();
    assert_eq!([ONE, TWO].map(|id| ledger.outbox(id).unwrap().len()), [0, 1]);
}

#[tokio::test]
async fn a_token_of_the_environment_stands_for_its_organization_alone() {
    let shops = Two::new();
    drop(shops.connected().await);
    let world = World::of_a_test(shops.one.folder.path(), &shops.one.polar, Some(shops.one.polar.token()));
    let mut work = shops.one.worker(world);
    until_rest(&mut work).await;
    assert_eq!(work.shown, Some(ONE));
    assert_eq!(work.watches.len(), 1);
    assert_eq!(shops.asked(), [true, false]);
}

#[tokio::test]
async fn after_the_last_disconnection_nobody_is_connected_whom_only_the_environments_token_ever_read() {
    let shops = Two::new();
    // The other one is read by a token of the environment alone.
    let world = World::of_a_test(shops.one.folder.path(), &shops.two, Some(shops.two.token()));
    let mut work = shops.one.worker(world);
    until_rest(&mut work).await;
    drop(work);
    let mut work = shops.one.connected().await;
    assert_eq!(work.watches.len(), 1);
    let mut ledger = ledger_file::open(&work.owner.home, clock::now()).unwrap().0;
    account::disconnect(work.world(), &mut ledger, ONE).await.unwrap();
    assert_eq!(ledger.organizations().unwrap().len(), 1, "what was read is kept");
    work.job(Job::Reload).await;
    assert_eq!((work.shown, work.watches.len()), (None, 0));
}

/// A store of secrets that waits for its owner before it gives out one of its tokens.
struct Asking {
    inner: Arc<dyn SecretStore>,
    account: String,
    allowed: Mutex<Receiver<()>>,
}

impl SecretStore for Asking {
    fn read(&self, account: &str) -> Result<AccessToken, SecretError> {
        if account == self.account {
            self.allowed.lock().unwrap().recv().unwrap();
        }
        self.inner.read(account)
    }

    fn write(&self, account: &str, token: &AccessToken) -> Result<(), SecretError> {
        self.inner.write(account, token)
    }

    fn delete(&self, account: &str) -> Result<(), SecretError> {
        self.inner.delete(account)
    }
}

fn asking(inner: Arc<dyn SecretStore>, id: OrganizationId) -> (Arc<dyn SecretStore>, Sender<()>) {
    let (allow, allowed) = channel();
    (Arc::new(Asking { inner, account: id.to_string(), allowed: Mutex::new(allowed) }), allow)
}

#[tokio::test]
async fn a_store_of_secrets_that_waits_for_the_owner_keeps_no_other_organization_waiting() {
    let shops = Two::new();
    let secrets = Arc::clone(&shops.connected().await.owner.secrets);
    // The one that is shown, and so comes first, has to wait.
    let (secrets, allow) = asking(secrets, TWO);
    let mut work = shops.again(secrets);
    while !shops.asked()[0] || work.watches.iter().any(|watch| watch.poll.is_some()) {
        if work.turn().await > Duration::ZERO {
            work.woken.notified().await;
        }
    }
    assert_eq!(shops.asked(), [true, false]);
    assert_eq!(trouble_of(&work, TWO), None, "an answer that is waited for is no trouble");
    allow.send(()).unwrap();
    until_rest(&mut work).await;
    assert_eq!(shops.asked(), [true, true]);
}

#[tokio::test]
async fn a_token_that_is_missing_for_one_is_its_own_trouble() {
    let shops = Two::new();
    let secrets = Arc::clone(&shops.connected().await.owner.secrets);
    let fewer = InMemory::default();
    fewer.write(&TWO.to_string(), &secrets.read(&TWO.to_string()).unwrap()).unwrap();
    let mut work = shops.again(Arc::new(fewer));
    until_rest(&mut work).await;
    assert_eq!(trouble_of(&work, ONE), Some(Trouble::TokenMissing));
    assert_eq!(trouble_of(&work, TWO), None);
    assert_eq!(shops.asked(), [false, true]);
}

#[tokio::test]
async fn a_network_that_one_finds_back_is_back_for_all() {
    let shops = Two::new();
    let mut work = shops.connected().await;
    for polar in [&shops.one.polar, &shops.two] {
        polar.with(|state| state.behaviour.faults.push(Fault::CloseConnection.always("/v1/")));
    }
    work.job(Job::Refresh).await;
    until_rest(&mut work).await;
    assert!([ONE, TWO].iter().all(|id| trouble_of(&work, *id).is_some()));
    for watch in &mut work.watches {
        watch.health.trouble = Some(Trouble::Polar(polar::Trouble::Offline));
    }
    for polar in [&shops.one.polar, &shops.two] {
        polar.with(|state| state.behaviour.faults.clear());
    }
    work.watches.iter_mut().for_each(|watch| watch.health.last_success = None);
    work.job(Job::RefreshIfOld).await;
    until_rest(&mut work).await;
    assert!([ONE, TWO].iter().all(|id| trouble_of(&work, *id).is_none()));
}

#[tokio::test]
async fn a_ledger_that_breaks_is_read_again_for_everybody() {
    let shops = Two::new();
    let mut work = shops.connected().await;
    let home = work.owner.home.clone();
    drop(work.ledger.take());
    std::fs::write(home.ledger(), vec![0x55; 64 * 1024]).unwrap();
    work.job(Job::Refresh).await;
    until_rest(&mut work).await;
    let ledger = work.ledger.as_ref().unwrap();
    assert_eq!([ONE, TWO].map(|id| ledger.counts(id).unwrap().orders), [3, 2]);
    assert!([ONE, TWO].iter().all(|id| trouble_of(&work, *id).is_none()));
    assert_eq!(work.shown, Some(TWO));
}

#[tokio::test]
async fn a_download_says_what_it_is_downloading_and_how_much_of_that_there_is() {
    let mut shop = shop(250);
    for hours in 0..230 {
        shop.add_subscriber(clock::now() - (hours + 1).hours(), 900, "usd", "month");
    }
    let bench = Bench::of(shop);
    let mut work = bench.worker(bench.world());
    let mut seen = Vec::new();
    while work.turn().await == Duration::ZERO {
        seen.extend(health(&work).download);
    }
    seen.dedup();
    let totals = |of| seen.iter().filter(|seen| seen.of == of).map(|seen| seen.total).collect::<Vec<_>>();
    let (orders, subscriptions) = (totals(History::Orders), totals(History::Subscriptions));
    assert!(!orders.is_empty() && orders.iter().all(|total| *total == 480), "{seen:?}");
    assert!(subscriptions.iter().all(|total| *total == 230), "{seen:?}");
    assert!(seen.is_sorted_by_key(|seen| seen.of == History::Subscriptions), "{seen:?}");
}
