use std::io;
use std::sync::mpsc::{self, Sender};
use std::thread;

use super::notifier::{Notifier, NotifyError, Shown};
use crate::domain::OrganizationId;

/// What became of a notification.
pub(super) enum Outcome {
    /// It was shown, or cannot be shown on this computer: either way it is settled and never shown late.
    Settled {
        /// Whose.
        organization: OrganizationId,
        /// The stable ids that it announced.
        announces: Vec<String>,
        /// Why it could not be shown, if it could not.
        unavailable: Option<NotifyError>,
    },
    /// The system did not answer; the next refresh tries again.
    Unanswered {
        /// The stable ids that are not announced yet.
        announces: Vec<String>,
    },
}

/// A notification and the stable ids that it announces of an organization.
pub(super) struct Announcement {
    pub(super) shown: Shown,
    pub(super) organization: OrganizationId,
    pub(super) announces: Vec<String>,
}

/// Shows notifications one after another on a thread of its own, because the system may take its time.
pub(super) struct Announcer {
    queue: Sender<Announcement>,
}

impl Announcer {
    pub(super) fn start(notifier: Notifier, done: impl Fn(Outcome) + Send + 'static) -> io::Result<Self> {
        let (queue, waiting) = mpsc::channel::<Announcement>();
        thread::Builder::new().name("announcer".to_owned()).spawn(move || {
            for Announcement { shown, organization, announces } in waiting {
                done(match notifier.show(shown) {
                    Ok(()) => Outcome::Settled { organization, announces, unavailable: None },
                    Err(NotifyError::NoAnswer | NotifyError::Other(_)) => Outcome::Unanswered { announces },
                    Err(error) => Outcome::Settled { organization, announces, unavailable: Some(error) },
                });
            }
        })?;
        Ok(Self { queue })
    }

    /// Shows it when those before are shown.
    pub(super) fn announce(&self, announcement: Announcement) {
        drop(self.queue.send(announcement));
    }
}
