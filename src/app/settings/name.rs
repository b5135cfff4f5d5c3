//! The names of the settings, as the page says them and the file holds them.

/// The template of the title.
pub const TITLE: &str = "title";
/// Zero in the title.
pub const SHOW_ZERO: &str = "show_zero";
/// What counts as revenue.
pub const REVENUE: &str = "revenue";
/// Amounts hidden.
pub const HIDE_AMOUNTS: &str = "hide_amounts";
/// Anything announced.
pub const NOTIFICATIONS: &str = "notifications";
/// The smallest amount announced.
pub const SMALLEST_AMOUNT: &str = "smallest_amount";
/// Whether there are quiet hours.
pub const QUIET_HOURS: &str = "quiet_hours";
/// When they begin.
pub const QUIET_FROM: &str = "quiet_from";
/// When they end.
pub const QUIET_TO: &str = "quiet_to";
/// Names in notifications.
pub const NAMES: &str = "names_in_notifications";
/// When several are shown as one.
pub const GROUPING: &str = "grouping";
/// The sound of notifications.
pub const SOUND: &str = "sound";
/// An organization's own rules. Each of them is `own_rules/<id>/<its name>`; the name alone turns them on and off.
pub const OWN_RULES: &str = "own_rules";
/// Until when notifications are paused.
pub const PAUSED_UNTIL: &str = "paused_until";
/// How often Polar is asked.
pub const INTERVAL: &str = "interval";
/// The owner's time zone.
pub const TIME_ZONE: &str = "time_zone";
/// When the owner was last told that the menu bar does not show the icon.
pub const GUIDED_ON: &str = "guided_on";
/// Whether the program starts with the session. The system keeps it, and no file of the program does.
pub const LAUNCH_AT_LOGIN: &str = "launch_at_login";
