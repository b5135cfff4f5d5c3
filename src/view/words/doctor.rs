//! The lines of `revone doctor`: what each is about, and how it stands with it.

use std::fmt::Display;

/// What lines are about. At most 15 letters, so that what follows stands in one column.
pub mod about {
    /// The access token.
    pub const TOKEN: &str = "Token";
    /// Whether Polar answers.
    pub const NETWORK: &str = "Network";
    /// What Polar lets the token do.
    pub const SCOPES: &str = "Scopes";
    /// The time of this computer.
    pub const CLOCK: &str = "Clock";
    /// The file with the figures.
    pub const LEDGER: &str = "Ledger";
    /// Rows of Polar's that could not be read.
    pub const UNREADABLE_ROWS: &str = "Unreadable rows";
    /// What the owner chose.
    pub const SETTINGS: &str = "Settings";
    /// Reports of panics.
    pub const REPORTS: &str = "Reports";
    /// Whether they can be shown.
    pub const NOTIFICATIONS: &str = "Notifications";
}

/// The first line: which version this is, and the folder of its files.
pub fn heading(version: &str, folder: &dyn Display) -> String {
    format!("Revone {version} · {folder}")
}

// The token. Where it comes from is the first thing that is said of it.

/// Where it comes from.
pub const FROM_THE_ENVIRONMENT: &str = "from REVONE_TOKEN";
/// Likewise.
pub const FROM_THE_STORE: &str = "from the store of secrets";
/// Likewise.
pub const OF_THE_SAMPLE: &str = "of the sample shop";

/// The token looks as Polar's do; `place` is where it comes from, as in what follows.
pub fn well_formed(place: &str) -> String {
    format!("{place}, well-formed")
}

/// It does not, and Polar takes it.
pub fn accepted_all_the_same(place: &str) -> String {
    format!("{place}; its checksum is not as Polar's are, and Polar accepts it")
}

/// A part of it is missing.
pub fn cut_off(place: &str) -> String {
    format!("{place}, looks cut off: copy it again from Polar and connect anew")
}

/// It looks like something else.
pub fn not_a_token(place: &str) -> String {
    format!("{place}; it does not look like Polar's, which Polar itself decides")
}

/// The store of secrets did not hand it out; `why` is a clause.
pub fn not_read(why: &str) -> String {
    format!("not read: {why}")
}

/// There is none.
pub const NO_TOKEN: &str = "none: run `revone connect`, or set REVONE_TOKEN";

// The store of secrets.

/// It has the token.
pub const STORE_HOLDS_THE_TOKEN: &str = "answers and holds the token";
/// It has none, and none is needed.
pub const STORE_HOLDS_NONE: &str = "answers; no token is kept there";
/// Nothing is to be read from it.
pub const STORE_NOT_USED: &str = "not used: REVONE_TOKEN is set";
/// Likewise.
pub const STORE_NOT_USED_BY_SAMPLE: &str = "not used with sample data";

// Polar.

/// Polar was not asked.
pub const NOT_ASKED: &str = "not asked: there is no token to ask with";

/// Polar answers at this address.
pub fn answers(origin: &str) -> String {
    format!("{origin} answers")
}

/// The token has every scope, of which there are three, for an organization of this name and slug.
pub fn all_scopes(scopes: &[&str], organization: &str, slug: &str) -> String {
    format!("{}: all three, for {organization} ({slug})", scopes.join(", "))
}

// The clock.

/// Polar did not say what time it is.
pub const CLOCK_NOT_COMPARED: &str = "not compared: the answer carries no time";

/// The time is right.
pub const CLOCK_AGREES: &str = "agrees with Polar's";

/// The time is wrong by so many minutes, 3 at least.
pub fn clock_off(minutes: u64) -> String {
    format!("about {minutes} minutes off: set this computer's time automatically, or sales land on the wrong day")
}

// The ledger.

/// There is no file yet.
pub const NO_LEDGER: &str = "none yet: it begins with the first refresh";

/// There is one without anything in it.
pub const LEDGER_IS_EMPTY: &str = "sound; nothing has been read yet";

/// It is undamaged and holds this much.
pub fn ledger_sound(orders: &str, subscriptions: &str) -> String {
    format!("sound: {orders} orders, {subscriptions} subscriptions")
}

// Rows of Polar's that could not be read, below a line that counts them.

/// An order: the place in Polar's answer, what is wrong there, and when it was seen last.
pub fn unreadable_order(id: Option<&str>, path: &str, reason: &str, seen: &str) -> String {
    let order = id.map_or_else(|| "order without a readable id".to_owned(), |id| format!("order {id}"));
    format!("{order}: {path} in Polar’s orders, {reason}; seen {seen}")
}

/// A subscription, likewise.
pub fn unreadable_subscription(id: Option<&str>, path: &str, reason: &str, seen: &str) -> String {
    let subscription =
        id.map_or_else(|| "subscription without a readable id".to_owned(), |id| format!("subscription {id}"));
    format!("{subscription}: {path} in Polar’s subscriptions, {reason}; seen {seen}")
}

/// The organization itself, likewise; what was known of it stays.
pub fn unreadable_organization(id: Option<&str>, path: &str, reason: &str, seen: &str) -> String {
    let organization = id.map_or_else(|| "the organization".to_owned(), |id| format!("organization {id}"));
    format!("{organization}: {path} in Polar’s answer, {reason}; seen {seen}")
}

/// So many more, which are not named.
pub fn and_more(rows: usize) -> String {
    format!("and {rows} more")
}

// Settings and notifications.

/// The settings were read, and days are those of a time zone; `None` where this computer's has no name.
pub fn settings_read(zone: Option<&str>) -> String {
    format!("read; days are those of {}", zone.unwrap_or("this computer"))
}

/// Notifications work.
pub const CAN_BE_SHOWN: &str = "can be shown";

/// The program was built without notifications.
pub const NOT_IN_THIS_BUILD: &str = "not part of this build";
