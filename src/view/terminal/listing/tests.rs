use jiff::tz::TimeZone;
use unicode_width::UnicodeWidthStr;

use super::*;
use crate::app::{Health, List, Region};
use crate::domain::{BillingReason, OrderRow, OrderStatus, SubscriptionRow, SubscriptionStatus};
use crate::money::{Currency, Money};
use crate::view::samples::rows::{bare_order, bare_subscription, whole_order, whole_subscription};
use crate::view::samples::{ago, currency, now, organization, usd};
use crate::view::terminal::{orders, subscriptions};

fn several_orders() -> Vec<OrderRow> {
    let paid = OrderRow {
        created_at: ago(60 * 24 * 40),
        status: OrderStatus::Paid,
        billing_reason: BillingReason::SubscriptionCreate,
        amount: usd(123_456),
        refunded: 0,
        product_name: Some("小さな店の定期購入プラン、毎月".to_owned()),
        ..whole_order()
    };
    let hostile = OrderRow {
        product_name: Some("\u{1b}[31m\u{202e}evil\r\n=1 שרה כהן 👨\u{200d}👩\u{200d}👧".to_owned()),
        status: OrderStatus::Other("\u{7}odd_one".into()),
        invoice_number: Some("\u{1b}]0;x\u{7}".to_owned()),
        ..bare_order()
    };
    vec![whole_order(), paid, bare_order(), hostile]
}

fn several_subscriptions() -> Vec<SubscriptionRow> {
    let running = SubscriptionRow {
        status: SubscriptionStatus::Active,
        started_at: Some(ago(60 * 24 * 40)),
        trial_end: None,
        current_period_end: Some(ago(-60 * 24 * 3)),
        canceled_at: None,
        end: None,
        cancellation_reason: None,
        ..whole_subscription()
    };
    let trial = SubscriptionRow {
        status: SubscriptionStatus::Trialing,
        trial_end: Some(ago(-60 * 24 * 3)),
        amount: Money::new(0, Currency::USD),
        ..running.clone()
    };
    vec![whole_subscription(), running, trial, bare_subscription()]
}

fn printed<R>(
    list: List,
    of: for<'a> fn(&'a ListPage<'a>) -> Measuring<'a, R>,
    rows: &[R],
    width: Option<usize>,
    colour: bool,
) -> String {
    let (organization, health) = (organization(), Health { last_success: Some(ago(0)), ..Health::default() });
    let page = ListPage {
        organization: &organization,
        sample: false,
        list,
        currencies: &[Currency::USD, currency("jpy")],
        complete: width != Some(60),
        health: &health,
        zone: &TimeZone::get("America/New_York").unwrap(),
        region: &Region::default(),
        now: now(),
    };
    let mut measuring = of(&page);
    rows.iter().for_each(|row| measuring.measure(row));
    let table = measuring.fit(width, colour);
    let more = if width == Some(80) { 1_234 } else { 0 };
    let rows = rows.iter().map(|row| table.row(row));
    std::iter::once(table.begin()).chain(rows).chain([table.end(more)]).collect()
}

fn orders_in(width: Option<usize>) -> String {
    printed(List::Orders, orders, &several_orders(), width, false)
}

/// Without the isolates around what reads from right to left, which nobody sees.
fn seen(width: usize) -> String {
    orders_in(Some(width)).replace(['\u{2068}', '\u{2069}'], "")
}

fn subscriptions_in(width: Option<usize>) -> String {
    printed(List::Subscriptions, subscriptions, &several_subscriptions(), width, false)
}

#[test]
fn orders_fit_the_terminal() {
    insta::assert_snapshot!(seen(60), @r"
    Acme Inc
    Updated 9:02
    Orders, times in America/New_York

    Date              Product                            Amount
    2026-11-22 09:02  Pro, yearly                        $29.00
    2026-10-13 10:02  小さな店の定期購入プラン、毎月  $1,234.56
    2026-11-22 09:02  —                                   −¥500
    2026-11-22 09:02  [31mevil =1 שרה כהן 👨‍👩‍👧              −¥500

    The history is not all here yet: `revone sync` reads the
    rest.
    ");
    insta::assert_snapshot!(seen(80), @r"
    Acme Inc
    Updated 9:02
    Orders, times in America/New_York

    Date              Product                         Status               Amount
    2026-11-22 09:02  Pro, yearly                     Refunded in part     $29.00
    2026-10-13 10:02  小さな店の定期購入プラン、毎月  Paid              $1,234.56
    2026-11-22 09:02  —                               =odd                  −¥500
    2026-11-22 09:02  [31mevil =1 שרה כהן 👨‍👩‍👧          Odd one               −¥500

    … and 1,234 more: `--limit 0` shows them all, `--csv` is for a spreadsheet.
    ");
    insta::assert_snapshot!(seen(120), @r"
    Acme Inc
    Updated 9:02
    Orders, times in America/New_York

    Date              Product                         Kind              Status               Amount  Refunded  Invoice
    2026-11-22 09:02  Pro, yearly                     Renewal           Refunded in part     $29.00    $10.00  ACME-0001
    2026-10-13 10:02  小さな店の定期購入プラン、毎月  New subscription  Paid              $1,234.56            ACME-0001
    2026-11-22 09:02  —                               Purchase          =odd                  −¥500
    2026-11-22 09:02  [31mevil =1 שרה כהן 👨‍👩‍👧          Purchase          Odd one               −¥500            ]0;x
    ");
    insta::assert_snapshot!(seen(200), @r"
    Acme Inc
    Updated 9:02
    Orders, times in America/New_York

    Date              Product                         Kind              Status               Amount  Refunded    Tax    Fee  Invoice    Order
    2026-11-22 09:02  Pro, yearly                     Renewal           Refunded in part     $29.00    $10.00  $5.51  $1.45  ACME-0001  00000000-0000-0000-0000-000000000001
    2026-10-13 10:02  小さな店の定期購入プラン、毎月  New subscription  Paid              $1,234.56            $5.51  $1.45  ACME-0001  00000000-0000-0000-0000-000000000001
    2026-11-22 09:02  —                               Purchase          =odd                  −¥500                                     00000000-0000-0000-0000-000000000001
    2026-11-22 09:02  [31mevil =1 שרה כהן 👨‍👩‍👧          Purchase          Odd one               −¥500                          ]0;x       00000000-0000-0000-0000-000000000001
    ");
}

#[test]
fn subscriptions_fit_the_terminal() {
    insta::assert_snapshot!(subscriptions_in(Some(60)), @r#"
    Acme Inc
    Updated 9:02
    Subscriptions, times in America/New_York

    Started           Product    Status                   Price
    2026-11-22 09:02  The "Pro"  Past due  $9.00 every 3 months
    2026-10-13 10:02  The "Pro"  Active    $9.00 every 3 months
    2026-10-13 10:02  The "Pro"  On trial                  Free
    —                 —          Past due    $9.00 (moon, full)

    The history is not all here yet: `revone sync` reads the
    rest.
    "#);
    insta::assert_snapshot!(subscriptions_in(Some(80)), @r#"
    Acme Inc
    Updated 9:02
    Subscriptions, times in America/New_York

    Started           Product    Status                   Price  Until
    2026-11-22 09:02  The "Pro"  Past due  $9.00 every 3 months  2026-11-22
    2026-10-13 10:02  The "Pro"  Active    $9.00 every 3 months
    2026-10-13 10:02  The "Pro"  On trial                  Free  Trial 2026-11-25
    —                 —          Past due    $9.00 (moon, full)

    … and 1,234 more: `--limit 0` shows them all, `--csv` is for a spreadsheet.
    "#);
    insta::assert_snapshot!(subscriptions_in(Some(120)), @r#"
    Acme Inc
    Updated 9:02
    Subscriptions, times in America/New_York

    Started           Product    Status                   Price    MRR  Renews      Until             Reason
    2026-11-22 09:02  The "Pro"  Past due  $9.00 every 3 months                     2026-11-22        Too expensive
    2026-10-13 10:02  The "Pro"  Active    $9.00 every 3 months  $3.00  2026-11-25
    2026-10-13 10:02  The "Pro"  On trial                  Free         2026-11-25  Trial 2026-11-25
    —                 —          Past due    $9.00 (moon, full)
    "#);
    insta::assert_snapshot!(subscriptions_in(Some(200)), @r#"
    Acme Inc
    Updated 9:02
    Subscriptions, times in America/New_York

    Started           Product    Status                   Price    MRR  Renews      Until             Reason         Subscription
    2026-11-22 09:02  The "Pro"  Past due  $9.00 every 3 months                     2026-11-22        Too expensive  00000000-0000-0000-0000-000000000002
    2026-10-13 10:02  The "Pro"  Active    $9.00 every 3 months  $3.00  2026-11-25                                   00000000-0000-0000-0000-000000000002
    2026-10-13 10:02  The "Pro"  On trial                  Free         2026-11-25  Trial 2026-11-25                 00000000-0000-0000-0000-000000000002
    —                 —          Past due    $9.00 (moon, full)                                                      00000000-0000-0000-0000-000000000002
    "#);
}

#[test]
fn the_table_is_never_wider_than_the_terminal() {
    for width in 0..260 {
        for text in [orders_in(Some(width)), subscriptions_in(Some(width))] {
            for line in text.lines() {
                assert!(line.width() <= width, "{width}: {line}");
            }
        }
    }
}

#[test]
fn where_nothing_limits_it_nothing_is_cut() {
    for text in [orders_in(None), subscriptions_in(None)] {
        assert!(!text.contains('…') && text.contains("00000000-0000-0000-0000-00000000000"), "{text}");
    }
    assert!(orders_in(None).contains("小さな店の定期購入プラン、毎月"));
}

#[test]
fn nothing_that_somebody_else_wrote_moves_a_line() {
    let text = orders_in(None);
    assert_eq!(text.lines().count(), 5 + several_orders().len());
    assert!(text.contains("\u{2068}[31mevil =1 שרה כהן"), "{text}");
    assert!(!text.contains(|c: char| c != '\n' && c.is_control()) && !text.contains('\u{202e}'), "{text}");
}

#[test]
fn colour_is_there_only_when_it_was_asked_for() {
    let coloured = printed(List::Orders, orders, &several_orders(), Some(120), true);
    assert!(coloured.contains("\u{1b}[32mPaid\u{1b}[0m"), "{coloured}");
    let mut plain = coloured;
    for code in ["[0m", "[1m", "[2m", "[31m", "[32m", "[33m"] {
        plain = plain.replace(&format!("\u{1b}{code}"), "");
    }
    assert_eq!(plain, orders_in(Some(120)));
}
