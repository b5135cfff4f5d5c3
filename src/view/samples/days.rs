use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::{currency, now, totals};
use crate::domain::{DayFacts, HistoryFacts, LedgerFacts, Movements, PeriodTotals, Standing};
use crate::figures::{self, Calendar, History};
use crate::money::Currency;

/// What was sold, given back and taken as a fee on a day, and what recurs at its end.
#[derive(Clone, Copy)]
pub(in crate::view) struct Sold {
    pub orders: &'static [(&'static str, u64)],
    pub revenue: &'static [(i64, &'static str)],
    pub refunds: &'static [(i64, &'static str)],
    pub fees: &'static [(i64, &'static str)],
    pub mrr: &'static [(i64, &'static str)],
}

/// A day without sales.
pub(in crate::view) const QUIET: Sold = Sold { orders: &[], revenue: &[], refunds: &[], fees: &[], mrr: &[] };

fn standing(sold: &Sold) -> Standing {
    let mrr = totals(sold.mrr);
    Standing {
        active: 183,
        committed: 177,
        trialing: 4,
        customers: mrr.currencies().map(|currency| (currency, 60)).collect(),
        committed_mrr: mrr.clone(),
        trial_mrr: totals(&[(1_800, "usd")]),
        mrr,
        ..Standing::default()
    }
}

fn day(sold: &Sold) -> DayFacts {
    DayFacts {
        totals: PeriodTotals {
            revenue: totals(sold.revenue),
            refunds: totals(sold.refunds),
            fees: totals(sold.fees),
            orders: sold.orders.iter().map(|(_, count)| count).sum(),
            order_counts: sold.orders.iter().map(|(code, count)| (currency(code), *count)).collect(),
            new_subscriptions: 2,
            ..PeriodTotals::default()
        },
        renewals: 5,
        movements: Movements { canceled: 1, churned: 3, ..Movements::default() },
        standing: standing(sold),
        canceled_before: 6,
        active_before: 183,
    }
}

/// The days that end today, known from these instants on.
pub(in crate::view) fn history_since(sold: &[Sold], orders: Timestamp, subscriptions: Timestamp) -> History {
    let calendar = Calendar::at(now(), &TimeZone::UTC);
    let before = jiff::Span::new().days(i64::try_from(sold.len()).unwrap() - 1);
    let first: Date = calendar.today() - before;
    let facts = HistoryFacts {
        days: sold.iter().map(day).collect(),
        orders_since: Some(orders),
        subscriptions_since: Some(subscriptions),
    };
    let present = LedgerFacts {
        standing: standing(sold.last().unwrap()),
        live_subscriptions_complete: true,
        ..LedgerFacts::default()
    };
    let counts = [(Currency::USD, 40), (currency("eur"), 9)].into();
    figures::history(&calendar, &calendar.days(first, calendar.today()), &facts, &present, &counts)
}

/// The days that end today, of a whole ledger.
pub(in crate::view) fn history(sold: &[Sold]) -> History {
    history_since(sold, Timestamp::MIN, Timestamp::MIN)
}

/// Dollars.
pub(in crate::view) const IN_DOLLARS: Sold = Sold {
    orders: &[("usd", 7)],
    revenue: &[(41_250, "usd")],
    refunds: &[(2_900, "usd")],
    fees: &[(2_050, "usd")],
    mrr: &[(418_681, "usd")],
};

/// Dollars, euros and yen, and a fee in pounds.
pub(in crate::view) const IN_SEVERAL: Sold = Sold {
    orders: &[("usd", 2), ("eur", 1), ("jpy", 1)],
    revenue: &[(5_800, "usd"), (9_600, "eur"), (1_500, "jpy")],
    refunds: &[(9_600, "eur")],
    fees: &[(30, "gbp"), (90, "usd")],
    mrr: &[(418_681, "usd"), (25_000, "eur")],
};

/// More was given back than came in.
pub(in crate::view) const A_BAD_DAY: Sold = Sold {
    orders: &[("usd", 2)],
    revenue: &[(-1_250, "usd")],
    refunds: &[(99_900, "usd")],
    fees: &[],
    mrr: &[(418_681, "usd")],
};
