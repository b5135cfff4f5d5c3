use super::desktop::{Desktop, Door, Page};
use super::{polar, title_of};
use crate::running::shops;

#[tokio::test]
async fn quit_ends_the_program_and_its_window() {
    let desktop = Desktop::start().await.and_keyring().await;
    let polar = polar(shops::a_few_sales());
    let (run, door) = Door::open(desktop.revone(&[]).asking(&polar));
    let program = run.start();
    let page = Page::of(&door, &desktop).await;
    page.says(&["Connect to Polar"]).await;
    desktop.tray().await.choose(&["Quit Revone"]).await;
    program.ended().await.exits(0);
    desktop.no_process_is_left().await;
}

#[tokio::test]
async fn a_request_of_the_system_to_end_is_followed() {
    for signal in ["TERM", "INT"] {
        let desktop = Desktop::start().await;
        let polar = polar(shops::a_few_sales());
        let program = desktop.connected(&polar).start();
        desktop.tray().await.title_becomes(&title_of(&polar)).await;
        program.signal(signal);
        let ended = program.ended().await.exits(0);
        assert!(!ended.said().contains("panicked"), "{}", ended.said());
        desktop.no_process_is_left().await;
    }
}

#[tokio::test]
async fn a_request_to_end_is_followed_while_polar_keeps_it_waiting() {
    let desktop = Desktop::start().await;
    let polar = polar(shops::a_few_sales());
    let endless = revone::demo::Fault::Delay(std::time::Duration::from_secs(600));
    polar.with(|state| state.behaviour.faults.push(endless.always("/v1/orders/")));
    let program = desktop.connected(&polar).start();
    desktop.tray().await.row(&["Quit Revone"]).await;
    program.signal("TERM");
    program.ended().await.exits(0);
}

#[tokio::test]
async fn the_window_does_not_outlive_a_program_that_was_killed() {
    let desktop = Desktop::start().await.and_keyring().await;
    let polar = polar(shops::a_few_sales());
    let (run, door) = Door::open(desktop.revone(&[]).asking(&polar));
    let program = run.start();
    let page = Page::of(&door, &desktop).await;
    page.says(&["Connect to Polar"]).await;
    program.signal("KILL");
    assert_eq!(program.ended().await.signal, Some(9));
    desktop.no_process_is_left().await;
}

#[tokio::test]
async fn what_was_killed_leaves_nothing_in_the_next_ones_way() {
    let desktop = Desktop::start().await;
    let polar = polar(shops::a_few_sales());
    for _ in 0..3 {
        let program = desktop.connected(&polar).start();
        desktop.tray().await.title_becomes(&title_of(&polar)).await;
        program.signal("KILL");
        assert_eq!(program.ended().await.signal, Some(9));
    }
}
