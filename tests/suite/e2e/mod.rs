//! From end to end: the real program on a desktop of its own, its menu read and clicked over D-Bus, its notifications
//! received, its window's form filled in, against a fake Polar.

mod connecting;
mod desktop;
mod ending;
mod keyrings;
mod launching;
mod menu;
mod notifying;
mod terminal;

use revone::demo::{FakePolar, Shop};

use crate::running::shops::{count_day, whole_dollars};

/// A fake Polar around a shop.
fn polar(shop: Shop) -> FakePolar {
    FakePolar::start(shop).unwrap()
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
