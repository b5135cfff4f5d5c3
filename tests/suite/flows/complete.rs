use jiff::SignedDuration;
use revone::demo::{Behaviour, Shop};
use revone::store::Applied;
use revone::sync::{Session, due};

use super::lab::{Lab, ago, assert_reflects, noon};
use super::shops::{crowd, settle_all, with_history};

#[tokio::test]
async fn a_complete_session_leaves_the_ledger_equal_to_the_server_and_nothing_due() {
    let mut lab = Lab::of(Shop::small_business(7, noon())).await;
    assert!(!Session::is_history_whole(&lab.marks()));
    lab.complete().await;
    assert!(Session::is_history_whole(&lab.marks()));
    assert_eq!(due(&lab.marks(), noon()), None);
    assert_reflects(&lab);

    let outcomes = lab.complete().await;
    assert!(outcomes.iter().all(|outcome| outcome.applied == Applied::default()), "the second changes nothing");
    assert!(outcomes.iter().all(|outcome| outcome.history_left.is_none()), "history is not read twice");
}

#[tokio::test]
async fn a_server_that_ignores_date_filters_is_read_to_the_end_all_the_same() {
    let behaviour = Behaviour { ignore_date_filters: true, ..Behaviour::default() };
    let mut shop = with_history(420, 130);
    crowd(&mut shop, ago(77), 160);
    let mut lab = Lab::behaving(shop, behaviour).await;
    lab.complete().await;
    assert!(Session::is_history_whole(&lab.marks()));
    assert_eq!(due(&lab.marks(), noon()), None);
    assert_reflects(&lab);
}

#[tokio::test]
async fn a_poll_after_it_is_two_requests_and_three_when_a_turn_is_due() {
    let mut lab = Lab::of(with_history(420, 130)).await;
    lab.complete().await;
    lab.asked();
    let outcomes = lab.poll().await;
    assert!(outcomes.iter().all(|outcome| outcome.applied == Applied::default()));
    let asked = lab.asked();
    assert_eq!(asked.len(), 2, "{asked:?}");
    assert!(asked[0].starts_with("/v1/orders/?") && asked[0].contains("created_after="), "{asked:?}");
    assert!(asked[1].starts_with("/v1/subscriptions/?") && asked[1].contains("started_after="), "{asked:?}");

    lab.now += SignedDuration::from_mins(6);
    lab.poll().await;
    let asked = lab.asked();
    assert_eq!(asked.len(), 3, "{asked:?}");
    assert!(asked[2].starts_with("/v1/subscriptions/?") && asked[2].contains("canceled_at_after="), "{asked:?}");
}

#[tokio::test]
async fn no_poll_is_more_than_three_requests_while_little_happens() {
    let mut lab = Lab::of(with_history(420, 330)).await;
    lab.complete().await;
    for minute in 0..180 {
        lab.asked();
        lab.poll_for(1).await;
        let asked = lab.asked();
        assert!((2..=3).contains(&asked.len()), "minute {minute}: {asked:?}");
    }
}

#[tokio::test]
async fn the_first_poll_of_a_launch_brings_names_and_asks_no_more_often() {
    let mut lab = Lab::of(with_history(420, 130)).await;
    lab.complete().await;
    lab.asked();
    let outcomes = lab.first_poll().await;
    assert_eq!(lab.asked().len(), 2);
    assert!(outcomes.iter().all(|outcome| outcome.names.len() > 50 && outcome.applied == Applied::default()));
}

#[tokio::test]
async fn what_remains_of_history_only_ever_shrinks() {
    for ignore_date_filters in [false, true] {
        let behaviour = Behaviour { ignore_date_filters, ..Behaviour::default() };
        let mut lab = Lab::behaving(with_history(700, 350), behaviour).await;
        let left: Vec<u64> = lab.complete().await.iter().filter_map(|outcome| outcome.history_left).collect();
        // Orders first, then subscriptions: down to nothing twice.
        let ends = left.iter().filter(|left| **left == 0).count();
        let growths = left.windows(2).filter(|pair| pair[1] > pair[0]).count();
        assert!(ends == 2 && growths == 1, "{left:?}");
    }
}

#[tokio::test]
async fn a_download_that_is_killed_every_few_requests_comes_to_its_end() {
    for ignore_date_filters in [false, true] {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("ledger.sqlite");
        let behaviour = Behaviour { ignore_date_filters, ..Behaviour::default() };
        let mut shop = with_history(620, 230);
        crowd(&mut shop, ago(5000), 250);
        settle_all(&mut shop);
        let mut lab = Lab::behaving_on_disk(shop, behaviour, &file).await;
        let mut lives = 0;
        while !Session::is_history_whole(&lab.marks()) {
            // Ten requests are for what can still change, and are made in every life.
            let mut session = Session::complete();
            for _ in 0..12 {
                lab.step(&mut session).await.unwrap();
            }
            lab.reopen(&file);
            lives += 1;
            assert!(lives < 30, "nothing is left of one life in the next");
        }
        assert!(lives > 3, "{lives} lives");
        lab.complete().await;
        assert_reflects(&lab);
    }
}
