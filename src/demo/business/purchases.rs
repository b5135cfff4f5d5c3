use jiff::{SignedDuration, Timestamp};

use super::chance::{occurrences, weighted};
use super::{DAYS, people, price, rhythm};
use crate::demo::rows::OrderRow;
use crate::demo::shop::Shop;
use crate::domain::OrderStatus;
use crate::money::Currency;

/// The purchases of a day, without those later than `now`.
pub(super) fn of_day(shop: &mut Shop, day: i64, midnight: Timestamp, now: Timestamp) {
    let expected = rhythm::expected(day, DAYS, midnight, 800, 3700);
    for _ in 0..occurrences(&mut shop.rng, expected) {
        let at = rhythm::moment(&mut shop.rng, midnight);
        if at < now {
            regular(shop, at);
        }
    }
    if rhythm::LAUNCHES.contains(&day) {
        launch(shop, midnight, now);
    }
}

/// A purchase like any other: now and then with a discount, refunded, abandoned or given up.
pub(super) fn regular(shop: &mut Shop, at: Timestamp) {
    let discount = price::discount(shop, "HELLO20", 60)
        .or_else(|| price::discount(shop, "FIVEOFF", 25))
        .or_else(|| price::discount(shop, "FRIENDS", 6));
    let Some(mut order) = purchase(shop, at, discount) else { return };
    match shop.rng.u32(0..1000) {
        0..4 => order.status = OrderStatus::Draft,
        4..9 => order.status = OrderStatus::Void,
        9..30 => give_back(&mut order, 100),
        30..40 => give_back(&mut order, 40),
        _ => {}
    }
    shop.orders.push(order);
}

/// A day that the maker still talks about: an order every few minutes, two of three with the launch's discount.
fn launch(shop: &mut Shop, midnight: Timestamp, now: Timestamp) {
    for _ in 0..85 {
        let at = rhythm::moment(&mut shop.rng, midnight);
        let discount = price::discount(shop, "HELLO20", 660);
        if at < now
            && let Some(order) = purchase(shop, at, discount)
        {
            shop.orders.push(order);
        }
    }
}

/// A paid purchase of one of the products that are bought once; `None` in a shop that has none.
pub(super) fn purchase(shop: &mut Shop, at: Timestamp, discount: Option<uuid::Uuid>) -> Option<OrderRow> {
    let customer = people::buyer(shop, at);
    // The first products sell best.
    let once: Vec<(usize, u32)> = shop
        .products
        .iter()
        .enumerate()
        .filter(|(_, it)| it.cadence.is_none())
        .map(|(place, _)| place)
        .zip(LIKED)
        .collect();
    let place = weighted(&mut shop.rng, &once, |it| it.1)?.0;
    let offer = price::offer(shop.products.get(place)?, shop.customer(customer)?)?;
    Some(offer.order(shop, at, discount))
}

const LIKED: [u32; 6] = [55, 25, 14, 6, 4, 2];

/// Refunds so much of a hundred of an order.
pub(super) fn give_back(order: &mut OrderRow, percent: i64) {
    if order.net_amount <= 0 || order.status != OrderStatus::Paid {
        return;
    }
    order.refunded_amount = order.net_amount * percent / 100;
    order.refunded_tax_amount = order.tax_amount * percent / 100;
    order.status = if percent == 100 { OrderStatus::Refunded } else { OrderStatus::PartiallyRefunded };
}

/// A sale in a shop that may have nothing in stock.
pub(super) fn any(shop: &mut Shop, at: Timestamp) {
    match purchase(shop, at, None) {
        Some(order) => shop.orders.push(order),
        None => {
            shop.add_purchase(at, 2900, Currency::USD.code());
        }
    }
}

/// The same instant within a second: nobody buys on the full one.
pub(super) fn jitter(shop: &mut Shop, at: Timestamp) -> Timestamp {
    let ahead = SignedDuration::from_micros(shop.rng.i64(0..1_000_000));
    at.checked_sub(ahead).unwrap_or(at)
}
