//! Starting the menu-bar app, or having the one that runs show itself.

use std::time::Duration;

use super::exit::Exit;
use super::opened::{Opened, no_account};
use crate::app::Trouble;
use crate::domain::{Organization, OrganizationId};
use crate::polar;
use crate::shell::account::{self, Account, NoAccount};
use crate::shell::{World, clock, connected};
use crate::view::words;

/// How long a token of the environment may take to say whose it is before the rest goes on all the same.
const AT_MOST: Duration = Duration::from_secs(10);

/// Runs the app, showing the organization that `wanted` names.
pub(super) fn run(world: World, wanted: Option<&str>) -> Exit {
    let wanted = match wanted.map(|wanted| named(&world, wanted)).transpose() {
        Ok(wanted) => wanted.flatten(),
        Err(exit) => return exit,
    };
    app(world, wanted.as_ref())
}

fn named(world: &World, wanted: &str) -> Result<Option<Organization>, Exit> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime.map_err(|error| Exit::trouble(words::commands::no_timer(&error)))?;
    runtime.block_on(organization(world, wanted))
}

/// The organization to show; `None` when there is nothing to choose, because a token of the environment decides.
async fn organization(world: &World, wanted: &str) -> Result<Option<Organization>, Exit> {
    let mut opened = opened(world)?;
    if world.token.is_none() {
        return of_the_ledger(world, &opened, wanted).map(Some);
    }
    match of_the_token(world, &mut opened, wanted).await {
        Err(unknown @ NoAccount::Unknown(_)) => Err(no_account(unknown, world)),
        // What goes wrong on the way is for the app to name.
        _ => Ok(None),
    }
}

/// The organization to watch. Where a token of the environment cannot be asked whose it is, it is the one that the ledger
/// knows by that name.
pub(super) async fn watched(world: &World, wanted: &str) -> Result<OrganizationId, Exit> {
    let mut opened = opened(world)?;
    if world.token.is_none() {
        return of_the_ledger(world, &opened, wanted).map(|organization| organization.id);
    }
    let known = match of_the_token(world, &mut opened, wanted).await {
        Ok(account) => Ok(account.organization.id),
        Err(unknown @ NoAccount::Unknown(_)) => Err(unknown),
        Err(cause) => match connected::chosen(world, &opened.ledger, Some(wanted)) {
            Ok(Some(stored)) => Ok(stored.organization.id),
            Ok(None) | Err(NoAccount::Unknown(_)) => Err(cause),
            Err(other) => Err(other),
        },
    };
    known.map_err(|none| no_account(none, world))
}

fn opened(world: &World) -> Result<Opened, Exit> {
    if world.is_sample() {
        return Err(Exit::usage(words::commands::SAMPLE_IS_ONE_SHOP.to_owned()));
    }
    Opened::of_somebody(world)
}

fn of_the_ledger(world: &World, opened: &Opened, wanted: &str) -> Result<Organization, Exit> {
    let known = connected::connected(world, &opened.ledger).map_err(NoAccount::from);
    let named = known.and_then(|known| connected::named(known, wanted));
    named.map(|stored| stored.organization).map_err(|none| no_account(none, world))
}

/// Asks whose the environment's token is.
async fn of_the_token(world: &World, opened: &mut Opened, wanted: &str) -> Result<Account, NoAccount> {
    let asked = account::open(world, &mut opened.ledger, Some(wanted), clock::now());
    match tokio::time::timeout(AT_MOST, asked).await {
        Ok(answer) => answer,
        Err(_) => Err(NoAccount::Trouble(Trouble::Polar(polar::Trouble::Timeout))),
    }
}

#[cfg(feature = "tray")]
fn app(world: World, wanted: Option<&Organization>) -> Exit {
    use super::print;
    use crate::shell::app::{NoApp, run};
    match run(world, wanted) {
        Ok(never) => match never {},
        Err(running @ (NoApp::Running | NoApp::Switched(_))) => Exit::after(print::line(&running.to_string())),
        Err(error) => Exit::trouble(error.to_string()),
    }
}

#[cfg(not(feature = "tray"))]
fn app(_world: World, _wanted: Option<&Organization>) -> Exit {
    Exit::usage(words::commands::NO_MENU_BAR.to_owned())
}
