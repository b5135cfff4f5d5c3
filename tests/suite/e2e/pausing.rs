use super::{desktop_of_a_listener, polar, poll_once_more, refresh_until_title, title_of};
use crate::running::shops::{self, hours_ago};

#[tokio::test]
async fn a_pause_holds_everything_for_one_summary() {
    let desktop = desktop_of_a_listener().await;
    let polar = polar(shops::a_few_sales());
    let _program = desktop.connected(&polar).start();
    let tray = desktop.tray().await;
    tray.row(&["Updated"]).await;
    tray.choose(&["For 1 Hour"]).await;
    tray.row(&["Notifications Paused until"]).await;
    for _ in 0..2 {
        polar.with(|state| state.shop.add_purchase(hours_ago(0), 2_900, "usd"));
        refresh_until_title(&tray, &title_of(&polar)).await;
    }
    poll_once_more(&tray, &polar).await;
    assert_eq!(desktop.notifications().all().len(), 0, "{:?}", desktop.notifications().all());

    tray.choose(&["Resume"]).await;
    assert_eq!(desktop.notifications().first().await.summary, "2 new orders · $58.00");
    tray.no_row("Notifications Paused").await;
    poll_once_more(&tray, &polar).await;
    assert_eq!(desktop.notifications().all().len(), 1, "{:?}", desktop.notifications().all());
}

#[tokio::test]
async fn a_pause_outlasts_the_program() {
    let desktop = desktop_of_a_listener().await;
    let polar = polar(shops::a_few_sales());
    let program = desktop.connected(&polar).start();
    let tray = desktop.tray().await;
    tray.row(&["Updated"]).await;
    tray.choose(&["Until Tomorrow"]).await;
    tray.row(&["Notifications Paused until"]).await;
    tray.choose(&["Quit Revone"]).await;
    program.ended().await.exits(0);
    polar.with(|state| state.shop.add_purchase(hours_ago(0), 2_900, "usd"));
    let _program = desktop.connected(&polar).start();
    let tray = desktop.tray().await;
    tray.title_becomes(&title_of(&polar)).await;
    tray.row(&["Notifications Paused until"]).await;
    poll_once_more(&tray, &polar).await;
    assert_eq!(desktop.notifications().all().len(), 0, "{:?}", desktop.notifications().all());
    tray.choose(&["Resume"]).await;
    assert_eq!(desktop.notifications().first().await.summary, "New order · $29.00");
}
