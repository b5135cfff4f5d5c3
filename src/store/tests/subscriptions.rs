use jiff::Timestamp;

use super::{at, last_30_days, minutes_before_noon, noon, shop, subscription, subscriptions};
use crate::domain::{Period, Subscription};

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
        let facts = ledger.facts(id, &[period], last_30_days(), noon()).unwrap();
        assert_eq!(facts.periods[0].new_subscriptions, expected, "case {number}");
    }
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
