//! Accounts: connecting, opening, forgetting.

use std::sync::Arc;

use jiff::Timestamp;

use super::secrets::{SecretError, SecretStore};
use super::{Home, Http, NoCertificates, Origin, World, accounts_file, connected};
use crate::app::{ConnectStep, FormError, Trouble};
use crate::domain::{Environment, Organization, OrganizationId};
use crate::polar::{self, AccessToken, TokenShape};
use crate::store::{Ledger, LedgerError, StoredOrganization};
use crate::sync::connect::{Check, Refusal, check, organization_of};
use crate::view::words;

/// A connected organization and the way to ask about it.
#[derive(Clone, Debug)]
pub struct Account {
    /// Whose figures these are.
    pub organization: Organization,
    /// The way to Polar with its token.
    pub http: Http,
}

/// Why there is no account to ask about.
#[derive(Debug)]
pub enum NoAccount {
    /// No token anywhere.
    NotConnected,
    /// No connected organization goes by that name.
    Unknown(String),
    /// Several connected organizations go by that slug.
    Ambiguous {
        /// The slug.
        wanted: String,
        /// Their ids.
        ids: Vec<OrganizationId>,
    },
    /// The token could not be used or read.
    Trouble(Trouble),
    /// The ledger could not be read or written.
    Ledger(LedgerError),
}

impl From<LedgerError> for NoAccount {
    fn from(error: LedgerError) -> Self {
        Self::Ledger(error)
    }
}

/// Opens the account: the token of the environment, whose organization is asked for, or the stored one.
///
/// # Errors
/// Why there is no account.
pub async fn open(
    world: &World,
    ledger: &mut Ledger,
    wanted: Option<&str>,
    now: Timestamp,
) -> Result<Account, NoAccount> {
    if let Some(token) = &world.token {
        // The token decides whose figures these are, so it is asked before anything is stored under a name.
        let (organization, http) = find(world, token).await.map_err(NoAccount::Trouble)?;
        if let Some(wanted) = wanted.filter(|name| organization.slug != *name && organization.id.to_string() != *name) {
            return Err(NoAccount::Unknown(wanted.to_owned()));
        }
        ledger.connect(&organization, http.origin().as_str(), now)?;
        return Ok(Account { organization, http });
    }
    let Some(stored) = connected::chosen(world, ledger, wanted)? else { return Err(NoAccount::NotConnected) };
    let token = stored_token(&world.secrets, stored.organization.id).await;
    of_stored(world, stored, token).map_err(NoAccount::Trouble)
}

/// The account of an organization of the ledger, with what the store of secrets said when it was asked for its token.
///
/// # Errors
/// What is wrong with the token, or with the place to send it to.
pub fn of_stored(
    world: &World,
    stored: StoredOrganization,
    token: Result<AccessToken, SecretError>,
) -> Result<Account, Trouble> {
    let origin = stored_origin(world, &stored)?;
    let token = token.map_err(|error| Trouble::from(&error))?;
    let http = Http::new(origin, &token).map_err(|missing| setup(&missing))?;
    Ok(Account { organization: stored.organization, http })
}

/// Where a token is sent: a stored one only where it was connected, the environment's token wherever the owner says, and
/// else to each of Polar's worlds until one knows it.
///
/// # Errors
/// A trouble whose sentence names the cure.
pub fn origins(world: &World, stored: Option<&StoredOrganization>) -> Result<Vec<(Origin, Environment)>, Trouble> {
    match stored {
        Some(stored) if world.token.is_none() => {
            Ok(vec![(stored_origin(world, stored)?, stored.organization.environment)])
        }
        _ => Ok(candidates(world, None)),
    }
}

fn candidates(world: &World, environment: Option<Environment>) -> Vec<(Origin, Environment)> {
    match (&world.origin, environment) {
        (Some(origin), environment) => vec![(origin.clone(), environment.unwrap_or(Environment::Production))],
        (None, Some(environment)) => vec![(Origin::of(environment), environment)],
        (None, None) => [Environment::Production, Environment::Sandbox].map(|each| (Origin::of(each), each)).into(),
    }
}

fn stored_origin(world: &World, stored: &StoredOrganization) -> Result<Origin, Trouble> {
    let origin = Origin::parse(&stored.origin).map_err(|refused| setup(&refused))?;
    match &world.origin {
        Some(other) if *other != origin => {
            Err(Trouble::Setup(words::computer::token_is_for_elsewhere(origin.as_str(), other.as_str())))
        }
        _ => Ok(origin),
    }
}

fn setup(error: &dyn std::fmt::Display) -> Trouble {
    Trouble::Setup(format!("{}.", sentence(&error.to_string())))
}

fn sentence(text: &str) -> String {
    let mut characters = text.chars();
    match characters.next() {
        Some(first) if text.starts_with("REVONE") || first.is_uppercase() => text.to_owned(),
        Some(first) => first.to_uppercase().chain(characters).collect(),
        None => String::new(),
    }
}

/// The stored token of an organization.
///
/// # Errors
/// What the store of secrets says.
pub async fn stored_token(
    secrets: &Arc<dyn SecretStore>,
    organization: OrganizationId,
) -> Result<AccessToken, SecretError> {
    let account = organization.to_string();
    blocking(secrets, move |secrets| secrets.read(&account)).await
}

/// The store of secrets may wait for the owner, so it is never called on the thread that does everything else.
async fn blocking<R: Send + 'static>(
    secrets: &Arc<dyn SecretStore>,
    call: impl FnOnce(&dyn SecretStore) -> Result<R, SecretError> + Send + 'static,
) -> Result<R, SecretError> {
    let secrets = Arc::clone(secrets);
    match tokio::task::spawn_blocking(move || call(secrets.as_ref())).await {
        Ok(result) => result,
        Err(_) => Err(no_answer()),
    }
}

/// The store of secrets was asked, and the asking broke off.
pub fn no_answer() -> SecretError {
    SecretError::Other(words::computer::STORE_DID_NOT_ANSWER.to_owned())
}

/// Asks Polar whom a token belongs to: where the owner said, or production and then the sandbox.
async fn find(world: &World, token: &AccessToken) -> Result<(Organization, Http), Trouble> {
    let found = try_each(world, token, None, async |http, environment| organization_of(http, environment, None).await);
    found.await.map_err(|attempt| match attempt {
        Attempt::Setup(missing) => setup(&missing),
        Attempt::Refused(Refusal::Polar(polar::Trouble::Unauthorized)) => Trouble::TokenRejected,
        Attempt::Refused(Refusal::Polar(polar::Trouble::MissingScope(scope))) => Trouble::MissingScope(scope),
        Attempt::Refused(Refusal::Polar(trouble)) => Trouble::Polar(trouble),
        Attempt::Refused(Refusal::NoOrganization | Refusal::OrganizationMismatch) => Trouble::OrganizationGone,
    })
}

enum Attempt {
    Setup(NoCertificates),
    Refused(Refusal),
}

async fn try_each(
    world: &World,
    token: &AccessToken,
    environment: Option<Environment>,
    mut ask: impl AsyncFnMut(&Http, Environment) -> Result<Organization, Refusal>,
) -> Result<(Organization, Http), Attempt> {
    let mut last = Attempt::Refused(Refusal::Polar(polar::Trouble::Unauthorized));
    for (origin, environment) in candidates(world, environment) {
        let http = Http::new(origin, token).map_err(Attempt::Setup)?;
        match ask(&http, environment).await {
            Ok(organization) => return Ok((organization, http)),
            // The two environments do not know each other's tokens and say no more than that.
            Err(Refusal::Polar(polar::Trouble::Unauthorized)) => {
                last = Attempt::Refused(Refusal::Polar(polar::Trouble::Unauthorized));
            }
            Err(refusal) => return Err(Attempt::Refused(refusal)),
        }
    }
    Err(last)
}

/// Connects: checks the token and its scopes, keeps it in the store of secrets, begins the organization's ledger, and
/// chooses it as the one to show.
///
/// # Errors
/// A [`FormError`] that names the field and the cure.
pub async fn connect(
    world: &World,
    ledger: &mut Ledger,
    token: &AccessToken,
    organization: &str,
    environment: Option<Environment>,
    now: Timestamp,
    mut progress: impl FnMut(ConnectStep),
) -> Result<Account, FormError> {
    let account = checked(world, token, organization, environment, &mut progress).await?;
    progress(ConnectStep::StoringToken);
    begin(world, &account)?;
    keep_token(world.home.clone(), Arc::clone(&world.secrets), account.organization.id, token.clone()).await?;
    note(world, ledger, &account, now)?;
    Ok(account)
}

/// The first part of [`connect`]: asks Polar whose token it is and what it may read, and keeps nothing.
///
/// # Errors
/// A [`FormError`] that names the field and the cure.
pub async fn checked(
    world: &World,
    token: &AccessToken,
    organization: &str,
    environment: Option<Environment>,
    mut progress: impl FnMut(ConnectStep),
) -> Result<Account, FormError> {
    let expected = match organization.trim() {
        "" => None,
        id => Some(OrganizationId::parse(id).ok_or(FormError::OrganizationMalformed)?),
    };
    progress(ConnectStep::FindingEnvironment);
    let (organization, http) = try_each(world, token, environment, async |http, environment| {
        check(http, environment, expected, |checking| {
            progress(match checking {
                Check::Organization => ConnectStep::ReadingOrganization,
                Check::Orders => ConnectStep::CheckingOrders,
                Check::Subscriptions => ConnectStep::CheckingSubscriptions,
            });
        })
        .await
    })
    .await
    .map_err(|attempt| match attempt {
        Attempt::Setup(missing) => FormError::Setup(format!("{}.", sentence(&missing.to_string()))),
        Attempt::Refused(refusal) => form_error(refusal, token),
    })?;
    Ok(Account { organization, http })
}

/// The second part of [`connect`]: notes under which name a token is about to be kept. A process that ends between the
/// store of secrets and the files would leave one behind that nobody knows of.
///
/// # Errors
/// A [`FormError`] about the files of this home.
pub fn begin(world: &World, account: &Account) -> Result<(), FormError> {
    accounts_file::begin(&world.home, &account.organization, account.http.origin().as_str())
        .map_err(|error| unwritten(world, &LedgerError::Unwritable(error.to_string())))
}

/// The third part of [`connect`]: keeps the token, which may wait for the owner.
///
/// # Errors
/// What the store of secrets says.
pub async fn keep_token(
    home: Home,
    secrets: Arc<dyn SecretStore>,
    organization: OrganizationId,
    token: AccessToken,
) -> Result<(), SecretError> {
    let account = organization.to_string();
    let kept = blocking(&secrets, move |secrets| secrets.write(&account, &token)).await;
    if kept.is_err()
        && let Err(error) = accounts_file::give_up(&home, organization)
    {
        // One more name is asked for at a reset, where nothing is found.
        tracing::warn!(%error, "a connection that was given up could not be forgotten");
    }
    kept
}

/// The last part of [`connect`]: begins the organization's ledger, and chooses it as the one to show.
///
/// # Errors
/// A [`FormError`] about the files of this home.
pub fn note(world: &World, ledger: &mut Ledger, account: &Account, now: Timestamp) -> Result<(), FormError> {
    let (organization, origin) = (&account.organization, account.http.origin().as_str());
    let unwritable = |error: std::io::Error| LedgerError::Unwritable(error.to_string());
    ledger
        .connect(organization, origin, now)
        .and_then(|()| accounts_file::add(&world.home, organization, origin).map_err(unwritable))
        .map_err(|error| unwritten(world, &error))
}

fn unwritten(world: &World, error: &LedgerError) -> FormError {
    FormError::Ledger(super::ledger_sentence(error, &world.home))
}

fn form_error(refusal: Refusal, token: &AccessToken) -> FormError {
    match refusal {
        Refusal::Polar(polar::Trouble::Unauthorized) => {
            FormError::TokenRejected { cut_off: token.shape() == TokenShape::LooksCutOff }
        }
        Refusal::Polar(polar::Trouble::MissingScope(scope)) => FormError::MissingScope(scope),
        Refusal::Polar(trouble) => FormError::Polar(trouble),
        Refusal::NoOrganization => FormError::NoOrganization,
        Refusal::OrganizationMismatch => FormError::OrganizationMismatch,
    }
}

impl From<SecretError> for FormError {
    fn from(error: SecretError) -> Self {
        Self::Keychain(super::secret_sentence(&error))
    }
}

/// What became of a token that was to be forgotten.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Forgotten {
    /// It is gone, or was never kept.
    Gone,
    /// No store of secrets answered; if one kept it, it still does.
    Unreachable,
}

/// Forgets the tokens of these organizations.
///
/// # Errors
/// A sentence when one is still there.
pub async fn forget_tokens(
    secrets: &Arc<dyn SecretStore>,
    organizations: impl IntoIterator<Item = OrganizationId>,
) -> Result<Forgotten, String> {
    let mut all = Forgotten::Gone;
    for organization in organizations {
        let account = organization.to_string();
        match blocking(secrets, move |secrets| secrets.delete(&account)).await {
            Ok(()) | Err(SecretError::Missing) => {}
            Err(SecretError::NoStore(_)) => all = Forgotten::Unreachable,
            Err(error) => return Err(super::secret_sentence(&error)),
        }
    }
    Ok(all)
}

/// Forgets an organization: its token and every row of it.
///
/// # Errors
/// A sentence when the token or the rows are still there.
pub async fn disconnect(world: &World, ledger: &mut Ledger, organization: OrganizationId) -> Result<Forgotten, String> {
    let forgotten = forget_tokens(&world.secrets, [organization]).await?;
    forget_rows(world, ledger, organization)?;
    Ok(forgotten)
}

/// The second part of [`disconnect`]: everything but the token.
///
/// # Errors
/// A sentence when the rows are still there.
pub fn forget_rows(world: &World, ledger: &mut Ledger, organization: OrganizationId) -> Result<(), String> {
    let unwritable = |error: std::io::Error| LedgerError::Unwritable(error.to_string());
    accounts_file::remove(&world.home, organization)
        .map_err(unwritable)
        .and_then(|()| ledger.remove(organization))
        .map_err(|error| super::ledger_sentence(&error, &world.home))
}
