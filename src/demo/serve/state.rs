use std::collections::VecDeque;

use super::asked::Asked;
use super::behaviour::Behaviour;
use super::limit::Windows;
use crate::demo::shop::Shop;
use crate::domain::OrganizationId;
use crate::polar::{AccessToken, Scope};

/// All that the running server goes by. Whatever is changed here shows in the next answer.
pub struct State {
    /// What was sold.
    pub shop: Shop,
    /// How it behaves.
    pub behaviour: Behaviour,
    /// The tokens that it accepts.
    pub tokens: Vec<(AccessToken, Grant)>,
    pub(super) seen: VecDeque<Seen>,
    pub(super) windows: Windows,
}

/// What a token may do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grant {
    /// The one organization that it belongs to.
    pub organization: OrganizationId,
    /// What it may read.
    pub scopes: Vec<Scope>,
}

/// A request that was made, and how it was answered. The token is not kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    /// The method.
    pub method: String,
    /// The path and the query, as they came.
    pub path_and_query: String,
    /// Whether the token was one that the server accepts.
    pub authorized: bool,
    /// The `User-Agent` header.
    pub user_agent: Option<String>,
    /// The `Polar-Version` header.
    pub version: Option<String>,
    /// The names of all headers, in lower case.
    pub headers: Vec<String>,
    /// The status that was answered; 0 when the connection was closed instead.
    pub status: u16,
}

/// The oldest requests are forgotten beyond this many.
const REMEMBERED: usize = 4096;

impl State {
    /// The state of a server that was just started.
    pub(super) fn new(shop: Shop, behaviour: Behaviour, token: AccessToken) -> Self {
        let grant = Grant { organization: shop.organization.id, scopes: Scope::ALL.to_vec() };
        Self { shop, behaviour, tokens: vec![(token, grant)], seen: VecDeque::new(), windows: Windows::default() }
    }

    /// Accepts a token for the shop's organization with these scopes, in place of what it was accepted for before.
    pub fn grant(&mut self, token: &AccessToken, scopes: &[Scope]) {
        self.revoke(token);
        let grant = Grant { organization: self.shop.organization.id, scopes: scopes.to_vec() };
        self.tokens.push((token.clone(), grant));
    }

    /// Accepts a token no longer.
    pub fn revoke(&mut self, token: &AccessToken) {
        self.tokens.retain(|(known, _)| known != token);
    }

    pub(super) fn grant_of(&self, asked: &Asked) -> Option<&Grant> {
        let token = asked.bearer()?;
        self.tokens.iter().find(|(known, _)| known.expose() == token).map(|(_, grant)| grant)
    }

    pub(super) fn remember(&mut self, asked: &Asked, status: u16) {
        if self.seen.len() >= REMEMBERED {
            self.seen.pop_front();
        }
        self.seen.push_back(Seen {
            method: asked.method.clone(),
            path_and_query: asked.path_and_query(),
            authorized: self.grant_of(asked).is_some(),
            user_agent: asked.user_agent.clone(),
            version: asked.version.clone(),
            headers: asked.headers.clone(),
            status,
        });
    }
}
