//! `revone open`: the browser, and the window of the program that runs.

use super::desktop::{Desktop, Door, Page};
use super::polar;
use crate::running::shops::{self, hours_ago};

#[tokio::test]
async fn an_order_a_subscription_and_the_overview_open_at_polar() {
    let desktop = Desktop::without_display().await;
    let mut shop = shops::a_few_sales();
    let order = shop.add_purchase(hours_ago(1), 4_200, "usd");
    let (subscription, _) = shop.add_subscriber(hours_ago(1), 900, "usd", "month");
    let polar = polar(shop);
    let run = |arguments: &[&str]| desktop.revone(arguments).asking(&polar).with_token_of(&polar).start().ended();
    run(&["sync"]).await.exits(0);
    let site = "https://polar.sh/dashboard/paper-lantern";
    let beginning = order.to_string()[..23].to_owned();
    for (arguments, page) in [
        (vec!["open"], String::new()),
        (vec!["open", "order", &order.to_string()], format!("/sales/{order}")),
        (vec!["open", "order", &beginning], format!("/sales/{order}")),
        (vec!["open", "subscription", &subscription.to_string()], format!("/sales/subscriptions/{subscription}")),
        (vec!["--organization", "paper-lantern", "open"], String::new()),
    ] {
        let before = desktop.browser().opened().len();
        let address = format!("{site}{page}");
        run(&arguments).await.exits(0).says(&[&address]);
        crate::running::wait::until("one more address", async || {
            let opened = desktop.browser().opened();
            if opened.len() == before + 1 { Ok(()) } else { Err(format!("{opened:?}")) }
        })
        .await;
        assert_eq!(desktop.browser().last_opened().await, address);
    }
    let opened = desktop.browser().opened().len();
    run(&["open", "order", &subscription.to_string()]).await.exits(1).says(&["no order", "revone sync"]);
    run(&["open", "order", "caf"]).await.exits(2).says(&["at least four characters"]);
    run(&["open", "nowhere"]).await.exits(2).says(&["nowhere"]);
    run(&["--demo", "open"]).await.exits(2).says(&["leave out --demo"]);
    run(&["open", "settings"]).await.exits(1).says(&["not running", "`revone`"]);
    run(&["open", "--organization", "nobody"]).await.exits(2).says(&["“nobody”"]);
    desktop.revone(&["--organization", "nobody", "open"]).start().ended().await.exits(2);
    assert_eq!(desktop.browser().opened().len(), opened);
}

#[tokio::test]
async fn without_an_account_there_is_no_page_to_open() {
    let desktop = Desktop::without_display().await;
    desktop.revone(&["open"]).start().ended().await.exits(3).says(&["revone connect"]);
    desktop.revone(&["open", "order", "cafe"]).start().ended().await.exits(3);
    assert!(!desktop.home().data().exists());
}

#[tokio::test]
async fn the_window_of_the_running_program_opens_on_the_page_that_is_asked_for() {
    let desktop = Desktop::start().await;
    let polar = polar(shops::a_few_sales());
    let (run, door) = Door::open(desktop.connected(&polar));
    let _program = run.start();
    let tray = desktop.tray().await;
    tray.row(&["Updated"]).await;
    let open = async |page: &str| desktop.revone(&["open", page]).start().ended().await.exits(0);
    open("settings").await;
    let page = Page::of(&door, &desktop).await;
    page.says(&["Menu Bar", "Copy Diagnostics"]).await;
    open("dashboard").await;
    page.says(&["Revenue by Day"]).await;
    open("settings").await;
    page.says(&["Copy Diagnostics"]).await;
}
