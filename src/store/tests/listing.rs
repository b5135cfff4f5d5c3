use uuid::Uuid;

use super::{
    currency, last_30_days, minutes_before_noon, monthly, noon, order, orders, organization, shop, subscription,
    subscriptions, usd,
};
use crate::domain::{
    BillingReason, Cadence, CancellationReason, Interval, ListQuery, Listing, Order, OrderId, OrderRow, OrderStatus,
    OrderSubscription, Period, ProductId, Subscription, SubscriptionId, SubscriptionRow, SubscriptionStatus,
};
use crate::money::{Currency, Money, Totals};
use crate::store::LedgerError;

fn everything() -> ListQuery {
    ListQuery { limit: 99, ..ListQuery::default() }
}

fn search(text: &str) -> ListQuery {
    ListQuery { search: text.to_owned(), ..everything() }
}

fn of_product(product: u128, name: &str, order: Order) -> Order {
    Order { product_id: Some(ProductId(Uuid::from_u128(product))), product_name: Some(name.to_owned()), ..order }
}

fn numbers(listing: &Listing<OrderRow>) -> Vec<u128> {
    listing.rows.iter().map(|row| row.id.0.as_u128()).collect()
}

#[test]
fn an_orders_row_says_what_the_ledger_knows() {
    let (mut ledger, id) = shop();
    let of = SubscriptionId(Uuid::from_u128(4));
    let whole = Order {
        status: OrderStatus::Other("disputed".into()),
        currency: currency("eur"),
        net: -500,
        tax: 95,
        refunded: 20,
        platform_fee: Some(usd(60)),
        billing_reason: BillingReason::SubscriptionCycle,
        subscription: Some(OrderSubscription { id: of, amount: None, cadence: None, trial_end: None }),
        invoice_number: Some("ACME-1".to_owned()),
        ..of_product(7, "Pro Plan", order(1))
    };
    ledger.apply(id, &orders(vec![order(2), whole])).unwrap();
    let expected = OrderRow {
        id: order(1).id,
        created_at: minutes_before_noon(1),
        status: OrderStatus::Other("disputed".into()),
        billing_reason: BillingReason::SubscriptionCycle,
        amount: Money::new(-500, currency("eur")),
        tax: 95,
        total: 2900,
        refunded: 20,
        platform_fee: Some(usd(60)),
        product_id: Some(ProductId(Uuid::from_u128(7))),
        product_name: Some("Pro Plan".to_owned()),
        invoice_number: Some("ACME-1".to_owned()),
        subscription: Some(of),
    };
    let bare = OrderRow {
        id: order(2).id,
        created_at: minutes_before_noon(2),
        status: OrderStatus::Paid,
        billing_reason: BillingReason::Purchase,
        amount: usd(2900),
        tax: 0,
        total: 2900,
        refunded: 0,
        platform_fee: None,
        product_id: None,
        product_name: None,
        invoice_number: None,
        subscription: None,
    };
    assert_eq!(ledger.list_orders(id, &everything()), Ok(Listing { rows: vec![expected, bare], total: 2 }));
}

#[test]
fn a_subscriptions_row_says_what_the_ledger_knows() {
    let (mut ledger, id) = shop();
    let whole = Subscription {
        product_id: Some(ProductId(Uuid::from_u128(7))),
        product_name: Some("Pro Plan".to_owned()),
        trial_end: Some(minutes_before_noon(5)),
        current_period_end: Some(noon()),
        cancel_at_period_end: true,
        canceled_at: Some(minutes_before_noon(1)),
        ends_at: Some(noon()),
        cancellation_reason: Some(CancellationReason::TooExpensive),
        ..subscription(9)
    };
    let not_begun = Subscription { started_at: None, status: SubscriptionStatus::Incomplete, ..subscription(3) };
    ledger.apply(id, &subscriptions(vec![not_begun, whole])).unwrap();
    let expected = SubscriptionRow {
        id: subscription(9).id,
        started_at: Some(minutes_before_noon(9)),
        status: SubscriptionStatus::Active,
        amount: usd(900),
        cadence: monthly(),
        monthly: Some(usd(900)),
        product_id: Some(ProductId(Uuid::from_u128(7))),
        product_name: Some("Pro Plan".to_owned()),
        trial_end: Some(minutes_before_noon(5)),
        current_period_end: Some(noon()),
        cancel_at_period_end: true,
        canceled_at: Some(minutes_before_noon(1)),
        end: Some(noon()),
        cancellation_reason: Some(CancellationReason::TooExpensive),
    };
    let last = SubscriptionRow {
        id: subscription(3).id,
        started_at: None,
        status: SubscriptionStatus::Incomplete,
        amount: usd(900),
        cadence: monthly(),
        monthly: Some(usd(900)),
        product_id: None,
        product_name: None,
        trial_end: None,
        current_period_end: None,
        cancel_at_period_end: false,
        canceled_at: None,
        end: None,
        cancellation_reason: None,
    };
    let rows = vec![expected, last];
    assert_eq!(ledger.list_subscriptions(id, &everything()), Ok(Listing { rows, total: 2 }));
}

#[test]
fn an_order_is_found_by_each_of_its_words() {
    let (mut ledger, id) = shop();
    let cafe = OrderId(Uuid::from_u128(0xcafe_0000_0000_4000_8000_0000_0000_002a));
    let all = vec![
        of_product(7, "Pro Plan", Order { invoice_number: Some("ACME-0001".to_owned()), ..order(1) }),
        of_product(8, "Straße 100% Café_Set", Order { currency: currency("eur"), ..order(2) }),
        Order { status: OrderStatus::PartiallyRefunded, ..order(3) },
        Order {
            billing_reason: BillingReason::SubscriptionCycle,
            product_name: Some(r"One-off \ Pro".to_owned()),
            ..order(4)
        },
        Order { id: cafe, invoice_number: Some("ACME-0005%".to_owned()), ..order(5) },
    ];
    ledger.apply(id, &orders(all)).unwrap();
    let cafe = cafe.0.as_u128();
    for (text, expected) in [
        ("", &[1, 2, 3, 4, cafe][..]),
        (" \u{0} \n", &[1, 2, 3, 4, cafe]),
        ("pro", &[1, 4]),
        ("PRO plan", &[1]),
        ("plan pro", &[1]),
        ("pro pro PRO", &[1, 4]),
        ("pro nothing", &[]),
        ("proplan", &[]),
        ("strasse", &[2]),
        ("CAFÉ", &[2]),
        ("é_s", &[2]),
        ("100%", &[2]),
        ("%", &[2, cafe]),
        ("_", &[2, 3, 4]),
        ("0_0", &[]),
        ("\\", &[4]),
        ("'", &[]),
        ("\"; DROP TABLE orders; --", &[]),
        ("acme", &[1, cafe]),
        ("acme-0001", &[1]),
        ("0005%", &[cafe]),
        ("eur", &[2]),
        ("paid eur", &[2]),
        ("partially refunded", &[3]),
        ("partially_refunded", &[3]),
        ("subscription cycle", &[4]),
        ("cycle pro usd", &[4]),
        ("cafe", &[cafe]),
        ("CAFE0000", &[cafe]),
        ("cafe0000-0000-4000-8000-00000000002a", &[cafe]),
        ("cafe0000000040008000", &[cafe]),
        ("caf", &[2]),
        ("fe0000", &[]),
        ("cafe acme", &[cafe]),
        ("00000000-0000-0000-0000-000000000003", &[3]),
    ] {
        let found = ledger.list_orders(id, &search(text)).unwrap();
        assert_eq!(numbers(&found), expected, "{text:?}");
        assert_eq!(found.total, expected.len() as u64, "{text:?}");
    }
}

#[test]
fn a_subscription_is_found_by_each_of_its_words() {
    let (mut ledger, id) = shop();
    let left = Subscription {
        status: SubscriptionStatus::Canceled,
        cancellation_reason: Some(CancellationReason::TooExpensive),
        product_id: Some(ProductId(Uuid::from_u128(7))),
        product_name: Some("Pro Plan".to_owned()),
        ..subscription(1)
    };
    ledger.apply(id, &subscriptions(vec![left, subscription(2), subscription(3)])).unwrap();
    for (text, expected) in [
        ("expensive", &[1][..]),
        ("too expensive", &[1]),
        ("active usd", &[2, 3]),
        ("plan canceled", &[1]),
        ("acme", &[]),
        ("0000", &[1, 2, 3]),
        ("00000000-0000-0000-0000-000000000002", &[2]),
    ] {
        let found = ledger.list_subscriptions(id, &search(text)).unwrap();
        let numbers: Vec<_> = found.rows.iter().map(|row| row.id.0.as_u128()).collect();
        assert_eq!(numbers, expected, "{text:?}");
    }
}

#[test]
fn whatever_is_pasted_into_the_search_is_looked_for_without_harm() {
    let (mut ledger, id) = shop();
    ledger.apply(id, &orders(vec![of_product(7, "Pro Plan", order(1))])).unwrap();
    let words = |count: u32| (0..count).filter_map(|n| char::from_u32(0x4e00 + n)).map(|c| format!("{c} "));
    for text in [
        "x".repeat(10_000),
        "%_\\".repeat(10_000),
        "f".repeat(10_000),
        words(5_000).collect(),
        "\u{0}\u{202e}\u{feff}".repeat(3_000),
        "🏳️‍🌈".repeat(3_000),
    ] {
        assert_eq!(ledger.list_orders(id, &search(&text)).map(|found| found.total), Ok(0));
        assert_eq!(ledger.list_subscriptions(id, &search(&text)).map(|found| found.total), Ok(0));
    }
}

#[test]
fn as_many_words_as_are_looked_for_are_found() {
    let (mut ledger, id) = shop();
    let words: Vec<String> = (0..500).filter_map(|n| char::from_u32(0x4e00 + n)).map(String::from).collect();
    ledger.apply(id, &orders(vec![of_product(7, &words.concat(), order(1)), order(2)])).unwrap();
    assert_eq!(numbers(&ledger.list_orders(id, &search(&words.join(" "))).unwrap()), [1]);
}

#[test]
fn a_status_that_no_row_ever_had_lists_nothing() {
    let (mut ledger, id) = shop();
    ledger.apply(id, &orders(vec![order(1), Order { status: OrderStatus::Pending, ..order(2) }])).unwrap();
    let with = |status: &str| {
        let query = ListQuery { status: Some(status.to_owned()), ..everything() };
        numbers(&ledger.list_orders(id, &query).unwrap())
    };
    for (status, expected) in [
        ("paid", &[1][..]),
        ("pending", &[2]),
        ("draft", &[]),
        ("PAID", &[]),
        ("usd", &[]),
        ("", &[]),
        ("x' OR 1", &[]),
    ] {
        assert_eq!(with(status), expected, "{status}");
    }
}

#[test]
fn another_organization_has_a_list_of_its_own() {
    let (mut ledger, id) = shop();
    let other = organization(2);
    ledger.connect(&other, "https://api.polar.sh", noon()).unwrap();
    ledger.apply(id, &orders(vec![of_product(7, "Pro Plan", order(1))])).unwrap();
    ledger.apply(other.id, &orders(vec![of_product(8, "Pro Plan", order(2))])).unwrap();
    assert_eq!(numbers(&ledger.list_orders(id, &search("pro")).unwrap()), [1]);
    assert_eq!(numbers(&ledger.list_orders(other.id, &everything()).unwrap()), [2]);
    let nobody = organization(3).id;
    assert_eq!(ledger.list_orders(nobody, &everything()), Ok(Listing { rows: Vec::new(), total: 0 }));
}

#[test]
fn pages_beyond_the_end_are_empty_and_still_tell_how_many_there_are() {
    let (mut ledger, id) = shop();
    ledger.apply(id, &orders((1..=5).map(order).collect())).unwrap();
    for (text, skip, limit, expected) in [
        ("", 0, 2, &[1, 2][..]),
        ("", 4, 2, &[5]),
        ("", 5, 2, &[]),
        ("", 0, 0, &[]),
        ("", u64::MAX, u64::MAX, &[]),
        ("", 3, u64::MAX, &[4, 5]),
        ("paid", 0, 2, &[1, 2]),
        ("paid", 4, 2, &[5]),
        ("paid", 3, 2, &[4, 5]),
        ("paid", 5, 2, &[]),
        ("paid", 0, 0, &[]),
        ("paid", u64::MAX, u64::MAX, &[]),
    ] {
        let found = ledger.list_orders(id, &ListQuery { skip, limit, ..search(text) }).unwrap();
        assert_eq!(numbers(&found), expected, "{text} {skip} {limit}");
        assert_eq!(found.total, 5, "{text} {skip} {limit}");
    }
}

#[test]
fn whoever_takes_rows_can_end_it() {
    #[derive(Debug, PartialEq)]
    enum Ended {
        Full,
        Ledger(LedgerError),
    }
    impl From<LedgerError> for Ended {
        fn from(error: LedgerError) -> Self {
            Self::Ledger(error)
        }
    }
    let (mut ledger, id) = shop();
    ledger.apply(id, &orders((1..=5).map(order).collect())).unwrap();
    let mut taken = Vec::new();
    let ended = ledger.each_order(id, &everything(), |row| {
        taken.push(row.id.0.as_u128());
        if taken.len() == 2 { Err(Ended::Full) } else { Ok(()) }
    });
    assert_eq!((ended, taken), (Err(Ended::Full), vec![1, 2]));
}

#[test]
fn products_of_any_span_are_those_that_sold_in_it() {
    let (mut ledger, id) = shop();
    let all = vec![of_product(7, "Pro Plan", order(1)), of_product(8, "Icon Set", order(90)), order(2)];
    ledger.apply(id, &orders(all)).unwrap();
    let names = |minutes| {
        let sold = ledger.product_totals(id, Period::new(minutes_before_noon(minutes), noon())).unwrap();
        let mut names: Vec<_> = sold.into_iter().map(|product| product.name).collect();
        names.sort();
        names
    };
    let [pro, icons] = ["Pro Plan", "Icon Set"].map(|name| Some(name.to_owned()));
    assert_eq!(names(90), [None, icons, pro.clone()]);
    assert_eq!(names(2), [None, pro.clone()]);
    assert_eq!(names(1), [pro]);
    assert_eq!(ledger.product_totals(organization(3).id, Period::new(minutes_before_noon(9), noon())), Ok(Vec::new()));
}

#[test]
fn the_statuses_are_those_that_the_organizations_rows_have() {
    let (mut ledger, id) = shop();
    let other = organization(2);
    ledger.connect(&other, "https://api.polar.sh", noon()).unwrap();
    assert_eq!((ledger.order_statuses(id), ledger.subscription_statuses(id)), (Ok(Vec::new()), Ok(Vec::new())));
    let with = |number, status: &str| Order { status: OrderStatus::from_code(status), ..order(number) };
    let all = vec![with(1, "paid"), with(2, "disputed"), with(3, "paid"), with(4, "draft")];
    ledger.apply(id, &orders(all)).unwrap();
    ledger.apply(other.id, &orders(vec![with(5, "void")])).unwrap();
    ledger.apply(id, &subscriptions(vec![subscription(6)])).unwrap();
    assert_eq!(ledger.order_statuses(id).unwrap(), ["disputed", "draft", "paid"]);
    assert_eq!(ledger.subscription_statuses(id).unwrap(), ["active"]);
    assert_eq!(ledger.order_statuses(other.id).unwrap(), ["void"]);
}

#[test]
fn what_subscriptions_add_is_the_recurring_revenue() {
    let (mut ledger, id) = shop();
    let taxed = Order {
        subtotal: 900,
        tax: 150,
        net: 750,
        total: 900,
        subscription: Some(OrderSubscription { id: subscription(1).id, amount: None, cadence: None, trial_end: None }),
        ..order(60)
    };
    let until = |number, minutes| Subscription { ends_at: Some(minutes_before_noon(minutes)), ..subscription(number) };
    let trial =
        |number, minutes| Subscription { trial_end: Some(minutes_before_noon(minutes)), ..subscription(number) };
    let odd = Cadence { interval: Interval::Other("moon".into()), count: 1 };
    let all = vec![
        subscription(1),
        Subscription { started_at: None, ..subscription(2) },
        until(3, 0),
        until(4, -1),
        trial(5, 0),
        trial(6, -1),
        trial(7, 90),
        Subscription { cadence: odd, ..subscription(8) },
        Subscription { amount: Money::new(1_900, currency("eur")), ..subscription(9) },
    ];
    ledger.apply(id, &orders(vec![taxed])).unwrap();
    ledger.apply(id, &subscriptions(all)).unwrap();
    let listed = ledger.list_subscriptions(id, &everything()).unwrap().rows;
    let mrr: Totals = listed.iter().filter_map(|row| row.mrr_at(noon())).filter(|mrr| mrr.minor != 0).collect();
    let facts = ledger.facts(id, &[], last_30_days(), noon()).unwrap();
    assert_eq!(mrr, facts.standing.mrr);
    assert_eq!((mrr.minor(Currency::USD), mrr.minor(currency("eur"))), (750 + 900 + 900 + 900, 1_900));
    assert_eq!(listed.iter().filter(|row| row.mrr_at(noon()).is_none()).count(), 1, "what has no month");
}
