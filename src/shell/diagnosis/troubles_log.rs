use std::collections::BTreeMap;
use std::time::Duration;

use crate::app::{Event, Trouble};
use crate::domain::OrganizationId;
use crate::polar;
use crate::view::diagnostics;

/// Logs how the figures stand: a line when a trouble begins, when it becomes another, and when it ends; not one a refresh.
#[derive(Debug, Default)]
pub struct TroublesLog(BTreeMap<Option<OrganizationId>, String>);

/// What there is to log.
#[derive(Debug, PartialEq, Eq)]
enum News {
    /// Only the owner, or this computer, can end it.
    Wrong(String),
    /// It comes and goes by itself, as networks do.
    Waits(String),
    /// The figures are refreshed all the same.
    Beside(String),
    Over,
}

impl TroublesLog {
    /// Takes note of what happened.
    pub fn hear(&mut self, event: &Event) {
        let Event::Health(of, health) = event else { return };
        // Without an organization it is the program before it knows any.
        let organization = of.map(|of| of.to_string()).unwrap_or_default();
        match self.news(*of, health.trouble.as_ref()) {
            Some(News::Wrong(trouble)) => tracing::warn!(organization, trouble, "the figures cannot be refreshed"),
            Some(News::Waits(trouble)) => tracing::info!(organization, trouble, "the figures cannot be refreshed now"),
            Some(News::Beside(trouble)) => tracing::warn!(organization, trouble, "there is something to mend"),
            Some(News::Over) => tracing::info!(organization, "the figures are refreshed again"),
            None => {}
        }
    }

    fn news(&mut self, of: Option<OrganizationId>, trouble: Option<&Trouble>) -> Option<News> {
        // What was wrong before any organization was known is that organization's now, or over.
        let before_any = of.and_then(|_| self.0.remove(&None));
        let Some(trouble) = trouble else { return self.0.remove(&of).or(before_any).map(|_| News::Over) };
        let name = named(trouble);
        let before = self.0.insert(of, name.clone()).or(before_any);
        if before.as_ref() == Some(&name) {
            return None;
        }
        Some(match trouble {
            Trouble::Polar(_) | Trouble::KeychainNotNow => News::Waits(name),
            Trouble::Setup(_) | Trouble::LedgerReplaced => News::Beside(name),
            _ => News::Wrong(name),
        })
    }
}

/// The trouble without what is another each time: how long Polar wants to be left alone is told by the minute, and the place of
/// a malformed answer moves with its rows.
fn named(trouble: &Trouble) -> String {
    let always = match trouble {
        Trouble::Polar(polar::Trouble::RateLimited(Some(pause))) => {
            let minutes = pause.as_secs().div_ceil(60);
            polar::Trouble::RateLimited(Some(Duration::from_secs(minutes.saturating_mul(60))))
        }
        Trouble::Polar(polar::Trouble::Malformed { path, reason }) => {
            let path = path.chars().filter(|sign| !sign.is_ascii_digit()).collect();
            polar::Trouble::Malformed { path, reason: reason.clone() }
        }
        other => return diagnostics::trouble_name(other),
    };
    diagnostics::trouble_name(&Trouble::Polar(always))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_trouble_is_logged_when_it_begins_changes_and_ends() {
        let mut log = TroublesLog::default();
        let offline = Trouble::Polar(polar::Trouble::Offline);
        let limited = |seconds| Trouble::Polar(polar::Trouble::RateLimited(Some(Duration::from_secs(seconds))));
        let one = Some(OrganizationId(uuid::Uuid::from_u128(1)));
        let waits = |text: &str| Some(News::Waits(text.to_owned()));
        for (of, trouble, news) in [
            (None, None, None),
            (one, Some(&offline), waits("offline")),
            (one, Some(&offline), None),
            (one, Some(&Trouble::TokenRejected), Some(News::Wrong("token rejected".to_owned()))),
            (one, None, Some(News::Over)),
            (one, None, None),
            (one, Some(&offline), waits("offline")),
            (one, None, Some(News::Over)),
            // Before the launch knows whose figures they are, and afterwards.
            (None, Some(&offline), waits("offline")),
            (one, Some(&offline), None),
            (one, None, Some(News::Over)),
            (None, Some(&offline), waits("offline")),
            (one, None, Some(News::Over)),
            (one, Some(&Trouble::LedgerReplaced), Some(News::Beside("ledger damaged and begun anew".to_owned()))),
            (one, None, Some(News::Over)),
            (one, Some(&limited(41)), waits("too many requests, 60 s")),
            (one, Some(&limited(37)), None),
            (one, Some(&limited(600)), waits("too many requests, 600 s")),
        ] {
            assert_eq!(log.news(of, trouble), news, "{of:?} {trouble:?}");
        }
    }

    #[test]
    fn what_somebody_else_wrote_is_not_logged() {
        let told = "Ada Lovelace".to_owned();
        for trouble in [
            Trouble::Setup(told.clone()),
            Trouble::LedgerUnwritable(told.clone()),
            Trouble::Polar(polar::Trouble::Malformed { path: told.clone(), reason: told.clone() }),
        ] {
            match TroublesLog::default().news(None, Some(&trouble)) {
                Some(News::Wrong(text) | News::Waits(text) | News::Beside(text)) => {
                    assert!(!text.contains("Ada"), "{text}")
                }
                other => panic!("{other:?}"),
            }
        }
    }
}
