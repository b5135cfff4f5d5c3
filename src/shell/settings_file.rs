//! The settings on disk.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use rust_decimal::Decimal;
use serde::Serialize;
use serde_json::{Map, Value};

use super::private_file;
use crate::app::settings::{name, time_of_day};
use crate::app::{Grouping, Interval, QuietHours, Rules, Settings, Topic};
use crate::domain::OrganizationId;
use crate::figures::RevenueBasis;

/// The settings as the file holds them: each under its name, texts by the names of their choices.
#[derive(Serialize)]
struct Stored<'a> {
    title: &'a str,
    show_zero: bool,
    revenue: &'static str,
    hide_amounts: bool,
    #[serde(flatten)]
    rules: StoredRules,
    own_rules: BTreeMap<String, StoredRules>,
    paused_until: Option<String>,
    interval: String,
    time_zone: Option<&'a str>,
    guided_on: Option<String>,
}

/// What is announced, as the file holds it: each topic under its name.
#[derive(Serialize)]
struct StoredRules {
    notifications: bool,
    #[serde(flatten)]
    topics: BTreeMap<&'static str, bool>,
    smallest_amount: String,
    quiet_hours: Option<[String; 2]>,
    grouping: &'static str,
    names_in_notifications: bool,
    sound: bool,
}

impl From<&Rules> for StoredRules {
    fn from(rules: &Rules) -> Self {
        let Rules { on, topics, smallest_amount, quiet_hours, grouping, names, sound } = rules;
        let time = |time: jiff::civil::Time| time.strftime("%H:%M").to_string();
        Self {
            notifications: *on,
            topics: Topic::ALL.into_iter().map(|topic| (topic.name(), topics.contains(&topic))).collect(),
            smallest_amount: smallest_amount.to_string(),
            quiet_hours: quiet_hours.map(|hours| [time(hours.from), time(hours.to)]),
            grouping: grouping.code(),
            names_in_notifications: *names,
            sound: *sound,
        }
    }
}

impl<'a> From<&'a Settings> for Stored<'a> {
    fn from(settings: &'a Settings) -> Self {
        let Settings {
            title,
            show_zero,
            revenue,
            hide_amounts,
            rules,
            own_rules,
            paused_until,
            interval,
            time_zone,
            guided_on,
        } = settings;
        Self {
            title,
            show_zero: *show_zero,
            revenue: revenue.code(),
            hide_amounts: *hide_amounts,
            rules: rules.into(),
            own_rules: own_rules.iter().map(|(id, rules)| (id.to_string(), rules.into())).collect(),
            paused_until: paused_until.map(|until| until.to_string()),
            interval: interval.code(),
            time_zone: time_zone.as_deref(),
            guided_on: guided_on.map(|day| day.to_string()),
        }
    }
}

/// The entries of a file. One that is missing, or that this version cannot read, is the default, and takes no other along.
struct Entries(Map<String, Value>);

impl Entries {
    fn on(&self, name: &str, default: bool) -> bool {
        self.0.get(name).and_then(Value::as_bool).unwrap_or(default)
    }

    fn text(&self, name: &str) -> Option<&str> {
        self.0.get(name).and_then(Value::as_str)
    }

    fn interval(&self) -> Option<Interval> {
        match self.text(name::INTERVAL) {
            Some(code) => Interval::from_code(code),
            // Versions before wrote minutes, and 1 where nobody had chosen anything.
            None => self
                .0
                .get("interval_minutes")?
                .as_u64()
                .filter(|minutes| *minutes != 1)
                .and_then(|minutes| Interval::from_code(&minutes.to_string())),
        }
    }

    fn quiet_hours(&self) -> Option<QuietHours> {
        let [from, to] = self.0.get(name::QUIET_HOURS)?.as_array()?.as_slice() else { return None };
        let hours = QuietHours { from: time_of_day(from.as_str()?)?, to: time_of_day(to.as_str()?)? };
        (hours.from != hours.to).then_some(hours)
    }

    fn smallest_amount(&self) -> Option<Decimal> {
        let amount = Decimal::from_str_exact(self.text(name::SMALLEST_AMOUNT)?).ok()?;
        (amount >= Decimal::ZERO).then_some(amount)
    }

    fn rules(&self, default: &Rules) -> Rules {
        let topics = Topic::ALL.into_iter().filter(|topic| self.on(topic.name(), default.topics.contains(topic)));
        Rules {
            on: self.on(name::NOTIFICATIONS, default.on),
            topics: topics.collect(),
            smallest_amount: self.smallest_amount().unwrap_or(default.smallest_amount),
            quiet_hours: self.quiet_hours(),
            grouping: self.text(name::GROUPING).and_then(Grouping::from_code).unwrap_or(default.grouping),
            names: self.on(name::NAMES, default.names),
            sound: self.on(name::SOUND, default.sound),
        }
    }

    fn own_rules(&self, default: &Rules) -> BTreeMap<OrganizationId, Rules> {
        let all = self.0.get(name::OWN_RULES).and_then(Value::as_object);
        let of = |(id, rules): (&String, &Value)| {
            let entries = Self(rules.as_object()?.clone());
            Some((OrganizationId(id.parse().ok()?), entries.rules(default)))
        };
        all.into_iter().flatten().filter_map(of).collect()
    }

    fn settings(&self) -> Settings {
        let default = Settings::default();
        Settings {
            title: self.text(name::TITLE).map_or(default.title, str::to_owned),
            show_zero: self.on(name::SHOW_ZERO, default.show_zero),
            revenue: self.text(name::REVENUE).and_then(RevenueBasis::from_code).unwrap_or(default.revenue),
            hide_amounts: self.on(name::HIDE_AMOUNTS, default.hide_amounts),
            rules: self.rules(&default.rules),
            own_rules: self.own_rules(&default.rules),
            paused_until: self.text(name::PAUSED_UNTIL).and_then(|text| text.parse().ok()),
            interval: self.interval().unwrap_or(default.interval),
            // A zone that is none is kept, so that the owner is told of it.
            time_zone: self.text(name::TIME_ZONE).map(str::to_owned),
            guided_on: self.text(name::GUIDED_ON).and_then(|text| text.parse().ok()),
        }
    }
}

/// What was found where the settings are kept.
#[derive(Debug, PartialEq, Eq)]
pub enum Found {
    /// The owner's settings.
    Kept(Settings),
    /// None yet.
    None,
    /// A file that cannot be read as settings; it was moved here and defaults are used.
    Broken(PathBuf),
}

/// Reads the settings. A broken file is moved aside, never overwritten.
///
/// # Errors
/// When the file is there and cannot be read at all.
pub fn read(path: &Path) -> io::Result<Found> {
    let text = match fs::read(path) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Found::None),
        Err(error) => return Err(error),
    };
    match serde_json::from_slice::<Map<String, Value>>(&text) {
        Ok(entries) => Ok(Found::Kept(Entries(entries).settings())),
        Err(_) => {
            let aside = path.with_extension("broken.json");
            fs::rename(path, &aside)?;
            Ok(Found::Broken(aside))
        }
    }
}

/// Writes the settings whole or not at all.
///
/// # Errors
/// When the folder cannot be written.
pub fn write(path: &Path, settings: &Settings) -> io::Result<()> {
    private_file::write(path, &serde_json::to_vec_pretty(&Stored::from(settings))?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn an_organization(number: u128) -> OrganizationId {
        OrganizationId(uuid::Uuid::from_u128(number))
    }

    /// Rules of which every one is another than the default.
    fn other_rules() -> Rules {
        let default = Rules::default();
        Rules {
            on: !default.on,
            topics: Topic::ALL.into_iter().filter(|topic| !default.topics.contains(topic)).collect(),
            smallest_amount: Decimal::new(1_050, 2),
            quiet_hours: Some(QuietHours::default()),
            grouping: Grouping::Never,
            names: !default.names,
            sound: !default.sound,
        }
    }

    #[test]
    fn settings_come_back_as_they_were_written() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("settings.json");
        assert_eq!(read(&path).unwrap(), Found::None);
        let settings = Settings {
            title: "{month}".to_owned(),
            show_zero: true,
            revenue: RevenueBasis::AfterFees,
            hide_amounts: true,
            rules: other_rules(),
            own_rules: [(an_organization(1), Rules::default()), (an_organization(2), other_rules())].into(),
            paused_until: Some("2026-07-29T08:00:00Z".parse().unwrap()),
            interval: Interval::EveryMinutes(15),
            time_zone: Some("Asia/Tokyo".into()),
            guided_on: Some(jiff::civil::date(2026, 7, 29)),
        };
        write(&path, &settings).unwrap();
        assert_eq!(read(&path).unwrap(), Found::Kept(settings));
        write(&path, &Settings::default()).unwrap();
        assert_eq!(read(&path).unwrap(), Found::Kept(Settings::default()));
    }

    #[test]
    fn every_grouping_and_every_topic_comes_back() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("settings.json");
        let groupings = Grouping::ALL.into_iter().map(|grouping| Rules { grouping, ..Rules::default() });
        let topics = Topic::ALL.into_iter().map(|topic| Rules { topics: [topic].into(), ..Rules::default() });
        for rules in groupings.chain(topics) {
            let settings = Settings { rules, ..Settings::default() };
            write(&path, &settings).unwrap();
            assert_eq!(read(&path).unwrap(), Found::Kept(settings));
        }
    }

    #[test]
    fn what_an_earlier_version_wrote_keeps_its_meaning() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("settings.json");
        let written = r#"{
            "title": "{revenue}", "show_zero": false, "revenue": "as_in_polar", "hide_amounts": false,
            "notifications": true, "new_orders": false, "new_subscriptions": true, "renewals": true,
            "smallest_amount": "5", "quiet_hours": ["22:00", "08:00"], "names_in_notifications": false,
            "sound": false, "interval": "5", "time_zone": null
        }"#;
        fs::write(&path, written).unwrap();
        let Found::Kept(settings) = read(&path).unwrap() else { panic!("not read") };
        let default = Rules::default();
        let mut topics = default.topics.clone();
        topics.remove(&Topic::NewOrders);
        topics.insert(Topic::Renewals);
        let rules = Rules {
            topics,
            smallest_amount: Decimal::from(5),
            quiet_hours: Some(QuietHours::default()),
            names: false,
            sound: false,
            ..default
        };
        let expected = Settings {
            title: "{revenue}".to_owned(),
            rules,
            interval: Interval::EveryMinutes(5),
            ..Settings::default()
        };
        assert_eq!(settings, expected, "what it did not know is as at first");
    }

    #[test]
    fn a_rule_of_an_organization_that_is_missing_or_odd_is_the_default_and_not_that_of_all() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("settings.json");
        let id = an_organization(7);
        for (own, expected) in [
            (format!(r#"{{"{id}": {{"sound": true}}}}"#), Some(Rules::default())),
            (
                format!(r#"{{"{id}": {{"sound": 1, "names_in_notifications": false}}}}"#),
                Some(Rules { names: false, ..Rules::default() }),
            ),
            (format!(r#"{{"{id}": {{"grouping": "sometimes", "refunds": "no"}}}}"#), Some(Rules::default())),
            (format!(r#"{{"{id}": true}}"#), None),
            (r#"{"acme": {"sound": false}}"#.to_owned(), None),
            (format!(r#"["{id}"]"#), None),
            ("null".to_owned(), None),
        ] {
            fs::write(&path, format!(r#"{{"sound": false, "own_rules": {own}}}"#)).unwrap();
            let settings = Settings {
                rules: Rules { sound: false, ..Rules::default() },
                own_rules: expected.into_iter().map(|rules| (id, rules)).collect(),
                ..Settings::default()
            };
            assert_eq!(read(&path).unwrap(), Found::Kept(settings), "{own}");
        }
    }

    #[test]
    fn a_broken_file_is_moved_aside_and_not_lost() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("settings.json");
        fs::write(&path, "{ no").unwrap();
        let Found::Broken(aside) = read(&path).unwrap() else { panic!("taken as settings") };
        assert_eq!(fs::read_to_string(aside).unwrap(), "{ no");
        assert_eq!(read(&path).unwrap(), Found::None);
    }

    #[test]
    fn an_entry_that_is_missing_or_odd_is_the_default_and_takes_no_other_along() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("settings.json");
        let hidden = || Settings { hide_amounts: true, ..Settings::default() };
        let ruled = |rules: Rules| Settings { rules, ..hidden() };
        for (entry, expected) in [
            (r#""from_the_future": 1"#, hidden()),
            (r#""interval_minutes": 1"#, hidden()),
            (r#""interval_minutes": 15"#, Settings { interval: Interval::EveryMinutes(15), ..hidden() }),
            (r#""interval_minutes": 7"#, hidden()),
            (
                r#""interval_minutes": 15, "interval": "manually""#,
                Settings { interval: Interval::Manually, ..hidden() },
            ),
            (r#""interval": "hourly""#, hidden()),
            (r#""revenue": "gross""#, hidden()),
            (r#""sound": "loud""#, hidden()),
            (r#""sound": false"#, ruled(Rules { sound: false, ..Rules::default() })),
            (r#""refunds": "no""#, hidden()),
            (r#""grouping": "sometimes""#, hidden()),
            (r#""grouping": "always""#, ruled(Rules { grouping: Grouping::Always, ..Rules::default() })),
            (r#""own_rules": false"#, hidden()),
            (r#""paused_until": "tomorrow""#, hidden()),
            (r#""paused_until": null"#, hidden()),
            (r#""smallest_amount": "-5""#, hidden()),
            (r#""smallest_amount": 5"#, hidden()),
            (r#""quiet_hours": ["22:00"]"#, hidden()),
            (r#""quiet_hours": ["22:00", "22:00"]"#, hidden()),
            (
                r#""quiet_hours": ["22:00", "08:00"]"#,
                ruled(Rules { quiet_hours: Some(QuietHours::default()), ..Rules::default() }),
            ),
            (r#""title": 7"#, hidden()),
            (r#""time_zone": null"#, hidden()),
        ] {
            fs::write(&path, format!(r#"{{"hide_amounts": true, {entry}}}"#)).unwrap();
            assert_eq!(read(&path).unwrap(), Found::Kept(expected), "{entry}");
        }
    }
}
