//! Organizations that are removed, and everything at once.

use std::sync::mpsc::{Receiver, channel};
use std::sync::{Arc, Mutex};

use super::several::{ONE, TWO, Two};
use super::*;
use crate::app::Removing;
use crate::polar::AccessToken;
use crate::shell::SyncLock;
use crate::shell::secrets::{SecretError, SecretStore};

/// A store of secrets that asks its owner before it forgets a token.
struct Asking {
    inner: Arc<dyn SecretStore>,
    answer: Mutex<Receiver<Result<(), SecretError>>>,
}

impl SecretStore for Asking {
    fn read(&self, account: &str) -> Result<AccessToken, SecretError> {
        self.inner.read(account)
    }

    fn write(&self, account: &str, token: &AccessToken) -> Result<(), SecretError> {
        self.inner.write(account, token)
    }

    fn delete(&self, account: &str) -> Result<(), SecretError> {
        self.answer.lock().unwrap().recv().unwrap()?;
        self.inner.delete(account)
    }
}

/// Takes turns until what is being forgotten is gone, or was not to be.
async fn until_forgotten(work: &mut Work<impl Fn(Event)>) {
    while work.forgetting.is_some() {
        if work.turn().await != Duration::ZERO && work.forgetting.is_some() {
            work.woken.notified().await;
        }
    }
}

/// What was told of the removal: nothing yet, that it is done, or why it is not.
fn told(bench: &Bench) -> Option<Result<(), String>> {
    bench.told.borrow().iter().rev().find_map(|event| match event {
        Event::Removed(_) => Some(Ok(())),
        Event::NotRemoved(sentence) => Some(Err(sentence.clone())),
        _ => None,
    })
}

fn token_of(work: &Work<impl Fn(Event)>, id: OrganizationId) -> Result<AccessToken, SecretError> {
    work.owner.secrets.read(&id.to_string())
}

#[tokio::test]
async fn a_removed_organization_is_gone_and_the_other_one_is_shown() {
    let shops = Two::new();
    let mut work = shops.connected().await;
    assert_eq!(work.shown, Some(TWO));
    work.job(Job::Forget(Removing::One(TWO))).await;
    until_forgotten(&mut work).await;
    assert_eq!(told(&shops.one), Some(Ok(())));
    assert_eq!(work.shown, Some(ONE));
    assert!(matches!(token_of(&work, TWO), Err(SecretError::Missing)));
    assert!(token_of(&work, ONE).is_ok());
    let ledger = ledger_file::open(&work.owner.home, clock::now()).unwrap().0;
    let left: Vec<_> = ledger.organizations().unwrap().into_iter().map(|stored| stored.organization.id).collect();
    assert_eq!(left, [ONE]);
    shops.forget();
    work.job(Job::Refresh).await;
    until_rest(&mut work).await;
    assert_eq!(shops.asked(), [true, false]);
}

#[tokio::test]
async fn while_the_owner_is_asked_whether_a_token_may_go_the_others_are_polled() {
    for answer in [Ok(()), Err(SecretError::Refused)] {
        let shops = Two::new();
        let mut work = shops.connected().await;
        let (answers, asked) = channel();
        let inner = Arc::clone(&work.owner.secrets);
        work.owner.secrets = Arc::new(Asking { inner, answer: Mutex::new(asked) });
        work.job(Job::Forget(Removing::One(TWO))).await;
        shops.forget();
        work.job(Job::Refresh).await;
        while work.turn().await == Duration::ZERO {}
        assert_eq!(shops.asked(), [true, false], "the one that goes is not asked about");
        assert_eq!(told(&shops.one), None);

        answers.send(answer.clone()).unwrap();
        until_forgotten(&mut work).await;
        match told(&shops.one) {
            Some(Ok(())) => assert!(answer.is_ok() && work.shown == Some(ONE)),
            Some(Err(sentence)) => assert!(answer.is_err() && sentence.ends_with('.') && work.shown == Some(TWO)),
            None => panic!("nothing was told"),
        }
        assert_eq!(work.watches.len(), if answer.is_ok() { 1 } else { 2 });
    }
}

#[tokio::test]
async fn what_another_process_is_syncing_goes_when_that_is_done() {
    let bench = Bench::of(shop(3));
    let mut work = bench.connected().await;
    let id = work.shown.unwrap();
    let lock = SyncLock::try_take(&work.owner.home.sync_lock()).unwrap();
    assert!(lock.is_some());
    work.job(Job::Forget(Removing::One(id))).await;
    work.woken.notified().await;
    for _ in 0..3 {
        let pause = work.turn().await;
        assert!(pause <= Duration::from_secs(1) && work.forgetting.is_some(), "{pause:?}");
    }
    drop(lock);
    work.turn().await;
    assert_eq!(told(&bench), Some(Ok(())));
    assert_eq!(loaded(&bench), Some(false));
}

/// Resets, looks for what is left, and connects again.
async fn reset(bench: &Bench, mut work: Work<impl Fn(Event)>) {
    until_rest(&mut work).await;
    let home = work.owner.home.clone();
    let id = work.shown.unwrap();
    work.job(Job::Settings(Box::new(Settings { hide_amounts: true, ..Settings::default() }))).await;
    work.job(Job::Refresh).await;
    work.turn().await;
    work.job(Job::Forget(Removing::Everything)).await;
    until_forgotten(&mut work).await;
    assert_eq!(told(bench), Some(Ok(())));
    assert_eq!(loaded(bench), Some(false));
    assert!(matches!(token_of(&work, id), Err(SecretError::Missing)));
    assert!(!home.accounts().exists() && !home.settings().exists());
    assert_eq!(work.settings, Settings::default());
    let ledger = ledger_file::open(&home, clock::now()).unwrap().0;
    assert!(ledger.organizations().unwrap().is_empty());
    drop(ledger);
    bench.polar.forget_requests();
    work.job(Job::Refresh).await;
    until_rest(&mut work).await;
    assert!(bench.polar.requests().is_empty(), "nobody is connected");

    connect(&mut work, &bench.polar).await;
    until_rest(&mut work).await;
    assert_eq!((loaded(bench), health(&work).trouble), (Some(true), None), "it can be connected again");
}

#[tokio::test]
async fn a_reset_leaves_nothing_and_the_app_goes_on_as_not_connected() {
    let bench = Bench::of(shop(150));
    reset(&bench, bench.connected().await).await;
}

#[tokio::test]
async fn a_reset_forgets_a_token_of_the_environment_until_the_next_launch() {
    let bench = Bench::of(shop(150));
    reset(&bench, bench.worker(bench.world())).await;
}

#[tokio::test]
async fn the_sample_is_not_reset() {
    let bench = Bench::of(shop(3));
    let mut work = bench.connected().await;
    let id = work.shown.unwrap();
    work.job(Job::StartSample).await;
    work.job(Job::Forget(Removing::Everything)).await;
    assert!(work.forgetting.is_none());
    assert!(token_of(&work, id).is_ok());
}
