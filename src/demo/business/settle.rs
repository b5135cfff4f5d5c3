use jiff::{SignedDuration, Timestamp};

use crate::demo::rows::OrderRow;
use crate::demo::shop::Shop;
use crate::money::Currency;

/// How long Polar takes to settle a fee.
const AFTER: SignedDuration = SignedDuration::from_hours(36);

/// Settles the fees of all paid orders that are old enough.
pub(super) fn fees(shop: &mut Shop, now: Timestamp) {
    let Ok(until) = now.checked_sub(AFTER) else { return };
    let due = |order: &&mut OrderRow| {
        order.created_at < until
            && order.platform_fee_currency.is_none()
            && order.status.is_paid_like()
            && order.total_amount > 0
            && order.captured.is_none()
    };
    for order in shop.orders.iter_mut().filter(due) {
        order.platform_fee_amount = fee(order.total_amount, order.currency);
        order.platform_fee_currency = Some(Currency::USD);
    }
}

/// 4 % and 40 cents, in US cents at rates that need not be today's.
fn fee(total: i64, currency: Currency) -> i64 {
    let rate = match currency.code() {
        "eur" => 1080,
        "gbp" => 1270,
        "jpy" => 660,
        _ => 1000,
    };
    let cents = i128::from(total) * rate / 1000 * 4 / 100 + 40;
    i64::try_from(cents).unwrap_or(i64::MAX)
}
