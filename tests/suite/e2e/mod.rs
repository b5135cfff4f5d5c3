//! From end to end: the real program on a desktop of its own, its menu read and clicked over D-Bus, its notifications
//! received, its window's form filled in, against a fake Polar.

mod connecting;
mod desktop;
mod ending;
mod keyrings;
mod launching;
mod menu;
mod notifying;
mod organizations;
mod removing;
mod settings;
mod terminal;
mod window;

use std::time::{Duration, Instant};

use revone::demo::{FakePolar, Shop};

use crate::running::shops::{count_day, hours_ago, whole_dollars};
use crate::running::wait;
use desktop::Tray;

/// A fake Polar around a shop.
fn polar(shop: Shop) -> FakePolar {
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

/// The title that the shop's own rows ask for: revenue and new subscriptions of today.
fn title_of(polar: &FakePolar) -> String {
    let today = polar.with(|state| count_day(&state.shop, 0));
    match today.subscriptions {
        0 => whole_dollars(today.usd),
        new => format!("{} · +{new}", whole_dollars(today.usd)),
    }
}

/// How many answers were given under `prefix`.
fn answers(polar: &FakePolar, prefix: &str) -> usize {
    polar.requests().iter().filter(|seen| seen.path_and_query.starts_with(prefix) && seen.status == 200).count()
}

/// Presses Refresh until `seen` holds. Once is enough, but for a refresh that was running already: it is not begun twice.
async fn refresh_until(tray: &Tray, what: &str, mut seen: impl AsyncFnMut() -> bool) {
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
async fn refresh_until_title(tray: &Tray, title: &str) {
    refresh_until(tray, &format!("the title {title:?}"), async || tray.title().await == title).await;
}

/// Has the program ask Polar once more for orders and for subscriptions.
async fn poll_once_more(tray: &Tray, polar: &FakePolar) {
    let [orders, subscriptions] = ["/v1/orders/", "/v1/subscriptions/"].map(|prefix| (prefix, answers(polar, prefix)));
    let more = |(prefix, before): (&str, usize)| answers(polar, prefix) > before;
    refresh_until(tray, "one more poll", async || more(orders) && more(subscriptions)).await;
}
