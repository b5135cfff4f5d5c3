use super::*;
use crate::money::{Currency, Money};

fn usd(minor: i64) -> Totals {
    [Money::new(minor, Currency::USD)].into_iter().collect()
}

fn facts() -> LedgerFacts {
    LedgerFacts {
        standing: Standing {
            active: 9,
            committed: 7,
            customers: [(Currency::USD, 7)].into(),
            mrr: usd(4_200),
            ..Standing::default()
        },
        active_before: 4,
        subscriptions_since: Some(Timestamp::MIN),
        live_subscriptions_complete: true,
        ..LedgerFacts::default()
    }
}

#[test]
fn those_who_leave_are_the_active_ones_that_are_not_committed() {
    assert_eq!(Recurring::of(&facts()).unwrap().cancelling, 2);
}

#[test]
fn a_year_is_twelve_months_and_an_average_is_per_customer() {
    let figures = Recurring::of(&facts()).unwrap();
    assert_eq!((figures.arr, figures.average_revenue_per_user), (usd(50_400), usd(600)));
}

#[test]
fn revenue_that_nobody_pays_has_no_average() {
    let mut facts = facts();
    facts.standing.customers.clear();
    assert_eq!(Recurring::of(&facts).unwrap().average_revenue_per_user, Totals::new());
}

#[test]
fn churn_is_cancellations_by_those_active_before() {
    let mut facts = facts();
    (facts.last_30_days.canceled, facts.last_30_days.churned) = (2, 1);
    let figures = Recurring::of(&facts).unwrap();
    assert_eq!((figures.canceled_30d, figures.churned_30d, figures.active_30d_ago), (Some(2), Some(1), Some(4)));
    assert_eq!(figures.churn_rate_30d, Some(Decimal::new(5, 1)));
    facts.active_before = 0;
    assert_eq!(Recurring::of(&facts).unwrap().churn_rate_30d, None, "nobody was there to leave");
}

#[test]
fn churn_is_unknown_until_every_subscription_has_been_read() {
    let facts = LedgerFacts { subscriptions_since: Some("2026-09-01T00:00:00Z".parse().unwrap()), ..facts() };
    let figures = Recurring::of(&facts).unwrap();
    assert_eq!((figures.active, figures.churned_30d, figures.active_30d_ago), (9, None, None));
    assert_eq!(Recurring::of(&LedgerFacts { live_subscriptions_complete: false, ..facts }), None);
}
