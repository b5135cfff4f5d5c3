//! Movements as what they say: how subscriptions stand, and what happens to them.

use super::LedgerError;
use super::codes::Codes;
use super::movements::ByCurrency;
use super::sums::too_large;
use crate::domain::{Movements, Standing};
use crate::money::Totals;

/// How subscriptions stand after all of these movements.
pub(super) fn standing(all: &ByCurrency, codes: &Codes) -> Result<Standing, LedgerError> {
    let mut standing = Standing::default();
    for (currency, sum) in all {
        let currency = codes.currency(*currency)?;
        for (all, more) in [
            (&mut standing.active, sum.started.checked_sub(sum.over)),
            // One with an end was never counted, so that nobody leaves here.
            (&mut standing.committed, Some(sum.committed)),
            (&mut standing.trialing, sum.trials.checked_sub(sum.trials_over)),
            (&mut standing.past_due, Some(sum.past_due)),
        ] {
            add(all, more)?;
        }
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
        for (all, more) in [
            (&mut movements.churned, sum.churned),
            (&mut movements.canceled, sum.canceled),
            (&mut movements.trials_ended, sum.trials_over),
            (&mut movements.trials_converted, sum.trials_converted),
            (&mut movements.renewals_due, sum.due),
        ] {
            add(all, Some(more))?;
        }
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

/// Adds a count, of which a damaged file may hold more than there can be.
fn add(all: &mut u64, more: Option<i64>) -> Result<(), LedgerError> {
    *all = more.and_then(|more| all.checked_add(count(more))).ok_or_else(too_large)?;
    Ok(())
}

/// A count that sums up to no less than nothing, because whoever leaves has come before.
fn count(number: i64) -> u64 {
    u64::try_from(number).unwrap_or_default()
}
