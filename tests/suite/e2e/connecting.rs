use revone::demo::FakePolar;
use revone::polar::{AccessToken, Scope};
use serde_json::json;

use super::desktop::{Desktop, Door, ENTER, Page, SHIFT, SPACE};
use super::{polar, title_of};
use crate::running::shops;
use crate::running::{Started, wait};

/// The program before it is connected. At its very first launch the window opens by itself.
async fn first_launch(desktop: &Desktop, polar: &FakePolar) -> (Started, Page) {
    let (run, door) = Door::open(desktop.revone(&[]).asking(polar));
    let program = run.start();
    let page = Page::of(&door, desktop).await;
    page.says(&["Connect to Polar", "orders:read", "organizations:read", "subscriptions:read"]).await;
    (program, page)
}

#[tokio::test]
async fn the_form_connects_and_the_keyring_holds_the_token() {
    let desktop = Desktop::start().await.and_keyring().await;
    let polar = polar(shops::a_few_sales());
    let (program, page) = first_launch(&desktop, &polar).await;
    page.type_into("Access token", polar.token().expose()).await;
    page.press("Connect").await;
    page.says(&["Connected to Paper Lantern"]).await;

    let tray = desktop.tray().await;
    tray.row(&["Paper Lantern"]).await;
    tray.title_becomes(&title_of(&polar)).await;
    let secrets = desktop.keyring().secrets().await;
    assert_eq!(secrets.len(), 1, "{} secrets in the keyring", secrets.len());
    assert_eq!(secrets[0].1, polar.token().expose());
    assert!(secrets[0].0.values().any(|value| value == "app.revone.Revone"), "{:?}", secrets[0].0);

    tray.choose(&["Quit Revone"]).await;
    program.ended().await.exits(0);
    let _program = desktop.revone(&[]).asking(&polar).start();
    let tray = desktop.tray().await;
    tray.title_becomes(&title_of(&polar)).await;
}

#[tokio::test]
async fn the_keyboard_alone_connects_and_takes_up_both_offers() {
    let desktop = Desktop::start().await.and_keyring().await;
    let polar = polar(shops::a_few_sales());
    let (_program, page) = first_launch(&desktop, &polar).await;
    page.keys(&[], polar.token().expose()).await;
    page.tab_to(&[], "Organization ID").await;
    let id = polar.with(|state| state.shop.organization.id.to_string());
    page.keys(&[], &id).await;
    page.tab_to(&[], "Connect").await;
    page.keys(&[], &ENTER.to_string()).await;
    page.says(&["Connected to Paper Lantern", "Launch at login", "Show notifications"]).await;
    // Once there is nothing more to tell, the page stays as it is.
    page.says(&["Today’s figures are in the menu bar."]).await;

    page.tab_to(&[SHIFT], "Show notifications").await;
    page.keys(&[], SPACE).await;
    desktop.setting_becomes("notifications", json!(false)).await;

    let autostart = desktop.home().path("config/autostart/app.revone.Revone.desktop");
    page.tab_to(&[SHIFT], "Launch at login").await;
    page.keys(&[], SPACE).await;
    wait::until("a file that starts the program", async || {
        let text = std::fs::read_to_string(&autostart).map_err(|error| error.to_string())?;
        let starts = format!("Exec=\"{}\"\n", env!("CARGO_BIN_EXE_revone"));
        if text.contains(&starts) { Ok(()) } else { Err(text) }
    })
    .await;
    page.is_on("Launch at login").await;
    page.keys(&[], SPACE).await;
    wait::until("no such file", async || if autostart.exists() { Err("it is there".to_owned()) } else { Ok(()) }).await;

    page.tab_to(&[], "Open Dashboard").await;
    page.keys(&[], &ENTER.to_string()).await;
    page.says(&["Revenue by Day"]).await;
}

#[tokio::test]
async fn a_wrong_token_is_explained_and_nothing_typed_is_lost() {
    let desktop = Desktop::start().await.and_keyring().await;
    let polar = polar(shops::a_few_sales());
    let (_program, page) = first_launch(&desktop, &polar).await;
    let wrong = AccessToken::well_formed(&"x7".repeat(19)[..37]).unwrap();
    page.type_into("Access token", wrong.expose()).await;
    page.press("Connect").await;
    page.says(&["Polar rejected the token"]).await;
    assert_eq!(page.value_of("Access token").await, wrong.expose());

    page.clear("Access token").await;
    page.type_into("Access token", &polar.token().expose()[..50]).await;
    page.press("Connect").await;
    page.says(&["it looks cut off"]).await;
    assert!(desktop.keyring().secrets().await.is_empty());

    page.clear("Access token").await;
    page.type_into("Access token", polar.token().expose()).await;
    page.press("Connect").await;
    page.says(&["Connected to Paper Lantern"]).await;
}

#[tokio::test]
async fn a_missing_scope_and_another_organization_are_named() {
    let desktop = Desktop::start().await.and_keyring().await;
    let polar = polar(shops::a_few_sales());
    let (_program, page) = first_launch(&desktop, &polar).await;
    polar.with(|state| state.behaviour.scopes.retain(|scope| *scope != Scope::Subscriptions));
    page.type_into("Access token", polar.token().expose()).await;
    page.press("Connect").await;
    page.says(&["lacks the scope subscriptions:read"]).await;
    polar.with(|state| state.behaviour.scopes = Scope::ALL.to_vec());

    page.type_into("Organization ID", "2cc39462-6e08-49d1-a88e-5d71034c9b9a").await;
    page.press("Connect").await;
    page.says(&["belongs to another organization"]).await;
    page.clear("Organization ID").await;
    page.type_into("Organization ID", "paper").await;
    page.press("Connect").await;
    page.says(&["no organization ID"]).await;
    assert!(desktop.keyring().secrets().await.is_empty());
}

#[tokio::test]
async fn an_empty_form_asks_for_the_token() {
    let desktop = Desktop::start().await.and_keyring().await;
    let polar = polar(shops::a_few_sales());
    let (_program, page) = first_launch(&desktop, &polar).await;
    page.press("Connect").await;
    page.says(&["Paste the access token"]).await;
    assert!(polar.requests().is_empty());
}

#[tokio::test]
async fn polars_token_page_opens_in_the_browser() {
    let desktop = Desktop::start().await.and_keyring().await;
    let polar = polar(shops::a_few_sales());
    let (_program, page) = first_launch(&desktop, &polar).await;
    page.press("Open Polar’s token page…").await;
    assert_eq!(desktop.browser().last_opened().await, "https://polar.sh/to/dashboard/settings");
}

#[tokio::test]
async fn the_window_opens_by_itself_at_the_very_first_launch_only() {
    let desktop = Desktop::start().await.and_keyring().await;
    let polar = polar(shops::a_few_sales());
    let (program, _page) = first_launch(&desktop, &polar).await;
    program.signal("TERM");
    program.ended().await.exits(0);
    desktop.no_process_is_left().await;

    let _program = desktop.revone(&[]).asking(&polar).start();
    let tray = desktop.tray().await;
    tray.row(&["Connect to Polar…"]).await;
    assert!(!desktop.has_window(), "the window came by itself once more");
    tray.choose(&["Connect to Polar…"]).await;
    wait::until("the window", async || if desktop.has_window() { Ok(()) } else { Err("there is none".to_owned()) })
        .await;
}
