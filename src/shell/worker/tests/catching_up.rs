//! Polls that are more requests than there is budget for, and lists that are read over several polls.

use super::several::{ONE, TWO, Two, trouble_of};
use super::*;
use crate::shell::SyncLock;
use crate::shell::worker::watch::Watch;
use crate::sync::Budget;

fn watch_of(work: &mut Work<impl Fn(Event)>, id: OrganizationId) -> &mut Watch {
    work.watches.iter_mut().find(|watch| watch.id() == Some(id)).unwrap()
}

/// The first organization's poll has sent a request and waits for its budget; nothing else is due.
async fn waiting(shops: &Two) -> Work<impl Fn(Event) + use<>> {
    let mut work = shops.connected().await;
    let now = clock::now();
    let budget = &mut watch_of(&mut work, ONE).budget;
    *budget = Budget::polling();
    (1..60).for_each(|_| budget.take(now).unwrap());
    work.job(Job::Refresh).await;
    let pause = until_rest(&mut work).await;
    assert!(pause <= Duration::from_secs(60), "{pause:?}");
    assert!(watch_of(&mut work, ONE).poll.is_some(), "it does not wait in its middle");
    work
}

#[tokio::test]
async fn a_poll_that_waits_for_its_budget_keeps_no_other_organization_and_no_other_process_waiting() {
    let shops = Two::new();
    let mut work = waiting(&shops).await;
    assert_eq!(shops.asked(), [true, true]);
    assert!(watch_of(&mut work, TWO).poll.is_none(), "the other's poll has not ended");
    assert!(SyncLock::try_take(&work.world().home.sync_lock()).unwrap().is_some());
    shops.forget();
    work.job(Job::Refresh).await;
    until_rest(&mut work).await;
    assert_eq!(shops.asked(), [false, true]);
    watch_of(&mut work, ONE).budget = Budget::polling();
    until_rest(&mut work).await;
    assert_eq!(shops.asked(), [true, true]);
    assert!(!watch_of(&mut work, ONE).health.refreshing);
    assert_eq!([ONE, TWO].map(|id| trouble_of(&work, id)), [None, None]);
}

#[tokio::test]
async fn while_another_process_has_the_lock_a_poll_that_may_go_on_looks_again_every_second() {
    let shops = Two::new();
    let mut work = waiting(&shops).await;
    let others = SyncLock::try_take(&work.world().home.sync_lock()).unwrap();
    shops.forget();
    watch_of(&mut work, ONE).budget = Budget::polling();
    assert_eq!(until_rest(&mut work).await, Duration::from_secs(1));
    assert_eq!(shops.asked(), [false, false]);
    drop(others);
    until_rest(&mut work).await;
    assert!(watch_of(&mut work, ONE).poll.is_none(), "it has not ended");
}

#[tokio::test]
async fn a_poll_that_waits_does_not_go_on_in_a_ledger_begun_anew_and_not_for_who_is_disconnected() {
    for disconnected in [false, true] {
        let shops = Two::new();
        let mut work = waiting(&shops).await;
        let home = work.world().home.clone();
        if disconnected {
            let mut ledger = ledger_file::open(&home, clock::now()).unwrap().0;
            account::disconnect(work.world(), &mut ledger, ONE).await.unwrap();
        } else {
            for file in ["", "-wal", "-shm"] {
                std::fs::remove_file(format!("{}{file}", home.ledger().display())).ok();
            }
        }
        shops.forget();
        watch_of(&mut work, ONE).budget = Budget::polling();
        until_rest(&mut work).await;
        let ledger = work.ledger.as_ref().unwrap();
        assert_eq!(ledger.organizations().unwrap().len(), if disconnected { 1 } else { 2 });
        if disconnected {
            assert_eq!(shops.asked(), [false, true]);
        } else {
            assert_eq!(ledger.counts(ONE).unwrap().orders, 3);
        }
    }
}

#[tokio::test]
async fn a_list_that_is_half_read_is_read_on_after_everything_was_read_again() {
    let mut shop = shop(2);
    for hours in 0..250 {
        shop.add_subscriber(clock::now() - (hours + 1).hours(), 900, "usd", "month");
    }
    let bench = Bench::of(shop);
    let mut work = bench.worker(World::of_a_test(bench.folder.path(), &bench.polar, None));
    connect(&mut work, &bench.polar).await;
    let unfinished =
        |work: &Work<_>| work.watches.iter().map(|watch| format!("{:?}", watch.unfinished)).collect::<String>();
    for _ in 0..60 {
        // Always due: polls come before the download, which would read the list, too.
        work.watches.iter_mut().for_each(|watch| watch.schedule.asked(clock::now()));
        work.turn().await;
        if unfinished(&work).contains("LiveSubscriptions") {
            break;
        }
    }
    let before = unfinished(&work);
    assert!(before.contains("LiveSubscriptions"), "{before}");
    work.job(Job::Reload).await;
    assert_eq!(unfinished(&work), before);
}
