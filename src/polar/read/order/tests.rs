use serde_json::{Value, json};

use super::*;
use crate::domain::Cadence;
use crate::money::Money;
use crate::polar::read::sample::{self, CUSTOMER, ORDER, PRODUCT, SUBSCRIPTION, ok, only, page, with, with_raw};

const ESSENTIAL: [&str; 11] = [
    "id",
    "created_at",
    "status",
    "currency",
    "net_amount",
    "subtotal_amount",
    "discount_amount",
    "tax_amount",
    "total_amount",
    "refunded_amount",
    "refunded_tax_amount",
];

fn currency(code: &str) -> Currency {
    Currency::parse(code).unwrap()
}

fn read(row: &impl ToString) -> Order {
    read_order(&ok(row.to_string())).unwrap()
}

fn changed(path: &str, value: Value) -> Order {
    read(&with(sample::order(), &[(path, value)]))
}

#[test]
fn every_field_of_an_order_lands_where_it_belongs() {
    assert_eq!(
        read(&sample::order()),
        Order {
            id: OrderId::parse(ORDER).unwrap(),
            created_at: "2026-11-20T08:09:10.000123Z".parse().unwrap(),
            status: OrderStatus::Paid,
            currency: currency("eur"),
            subtotal: 3000,
            discount: 500,
            net: 2500,
            tax: 475,
            total: 2975,
            refunded: 100,
            refunded_tax: 19,
            platform_fee: money(Some(Whole(150)), Some(Text(Currency::USD))),
            billing_reason: BillingReason::SubscriptionCycle,
            subscription: Some(OrderSubscription {
                id: SubscriptionId::parse(SUBSCRIPTION).unwrap(),
                amount: money(Some(Whole(3000)), Some(Text(currency("eur")))),
                cadence: Some(Cadence { interval: Interval::Month, count: 3 }),
                trial_end: Some("2026-11-20T08:09:10Z".parse().unwrap()),
            }),
            product_id: ProductId::parse(PRODUCT),
            product_name: Some("Pro Plan".to_owned()),
            customer_id: CustomerId::parse(CUSTOMER),
            customer_name: Some("Ada Example".to_owned()),
            invoice_number: Some("EXAMPLE-0001".to_owned()),
            next_payment_attempt_at: None,
        }
    );
}

#[test]
fn an_order_of_a_page_reads_as_the_order_alone() {
    let list = read_orders(&ok(page(&[sample::order(), sample::order()]))).unwrap();
    assert_eq!(list.items, [read(&sample::order()), read(&sample::order())]);
    assert_eq!((list.rejected, list.total_count, list.max_page), (Vec::new(), 541, 6));
}

#[test]
fn an_order_of_essentials_alone_is_still_counted() {
    let order = read(&only(&sample::order(), &ESSENTIAL));
    assert_eq!((order.net, order.subtotal, order.total), (2500, 3000, 2975));
    assert_eq!(order.billing_reason, BillingReason::from_code(""));
    assert_eq!((order.platform_fee, order.subscription), (None, None));
    assert_eq!(
        (order.product_id, order.product_name, order.customer_id, order.customer_name),
        (None, None, None, None)
    );
}

#[test]
fn null_is_the_same_as_absent_but_for_the_essentials() {
    let whole = sample::order();
    let bare = whole.as_object().unwrap().keys().map(|field| {
        let value = if ESSENTIAL.contains(&field.as_str()) { whole[field].clone() } else { Value::Null };
        (field.clone(), value)
    });
    let bare: Value = bare.collect::<serde_json::Map<_, _>>().into();
    assert_eq!(read(&bare), read(&only(&whole, &ESSENTIAL)));
}

#[test]
fn an_order_without_an_essential_is_rejected_by_its_path() {
    for field in ESSENTIAL {
        let mut row = sample::order();
        row.as_object_mut().unwrap().remove(field);
        let list = read_orders(&ok(page(&[sample::order(), row.clone()]))).unwrap();
        assert_eq!(list.items.len(), 1, "{field}");
        assert_eq!(list.rejected[0].path, format!("items[1].{field}"));
        assert_eq!(list.rejected[0].reason, "missing");
        let alone = Trouble::Malformed { path: field.to_owned(), reason: "missing".to_owned() };
        assert_eq!(read_order(&ok(row.to_string())), Err(alone));
    }
}

#[test]
fn a_name_without_end_is_cut_and_a_code_without_end_is_none() {
    let endless = "é".repeat(1 << 19);
    for field in ["/product/name", "/customer/name", "/invoice_number"] {
        let order = changed(field, json!(endless));
        let longest = [order.product_name, order.customer_name, order.invoice_number].into_iter().flatten();
        assert_eq!(longest.map(|name| name.chars().count()).max(), Some(1_000), "{field}");
    }
    for field in ["/status", "/billing_reason", "/subscription/recurring_interval"] {
        let row = with(sample::order(), &[(field, json!(endless))]);
        let list = read_orders(&ok(page(&[row]))).unwrap();
        assert_eq!((list.items.len(), list.rejected[0].reason.as_str()), (0, "expected a code"), "{field}");
    }
}

#[test]
fn amounts_are_exact_to_the_last_of_64_bits() {
    for amount in [0, -1, 9_007_199_254_740_993, i64::MAX, i64::MIN, -800] {
        let order = changed("/net_amount", json!(amount));
        assert_eq!(order.revenue().minor, amount);
    }
}

#[test]
fn an_amount_that_is_no_whole_number_of_64_bits_is_rejected_and_never_rounded() {
    for raw in [
        "9223372036854775808",
        "-9223372036854775809",
        "1e3",
        "29.5",
        "29.0",
        "1e400",
        "\"2500\"",
        "null",
        "true",
        "[]",
        "{}",
    ] {
        let list = read_orders(&ok(page(&[
            sample::order().to_string(),
            with_raw(&sample::order(), "net_amount", raw),
            sample::order().to_string(),
        ])))
        .unwrap_or_else(|trouble| panic!("{raw}: {trouble}"));
        assert_eq!(list.items.len(), 2, "{raw}");
        let [rejected] = list.rejected.as_slice() else { panic!("{raw}: {:?}", list.rejected) };
        assert_eq!(rejected.path, "items[1].net_amount", "{raw}");
        assert!(!rejected.reason.contains("line"), "{raw}: {}", rejected.reason);
    }
}

#[test]
fn a_currency_that_is_not_known_is_data_and_one_that_is_no_code_is_rejected() {
    for (code, decimals) in [("ugx", 2), ("ISK", 2), ("jpy", 0), ("zzz", 2)] {
        let order = changed("/currency", json!(code));
        assert_eq!((order.currency.code(), order.currency.decimals()), (code.to_lowercase().as_str(), decimals));
    }
    let trouble = read_order(&ok(with(sample::order(), &[("/currency", json!("€"))]).to_string()));
    let reason = "expected a currency code".to_owned();
    assert_eq!(trouble, Err(Trouble::Malformed { path: "currency".to_owned(), reason }));
}

#[test]
fn codes_that_polar_adds_later_survive() {
    assert_eq!(changed("/status", json!("on_hold")).status, OrderStatus::Other("on_hold".into()));
    assert_eq!(changed("/billing_reason", json!("gift")).billing_reason, BillingReason::Other("gift".into()));
    let order = changed("/subscription/recurring_interval", json!("lunar"));
    assert_eq!(order.subscription.unwrap().cadence.unwrap().interval, Interval::Other("lunar".into()));
}

#[test]
fn instants_are_read_with_and_without_a_fraction() {
    for (text, exact) in [
        ("2026-11-20T08:09:10Z", "2026-11-20T08:09:10.000000Z"),
        ("2026-11-20T08:09:10.5Z", "2026-11-20T08:09:10.500000Z"),
        ("2026-11-20T08:09:10.000001Z", "2026-11-20T08:09:10.000001Z"),
        ("2026-11-20T17:09:10+09:00", "2026-11-20T08:09:10Z"),
    ] {
        assert_eq!(changed("/created_at", json!(text)).created_at, exact.parse().unwrap(), "{text}");
    }
    for text in ["", "2026-11-20", "2026-11-20T08:09:10", "yesterday", "2026-13-20T08:09:10Z"] {
        let list = read_orders(&ok(page(&[with(sample::order(), &[("/created_at", json!(text))])]))).unwrap();
        assert_eq!(list.rejected[0].path, "items[0].created_at", "{text}");
        assert_eq!(list.rejected[0].reason, "expected an instant", "{text}");
    }
}

#[test]
fn a_fee_is_known_once_it_has_a_currency() {
    for (amount, currency, fee) in [
        (json!(0), Value::Null, None),
        (json!(150), Value::Null, None),
        (Value::Null, json!("usd"), None),
        (json!(0), json!("usd"), Some(0)),
        (json!(150), json!("usd"), Some(150)),
    ] {
        let row = with(sample::order(), &[("/platform_fee_amount", amount), ("/platform_fee_currency", currency)]);
        assert_eq!(read(&row).platform_fee, fee.map(|minor| Money::new(minor, Currency::USD)));
    }
}

#[test]
fn a_product_is_called_by_its_name_or_else_by_what_the_order_describes() {
    for (product, description, name) in [
        (json!({"name": "Pro"}), json!("An order"), Some("Pro")),
        (json!({"name": null}), json!("An order"), Some("An order")),
        (json!({"name": " "}), json!("An order"), Some("An order")),
        (Value::Null, json!("An order"), Some("An order")),
        (Value::Null, Value::Null, None),
    ] {
        let row = with(sample::order(), &[("/product", product), ("/description", description)]);
        assert_eq!(read(&row).product_name.as_deref(), name);
    }
}

#[test]
fn a_customer_is_called_by_a_name_and_never_by_an_e_mail_address() {
    for (customer, billing_name, name) in [
        (json!({"name": "Ada", "email": "a@example.test"}), json!("Ltd"), Some("Ada")),
        (json!({"name": null, "email": "a@example.test"}), json!("Ltd"), Some("Ltd")),
        (json!({"name": "", "email": "a@example.test"}), Value::Null, None),
        (json!({"email": "a@example.test"}), Value::Null, None),
        (Value::Null, json!("Ltd"), Some("Ltd")),
    ] {
        let row = with(sample::order(), &[("/customer", customer), ("/billing_name", billing_name)]);
        assert_eq!(read(&row).customer_name.as_deref(), name);
    }
}

#[test]
fn ids_are_taken_from_the_row_or_else_from_the_thing_inside() {
    let row = with(sample::order(), &[("/customer_id", Value::Null), ("/product_id", Value::Null)]);
    assert_eq!(read(&row).customer_id, CustomerId::parse(CUSTOMER));
    assert_eq!(read(&row).product_id, ProductId::parse(PRODUCT));
}

#[test]
fn an_order_knows_its_subscription_by_id_alone() {
    let named = OrderSubscription {
        id: SubscriptionId::parse(SUBSCRIPTION).unwrap(),
        amount: None,
        cadence: None,
        trial_end: None,
    };
    for (part, id, subscription) in [
        (Value::Null, json!(SUBSCRIPTION), Some(named.clone())),
        (json!({}), json!(SUBSCRIPTION), Some(named.clone())),
        (json!({"id": SUBSCRIPTION}), Value::Null, Some(named)),
        (json!({}), Value::Null, None),
        (Value::Null, Value::Null, None),
    ] {
        let row = with(sample::order(), &[("/subscription", part), ("/subscription_id", id)]);
        assert_eq!(read(&row).subscription, subscription);
    }
}

#[test]
fn a_fault_inside_a_part_is_named_to_the_field() {
    for (path, value, named) in [
        ("/subscription/trial_end", json!("soon"), "items[0].subscription.trial_end"),
        ("/customer/name", json!(7), "items[0].customer.name"),
        ("/product", json!("Pro"), "items[0].product"),
        ("/platform_fee_currency", json!(false), "items[0].platform_fee_currency"),
    ] {
        let list = read_orders(&ok(page(&[with(sample::order(), &[(path, value)])]))).unwrap();
        assert_eq!(list.rejected[0].path, named);
    }
}

#[test]
fn a_reason_repeats_nothing_that_the_answer_says() {
    for (path, value) in [
        ("/id", json!("ada@example.test")),
        ("/net_amount", json!("ada@example.test, expected at line 3")),
        ("/customer", json!("ada@example.test")),
        ("/created_at", json!("ada@example.test")),
    ] {
        let list = read_orders(&ok(page(&[with(sample::order(), &[(path, value)])]))).unwrap();
        assert!(!list.rejected[0].reason.contains("ada"), "{:?}", list.rejected);
    }
}

#[test]
fn names_survive_untouched() {
    for name in [
        "\u{202e}evil\u{202c}",
        "<script>alert(1)</script>",
        "a\u{0}b\u{7}\u{1b}[31m\r\n",
        "🦊 山田",
        "\u{fffd}",
        &"長".repeat(1_000),
    ] {
        let row = with(sample::order(), &[("/customer/name", json!(name)), ("/product/name", json!(name))]);
        assert_eq!(read(&row).customer_name.as_deref(), Some(name));
        assert_eq!(read(&row).product_name.as_deref(), Some(name));
    }
}
