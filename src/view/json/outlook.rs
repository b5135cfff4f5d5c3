use serde::Serialize;

use super::amounts::{Amount, Ratio, amounts};
use super::instant::{Day, Instant};
use crate::domain::{self, ProductTotals};
use crate::figures::{self, Comparison, Summary, Trend};
use crate::money::{Currency, Totals};

/// Each running period beside what it is compared with, and what is to be expected. Each part is `null` until the ledger
/// holds the whole of what it is made of.
#[derive(Debug, Serialize)]
pub(super) struct Outlook {
    today: Option<Compared>,
    this_week: Option<Compared>,
    this_month: Option<Compared>,
    last_30_days: Option<Compared>,
    forecast: Option<Vec<Amount>>,
    due: Option<Due>,
    at_risk: Option<AtRisk>,
    leaving: Option<Leaving>,
    kept: Option<Kept>,
    trials: Option<Trials>,
    mrr_movement: Option<MrrMovement>,
    products: Option<Vec<Product>>,
}

#[derive(Debug, Serialize)]
struct Compared {
    now: Vec<Amount>,
    before: Vec<Amount>,
    change: Vec<Changed>,
}

/// A currency's change; `percent` is `null` where there was nothing before.
#[derive(Debug, Serialize)]
struct Changed {
    currency: String,
    percent: Option<i64>,
}

/// Renewals from now to the end of today, of the sixth and of the 29th day after it.
#[derive(Debug, Serialize)]
struct Due {
    today: Expected,
    next_7_days: Expected,
    next_30_days: Expected,
}

#[derive(Debug, Serialize)]
struct Expected {
    renewals: u64,
    amount: Vec<Amount>,
}

#[derive(Debug, Serialize)]
struct AtRisk {
    subscriptions: u64,
    amount: Vec<Amount>,
    /// The first hundred, longest overdue first.
    items: Vec<Overdue>,
}

#[derive(Debug, Serialize)]
struct Overdue {
    subscription: String,
    product: Option<String>,
    amount: Amount,
    since: Option<Instant>,
    next_attempt: Option<Instant>,
}

#[derive(Debug, Serialize)]
struct Leaving {
    subscriptions: u64,
    mrr: Vec<Amount>,
    /// Each of the next 30 days on which some leave.
    by_date: Vec<LeavingOn>,
    later: LeavingLater,
}

#[derive(Debug, Serialize)]
struct LeavingOn {
    date: Day,
    subscriptions: u64,
    mrr: Vec<Amount>,
}

#[derive(Debug, Serialize)]
struct LeavingLater {
    subscriptions: u64,
    mrr: Vec<Amount>,
}

/// Paid, less tax, fees and refunds, is yours; a fee in another currency is a negative entry of its own there.
#[derive(Debug, Serialize)]
struct Kept {
    from: Instant,
    to: Instant,
    paid: Vec<Amount>,
    tax: Vec<Amount>,
    fees: Vec<Amount>,
    refunds: Vec<Amount>,
    yours: Vec<Amount>,
}

/// What ended within 90 days is `null` until every subscription has been read; so is the rate while none ended.
#[derive(Debug, Serialize)]
struct Trials {
    running: u64,
    mrr: Vec<Amount>,
    ending_in_7_days: u64,
    ended_90d: Option<u64>,
    converted_90d: Option<u64>,
    conversion_rate: Option<Ratio>,
}

/// Expansion and contraction are `null` unless prices were observed all along; everything is at today's prices then.
#[derive(Debug, Serialize)]
struct MrrMovement {
    from: Instant,
    to: Instant,
    new: Vec<Amount>,
    expansion: Option<Vec<Amount>>,
    contraction: Option<Vec<Amount>>,
    churn: Vec<Amount>,
    net: Vec<Amount>,
}

#[derive(Debug, Serialize)]
struct Product {
    product: Option<String>,
    name: Option<String>,
    orders: u64,
    revenue: Vec<Amount>,
}

impl Outlook {
    pub(super) fn of(summary: &Summary, outlook: &figures::Outlook) -> Self {
        let currencies = &summary.currencies;
        let compared = |comparison: &Option<Comparison>| {
            comparison.as_ref().map(|comparison| Compared::of(comparison, currencies))
        };
        Self {
            today: compared(&summary.usual_by_now),
            this_week: compared(&summary.week_before),
            this_month: compared(&summary.month_before),
            last_30_days: compared(&summary.thirty_days_before),
            forecast: outlook.forecast.as_ref().map(|forecast| amounts(forecast, currencies)),
            due: outlook.due.as_ref().map(|due| Due::of(due, currencies)),
            at_risk: outlook.at_risk.as_ref().map(|overdue| AtRisk::of(overdue, currencies)),
            leaving: outlook.leaving.as_ref().map(|leaving| Leaving::of(leaving, currencies)),
            kept: outlook.kept.as_ref().map(|kept| Kept::of(kept, currencies)),
            trials: outlook.trials.as_ref().map(|trials| Trials::of(trials, currencies)),
            mrr_movement: outlook.mrr_movement.as_ref().map(|movement| MrrMovement::of(movement, currencies)),
            products: outlook
                .products
                .as_ref()
                .map(|products| products.iter().map(|product| Product::of(product, currencies)).collect()),
        }
    }
}

impl Compared {
    fn of(comparison: &Comparison, currencies: &[Currency]) -> Self {
        let changed = |currency: &Currency| {
            let percent = match comparison.percent(*currency)? {
                Trend::New => None,
                Trend::Same => Some(0),
                Trend::Percent(percent) => Some(percent),
            };
            Some(Changed { currency: currency.to_string(), percent })
        };
        Self {
            now: amounts(&comparison.now, currencies),
            before: amounts(&comparison.before, currencies),
            change: currencies.iter().filter_map(changed).collect(),
        }
    }
}

impl Due {
    fn of(due: &figures::Due, currencies: &[Currency]) -> Self {
        let expected = |expected: &figures::Expected| Expected {
            renewals: expected.renewals,
            amount: amounts(&expected.amount, currencies),
        };
        Self {
            today: expected(&due.today),
            next_7_days: expected(&due.next_7_days),
            next_30_days: expected(&due.next_30_days),
        }
    }
}

impl AtRisk {
    fn of(overdue: &figures::Overdue, currencies: &[Currency]) -> Self {
        let item = |item: &domain::AtRisk| Overdue {
            subscription: item.id.to_string(),
            product: item.product_name.clone(),
            amount: item.amount.into(),
            since: item.since.map(Instant),
            next_attempt: item.next_attempt.map(Instant),
        };
        Self {
            subscriptions: overdue.subscriptions,
            amount: amounts(&overdue.amount, currencies),
            items: overdue.items.iter().map(item).collect(),
        }
    }
}

impl Leaving {
    fn of(leaving: &figures::Leaving, currencies: &[Currency]) -> Self {
        let on = |day: &figures::LeavingOn| LeavingOn {
            date: Day(day.date),
            subscriptions: day.subscriptions,
            mrr: amounts(&day.mrr, currencies),
        };
        Self {
            subscriptions: leaving.subscriptions,
            mrr: amounts(&leaving.mrr, currencies),
            by_date: leaving.by_date.iter().map(on).collect(),
            later: LeavingLater {
                subscriptions: leaving.later_subscriptions,
                mrr: amounts(&leaving.later_mrr, currencies),
            },
        }
    }
}

impl Kept {
    fn of(kept: &figures::Kept, currencies: &[Currency]) -> Self {
        let sums = |totals: &Totals| amounts(totals, currencies);
        Self {
            from: Instant(kept.period.from),
            to: Instant(kept.period.to),
            paid: sums(&kept.paid),
            tax: sums(&kept.tax),
            fees: sums(&kept.fees),
            refunds: sums(&kept.refunds),
            yours: sums(&kept.yours),
        }
    }
}

impl Trials {
    fn of(trials: &figures::Trials, currencies: &[Currency]) -> Self {
        let ended = trials.ended_90d;
        Self {
            running: trials.running,
            mrr: amounts(&trials.mrr, currencies),
            ending_in_7_days: trials.ending_in_7_days,
            ended_90d: ended.map(|ended| ended.ended),
            converted_90d: ended.map(|ended| ended.converted),
            conversion_rate: ended.and_then(|ended| ended.conversion_rate()).and_then(Ratio::new),
        }
    }
}

impl MrrMovement {
    fn of(movement: &figures::MrrMovement, currencies: &[Currency]) -> Self {
        let sums = |totals: &Totals| amounts(totals, currencies);
        Self {
            from: Instant(movement.period.from),
            to: Instant(movement.period.to),
            new: sums(&movement.new),
            expansion: movement.expansion.as_ref().map(sums),
            contraction: movement.contraction.as_ref().map(sums),
            churn: sums(&movement.churn),
            net: sums(&movement.net),
        }
    }
}

impl Product {
    fn of(product: &ProductTotals, currencies: &[Currency]) -> Self {
        Self {
            product: product.id.map(|id| id.to_string()),
            name: product.name.clone(),
            orders: product.orders,
            revenue: amounts(&product.revenue, currencies),
        }
    }
}

#[cfg(test)]
mod tests;
