use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use revone::demo::Shop;
use revone::money::{Currency, Money};

/// No instant of the shop is a whole minute of any zone's midnight.
const ODD: SignedDuration = SignedDuration::new(17, 123_456_000);

/// A shop that sold in three currencies, gave back, paid fees, won, renewed and lost subscribers in the week that begins
/// on each of these days, and a day around it.
pub(super) fn around(days: [&str; 4]) -> Shop {
    let starts = days.map(|day| {
        let date: Date = day.parse().unwrap();
        date.to_zoned(TimeZone::UTC).unwrap().timestamp() - SignedDuration::from_hours(24) + ODD
    });
    let mut shop = Shop::empty(starts[0] - SignedDuration::from_hours(24 * 90));
    for start in starts {
        sell(&mut shop, start);
        subscribe(&mut shop, start);
    }
    shop
}

fn sell(shop: &mut Shop, start: Timestamp) {
    for number in 0..110_i64 {
        let at = start + SignedDuration::from_mins(97 * number);
        let currency = ["usd", "eur", "usd", "jpy"][(number % 4) as usize];
        let order = shop.add_purchase(at, 500 + 37 * number, currency);
        if number % 5 == 0 {
            shop.refund(order, 100 + number);
        }
        if number % 7 == 0 {
            shop.settle(order, Money::new(25 + number, Currency::USD));
        }
    }
}

fn subscribe(shop: &mut Shop, start: Timestamp) {
    for number in 0..22_i64 {
        let later = |hours: i64| start + SignedDuration::from_mins(7 * 61 * number) + SignedDuration::from_hours(hours);
        let currency = if number % 3 == 0 { "eur" } else { "usd" };
        let id = match number % 4 {
            0 => shop.add_trial(later(0), 1_500, currency, "month", 2).0,
            1 => shop.add_subscriber(later(0), 12_000, currency, "year").0,
            _ => shop.add_subscriber(later(0), 900, currency, "month").0,
        };
        match number % 6 {
            0 => shop.cancel(id, later(5), None, None),
            1 => shop.revoke(id, later(9)),
            2 => {
                shop.renew(id, later(20));
                shop.renew(id, later(21));
            }
            3 => {
                shop.change_plan(id, later(30), 2_400, -1_500);
            }
            4 => {
                shop.fail_renewal(id, later(26), later(74));
            }
            _ => {}
        }
    }
}
