use jiff::Timestamp;

use super::text::text;
use super::{cell, major};
use crate::domain::{CancellationReason, OrderRow, SubscriptionRow};
use crate::money::Money;

/// The first row of a file of orders, with its end of line.
pub fn orders_header() -> String {
    row([
        "id",
        "created_at",
        "status",
        "billing_reason",
        "currency",
        "amount",
        "tax",
        "refunded",
        "platform_fee",
        "platform_fee_currency",
        "product",
        "invoice_number",
        "subscription",
    ])
}

/// An order as a row, with its end of line. The amount is its revenue, whether or not it is paid; tax and refunds are
/// of the same currency, refunds without tax. Polar's fee is empty until it is settled. Status and reason are Polar's
/// codes.
pub fn order_row(order: &OrderRow) -> String {
    let currency = order.amount.currency;
    let of_it = |minor| money(Money::new(minor, currency));
    row([
        order.id.to_string(),
        order.created_at.to_string(),
        text(order.status.code()),
        text(order.billing_reason.code()),
        currency.to_string(),
        money(order.amount),
        of_it(order.tax),
        of_it(order.refunded),
        cell(order.platform_fee.map(money)),
        cell(order.platform_fee.map(|fee| fee.currency)),
        text_or_nothing(order.product_name.as_deref()),
        text_or_nothing(order.invoice_number.as_deref()),
        cell(order.subscription),
    ])
}

/// The first row of a file of subscriptions, with its end of line.
pub fn subscriptions_header() -> String {
    row([
        "id",
        "started_at",
        "status",
        "currency",
        "amount",
        "interval",
        "interval_count",
        "product",
        "trial_end",
        "current_period_end",
        "canceled_at",
        "ends_at",
        "cancellation_reason",
    ])
}

/// A subscription as a row, with its end of line. The amount is its price every so many intervals; `ends_at` is when it
/// ended or will end. Status, interval and reason are Polar's codes.
pub fn subscription_row(subscription: &SubscriptionRow) -> String {
    let instant = |at: Option<Timestamp>| cell(at);
    row([
        subscription.id.to_string(),
        instant(subscription.started_at),
        text(subscription.status.code()),
        subscription.amount.currency.to_string(),
        money(subscription.amount),
        text(subscription.cadence.interval.code()),
        subscription.cadence.count.to_string(),
        text_or_nothing(subscription.product_name.as_deref()),
        instant(subscription.trial_end),
        instant(subscription.current_period_end),
        instant(subscription.canceled_at),
        instant(subscription.end),
        text_or_nothing(subscription.cancellation_reason.as_ref().map(CancellationReason::code)),
    ])
}

/// As many cells as the header has.
fn row<const CELLS: usize>(cells: [impl AsRef<str>; CELLS]) -> String {
    let mut row = String::new();
    for (at, cell) in cells.iter().enumerate() {
        if at > 0 {
            row.push(',');
        }
        row.push_str(cell.as_ref());
    }
    row.push_str("\r\n");
    row
}

fn money(money: Money) -> String {
    major(money.minor.into(), money.currency)
}

fn text_or_nothing(written: Option<&str>) -> String {
    written.map(text).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::samples::rows::{bare_order, bare_subscription, whole_order, whole_subscription};

    #[test]
    fn the_interface_of_orders_is_stable() {
        let text = [orders_header(), order_row(&whole_order()), order_row(&bare_order())].concat();
        insta::assert_snapshot!(text.replace("\r\n", "\n"), @r#"
        id,created_at,status,billing_reason,currency,amount,tax,refunded,platform_fee,platform_fee_currency,product,invoice_number,subscription
        00000000-0000-0000-0000-000000000001,2026-11-22T14:02:30Z,partially_refunded,subscription_cycle,usd,29.00,5.51,10.00,1.45,usd,"Pro, yearly",ACME-0001,00000000-0000-0000-0000-000000000002
        00000000-0000-0000-0000-000000000001,2026-11-22T14:02:30Z,'=odd,purchase,jpy,-500,0,0,,,,,
        "#);
    }

    #[test]
    fn the_interface_of_subscriptions_is_stable() {
        let rows = [subscription_row(&whole_subscription()), subscription_row(&bare_subscription())];
        let text = [subscriptions_header(), rows.concat()].concat();
        insta::assert_snapshot!(text.replace("\r\n", "\n"), @r#"
        id,started_at,status,currency,amount,interval,interval_count,product,trial_end,current_period_end,canceled_at,ends_at,cancellation_reason
        00000000-0000-0000-0000-000000000002,2026-11-22T14:02:30Z,past_due,usd,9.00,month,3,"The ""Pro""",2026-11-22T14:02:30Z,2026-11-22T14:02:30Z,2026-11-22T14:02:30Z,2026-11-22T14:02:30Z,too_expensive
        00000000-0000-0000-0000-000000000002,,past_due,usd,9.00,"moon, full",-1,,,,,,
        "#);
    }

    #[test]
    fn every_row_is_one_line_and_has_every_column() {
        let hostile = OrderRow { product_name: Some("a\r\nb\n=c".to_owned()), ..bare_order() };
        for (header, row) in [
            (orders_header(), order_row(&bare_order())),
            (orders_header(), order_row(&hostile)),
            (subscriptions_header(), subscription_row(&SubscriptionRow { product_name: None, ..whole_subscription() })),
        ] {
            assert_eq!(row.matches(',').count(), header.matches(',').count(), "{row}");
            assert!(row.ends_with("\r\n") && row.matches(['\r', '\n']).count() == 2, "{row}");
        }
    }
}
