//! Movements as what they say: how subscriptions stand, and what happens to them.

use super::LedgerError;
use super::codes::Codes;
use super::movements::ByCurrency;
use crate::domain::{Movements, Standing};
use crate::money::Totals;

/// How subscriptions stand after all of these movements.
pub(super) fn standing(all: &ByCurrency, codes: &Codes) -> Result<Standing, LedgerError> {
    let mut standing = Standing::default();
    for (currency, sum) in all {
        let currency = codes.currency(*currency)?;
        standing.active += count(sum.started - sum.over);
        // One with an end was never counted, so that nobody leaves here.
        standing.committed += count(sum.committed);
        standing.trialing += count(sum.trials - sum.trials_over);
        standing.past_due += count(sum.past_due);
        if sum.customers > 0 {
            standing.customers.insert(currency, count(sum.customers));
        }
        let with = |totals: &mut Totals, minor: i128| {
            if sum.started > sum.over || minor != 0 {
                totals.add_minor(currency, minor);
            }
        };
        with(&mut standing.mrr, sum.mrr_begun - sum.mrr_gone);
        with(&mut standing.committed_mrr, sum.committed_mrr);
        with(&mut standing.trial_mrr, sum.trial_mrr);
    }
    Ok(standing)
}

/// What these movements are of.
pub(super) fn movements(all: &ByCurrency, codes: &Codes) -> Result<Movements, LedgerError> {
    let mut movements = Movements::default();
    for (currency, sum) in all {
        let currency = codes.currency(*currency)?;
        movements.churned += count(sum.churned);
        movements.canceled += count(sum.canceled);
        movements.trials_ended += count(sum.trials_over);
        movements.trials_converted += count(sum.trials_converted);
        movements.renewals_due += count(sum.due);
        for (totals, minor) in [
            (&mut movements.mrr_begun, sum.mrr_begun),
            (&mut movements.mrr_gone, sum.mrr_gone),
            (&mut movements.due, sum.due_revenue),
        ] {
            if minor != 0 {
                totals.add_minor(currency, minor);
            }
        }
    }
    Ok(movements)
}

/// A count that sums up to no less than nothing, because whoever leaves has come before.
fn count(number: i64) -> u64 {
    u64::try_from(number).unwrap_or_default()
}
