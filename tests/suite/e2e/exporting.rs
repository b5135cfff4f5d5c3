//! Exports of the running program, through the system's own panel for where a file goes.

use std::collections::BTreeSet;
use std::path::Path;

use revone::demo::{FakePolar, Shop};

use super::desktop::{Desktop, Page, Panel};
use super::{on_the_dashboard, polar};
use crate::running::shops::{self, hours_ago};

/// A shop with more orders than the page shows at once.
fn many_sales() -> Shop {
    let mut shop = shops::a_few_sales();
    for hour in 0..30 {
        shop.add_purchase(hours_ago(48 + hour), 1_900, "usd");
    }
    shop
}

/// Presses the button that exports the orders, until its panel is there.
async fn export_orders<'a>(desktop: &'a Desktop, page: &Page) -> Panel<'a> {
    let script = "document.querySelector('#lists section header button').click()";
    page.run(script, serde_json::json!([])).await.unwrap();
    Panel::of(desktop, "Export").await
}

/// The ids of all orders that are not in this file, and whatever else is.
fn difference(polar: &FakePolar, file: &Path) -> Vec<String> {
    let text = std::fs::read_to_string(file).unwrap();
    let (header, rows) = text.split_once('\n').unwrap();
    assert!(header.starts_with("id,created_at,status,"), "{header}");
    let sold: BTreeSet<String> =
        polar.with(|state| state.shop.orders.iter().map(|order| order.id.to_string()).collect());
    let written: Vec<&str> = rows.lines().map(|row| row.split(',').next().unwrap()).collect();
    assert_eq!(written.len(), sold.len(), "{text}");
    let written = written.into_iter().map(str::to_owned).collect();
    sold.symmetric_difference(&written).cloned().collect()
}

#[tokio::test]
async fn every_order_is_written_to_the_file_that_is_chosen() {
    let desktop = Desktop::start().await;
    let polar = polar(many_sales());
    let (_program, _tray, page) = on_the_dashboard(&desktop, &polar).await;
    let orders = polar.with(|state| state.shop.orders.len());
    page.says(&[&format!("1–25 of {orders}")]).await;

    let file = desktop.home().path("home/sold.csv");
    let panel = export_orders(&desktop, &page).await;
    panel.types(&file.to_string_lossy());
    panel.ends_with("Return").await;
    page.says(&["Saved as sold.csv."]).await;
    assert_eq!(difference(&polar, &file), Vec::<String>::new());
}

#[tokio::test]
async fn a_panel_that_is_left_writes_nothing_and_the_page_goes_on() {
    let desktop = Desktop::start().await;
    let polar = polar(shops::a_few_sales());
    let (_program, _tray, page) = on_the_dashboard(&desktop, &polar).await;
    let file = desktop.home().path("home/sold.csv");
    let panel = export_orders(&desktop, &page).await;
    panel.types(&file.to_string_lossy());
    panel.ends_with("Escape").await;

    page.turn("7 Days").await;
    page.type_into("Search orders", "nothing like this").await;
    page.says(&["No order matches “nothing like this”."]).await;
    assert!(!page.text().await.unwrap().contains("Saved as"));
    let left: Vec<_> = std::fs::read_dir(desktop.home().path("home")).unwrap().collect();
    assert!(left.is_empty(), "{left:?}");
}
