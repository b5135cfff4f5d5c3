use serde::Serialize;

use crate::app::Link;
use crate::polar::Scope;
use crate::view::links;
use crate::view::words::form as said;

/// The form's fixed words, in the order in which Polar's own site leads there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Labels {
    /// The window's title.
    pub title: &'static str,
    /// What the page is for.
    pub heading: &'static str,
    /// What to do, in one sentence.
    pub introduction: &'static str,
    /// What stands before the scopes.
    pub scopes: &'static str,
    /// The scopes to tick, as Polar writes them.
    pub scope_names: Vec<String>,
    /// The way to Polar's token page.
    pub open_polar: &'static str,
    /// Where that leads.
    pub open_polar_url: String,
    /// What to enter there.
    pub token_steps: Vec<String>,
    /// The access token.
    pub token: &'static str,
    /// What one looks like.
    pub token_placeholder: &'static str,
    /// Shows what was typed.
    pub show: &'static str,
    /// Hides what was typed.
    pub hide: &'static str,
    /// The organization's id.
    pub organization: &'static str,
    /// Why it may stay empty.
    pub organization_hint: &'static str,
    /// Which of Polar's worlds.
    pub environment: &'static str,
    /// Found out by asking both.
    pub automatic: &'static str,
    /// The real one.
    pub production: &'static str,
    /// The one to try things out in.
    pub sandbox: &'static str,
    /// The button.
    pub connect: &'static str,
    /// Where the token goes.
    pub promise: &'static str,
}

/// The form's fixed words.
pub fn labels() -> Labels {
    Labels {
        title: said::TITLE,
        heading: said::HEADING,
        introduction: said::INTRODUCTION,
        scopes: said::SCOPES,
        scope_names: Scope::ALL.map(|scope| scope.code().to_owned()).into(),
        open_polar: said::OPEN_POLAR,
        open_polar_url: links::url(Link::Tokens, None),
        token_steps: vec![said::NAME_IT.to_owned(), said::NO_EXPIRATION.to_owned()],
        token: said::TOKEN,
        token_placeholder: said::TOKEN_PLACEHOLDER,
        show: said::SHOW,
        hide: said::HIDE,
        organization: said::ORGANIZATION,
        organization_hint: said::ORGANIZATION_HINT,
        environment: said::ENVIRONMENT,
        automatic: said::AUTOMATIC,
        production: said::PRODUCTION,
        sandbox: said::SANDBOX,
        connect: said::CONNECT,
        promise: said::PROMISE,
    }
}
