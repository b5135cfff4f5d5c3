use std::path::PathBuf;

use jiff::tz::TimeZone;

use super::model::{ConnectStep, FormError, Names, Report};
use super::notice::Notice;
use super::{Computer, Dashboard, Export, Health, LaunchAtLogin, Look, Looking, Region, SettingInput, Settings, Told};
use crate::domain::{Announcement, Environment, OrderId, Organization, OrganizationId, Subject, SubscriptionId};
use crate::polar::AccessToken;

/// A page at Polar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Link {
    /// The organization's overview.
    Overview,
    /// An order.
    Order(OrderId),
    /// A subscription.
    Subscription(SubscriptionId),
    /// The list of orders.
    Sales,
    /// Where tokens are made.
    Tokens,
}

impl Link {
    /// The page of what something happened to.
    pub const fn of(subject: Subject) -> Self {
        match subject {
            Subject::Order(order) => Self::Order(order),
            Subject::Subscription(subscription) => Self::Subscription(subscription),
            Subject::Currency(_) | Subject::Organization => Self::Overview,
        }
    }
}

/// What a row of the menu, a key or a second launch asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Command {
    /// Open a page at Polar.
    Open(Link),
    /// Nothing but that the row was looked at.
    Look,
    /// Show this organization's figures.
    Choose(OrganizationId),
    /// Open the window on its connection form.
    Connect,
    /// Show sample data.
    TrySample,
    /// Leave the sample data.
    LeaveSample,
    /// Open the window.
    ShowWindow,
    /// Open the window on the settings.
    Settings,
    /// Ask Polar now.
    Refresh,
    /// Hide or show amounts.
    ToggleAmounts,
    /// Announce nothing for an hour.
    PauseForAnHour,
    /// Announce nothing until tomorrow morning.
    PauseUntilTomorrow,
    /// Announce again.
    Resume,
    /// Announce, or announce nothing at all.
    ToggleNotifications,
    /// Open the system's settings of notifications.
    NotificationSettings,
    /// Open the report of how the launch before ended.
    OpenReport,
    /// Say which version this is.
    About,
    /// End the program.
    Quit,
}

/// A page of the window.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum WindowPage {
    /// Figures over days, products, lists.
    Dashboard,
    /// What the owner chose.
    Settings,
    /// The connection form.
    Connect,
    /// What the program is.
    About,
}

/// How the worker broke off.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BrokeOff {
    /// It is not the first time in a row.
    pub again: bool,
    /// In the middle of connecting.
    pub connecting: bool,
    /// In the middle of removing.
    pub removing: bool,
    /// What is said where the owner waits for something that is not done.
    pub sentence: String,
}

/// What happened.
#[derive(Debug)]
pub enum Event {
    /// The launch has read settings, Keychain and ledger.
    Loaded {
        /// The organization to show, when connected.
        organization: Option<Organization>,
        /// The other connected organizations.
        others: Vec<Organization>,
        /// This is sample data.
        sample: bool,
        /// The very first launch on this computer.
        first_launch: bool,
        /// What the owner chose.
        settings: Box<Settings>,
    },
    /// Days begin and end in this time zone from now on.
    TimeZone(TimeZone),
    /// Numbers, dates and times are written as in this region from now on.
    Region(Region),
    /// Figures were read from the ledger again (after a page, at midnight, after a change of settings).
    Figures(OrganizationId, Box<Report>),
    /// An organization calls itself otherwise now.
    Renamed(Organization),
    /// Names were read.
    Named(OrganizationId, Names),
    /// The health of an organization's figures changed; without one, it is that of the program before it knows any.
    Health(Option<OrganizationId>, Box<Health>),
    /// The worker broke off in the middle of something, and begins again.
    BrokeOff(BrokeOff),
    /// What waits in an organization's outbox.
    Outbox(OrganizationId, Vec<Announcement>),
    /// Shown, or not to be shown on this computer for the reason given.
    Announced {
        /// Whose.
        organization: OrganizationId,
        /// The stable ids that were announced.
        ids: Vec<String>,
        /// The owner does not allow notifications, in words with the way to the setting.
        refused: Option<String>,
    },
    /// A notification was clicked, or the action on it chosen that opens what it is about.
    Clicked {
        /// Whose it was.
        organization: OrganizationId,
        /// What it was about.
        link: Link,
        /// The stable ids that it announced.
        announces: Vec<String>,
    },
    /// The owner was asked whether notifications may be shown; where they may not, the way to the setting in words.
    AskedToNotify(Option<String>),
    /// The system did not take these; they are still to be announced.
    NotAnnounced(OrganizationId, Vec<String>),
    /// Recorded as announced in the ledger.
    Settled(OrganizationId, Vec<String>),
    /// Another process changed token or ledger.
    ChangedElsewhere,
    /// Another process asks for this organization to be shown.
    ChosenElsewhere(OrganizationId),
    /// The choice is kept.
    Switched(OrganizationId),
    /// Chosen by the owner.
    Chosen(Command),
    /// The menu was opened (macOS tells; on Linux any chosen row counts).
    MenuOpened,
    /// The menu bar was looked at, some seconds after the start, and does not show the icon.
    IconMissing,
    /// The program was launched again.
    LaunchedAgain,
    /// Another process asks for this page of the window.
    WindowAsked(WindowPage),
    /// Another process asks for a refresh.
    RefreshAsked,
    /// The form was submitted.
    ConnectAsked {
        /// What was typed as token; `None` when nothing usable was.
        token: Option<AccessToken>,
        /// What was typed as organization ID; may be empty.
        organization: String,
        /// The chosen environment; `None` is automatic.
        environment: Option<Environment>,
    },
    /// A connection attempt goes on.
    Connecting(ConnectStep),
    /// A connection attempt succeeded.
    Connected(Organization),
    /// A connection attempt failed.
    ConnectFailed(FormError),
    /// The window's process ended.
    WindowClosed,
    /// The window could not be opened, for the reason given.
    WindowFailed(String),
    /// A link in the window was followed.
    LinkFollowed(Link),
    /// Another page of the window is wanted.
    Went(WindowPage),
    /// The dashboard is to show something else.
    Looked(Look),
    /// The dashboard was read.
    Dashboard(OrganizationId, Box<Dashboard>),
    /// A file was written, or not, for the reason given.
    Exported(PathBuf, Result<(), String>),
    /// The owner chose a file to write these to.
    ExportAsked {
        /// Whose they were when it was asked for.
        organization: OrganizationId,
        /// What.
        export: Export,
        /// The file.
        path: PathBuf,
    },
    /// A setting was changed on its page.
    Set {
        /// Its name.
        setting: String,
        /// What was chosen or typed.
        value: SettingInput,
    },
    /// The owner wants this organization forgotten.
    Remove(OrganizationId),
    /// The owner wants everything forgotten that is kept on this computer.
    Reset,
    /// It is forgotten. There may be something to say of it all the same.
    Removed(Option<String>),
    /// What the settings page was asked for could not be done; the sentence says why and what to do.
    NotDone(String),
    /// What was to be removed was not, for the reason given.
    NotRemoved(String),
    /// What is wrong with the settings as they are kept; `None` when nothing is any more.
    Complaint(Option<String>),
    /// What the system says of starting the program when its owner logs in.
    LaunchAtLogin(LaunchAtLogin),
    /// Nothing but time has passed (midnight, a clock that was set, another time zone).
    Tick,
    /// The system tells of its computer.
    Computer(Told),
    /// The system asks the program to end.
    Terminate,
}

/// What is to be done about it.
#[derive(Debug)]
pub enum Effect {
    /// Show the model.
    Render,
    /// Ask Polar now.
    Refresh,
    /// Ask Polar now if the figures are older than half a minute: the menu was opened.
    RefreshIfOld,
    /// Keep which organization is shown.
    Choose(OrganizationId),
    /// Read the figures from the ledger again.
    ReadFigures,
    /// Ask Polar as it suits a computer that stands like this.
    SuitTheComputer(Computer),
    /// Open a page at Polar in the browser.
    Open(Link),
    /// Open the window, or bring it to the front; what is on it follows.
    OpenWindow,
    /// Show the open window's page as it is now.
    UpdateWindow,
    /// Read the dashboard from the ledger.
    ReadDashboard(Box<Looking>),
    /// Write these to a file.
    Export {
        /// Whose.
        organization: OrganizationId,
        /// What.
        export: Export,
        /// As it is looked at.
        looking: Box<Looking>,
        /// The file.
        path: PathBuf,
    },
    /// Try to connect.
    Connect {
        /// The token.
        token: AccessToken,
        /// The organization ID as typed.
        organization: String,
        /// The chosen environment.
        environment: Option<Environment>,
    },
    /// Read token and ledger again.
    Reload,
    /// Show sample data in place of the account.
    StartSample,
    /// Go back to the account, or to no account.
    StopSample,
    /// Keep the settings.
    SaveSettings(Box<Settings>),
    /// Forget an organization: its token and everything read with it.
    Remove(OrganizationId),
    /// Forget everything that is kept on this computer.
    Reset,
    /// Ask the system whether it starts the program when its owner logs in.
    ReadLaunchAtLogin,
    /// Have the system start the program when its owner logs in, or not any more.
    LaunchAtLogin(bool),
    /// Open a page of this organization's at Polar in the browser.
    OpenOf(OrganizationId, Link),
    /// Ask the owner, through the system, whether notifications may be shown.
    AskToNotify,
    /// Open this report.
    OpenReport(PathBuf),
    /// Open the system's settings of notifications.
    OpenNotificationSettings,
    /// Announce.
    Notify {
        /// Whose.
        organization: OrganizationId,
        /// What.
        notices: Vec<Notice>,
    },
    /// Record as settled in the organization's outbox.
    Settle {
        /// Whose.
        organization: OrganizationId,
        /// The stable ids.
        ids: Vec<String>,
    },
    /// End the program.
    Quit,
}
