//! What happens in the shop.

use jiff::Timestamp;
use proptest::prelude::*;
use proptest::sample::Index;
use revone::demo::{OrderRow, Shop, SubscriptionRow};
use revone::domain::{OrderId, OrderStatus, OrganizationStatus, SubscriptionId, SubscriptionStatus};

use super::super::shops::days;
use super::past::PAST;

/// Something that happens in the shop, to a row that it can happen to.
#[derive(Clone, Debug)]
pub enum Happening {
    Sell(i64),
    Subscribe,
    Try,
    Renew(Index),
    Fail(Index),
    FailAgain(Index),
    Pay(Index),
    GiveUp(Index),
    WriteOff(Index),
    /// So many minor units, or what is left.
    Refund(Index, i64),
    Cancel(Index),
    Stay(Index),
    End(Index),
    Pause(Index),
    Resume(Index),
    ChangePlan(Index, i64),
    Payments(bool),
    Standing(bool),
}

pub fn a_happening() -> impl Strategy<Value = Happening> {
    let row = any::<Index>;
    prop_oneof![
        4 => (0..9_000i64).prop_map(Happening::Sell),
        2 => Just(Happening::Subscribe),
        1 => Just(Happening::Try),
        2 => row().prop_map(Happening::Renew),
        2 => row().prop_map(Happening::Fail),
        1 => row().prop_map(Happening::FailAgain),
        2 => row().prop_map(Happening::Pay),
        1 => row().prop_map(Happening::GiveUp),
        1 => row().prop_map(Happening::WriteOff),
        3 => (row(), prop_oneof![Just(i64::MAX), 1..2_000i64]).prop_map(|(row, amount)| Happening::Refund(row, amount)),
        2 => row().prop_map(Happening::Cancel),
        2 => row().prop_map(Happening::Stay),
        1 => row().prop_map(Happening::End),
        1 => row().prop_map(Happening::Pause),
        1 => row().prop_map(Happening::Resume),
        1 => (row(), 100..9_000i64).prop_map(|(row, price)| Happening::ChangePlan(row, price)),
        1 => any::<bool>().prop_map(Happening::Payments),
        1 => any::<bool>().prop_map(Happening::Standing),
    ]
}

/// Lets it happen at `at`, by Polar's clock; nothing where there is no row for it.
pub fn happen(shop: &mut Shop, happening: &Happening, at: Timestamp) -> Option<()> {
    let next = at + days(3);
    match happening {
        Happening::Sell(net) => drop(shop.add_purchase(at, *net, "usd").to_string()),
        Happening::Subscribe => _ = shop.add_subscriber(at, 900, "usd", "month"),
        Happening::Try => _ = shop.add_trial(at, 900, "usd", "month", 7),
        Happening::Renew(row) => _ = shop.renew(subscription(shop, row, is_running)?, at),
        Happening::Fail(row) => _ = shop.fail_renewal(subscription(shop, row, is_running)?, at, next),
        Happening::FailAgain(row) => shop.postpone(order(shop, row, is_retried)?, next),
        Happening::Pay(row) => shop.pay(order(shop, row, is_retried)?),
        Happening::GiveUp(row) => shop.give_up(order(shop, row, is_retried)?, at),
        Happening::WriteOff(row) => shop.void(order(shop, row, is_retried)?),
        Happening::Refund(row, amount) => {
            shop.refund(order(shop, row, |row| row.status.is_paid_like() && row.net_amount > 0)?, *amount);
        }
        Happening::Cancel(row) => shop.cancel(subscription(shop, row, is_staying)?, at, None, None),
        Happening::Stay(row) => {
            shop.uncancel(subscription(shop, row, |row| is_running(row) && row.canceled_at.is_some())?);
        }
        Happening::End(row) => shop.revoke(subscription(shop, row, is_running)?, at),
        Happening::Pause(row) => shop.pause(subscription(shop, row, is_staying)?, at, None),
        Happening::Resume(row) => {
            shop.resume(subscription(shop, row, |row| row.status == SubscriptionStatus::Paused)?);
        }
        Happening::ChangePlan(row, price) => {
            let id = subscription(shop, row, is_staying)?;
            let difference = price - shop.subscription(id)?.amount;
            shop.change_plan(id, at, *price, difference);
        }
        Happening::Payments(allowed) => shop.allow_payments(*allowed),
        Happening::Standing(well) => {
            shop.stand(if *well { OrganizationStatus::Active } else { OrganizationStatus::Blocked });
        }
    }
    Some(())
}

fn is_running(row: &SubscriptionRow) -> bool {
    let runs =
        matches!(row.status, SubscriptionStatus::Active | SubscriptionStatus::Trialing | SubscriptionStatus::PastDue);
    runs && row.ended_at.is_none()
}

fn is_staying(row: &SubscriptionRow) -> bool {
    is_running(row) && row.canceled_at.is_none()
}

/// Its payment failed, and it has neither been given up nor has its subscription ended otherwise.
fn is_retried(row: &OrderRow) -> bool {
    row.status == OrderStatus::Pending && row.next_payment_attempt_at.is_some()
}

/// One of the rows that the ledger knows: of what happens to one that is still to come, nobody can tell when it did.
fn order(shop: &Shop, row: &Index, fits: impl Fn(&OrderRow) -> bool) -> Option<OrderId> {
    let ends = |id: SubscriptionId| shop.subscription(id).is_some_and(|row| row.ended_at.is_some());
    let known = shop.orders.iter().filter(|row| !PAST.to_come.contains(&row.id.0));
    let live = known.filter(|row| !(row.status.is_open() && row.subscription_id.is_some_and(ends)));
    let fitting: Vec<_> = live.filter(|row| fits(row)).map(|row| row.id).collect();
    (!fitting.is_empty()).then(|| *row.get(&fitting))
}

fn subscription(shop: &Shop, row: &Index, fits: impl Fn(&SubscriptionRow) -> bool) -> Option<SubscriptionId> {
    let known = shop.subscriptions.iter().filter(|row| !PAST.to_come.contains(&row.id.0));
    let fitting: Vec<_> = known.filter(|row| fits(row)).map(|row| row.id).collect();
    (!fitting.is_empty()).then(|| *row.get(&fitting))
}
