use super::exit::Exit;
use super::opened::{Opened, no_account, sync_lock};
use super::print;
use super::progress::Progress;
use crate::app::Trouble;
use crate::shell::{World, rejected, syncing};
use crate::sync::{Fault, Session};
use crate::view::region::Numbers;
use crate::view::words;

pub(super) async fn run(world: &World, wanted: Option<&str>) -> Exit {
    match refresh(world, wanted).await {
        Ok(()) => Exit::fine(),
        Err(exit) => exit,
    }
}

async fn refresh(world: &World, wanted: Option<&str>) -> Result<(), Exit> {
    let mut opened = Opened::of_somebody(world)?;
    let account = opened.account(world, wanted).await?;
    let lock = sync_lock(world).await;
    let _lock = lock.map_err(|error| Exit::ledger(&error, world))?;
    opened.is_what_lies_there(world, &account).map_err(|none| no_account(none, world))?;
    // Damage shows where it is read, and much is not read for a long time.
    opened.ledger.integrity().map_err(|error| Exit::ledger(&error, world))?;
    let mut progress = Progress::new(account.organization.id);
    let mut session = Session::complete();
    let finished = syncing::run(&mut session, &account, &mut opened.ledger, syncing::IN_FULL, |ledger, outcome| {
        progress.took(ledger, &outcome);
    });
    let finished = finished.await;
    if !opened.is_kept(world) {
        return Err(Exit::trouble(words::LEDGER_REMOVED.to_owned()));
    }
    let requests = progress.requests;
    drop(progress);
    finished.map_err(|fault| match &fault {
        Fault::Ledger(error) => Exit::ledger(error, world),
        fault => Exit::trouble(words::sentence(&Trouble::from(fault))),
    })?;
    let id = account.organization.id;
    let unreadable = |error| Exit::ledger(&error, world);
    let counts = opened.ledger.counts(id).map_err(unreadable)?;
    let rejected = rejected::of_ledger(&opened.ledger, id).map_err(unreadable)?;
    let numbers = Numbers::of(&world.region);
    print::line(&words::synced(&account.organization, counts.orders, counts.subscriptions, requests, &numbers))
        .map_err(Exit::unwritten)?;
    if rejected.rows > 0 {
        print::line(&words::unreadable(&rejected, &numbers)).map_err(Exit::unwritten)?;
    }
    Ok(())
}
