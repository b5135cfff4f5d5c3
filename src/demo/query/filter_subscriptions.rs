use jiff::Timestamp;
use uuid::Uuid;

use super::Reader;
use super::filter_orders::among;
use crate::demo::rows::SubscriptionRow;
use crate::demo::shop::Shop;
use crate::domain::{CancellationReason, SubscriptionStatus};

const STATUSES: &[&str] =
    &["incomplete", "incomplete_expired", "trialing", "active", "past_due", "canceled", "unpaid", "paused"];
const REASONS: &[&str] = &[
    "customer_service",
    "low_quality",
    "missing_features",
    "switched_service",
    "too_complex",
    "too_expensive",
    "unused",
    "other",
];

/// Which subscriptions are asked for. Every filter of Polar's but the one by metadata.
pub(in crate::demo) struct SubscriptionFilter {
    organizations: Option<Vec<Uuid>>,
    products: Option<Vec<Uuid>>,
    customers: Option<Vec<Uuid>>,
    external_customers: Option<Vec<String>>,
    discounts: Option<Vec<Uuid>>,
    active: Option<bool>,
    statuses: Option<Vec<String>>,
    cancel_at_period_end: Option<bool>,
    reasons: Option<Vec<String>>,
    canceled_at_after: Option<Timestamp>,
    canceled_at_before: Option<Timestamp>,
    started_after: Option<Timestamp>,
    started_before: Option<Timestamp>,
}

impl SubscriptionFilter {
    /// Reads the filters.
    pub fn read(reader: &mut Reader<'_>) -> Self {
        Self {
            organizations: reader.uuids("organization_id"),
            products: reader.uuids("product_id"),
            customers: reader.uuids("customer_id"),
            external_customers: reader.texts("external_customer_id"),
            discounts: reader.uuids("discount_id"),
            active: reader.flag("active"),
            statuses: reader.words("status", STATUSES),
            cancel_at_period_end: reader.flag("cancel_at_period_end"),
            reasons: reader.words("customer_cancellation_reason", REASONS),
            canceled_at_after: reader.time("canceled_at_after"),
            canceled_at_before: reader.time("canceled_at_before"),
            started_after: reader.time("started_after"),
            started_before: reader.time("started_before"),
        }
    }

    /// Whether a subscription is asked for. One that never started is in no list; the dates of cancellation are
    /// inclusive, those of the start strict.
    pub fn keeps(&self, shop: &Shop, row: &SubscriptionRow) -> bool {
        let Some(started_at) = row.started_at else { return false };
        let canceled = |wanted: Option<Timestamp>, keeps: fn(&Timestamp, &Timestamp) -> bool| {
            wanted.is_none_or(|bound| row.canceled_at.is_some_and(|at| keeps(&at, &bound)))
        };
        let reason = row.customer_cancellation_reason.as_ref().map(CancellationReason::code);
        among(&self.organizations, Some(&shop.organization.id.0))
            && among(&self.products, Some(&row.product_id.0))
            && among(&self.customers, Some(&row.customer_id.0))
            && among(&self.discounts, row.discount_id.as_ref())
            && self.active.is_none_or(|active| active == is_billable(&row.status))
            && self.statuses.as_ref().is_none_or(|all| all.iter().any(|status| status == row.status.code()))
            && self.cancel_at_period_end.is_none_or(|wanted| wanted == row.cancel_at_period_end)
            && self.reasons.as_ref().is_none_or(|all| all.iter().any(|wanted| Some(wanted.as_str()) == reason))
            && self.external_customers.as_ref().is_none_or(|all| {
                let known_as = shop.customer(row.customer_id).and_then(|customer| customer.external_id.as_deref());
                all.iter().any(|id| Some(id.as_str()) == known_as)
            })
            && canceled(self.canceled_at_after, Timestamp::ge)
            && canceled(self.canceled_at_before, Timestamp::le)
            && self.started_after.is_none_or(|after| started_at > after)
            && self.started_before.is_none_or(|before| started_at < before)
    }
}

fn is_billable(status: &SubscriptionStatus) -> bool {
    matches!(status, SubscriptionStatus::Active | SubscriptionStatus::Trialing | SubscriptionStatus::PastDue)
}
