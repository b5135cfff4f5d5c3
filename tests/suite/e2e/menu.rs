use revone::demo::Shop;

use super::desktop::Desktop;
use super::{polar, refresh_until_title, title_of};
use crate::running::shops::{self, count_day, dollars, hours_ago};

#[tokio::test]
async fn title_and_menu_are_what_the_shops_own_rows_add_up_to() {
    let desktop = Desktop::start().await;
    let polar = polar(shops::a_few_sales());
    let _program = desktop.connected(&polar).start();
    let tray = desktop.tray().await;
    tray.title_becomes(&title_of(&polar)).await;
    let (today, yesterday) = polar.with(|state| (count_day(&state.shop, 0), count_day(&state.shop, 1)));
    tray.row(&["Paper Lantern"]).await;
    tray.row(&["Updated"]).await;
    tray.row(&["Today", &dollars(today.usd)]).await;
    tray.row(&["Yesterday", &dollars(yesterday.usd)]).await;
    tray.row(&[&format!("{} orders · {} new subscriptions", today.orders, today.subscriptions)]).await;
    // Nine dollars a month, and a hundred and twenty a year.
    tray.row(&["MRR", "$19"]).await;
    tray.row(&["2 active"]).await;
    let recent = tray.row(&["Recent Orders"]).await;
    assert_eq!(recent.rows.len(), polar.with(|state| state.shop.orders.len()), "{recent:?}");
    let rows: Vec<String> =
        tray.menu().await.into_iter().filter(|row| !row.label.is_empty()).map(|row| row.label).collect();
    assert_eq!(rows.last().map(String::as_str), Some("Quit Revone"));
}

#[tokio::test]
async fn a_shop_without_sales_shows_the_icon_alone() {
    let desktop = Desktop::start().await;
    let polar = polar(Shop::empty(hours_ago(24)));
    let _program = desktop.connected(&polar).start();
    let tray = desktop.tray().await;
    tray.row(&["Updated"]).await;
    tray.row(&["Today", "$0"]).await;
    assert_eq!(tray.title().await, "");
    assert!(!tray.icon().await.is_empty());
}

#[tokio::test]
async fn an_order_of_the_menu_opens_in_the_browser() {
    let desktop = Desktop::start().await;
    let mut shop = Shop::empty(hours_ago(24));
    let order = shop.add_purchase(hours_ago(1), 4_200, "usd");
    let polar = polar(shop);
    let _program = desktop.connected(&polar).start();
    let tray = desktop.tray().await;
    tray.choose(&["$42.00", "Lantern License", "Jane Doe"]).await;
    assert_eq!(
        desktop.browser().last_opened().await,
        format!("https://polar.sh/dashboard/paper-lantern/sales/{order}")
    );
    tray.choose(&["Open Polar"]).await;
    desktop.browser().opens("https://polar.sh/dashboard/paper-lantern").await;
}

#[tokio::test]
async fn hidden_amounts_are_hidden_in_bar_and_menu_and_after_a_restart() {
    let desktop = Desktop::start().await;
    let polar = polar(shops::a_few_sales());
    let program = desktop.connected(&polar).start();
    let tray = desktop.tray().await;
    tray.title_becomes(&title_of(&polar)).await;
    tray.choose(&["Hide Amounts"]).await;
    tray.title_becomes("••• · +2").await;
    tray.row(&["Today", "•••"]).await;
    tray.no_row("$").await;
    assert_eq!(tray.row(&["Hide Amounts"]).await.checked, Some(true));
    tray.choose(&["Quit Revone"]).await;
    program.ended().await.exits(0);

    let _program = desktop.connected(&polar).start();
    let tray = desktop.tray().await;
    tray.title_becomes("••• · +2").await;
    tray.choose(&["Hide Amounts"]).await;
    tray.title_becomes(&title_of(&polar)).await;
}

#[tokio::test]
async fn without_an_account_the_menu_offers_to_connect_and_a_sample() {
    let desktop = Desktop::start().await.and_keyring().await;
    let polar = polar(shops::a_few_sales());
    let _program = desktop.revone(&[]).asking(&polar).start();
    let tray = desktop.tray().await;
    for row in ["Connect to Polar…", "Try with Sample Data", "Quit Revone"] {
        assert!(tray.row(&[row]).await.enabled, "{row}");
    }
    assert_eq!(tray.title().await, "");
    assert!(polar.requests().is_empty(), "Polar was asked without a token");
}

#[tokio::test]
async fn sample_data_is_shown_and_left_again() {
    let desktop = Desktop::start().await.and_keyring().await;
    let polar = polar(shops::a_few_sales());
    let _program = desktop.revone(&[]).asking(&polar).start();
    let tray = desktop.tray().await;
    tray.choose(&["Try with Sample Data"]).await;
    tray.row(&["Sample Data"]).await;
    tray.row(&["Today", "$"]).await;
    assert!(tray.title().await.starts_with("Sample"), "{:?}", tray.title().await);
    tray.choose(&["Leave Sample Data"]).await;
    tray.row(&["Try with Sample Data"]).await;
    tray.title_becomes("").await;
    assert!(polar.requests().is_empty(), "sample data asked the owner's Polar");
    assert!(desktop.keyring().secrets().await.is_empty(), "sample data left something in the keyring");
}

#[tokio::test]
async fn started_on_sample_data_it_says_so_everywhere() {
    let desktop = Desktop::start().await;
    let _program = desktop.revone(&["--demo"]).start();
    let tray = desktop.tray().await;
    tray.row(&["Sample Data"]).await;
    tray.row(&["Today", "$"]).await;
    assert!(tray.title().await.starts_with("Sample"), "{:?}", tray.title().await);
    assert!(!desktop.home().data().exists(), "sample data left something behind");
}

#[tokio::test]
async fn what_is_new_is_there_after_a_refresh() {
    let desktop = Desktop::start().await;
    let polar = polar(shops::a_few_sales());
    let _program = desktop.connected(&polar).start();
    let tray = desktop.tray().await;
    tray.title_becomes(&title_of(&polar)).await;
    polar.with(|state| state.shop.add_purchase(hours_ago(0), 10_000, "usd"));
    refresh_until_title(&tray, &title_of(&polar)).await;
    let today = polar.with(|state| count_day(&state.shop, 0));
    tray.row(&["Today", &dollars(today.usd)]).await;
    tray.row(&[&format!("{} orders", today.orders)]).await;
}
