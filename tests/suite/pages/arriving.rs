use revone::view::window::{Listed, Page, Said};
use serde_json::json;

use super::browser::Browser;
use super::shown::{self, Orders, Shop};
use crate::running::wait;

const BUSY: &str = "document.querySelector('.list table').ariaBusy";
const CHOSEN: &str = "document.querySelector('.list select').value";

/// The dashboard with these orders in its lists.
fn with_orders(search: &str, page: u32) -> Page {
    with_orders_of("", search, page)
}

/// The same of one status.
fn with_orders_of(status: &str, search: &str, page: u32) -> Page {
    let mut shown = shown::dashboard(Shop::Full);
    if let Page::Dashboard(dashboard) = &mut shown {
        let names = vec![format!("{search} on page {page}"); 3];
        dashboard.lists =
            shown::lists_of(&Orders { search: search.to_owned(), status: status.to_owned(), page, names });
    }
    shown
}

fn looks_for(search: &str, status: &str, page: u32) -> Said {
    Said::List { of: Listed::Orders, search: search.to_owned(), status: status.to_owned(), page }
}

#[tokio::test]
#[ignore = "needs Chromium: make test-browser"]
async fn rows_of_an_older_search_do_not_fight_what_is_typed() {
    let browser = Browser::open().await;
    browser.show(&with_orders("", 0)).await;
    browser.page().type_into("Search orders", "lan").await;
    browser.hears(&[looks_for("lan", "", 0)]).await;
    browser.page().type_into("Search orders", "tern").await;
    browser.show(&with_orders("lan", 0)).await;
    assert_eq!(browser.page().value_of("Search orders").await, "lantern");
    assert_eq!(browser.read("document.activeElement.selectionStart").await, "7");
    browser.hears(&[looks_for("lantern", "", 0)]).await;
    // Left before the answer came, it still is what was asked for.
    browser.run("document.activeElement.blur()", json!([])).await;
    browser.show(&with_orders("lan", 0)).await;
    assert_eq!(browser.page().value_of("Search orders").await, "lantern");
    assert_eq!(browser.read(BUSY).await, "true");
    browser.show(&with_orders("lantern", 0)).await;
    assert_eq!(browser.read(BUSY).await, "null");
    assert_eq!(browser.said().await, []);
}

#[tokio::test]
#[ignore = "needs Chromium: make test-browser"]
async fn a_list_is_turned_a_page_at_a_time_and_another_search_begins_at_its_first() {
    let browser = Browser::open().await;
    browser.show(&with_orders("", 0)).await;
    browser.page().press("Newer").await;
    assert_eq!(browser.said().await, [], "there are none");
    browser.page().press("Older").await;
    browser.hears(&[looks_for("", "", 1)]).await;
    browser.show(&with_orders("", 1)).await;
    browser.page().says(&["Page 2 of 8,412"]).await;
    browser.page().press("Older").await;
    browser.hears(&[looks_for("", "", 2)]).await;
    browser.page().type_into("Search orders", "pro").await;
    browser.hears(&[looks_for("pro", "", 0)]).await;
    browser.show(&with_orders("pro", 3)).await;
    choose(&browser, "paid").await;
    browser.hears(&[looks_for("pro", "paid", 0)]).await;
}

/// Chooses orders of this status.
async fn choose(browser: &Browser, status: &str) {
    let chosen = "const select = document.querySelector('.list select'); select.value = arguments[0]; \
                  select.dispatchEvent(new Event('change', { bubbles: true }))";
    browser.run(chosen, json!([status])).await;
}

#[tokio::test]
#[ignore = "needs Chromium: make test-browser"]
async fn pages_are_turned_faster_than_they_arrive() {
    let browser = Browser::open().await;
    browser.show(&with_orders("", 1)).await;
    browser.page().press("Older").await;
    browser.page().press("Older").await;
    browser.hears(&[looks_for("", "", 2), looks_for("", "", 3)]).await;
    browser.show(&with_orders("", 2)).await;
    assert_eq!(browser.read(BUSY).await, "true", "another page is on its way");
    browser.page().press("Older").await;
    browser.hears(&[looks_for("", "", 4)]).await;
    browser.show(&with_orders("", 4)).await;
    assert_eq!(browser.read(BUSY).await, "null");
    for _ in 0..6 {
        browser.page().press("Newer").await;
    }
    browser.hears(&[3, 2, 1, 0].map(|page| looks_for("", "", page))).await;
    browser.show(&with_orders("", 0)).await;
    browser.page().says(&["Page 1 of 8,412"]).await;
    assert_eq!(browser.read(BUSY).await, "null");
}

#[tokio::test]
#[ignore = "needs Chromium: make test-browser"]
async fn a_chosen_status_stays_while_rows_of_another_arrive() {
    let browser = Browser::open().await;
    browser.show(&with_orders("", 0)).await;
    choose(&browser, "paid").await;
    browser.hears(&[looks_for("", "paid", 0)]).await;
    browser.show(&with_orders("", 0)).await;
    assert_eq!((browser.read(CHOSEN).await, browser.read(BUSY).await), ("paid".to_owned(), "true".to_owned()));
    browser.page().type_into("Search orders", "pro").await;
    browser.hears(&[looks_for("pro", "paid", 0)]).await;
    browser.show(&with_orders_of("paid", "", 0)).await;
    assert_eq!(browser.read(BUSY).await, "true");
    browser.show(&with_orders_of("paid", "pro", 0)).await;
    assert_eq!((browser.read(CHOSEN).await, browser.read(BUSY).await), ("paid".to_owned(), "null".to_owned()));
}

#[tokio::test]
#[ignore = "needs Chromium: make test-browser"]
async fn a_list_that_became_shorter_answers_with_its_last_page() {
    let browser = Browser::open().await;
    browser.show(&with_orders("", Orders::LAST - 1)).await;
    browser.page().press("Older").await;
    browser.page().press("Older").await;
    browser.hears(&[looks_for("", "", Orders::LAST), looks_for("", "", Orders::LAST + 1)]).await;
    browser.show(&with_orders("", Orders::LAST)).await;
    assert_eq!(browser.read(BUSY).await, "null");
    browser.page().press("Newer").await;
    browser.hears(&[looks_for("", "", Orders::LAST - 1)]).await;
}

#[tokio::test]
#[ignore = "needs Chromium: make test-browser"]
async fn each_figure_behind_a_chart_stands_under_its_own_head() {
    let browser = Browser::open().await;
    browser.show(&shown::dashboard(Shop::Full)).await;
    browser.run("for (const each of document.querySelectorAll('.behind')) each.open = true", json!([])).await;
    let table = "return [...document.querySelectorAll('.behind table')].map(table => [table.tHead.rows[0], \
                 [...table.tBodies[0].rows].at(-1)].map(row => [...row.cells].map(cell => cell.textContent)))";
    wait::until("the tables behind the charts", async || {
        let tables = browser.run(table, json!([])).await;
        let expected = json!([
            [["Day", "Revenue", "Day before", "Its revenue"], ["12 Mar", "$310.85", "10 Feb", "$273.13"]],
            [["Day", "Figure"], ["12 Mar", "166"]],
        ]);
        if tables == expected { Ok(()) } else { Err(tables.to_string()) }
    })
    .await;
}

#[tokio::test]
#[ignore = "needs Chromium: make test-browser"]
async fn the_state_is_told_by_itself_only_while_there_is_trouble() {
    let browser = Browser::open().await;
    for (shop, role) in [(Shop::Full, "null"), (Shop::Offline, "status"), (Shop::Full, "null")] {
        browser.show(&shown::dashboard(shop)).await;
        assert_eq!(browser.read("document.getElementById('state').getAttribute('role')").await, role, "{shop:?}");
    }
}

#[tokio::test]
#[ignore = "needs Chromium: make test-browser"]
async fn a_refresh_leaves_the_focus_the_place_and_what_is_open_as_they_are() {
    let browser = Browser::open().await;
    browser.resize(900, 500).await;
    browser.show(&shown::dashboard(Shop::Full)).await;
    browser.run("document.querySelector('.behind').open = true", json!([])).await;
    browser.run("document.querySelector('.plot').focus()", json!([])).await;
    browser.page().keys(&[], "\u{e011}").await;
    browser
        .run(
            "const name = document.querySelector('.list td:nth-child(2)'); \
                 getSelection().selectAllChildren(name); scrollTo(0, 333)",
            json!([]),
        )
        .await;
    let state = "[scrollY, document.querySelector('.behind').open, document.querySelectorAll('.behind tbody tr').length, \
                 document.activeElement.className, document.activeElement.ariaValueText, String(getSelection()).trim()].join('|')";
    let before = browser.read(state).await;
    assert_eq!(before, "333|true|30|plot|11 Feb: —; 12 Jan: —|Pro Plan");
    // Not one element is made anew or written again.
    let watch = "window.changes = []; new MutationObserver(all => window.changes.push(...all.map(each => \
                 `${each.type} ${each.target.nodeName}.${each.target.className} ${each.attributeName}`)))\
                 .observe(document, { subtree: true, childList: true, characterData: true, attributes: true })";
    browser.run(watch, json!([])).await;
    browser.show(&shown::dashboard(Shop::Full)).await;
    assert_eq!(browser.run("return window.changes", json!([])).await, json!([]));
    assert_eq!(browser.read(state).await, before);

    // Other figures come into the same places.
    browser.show(&shown::dashboard(Shop::NegativeDay)).await;
    assert_eq!(browser.read(state).await, before);
    browser.page().says(&["−$180"]).await;
}

#[tokio::test]
#[ignore = "needs Chromium: make test-browser"]
async fn typed_text_stays_while_pages_arrive() {
    let browser = Browser::open().await;
    browser.show(&shown::form()).await;
    browser.page().type_into("Access token", "half of one").await;
    browser.show(&shown::wrong(revone::view::form::Field::Organization)).await;
    assert_eq!(browser.page().value_of("Access token").await, "half of one");
    browser.show(&shown::settings()).await;
    browser.page().type_into("Text", " and more").await;
    browser.show(&shown::settings()).await;
    assert!(browser.page().value_of("Text").await.ends_with(" and more"));
}

#[tokio::test]
#[ignore = "needs Chromium: make test-browser"]
async fn the_keyboard_goes_to_a_heading_when_what_it_was_at_is_gone() {
    let browser = Browser::open().await;
    browser.show(&shown::dashboard(Shop::Offline)).await;
    browser.run("document.querySelector('#state-button button').focus()", json!([])).await;
    browser.show(&shown::dashboard(Shop::Full)).await;
    assert_eq!(browser.read("document.activeElement.id").await, "dashboard-heading");
}

#[tokio::test]
#[ignore = "needs Chromium: make test-browser"]
async fn hostile_names_are_text() {
    let browser = Browser::open().await;
    for page in [shown::dashboard(Shop::Hostile), shown::settings()] {
        browser.show(&page).await;
        browser.page().says(&["<img src=x onerror="]).await;
        assert_eq!(
            browser.read("document.querySelectorAll('main img:not(#about img), main script').length").await,
            "0"
        );
        assert_eq!(browser.read("document.title").await, page.title());
        let tallest = "Math.max(...[...document.querySelectorAll('.row, tr')].map(each => each.offsetHeight))";
        assert!(browser.read(tallest).await.parse::<u32>().unwrap() < 160, "a name takes a few lines");
    }
    browser.complains_of_nothing().await;
}

#[tokio::test]
#[ignore = "needs Chromium: make test-browser"]
async fn the_diagnostics_are_copied_and_seen_as_they_are() {
    let browser = Browser::open().await;
    browser.show(&shown::settings()).await;
    // What is copied is what a field that is pasted into holds then.
    browser.page().press("Copy Diagnostics").await;
    browser.page().says(&["Copied"]).await;
    browser.page().press("Show what is copied").await;
    assert_eq!(browser.read("document.querySelector('pre').textContent").await, shown::copying().text);
    browser
        .run("document.body.append(Object.assign(document.createElement('textarea'), { id: 'paste' }))", json!([]))
        .await;
    browser.run("document.getElementById('paste').focus()", json!([])).await;
    browser.page().keys(&['\u{e009}'], "v").await;
    assert_eq!(browser.read("document.getElementById('paste').value").await, shown::copying().text);
}
