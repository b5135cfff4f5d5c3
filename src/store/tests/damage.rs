//! Counts that no program of ours writes: a file that was damaged, or changed by somebody, is an error and no wrong figure.

use super::{currency, last_30_days, noon, order, orders, shop, subscription, subscriptions};
use crate::domain::{Order, Period};
use crate::store::LedgerError;
use jiff::Timestamp;

#[test]
fn counts_beyond_what_can_be_are_an_error_and_no_figure() {
    for (damage, has_figures) in [
        ("UPDATE movements SET started = 2 WHERE started = 1", true),
        ("UPDATE movements SET started = 9223372036854775807, over = -1 WHERE started = 1", false),
        ("UPDATE movements SET trials = 9223372036854775807, trials_over = -1 WHERE started = 1", false),
        ("UPDATE totals SET orders = 2", true),
        ("UPDATE totals SET orders = 9223372036854775807", false),
    ] {
        let (mut ledger, id) = shop();
        let of = |(number, code)| Order { currency: currency(code), ..order(number) };
        let sold = [(1, "usd"), (2, "eur"), (3, "jpy")].map(of);
        ledger.apply(id, &orders(sold.to_vec())).unwrap();
        ledger.apply(id, &subscriptions(vec![subscription(1)])).unwrap();
        assert!(ledger.connection.execute(damage, []).unwrap() > 0, "{damage}");
        let all = Period::new(Timestamp::MIN, noon());
        let facts = ledger.facts(id, &[all], last_30_days(), noon());
        assert_eq!(facts.is_ok(), has_figures, "{damage}: {facts:?}");
        assert!(matches!(facts, Ok(_) | Err(LedgerError::Other(_))), "{damage}: {facts:?}");
    }
}
