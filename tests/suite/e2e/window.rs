//! The window of the running program, in the web view that it has on Linux: dashboard, settings, and its end.

use std::time::{Duration, Instant};

use serde_json::json;

use super::desktop::{Desktop, Door, Page, Tray};
use super::{on_the_dashboard, polar, poll_once_more, refresh_until, refresh_until_title, title_of, with_its_window};
use crate::running::shops::{count_day, dollars, hours_ago};
use crate::running::{send, shops, wait};

/// The text of the figure with this name.
async fn fact(page: &Page, name: &str) -> String {
    let script = "return [...document.querySelectorAll('#facts dt')].find(dt => dt.innerText === arguments[0])\
                  ?.nextElementSibling.innerText ?? ''";
    page.run(script, json!([name])).await.unwrap().as_str().unwrap_or_default().to_owned()
}

async fn until_fact(page: &Page, name: &str, value: &str) {
    wait::until(&format!("{name} of {value}"), async || {
        let found = fact(page, name).await;
        if found == value { Ok(()) } else { Err(format!("it is {found:?}")) }
    })
    .await;
}

/// Opens the window until `seen` holds. Once is enough, but while the window that was there is just ending.
async fn open_until(tray: &Tray, what: &str, seen: impl Fn() -> bool) {
    let mut pressed: Option<Instant> = None;
    wait::until(what, async || {
        if seen() {
            return Ok(());
        }
        if pressed.is_none_or(|at| at.elapsed() > Duration::from_secs(2)) {
            tray.choose(&["Open Dashboard…"]).await;
            pressed = Some(Instant::now());
        }
        Err("there is none".to_owned())
    })
    .await;
}

/// The process of the open window.
fn window_process(desktop: &Desktop) -> u32 {
    desktop.window_process().unwrap()
}

#[tokio::test]
async fn the_dashboard_adds_up_and_follows_what_is_sold() {
    let desktop = Desktop::start().await;
    let polar = polar(shops::a_few_sales());
    let (_program, tray, page) = on_the_dashboard(&desktop, &polar).await;
    let sum = |days: i64| (0..days).map(|day| polar.with(|state| count_day(&state.shop, day).usd)).sum::<i64>();
    until_fact(&page, "Revenue", &dollars(sum(30))).await;
    page.turn("7 Days").await;
    until_fact(&page, "Revenue", &dollars(sum(7))).await;
    let orders = polar.with(|state| state.shop.orders.len());
    page.says(&[&format!("1–{orders} of {orders}")]).await;

    polar.with(|state| state.shop.add_purchase(hours_ago(0), 50_000, "usd"));
    refresh_until_title(&tray, &title_of(&polar)).await;
    until_fact(&page, "Revenue", &dollars(sum(7))).await;
    page.says(&["$500.00", &format!("1–{0} of {0}", orders + 1)]).await;
}

#[tokio::test]
async fn rows_are_looked_for_and_open_at_polar() {
    let desktop = Desktop::start().await;
    let polar = polar(shops::a_few_sales());
    let (_program, _tray, page) = on_the_dashboard(&desktop, &polar).await;
    page.type_into("Search orders", "nothing like this").await;
    page.says(&["No order matches “nothing like this”."]).await;
    page.clear("Search orders").await;
    let newest = polar.with(|state| state.shop.orders.iter().max_by_key(|order| order.created_at).unwrap().id);
    page.type_into("Search orders", &newest.to_string()).await;
    page.says(&["1–1 of 1"]).await;
    let script = "document.querySelector('#lists tbody button').click()";
    page.run(script, json!([])).await.unwrap();
    let opened = desktop.browser().last_opened().await;
    assert!(opened.starts_with("https://polar.sh/") && opened.contains(&newest.to_string()), "{opened}");
}

#[tokio::test]
async fn without_polar_the_figures_stay_and_the_dashboard_says_from_when_they_are() {
    let desktop = Desktop::start().await;
    let polar = polar(shops::a_few_sales());
    let (_program, tray, page) = on_the_dashboard(&desktop, &polar).await;
    let revenue = (0..30).map(|day| polar.with(|state| count_day(&state.shop, day).usd)).sum::<i64>();
    until_fact(&page, "Revenue", &dollars(revenue)).await;
    page.says(&["Updated "]).await;

    let (title, orders) = (title_of(&polar), polar.with(|state| state.shop.orders.len()));
    drop(polar);
    page.press("Refresh").await;
    page.says(&["Polar cannot be reached.", "Figures from ", "Refresh", &format!("1–{orders} of {orders}")]).await;
    assert_eq!(fact(&page, "Revenue").await, dollars(revenue));
    assert_eq!(tray.title().await, title);
    // What is in the ledger can be looked at all the same.
    page.turn("7 Days").await;
    page.type_into("Search orders", "nothing like this").await;
    page.says(&["No order matches “nothing like this”.", "Polar cannot be reached."]).await;
}

#[tokio::test]
async fn of_several_currencies_one_is_shown_at_a_time() {
    let desktop = Desktop::start().await;
    let mut shop = shops::a_few_sales();
    shop.add_purchase(hours_ago(4), 2_900, "eur");
    shop.add_purchase(hours_ago(26), 5_000, "eur");
    let polar = polar(shop);
    let (_program, tray, page) = with_its_window(&desktop, desktop.connected(&polar), "Open Dashboard…").await;
    let revenue = (0..30).map(|day| polar.with(|state| count_day(&state.shop, day).usd)).sum::<i64>();
    until_fact(&page, "Revenue", &dollars(revenue)).await;
    page.pick("Currency", "EUR").await;
    until_fact(&page, "Revenue", "€79").await;

    // What is shown next is in the chosen one, too, and all orders stay in their list.
    polar.with(|state| state.shop.add_purchase(hours_ago(0), 1_100, "eur"));
    refresh_until(&tray, "a further sale in euros", async || fact(&page, "Revenue").await == "€90").await;
    page.says(&["€11.00", "$120.00"]).await;
    page.pick("Currency", "USD").await;
    until_fact(&page, "Revenue", &dollars(revenue)).await;
}

#[tokio::test]
async fn a_setting_is_kept_at_once_and_takes_effect() {
    let desktop = Desktop::start().await;
    let polar = polar(shops::a_few_sales());
    let (_program, tray, page) = on_the_dashboard(&desktop, &polar).await;
    page.press("Settings").await;
    page.says(&["Hide amounts", "Copy Diagnostics"]).await;
    page.turn("Hide amounts").await;
    wait::until("hidden amounts in the title", async || {
        let title = tray.title().await;
        if title.starts_with("•••") { Ok(()) } else { Err(title) }
    })
    .await;
    desktop.setting_becomes("hide_amounts", json!(true)).await;
    page.press("Dashboard").await;
    until_fact(&page, "Revenue", "•••").await;
}

#[tokio::test]
async fn what_the_page_must_not_do_it_cannot() {
    let desktop = Desktop::start().await;
    let polar = polar(shops::a_few_sales());
    let (_program, tray, page) = on_the_dashboard(&desktop, &polar).await;
    let asked = polar.requests().len();
    // A network, a file, another page, markup that runs: each is refused, and the page goes on.
    let script = "
        const [address, done] = [arguments[0], []];
        window.ran = false;
        const image = document.createElement('img');
        image.setAttribute('onerror', 'window.ran = true');
        image.src = address;
        document.body.append(image);
        const script = document.createElement('script');
        script.textContent = 'window.ran = true';
        document.body.append(script);
        for (const where of [address, 'file:///etc/passwd', 'revone://window/nothing'])
          fetch(where).then(() => window.ran = where, () => {});
        try { new WebSocket(address.replace('http', 'ws')); } catch {}
        window.open(address);
        location.href = address;
        for (const text of ['', '{', '{\"kind\":\"save\",\"of\":\"days\",\"path\":\"/tmp/x\"}', '{\"kind\":\"open\",\"link\":\"https://example.com\"}'])
          window.ipc.postMessage(text);
        image.remove(); script.remove();
        return true;";
    page.run(script, json!([polar.base_url()])).await.unwrap();
    page.turn("7 Days").await;
    page.says(&["Paper Lantern"]).await;
    let ran = page.run("return [window.ran, location.href]", json!([])).await.unwrap();
    assert_eq!(ran, json!([false, "revone://window/window.html"]));
    assert_eq!(polar.requests().len(), asked, "the page reached a server");
    assert_eq!(desktop.browser().opened(), Vec::<String>::new());
    tray.row(&["Updated"]).await;
}

#[tokio::test]
async fn killing_the_window_at_any_moment_harms_nothing() {
    let desktop = Desktop::start().await;
    let polar = polar(shops::a_few_sales());
    let (mut program, tray, page) = on_the_dashboard(&desktop, &polar).await;
    drop(page);
    send("KILL", &window_process(&desktop).to_string());
    // As soon as there is a process, as soon as it has a page, and as soon as the page is served.
    for stage in ["revone-window", "WebKitNetwork", "WebKitWebProc", "revone-window", "WebKitWebProc"] {
        desktop.window_ends().await;
        open_until(&tray, stage, || desktop.has_window() && desktop.has_process(stage)).await;
        send("KILL", &window_process(&desktop).to_string());
    }
    desktop.window_ends().await;
    assert!(program.is_running());
    poll_once_more(&tray, &polar).await;
    tray.title_becomes(&title_of(&polar)).await;
}

#[tokio::test]
async fn a_broken_settings_file_is_moved_aside_with_a_word() {
    let desktop = Desktop::start().await;
    let polar = polar(shops::a_few_sales());
    let data = desktop.home().data();
    std::fs::create_dir_all(&data).unwrap();
    std::fs::write(data.join("settings.json"), "{ \"sound\": ").unwrap();
    let (run, door) = Door::open(desktop.connected(&polar));
    let _program = run.start();
    let tray = desktop.tray().await;
    tray.row(&["The settings could not be read"]).await;
    tray.choose(&["Settings…"]).await;
    let page = Page::of(&door, &desktop).await;
    page.says(&["The settings could not be read", "the defaults are used"]).await;
    assert_eq!(std::fs::read_to_string(data.join("settings.broken.json")).unwrap(), "{ \"sound\": ");
}

#[tokio::test]
async fn the_window_opens_and_closes_as_often_as_one_likes() {
    let desktop = Desktop::start().await;
    let polar = polar(shops::a_few_sales());
    let (run, door) = Door::open(desktop.connected(&polar));
    let _program = run.start();
    let tray = desktop.tray().await;
    tray.row(&["Updated"]).await;
    for _ in 0..4 {
        tray.choose(&["Open Dashboard…"]).await;
        let page = Page::of(&door, &desktop).await;
        page.says(&["Paper Lantern", "Revenue by Day"]).await;
        // The page is gone before it can answer.
        let close = "document.dispatchEvent(new KeyboardEvent('keydown', {key: 'Escape', bubbles: true}))";
        drop(page.run(&format!("setTimeout(() => {close}, 0)"), json!([])).await);
        drop(page);
        desktop.window_ends().await;
    }
    tray.title_becomes(&title_of(&polar)).await;
}
