//! Shops to ask about, and what their rows add up to: counted here, not by the product.

use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use revone::demo::Shop;

/// A time zone in which it is between noon and one o'clock, so that no test meets midnight.
pub fn zone_at_noon() -> String {
    let hour = i32::from(Timestamp::now().to_zoned(TimeZone::UTC).hour());
    // The sign of these names is turned around: Etc/GMT-5 is five hours ahead.
    match hour - 12 {
        0 => "Etc/GMT".to_owned(),
        behind => format!("Etc/GMT{behind:+}"),
    }
}

/// Some hours before now.
pub fn hours_ago(hours: i64) -> Timestamp {
    Timestamp::now() - hours.hours()
}

/// A shop that sold three things today and one yesterday, and won two subscribers today.
pub fn a_few_sales() -> Shop {
    let mut shop = Shop::empty(hours_ago(24 * 90));
    shop.add_purchase(hours_ago(24), 9_900, "usd");
    shop.add_purchase(hours_ago(5), 2_900, "usd");
    shop.add_purchase(hours_ago(3), 12_000, "usd");
    shop.add_purchase(hours_ago(2), 1_250, "usd");
    shop.add_subscriber(hours_ago(2), 900, "usd", "month");
    shop.add_subscriber(hours_ago(1), 12_000, "usd", "year");
    shop
}

/// What the shop's rows say of one day.
#[derive(Debug, PartialEq, Eq)]
pub struct Day {
    /// Σ `net_amount` of orders paid in US dollars.
    pub usd: i64,
    /// How many orders are paid.
    pub orders: usize,
    /// How many subscriptions have started.
    pub subscriptions: usize,
}

/// Counts the day that lies `days_ago` before today in [`zone_at_noon`].
pub fn count_day(shop: &Shop, days_ago: i64) -> Day {
    let zone = TimeZone::get(&zone_at_noon()).unwrap();
    let day = Timestamp::now().to_zoned(zone.clone()).date() - days_ago.days();
    let on_the_day = |at: Timestamp| at.to_zoned(zone.clone()).date() == day;
    let orders: Vec<_> = shop
        .orders
        .iter()
        .filter(|order| {
            on_the_day(order.created_at) && matches!(order.status.code(), "paid" | "refunded" | "partially_refunded")
        })
        .collect();
    Day {
        usd: orders.iter().filter(|order| order.currency.code() == "usd").map(|order| order.net_amount).sum(),
        orders: orders.len(),
        subscriptions: shop.subscriptions.iter().filter_map(|row| row.started_at).filter(|at| on_the_day(*at)).count(),
    }
}

/// US dollars as the menu writes them below ten thousand: decimals only where there are any.
pub fn dollars(minor: i64) -> String {
    let whole = (minor / 100).to_string();
    let grouped = match whole.len() {
        0..=3 => whole,
        length => format!("{},{}", &whole[..length - 3], &whole[length - 3..]),
    };
    if minor % 100 == 0 { format!("${grouped}") } else { format!("${grouped}.{:02}", minor % 100) }
}

/// US dollars as the title writes them below ten thousand: whole ones.
pub fn whole_dollars(minor: i64) -> String {
    dollars(minor - minor % 100)
}
