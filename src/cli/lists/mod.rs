//! `revone orders` and `revone subscriptions`: rows of the ledger, without asking Polar anything.

mod help;
mod kind;
mod options;
mod write;

pub(super) use help::{ORDERS_HELP, SUBSCRIPTIONS_HELP, order_status, subscription_status};
pub(super) use kind::{Kind, Orders, Subscriptions};
pub(super) use options::ListOptions;

use self::write::{Asking, Form, Written};
use super::exit::Exit;
use super::kept::kept;
use super::print;
use crate::app::Health;
use crate::domain::{ListQuery, OrganizationId};
use crate::figures::{Calendar, RevenueBasis};
use crate::shell::exports::ExportError;
use crate::shell::{World, clock, desk};
use crate::store::{Ledger, LedgerError};
use crate::sync::Session;
use crate::view::ListPage;
use crate::view::words::lists::{self, Asked};

pub(super) async fn run<K: Kind>(world: &World, wanted: Option<&str>, options: &ListOptions) -> Exit {
    match show::<K>(world, wanted, options).await {
        Ok(()) => Exit::fine(),
        Err(exit) => exit,
    }
}

async fn show<K: Kind>(world: &World, wanted: Option<&str>, options: &ListOptions) -> Result<(), Exit> {
    let now = clock::now();
    let zone = options.zone().unwrap_or_else(|| world.zones.of(&world.settings().0));
    let calendar = Calendar::at(now, &zone);
    let days = options.days(calendar.today()).map_err(Exit::usage)?;
    let (opened, stored) = kept(world, wanted).await?;
    let (ledger, organization) = (&opened.ledger, &stored.organization);
    let unreadable = |error: LedgerError| Exit::ledger(&error, world);
    let status = match options.status.as_deref() {
        Some(typed) => Some(status_of::<K>(ledger, organization.id, typed).map_err(unreadable)?.map_err(Exit::usage)?),
        None => None,
    };
    let report = desk::report(ledger, organization.id, &zone, RevenueBasis::AsInPolar, now).map_err(unreadable)?;
    let complete = Session::is_history_whole(&ledger.marks(organization.id).map_err(unreadable)?);
    let health = Health { last_success: stored.last_success, ..Health::default() };
    let page = ListPage {
        organization,
        sample: world.is_sample(),
        list: K::LIST,
        currencies: &report.summary.currencies,
        complete,
        health: &health,
        zone: &zone,
        region: &world.region,
        now,
    };
    let query = ListQuery {
        search: options.search.clone(),
        status: status.clone(),
        period: days.period(&calendar),
        skip: 0,
        limit: options.rows(),
    };
    if options.form() == Form::Csv && !complete {
        print::aside(lists::INCOMPLETE);
    }
    let asked =
        Asked { list: K::LIST, first: days.first, last: days.last, status: status.as_deref(), search: &options.search };
    let written = Asking { ledger, page: &page, query: &query }.write::<K>(options.form());
    if matches!(written, Ok(Written::Nothing)) {
        print::aside(&lists::nothing(&asked));
    }
    ended(written, world)
}

/// The status that was typed, as rows have it; otherwise a sentence that names those that there are.
fn status_of<K: Kind>(ledger: &Ledger, of: OrganizationId, typed: &str) -> Result<Result<String, String>, LedgerError> {
    let code = typed.trim().to_lowercase().replace([' ', '-'], "_");
    if K::is_status(&code) {
        return Ok(Ok(code));
    }
    let known = K::statuses(ledger, of)?;
    let found = known.iter().find(|known| *known == typed.trim() || **known == code).cloned();
    Ok(found.ok_or_else(|| lists::unknown_status(K::LIST, typed, &known)))
}

/// How the program ends.
fn ended(written: Result<Written, ExportError>, world: &World) -> Result<(), Exit> {
    match written {
        Ok(_) => Ok(()),
        Err(ExportError::File(error)) => print::forgiven(Err(error)).map_err(Exit::unwritten),
        Err(ExportError::Ledger(error)) => Err(Exit::ledger(&error, world)),
    }
}
