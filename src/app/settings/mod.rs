//! What the owner chose, and how it is chosen: each setting has a name, by which the page and the file know it.

mod change;
mod interval;
pub mod name;
mod quiet_hours;
mod title;

pub use change::{RejectedSetting, SettingError, SettingInput, change};
pub use interval::Interval;
pub use quiet_hours::{QuietHours, time_of_day};
pub use title::{FIELDS, LONGEST_TITLE, unknown_fields};

use jiff::tz::{TimeZone, TimeZoneDatabase};
use rust_decimal::Decimal;

use crate::domain::{Announcement, ChangeKind};
use crate::figures::RevenueBasis;

/// What the owner chose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// The template of the title.
    pub title: String,
    /// Show `$0` in the title before the day's first sale, instead of the icon alone.
    pub show_zero: bool,
    /// What counts as revenue in bar, menu, window and terminal.
    pub revenue: RevenueBasis,
    /// Amounts are shown as `•••` in bar, menu, window and notifications.
    pub hide_amounts: bool,
    /// Anything is announced.
    pub notifications: bool,
    /// Orders that belong to no subscription, or change one, are announced.
    pub new_orders: bool,
    /// New subscribers are announced.
    pub new_subscriptions: bool,
    /// Renewals are announced.
    pub renewals: bool,
    /// An order of less than this, in major units of its own currency, is not announced.
    pub smallest_amount: Decimal,
    /// While they last nothing is announced; what waited is announced as one afterwards.
    pub quiet_hours: Option<QuietHours>,
    /// Customers' names are shown in notifications.
    pub names_in_notifications: bool,
    /// Notifications make a sound.
    pub sound: bool,
    /// How often Polar is asked.
    pub interval: Interval,
    /// A named time zone instead of this computer's.
    pub time_zone: Option<String>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            title: "{revenue} · +{new_subscriptions}".to_owned(),
            show_zero: false,
            revenue: RevenueBasis::AsInPolar,
            hide_amounts: false,
            notifications: true,
            new_orders: true,
            new_subscriptions: true,
            renewals: false,
            smallest_amount: Decimal::ZERO,
            quiet_hours: None,
            names_in_notifications: true,
            sound: true,
            interval: Interval::Automatic,
            time_zone: None,
        }
    }
}

impl Settings {
    /// Whether the owner wants to hear of this at all, at whatever time of day.
    pub(super) fn wants(&self, entry: &Announcement) -> bool {
        let kind = match entry.change.kind {
            ChangeKind::NewOrder => self.new_orders,
            ChangeKind::NewSubscriber => self.new_subscriptions,
            ChangeKind::Renewal => self.renewals,
        };
        self.notifications && kind && entry.amount.major() >= self.smallest_amount
    }
}

/// The time zone of this name, out of the program's own database: what it knows, every computer knows.
pub fn time_zone(name: &str) -> Option<TimeZone> {
    TimeZoneDatabase::bundled().get(name).ok()
}
