use super::desktop::{Desktop, Door, Page};
use super::{polar, title_of};
use crate::running::shops;

#[tokio::test]
async fn a_keyring_that_is_gone_is_named_and_the_figures_stay() {
    let mut desktop = Desktop::start().await.and_keyring().await;
    let polar = polar(shops::a_few_sales());
    let connect = desktop.revone(&["connect"]).asking(&polar).reading(polar.token().expose());
    connect.start().ended().await.exits(0);
    desktop.end_keyring();
    polar.forget_requests();

    let _program = desktop.revone(&[]).asking(&polar).start();
    let tray = desktop.tray().await;
    tray.title_becomes(&title_of(&polar)).await;
    tray.row(&["No keyring to keep the token in"]).await;
    assert!(polar.requests().is_empty(), "Polar was asked without a token");
}

#[tokio::test]
async fn without_a_keyring_the_form_says_what_to_start() {
    let desktop = Desktop::start().await;
    let polar = polar(shops::a_few_sales());
    let (run, door) = Door::open(desktop.revone(&[]).asking(&polar));
    let _program = run.start();
    let page = Page::of(&door, &desktop).await;
    page.type_into("Access token", polar.token().expose()).await;
    page.press("Connect").await;
    page.says(&["There is no keyring on this computer", "GNOME Keyring"]).await;
}

#[tokio::test]
async fn a_locked_keyring_is_named_and_the_figures_stay() {
    let desktop = Desktop::start().await.and_keyring().await;
    let polar = polar(shops::a_few_sales());
    let connect = desktop.revone(&["connect"]).asking(&polar).reading(polar.token().expose());
    connect.start().ended().await.exits(0);
    desktop.keyring().lock().await;
    polar.forget_requests();

    let _program = desktop.revone(&[]).asking(&polar).start();
    let tray = desktop.tray().await;
    tray.title_becomes(&title_of(&polar)).await;
    assert!(tray.row(&["The keyring is locked"]).await.enabled);
    let doctor = desktop.revone(&["doctor"]).asking(&polar).start().ended().await;
    doctor.exits(1).says(&["not read: the keyring is locked"]);
    assert!(polar.requests().is_empty(), "Polar was asked without a token");
}

#[tokio::test]
async fn a_token_that_was_taken_away_asks_to_reconnect() {
    let desktop = Desktop::start().await.and_keyring().await;
    let polar = polar(shops::a_few_sales());
    let connect = desktop.revone(&["connect"]).asking(&polar).reading(polar.token().expose());
    connect.start().ended().await.exits(0);
    desktop.keyring().empty().await;
    let _program = desktop.revone(&[]).asking(&polar).start();
    let tray = desktop.tray().await;
    tray.title_becomes(&title_of(&polar)).await;
    assert!(tray.row(&["Reconnect…"]).await.enabled);
}
