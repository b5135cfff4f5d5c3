//! The menu, the title and the status row, and what a screen reader says of them.

use crate::figures::RevenueBasis;

/// What stands in another program’s bar where the menu bar has the icon alone.
pub(crate) const NAME: &str = "Revone";

// What stands above the figures of the periods, and above those of subscriptions.
pub(crate) const REVENUE: &str = "Revenue";
pub(crate) const SUBSCRIPTIONS: &str = "Subscriptions";

// What is to be chosen.
pub(crate) const CONNECT: &str = "Connect to Polar…";
pub(crate) const TRY_SAMPLE: &str = "Try with Sample Data";
pub(crate) const LEAVE_SAMPLE: &str = "Leave Sample Data";
pub(crate) const OPEN_DASHBOARD: &str = "Open Dashboard…";
pub(crate) const OPEN_POLAR: &str = "Open Polar";
pub(crate) const HIDE_AMOUNTS: &str = "Hide Amounts";
pub(crate) const REFRESH: &str = "Refresh";
pub(crate) const SETTINGS: &str = "Settings…";
pub(crate) const ABOUT: &str = "About Revone";
pub(crate) const QUIT: &str = "Quit Revone";

// Whose figures they are.
pub(crate) const SAMPLE_DATA: &str = "Sample Data";

/// An organization that has no name that could be shown.
pub(crate) const NAMELESS: &str = "Polar";

/// An organization of Polar’s sandbox.
pub(crate) fn sandbox(name: &str) -> String {
    format!("{name} – Sandbox")
}

/// An organization and what is wrong with it, as a clause.
pub(crate) fn in_trouble(name: &str, clause: &str) -> String {
    format!("{name} – {clause}")
}

/// The organization that is shown, and another that needs the owner.
pub(crate) fn another_needs_you(name: &str, another: &str) -> String {
    format!("{name}   ({another} needs you)")
}

/// The organization that is shown, and how many others need the owner: two at least.
pub(crate) fn others_need_you(name: &str, others: usize) -> String {
    format!("{name}   ({others} others need you)")
}

/// What came since the owner last looked, at a time or on a day before.
pub(crate) fn news(since: &str, news: &str) -> String {
    format!("Since {since}: {news}")
}

// Notifications: off, on, paused, and what can be done about it.
pub(crate) const NOTIFICATIONS_OFF: &str = "Notifications Off";
pub(crate) const TURN_ON: &str = "Turn On";
pub(crate) const ALLOW_NOTIFICATIONS: &str = "Allow Notifications…";
pub(crate) const PAUSE_NOTIFICATIONS: &str = "Pause Notifications";
pub(crate) const FOR_1_HOUR: &str = "For 1 Hour";
pub(crate) const UNTIL_TOMORROW: &str = "Until Tomorrow";
pub(crate) const OFF: &str = "Off";
pub(crate) const RESUME: &str = "Resume";

/// Until a time of today, or `tomorrow at 8:00`.
pub(crate) fn paused_until(when: &str) -> String {
    format!("Notifications Paused until {when}")
}

// The lists of recent things, and what stands in one that is empty.
pub(crate) const RECENT_ORDERS: &str = "Recent Orders";
pub(crate) const NEW_SUBSCRIPTIONS: &str = "New Subscriptions";
pub(crate) const NO_SUBSCRIPTIONS_YET: &str = "No subscriptions yet";
pub(crate) const CANCELLATIONS: &str = "Cancellations";
pub(crate) const NO_CANCELLATIONS: &str = "No cancellations";

// A subscription on trial, in such a list, and until which day.
pub(crate) const ON_TRIAL: &str = "on trial";

pub(crate) fn on_trial_until(date: &str) -> String {
    format!("on trial until {date}")
}

/// What a customer wrote.
pub(crate) fn quoted(comment: &str) -> String {
    format!("“{comment}”")
}

// How the figures stand.
pub(crate) const STARTING: &str = "Starting…";
pub(crate) const ASKING: &str = "Asking Polar…";

pub(crate) fn updated(clock: &str) -> String {
    format!("Updated {clock}")
}

// How far the first download is.
pub(crate) const DOWNLOADING: &str = "Downloading history…";

pub(crate) fn downloading_orders(done: &str, of: &str) -> String {
    format!("Downloading history – {done} of {of} orders")
}

pub(crate) fn downloading_subscriptions(done: &str, of: &str) -> String {
    format!("Downloading history – {done} of {of} subscriptions")
}

// What is wrong, as a clause, and what choosing the row does or what to do.
pub(crate) fn reconnect(clause: &str) -> String {
    format!("{clause} – Reconnect…")
}

pub(crate) fn unlock(clause: &str) -> String {
    format!("{clause} – unlock it, then Refresh")
}

pub(crate) fn ask_again(clause: &str) -> String {
    format!("{clause} – Ask Again")
}

pub(crate) fn quit_and_open(clause: &str) -> String {
    format!("{clause} – quit and open it again")
}

// The same, and from when the figures are that are shown.
pub(crate) fn figures_from(clause: &str, clock: &str) -> String {
    format!("{clause} – figures from {clock}")
}

pub(crate) fn no_figures_yet(clause: &str) -> String {
    format!("{clause} – no figures yet")
}

/// A title of sample data alone.
pub(crate) const SAMPLE: &str = "Sample";

/// A title of sample data with its figures.
pub(crate) fn sample(figures: &str) -> String {
    format!("{SAMPLE} · {figures}")
}

// What a screen reader says of the menu-bar item: whose figures they are, today’s, and then sentences about what is wrong
// and what is new.
pub(crate) const NOT_CONNECTED_SPOKEN: &str = "Revone is not connected to Polar.";
pub(crate) const STARTING_SPOKEN: &str = "Revone is starting.";
pub(crate) const SAMPLE_SPOKEN: &str = "sample data";
pub(crate) const NOT_KNOWN_SPOKEN: &str = "today’s figures are not known yet";
pub(crate) const AMOUNTS_HIDDEN_SPOKEN: &str = "amounts hidden";

pub(crate) fn spoken(whose: &str, today: &str) -> String {
    format!("Revone, {whose}: {today}.")
}

/// Today’s revenue, and what counts as revenue where that is not Polar’s own.
pub(crate) fn revenue_spoken(amount: &str, basis: RevenueBasis) -> String {
    match basis {
        RevenueBasis::AsInPolar => format!("{amount} today"),
        RevenueBasis::AfterFees => format!("{amount} today after fees"),
        RevenueBasis::AfterFeesAndRefunds => format!("{amount} today after fees and refunds"),
    }
}

/// What is wrong, or what is new, as a sentence.
pub(crate) fn sentence(clause: &str) -> String {
    format!("{clause}.")
}

/// What is wrong, and from when the figures are that are shown.
pub(crate) fn figures_from_spoken(clause: &str, clock: &str) -> String {
    format!("{clause}, figures from {clock}.")
}
