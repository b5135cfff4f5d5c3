use super::amounts::{Amount, Ratio, amounts};
use super::instant::Instant;
use super::outlook::Outlook;
use jiff::{SignedDuration, Timestamp};
use serde::Serialize;

use crate::domain::Organization;
use crate::figures::{self, PeriodFigures, Recurring};
use crate::money::Currency;
use crate::view::page::{Page, zone_name};
use crate::view::{status, words};

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
pub(super) struct About {
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
    average_order_value: Vec<Amount>,
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
    trial_mrr: Option<Vec<Amount>>,
    arr: Option<Vec<Amount>>,
    average_revenue_per_user: Option<Vec<Amount>>,
    churned_30d: Option<u64>,
    churn_rate_30d: Option<Ratio>,
}

/// What `revone today --json` prints of a page. `tolerance` is for how long figures count as fresh.
pub fn today(page: &Page<'_>, outlook: &figures::Outlook, tolerance: SignedDuration) -> Today {
    let summary = page.summary;
    let period = |figures: &PeriodFigures| Period::of(figures, &summary.currencies);
    Today {
        organization: About::of(page.organization),
        as_of: Instant(summary.as_of),
        time_zone: zone_name(page.zone, page.now),
        health: Health {
            state: status::code(page.health.state(page.now, tolerance)),
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
        outlook: Outlook::of(summary, outlook),
    }
}

impl About {
    pub(super) fn of(organization: &Organization) -> Self {
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
            average_order_value: amounts(&figures.average_order_value, currencies),
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
            trial_mrr: Some(amounts(&recurring.trial_mrr, currencies)),
            arr: Some(amounts(&recurring.arr, currencies)),
            average_revenue_per_user: Some(amounts(&recurring.average_revenue_per_user, currencies)),
            churned_30d: recurring.churned_30d,
            churn_rate_30d: recurring.churn_rate_30d.and_then(Ratio::new),
        }
    }
}

#[cfg(test)]
mod tests;
