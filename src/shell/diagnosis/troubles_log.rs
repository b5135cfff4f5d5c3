use std::collections::BTreeMap;

use crate::app::{Event, Trouble};
use crate::domain::OrganizationId;
use crate::view::diagnostics;

/// Logs how the figures stand: a line when a trouble begins, when it becomes another, and when it ends; not one a refresh.
#[derive(Debug, Default)]
pub struct TroublesLog(BTreeMap<Option<OrganizationId>, Trouble>);

/// What there is to log.
#[derive(Debug, PartialEq, Eq)]
enum News {
    /// Only the owner, or this computer, can end it.
    Wrong(String),
    /// It comes and goes by itself, as networks do.
    Waits(String),
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
            Some(News::Over) => tracing::info!(organization, "the figures are refreshed again"),
            None => {}
        }
    }

    fn news(&mut self, of: Option<OrganizationId>, trouble: Option<&Trouble>) -> Option<News> {
        let Some(trouble) = trouble else { return self.0.remove(&of).map(|_| News::Over) };
        let before = self.0.insert(of, trouble.clone());
        if before.as_ref() == Some(trouble) {
            return None;
        }
        let name = diagnostics::trouble_name(trouble);
        Some(if matches!(trouble, Trouble::Polar(_) | Trouble::KeychainNotNow) {
            News::Waits(name)
        } else {
            News::Wrong(name)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::polar;

    #[test]
    fn a_trouble_is_logged_when_it_begins_changes_and_ends() {
        let mut log = TroublesLog::default();
        let offline = Trouble::Polar(polar::Trouble::Offline);
        let one = Some(OrganizationId(uuid::Uuid::from_u128(1)));
        let waits = |text: &str| Some(News::Waits(text.to_owned()));
        for (of, trouble, news) in [
            (None, None, None),
            (one, Some(&offline), waits("offline")),
            (one, Some(&offline), None),
            (None, Some(&offline), waits("offline")),
            (one, Some(&Trouble::TokenRejected), Some(News::Wrong("token rejected".to_owned()))),
            (one, None, Some(News::Over)),
            (one, None, None),
            (one, Some(&offline), waits("offline")),
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
                Some(News::Wrong(text) | News::Waits(text)) => assert!(!text.contains("Ada"), "{text}"),
                other => panic!("{other:?}"),
            }
        }
    }
}
