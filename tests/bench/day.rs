//! What a day of polling each minute asks of Polar, in virtual time.

use fastrand::Rng;
use jiff::{SignedDuration, Timestamp};
use revone::demo::{FakePolar, Shop};
use revone::domain::Environment;
use revone::money::{Currency, Money};
use revone::store::Ledger;
use revone::sync::{Session, Unfinished, step};

use crate::counting::{Counting, Traffic};
use crate::ledgers::{block_on, connect};
use crate::shop::{self, SETTLED_AFTER, Size};
use crate::table::{self, bytes, count};

const POLLS: i64 = 24 * 60;
/// Long enough that nothing older is in any list that polls ask for but those of subscriptions.
const HISTORY: i64 = 15;

pub fn measure() {
    for (orders_a_day, subscriptions) in [(10, 200), (10_000, 20_000)] {
        table::aside(&format!("a day of a shop with {} orders a day", count(orders_a_day)));
        let now: Timestamp = "2026-11-22T00:00:00Z".parse().unwrap();
        let size = Size { orders: orders_a_day * HISTORY as usize, subscriptions, days: HISTORY };
        let polar = FakePolar::start(shop::of(size, now)).unwrap();
        let most = block_on(poll_a_day(&polar, orders_a_day, now));
        let of = format!("{} orders a day, {} subscriptions, 1,440 polls", count(orders_a_day), count(subscriptions));
        table::row(&format!("{of}: requests"), &count(usize::try_from(most.sum.requests).unwrap()), "");
        table::row(&format!("{of}: requests of one poll at most"), &most.requests.to_string(), "");
        table::row(&format!("{of}: received, without compression"), &bytes(most.sum.bytes), "");
    }
}

struct Day {
    sum: Traffic,
    requests: u64,
}

async fn poll_a_day(polar: &FakePolar, orders_a_day: usize, begin: Timestamp) -> Day {
    let http =
        revone::shell::Http::new(revone::shell::Origin::parse(&polar.base_url()).unwrap(), &polar.token()).unwrap();
    let world = Environment::Production;
    let organization = revone::sync::connect::organization_of(&http, world, None).await.unwrap();
    let transport = Counting::new(&http);
    let mut ledger = Ledger::in_memory().unwrap();
    ledger.connect(&organization, http.origin().as_str(), begin).unwrap();
    let mut session = Session::complete();
    while step(&mut session, &mut ledger, &transport, organization.id, world, begin).await.unwrap().is_some() {}
    transport.take();

    let mut rng = Rng::with_seed(11);
    let mut unfinished = Unfinished::default();
    let mut day = Day { sum: Traffic::default(), requests: 0 };
    for minute in 1..=POLLS {
        let now = begin + SignedDuration::from_mins(minute);
        polar.with(|state| {
            // As many as are due by now, spread evenly.
            let due = |minute: i64| orders_a_day as i64 * minute / POLLS;
            for place in due(minute - 1)..due(minute) {
                let ago = SignedDuration::from_millis((due(minute) - 1 - place) * 60_000 / 10);
                shop::sell(&mut state.shop, now - ago, &mut rng);
            }
            settle(&mut state.shop, now);
        });
        let marks = ledger.marks(organization.id).unwrap();
        let mut session = Session::poll(&marks, std::mem::take(&mut unfinished), false, now);
        while step(&mut session, &mut ledger, &transport, organization.id, world, now).await.unwrap().is_some() {}
        unfinished = session.unfinished();
        let traffic = transport.take();
        day.sum.requests += traffic.requests;
        day.sum.bytes += traffic.bytes;
        day.requests = day.requests.max(traffic.requests);
    }
    day
}

/// Polar settles the fees of orders that are old enough.
fn settle(shop: &mut Shop, now: Timestamp) {
    let until = shop.orders.partition_point(|order| order.created_at < now - SETTLED_AFTER);
    for order in shop.orders[..until].iter_mut().rev().take_while(|order| order.platform_fee_currency.is_none()) {
        let fee = Money::new(order.total_amount / 25 + 40, Currency::USD);
        (order.platform_fee_amount, order.platform_fee_currency) = (fee.minor, Some(fee.currency));
    }
}
