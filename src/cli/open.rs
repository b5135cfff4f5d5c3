//! Pages at Polar in the browser, and pages of the app's window.

use std::io;

use clap::{Args, Subcommand};

use super::exit::Exit;
use super::opened::{Opened, no_account};
use super::print;
use crate::app::{Link, WindowPage};
use crate::domain::Organization;
use crate::shell::account::NoAccount;
use crate::shell::instance::{self, Message};
use crate::shell::{World, connected, ledger_sentence, open};
use crate::store::{Ledger, LedgerError, StoredOrganization};
use crate::view::links;

/// What is said where a window is wanted and nothing runs that has one. It is not started from here: it would hold the
/// terminal, or stay behind it unseen.
pub(super) const NOT_RUNNING: &str = if cfg!(target_os = "macos") {
    "Revone is not running: open Revone.app first, or run `revone` in another terminal."
} else {
    "Revone is not running: run `revone` first, in another terminal or from your session’s start."
};

#[derive(Args, Debug)]
pub(super) struct OpenOptions {
    #[command(subcommand)]
    what: Option<What>,
}

#[derive(Debug, Subcommand)]
enum What {
    /// An order's page at Polar
    Order {
        /// Its ID or the beginning of that, or the number of its invoice
        id: String,
    },
    /// A subscription's page at Polar
    Subscription {
        /// Its ID or the beginning of that
        id: String,
    },
    /// The dashboard, in the window of the app that runs
    Dashboard,
    /// The settings, likewise
    Settings,
}

pub(super) fn run(world: &World, wanted: Option<&str>, options: &OpenOptions) -> Exit {
    if world.is_sample() {
        return Exit::usage("the sample shop has no page at Polar, and no window: leave out --demo".to_owned());
    }
    let opened = match &options.what {
        Some(What::Dashboard) => window(world, WindowPage::Dashboard),
        Some(What::Settings) => window(world, WindowPage::Settings),
        Some(What::Order { id }) => page_of(world, wanted, &ORDER, id),
        Some(What::Subscription { id }) => page_of(world, wanted, &SUBSCRIPTION, id),
        None => overview(world, wanted),
    };
    opened.map_or_else(|exit| exit, |()| Exit::fine())
}

fn window(world: &World, page: WindowPage) -> Result<(), Exit> {
    match instance::tell(world.home.data(), Message::Open(page)) {
        Ok(true) => Ok(()),
        Ok(false) => Err(Exit::trouble(NOT_RUNNING.to_owned())),
        Err(error) => Err(Exit::trouble(unreachable(&error))),
    }
}

/// Why the app that runs does not show its window.
pub(super) fn unreachable(error: &io::Error) -> String {
    format!("Revone is running and does not answer ({error}): quit it and start it again.")
}

fn overview(world: &World, wanted: Option<&str>) -> Result<(), Exit> {
    let opened = Opened::of_somebody(world)?;
    let stored = connected::chosen(world, &opened.ledger, wanted).map_err(|none| no_account(none, world))?;
    // A token of the environment that was never used is somebody's, and Polar knows whose dashboard to show.
    if stored.is_none() && world.token.is_none() {
        return Err(Exit::not_connected());
    }
    show(Link::Overview, stored.as_ref().map(|stored| &stored.organization))
}

/// What can be looked for by what a person calls it.
struct Kind {
    one: &'static str,
    several: &'static str,
    name: &'static str,
    called: fn(&Ledger, &Organization, &str) -> Result<Vec<Link>, LedgerError>,
}

const ORDER: Kind = Kind {
    one: "order",
    several: "orders",
    name: "ID or invoice number",
    called: |ledger, of, name| Ok(ledger.orders_called(of.id, name)?.into_iter().map(Link::Order).collect()),
};

const SUBSCRIPTION: Kind = Kind {
    one: "subscription",
    several: "subscriptions",
    name: "ID",
    called: |ledger, of, name| {
        Ok(ledger.subscriptions_called(of.id, name)?.into_iter().map(Link::Subscription).collect())
    },
};

fn page_of(world: &World, wanted: Option<&str>, kind: &Kind, name: &str) -> Result<(), Exit> {
    let opened = Opened::of_somebody(world)?;
    let name = name.trim();
    let among = organizations(world, &opened.ledger, wanted).map_err(|none| no_account(none, world))?;
    let mut found = Vec::new();
    for StoredOrganization { organization, .. } in &among {
        let called = (kind.called)(&opened.ledger, organization, name);
        let called = called.map_err(|error| Exit::trouble(ledger_sentence(&error, &world.home)))?;
        found.extend(called.into_iter().map(|link| (organization, link)));
    }
    match *found.as_slice() {
        [(organization, link)] => show(link, Some(organization)),
        [] => Err(Exit::trouble(format!(
            "no {} that was read from Polar has the {} “{name}”: check it, or run `revone sync` first",
            kind.one, kind.name
        ))),
        _ => Err(Exit::usage(format!(
            "several {} are called “{name}”: give more of the ID, or name one --organization",
            kind.several
        ))),
    }
}

/// Whose rows are looked through: everybody's who is connected, or those of the one that is named.
fn organizations(world: &World, ledger: &Ledger, wanted: Option<&str>) -> Result<Vec<StoredOrganization>, NoAccount> {
    let among = match wanted {
        Some(_) => connected::chosen(world, ledger, wanted)?.into_iter().collect(),
        None => connected::connected(world, ledger)?,
    };
    if among.is_empty() && world.token.is_none() { Err(NoAccount::NotConnected) } else { Ok(among) }
}

fn show(link: Link, organization: Option<&Organization>) -> Result<(), Exit> {
    at_polar(link, organization).map_err(Exit::trouble)?;
    print::line(&links::url(link, organization));
    Ok(())
}

/// Opens a page at Polar in the browser.
///
/// # Errors
/// A sentence with the page's address, for whoever has a browser elsewhere.
pub(super) fn at_polar(link: Link, organization: Option<&Organization>) -> Result<(), String> {
    let url = links::url(link, organization);
    open::open(&url).map_err(|error| format!("{error}; the page is {url}"))
}
