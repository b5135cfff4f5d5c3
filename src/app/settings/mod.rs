//! What the owner chose, and how it is chosen: each setting has a name, by which the page and the file know it.

mod change;
mod interval;
pub mod name;
mod quiet_hours;
mod rules;
mod template;
mod title;

pub use change::{RejectedSetting, SettingError, SettingInput, change};
pub use interval::Interval;
pub use quiet_hours::{QuietHours, time_of_day};
pub use rules::{Grouping, Rules, Topic};
pub use template::{Field, Part, parts, unknown_fields};
pub use title::LONGEST_TITLE;

use std::collections::BTreeMap;

use jiff::civil::Date;
use jiff::tz::{TimeZone, TimeZoneDatabase};
use jiff::{SignedDuration, Timestamp};

use crate::domain::OrganizationId;
use crate::figures::RevenueBasis;

/// No pause is longer than until tomorrow, on the longest day there is.
const LONGEST_PAUSE: SignedDuration = SignedDuration::from_hours(36);

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
    /// What is announced, and how.
    pub rules: Rules,
    /// The same for organizations that have rules of their own. Where nothing is on for all, nothing is for them.
    pub own_rules: BTreeMap<OrganizationId, Rules>,
    /// Nothing is announced until then.
    pub paused_until: Option<Timestamp>,
    /// How often Polar is asked.
    pub interval: Interval,
    /// A named time zone instead of this computer's.
    pub time_zone: Option<String>,
    /// The day on which the owner was last told that the menu bar does not show the icon. Chosen by nobody, and kept here so
    /// that several launches of a day tell it once.
    pub guided_on: Option<Date>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            title: "{revenue} · +{new_subscriptions}".to_owned(),
            show_zero: false,
            revenue: RevenueBasis::AsInPolar,
            hide_amounts: false,
            rules: Rules::default(),
            own_rules: BTreeMap::new(),
            paused_until: None,
            interval: Interval::Automatic,
            time_zone: None,
            guided_on: None,
        }
    }
}

impl Settings {
    /// What is announced of an organization, and how.
    pub fn rules_of(&self, organization: OrganizationId) -> &Rules {
        self.own_rules.get(&organization).unwrap_or(&self.rules)
    }

    /// Whether anything is announced of an organization: what is off for all is off for it, whatever its own rules say.
    pub fn rings(&self, organization: OrganizationId) -> bool {
        self.rules.on && self.rules_of(organization).on
    }

    /// When the next quiet hours or the pause that last at `now` end, for somebody who lives in `zone`.
    pub fn silence_ends(&self, now: Timestamp, zone: &TimeZone) -> Option<Timestamp> {
        let rules = [&self.rules].into_iter().chain(self.own_rules.values());
        let quiet = rules.filter_map(|rules| rules.quiet_hours?.end_after(now, zone));
        quiet.chain(self.pause_at(now)).min()
    }

    /// Until when nothing is announced at `now` because the owner wants a pause.
    pub fn pause_at(&self, now: Timestamp) -> Option<Timestamp> {
        // Nobody pauses for longer: the clock was set back meanwhile.
        self.paused_until.filter(|until| *until > now && until.duration_since(now) <= LONGEST_PAUSE)
    }
}

/// The time zone of this name, out of the program's own database: what it knows, every computer knows.
pub fn time_zone(name: &str) -> Option<TimeZone> {
    TimeZoneDatabase::bundled().get(name).ok()
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    #[test]
    fn an_organization_can_be_silent_among_others_and_none_rings_where_all_are_silent() {
        let (plain, own) = (OrganizationId(Uuid::from_u128(1)), OrganizationId(Uuid::from_u128(2)));
        for (of_all, of_its_own, expected) in [
            (true, true, [true, true]),
            (true, false, [true, false]),
            (false, true, [false, false]),
            (false, false, [false, false]),
        ] {
            let rules = |on| Rules { on, ..Rules::default() };
            let own_rules = [(own, rules(of_its_own))].into();
            let settings = Settings { rules: rules(of_all), own_rules, ..Settings::default() };
            assert_eq!([plain, own].map(|one| settings.rings(one)), expected, "{of_all} {of_its_own}");
        }
    }
}
