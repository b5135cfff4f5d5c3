//! What the system says of its computer, heard over a system bus of the test's own.

use revone::demo::FakePolar;
use serde_json::json;

use super::desktop::{Desktop, Tray};
use super::{on_the_settings, polar, title_of};
use crate::running::shops::{self, hours_ago};

/// A desktop with a system bus, whose owner's whole history has been read from this Polar before.
async fn desktop_that_knows(polar: &FakePolar) -> Desktop {
    let desktop = Desktop::start().await.and_system().await;
    desktop.revone(&["sync"]).asking(polar).with_token_of(polar).start().ended().await.exits(0);
    desktop
}

/// How many refreshes have asked for the newest orders since the requests were forgotten.
fn refreshes(polar: &FakePolar) -> usize {
    let newest = |path: &str| path.starts_with("/v1/orders/?") && !path.contains("status=");
    polar.requests().iter().filter(|seen| newest(&seen.path_and_query)).count()
}

/// Waits for something that the worker does after all that it has been asked before.
async fn has_done_all(desktop: &Desktop, tray: &Tray) {
    for hidden in [true, false] {
        tray.choose(&["Hide Amounts"]).await;
        desktop.setting_becomes("hide_amounts", json!(hidden)).await;
    }
}

#[tokio::test]
async fn a_computer_that_sleeps_asks_nothing_and_refreshes_once_when_it_wakes() {
    let polar = polar(shops::a_few_sales());
    let desktop = desktop_that_knows(&polar).await;
    let (_program, tray, page) = on_the_settings(&desktop, desktop.connected(&polar)).await;
    page.press("What is copied").await;
    page.says(&["not on a battery, network there"]).await;

    desktop.system().sleeps(true).await;
    page.says(&["falling asleep"]).await;
    has_done_all(&desktop, &tray).await;
    polar.forget_requests();
    polar.with(|state| state.shop.add_purchase(hours_ago(0), 2_900, "usd"));
    tray.choose(&["Refresh"]).await;
    has_done_all(&desktop, &tray).await;
    assert_eq!(polar.requests().len(), 0, "{:?}", polar.requests());

    desktop.system().sleeps(false).await;
    tray.title_becomes(&title_of(&polar)).await;
    has_done_all(&desktop, &tray).await;
    assert_eq!(refreshes(&polar), 1, "{:?}", polar.requests());
}

#[tokio::test]
async fn a_battery_and_the_power_saver_are_spared_and_the_settings_say_so() {
    let desktop = Desktop::start().await.and_system().await;
    let polar = polar(shops::a_few_sales());
    let (_program, _tray, page) = on_the_settings(&desktop, desktop.connected(&polar)).await;
    page.press("What is copied").await;
    page.says(&["Every minute; every 2 minutes on battery", "Refreshing: automatic, every 1 min now"]).await;

    let system = desktop.system();
    system.is_on_battery(true).await;
    page.says(&["Every minute; now every 2 minutes, on battery.", "Refreshing: automatic, every 2 min now"]).await;
    system.has_profile("power-saver").await;
    page.says(&["Every minute; now every 15 minutes, in power-saver mode.", "every 15 min now"]).await;
    system.is_on_battery(false).await;
    system.has_profile("performance").await;
    page.says(&["Every minute; every 2 minutes on battery", "Refreshing: automatic, every 1 min now"]).await;
    page.pick("Ask Polar", "Every 5 minutes").await;
    desktop.setting_becomes("interval", json!("5")).await;
    page.says(&["Refreshing: every 5 min"]).await;
}

#[tokio::test]
async fn a_network_that_goes_is_told_at_once_and_one_that_comes_back_is_used_at_once() {
    let polar = polar(shops::a_few_sales());
    let desktop = desktop_that_knows(&polar).await;
    let _program = desktop.connected(&polar).start();
    let tray = desktop.tray().await;
    let title = title_of(&polar);
    tray.title_becomes(&title).await;
    tray.row(&["Updated"]).await;

    desktop.system().is_online(false).await;
    tray.row(&["Offline", "figures from"]).await;
    polar.forget_requests();
    polar.with(|state| state.shop.add_purchase(hours_ago(0), 2_900, "usd"));
    has_done_all(&desktop, &tray).await;
    assert_eq!(tray.title().await, title);
    assert_eq!(polar.requests().len(), 0, "{:?}", polar.requests());

    desktop.system().is_online(true).await;
    tray.title_becomes(&title_of(&polar)).await;
    tray.row(&["Updated"]).await;

    // Who says nothing any more is not believed for ever, either.
    desktop.system().is_online(false).await;
    tray.row(&["Offline", "figures from"]).await;
    desktop.system().has_no_network_manager().await;
    tray.row(&["Updated"]).await;
}
