//! From end to end: the real program on a desktop of its own, its menu read and clicked over D-Bus, its notifications
//! received, its window's form filled in, against a fake Polar.

mod clicking;
mod computer;
mod connecting;
pub mod desktop;
mod ending;
mod exporting;
mod keyrings;
mod launching;
mod menu;
mod notify_command;
mod notifying;
mod opening;
mod organizations;
mod panicking;
mod pausing;
mod pictures;
mod removing;
mod settings;
mod terminal;
mod unnotified;
mod watching;
mod week;
mod window;

use std::time::{Duration, Instant};

use revone::demo::{FakePolar, Shop};
use serde_json::json;

use crate::running::shops::{count_day, hours_ago, whole_dollars};
use crate::running::{Run, Started, wait};
use desktop::{Desktop, Door, Page, Tray};

/// A fake Polar around a shop.
pub(crate) fn polar(shop: Shop) -> FakePolar {
    FakePolar::start(shop).unwrap()
}

/// A further shop, which sold one thing today.
fn beta_goods() -> Shop {
    let mut shop = Shop::empty(hours_ago(24 * 30));
    "Beta Goods".clone_into(&mut shop.organization.name);
    "beta-goods".clone_into(&mut shop.organization.slug);
    shop.add_purchase(hours_ago(4), 7_700, "usd");
    shop
}

/// A desktop whose owner hears of everything that is on at first but milestones, which depend on the whole history.
async fn desktop_of_a_listener() -> Desktop {
    let desktop = Desktop::start().await;
    desktop.has_settings(&json!({ "milestones": false }));
    desktop
}

/// The program, started when this has come since the terminal asked Polar first: nobody has to press Refresh, which would
/// be a look at the menu.
async fn started_with_news(desktop: &Desktop, polar: &FakePolar, news: impl FnOnce(&mut Shop)) -> (Started, Tray) {
    let sync = async || desktop.revone(&["sync"]).asking(polar).with_token_of(polar).start().ended().await.exits(0);
    sync().await;
    polar.with(|state| news(&mut state.shop));
    sync().await;
    let program = desktop.connected(polar).start();
    (program, desktop.tray().await)
}

/// The title that the shop's own rows ask for: revenue and new subscriptions of today.
pub fn title_of(polar: &FakePolar) -> String {
    let today = polar.with(|state| count_day(&state.shop, 0));
    match today.subscriptions {
        0 => whole_dollars(today.usd),
        new => format!("{} · +{new}", whole_dollars(today.usd)),
    }
}

/// The program with its window, opened by this row of the menu once Polar has answered.
async fn with_its_window(desktop: &Desktop, run: Run, row: &str) -> (Started, Tray, Page) {
    let (run, door) = Door::open(run);
    let program = run.start();
    let tray = desktop.tray().await;
    tray.row(&["Updated"]).await;
    tray.choose(&[row]).await;
    let page = Page::of(&door, desktop).await;
    (program, tray, page)
}

/// The program with the figures of this Polar, its window open on the dashboard.
async fn on_the_dashboard(desktop: &Desktop, polar: &FakePolar) -> (Started, Tray, Page) {
    let (program, tray, page) = with_its_window(desktop, desktop.connected(polar), "Open Dashboard…").await;
    tray.title_becomes(&title_of(polar)).await;
    page.says(&["Paper Lantern", "Revenue by Day"]).await;
    (program, tray, page)
}

/// The program with its window open on the settings.
async fn on_the_settings(desktop: &Desktop, run: Run) -> (Started, Tray, Page) {
    let (program, tray, page) = with_its_window(desktop, run, "Settings…").await;
    page.says(&["Menu Bar", "Copy Diagnostics"]).await;
    (program, tray, page)
}

/// How many answers were given under `prefix`.
fn answers(polar: &FakePolar, prefix: &str) -> usize {
    polar.requests().iter().filter(|seen| seen.path_and_query.starts_with(prefix) && seen.status == 200).count()
}

/// Presses Refresh until `seen` holds. Once is enough, but for a refresh that was running already: it is not begun twice.
pub(crate) async fn refresh_until(tray: &Tray, what: &str, mut seen: impl AsyncFnMut() -> bool) {
    let again = Duration::from_millis(400);
    let mut pressed: Option<Instant> = None;
    wait::until(what, async || {
        if pressed.is_none_or(|at| at.elapsed() > again) {
            tray.choose(&["Refresh"]).await;
            pressed = Some(Instant::now());
        }
        if seen().await { Ok(()) } else { Err(format!("it was refreshed, the title is {:?}", tray.title().await)) }
    })
    .await;
}

/// Refreshes until the title is this.
pub async fn refresh_until_title(tray: &Tray, title: &str) {
    refresh_until(tray, &format!("the title {title:?}"), async || tray.title().await == title).await;
}

/// Has the program ask Polar once more for orders and for subscriptions.
async fn poll_once_more(tray: &Tray, polar: &FakePolar) {
    let [orders, subscriptions] = ["/v1/orders/", "/v1/subscriptions/"].map(|prefix| (prefix, answers(polar, prefix)));
    let more = |(prefix, before): (&str, usize)| answers(polar, prefix) > before;
    refresh_until(tray, "one more poll", async || more(orders) && more(subscriptions)).await;
}
