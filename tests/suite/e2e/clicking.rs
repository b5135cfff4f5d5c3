use revone::demo::Shop;
use revone::domain::CancellationReason;

use super::desktop::Desktop;
use super::{desktop_of_a_listener, polar, refresh_until, started_with_news};
use crate::running::shops::{self, hours_ago};
use crate::running::wait;

/// How many notifications were shown.
fn shown(desktop: &Desktop) -> usize {
    desktop.notifications().all().len()
}

#[tokio::test]
async fn a_click_opens_what_is_new_and_takes_it_off_the_news() {
    let desktop = desktop_of_a_listener().await;
    let polar = polar(shops::a_few_sales());
    let (_program, tray) = started_with_news(&desktop, &polar, |shop: &mut Shop| {
        shop.add_purchase(hours_ago(0), 2_900, "usd");
        shop.add_purchase(hours_ago(0), 3_100, "usd");
    })
    .await;
    let notifications = desktop.notifications();
    notifications.nth(2).await;
    tray.row(&["Since ", "2 orders", "$60"]).await;
    assert!(tray.menu().await.remove(0).label.starts_with("Since "), "what is new is not the first row");
    let with_a_mark = tray.icon().await;

    let [first, second] = notifications.all().try_into().unwrap();
    let opened = notifications.click(&first, desktop.browser()).await;
    assert!(opened.starts_with("https://polar.sh/dashboard/paper-lantern/sales/"), "{opened}");
    tray.row(&["Since ", "1 order"]).await;
    let opened_then = notifications.click(&second, desktop.browser()).await;
    assert_ne!(opened, opened_then);
    tray.no_row("Since ").await;
    wait::until("an icon without a mark", async || {
        let icon = tray.icon().await;
        if icon == with_a_mark { Err(icon) } else { Ok(()) }
    })
    .await;
    assert_eq!(tray.menu().await.remove(0).label, "Paper Lantern");
    assert_eq!(desktop.browser().opened().len(), 2, "{:?}", desktop.browser().opened());
}

#[tokio::test]
async fn the_action_opens_what_the_notification_is_about_as_a_click_does() {
    let desktop = desktop_of_a_listener().await;
    let polar = polar(shops::a_few_sales());
    let mut order = None;
    let news = |shop: &mut Shop| order = Some(shop.add_purchase(hours_ago(0), 2_900, "usd"));
    let (_program, tray) = started_with_news(&desktop, &polar, news).await;
    let shown = desktop.notifications().first().await;
    assert_eq!(shown.actions, ["default", "", "open", "Open in Polar"]);
    let opened = desktop.notifications().act(&shown, "open", desktop.browser()).await;
    assert_eq!(opened, format!("https://polar.sh/dashboard/paper-lantern/sales/{}", order.unwrap()));
    tray.no_row("Since ").await;
}

#[tokio::test]
async fn a_look_at_the_menu_takes_everything_off_the_news() {
    let desktop = desktop_of_a_listener().await;
    let polar = polar(shops::a_few_sales());
    let news = |shop: &mut Shop| {
        shop.add_purchase(hours_ago(0), 2_900, "usd");
    };
    let (_program, tray) = started_with_news(&desktop, &polar, news).await;
    tray.choose(&["Since ", "1 order", "$29"]).await;
    tray.no_row("Since ").await;
}

#[tokio::test]
async fn what_corrects_a_notification_takes_its_place() {
    let desktop = desktop_of_a_listener().await;
    let mut shop = shops::a_few_sales();
    let (subscription, _) = shop.add_subscriber(hours_ago(24 * 3), 900, "usd", "month");
    let polar = polar(shop);
    let _program = desktop.connected(&polar).start();
    let tray = desktop.tray().await;
    tray.row(&["Updated"]).await;

    // A complete refresh in a terminal finds at once what a poll comes to in its turn.
    let sync = async || {
        let sync = desktop.revone(&["sync"]).asking(&polar).with_token_of(&polar).start();
        sync.ended().await.exits(0);
    };
    let reason = Some(CancellationReason::from_code("too_expensive"));
    polar.with(|state| state.shop.cancel(subscription, hours_ago(0), reason, None));
    sync().await;
    refresh_until(&tray, "the cancellation", async || shown(&desktop) == 1).await;
    polar.with(|state| state.shop.uncancel(subscription));
    sync().await;
    refresh_until(&tray, "its correction", async || shown(&desktop) == 2).await;

    let [canceled, undone] = desktop.notifications().all().try_into().unwrap();
    assert!(canceled.summary.starts_with("Cancelled · $9.00 a month"), "{canceled:?}");
    assert!(canceled.body.contains("too expensive"), "{canceled:?}");
    assert!(undone.summary.starts_with("Cancellation undone"), "{undone:?}");
    assert_eq!((canceled.replaces, undone.replaces), (0, canceled.id));

    let opened = desktop.notifications().click(&undone, desktop.browser()).await;
    assert_eq!(opened, format!("https://polar.sh/dashboard/paper-lantern/sales/subscriptions/{subscription}"));
    assert_eq!(desktop.browser().opened().len(), 1, "the one that was replaced heard the click too");
}
