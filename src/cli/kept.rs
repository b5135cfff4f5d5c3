use super::exit::Exit;
use super::opened::{Opened, no_account};
use crate::app::Trouble;
use crate::shell::{World, connected, syncing};
use crate::store::StoredOrganization;
use crate::sync::Session;
use crate::view::words;

/// The ledger as it is, and the organization that is asked about, where something of it has been read. Polar is asked
/// nothing; but sample data, whose ledger is as new as its folder, is read first.
pub(super) async fn kept(world: &World, wanted: Option<&str>) -> Result<(Opened, StoredOrganization), Exit> {
    let mut opened = Opened::of_somebody(world)?;
    if world.is_sample() {
        read_sample(world, wanted, &mut opened).await?;
    }
    let stored = connected::chosen(world, &opened.ledger, wanted).map_err(|none| no_account(none, world))?;
    Ok((opened, read_already(world, stored)?))
}

/// The sample's ledger is as new as its folder, and its Polar is on this computer.
async fn read_sample(world: &World, wanted: Option<&str>, opened: &mut Opened) -> Result<(), Exit> {
    let account = opened.account(world, wanted).await?;
    let mut session = Session::complete();
    let reading = syncing::run(&mut session, &account, &mut opened.ledger, syncing::IN_FULL, |_, _| {});
    reading.await.map_err(|fault| Exit::trouble(words::sentence(&Trouble::from(&fault))))
}

/// The organization, where something of it has been read.
fn read_already(world: &World, stored: Option<StoredOrganization>) -> Result<StoredOrganization, Exit> {
    match stored {
        Some(stored) if stored.last_success.is_some() => Ok(stored),
        None if world.token.is_none() => Err(Exit::not_connected()),
        _ => Err(Exit::trouble(words::NOTHING_READ.to_owned())),
    }
}
