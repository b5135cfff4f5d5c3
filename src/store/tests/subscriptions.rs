use jiff::{SignedDuration, Timestamp};

use super::{at, minutes_before_noon, monthly, noon, shop, subscription, subscriptions, usd};
use crate::domain::{Period, Subscription, SubscriptionFacts, SubscriptionStatus};

fn ending(number: u128, ends_at: Option<Timestamp>, ended_at: Option<Timestamp>) -> Subscription {
    Subscription { ends_at, ended_at, ..subscription(number) }
}

#[test]
fn a_new_subscription_started_in_the_period_and_did_not_end_within_it() {
    let period = Period::new(minutes_before_noon(100), minutes_before_noon(50));
    let (inside, after) = (Some(minutes_before_noon(60)), Some(minutes_before_noon(40)));
    let cases = [
        (subscription(101), 0),
        (subscription(100), 1),
        (subscription(51), 1),
        (subscription(50), 0),
        (ending(80, inside, None), 0),
        (ending(80, after, None), 1),
        (ending(80, Some(period.to), None), 1),
        (ending(80, after, inside), 0),
        (ending(80, inside, after), 1),
        (Subscription { started_at: None, ..subscription(80) }, 0),
    ];
    for (number, (subscription, expected)) in cases.into_iter().enumerate() {
        let (mut ledger, id) = shop();
        ledger.apply(id, &subscriptions(vec![subscription])).unwrap();
        let facts = ledger.facts(id, &[period], noon()).unwrap();
        assert_eq!(facts.periods[0].new_subscriptions, expected, "case {number}");
    }
}

#[test]
fn recurring_figures_are_given_what_was_active_within_the_last_month() {
    let days_ago = |days: i64| Some(noon() - SignedDuration::from_hours(24 * days));
    let (mut ledger, id) = shop();
    let all = vec![
        subscription(1),
        ending(2, days_ago(-5), None),
        ending(3, days_ago(-5), days_ago(30)),
        ending(4, None, days_ago(31)),
        Subscription { started_at: None, ..subscription(5) },
        Subscription {
            status: SubscriptionStatus::Other("hibernating".into()),
            trial_end: days_ago(1),
            canceled_at: days_ago(2),
            ..subscription(6)
        },
    ];
    ledger.apply(id, &subscriptions(all)).unwrap();
    let mut facts = ledger.facts(id, &[], noon()).unwrap().subscriptions;
    facts.sort_by_key(|facts| std::cmp::Reverse(facts.started_at));
    let started: Vec<_> = facts.iter().map(|facts| facts.started_at).collect();
    assert_eq!(started, [1, 2, 3, 6].map(minutes_before_noon));
    assert_eq!(facts[2].end, days_ago(30));
    let expected = SubscriptionFacts {
        status: SubscriptionStatus::Other("hibernating".into()),
        amount: usd(900),
        cadence: monthly(),
        started_at: minutes_before_noon(6),
        end: None,
        trial_end: days_ago(1),
        canceled_at: days_ago(2),
        net_of_total: None,
    };
    assert_eq!(facts[3], expected);
}

#[test]
fn a_cancellation_that_is_undone_is_no_cancellation() {
    let (mut ledger, id) = shop();
    let gone = Subscription { canceled_at: Some(noon()), ends_at: Some(at("2026-12-01T00:00:00Z")), ..subscription(1) };
    ledger.apply(id, &subscriptions(vec![gone])).unwrap();
    assert_eq!(ledger.recent_cancellations(id, 5).unwrap().len(), 1);
    ledger.apply(id, &subscriptions(vec![subscription(1)])).unwrap();
    assert_eq!(ledger.recent_cancellations(id, 5), Ok(Vec::new()));
}
