//! What commands of the terminal say and ask. What begins in lower case follows the program's name and a colon. Names in
//! backquotes, in capitals and with two hyphens are what is typed: they stay as they are in any language.

use std::fmt::Display;

use jiff::civil::Date;

/// There is no token anywhere.
pub const NOT_CONNECTED: &str = "Not connected: run `revone connect` first, or set REVONE_TOKEN.";

/// The organization that was asked for is not connected.
pub fn no_organization_called(wanted: &str) -> String {
    format!(
        "no connected organization is called “{wanted}”: run `revone connect --organization` with its ID, or leave the \
         option out"
    )
}

/// The name that was asked for is that of several; `ids` are theirs.
pub fn several_organizations_called(wanted: &str, ids: &[String]) -> String {
    format!("several connected organizations are called “{wanted}”: give the ID of one ({})", ids.join(", "))
}

/// Another process of the same owner asks Polar at the moment.
pub const ANOTHER_REFRESHES: &str = "another Revone is refreshing; waiting for it";

/// Nothing can be waited for.
pub fn no_timer(error: &dyn Display) -> String {
    format!("the system gives no timer: {error}")
}

/// Nothing can be done beside the rest.
pub fn no_thread(error: &dyn Display) -> String {
    format!("the system gives no further thread: {error}")
}

/// The folder of the ledger cannot be used.
pub fn folder_unusable(folder: &dyn Display, error: &dyn Display) -> String {
    format!("the folder {folder} cannot be used ({error}): allow writing there, or set REVONE_HOME to another folder")
}

/// The answer to a question was not what was hoped for, and all stays as it was.
pub const NOTHING_REMOVED: &str = "Nothing was removed.";

/// A question was asked, and the answer did not arrive.
pub fn answer_unread(error: &dyn Display) -> String {
    format!("the answer could not be read: {error}")
}

/// The place that the output was written to took no more.
pub fn unwritten(error: &dyn Display) -> String {
    format!("the output could not all be written: {error}. Make room, or write it to another place.")
}

// The menu-bar app.

/// `--organization` beside `--demo`.
pub const SAMPLE_IS_ONE_SHOP: &str = "sample data is of one shop: leave out --organization";

/// The program was built without a menu bar.
pub const NO_MENU_BAR: &str =
    "this build has no menu bar: `revone today` shows the figures here, `revone --help` the rest";

// `revone connect`.

/// `--demo` beside it.
pub const CONNECT_NO_SAMPLE: &str = "sample data needs no connection: leave out --demo to connect";

/// What stands before the token that is typed.
pub const ACCESS_TOKEN: &str = "Access token: ";

/// The token was asked for and did not arrive.
pub fn token_unread(error: &dyn Display) -> String {
    format!("the token could not be read from the terminal: {error}")
}

/// It worked.
pub fn connected(organization: &str) -> String {
    format!("Connected to {organization}.")
}

// `revone disconnect`.

/// Nobody is connected.
pub const NOTHING_TO_REMOVE: &str = "Not connected: there is nothing to remove.";

/// It worked.
pub fn disconnected(organization: &str) -> String {
    format!("Disconnected from {organization}: its token and everything read with it are removed from this computer.")
}

/// Several are connected and nobody can be asked; `names` are what they go by.
pub fn say_which(names: &[String]) -> String {
    format!("several organizations are connected: say which with --organization ({})", names.join(", "))
}

/// The question below the numbered names.
pub const DISCONNECT_WHICH: &str = "Disconnect from which? Its number, or nothing to leave all as they are: ";

// `revone today`.

/// What `--format` was given is neither a template, for which there is a `refusal`, nor one of the `bars`.
pub fn neither_template_nor_bar(refusal: &str, bars: &str) -> String {
    format!("{refusal}; or give the name of a bar: {bars}")
}

// Days and time zones that are typed.

/// The forms of a day.
pub const WRITE_A_DAY: &str =
    "write a day as year, month and day, such as 2026-11-22, or today, yesterday, or 7d for seven days ago";

/// The form of a number of rows.
pub const WRITE_A_LIMIT: &str = "give a number of rows, such as 20, or 0 for all of them";

/// The form of a number of days, of which `most` are shown at a time.
pub fn write_days(most: i64) -> String {
    format!("give a number of days from 1 to {most}, such as 30")
}

/// The form of a time zone.
pub const NO_SUCH_ZONE: &str = "no time zone goes by that name: use one such as Europe/Berlin or UTC";

// `revone history`.

/// `option` names a day after `today`.
pub fn day_to_come(option: &str, today: Date) -> String {
    format!("{option} names a day to come: there are figures up to today, {today}. Give that day or one before it")
}

/// The days were given the wrong way round.
pub fn from_after_to(first: Date, last: Date) -> String {
    format!("--from is after --to: give {last} first and {first} last, or leave --to out")
}

/// More `days` were asked for than the `most` that are shown.
pub fn too_many_days(first: Date, last: Date, days: i64, most: i64) -> String {
    format!("from {first} to {last} are {days} days, and {most} are the most at a time: ask for fewer, several times")
}

// `revone orders` and `revone subscriptions`.

/// `--since` names a day after `today`.
pub fn since_to_come(today: Date) -> String {
    format!("--since names a day to come: give today, {today}, or a day before it")
}

/// The days were given the wrong way round.
pub fn since_after_until(first: Date, last: Date) -> String {
    format!("--since is after --until: give {last} first and {first} last, or leave --until out")
}

// `revone sync`.

/// The bar, the rows that were read, how many there are, and what they are; the names in braces stay.
pub const PROGRESS: &str = "{bar:30} {pos} of {len} {msg}";

/// What they are.
pub const PROGRESS_OF_ORDERS: &str = "orders";

/// Likewise.
pub const PROGRESS_OF_SUBSCRIPTIONS: &str = "subscriptions";

// `revone open`, and pages that `revone watch` opens.

/// Nothing runs that has a window. It is not started from here: it would hold the terminal, or stay behind it unseen.
pub const NOT_RUNNING: &str = if cfg!(target_os = "macos") {
    "Revone is not running: open Revone.app first, or run `revone` in another terminal."
} else {
    "Revone is not running: run `revone` first, in another terminal or from your session’s start."
};

/// The app that runs does not show its window.
pub fn does_not_answer(error: &dyn Display) -> String {
    format!("Revone is running and does not answer ({error}): quit it and start it again.")
}

/// `revone open` beside `--demo`.
pub const OPEN_NO_SAMPLE: &str = "the sample shop has no page at Polar, and no window: leave out --demo";

/// A page is wanted while `revone --demo watch` runs.
pub const NO_PAGE_OF_SAMPLE: &str = "The sample shop has no page at Polar, and no window.";

/// Too little of an ID was typed, or nothing.
pub const MORE_OF_THE_ID: &str = "give at least four characters of the ID";

/// No order goes by what was typed.
pub fn no_order_called(name: &str) -> String {
    format!(
        "no order that was read from Polar has the ID or invoice number “{name}”: check it, or run `revone sync` first"
    )
}

/// Several orders do.
pub fn several_orders_called(name: &str) -> String {
    format!("several orders are called “{name}”: give more of the ID, or name one --organization")
}

/// No subscription goes by what was typed.
pub fn no_subscription_called(name: &str) -> String {
    format!("no subscription that was read from Polar has the ID “{name}”: check it, or run `revone sync` first")
}

/// Several subscriptions do.
pub fn several_subscriptions_called(name: &str) -> String {
    format!("several subscriptions are called “{name}”: give more of the ID, or name one --organization")
}

/// No browser could be started; whoever has one elsewhere can open the page there.
pub fn the_page_is(error: &dyn Display, url: &str) -> String {
    format!("{error}; the page is {url}")
}

// `revone watch`.

/// The terminal cannot be drawn on.
pub fn terminal_unusable(error: &dyn Display) -> String {
    format!("the terminal cannot be used: {error}")
}

/// What asks Polar has ended by itself.
pub const REFRESHING_STOPPED: &str = "refreshing has stopped unexpectedly: run `revone watch` again";

// `revone notify`.

/// Notifications are not shown; `why` goes on after the word “notifications”.
pub fn notifications(why: &str) -> String {
    format!("notifications {why}")
}

/// The program was built without notifications.
pub const NOTIFIES_NOTHING: &str = "this build shows no notifications: `revone --help` says what it does";

// `revone reset`.

/// The app would write what is being removed.
pub const RESET_WHILE_RUNNING: &str = "Revone is running: quit it first, then run `revone reset` again.";

/// Nobody can be asked whether it is meant.
pub const RESET_WITHOUT_YES: &str = "this removes tokens, figures and settings: add --yes to mean it";

/// The question; [`YES`] are the answers that it names.
pub const RESET_ALL: &str = "Remove tokens, figures and settings of every organization from this computer? [y/N] ";

/// What is taken for yes.
pub const YES: [&str; 4] = ["y", "Y", "yes", "Yes"];

/// It worked.
pub const ALL_REMOVED: &str = "Everything that Revone kept on this computer is removed.";
