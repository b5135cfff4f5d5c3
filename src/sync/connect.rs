//! Whom a token belongs to, and whether it can read what the program needs.

use uuid::Uuid;

use super::Transport;
use crate::domain::{Environment, Organization, OrganizationId};
use crate::polar::{
    OrdersQuery, Rejected, Request, Response, SubscriptionsQuery, Trouble, orders_request, organizations_request,
    read_identities, read_orders, read_organizations, read_subscriptions, subscriptions_request,
};

/// What a connection attempt is checking.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Check {
    /// Which organization the token belongs to.
    Organization,
    /// Whether orders may be read.
    Orders,
    /// Whether subscriptions may be read.
    Subscriptions,
}

/// Why a token cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Polar could not be used, or rejects the token.
    #[error(transparent)]
    Polar(#[from] Trouble),
    /// The token belongs to no organization that it can list.
    #[error("the token lists no organization")]
    NoOrganization,
    /// The token belongs to another organization than the expected one.
    #[error("the token belongs to another organization")]
    OrganizationMismatch,
}

/// Finds out whom a token belongs to and whether it can read what the program needs. A missing scope is named even where
/// Polar does not name it.
///
/// # Errors
/// A [`Refusal`] when the token cannot be used.
pub async fn check<T: Transport>(
    transport: &T,
    environment: Environment,
    expected: Option<OrganizationId>,
    mut now_checking: impl FnMut(Check),
) -> Result<Organization, Refusal> {
    now_checking(Check::Organization);
    let organization = organization_of(transport, environment, expected).await?;

    now_checking(Check::Orders);
    let query = OrdersQuery { organization: Some(organization.id), limit: 1, ..OrdersQuery::default() };
    let (request, response) = ask(transport, orders_request(&query)).await?;
    read_orders(&response).map_err(|trouble| named(trouble, &request))?;

    now_checking(Check::Subscriptions);
    let query = SubscriptionsQuery { organization: Some(organization.id), limit: 1, ..SubscriptionsQuery::default() };
    let (request, response) = ask(transport, subscriptions_request(&query)).await?;
    read_subscriptions(&response).map_err(|trouble| named(trouble, &request))?;
    Ok(organization)
}

/// Finds out whom a token belongs to, in one request. Its status is [`crate::domain::OrganizationStatus::unread`] where Polar
/// does not say as it should how it stands.
///
/// # Errors
/// A [`Refusal`] when the token cannot be used.
pub async fn organization_of<T: Transport>(
    transport: &T,
    environment: Environment,
    expected: Option<OrganizationId>,
) -> Result<Organization, Refusal> {
    let (request, response) = ask(transport, organizations_request()).await?;
    // A base URL of the owner's own tells by its answers which world it is.
    let environment = if response.sandbox { Environment::Sandbox } else { environment };
    let listed = read_organizations(&response, environment).map_err(|trouble| named(trouble, &request))?;
    if let Some(found) = wanted(listed.items, expected) {
        return Ok(found);
    }
    // Who it is does not depend on how it stands, which the rota asks about.
    let named_only = read_identities(&response, environment)?;
    let is_empty = named_only.items.is_empty() && named_only.rejected.is_empty();
    if let Some(found) = wanted(named_only.items, expected) {
        return Ok(found);
    }
    let may_be_it = |id: Option<Uuid>| expected.is_none_or(|expected| id.is_none_or(|id| id == expected.0));
    match named_only.rejected.into_iter().find(|row| may_be_it(row.id)) {
        Some(Rejected { path, reason, .. }) => Err(Refusal::Polar(Trouble::Malformed { path, reason })),
        None if is_empty => Err(Refusal::NoOrganization),
        None => Err(Refusal::OrganizationMismatch),
    }
}

fn wanted(listed: Vec<Organization>, expected: Option<OrganizationId>) -> Option<Organization> {
    listed.into_iter().find(|listed| expected.is_none_or(|id| listed.id == id))
}

async fn ask<T: Transport>(transport: &T, request: Request) -> Result<(Request, Response), Trouble> {
    let response = transport.send(&request).await?;
    Ok((request, response))
}

/// A missing scope, named by the request that needs it where Polar names none.
pub(super) fn named(trouble: Trouble, request: &Request) -> Trouble {
    match trouble {
        Trouble::MissingScope(named) => Trouble::MissingScope(Some(named.unwrap_or_else(|| request.accept_scope()))),
        other => other,
    }
}
