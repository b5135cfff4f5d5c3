use revone::domain::ChangeKind;
use serde_json::json;

use super::desktop::{Desktop, Shown};

#[tokio::test]
async fn notify_test_shows_one_of_each_kind_and_prints_it_without_an_account() {
    let desktop = Desktop::without_display().await;
    for arguments in [["notify", "--test"].as_slice(), &["--demo", "notify", "--test"]] {
        let before = desktop.notifications().all().len();
        let said = desktop.revone(arguments).start().ended().await.exits(0).said();
        let shown = desktop.notifications().all().split_off(before);
        assert_eq!(shown.len(), ChangeKind::ALL.len() + 1, "one of each kind and a summary: {shown:?}");
        for (index, one) in shown.iter().enumerate() {
            assert!(said.contains(&format!("{} – {}\n", one.summary, one.body)), "{one:?}\n{said}");
            assert!(one.body.contains("Sample Data"), "it could be taken for real: {one:?}");
            assert_eq!((one.replaces, one.actions.len()), (0, 0), "{one:?}");
            let is_the_same = |other: &Shown| (&other.summary, &other.body) == (&one.summary, &one.body);
            assert!(!shown[..index].iter().any(is_the_same), "twice: {one:?}");
        }
    }
    assert!(!desktop.home().data().join("ledger.sqlite").exists());
}

#[tokio::test]
async fn notify_test_shows_them_as_the_owner_has_chosen() {
    let desktop = Desktop::without_display().await;
    desktop.has_settings(&json!({ "hide_amounts": true, "names_in_notifications": false }));
    let said = desktop.revone(&["notify", "--test"]).start().ended().await.exits(0).said();
    assert!(said.contains("•••") && !said.contains('$') && !said.contains("Jane Doe"), "{said}");
}

#[tokio::test]
async fn notify_test_says_what_is_missing() {
    let desktop = Desktop::without_display().await;
    desktop.notifications().leave().await;
    let ended = desktop.revone(&["notify", "--test"]).start().ended().await.exits(1);
    ended.says(&["notifications cannot be shown", "start your desktop’s notification service"]);
}
