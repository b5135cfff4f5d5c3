//! Shops with just the rows that a test is about.

use jiff::{SignedDuration, Timestamp};
use revone::demo::Shop;
use revone::money::{Currency, Money};

use super::lab::{ago, noon};

const HOUR: i64 = 60;

/// Purchases, one an hour, and monthly subscribers, one every three hours; the newest of both an hour before noon. Every fee is
/// settled.
pub fn with_history(purchases: i64, subscribers: i64) -> Shop {
    let mut shop = Shop::empty(noon());
    for hour in (1..=purchases).rev() {
        shop.add_purchase(ago(hour * HOUR), 1900 + hour, "usd");
    }
    for place in (0..subscribers).rev() {
        shop.add_subscriber(ago((1 + 3 * place) * HOUR), 900, "usd", "month");
    }
    settle_all(&mut shop);
    shop
}

/// Purchases of one and the same microsecond.
pub fn crowd(shop: &mut Shop, at: Timestamp, purchases: usize) {
    (0..purchases).for_each(|place| {
        shop.add_purchase(at, 500 + place as i64, "usd");
    });
}

/// No order waits for its fee any more.
pub fn settle_all(shop: &mut Shop) {
    let ids: Vec<_> = shop.orders.iter().map(|order| order.id).collect();
    ids.into_iter().for_each(|id| shop.settle(id, fee(61)));
}

pub fn fee(minor: i64) -> Money {
    Money::new(minor, Currency::USD)
}

pub fn days(days: i64) -> SignedDuration {
    SignedDuration::from_hours(24 * days)
}
