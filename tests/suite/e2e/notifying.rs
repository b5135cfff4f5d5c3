use revone::demo::Fault;

use super::{desktop_of_a_listener, polar, poll_once_more, refresh_until, refresh_until_title, title_of};
use crate::running::shops::{self, hours_ago};

#[tokio::test]
async fn a_new_order_is_in_the_title_and_rings_once_within_one_poll() {
    let desktop = desktop_of_a_listener().await;
    let polar = polar(shops::a_few_sales());
    let _program = desktop.connected(&polar).start();
    let tray = desktop.tray().await;
    tray.title_becomes(&title_of(&polar)).await;
    tray.row(&["Updated"]).await;
    assert_eq!(desktop.notifications().all().len(), 0, "what was there before the connection rang");

    let order = polar.with(|state| state.shop.add_purchase(hours_ago(0), 2_900, "usd"));
    refresh_until_title(&tray, &title_of(&polar)).await;
    let shown = desktop.notifications().first().await;
    assert_eq!(shown.summary, "New order · $29.00");
    assert_eq!(shown.body, "Lantern License – Jane Doe");
    assert_eq!(shown.replaces, 0);

    poll_once_more(&tray, &polar).await;
    poll_once_more(&tray, &polar).await;
    assert_eq!(desktop.notifications().all().len(), 1, "{:?}", desktop.notifications().all());

    let opened = desktop.notifications().click(&shown, desktop.browser()).await;
    assert_eq!(opened, format!("https://polar.sh/dashboard/paper-lantern/sales/{order}"));
    assert_eq!(desktop.browser().opened().len(), 1);
}

#[tokio::test]
async fn a_subscriptions_start_and_its_first_order_ring_as_one() {
    let desktop = desktop_of_a_listener().await;
    let polar = polar(shops::a_few_sales());
    let _program = desktop.connected(&polar).start();
    let tray = desktop.tray().await;
    tray.title_becomes(&title_of(&polar)).await;
    tray.row(&["Updated"]).await;
    polar.with(|state| state.shop.add_subscriber(hours_ago(0), 900, "usd", "month"));
    refresh_until_title(&tray, &title_of(&polar)).await;
    assert_eq!(desktop.notifications().first().await.summary, "New subscriber · $9.00 a month");
    poll_once_more(&tray, &polar).await;
    assert_eq!(desktop.notifications().all().len(), 1, "{:?}", desktop.notifications().all());
}

#[tokio::test]
async fn many_orders_at_once_ring_as_one_summary() {
    let desktop = desktop_of_a_listener().await;
    let polar = polar(shops::a_few_sales());
    let _program = desktop.connected(&polar).start();
    let tray = desktop.tray().await;
    tray.title_becomes(&title_of(&polar)).await;
    tray.row(&["Updated"]).await;
    polar.with(|state| {
        for _ in 0..5 {
            state.shop.add_purchase(hours_ago(0), 1_000, "usd");
        }
    });
    refresh_until_title(&tray, &title_of(&polar)).await;
    assert_eq!(desktop.notifications().first().await.summary, "5 new orders · $50.00");
    poll_once_more(&tray, &polar).await;
    assert_eq!(desktop.notifications().all().len(), 1, "{:?}", desktop.notifications().all());
}

#[tokio::test]
async fn what_the_terminal_found_is_announced_by_the_program() {
    let desktop = desktop_of_a_listener().await;
    let polar = polar(shops::a_few_sales());
    let sync = || desktop.revone(&["sync"]).asking(&polar).with_token_of(&polar).start();
    sync().ended().await.exits(0);
    polar.with(|state| state.shop.add_purchase(hours_ago(0), 2_900, "usd"));
    sync().ended().await.exits(0);
    assert_eq!(desktop.notifications().all().len(), 0, "a terminal rings for nobody");
    let _program = desktop.connected(&polar).start();
    assert_eq!(desktop.notifications().first().await.summary, "New order · $29.00");
}

#[tokio::test]
async fn what_rang_before_a_restart_does_not_ring_again() {
    let desktop = desktop_of_a_listener().await;
    let polar = polar(shops::a_few_sales());
    let program = desktop.connected(&polar).start();
    let tray = desktop.tray().await;
    tray.row(&["Updated"]).await;
    polar.with(|state| state.shop.add_purchase(hours_ago(0), 2_900, "usd"));
    refresh_until_title(&tray, &title_of(&polar)).await;
    desktop.notifications().first().await;
    tray.choose(&["Quit Revone"]).await;
    program.ended().await.exits(0);
    let _program = desktop.connected(&polar).start();
    let tray = desktop.tray().await;
    tray.row(&["Updated"]).await;
    poll_once_more(&tray, &polar).await;
    assert_eq!(desktop.notifications().all().len(), 1, "{:?}", desktop.notifications().all());
}

#[tokio::test]
async fn notifications_that_are_off_are_not_shown() {
    let desktop = desktop_of_a_listener().await;
    let polar = polar(shops::a_few_sales());
    let _program = desktop.connected(&polar).start();
    let tray = desktop.tray().await;
    tray.row(&["Updated"]).await;
    tray.choose(&["Off"]).await;
    tray.row(&["Notifications Off"]).await;
    polar.with(|state| state.shop.add_purchase(hours_ago(0), 2_900, "usd"));
    refresh_until_title(&tray, &title_of(&polar)).await;
    poll_once_more(&tray, &polar).await;
    assert_eq!(desktop.notifications().all().len(), 0, "{:?}", desktop.notifications().all());

    tray.choose(&["Turn On"]).await;
    tray.row(&["Pause Notifications"]).await;
    polar.with(|state| state.shop.add_purchase(hours_ago(0), 3_100, "usd"));
    refresh_until_title(&tray, &title_of(&polar)).await;
    assert_eq!(desktop.notifications().first().await.summary, "New order · $31.00", "what was off rang late");
}

#[tokio::test]
async fn a_failed_poll_takes_no_figure_away_and_rings_for_nothing() {
    let desktop = desktop_of_a_listener().await;
    let polar = polar(shops::a_few_sales());
    let _program = desktop.connected(&polar).start();
    let tray = desktop.tray().await;
    let title = title_of(&polar);
    tray.title_becomes(&title).await;
    tray.row(&["Updated"]).await;
    polar.with(|state| state.behaviour.faults.push(Fault::Status(503).always("/v1/")));
    refresh_until(&tray, "a failed refresh", async || tray.has(&["Polar is down", "figures from"]).await).await;
    assert_eq!(tray.title().await, title);
    polar.with(|state| state.behaviour.faults.clear());
    refresh_until(&tray, "a refresh", async || tray.has(&["Updated"]).await).await;
    assert_eq!(desktop.notifications().all().len(), 0);
}

#[tokio::test]
async fn a_token_revoked_while_it_runs_asks_to_reconnect_and_keeps_the_figures() {
    let desktop = desktop_of_a_listener().await;
    let polar = polar(shops::a_few_sales());
    let _program = desktop.connected(&polar).start();
    let tray = desktop.tray().await;
    let title = title_of(&polar);
    tray.title_becomes(&title).await;
    tray.row(&["Updated"]).await;
    polar.with(|state| state.behaviour.faults.push(Fault::Unauthorized.always("/v1/")));
    refresh_until(&tray, "a refusal", async || tray.has(&["Polar rejected"]).await).await;
    assert!(tray.row(&["Polar rejected the token", "Reconnect…"]).await.enabled);
    assert_eq!(tray.title().await, title);
}
