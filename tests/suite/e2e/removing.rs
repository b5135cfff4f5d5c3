//! Organizations and everything else removed from the settings page: only once its question was answered.

use revone::demo::FakePolar;
use revone::store::Ledger;
use serde_json::json;

use super::desktop::{Desktop, Page};
use super::{beta_goods, on_the_settings, polar, refresh_until_title, title_of};
use crate::running::{shops, wait};

/// Connects through the keyring, in a terminal.
async fn connect(desktop: &Desktop, polar: &FakePolar) {
    let connect = desktop.revone(&["connect"]).asking(polar).reading(polar.token().expose());
    connect.start().ended().await.exits(0);
}

/// Presses the button that removes the organization of this name.
async fn press_remove(page: &Page, name: &str) {
    let script = "document.querySelector(`[role=group][aria-label=\"${arguments[0]}\"] button`).click()";
    page.run(script, json!([name])).await.unwrap();
}

/// The question that is asked; empty while there is none.
async fn question(page: &Page) -> String {
    let question = page.run("return document.querySelector('dialog[open]')?.innerText ?? ''", json!([])).await.unwrap();
    question.as_str().unwrap_or_default().to_owned()
}

/// How many orders and subscriptions the ledger holds of a shop.
fn rows_of(desktop: &Desktop, polar: &FakePolar) -> (u64, u64) {
    let ledger = Ledger::open(&desktop.home().data().join("ledger.sqlite")).unwrap();
    let counts = ledger.counts(polar.with(|state| state.shop.organization.id)).unwrap();
    (counts.orders, counts.subscriptions)
}

#[tokio::test]
async fn an_organization_goes_once_its_question_was_answered_with_yes() {
    let desktop = Desktop::start().await.and_keyring().await;
    let (lantern, beta) = (polar(shops::a_few_sales()), polar(beta_goods()));
    connect(&desktop, &lantern).await;
    connect(&desktop, &beta).await;
    let (_program, tray, page) = on_the_settings(&desktop, desktop.revone(&[])).await;
    tray.title_becomes(&title_of(&beta)).await;
    wait::until("the rows of both", async || match (rows_of(&desktop, &lantern), rows_of(&desktop, &beta)) {
        ((6, 2), (1, 0)) => Ok(()),
        other => Err(format!("{other:?}")),
    })
    .await;

    press_remove(&page, "Beta Goods").await;
    let asked = question(&page).await;
    assert!(asked.contains("Remove Beta Goods from Revone?"), "{asked}");
    page.press("Keep").await;
    assert_eq!(question(&page).await, "");
    page.says(&["Beta Goods", "Paper Lantern"]).await;
    refresh_until_title(&tray, &title_of(&beta)).await;
    assert_eq!(desktop.keyring().secrets().await.len(), 2);
    assert_eq!(rows_of(&desktop, &beta), (1, 0));

    press_remove(&page, "Beta Goods").await;
    page.press("Remove").await;
    tray.title_becomes(&title_of(&lantern)).await;
    tray.no_row("Beta Goods").await;
    tray.row(&["Paper Lantern"]).await;
    let secrets = desktop.keyring().secrets().await;
    assert_eq!(secrets.len(), 1, "{} secrets in the keyring", secrets.len());
    assert_eq!(secrets[0].1, lantern.token().expose());
    assert_eq!((rows_of(&desktop, &beta), rows_of(&desktop, &lantern)), ((0, 0), (6, 2)));
    wait::until("a page without it", async || {
        let text = page.text().await?;
        if text.contains("Beta Goods") { Err(text) } else { Ok(()) }
    })
    .await;
}

#[tokio::test]
async fn after_a_reset_nothing_is_kept_and_the_program_goes_on() {
    let desktop = Desktop::start().await.and_keyring().await;
    let polar = polar(shops::a_few_sales());
    connect(&desktop, &polar).await;
    let (mut program, tray, page) = on_the_settings(&desktop, desktop.revone(&[]).asking(&polar)).await;
    tray.title_becomes(&title_of(&polar)).await;
    page.turn("Hide amounts").await;
    desktop.setting_becomes("hide_amounts", json!(true)).await;

    page.press("Reset…").await;
    let asked = question(&page).await;
    assert!(asked.contains("Reset Revone?"), "{asked}");
    page.press("Keep Everything").await;
    assert_eq!(question(&page).await, "");
    tray.row(&["Paper Lantern"]).await;
    assert_eq!(desktop.keyring().secrets().await.len(), 1);

    page.press("Reset…").await;
    page.press("Reset").await;
    page.says(&["None is connected."]).await;
    tray.row(&["Connect to Polar…"]).await;
    tray.title_becomes("").await;
    assert!(desktop.keyring().secrets().await.is_empty(), "the token is still there");
    for (name, bytes) in kept_files(&desktop) {
        assert!(!["settings.json", "accounts.json"].contains(&name.as_str()), "{name} is kept");
        for word in ["Paper Lantern", "paper-lantern", "Lantern License"] {
            assert!(!bytes.windows(word.len()).any(|part| part == word.as_bytes()), "{name} names {word}");
        }
    }
    assert_eq!(rows_of(&desktop, &polar), (0, 0));
    assert!(program.is_running());

    // It is as it was at first, and can be connected once more.
    page.press("Connect to Polar…").await;
    page.type_into("Access token", polar.token().expose()).await;
    page.press("Connect").await;
    page.says(&["Connected to Paper Lantern"]).await;
    tray.title_becomes(&title_of(&polar)).await;
}

/// What lies in the folder of ledger and settings, by name.
fn kept_files(desktop: &Desktop) -> Vec<(String, Vec<u8>)> {
    let entries = std::fs::read_dir(desktop.home().data()).unwrap().map(Result::unwrap);
    // A socket cannot be read, and holds nothing.
    entries
        .filter(|entry| entry.file_type().unwrap().is_file())
        .map(|entry| (entry.file_name().into_string().unwrap(), std::fs::read(entry.path()).unwrap()))
        .collect()
}
