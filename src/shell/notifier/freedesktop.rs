//! The notification service of a Linux desktop, over the session bus.

use std::cell::Cell;

use notify_rust::{Hint, Notification, NotificationHandle, NotificationResponse};

use super::places::Places;
use super::{NotifyError, Shown};
use crate::view::notices::escape_markup;
use crate::view::words::OPEN_IN_POLAR;

/// The action that opens what a notification is about.
const OPENS: &str = "open";

/// A notification on the screen.
pub struct Waiting(NotificationHandle);

/// Whether there is a service that shows notifications.
pub async fn ask_permission() -> Result<(), NotifyError> {
    capabilities().await.map(|_| ())
}

/// What this program shows. A replaced notification is named to the service by the number that it was given.
#[derive(Default)]
pub struct Screen {
    numbers: Places<u32>,
}

impl Screen {
    /// Shows a notification, in place of the one that stands at its place.
    pub async fn show(&mut self, shown: &Shown) -> Result<Waiting, NotifyError> {
        let can = capabilities().await?;
        let mut notification = notification_of(shown, |name| can.iter().any(|known| known == name));
        if let Some(number) = self.numbers.at(&shown.place) {
            notification.id(*number);
        }
        let handle = notification.show_async().await.map_err(|error| named(&error))?;
        self.numbers.put(&shown.place, handle.id());
        Ok(Waiting(handle))
    }
}

/// The notification for a service that can do what `can` says of its names.
fn notification_of(shown: &Shown, can: impl Fn(&str) -> bool) -> Notification {
    let mut notification = Notification::new();
    notification
        .appname("Revone")
        .icon("revone")
        .hint(Hint::DesktopEntry("revone".to_owned()))
        .summary(&shown.title)
        .body(&if can("body-markup") { escape_markup(&shown.body) } else { shown.body.clone() });
    if shown.sound {
        notification.sound_name("message-new-instant");
    } else {
        notification.hint(Hint::SuppressSound(true));
    }
    if shown.click.is_some() && can("actions") {
        // By convention the default action is a click on the notification itself and has no button. No text is needed.
        notification.action("default", "").action(OPENS, OPEN_IN_POLAR);
    }
    notification
}

impl Waiting {
    /// Waits until the notification is clicked, or its action chosen (`true`), or it is gone. Dropping the future ends the
    /// waiting.
    pub async fn clicked(self) -> bool {
        let clicked = Cell::new(false);
        let heard = |response: &NotificationResponse| {
            clicked.set(match response {
                NotificationResponse::Default => true,
                NotificationResponse::Action(action) => action == OPENS,
                _ => false,
            });
        };
        self.0.wait_for_action_async(heard).await;
        clicked.get()
    }
}

/// What the service can do. Asked each time: it may have been replaced since.
async fn capabilities() -> Result<Vec<String>, NotifyError> {
    // The crate has this in a blocking form only, which must not run on a thread that runs async code.
    match tokio::task::spawn_blocking(notify_rust::get_capabilities).await {
        Ok(answer) => answer.map_err(|error| named(&error)),
        Err(ended) => Err(NotifyError::Other(ended.to_string())),
    }
}

/// The crate keeps the kind of an error to itself; an error of the bus begins with its name, and everything that goes wrong
/// before there is a connection begins in one of these ways.
fn named(error: &notify_rust::error::Error) -> NotifyError {
    let text = error.to_string();
    let is = |name: &str| text.starts_with(&format!("org.freedesktop.DBus.Error.{name}"));
    if is("ServiceUnknown") || is("NameHasNoOwner") || is("Spawn") {
        NotifyError::NoService
    } else if is("NoReply") || is("Timeout") {
        NotifyError::NoAnswer
    } else if ["failed to connect", "I/O error", "address error", "D-Bus handshake"]
        .iter()
        .any(|how| text.starts_with(how))
    {
        NotifyError::NoBus(text)
    } else {
        NotifyError::Other(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_cannot_be_markup() {
        assert_eq!(escape_markup("<b>Jane</b> & Co"), "&lt;b&gt;Jane&lt;/b&gt; &amp; Co");
        assert_eq!(escape_markup("&lt;"), "&amp;lt;");
    }

    #[test]
    fn what_the_service_cannot_do_is_not_asked_of_it() {
        let click = crate::shell::notifier::Click {
            organization: crate::domain::OrganizationId(uuid::Uuid::nil()),
            link: crate::app::Link::Sales,
            announces: Vec::new(),
        };
        let shown = |click| Shown {
            place: "order/1".to_owned(),
            title: "New order".to_owned(),
            body: "<b> & Co".to_owned(),
            click,
            sound: true,
        };
        for (can, click, body, actions) in [
            (vec![], Some(click.clone()), "<b> & Co", vec![]),
            (vec!["actions"], None, "<b> & Co", vec![]),
            (vec!["actions"], Some(click.clone()), "<b> & Co", vec!["default", "", "open", "Open in Polar"]),
            (vec!["body-markup"], Some(click), "&lt;b&gt; &amp; Co", vec![]),
        ] {
            let notification = notification_of(&shown(click), |name| can.contains(&name));
            assert_eq!((notification.body.as_str(), notification.actions), (body, owned(&actions)), "{can:?}");
        }
    }

    fn owned(texts: &[&str]) -> Vec<String> {
        texts.iter().map(|text| (*text).to_owned()).collect()
    }

    #[test]
    fn a_missing_bus_is_told_from_a_missing_service() {
        let no_bus = "failed to connect to `unix:path=/run/bus`: No such file or directory (os error 2)";
        for (text, expected) in [
            (no_bus, NotifyError::NoBus(no_bus.to_owned())),
            ("org.freedesktop.DBus.Error.ServiceUnknown: nobody has this name", NotifyError::NoService),
            ("org.freedesktop.DBus.Error.Spawn.ExecFailed: it did not start", NotifyError::NoService),
            ("org.freedesktop.DBus.Error.NoReply: it did not answer", NotifyError::NoAnswer),
            ("something else", NotifyError::Other("something else".to_owned())),
        ] {
            assert_eq!(named(&text.into()), expected);
        }
    }
}
