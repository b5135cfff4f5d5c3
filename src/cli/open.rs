//! Pages at Polar in the browser, and pages of the app's window.

use clap::{Args, Subcommand, ValueHint};

use super::exit::Exit;
use super::opened::{Opened, no_account};
use super::print;
use crate::app::{Link, WindowPage};
use crate::domain::Organization;
use crate::shell::account::NoAccount;
use crate::shell::instance::{self, Message};
use crate::shell::{World, connected, open};
use crate::store::{Ledger, LedgerError, StoredOrganization};
use crate::view::links;
use crate::view::words::commands as words;

#[derive(Args, Debug)]
pub(super) struct OpenOptions {
    #[command(subcommand)]
    what: Option<What>,
}

#[derive(Debug, Subcommand)]
enum What {
    /// An order's page at Polar
    Order {
        /// Its ID or the beginning of that, at least four characters, or the number of its invoice
        #[arg(value_hint = ValueHint::Other)]
        id: String,
    },
    /// A subscription's page at Polar
    Subscription {
        /// Its ID or the beginning of that, at least four characters
        #[arg(value_hint = ValueHint::Other)]
        id: String,
    },
    /// The dashboard, in the window of the app that runs
    Dashboard,
    /// The settings, likewise
    Settings,
}

pub(super) fn run(world: &World, wanted: Option<&str>, options: &OpenOptions) -> Exit {
    if world.is_sample() {
        return Exit::usage(words::OPEN_NO_SAMPLE.to_owned());
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
        Ok(false) => Err(Exit::trouble(words::NOT_RUNNING.to_owned())),
        Err(error) => Err(Exit::trouble(words::does_not_answer(&error))),
    }
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
    /// What is said where nothing is called by a name.
    none_called: fn(&str) -> String,
    /// What is said where several are.
    several_called: fn(&str) -> String,
    called: fn(&Ledger, &Organization, &str) -> Result<Vec<Link>, LedgerError>,
}

const ORDER: Kind = Kind {
    none_called: words::no_order_called,
    several_called: words::several_orders_called,
    called: |ledger, of, name| Ok(ledger.orders_called(of.id, name)?.into_iter().map(Link::Order).collect()),
};

const SUBSCRIPTION: Kind = Kind {
    none_called: words::no_subscription_called,
    several_called: words::several_subscriptions_called,
    called: |ledger, of, name| {
        Ok(ledger.subscriptions_called(of.id, name)?.into_iter().map(Link::Subscription).collect())
    },
};

fn page_of(world: &World, wanted: Option<&str>, kind: &Kind, name: &str) -> Result<(), Exit> {
    let name = name.trim();
    if name.is_empty() {
        return Err(Exit::usage(words::MORE_OF_THE_ID.to_owned()));
    }
    let opened = Opened::of_somebody(world)?;
    let among = organizations(world, &opened.ledger, wanted).map_err(|none| no_account(none, world))?;
    let mut found = Vec::new();
    for StoredOrganization { organization, .. } in &among {
        let called = (kind.called)(&opened.ledger, organization, name);
        let called = called.map_err(|error| Exit::ledger(&error, world))?;
        found.extend(called.into_iter().map(|link| (organization, link)));
    }
    match *found.as_slice() {
        [(organization, link)] => show(link, Some(organization)),
        // The number of an invoice may be as short as it is.
        [] if is_too_little(name) => Err(Exit::usage(words::MORE_OF_THE_ID.to_owned())),
        [] => Err(Exit::trouble((kind.none_called)(name))),
        _ => Err(Exit::usage((kind.several_called)(name))),
    }
}

/// Whether an ID is never looked for by so little of it: the beginnings of random IDs are soon the same.
fn is_too_little(name: &str) -> bool {
    name.chars().filter(|character| *character != '-').count() < 4
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
    print::line(&links::url(link, organization)).map_err(Exit::unwritten)
}

/// Opens a page at Polar in the browser.
///
/// # Errors
/// A sentence with the page's address, for whoever has a browser elsewhere.
pub(super) fn at_polar(link: Link, organization: Option<&Organization>) -> Result<(), String> {
    let url = links::url(link, organization);
    open::open(&url).map_err(|error| words::the_page_is(&error, &url))
}
