use std::cell::Cell;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};

use super::arguments::TodayOptions;
use super::exit::Exit;
use super::opened::{Opened, Shown, no_account, sync_lock};
use super::print;
use crate::app::{Computer, Health, Model, Trouble};
use crate::domain::{Organization, OrganizationId};
use crate::shell::account::{Account, NoAccount};
use crate::shell::{World, clock, computer, connected, instance, rejected, syncing};
use crate::store::{Ledger, LedgerError, StoredOrganization};
use crate::sync::{Fault, Session, Unfinished};
use crate::view::{json, terminal, tolerance, words};

/// Older figures are refreshed before they are shown.
const OLD: SignedDuration = SignedDuration::from_mins(1);
/// How long somebody who wants a glance waits for the network.
const AT_MOST: Duration = Duration::from_secs(10);
/// How long of that troubles that may pass are tried again: it ends before the rest does, so that what is told is what went
/// wrong and not that the time was over.
const TRYING: Duration = Duration::from_secs(7);

pub(super) async fn run(world: &World, wanted: Option<&str>, options: &TodayOptions) -> Exit {
    match show(world, wanted, options).await {
        Ok(()) => Exit::fine(),
        Err(exit) => {
            // After damage it is run once more.
            if let Some(format) = options.format.as_ref().filter(|_| !exit.is_of_damage()) {
                format.print_without_figures(&exit, world);
            }
            exit
        }
    }
}

async fn show(world: &World, wanted: Option<&str>, options: &TodayOptions) -> Result<(), Exit> {
    let mut opened = Opened::of_somebody(world)?;
    let mut stored = match connected::chosen(world, &opened.ledger, wanted) {
        Ok(stored) => stored,
        // With a token of the environment the organization may not be in the ledger yet.
        Err(NoAccount::Unknown(_)) if world.token.is_some() && !options.offline => None,
        Err(none) => return Err(no_account(none, world)),
    };
    let mut trouble = opened.replaced.then_some(Trouble::LedgerReplaced);
    if !options.offline && needs_refresh(world, stored.as_ref()) {
        let asked_about = Cell::new(None);
        match refresh(world, wanted, &mut opened, &asked_about).await {
            Ok(()) => trouble = None,
            Err(none) if stored.as_ref().is_none_or(|stored| stored.last_success.is_none()) => {
                return Err(no_account(none, world));
            }
            Err(damaged @ NoAccount::Ledger(LedgerError::Broken(_))) => return Err(no_account(damaged, world)),
            Err(NoAccount::Trouble(cause)) => trouble = Some(cause),
            Err(NoAccount::Ledger(error)) => trouble = Some(Trouble::from(&error)),
            Err(none) => return Err(no_account(none, world)),
        }
        stored = shown(world, &opened.ledger, wanted, asked_about.get()).map_err(|none| no_account(none, world))?;
    }
    let Some(stored) = stored else {
        let nothing =
            if world.token.is_some() { Exit::trouble(words::NOTHING_READ.to_owned()) } else { Exit::not_connected() };
        return Err(nothing);
    };
    let unreadable = |error| Exit::ledger(&error, world);
    let rejected = rejected::of_ledger(&opened.ledger, stored.organization.id).map_err(unreadable)?;
    let health = Health { trouble: trouble.clone(), last_success: stored.last_success, rejected, ..Health::default() };
    let never_read = stored.last_success.is_none();
    let organization: Organization = stored.organization;
    if never_read {
        let sentence = trouble.as_ref().map_or_else(|| words::NOTHING_READ.to_owned(), words::sentence);
        return Err(Exit::trouble(sentence));
    }
    let read = |ledger: &Ledger| {
        let shown = Shown::read(world, ledger, organization, health, options.json)?;
        let outlook = if options.json { Some(shown.outlook(ledger)?) } else { None };
        Ok((shown, outlook))
    };
    let (shown, outlook) = opened.ledger.at_one_instant(read).map_err(unreadable)?;
    if let Some(format) = &options.format {
        let mut computer = Computer::default();
        if format.tells_how_figures_stand() {
            computer.power = computer::power().await;
        }
        return format.print(&Model { computer, ..shown.model() }, world).map_err(Exit::unwritten);
    }
    let page = shown.page(clock::now());
    let written = if let Some(outlook) = outlook {
        let patience = tolerance(&shown.settings, computer::power().await);
        let today = json::today(&page, &outlook, patience);
        let text = serde_json::to_string_pretty(&today).map_err(|error| Exit::trouble(error.to_string()))?;
        print::line(&text)
    } else {
        print::line(terminal::today(&page, print::in_colour()).trim_end())
    };
    written.map_err(Exit::unwritten)
}

/// The ledger is empty, or older than a minute while no app keeps it fresh.
fn needs_refresh(world: &World, stored: Option<&StoredOrganization>) -> bool {
    let Some(last_success) = stored.and_then(|stored| stored.last_success) else { return true };
    let age = clock::now().duration_since(last_success);
    let old = age > OLD || age < SignedDuration::ZERO;
    old && !instance::is_running(world.home.data())
}

/// The organization to show: the one that was asked about, as soon as the token has said whose it is.
fn shown(
    world: &World,
    ledger: &Ledger,
    wanted: Option<&str>,
    asked_about: Option<OrganizationId>,
) -> Result<Option<StoredOrganization>, NoAccount> {
    match asked_about {
        Some(id) => Ok(connected::stored(ledger, id)?),
        None => connected::chosen(world, ledger, wanted),
    }
}

/// Asks Polar for what is new, and says about whom as soon as that is known.
async fn refresh(
    world: &World,
    wanted: Option<&str>,
    opened: &mut Opened,
    asked_about: &Cell<Option<OrganizationId>>,
) -> Result<(), NoAccount> {
    let asked = async {
        let account: Account = syncing::open(world, &mut opened.ledger, wanted, TRYING).await?;
        asked_about.set(Some(account.organization.id));
        let _lock = sync_lock(world).await?;
        opened.is_what_lies_there(world, &account)?;
        let marks = opened.ledger.marks(account.organization.id)?;
        let mut session = if Session::is_history_whole(&marks) {
            Session::poll(&marks, Unfinished::default(), false, clock::now())
        } else {
            Session::complete()
        };
        let run = syncing::run(&mut session, &account, &mut opened.ledger, TRYING, |_, _| {});
        run.await.map_err(|fault| match fault {
            Fault::Ledger(error) => NoAccount::Ledger(error),
            fault => NoAccount::Trouble(Trouble::from(&fault)),
        })
    };
    let began = clock::now();
    match tokio::time::timeout(AT_MOST, asked).await {
        Ok(refreshed) => refreshed,
        // The newest rows came within the time; the history is for `sync` or the app.
        Err(_) if refreshed_since(world, &opened.ledger, wanted, asked_about.get(), began) => Ok(()),
        Err(_) => Err(NoAccount::Trouble(Trouble::Polar(crate::polar::Trouble::Timeout))),
    }
}

fn refreshed_since(
    world: &World,
    ledger: &Ledger,
    wanted: Option<&str>,
    asked_about: Option<OrganizationId>,
    began: Timestamp,
) -> bool {
    let stored = shown(world, ledger, wanted, asked_about).ok().flatten();
    stored.and_then(|stored| stored.last_success).is_some_and(|at| at >= began)
}
