use jiff::SignedDuration;
use revone::demo::{Behaviour, Shop};
use revone::store::Applied;
use revone::sync::{Session, due};

use super::lab::{Lab, noon};
use super::reflection::assert_reflects;

#[tokio::test]
async fn a_complete_session_leaves_the_ledger_equal_to_the_server_and_nothing_due() {
    for ignore_date_filters in [false, true] {
        let behaviour = Behaviour { ignore_date_filters, ..Behaviour::default() };
        let mut lab = Lab::behaving(Shop::small_business(7, noon()), behaviour).await;
        assert!(!Session::is_history_whole(&lab.marks()));
        lab.complete().await;
        assert!(Session::is_history_whole(&lab.marks()));
        assert_eq!(due(&lab.marks(), noon()), None);
        assert_reflects(&lab);
    }
}

#[tokio::test]
async fn a_second_complete_session_changes_nothing() {
    let mut lab = Lab::of(Shop::small_business(7, noon())).await;
    lab.complete().await;
    let outcomes = lab.complete().await;
    assert!(outcomes.iter().all(|outcome| outcome.applied == Applied::default()));
    assert!(outcomes.iter().all(|outcome| outcome.history_left.is_none()), "history is not read twice");
    assert_reflects(&lab);
}

#[tokio::test]
async fn a_poll_after_it_is_two_requests_and_three_when_a_turn_is_due() {
    let mut lab = Lab::of(Shop::small_business(7, noon())).await;
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
async fn the_first_poll_of_a_launch_brings_names_and_asks_no_more_often() {
    let mut lab = Lab::of(Shop::small_business(7, noon())).await;
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
        let mut lab = Lab::behaving(Shop::small_business(7, noon()), behaviour).await;
        let left: Vec<u64> = lab.complete().await.iter().filter_map(|outcome| outcome.history_left).collect();
        // Orders first, then subscriptions: down to nothing twice.
        let ends = left.iter().filter(|left| **left == 0).count();
        let growths = left.windows(2).filter(|pair| pair[1] > pair[0]).count();
        assert!(ends == 2 && growths == 1, "{left:?}");
    }
}
