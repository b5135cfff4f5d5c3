mod options;

pub(super) use options::HistoryOptions;

use jiff::tz::TimeZone;

use super::exit::Exit;
use super::kept::kept;
use super::print;
use crate::app::Health;
use crate::figures::{Calendar, History};
use crate::shell::{World, clock, desk};
use crate::store::StoredOrganization;
use crate::view::{HistoryPage, csv, json, terminal};

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
    let (opened, stored) = kept(world, wanted).await?;
    let history = desk::history(&opened.ledger, stored.organization.id, &zone, dates, now)
        .map_err(|error| Exit::ledger(&error, world))?;
    print(world, &stored, &history, &zone, options)
}

fn print(
    world: &World,
    stored: &StoredOrganization,
    history: &History,
    zone: &TimeZone,
    options: &HistoryOptions,
) -> Result<(), Exit> {
    let now = clock::now();
    let written = if options.json {
        let text = serde_json::to_string_pretty(&json::history(history, zone, now))
            .map_err(|error| Exit::trouble(error.to_string()))?;
        print::line(&text)
    } else if options.csv {
        print::out(&csv::history(history))
    } else {
        let health = Health { last_success: stored.last_success, ..Health::default() };
        let organization = &stored.organization;
        let (sample, region) = (world.is_sample(), &world.region);
        let page = HistoryPage { organization, sample, history, health: &health, zone, region, now };
        print::line(terminal::history(&page, print::width(), print::in_colour()).trim_end())
    };
    written.map_err(Exit::unwritten)
}
