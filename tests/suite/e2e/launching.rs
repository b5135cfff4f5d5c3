use revone::polar::AccessToken;

use super::desktop::{Desktop, Door, Page};
use super::{polar, title_of};
use crate::running::shops;

#[tokio::test]
async fn a_second_start_opens_the_window_of_the_first_and_ends() {
    let desktop = Desktop::start().await;
    let polar = polar(shops::a_few_sales());
    let (run, door) = Door::open(desktop.connected(&polar));
    let mut first = run.start();
    let tray = desktop.tray().await;
    tray.row(&["Updated"]).await;
    desktop.connected(&polar).start().ended().await.exits(0);
    let page = Page::of(&door, &desktop).await;
    page.says(&["Paper Lantern"]).await;
    assert!(first.is_running());
    tray.row(&["Updated"]).await;
}

#[tokio::test]
async fn two_homes_are_two_programs() {
    let desktop = Desktop::start().await;
    let polar = polar(shops::a_few_sales());
    let _one = desktop.connected(&polar).start();
    desktop.tray().await.title_becomes(&title_of(&polar)).await;
    let other = desktop.home().path("another");
    let _two = desktop.connected(&polar).env("REVONE_HOME", &other.to_string_lossy()).start();
    desktop.tray().await.title_becomes(&title_of(&polar)).await;
}

#[tokio::test]
async fn figures_are_there_from_the_ledger_when_polar_is_not() {
    let desktop = Desktop::start().await;
    let polar = polar(shops::a_few_sales());
    let program = desktop.connected(&polar).start();
    let tray = desktop.tray().await;
    let title = title_of(&polar);
    tray.title_becomes(&title).await;
    tray.row(&["Updated"]).await;
    program.signal("KILL");
    assert_eq!(program.ended().await.signal, Some(9));

    let run = desktop.connected(&polar);
    drop(polar);
    let _program = run.start();
    let tray = desktop.tray().await;
    tray.title_becomes(&title).await;
    tray.row(&["Offline", "figures from"]).await;
    assert_eq!(tray.title().await, title);
}

#[tokio::test]
async fn a_launch_with_a_token_that_polar_rejects_names_that_and_can_be_ended() {
    let desktop = Desktop::start().await;
    let polar = polar(shops::a_few_sales());
    let unknown = AccessToken::well_formed(&"x7".repeat(19)[..37]).unwrap();
    let program = desktop.revone(&[]).asking(&polar).env("REVONE_TOKEN", unknown.expose()).start();
    let tray = desktop.tray().await;
    assert!(tray.row(&["Polar rejected the token", "Reconnect…"]).await.enabled);
    tray.choose(&["Quit Revone"]).await;
    program.ended().await.exits(0);
}

#[tokio::test]
async fn a_look_from_the_terminal_does_not_use_up_the_first_launch() {
    let desktop = Desktop::start().await.and_keyring().await;
    let polar = polar(shops::a_few_sales());
    desktop.revone(&["today"]).asking(&polar).start().ended().await.exits(3);
    let (run, door) = Door::open(desktop.revone(&[]).asking(&polar));
    let _program = run.start();
    Page::of(&door, &desktop).await.says(&["Connect to Polar"]).await;
}

#[tokio::test]
async fn without_a_display_it_says_so_and_ends() {
    let desktop = Desktop::without_display().await;
    let polar = polar(shops::a_few_sales());
    let ended = desktop.connected(&polar).start().ended().await;
    ended.exits(1).says(&["display", "revone today"]);
}

#[tokio::test]
async fn a_display_that_does_not_answer_is_no_crash() {
    let desktop = Desktop::without_display().await;
    let polar = polar(shops::a_few_sales());
    let ended = desktop.connected(&polar).env("DISPLAY", ":54321").start().ended().await;
    ended.exits(1).says(&["display"]);
}

#[tokio::test]
async fn without_a_session_bus_it_says_so_and_ends() {
    let desktop = Desktop::without_bus().await;
    let polar = polar(shops::a_few_sales());
    let ended = desktop.connected(&polar).start().ended().await;
    ended.exits(1).says(&["D-Bus"]);
}

#[tokio::test]
async fn a_folder_that_cannot_be_written_is_named() {
    let desktop = Desktop::start().await;
    let polar = polar(shops::a_few_sales());
    let file = desktop.home().path("a-file");
    std::fs::write(&file, "").unwrap();
    let ended =
        desktop.connected(&polar).env("REVONE_HOME", &file.join("revone").to_string_lossy()).start().ended().await;
    ended.exits(1).says(&["a-file"]);
}
