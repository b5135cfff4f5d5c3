use jiff::SignedDuration;

use super::region::Numbers;
use super::when::When;
use super::words::{self, menu};
use crate::app::{Command, Health, History, Power, Progress, Settings, State, Trouble};

/// How the figures stand, as one row, with what choosing it does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Status {
    pub text: String,
    pub command: Option<Command>,
}

impl Status {
    fn to_read(text: String) -> Self {
        Self { text, command: None }
    }

    /// The row for `health`; `has_figures` says whether older figures are on the screen.
    pub fn of(health: &Health, has_figures: bool, when: &When, numbers: &Numbers) -> Self {
        match (&health.trouble, health.download) {
            (Some(trouble), _) => Self::of_trouble(trouble, health, has_figures, when),
            (None, Some(progress)) => Self::to_read(downloading(progress, numbers)),
            (None, None) => match health.last_success {
                Some(at) => Self::to_read(menu::updated(&when.clock(at))),
                None => Self::to_read(menu::ASKING.to_owned()),
            },
        }
    }

    fn of_trouble(trouble: &Trouble, health: &Health, has_figures: bool, when: &When) -> Self {
        let clause = words::clause(trouble);
        match trouble {
            Trouble::TokenRejected | Trouble::MissingScope(_) | Trouble::OrganizationGone | Trouble::TokenMissing => {
                Self { text: menu::reconnect(&clause), command: Some(Command::Connect) }
            }
            Trouble::KeychainLocked => Self { text: menu::unlock(&clause), command: Some(Command::Refresh) },
            Trouble::KeychainRefused => Self { text: menu::ask_again(&clause), command: Some(Command::Refresh) },
            Trouble::LedgerNewer => Self::to_read(menu::quit_and_open(&clause)),
            Trouble::KeychainMissing | Trouble::KeychainNotNow | Trouble::Setup(_) => Self::to_read(clause),
            Trouble::Polar(_)
            | Trouble::LedgerUnwritable(_)
            | Trouble::LedgerDamaged
            | Trouble::LedgerReplaced
            | Trouble::BrokeOff => Self::to_read(match health.last_success {
                Some(at) if has_figures => menu::figures_from(&clause, &when.clock(at)),
                _ => menu::no_figures_yet(&clause),
            }),
        }
    }
}

/// How far the first download is.
pub(super) fn downloading(progress: Progress, numbers: &Numbers) -> String {
    match progress {
        Progress { total: 0, .. } => menu::DOWNLOADING.to_owned(),
        Progress { of, done, total } => {
            let said = match of {
                History::Orders => menu::downloading_orders,
                History::Subscriptions => menu::downloading_subscriptions,
            };
            said(&numbers.count(done.min(total)), &numbers.count(total))
        }
    }
}

/// How figures stand, in the word that programs read.
pub(super) fn code(state: State) -> &'static str {
    match state {
        State::Waiting => "waiting",
        State::Fresh => "fresh",
        State::Stale => "stale",
    }
}

/// For how long figures count as fresh on a computer that lives on `power`: three refreshes, a quarter of an hour at least.
/// Somebody who refreshes by hand is told after a day.
pub fn tolerance(settings: &Settings, power: Power) -> SignedDuration {
    match settings.interval.length(power) {
        None => SignedDuration::from_hours(24),
        Some(interval) => interval.saturating_mul(3).max(SignedDuration::from_mins(15)),
    }
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;
    use jiff::tz::TimeZone;

    use super::*;
    use crate::app::{Interval, Region};
    use crate::polar::{self, Scope};

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    fn row(
        trouble: Option<Trouble>,
        last_success: Option<&str>,
        download: Option<Progress>,
    ) -> (String, Option<Command>) {
        let health = Health { trouble, last_success: last_success.map(at), download, ..Health::default() };
        let when = When::seen_from(at("2026-11-22T14:05:00Z"), &TimeZone::UTC, &Region::default());
        let status = Status::of(&health, last_success.is_some(), &when, &Numbers::default());
        (status.text, status.command)
    }

    #[test]
    fn the_row_says_how_the_figures_stand_and_what_to_press() {
        let today = Some("2026-11-22T14:02:00Z");
        for (trouble, last_success, text, command) in [
            (None, today, "Updated 14:02", None),
            (None, Some("2026-11-21T14:02:00Z"), "Updated 21 Nov, 14:02", None),
            (None, None, "Asking Polar…", None),
            (Some(Trouble::Polar(polar::Trouble::Offline)), today, "Offline – figures from 14:02", None),
            (Some(Trouble::Polar(polar::Trouble::Offline)), None, "Offline – no figures yet", None),
            (Some(Trouble::Polar(polar::Trouble::Server(502))), today, "Polar is down – figures from 14:02", None),
            (Some(Trouble::TokenRejected), today, "Polar rejected the token – Reconnect…", Some(Command::Connect)),
            (
                Some(Trouble::MissingScope(Some(Scope::Orders))),
                today,
                "The token lacks orders:read – Reconnect…",
                Some(Command::Connect),
            ),
            (Some(Trouble::LedgerNewer), today, "Revone was updated – quit and open it again", None),
        ] {
            assert_eq!(row(trouble, last_success, None), (text.to_owned(), command));
        }
    }

    #[test]
    fn a_download_shows_its_progress_until_something_is_wrong() {
        let progress = Some(Progress { of: History::Orders, done: 1_200, total: 8_300 });
        assert_eq!(row(None, None, progress).0, "Downloading history – 1,200 of 8,300 orders");
        let nothing = Progress { of: History::Orders, done: 0, total: 0 };
        assert_eq!(row(None, None, Some(nothing)).0, "Downloading history…");
        let subscriptions = Progress { of: History::Subscriptions, done: 120, total: 900 };
        assert_eq!(row(None, None, Some(subscriptions)).0, "Downloading history – 120 of 900 subscriptions");
        let offline = Some(Trouble::Polar(polar::Trouble::Offline));
        assert_eq!(row(offline, Some("2026-11-22T14:02:00Z"), progress).0, "Offline – figures from 14:02");
    }

    #[test]
    fn figures_stay_fresh_for_three_refreshes() {
        for (interval, power, expected) in [
            (Interval::Automatic, Power::Mains, 15),
            (Interval::Automatic, Power::Battery, 15),
            (Interval::Automatic, Power::Saving, 45),
            (Interval::EveryMinutes(5), Power::Saving, 15),
            (Interval::EveryMinutes(30), Power::Mains, 90),
            (Interval::Manually, Power::Saving, 24 * 60),
        ] {
            let settings = Settings { interval, ..Settings::default() };
            assert_eq!(tolerance(&settings, power).as_mins(), expected, "{interval:?} {power:?}");
        }
    }
}
