//! `revone today --json`: an interface that other programs read, and stays stable. Fields are added and never renamed;
//! what is not known is `null`. Amounts are whole minor units, one entry for each currency; times are RFC 3339 in UTC.

mod amounts;
mod instant;

use amounts::{Amount, Ratio, amounts};
use instant::Instant;
use jiff::{SignedDuration, Timestamp};
use serde::Serialize;

use super::page::Page;
use super::words;
use crate::app::State;
use crate::domain::Organization;
use crate::figures::{Comparison, PeriodFigures, Recurring, Summary, Trend};
use crate::money::Currency;

/// Everything that `revone today --json` prints.
#[derive(Debug, Serialize)]
pub struct Today {
    organization: About,
    as_of: Instant,
    time_zone: String,
    health: Health,
    periods: Periods,
    subscriptions: Subscriptions,
    outlook: Outlook,
}

#[derive(Debug, Serialize)]
struct About {
    id: String,
    name: String,
    slug: String,
    environment: &'static str,
}

#[derive(Debug, Serialize)]
struct Health {
    state: &'static str,
    trouble: Option<String>,
    last_success: Option<Instant>,
}

#[derive(Debug, Serialize)]
struct Periods {
    today: Period,
    yesterday: Period,
    this_week: Period,
    this_month: Period,
    last_30_days: Period,
    all_time: Period,
}

/// One period; while it is not complete its figures are those of the part that the ledger holds.
#[derive(Debug, Serialize)]
struct Period {
    from: Instant,
    to: Instant,
    complete: bool,
    revenue: Vec<Amount>,
    net_revenue: Vec<Amount>,
    refunds: Vec<Amount>,
    orders: u64,
    new_subscriptions: u64,
}

/// All `null` until every live subscription has been read.
#[derive(Debug, Default, Serialize)]
struct Subscriptions {
    active: Option<u64>,
    committed: Option<u64>,
    trialing: Option<u64>,
    past_due: Option<u64>,
    cancelling: Option<u64>,
    mrr: Option<Vec<Amount>>,
    committed_mrr: Option<Vec<Amount>>,
    arr: Option<Vec<Amount>>,
    churned_30d: Option<u64>,
    churn_rate_30d: Option<Ratio>,
}

/// Each running period beside what it is compared with; `null` while one of the two is not complete.
#[derive(Debug, Serialize)]
struct Outlook {
    today: Option<Compared>,
    this_week: Option<Compared>,
    this_month: Option<Compared>,
    last_30_days: Option<Compared>,
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

/// What `revone today --json` prints of a page. `tolerance` is for how long figures count as fresh.
pub fn today(page: &Page<'_>, tolerance: SignedDuration) -> Today {
    let summary = page.summary;
    let period = |figures: &PeriodFigures| Period::of(figures, &summary.currencies);
    Today {
        organization: About::of(page.organization),
        as_of: Instant(summary.as_of),
        time_zone: page.zone_name(),
        health: Health {
            state: match page.health.state(page.now, tolerance) {
                State::Waiting => "waiting",
                State::Fresh => "fresh",
                State::Stale => "stale",
            },
            trouble: page.health.trouble.as_ref().map(words::sentence),
            last_success: page.health.last_success.map(Instant),
        },
        periods: Periods {
            today: period(&summary.today),
            yesterday: period(&summary.yesterday),
            this_week: period(&summary.this_week),
            this_month: period(&summary.this_month),
            last_30_days: period(&summary.last_30_days),
            all_time: period(&summary.all_time),
        },
        subscriptions: summary
            .recurring
            .as_ref()
            .map_or_else(Subscriptions::default, |recurring| Subscriptions::of(recurring, &summary.currencies)),
        outlook: Outlook::of(summary),
    }
}

impl About {
    fn of(organization: &Organization) -> Self {
        Self {
            id: organization.id.to_string(),
            name: organization.name.clone(),
            slug: organization.slug.clone(),
            environment: organization.environment.code(),
        }
    }
}

impl Period {
    fn of(figures: &PeriodFigures, currencies: &[Currency]) -> Self {
        Self {
            // All time has no beginning that RFC 3339 could write; nothing was sold through Polar before 1970.
            from: Instant(figures.period.from.max(Timestamp::UNIX_EPOCH)),
            to: Instant(figures.period.to),
            complete: figures.complete,
            revenue: amounts(&figures.revenue, currencies),
            net_revenue: amounts(&figures.net_revenue, currencies),
            refunds: amounts(&figures.refunds, currencies),
            orders: figures.orders,
            new_subscriptions: figures.new_subscriptions,
        }
    }
}

impl Subscriptions {
    fn of(recurring: &Recurring, currencies: &[Currency]) -> Self {
        Self {
            active: Some(recurring.active),
            committed: Some(recurring.committed),
            trialing: Some(recurring.trialing),
            past_due: Some(recurring.past_due),
            cancelling: Some(recurring.cancelling),
            mrr: Some(amounts(&recurring.mrr, currencies)),
            committed_mrr: Some(amounts(&recurring.committed_mrr, currencies)),
            arr: Some(amounts(&recurring.arr, currencies)),
            churned_30d: recurring.churned_30d,
            churn_rate_30d: recurring.churn_rate_30d.and_then(Ratio::new),
        }
    }
}

impl Outlook {
    fn of(summary: &Summary) -> Self {
        let of = |comparison: &Option<Comparison>| {
            comparison.as_ref().map(|comparison| Compared::of(comparison, &summary.currencies))
        };
        Self {
            today: of(&summary.usual_by_now),
            this_week: of(&summary.week_before),
            this_month: of(&summary.month_before),
            last_30_days: of(&summary.thirty_days_before),
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

#[cfg(test)]
mod tests;
