mod query;

use jiff::Timestamp;

use self::query::Query;
use super::Scope;
use crate::domain::{OrderId, OrderStatus, OrganizationId, SubscriptionId, SubscriptionStatus};

/// The version of Polar's API that requests name (`Polar-Version`) and readers understand.
pub const API_VERSION: &str = "2026-04";

/// The most items that Polar puts on a page; it cuts a larger limit down to this without a word.
const LARGEST_PAGE: u32 = 100;

/// A GET request as path and query relative to Polar's base URL. It knows neither host nor token.
///
/// List paths end with a slash and paths to one thing do not: Polar answers the other form of a list with a redirect,
/// and a redirect is never followed with the token.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Request {
    path_and_query: String,
    scope: Scope,
}

impl Request {
    /// The path, and the query behind `?`, both encoded: `/v1/orders/?page=1`.
    pub fn path_and_query(&self) -> &str {
        &self.path_and_query
    }

    /// The scope that a token needs for this request to be accepted.
    pub fn accept_scope(&self) -> Scope {
        self.scope
    }
}

/// Which orders, newest first. Polar ignores a filter that it does not know: what comes back must be checked against
/// what was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrdersQuery {
    /// Of this organization; an unknown one gives an empty list, not an error.
    pub organization: Option<OrganizationId>,
    /// Of any of these statuses; empty is every status.
    pub statuses: Vec<OrderStatus>,
    /// Made after this instant, itself left out.
    pub created_after: Option<Timestamp>,
    /// Made before this instant, itself left out.
    pub created_before: Option<Timestamp>,
    /// Which page, from 1.
    pub page: u32,
    /// How many on a page, 1 to 100.
    pub limit: u32,
}

impl Default for OrdersQuery {
    fn default() -> Self {
        Self {
            organization: None,
            statuses: Vec::new(),
            created_after: None,
            created_before: None,
            page: 1,
            limit: LARGEST_PAGE,
        }
    }
}

/// Which subscriptions, last started first; those that never started are in no list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SubscriptionsQuery {
    /// Of this organization; an unknown one gives an empty list, not an error.
    pub organization: Option<OrganizationId>,
    /// Of any of these statuses; empty is every status.
    pub statuses: Vec<SubscriptionStatus>,
    /// Ending with the running cycle, or not.
    pub cancel_at_period_end: Option<bool>,
    /// Cancelled at this instant or later.
    pub canceled_at_after: Option<Timestamp>,
    /// Started after this instant, itself left out.
    pub started_after: Option<Timestamp>,
    /// Started before this instant, itself left out.
    pub started_before: Option<Timestamp>,
    /// Which page, from 1.
    pub page: u32,
    /// How many on a page, 1 to 100.
    pub limit: u32,
}

impl Default for SubscriptionsQuery {
    fn default() -> Self {
        Self {
            organization: None,
            statuses: Vec::new(),
            cancel_at_period_end: None,
            canceled_at_after: None,
            started_after: None,
            started_before: None,
            page: 1,
            limit: LARGEST_PAGE,
        }
    }
}

/// A page of orders, sorted by `created_at`: the only order of theirs that does not lose rows between pages.
pub fn orders_request(query: &OrdersQuery) -> Request {
    let mut text = Query::of("/v1/orders/").with_some("organization_id", query.organization);
    for status in &query.statuses {
        text = text.with("status", status.code());
    }
    let text = text.with_from("created_after", query.created_after).with_to("created_before", query.created_before);
    request(paged(text, query.page, query.limit, "-created_at"), Scope::Orders)
}

/// One order.
pub fn order_request(id: OrderId) -> Request {
    request(Query::of(&format!("/v1/orders/{id}")), Scope::Orders)
}

/// A page of subscriptions, sorted by `started_at`, for the same reason.
pub fn subscriptions_request(query: &SubscriptionsQuery) -> Request {
    let mut text = Query::of("/v1/subscriptions/").with_some("organization_id", query.organization);
    for status in &query.statuses {
        text = text.with("status", status.code());
    }
    let text = text
        .with_some("cancel_at_period_end", query.cancel_at_period_end)
        .with_from("canceled_at_after", query.canceled_at_after)
        .with_from("started_after", query.started_after)
        .with_to("started_before", query.started_before);
    request(paged(text, query.page, query.limit, "-started_at"), Scope::Subscriptions)
}

/// One subscription.
pub fn subscription_request(id: SubscriptionId) -> Request {
    request(Query::of(&format!("/v1/subscriptions/{id}")), Scope::Subscriptions)
}

/// The organizations that the token knows; an organization's token knows exactly its own.
pub fn organizations_request() -> Request {
    let text = Query::of("/v1/organizations/").with_some("limit", Some(LARGEST_PAGE));
    request(text, Scope::Organizations)
}

/// One organization.
pub fn organization_request(id: OrganizationId) -> Request {
    request(Query::of(&format!("/v1/organizations/{id}")), Scope::Organizations)
}

/// Polar refuses a page or limit of 0 and cuts a limit above 100: the request says what will be done.
fn paged(text: Query, page: u32, limit: u32, sorting: &str) -> Query {
    text.with_some("page", Some(page.max(1)))
        .with_some("limit", Some(limit.clamp(1, LARGEST_PAGE)))
        .with("sorting", sorting)
}

fn request(query: Query, scope: Scope) -> Request {
    Request { path_and_query: query.into_text(), scope }
}

#[cfg(test)]
mod tests;
