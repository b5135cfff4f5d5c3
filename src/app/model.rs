use std::collections::BTreeMap;
use std::path::PathBuf;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::notice::{Sent, Tally};
use super::{
    Computer, Dashboard, Ended, Health, LaunchAtLogin, Looking, Region, RejectedSetting, Settings, Troubles, WindowPage,
};
use crate::domain::{
    Announcement, ChangeKind, CustomerId, Organization, OrganizationId, RecentCancellation, RecentOrder,
    RecentSubscription, SubscriptionId,
};
use crate::figures::Summary;
use crate::money::Money;
use crate::polar::{Scope, Trouble};

/// Names and comments of people, which live in memory only.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Names {
    /// Customers' names.
    pub customers: BTreeMap<CustomerId, String>,
    /// What customers wrote on leaving.
    pub comments: BTreeMap<SubscriptionId, String>,
}

/// Figures and rows read from the ledger at one instant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// The figures.
    pub summary: Summary,
    /// The newest orders, newest first.
    pub orders: Vec<RecentOrder>,
    /// The newest subscriptions, newest first.
    pub subscriptions: Vec<RecentSubscription>,
    /// The newest cancellations, newest first.
    pub cancellations: Vec<RecentCancellation>,
    /// How much the ledger holds.
    pub rows: Rows,
}

/// How many rows the ledger holds of an organization.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rows {
    /// Orders, whatever their status.
    pub orders: u64,
    /// Subscriptions, whatever their status.
    pub subscriptions: u64,
}

/// Whether the program has an account to show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Connection {
    /// Not yet known: the launch is reading ledger and Keychain.
    Starting,
    /// No token anywhere.
    NotConnected,
    /// Connected; the organization is the one whose figures are shown.
    Connected(Organization),
    /// Showing sample data.
    Sample(Organization),
}

impl Connection {
    /// The organization whose figures are shown.
    pub fn organization(&self) -> Option<&Organization> {
        match self {
            Self::Connected(organization) | Self::Sample(organization) => Some(organization),
            Self::Starting | Self::NotConnected => None,
        }
    }
}

/// What a connection attempt is doing; the form says it in words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConnectStep {
    /// Asking Polar's production or sandbox whether it knows the token.
    FindingEnvironment,
    /// Reading the organization.
    ReadingOrganization,
    /// Checking that orders may be read.
    CheckingOrders,
    /// Checking that subscriptions may be read.
    CheckingSubscriptions,
    /// Storing the token.
    StoringToken,
}

/// Why a connection attempt failed; each names the field that it is about and a cure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FormError {
    /// Nothing was entered as token.
    TokenEmpty,
    /// Polar rejects the token; `cut_off` when its checksum says that a part is missing.
    TokenRejected {
        /// The token's own checksum does not hold.
        cut_off: bool,
    },
    /// The token lacks a scope.
    MissingScope(Option<Scope>),
    /// The organization ID is not one.
    OrganizationMalformed,
    /// The token belongs to another organization.
    OrganizationMismatch,
    /// The token belongs to no organization that it can list.
    NoOrganization,
    /// Polar could not be used.
    Polar(Trouble),
    /// The system's store of secrets did not take the token; the sentence says why and what to do.
    Keychain(String),
    /// The data folder could not be used; the sentence says why and what to do.
    Ledger(String),
    /// The program is not set up to ask Polar; the sentence says why and what to do.
    Setup(String),
}

/// The state of the connection form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Form {
    /// What is being checked now.
    pub step: Option<ConnectStep>,
    /// Why the last attempt failed.
    pub error: Option<FormError>,
    /// The last attempt succeeded.
    pub done: bool,
}

/// What came since the menu was last looked at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct News {
    /// Since when something is new.
    pub since: Option<Timestamp>,
    /// What, by whose it is and its stable name.
    entries: BTreeMap<(OrganizationId, String), (ChangeKind, Option<Money>)>,
}

impl News {
    /// What it comes to.
    pub fn tally(&self) -> Tally {
        let mut tally = Tally::default();
        self.entries.values().for_each(|(kind, amount)| tally.add(*kind, *amount));
        tally
    }

    /// Something more is new.
    pub fn add(&mut self, of: OrganizationId, entry: &Announcement, now: Timestamp) {
        self.since.get_or_insert(now);
        self.entries.insert((of, entry.change.stable_id()), (entry.change.kind, entry.amount));
    }

    /// News that come to this. Each currency's revenue is that of one sale.
    #[cfg(test)]
    pub fn of(since: Timestamp, tally: &Tally) -> Self {
        let mut revenue = tally.revenue.iter().map(|(currency, minor)| Money::new(minor.try_into().unwrap(), currency));
        let mut news = Self { since: Some(since), ..Self::default() };
        for (kind, count) in &tally.counts {
            for number in 0..*count {
                let amount = if kind.is_sale() { revenue.next() } else { None };
                let name = format!("{}/{number}", kind.code());
                news.entries.insert((OrganizationId(uuid::Uuid::nil()), name), (*kind, amount));
            }
        }
        assert_eq!(revenue.next(), None, "more currencies than sales");
        news
    }

    /// These have been seen.
    pub(super) fn saw(&mut self, of: OrganizationId, ids: &[String]) {
        for id in ids {
            self.entries.remove(&(of, id.clone()));
        }
        if self.entries.is_empty() {
            *self = Self::default();
        }
    }
}

/// What the owner has asked to be forgotten, while that is under way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Removing {
    /// An organization: its token and everything read with it.
    One(OrganizationId),
    /// Everything that is kept on this computer.
    Everything,
}

/// A connected organization that is not the one shown. What is known of it is kept, so that showing it asks nobody.
#[derive(Clone, Debug, PartialEq)]
pub struct Other {
    /// Which.
    pub organization: Organization,
    /// Its last figures.
    pub report: Option<Report>,
    /// Names for its rows.
    pub names: Names,
    /// How its figures stand.
    pub health: Health,
}

/// Everything the program knows.
#[derive(Clone, Debug, PartialEq)]
pub struct Model {
    /// Whose figures are shown.
    pub connection: Connection,
    /// The other connected organizations; all are asked about, and one is shown.
    pub others: Vec<Other>,
    /// The last figures; a failed refresh leaves them.
    pub report: Option<Report>,
    /// Names for the rows.
    pub names: Names,
    /// How the figures stand.
    pub health: Health,
    /// What the owner chose.
    pub settings: Settings,
    /// What is wrong with the settings as they are kept, in words.
    pub complaint: Option<String>,
    /// What was typed into a setting and is not kept.
    pub rejected_setting: Option<RejectedSetting>,
    /// What is being forgotten.
    pub removing: Option<Removing>,
    /// What the settings page was asked for and was not done, in words.
    pub not_done: Option<String>,
    /// Whether the system starts the program when its owner logs in.
    pub launch_at_login: LaunchAtLogin,
    /// How the computer stands that the program runs on.
    pub computer: Computer,
    /// The system that the program runs on, by its own name and version.
    pub system: String,
    /// The owner's time zone.
    pub time_zone: TimeZone,
    /// The owner's region: how numbers, dates and times are written.
    pub region: Region,
    /// What came since the owner last looked, to whichever organization.
    pub news: News,
    /// How often since the launch the menu bar was looked at and did not show the icon.
    pub icon_missed: u8,
    /// The window says why the icon is not there, until it is closed.
    pub guides: bool,
    /// The connection form.
    pub form: Form,
    /// The page of the window, while it is open.
    pub window: Option<WindowPage>,
    /// What the dashboard shows.
    pub looking: Looking,
    /// What became of the last export, while the window shows the dashboard.
    pub exported: Option<(PathBuf, Result<(), String>)>,
    /// What was read for the dashboard, while the window shows it.
    pub dashboard: Option<Box<Dashboard>>,
    /// The owner does not allow notifications of this program: the way to the system's setting, in words. Everything else for
    /// which none can be shown is told by `revone doctor` alone.
    pub notifications_refused: Option<String>,
    /// What was announced since the launch, by whose it is.
    pub sent: BTreeMap<OrganizationId, Sent>,
    /// How the launch before ended, if unexpectedly, until its report has been opened.
    pub ended: Option<Ended>,
    /// What went wrong since the launch.
    pub troubles: Troubles,
}

impl Model {
    /// A program that has just been launched.
    pub fn new(time_zone: TimeZone) -> Self {
        Self {
            connection: Connection::Starting,
            others: Vec::new(),
            report: None,
            names: Names::default(),
            health: Health::default(),
            settings: Settings::default(),
            complaint: None,
            rejected_setting: None,
            removing: None,
            not_done: None,
            launch_at_login: LaunchAtLogin::default(),
            computer: Computer::default(),
            system: String::new(),
            time_zone,
            region: Region::default(),
            news: News::default(),
            icon_missed: 0,
            guides: false,
            form: Form::default(),
            window: None,
            looking: Looking::default(),
            exported: None,
            dashboard: None,
            notifications_refused: None,
            sent: BTreeMap::new(),
            ended: None,
            troubles: Troubles::default(),
        }
    }
}
