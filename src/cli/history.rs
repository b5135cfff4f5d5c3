mod options;

pub(super) use options::HistoryOptions;

use jiff::tz::TimeZone;

use super::exit::Exit;
use super::opened::{Opened, no_account};
use super::print;
use crate::app::{Health, Trouble};
use crate::figures::{Calendar, History};
use crate::shell::{World, clock, connected, desk, ledger_sentence, syncing};
use crate::store::StoredOrganization;
use crate::sync::Session;
use crate::view::{HistoryPage, csv, json, terminal, words};

pub(super) async fn run(world: &World, wanted: Option<&str>, options: &HistoryOptions) -> Exit {
    match show(world, wanted, options).await {
        Ok(()) => Exit::fine(),
        Err(exit) => exit,
    }
}

async fn show(world: &World, wanted: Option<&str>, options: &HistoryOptions) -> Result<(), Exit> {
    let now = clock::now();
    let zone = options.zone().unwrap_or_else(|| world.zones.of(&world.settings().0));
    let dates = options.dates(Calendar::at(now, &zone).today()).map_err(Exit::usage)?;
    let mut opened = Opened::of_somebody(world)?;
    if world.is_sample() {
        read_sample(world, wanted, &mut opened).await?;
    }
    let stored = connected::chosen(world, &opened.ledger, wanted).map_err(|none| no_account(none, world))?;
    let stored = read_already(world, stored)?;
    let history = desk::history(&opened.ledger, stored.organization.id, &zone, dates, now)
        .map_err(|error| Exit::trouble(ledger_sentence(&error, &world.home)))?;
    print(world, &stored, &history, &zone, options)
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

fn print(
    world: &World,
    stored: &StoredOrganization,
    history: &History,
    zone: &TimeZone,
    options: &HistoryOptions,
) -> Result<(), Exit> {
    let now = clock::now();
    if options.json {
        let text = serde_json::to_string_pretty(&json::history(history, zone, now))
            .map_err(|error| Exit::trouble(error.to_string()))?;
        print::line(&text);
    } else if options.csv {
        print::out(&csv::history(history));
    } else {
        let health = Health { last_success: stored.last_success, ..Health::default() };
        let organization = &stored.organization;
        let (sample, region) = (world.is_sample(), &world.region);
        let page = HistoryPage { organization, sample, history, health: &health, zone, region, now };
        print::line(terminal::history(&page, print::width(), print::in_colour()).trim_end());
    }
    Ok(())
}
