//! Which answer a request gets, decided in the order in which Polar's server decides it.

use uuid::Uuid;

use super::answer::Answer;
use super::asked::Asked;
use super::state::{Grant, State};
use super::{lists, refusal};
use crate::demo::json::{OrderJson, OrganizationJson, SubscriptionJson};
use crate::demo::query::Problem;
use crate::demo::shop::Shop;
use crate::domain::{OrderId, SubscriptionId};
use crate::polar::Scope;

/// Answers a request: limit, token, version, address, method, scope, parameters.
pub(super) fn reply(state: &mut State, asked: &Asked) -> Answer {
    if let Some(limit) = state.behaviour.requests_per_minute
        && !state.windows.admit(limit, state.behaviour.clock)
    {
        return refusal::rate_limited(Some("60"));
    }
    let grant = state.grant_of(asked);
    if asked.bearer().is_some() && grant.is_none() {
        return refusal::bad_token();
    }
    if asked.version.as_deref().is_some_and(|version| version != refusal::VERSION) {
        return refusal::nowhere();
    }
    let route = match Route::of(&asked.path) {
        Ok(route) => route,
        Err(Some(path)) => return refusal::moved(&asked.host, &path, asked.query.as_deref()),
        Err(None) => return refusal::nowhere(),
    };
    if asked.method != "GET" {
        return refusal::wrong_method();
    }
    match grant {
        None => refusal::no_token(),
        Some(grant) if !may(state, grant, route.scope) => refusal::missing_scope(route.scope),
        Some(grant) => give(state, grant, &route, asked.query.as_deref().unwrap_or_default()),
    }
}

fn may(state: &State, grant: &Grant, scope: Scope) -> bool {
    grant.scopes.contains(&scope) && state.behaviour.scopes.contains(&scope)
}

fn give(state: &State, grant: &Grant, route: &Route<'_>, query: &str) -> Answer {
    let shop = (grant.organization == state.shop.organization.id).then_some(&state.shop);
    let given = match route.id {
        None => lists::list(shop, route.scope, query, state.behaviour.ignore_date_filters),
        Some(id) => match Uuid::try_parse(id) {
            Err(_) => Err(refusal::invalid(&[Problem::no_uuid("path", "id", id)])),
            Ok(id) => shop.and_then(|shop| row(shop, route.scope, id)).ok_or_else(refusal::not_found),
        },
    };
    given.map_or_else(|refused| refused, refusal::inside)
}

fn row(shop: &Shop, scope: Scope, id: Uuid) -> Option<Answer> {
    Some(match scope {
        Scope::Orders => Answer::json(200, &OrderJson { shop, row: shop.order(OrderId(id))? }),
        Scope::Subscriptions => {
            Answer::json(200, &SubscriptionJson { shop, row: shop.subscription(SubscriptionId(id))? })
        }
        Scope::Organizations if id == shop.organization.id.0 => {
            Answer::json(200, &OrganizationJson(&shop.organization))
        }
        Scope::Organizations => return None,
    })
}

/// An address of the API: a family of rows, or one row of it.
struct Route<'a> {
    scope: Scope,
    id: Option<&'a str>,
}

impl<'a> Route<'a> {
    /// Reads a path. A list's path ends with a slash and a row's does not; the other way round is moved to the right one
    /// (`Err(Some)`), anything else is nowhere (`Err(None)`).
    fn of(path: &'a str) -> Result<Self, Option<String>> {
        let (family, rest) = match path.strip_prefix("/v1/").ok_or(None)?.split_once('/') {
            Some((family, rest)) => (family, Some(rest)),
            None => (path.strip_prefix("/v1/").ok_or(None)?, None),
        };
        let scope = match family {
            "orders" => Scope::Orders,
            "subscriptions" => Scope::Subscriptions,
            "organizations" => Scope::Organizations,
            _ => return Err(None),
        };
        match rest {
            None => Err(Some(format!("{path}/"))),
            Some("") => Ok(Self { scope, id: None }),
            Some(id) => match id.split_once('/') {
                None => Ok(Self { scope, id: Some(id) }),
                Some((id, "")) => Err(Some(format!("/v1/{family}/{id}"))),
                Some(_) => Err(None),
            },
        }
    }
}
