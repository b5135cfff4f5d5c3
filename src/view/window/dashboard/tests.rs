use std::path::PathBuf;

use jiff::tz::TimeZone;
use uuid::Uuid;

use super::*;
use crate::app::{Looking, Region, Wish};
use crate::domain::{
    AtRisk, BillingReason, Interval, LedgerFacts, Listing, OrderId, OrderRow, OrderStatus, PeriodTotals, ProductId,
    ProductTotals, SubscriptionId, SubscriptionRow, SubscriptionStatus,
};
use crate::figures::{
    Calendar, Due, Expected, History, Leaving, LeavingOn, MrrMovement, Outlook, Overdue, RevenueBasis, sold,
};
use crate::view::samples::days::{A_BAD_DAY, IN_DOLLARS, IN_SEVERAL, QUIET, Sold, history, history_since};
use crate::view::samples::{ago, connected, currency, every, now, report, sample, totals, usd};
use crate::view::window::blocks::{Block, Chart, Row, Table};

/// A week of days, of which the last is today.
const WEEK: [Sold; 7] = [QUIET, IN_DOLLARS, QUIET, IN_DOLLARS, IN_DOLLARS, QUIET, IN_DOLLARS];

fn product(number: u128, name: &str, orders: u64, minor: i64) -> ProductTotals {
    ProductTotals {
        id: Some(ProductId(Uuid::from_u128(number))),
        name: Some(name.to_owned()),
        orders,
        revenue: totals(&[(minor, "usd")]),
    }
}

fn order(number: u128, minutes: i64, status: OrderStatus) -> OrderRow {
    OrderRow {
        id: OrderId(Uuid::from_u128(number)),
        created_at: ago(minutes),
        status,
        billing_reason: BillingReason::Purchase,
        amount: usd(2_900),
        tax: 0,
        total: 2_900,
        refunded: 900,
        platform_fee: None,
        product_id: None,
        product_name: Some("Pro Plan".to_owned()),
        invoice_number: Some(format!("ACME-{number:04}")),
        subscription: None,
    }
}

fn subscription(number: u128, status: SubscriptionStatus) -> SubscriptionRow {
    SubscriptionRow {
        id: SubscriptionId(Uuid::from_u128(number)),
        started_at: Some(ago(60 * 24 * 40)),
        status,
        amount: usd(900),
        cadence: every(1, Interval::Month),
        monthly: Some(usd(900)),
        product_id: None,
        product_name: Some("Pro Plan".to_owned()),
        trial_end: Some(ago(-60 * 24 * 3)),
        current_period_end: None,
        cancel_at_period_end: false,
        canceled_at: None,
        end: None,
        cancellation_reason: None,
    }
}

fn outlook() -> Outlook {
    let expected = |renewals, minor| Expected { renewals, amount: totals(&[(minor, "usd")]) };
    let on = |date: &str, subscriptions, minor| LeavingOn {
        date: date.parse().unwrap(),
        subscriptions,
        mrr: totals(&[(minor, "usd")]),
    };
    let period = Calendar::at(now(), &TimeZone::UTC).last_30_days();
    Outlook {
        due: Some(Due {
            today: expected(1, 900),
            next_7_days: expected(12, 12_900),
            next_30_days: expected(171, 401_200),
        }),
        at_risk: Some(Overdue {
            subscriptions: 2,
            amount: totals(&[(1_800, "usd")]),
            items: vec![AtRisk {
                id: SubscriptionId(Uuid::from_u128(1)),
                product_name: Some("Pro Plan".to_owned()),
                since: Some(ago(60 * 24 * 2)),
                next_attempt: None,
                amount: usd(900),
            }],
        }),
        leaving: Some(Leaving {
            subscriptions: 6,
            mrr: totals(&[(5_400, "usd")]),
            by_date: vec![on("2026-11-24", 1, 900), on("2026-12-01", 2, 1_800)],
            later_subscriptions: 3,
            later_mrr: totals(&[(2_700, "usd")]),
        }),
        mrr_movement: Some(MrrMovement {
            period,
            new: totals(&[(20_000, "usd")]),
            expansion: None,
            contraction: None,
            churn: totals(&[(5_000, "usd")]),
            net: totals(&[(15_000, "usd")]),
        }),
        ..Outlook::default()
    }
}

fn read(days: History, before: History) -> Dashboard {
    let totals = PeriodTotals {
        revenue: totals(&[(165_000, "usd"), (9_600, "eur")]),
        tax: totals(&[(12_000, "usd")]),
        refunds: totals(&[(2_900, "usd")]),
        fees: totals(&[(8_200, "usd"), (30, "gbp")]),
        orders: 28,
        order_counts: [(Currency::USD, 27), (currency("eur"), 1)].into(),
        new_subscriptions: 4,
    };
    let earlier = PeriodTotals { revenue: [usd(150_000)].into_iter().collect(), ..PeriodTotals::default() };
    let present = LedgerFacts {
        periods: vec![totals, earlier],
        orders_since: Some(Timestamp::MIN),
        subscriptions_since: Some(Timestamp::MIN),
        ..LedgerFacts::default()
    };
    let products: Vec<ProductTotals> =
        (1..=12).map(|number| product(number, &format!("Product {number}"), 2, 1_000 * number as i64)).collect();
    let looking = Looking { span: Span::Last7Days, ..Looking::default() };
    let periods = Calendar::at(now(), &TimeZone::UTC).span_periods(looking.span);
    Dashboard {
        looking,
        days,
        days_before: before,
        sold: sold(periods, &present, &products, RevenueBasis::AsInPolar),
        outlook: outlook(),
        orders: Listing {
            rows: vec![order(1, 5, OrderStatus::Paid), order(2, 60 * 24 * 3, OrderStatus::PartiallyRefunded)],
            total: 8_412,
        },
        subscriptions: Listing {
            rows: vec![subscription(1, SubscriptionStatus::Active), subscription(2, SubscriptionStatus::Trialing)],
            total: 2,
        },
    }
}

fn showing(dashboard: Dashboard) -> Model {
    let looking = dashboard.looking.clone();
    Model { dashboard: Some(Box::new(dashboard)), looking, ..connected(report()) }
}

fn a_week() -> Dashboard {
    read(history(&WEEK), history(&[IN_DOLLARS; 7]))
}

fn card<'p>(page: &'p DashboardPage, id: &str) -> &'p Card {
    page.cards.iter().find(|card| card.id == id).unwrap()
}

fn chart<'p>(page: &'p DashboardPage, id: &str) -> &'p Chart {
    match &card(page, id).block {
        Block::Chart(chart) => chart,
        Block::Table(_) => panic!("{id} is a table"),
    }
}

fn table<'p>(page: &'p DashboardPage, id: &str) -> &'p Table {
    match &card(page, id).block {
        Block::Table(table) => table,
        Block::Chart(_) => panic!("{id} is a chart"),
    }
}

fn rows(rows: &[Row]) -> String {
    let cells = |row: &Row| row.cells.iter().map(|cell| cell.text.clone()).collect::<Vec<_>>().join(" | ");
    rows.iter().map(cells).collect::<Vec<_>>().join("\n")
}

#[test]
fn the_figures_of_the_days_stand_above_everything() {
    let page = dashboard(&showing(a_week()), now());
    let facts: Vec<String> =
        page.facts.iter().map(|fact| format!("{}: {} {}", fact.label, fact.value, fact.note)).collect();
    insta::assert_snapshot!(facts.join("\n"), @"
    Revenue: $1,650 ▲ 10% vs. days before
    Orders: 28 
    New subscriptions: 4 
    MRR now: $4,186.81 ARR $50.2K
    Active now: 183 6 cancelling
    ");
    assert_eq!((page.heading.as_str(), page.state.text.as_str()), ("Acme Inc", "Updated 14:02"));
    assert_eq!(page.span.value, "last_7_days");
}

#[test]
fn a_chart_says_in_words_what_it_shows() {
    let page = dashboard(&showing(a_week()), now());
    let revenue = chart(&page, "revenue");
    insta::assert_snapshot!(revenue.sentence, @"Revenue by day, 16 Nov – 22 Nov 2026: $1,650 in all, at most $412.50 on Sun, 22 Nov so far. 16 Nov – 22 Nov 2026: $2,887.50.");
    insta::assert_snapshot!(chart(&page, "mrr").sentence, @"Monthly recurring revenue, 16 Nov – 22 Nov 2026: from $0 to $4,186.81.");
    insta::assert_snapshot!(chart(&page, "active").sentence, @"Active subscriptions, 16 Nov – 22 Nov 2026: from 183 to 183.");
    let words = |guide: &crate::view::window::Guide| format!("{} {}", guide.at, guide.text);
    insta::assert_snapshot!(revenue.across.iter().map(words).collect::<Vec<_>>().join(" · "), @"0 $0 · 333 $200 · 666 $400 · 1000 $600");
    insta::assert_snapshot!(revenue.below.iter().map(words).collect::<Vec<_>>().join(" · "), @"71 Mon 16 · 214 Tue 17 · 357 Wed 18 · 500 Thu 19 · 642 Fri 20 · 785 Sat 21 · 928 Sun 22");
    let point = revenue.points.last().unwrap();
    assert_eq!((point.day.as_str(), point.value.as_str()), ("Sun, 22 Nov so far", "$412.50"));
    assert_eq!(point.before.as_deref(), Some("$412.50"));
    assert_eq!(page.drawings.len(), 3);
    assert_eq!(
        page.drawings[0].now,
        [Some(0), Some(41_250), Some(0), Some(41_250), Some(41_250), Some(0), Some(41_250)]
    );
}

#[test]
fn the_tables_say_what_sold_what_is_kept_and_what_is_to_come() {
    let page = dashboard(&showing(a_week()), now());
    insta::assert_snapshot!(rows(&table(&page, "products").rows), @"
    Product 12 | 2 | $120
    Product 11 | 2 | $110
    Product 10 | 2 | $100
    Product 9 | 2 | $90
    Product 8 | 2 | $80
    Product 7 | 2 | $70
    Product 6 | 2 | $60
    Product 5 | 2 | $50
    Product 4 | 2 | $40
    Product 3 | 2 | $30
    2 more products | 4 | $30
    ");
    insta::assert_snapshot!(rows(&table(&page, "kept").rows), @"
    Paid by customers | $1,770.00
    Tax, which Polar remits | −$120.00
    Polar’s fees, as far as settled | −$82.00
    Refunds, without tax | −$29.00
    Yours | $1,539.00
    Polar’s fees, settled in GBP | −£0.30
    ");
    insta::assert_snapshot!(rows(&table(&page, "due").rows), @"
    Today | 1 | $9
    Next 7 days | 12 | $129
    Next 30 days | 171 | $4,012
    ");
    insta::assert_snapshot!(rows(&table(&page, "at_risk").rows), @"Pro Plan | 20 Nov | none planned | $9.00");
    insta::assert_snapshot!(rows(&table(&page, "leaving").rows), @"
    Tue, 24 Nov | 1 | $9
    Tue, 1 Dec | 2 | $18
    Later | 3 | $27
    In all | 6 | $54
    ");
    insta::assert_snapshot!(rows(&table(&page, "movement").rows), @"
    New | $200.00
    Expansion | —
    Contraction | —
    Churn | −$50.00
    Change of MRR | $150.00
    ");
    assert_eq!(table(&page, "products").rows[0].share, Some(1_000));
}

#[test]
fn a_list_says_where_it_is_and_each_row_leads_to_polar() {
    let mut dashboard_read = a_week();
    dashboard_read.looking.orders = Wish { page: 1, ..Wish::default() };
    let page = dashboard(&showing(dashboard_read), now());
    insta::assert_snapshot!(rows(&page.lists[0].table.rows), @"
    13:57 | Pro Plan | Purchase | Paid | ACME-0001 | $29.00
    19 Nov, 14:02 | Pro Plan | Purchase | Refunded in part: $9.00 | ACME-0002 | $29.00
    ");
    insta::assert_snapshot!(rows(&page.lists[1].table.rows), @"
    13 Oct, 14:02 | Pro Plan | Active | — | — | $9.00 a month
    13 Oct, 14:02 | Pro Plan | On trial | Trial until 25 Nov | — | $9.00 a month
    ");
    let pager = &page.lists[0].pager;
    assert_eq!(pager.text, "26–27 of 8,412");
    assert!(pager.has_previous && pager.has_next && !page.lists[1].pager.has_next);
    assert!(page.lists[0].table.rows.iter().all(|row| matches!(row.opens, Some(Said::Open { .. }))));

    let sample = Model { dashboard: Some(Box::new(a_week())), ..sample(report()) };
    let page = dashboard(&sample, now());
    assert!(page.lists[0].table.rows.iter().all(|row| row.opens.is_none()), "the sample has no page at Polar");
    assert_eq!(page.heading, "Sample Data");
}

#[test]
fn several_currencies_are_switched_and_never_added() {
    let mut read = read(history(&[IN_SEVERAL; 7]), history(&[QUIET; 7]));
    let page = dashboard(&showing(read.clone()), now());
    let choice = page.currency.unwrap();
    let offered: Vec<&str> = choice.options.iter().map(|offer| offer.label.as_str()).collect();
    assert_eq!(offered, ["USD", "EUR", "JPY"], "pounds are only in a fee");
    assert_eq!(choice.value, "usd");
    assert_eq!(page.facts[0].value, "$1,650");
    read.looking.currency = Some(currency("eur"));
    let page = dashboard(&showing(read.clone()), now());
    assert_eq!(page.facts[0].value, "€96");
    assert!(rows(&table(&page, "kept").rows).contains("settled in GBP"));
    // One that no longer occurs gives way to the first.
    read.looking.currency = Some(currency("sek"));
    assert_eq!(dashboard(&showing(read), now()).currency.unwrap().value, "usd");
    assert_eq!(dashboard(&showing(a_week()), now()).currency, None);
}

#[test]
fn what_is_not_known_yet_is_no_zero() {
    let since: Timestamp = "2026-11-20T00:00:00Z".parse().unwrap();
    let mut read = read(history_since(&WEEK, since, since), history_since(&WEEK, since, since));
    read.outlook = Outlook::default();
    read.sold = crate::figures::Sold::default();
    let page = dashboard(&showing(read), now());
    assert_eq!(page.facts[0].value, "—");
    let revenue = chart(&page, "revenue");
    assert_eq!((revenue.points[0].value.as_str(), revenue.points[6].value.as_str()), ("—", "$412.50"));
    assert_eq!(page.drawings[0].now[0], None);
    for id in ["products", "kept", "due", "at_risk", "leaving", "movement"] {
        assert_eq!(card(&page, id).nothing.as_deref(), Some("Still being downloaded."), "{id}");
    }
}

#[test]
fn empty_shops_and_bad_days_are_shown_as_they_are() {
    let empty = Dashboard {
        orders: Listing { rows: Vec::new(), total: 0 },
        subscriptions: Listing { rows: Vec::new(), total: 0 },
        ..read(history(&[QUIET; 7]), history(&[QUIET; 7]))
    };
    let page = dashboard(&showing(empty), now());
    assert_eq!(card(&page, "revenue").nothing.as_deref(), Some("Nothing was sold in these days."));
    assert_eq!(page.lists[0].nothing.as_deref(), Some("No orders yet."));
    assert_eq!(page.lists[1].nothing.as_deref(), Some("No subscriptions yet."));

    let page = dashboard(&showing(read(history(&[A_BAD_DAY; 1]), history(&[QUIET; 1]))), now());
    let drawing = &page.drawings[0];
    assert!(drawing.lowest < 0 && drawing.across.contains(&0));
    assert_eq!(chart(&page, "revenue").points[0].value, "−$12.50");
}

#[test]
fn nothing_found_repeats_what_was_looked_for_safely() {
    let mut read = a_week();
    read.orders = Listing { rows: Vec::new(), total: 0 };
    let long = format!("<img src=x onerror=alert(1)>\u{202e}{}", "x".repeat(10_000));
    read.looking.orders = Wish { search: long, ..Wish::default() };
    let page = dashboard(&showing(read), now());
    let nothing = page.lists[0].nothing.clone().unwrap();
    assert!(nothing.chars().count() < 80 && !nothing.contains('\u{202e}'), "{nothing}");
}

#[test]
fn hidden_amounts_are_hidden_everywhere() {
    let mut model = showing(a_week());
    model.settings.hide_amounts = true;
    let page = dashboard(&model, now());
    let text = serde_json::to_string(&page).unwrap();
    assert!(!text.contains('$') && text.contains("•••"), "{text}");
}

#[test]
fn what_became_of_an_export_is_said() {
    let model = |written| Model { exported: Some((PathBuf::from("/tmp/a.csv"), written)), ..showing(a_week()) };
    assert_eq!(dashboard(&model(Ok(())), now()).notice.as_deref(), Some("Saved as a.csv."));
    let failed = dashboard(&model(Err("no space left".to_owned())), now()).notice.unwrap();
    assert!(failed.contains("no space left") && failed.contains("Choose another folder"));
}

#[test]
fn before_it_was_read_there_is_its_head() {
    let page = dashboard(&connected(report()), now());
    assert_eq!(page.cards, []);
    assert_eq!(page.heading, "Acme Inc");
}

#[test]
fn every_figure_and_date_of_the_page_follows_the_region() {
    let model = Model { region: Region::of("de-DE"), ..showing(a_week()) };
    let page = serde_json::to_string(&dashboard(&model, now())).unwrap();
    let text: Vec<char> = page.chars().collect();
    let english = |around: &[char]| match around {
        ['$', digit, ..] => digit.is_ascii_digit(),
        [before, ',', a, b, c] => [before, a, b, c].into_iter().all(char::is_ascii_digit),
        _ => false,
    };
    let found: Vec<String> = text.windows(5).filter(|around| english(around)).map(String::from_iter).collect();
    assert!(found.is_empty() && page.contains("412,50\u{a0}$"), "{found:?}");
    let american = Model { region: Region::of("en-US"), ..showing(a_week()) };
    let page = serde_json::to_string(&dashboard(&american, now())).unwrap();
    assert!(page.contains("Sun, Nov 22") && page.contains("2:02\u{a0}PM") && !page.contains("22 Nov"), "{page}");
}
