//! Shops that go on selling between any two requests, and a sync that is broken off anywhere.

use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;
use proptest::sample::Index;
use revone::demo::{Behaviour, OrderRow, Shop};
use revone::domain::{OrderId, OrderStatus, SubscriptionId, SubscriptionStatus};
use revone::sync::{Session, due};

use super::lab::{Lab, ago, assert_reflects};
use super::reflection::awaits_fee;
use super::shops::{crowd, fee};

/// Something that happens in the shop.
#[derive(Clone, Debug)]
enum Event {
    /// So many sales in one microsecond, and how many seconds late they can be seen.
    Sell(usize, i64),
    Subscribe(i64),
    Try,
    Renew(Index),
    FailToRenew(Index),
    Pay(Index),
    GiveUp(Index),
    Refund(Index, i64),
    Settle(Index),
    Cancel(Index),
    Stay(Index),
    End(Index),
    ChangePlan(Index, i64),
    /// What no list tells, and only who reads everything once more sees.
    Unseen(Unseen),
}

#[derive(Clone, Debug)]
enum Unseen {
    /// A paid order is paid no longer.
    Void(Index),
    /// A fee is settled when nobody waits for it any more.
    SettleLate(Index),
    /// An order is for another product.
    Exchange(Index),
    /// An order is there that was made long ago.
    Import(i64),
    DeleteOrder(Index),
    DeleteSubscription(Index),
    /// A subscription that has ended was not cancelled after all.
    Revive(Index),
}

/// What happens next.
#[derive(Clone, Debug)]
enum Move {
    Request,
    Poll,
    BreakOff,
    /// The process ends, and another opens the ledger.
    Restart,
    /// The computer sleeps so many hours.
    Sleep(i64),
    /// The other organization's turn.
    ChangePlaces,
    Happen(Event),
}

fn an_event() -> impl Strategy<Value = Event> {
    let any_row = any::<Index>;
    // Polar's instants are set when a row is begun: it may become visible some minutes later.
    prop_oneof![
        3 => (1..4usize, 0..540i64).prop_map(|(sales, late)| Event::Sell(sales, late)),
        1 => (90..130usize).prop_map(|sales| Event::Sell(sales, 0)),
        2 => (0..540i64).prop_map(Event::Subscribe),
        1 => Just(Event::Try),
        2 => any_row().prop_map(Event::Renew),
        2 => any_row().prop_map(Event::FailToRenew),
        3 => any_row().prop_map(Event::Pay),
        1 => any_row().prop_map(Event::GiveUp),
        3 => (any_row(), 1..3000i64).prop_map(|(row, amount)| Event::Refund(row, amount)),
        3 => any_row().prop_map(Event::Settle),
        2 => any_row().prop_map(Event::Cancel),
        1 => any_row().prop_map(Event::Stay),
        2 => any_row().prop_map(Event::End),
        2 => (any_row(), -500..500i64).prop_map(|(row, difference)| Event::ChangePlan(row, difference)),
        5 => unseen().prop_map(Event::Unseen),
    ]
}

fn unseen() -> impl Strategy<Value = Unseen> {
    let any_row = any::<Index>;
    prop_oneof![
        1 => any_row().prop_map(Unseen::Void),
        1 => any_row().prop_map(Unseen::SettleLate),
        1 => any_row().prop_map(Unseen::Exchange),
        1 => (1..25_000i64).prop_map(Unseen::Import),
        3 => any_row().prop_map(Unseen::DeleteOrder),
        2 => any_row().prop_map(Unseen::DeleteSubscription),
        1 => any_row().prop_map(Unseen::Revive),
    ]
}

fn a_move() -> impl Strategy<Value = Move> {
    prop_oneof![
        5 => Just(Move::Request),
        1 => Just(Move::Poll),
        1 => Just(Move::BreakOff),
        1 => Just(Move::Restart),
        1 => Just(Move::ChangePlaces),
        1 => (8..30i64).prop_map(Move::Sleep),
        5 => an_event().prop_map(Move::Happen),
    ]
}

/// How a shop came about: purchases over two weeks, some crowds of one microsecond, subscribers.
#[derive(Clone, Debug)]
struct Past {
    purchases: i64,
    crowds: Vec<(i64, usize)>,
    subscribers: i64,
}

fn a_past() -> impl Strategy<Value = Past> {
    let some = (0..140i64, prop::collection::vec((1..20_000i64, 1..140usize), 0..3), 0..120i64);
    let past = some.prop_map(|(purchases, crowds, subscribers)| Past { purchases, crowds, subscribers });
    prop_oneof![1 => Just(Past { purchases: 0, crowds: Vec::new(), subscribers: 0 }), 9 => past]
}

fn founded(past: &Past, minutes_ago: i64) -> Shop {
    let mut shop = Shop::empty(ago(minutes_ago));
    for place in 0..past.purchases {
        shop.add_purchase(ago(19_000 - 131 * place), 1900 + place, "usd");
    }
    past.crowds.iter().for_each(|(minutes, sales)| crowd(&mut shop, ago(*minutes), *sales));
    for place in 0..past.subscribers {
        shop.add_subscriber(ago(18_000 - 149 * place), 900, "eur", "month");
    }
    shop
}

fn pick_order(shop: &Shop, row: &Index, fits: impl Fn(&OrderRow) -> bool) -> Option<OrderId> {
    let fitting: Vec<_> = shop.orders.iter().filter(|order| fits(order)).map(|order| order.id).collect();
    (!fitting.is_empty()).then(|| *row.get(&fitting))
}

fn pick_subscription(shop: &Shop, row: &Index, cancelled: Option<bool>) -> Option<SubscriptionId> {
    let running = shop.subscriptions.iter().filter(|row| row.status != SubscriptionStatus::Canceled);
    let fits = running.filter(|row| cancelled.is_none_or(|wanted| row.canceled_at.is_some() == wanted));
    let fitting: Vec<_> = fits.map(|row| row.id).collect();
    (!fitting.is_empty()).then(|| *row.get(&fitting))
}

/// Lets it happen, where there is a row that it can happen to.
fn happen(shop: &mut Shop, event: &Event, now: Timestamp) -> Option<()> {
    let late = |seconds: &i64| now - SignedDuration::from_secs(*seconds);
    match event {
        Event::Sell(sales, seconds) => crowd(shop, late(seconds), *sales),
        Event::Subscribe(seconds) => drop(shop.add_subscriber(late(seconds), 1200, "usd", "year")),
        Event::Try => drop(shop.add_trial(now, 900, "usd", "month", 7)),
        Event::Renew(row) => drop(shop.renew(pick_subscription(shop, row, None)?, now)),
        Event::FailToRenew(row) => drop(shop.fail_renewal(pick_subscription(shop, row, None)?, now, now)),
        Event::Pay(row) => shop.pay(pick_order(shop, row, |order| order.status == OrderStatus::Pending)?),
        Event::GiveUp(row) => {
            let id = pick_order(shop, row, |order| order.status == OrderStatus::Pending)?;
            shop.order_mut(id)?.status = OrderStatus::Void;
        }
        Event::Refund(row, amount) => {
            let refundable = |order: &OrderRow| order.status.is_paid_like() && order.net_amount > 0;
            shop.refund(pick_order(shop, row, refundable)?, *amount);
        }
        Event::Settle(row) => shop.settle(pick_order(shop, row, |order| awaits_fee(order, now))?, fee(95)),
        Event::Cancel(row) => shop.cancel(pick_subscription(shop, row, Some(false))?, now, None, None),
        Event::Stay(row) => shop.uncancel(pick_subscription(shop, row, Some(true))?),
        Event::End(row) => shop.revoke(pick_subscription(shop, row, None)?, now),
        Event::ChangePlan(row, difference) => {
            let id = pick_subscription(shop, row, None)?;
            shop.change_plan(id, now, 1500 + difference, *difference);
        }
        Event::Unseen(unseen) => return happen_unseen(shop, unseen, now),
    }
    Some(())
}

fn happen_unseen(shop: &mut Shop, unseen: &Unseen, now: Timestamp) -> Option<()> {
    let paid = |order: &OrderRow| order.status == OrderStatus::Paid;
    match unseen {
        Unseen::Void(row) => {
            let id = pick_order(shop, row, paid)?;
            shop.order_mut(id)?.status = OrderStatus::Void;
        }
        Unseen::SettleLate(row) => shop.settle(pick_order(shop, row, |order| !awaits_fee(order, now))?, fee(77)),
        Unseen::Exchange(row) => {
            let id = pick_order(shop, row, paid)?;
            let product = shop.products.last()?.id;
            shop.order_mut(id)?.product_id = Some(product);
        }
        Unseen::Import(minutes) => drop(shop.add_purchase(ago(*minutes), 3100, "usd")),
        Unseen::DeleteOrder(row) => {
            let id = pick_order(shop, row, |_| true)?;
            shop.orders.retain(|order| order.id != id);
        }
        Unseen::DeleteSubscription(row) => {
            let id = (!shop.subscriptions.is_empty()).then(|| row.get(&shop.subscriptions).id)?;
            shop.subscriptions.retain(|row| row.id != id);
        }
        Unseen::Revive(row) => {
            let ended = shop.subscriptions.iter().filter(|row| row.status == SubscriptionStatus::Canceled);
            let ended: Vec<_> = ended.map(|row| row.id).collect();
            let id = (!ended.is_empty()).then(|| *row.get(&ended))?;
            shop.uncancel(id);
        }
    }
    Some(())
}

async fn live_through(pasts: &[Past; 2], moves: &[Move], ignore_date_filters: bool) {
    let behaviour = Behaviour { ignore_date_filters, ..Behaviour::default() };
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("ledger.sqlite");
    let mut lab = Lab::behaving_on_disk(founded(&pasts[0], 30_000), behaviour, &file).await;
    let mut neighbour = lab.neighbour(founded(&pasts[1], 29_000), Behaviour::default()).await;
    let mut session = Session::complete();
    for one in moves {
        lab.now += SignedDuration::from_secs(20);
        match one {
            Move::Request => {
                if lab.step(&mut session).await.unwrap().is_none() {
                    session = Session::complete();
                }
            }
            Move::Poll => drop(lab.poll().await),
            Move::BreakOff => session = Session::complete(),
            Move::Restart => {
                lab.reopen(&file);
                session = Session::complete();
            }
            Move::Sleep(hours) => lab.now += SignedDuration::from_hours(*hours),
            Move::ChangePlaces => {
                lab.change_places(&mut neighbour);
                session = Session::complete();
            }
            Move::Happen(event) => {
                let now = lab.now;
                lab.shop(|shop| happen(shop, event, now));
            }
        }
    }
    // A night's sleep is long enough for a fee to be settled when nobody waits for it any more.
    let unseen = |one: &Move| matches!(one, Move::Sleep(_) | Move::Happen(Event::Unseen(_)));
    let what_lists_tell = !moves.iter().any(unseen);
    for _ in 0..2 {
        ends_up_equal(&mut lab, what_lists_tell).await;
        lab.change_places(&mut neighbour);
    }
}

async fn ends_up_equal(lab: &mut Lab, what_lists_tell: bool) {
    lab.now += SignedDuration::from_secs(20);
    lab.complete().await;
    assert!(Session::is_history_whole(&lab.marks()));
    assert_eq!(due(&lab.marks(), lab.now), None);
    if !what_lists_tell {
        lab.read_everything_once_more().await;
    }
    assert_reflects(lab);

    // What was announced was sold since the first page, is worth something, and is announced once.
    let waiting = lab.sales();
    let ids: std::collections::BTreeSet<_> = waiting.iter().map(|(order, _)| *order).collect();
    assert_eq!(ids.len(), waiting.len());
    lab.shop(|shop| {
        for id in ids {
            let order = shop.order(id).unwrap();
            let was_paid = order.status.is_paid_like() || order.status == OrderStatus::Void;
            assert!(was_paid && order.net_amount > 0);
        }
    });
    lab.complete().await;
    assert_eq!(lab.sales(), waiting);
}

proptest! {
    // A case is dozens of requests; `PROPTEST_CASES` asks for more of them.
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_happens_between_two_requests_the_ledger_ends_up_equal_to_the_server(
        pasts in [a_past(), a_past()],
        moves in prop::collection::vec(a_move(), 0..90),
        ignore_date_filters: bool,
    ) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(live_through(&pasts, &moves, ignore_date_filters));
    }
}
