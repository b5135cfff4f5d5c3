//! Desktops that render markup, or show no notifications at all.

use super::{desktop_of_a_listener, polar, poll_once_more, refresh_until_title, started_with_news, title_of};
use crate::running::shops::{self, hours_ago};

#[tokio::test]
async fn a_name_is_escaped_where_markup_is_rendered_and_nowhere_else() {
    for (can, name) in
        [(["body", "body-markup"].as_slice(), "&lt;b&gt;Jane&lt;/b&gt; &amp; Co"), (&["body"], "<b>Jane</b> & Co")]
    {
        let desktop = desktop_of_a_listener().await;
        desktop.notifications().can(can);
        let polar = polar(shops::a_few_sales());
        let (_program, _tray) = started_with_news(&desktop, &polar, |shop| {
            let order = shop.add_purchase(hours_ago(0), 2_900, "usd");
            let customer = shop.order(order).unwrap().customer_id;
            shop.customers.get_mut(&customer).unwrap().name = Some("<b>Jane</b> & Co".into());
        })
        .await;
        let shown = desktop.notifications().first().await;
        assert_eq!(shown.body, format!("Lantern License – {name}"));
        assert_eq!(shown.actions, [""; 0], "it was not said that there may be any");
    }
}

#[tokio::test]
async fn without_a_notification_service_the_app_is_silent_and_the_doctor_says_so() {
    let desktop = desktop_of_a_listener().await;
    desktop.notifications().leave().await;
    let polar = polar(shops::a_few_sales());
    let _program = desktop.connected(&polar).start();
    let tray = desktop.tray().await;
    tray.row(&["Updated"]).await;
    polar.with(|state| state.shop.add_purchase(hours_ago(0), 2_900, "usd"));
    refresh_until_title(&tray, &title_of(&polar)).await;
    poll_once_more(&tray, &polar).await;
    assert!(!tray.has(&["cannot be shown"]).await && !tray.has(&["not allowed"]).await);
    assert!(tray.has(&["Pause Notifications"]).await);
    let doctor = desktop.revone(&["doctor"]).asking(&polar).with_token_of(&polar);
    let doctor = doctor.start().ended().await.exits(0);
    doctor.says(&["– Notifications", "nothing in this session shows them", "notification service"]);

    desktop.notifications().come_back().await;
    poll_once_more(&tray, &polar).await;
    assert_eq!(desktop.notifications().all().len(), 0, "it rang late: {:?}", desktop.notifications().all());
    polar.with(|state| state.shop.add_purchase(hours_ago(0), 3_100, "usd"));
    refresh_until_title(&tray, &title_of(&polar)).await;
    assert_eq!(desktop.notifications().first().await.summary, "New order · $31.00");
}
