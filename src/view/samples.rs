//! Models for the tests of this room.

pub(super) mod days;
pub(super) mod rows;

use std::collections::BTreeMap;

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use crate::app::{Connection, Health, Model, Names, Report, Rows};
use crate::domain::{
    Cadence, CancellationReason, CustomerId, Environment, Interval, LedgerFacts, Movements, OrderId, OrderStatus,
    Organization, OrganizationId, OrganizationStatus, PeriodTotals, RecentCancellation, RecentOrder,
    RecentSubscription, Standing, SubscriptionId, SubscriptionStatus,
};
use crate::figures::{Calendar, RevenueBasis, Summary, summarize};
use crate::money::{Currency, Money, Totals};

/// A Sunday, a little after two.
pub(super) fn now() -> Timestamp {
    "2026-11-22T14:02:30Z".parse().unwrap()
}

pub(super) fn ago(minutes: i64) -> Timestamp {
    now() - SignedDuration::from_mins(minutes)
}

pub(super) fn usd(minor: i64) -> Money {
    Money::new(minor, Currency::USD)
}

pub(super) fn currency(code: &str) -> Currency {
    Currency::parse(code).unwrap()
}

pub(super) fn totals(amounts: &[(i64, &str)]) -> Totals {
    amounts.iter().map(|(minor, code)| Money::new(*minor, currency(code))).collect()
}

pub(super) fn every(count: i64, interval: Interval) -> Cadence {
    Cadence { interval, count }
}

fn id(number: u128) -> Uuid {
    Uuid::from_u128(number)
}

pub(super) fn order_id(number: u128) -> OrderId {
    OrderId(id(number))
}

pub(super) fn customer_id(number: u128) -> CustomerId {
    CustomerId(id(number))
}

pub(super) fn organization() -> Organization {
    Organization {
        id: OrganizationId(id(7)),
        name: "Acme Inc".to_owned(),
        slug: "acme".to_owned(),
        environment: Environment::Production,
        status: OrganizationStatus::Active,
        can_take_payments: true,
        can_be_paid_out: true,
    }
}

/// Facts of a whole ledger. `revenue` is that of today, yesterday, this week, this month, the last 30 days and all
/// time; every earlier period has a thousandth less than a round number.
pub(super) fn facts(revenue: [&[(i64, &str)]; 6]) -> LedgerFacts {
    let calendar = Calendar::at(now(), &TimeZone::UTC);
    let count = calendar.periods().len();
    let mut periods: Vec<PeriodTotals> = revenue
        .iter()
        .map(|amounts| PeriodTotals {
            revenue: totals(amounts),
            orders: 9,
            new_subscriptions: 2,
            ..PeriodTotals::default()
        })
        .collect();
    let before = [113_600, 735_700, 1_000_000, 34_900, 35_000, 35_000, 90_000];
    let days = (0..30).map(|day| if day == 29 { 41_250 } else { (day * 7_919) % 50_000 });
    periods.extend(
        before
            .into_iter()
            .chain(days)
            .map(|minor| PeriodTotals { revenue: [usd(minor)].into_iter().collect(), ..PeriodTotals::default() }),
    );
    assert_eq!(periods.len(), count);
    LedgerFacts {
        periods,
        standing: standing(),
        last_30_days: Movements { canceled: 6, ..Movements::default() },
        active_before: 183,
        orders_since: Some(Timestamp::MIN),
        subscriptions_since: Some(Timestamp::MIN),
        live_subscriptions_complete: true,
    }
}

fn standing() -> Standing {
    Standing {
        active: 183,
        committed: 177,
        trialing: 4,
        past_due: 2,
        customers: [(Currency::USD, 181)].into(),
        mrr: [usd(418_681)].into_iter().collect(),
        committed_mrr: [usd(404_647)].into_iter().collect(),
        trial_mrr: [usd(9_356)].into_iter().collect(),
    }
}

pub(super) fn summary_of(facts: &LedgerFacts, order_counts: &[(&str, u64)]) -> Summary {
    summary_by(RevenueBasis::AsInPolar, facts, order_counts)
}

fn summary_by(basis: RevenueBasis, facts: &LedgerFacts, order_counts: &[(&str, u64)]) -> Summary {
    let counts: BTreeMap<Currency, u64> = order_counts.iter().map(|(code, count)| (currency(code), *count)).collect();
    summarize(&Calendar::at(now(), &TimeZone::UTC), facts, &counts, basis)
}

pub(super) fn summary() -> Summary {
    summary_of(&usual_facts(), &[("usd", 271)])
}

/// The same with twenty dollars of fees and a hundred of refunds today.
pub(super) fn summary_after(basis: RevenueBasis) -> Summary {
    let mut facts = usual_facts();
    for today in [0, facts.periods.len() - 1] {
        facts.periods[today].fees = totals(&[(2_000, "usd")]);
        facts.periods[today].refunds = totals(&[(10_000, "usd")]);
    }
    summary_by(basis, &facts, &[("usd", 271)])
}

fn usual_facts() -> LedgerFacts {
    let revenue: [&[(i64, &str)]; 6] = [
        &[(41_250, "usd")],
        &[(38_900, "usd")],
        &[(120_400, "usd")],
        &[(824_000, "usd")],
        &[(1_190_299, "usd")],
        &[(124_000_000, "usd")],
    ];
    facts(revenue)
}

/// Dollars, euros and yen, with a fee in pounds.
pub(super) fn summary_in_several_currencies() -> Summary {
    let day: &[(i64, &str)] = &[(41_250, "usd"), (9_600, "eur")];
    let long: &[(i64, &str)] = &[(824_000, "usd"), (96_000, "eur"), (5_000, "jpy")];
    let mut facts = facts([day, day, long, long, long, long]);
    facts.periods[0].fees = totals(&[(30, "gbp")]);
    summary_of(&facts, &[("eur", 12), ("usd", 271), ("jpy", 12)])
}

/// A whole ledger in which nothing was ever sold.
pub(super) fn nothing_sold() -> Summary {
    let periods = Calendar::at(now(), &TimeZone::UTC).periods().iter().map(|_| PeriodTotals::default()).collect();
    summary_of(&LedgerFacts { periods, standing: Standing::default(), ..facts([&[]; 6]) }, &[])
}

/// A ledger that reaches back to this instant only.
pub(super) fn downloaded_since(since: &str) -> Summary {
    let since = Some(since.parse().unwrap());
    let whole = facts([&[(41_250, "usd")]; 6]);
    summary_of(
        &LedgerFacts { orders_since: since, subscriptions_since: since, live_subscriptions_complete: false, ..whole },
        &[("usd", 9)],
    )
}

fn order(number: u128, minutes: i64, minor: i64, product: Option<&str>) -> RecentOrder {
    RecentOrder {
        id: order_id(number),
        created_at: ago(minutes),
        status: OrderStatus::Paid,
        amount: usd(minor),
        product_name: product.map(str::to_owned),
        customer_id: Some(customer_id(number)),
    }
}

pub(super) fn report() -> Report {
    let monthly = every(1, Interval::Month);
    let started = |number, minutes, minor| RecentSubscription {
        id: SubscriptionId(id(number)),
        started_at: ago(minutes),
        status: SubscriptionStatus::Active,
        trial_end: None,
        amount: usd(minor),
        cadence: monthly.clone(),
        product_name: Some("Pro Plan".to_owned()),
        customer_id: Some(customer_id(number)),
    };
    Report {
        summary: summary(),
        orders: vec![
            order(1, 5, 2_900, Some("Pro Plan")),
            RecentOrder { status: OrderStatus::Pending, ..order(2, 130, 9_900, Some("Lifetime & <b>Friends</b>")) },
            RecentOrder { status: OrderStatus::Refunded, ..order(3, 60 * 24, 500, None) },
        ],
        subscriptions: vec![
            started(1, 5, 900),
            RecentSubscription {
                status: SubscriptionStatus::Trialing,
                trial_end: Some(ago(-60 * 24 * 11)),
                cadence: every(1, Interval::Year),
                ..started(2, 200, 9_000)
            },
            started(3, 60 * 24 * 3, 0),
        ],
        cancellations: vec![RecentCancellation {
            id: SubscriptionId(id(4)),
            canceled_at: ago(60 * 24 * 2),
            end: None,
            amount: usd(900),
            cadence: every(3, Interval::Month),
            product_name: Some("Pro Plan".to_owned()),
            customer_id: Some(customer_id(2)),
            reason: Some(CancellationReason::TooExpensive),
        }],
        rows: Rows { orders: 8_412, subscriptions: 230 },
    }
}

pub(super) fn names() -> Names {
    let customers = [(1, "Jane Doe"), (2, "\u{202e}שרה כהן"), (3, "")];
    Names {
        customers: customers.into_iter().map(|(number, name)| (customer_id(number), name.to_owned())).collect(),
        comments: [(SubscriptionId(id(4)), "I will be back,\nonce my shop sells more than it costs me".to_owned())]
            .into(),
    }
}

fn model(connection: Connection, report: Option<Report>) -> Model {
    Model {
        connection,
        others: Vec::new(),
        names: if report.is_some() { names() } else { Names::default() },
        health: Health { last_success: report.is_some().then(|| ago(0)), ..Health::default() },
        report,
        ..Model::new(TimeZone::UTC)
    }
}

pub(super) fn connected(report: Report) -> Model {
    model(Connection::Connected(organization()), Some(report))
}

pub(super) fn connected_without_figures() -> Model {
    model(Connection::Connected(organization()), None)
}

pub(super) fn sample(report: Report) -> Model {
    model(Connection::Sample(organization()), Some(report))
}

pub(super) fn not_connected() -> Model {
    model(Connection::NotConnected, None)
}

pub(super) fn starting() -> Model {
    model(Connection::Starting, None)
}
