use std::io;
use std::sync::mpsc::{self, Sender};
use std::thread;

use super::diagnosis::guarded;
use super::notifier::{Notifier, NotifyError, Shown};
use crate::app::Event;
use crate::domain::OrganizationId;
use crate::view::words;

/// A notification and the stable ids that it announces of an organization.
pub(super) struct Announcement {
    pub(super) shown: Shown,
    pub(super) organization: OrganizationId,
    pub(super) announces: Vec<String>,
}

/// Shows notifications one after another on a thread of its own, because the system may take its time.
pub(super) struct Announcer {
    queue: Sender<Task>,
}

enum Task {
    Announce(Announcement),
    AskPermission,
}

impl Announcer {
    /// Starts the thread. `post` is called on it with what became of each.
    pub(super) fn start(notifier: Notifier, post: impl Fn(Event) + Send + 'static) -> io::Result<Self> {
        let (queue, waiting) = mpsc::channel();
        thread::Builder::new().name("announcer".to_owned()).spawn(move || {
            let mut log = Log::default();
            for task in waiting {
                // What panics is tried again as what was not answered is; those behind it are shown.
                post(match task {
                    Task::Announce(Announcement { shown, organization, announces }) => {
                        let shown = guarded("notifications", || notifier.show(shown));
                        announced(log.noting(shown.unwrap_or(Err(NotifyError::NoAnswer))), organization, announces)
                    }
                    Task::AskPermission => {
                        let answer = guarded("notifications", || notifier.ask_permission());
                        let answer = log.noting(answer.unwrap_or(Err(NotifyError::NoAnswer)));
                        Event::AskedToNotify(answer.as_ref().err().and_then(refused))
                    }
                });
            }
        })?;
        Ok(Self { queue })
    }

    /// Shows it when those before are shown.
    pub(super) fn announce(&self, announcement: Announcement) {
        drop(self.queue.send(Task::Announce(announcement)));
    }

    /// Asks the system, and through it the owner once, whether notifications may be shown.
    pub(super) fn ask_permission(&self) {
        drop(self.queue.send(Task::AskPermission));
    }
}

/// What was not shown because the system did not take it is tried again. What cannot be shown on this computer is settled
/// all the same, and never shown late.
fn announced(shown: Result<(), NotifyError>, organization: OrganizationId, announces: Vec<String>) -> Event {
    match shown {
        Err(NotifyError::NoAnswer | NotifyError::Other(_)) => Event::NotAnnounced(organization, announces),
        settled => Event::Announced { organization, ids: announces, refused: settled.as_ref().err().and_then(refused) },
    }
}

/// Only what the owner decided, and can decide otherwise, is said in the app; the doctor knows the rest.
fn refused(error: &NotifyError) -> Option<String> {
    (*error == NotifyError::NotAllowed).then(|| words::NO_NOTIFICATIONS.to_owned())
}

/// Says once why notifications are not shown, until they are, or until there is another reason.
#[derive(Default)]
struct Log {
    said: Option<NotifyError>,
}

impl Log {
    fn noting(&mut self, result: Result<(), NotifyError>) -> Result<(), NotifyError> {
        let error = result.as_ref().err();
        if let Some(error) = error.filter(|error| self.said.as_ref() != Some(*error)) {
            // What the system answered may quote what was to be shown: of that the name of the error is logged.
            let reason = match error {
                NotifyError::Other(answer) => name_of(answer),
                known => known.to_string(),
            };
            tracing::warn!(reason, "notifications cannot be shown");
        }
        self.said = error.cloned();
        result
    }
}

/// What an answer of the session bus begins with, such as `org.freedesktop.DBus.Error.AccessDenied`; other answers have no
/// name.
fn name_of(answer: &str) -> String {
    let name = answer.split([':', ' ']).next().filter(|name| name.starts_with("org.freedesktop."));
    name.unwrap_or("the system answered something else").to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_what_the_system_answers_the_name_alone_is_logged() {
        for (answer, logged) in [
            ("org.freedesktop.DBus.Error.AccessDenied: no “Ada”", "org.freedesktop.DBus.Error.AccessDenied"),
            ("Ada Lovelace: cannot be shown", "the system answered something else"),
            ("", "the system answered something else"),
        ] {
            assert_eq!(name_of(answer), logged);
        }
    }

    #[test]
    fn what_cannot_be_shown_here_is_settled_and_only_a_refusal_is_said() {
        let organization = OrganizationId(uuid::Uuid::nil());
        let ids = || vec!["order/1/paid".to_owned()];
        for (result, settled, is_said) in [
            (Ok(()), true, false),
            (Err(NotifyError::NotAllowed), true, true),
            (Err(NotifyError::NoBundle), true, false),
            (Err(NotifyError::NoBus("no socket".to_owned())), true, false),
            (Err(NotifyError::NoService), true, false),
            (Err(NotifyError::NoAnswer), false, false),
            (Err(NotifyError::Other("odd".to_owned())), false, false),
        ] {
            match announced(result.clone(), organization, ids()) {
                Event::Announced { ids: settled_ids, refused, .. } => {
                    assert_eq!((true, settled_ids, refused.is_some()), (settled, ids(), is_said), "{result:?}");
                }
                Event::NotAnnounced(_, again) => assert_eq!((false, again), (settled, ids()), "{result:?}"),
                other => panic!("{result:?}: {other:?}"),
            }
        }
    }
}
