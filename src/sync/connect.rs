//! Whom a token belongs to, and whether it can read what the program needs.

use super::Transport;
use crate::domain::{Environment, Organization, OrganizationId};
use crate::polar::{
    OrdersQuery, Request, Response, SubscriptionsQuery, Trouble, orders_request, organizations_request, read_orders,
    read_organizations, read_subscriptions, subscriptions_request,
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

/// Finds out whom a token belongs to, in one request.
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
    match expected {
        None => listed.items.into_iter().next().ok_or(Refusal::NoOrganization),
        Some(_) if listed.items.is_empty() => Err(Refusal::NoOrganization),
        Some(id) => listed.items.into_iter().find(|listed| listed.id == id).ok_or(Refusal::OrganizationMismatch),
    }
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
