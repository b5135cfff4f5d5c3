//! The notification service of a Linux desktop, over the session bus.

use std::cell::Cell;

use notify_rust::{Hint, Notification, NotificationHandle, NotificationResponse};

use super::{NotifyError, Shown};

/// A notification on the screen.
pub struct Waiting(NotificationHandle);

/// Whether there is a service that shows notifications.
pub async fn ask_permission() -> Result<(), NotifyError> {
    capabilities().await.map(|_| ())
}

/// Shows a notification.
pub async fn show(shown: &Shown) -> Result<Waiting, NotifyError> {
    let can = capabilities().await?;
    let can = |name: &str| can.iter().any(|known| known == name);
    let mut notification = Notification::new();
    notification
        .appname("Revone")
        .icon("revone")
        .hint(Hint::DesktopEntry("revone".to_owned()))
        .summary(&shown.title)
        .body(&if can("body-markup") { escaped(&shown.body) } else { shown.body.clone() });
    if shown.sound {
        notification.sound_name("message-new-instant");
    } else {
        notification.hint(Hint::SuppressSound(true));
    }
    // By convention the default action is a click on the notification itself and has no button. No text is needed.
    if shown.url.is_some() && can("actions") {
        notification.action("default", "");
    }
    notification.show_async().await.map(Waiting).map_err(|error| named(&error))
}

impl Waiting {
    /// Waits until the notification is clicked (`true`) or gone. Dropping the future ends the waiting.
    pub async fn clicked(self) -> bool {
        let clicked = Cell::new(false);
        let heard = |response: &NotificationResponse| clicked.set(matches!(response, NotificationResponse::Default));
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

/// The crate keeps the kind of an error to itself; its text begins with the name of the bus's error.
fn named(error: &notify_rust::error::Error) -> NotifyError {
    let text = error.to_string();
    let names = |error: &str| text.contains(&format!("org.freedesktop.DBus.Error.{error}"));
    if names("ServiceUnknown") || names("NameHasNoOwner") || names("Spawn") {
        NotifyError::NoService
    } else if names("NoReply") {
        NotifyError::NoAnswer
    } else if text.starts_with("I/O error")
        || text.starts_with("address error")
        || text.contains("failed to create")
        || text.contains("failed to connect")
    {
        NotifyError::NoBus(text)
    } else {
        NotifyError::Other(text)
    }
}

/// Text that a service takes for markup.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_cannot_be_markup() {
        assert_eq!(escaped("<b>Jane</b> & Co"), "&lt;b&gt;Jane&lt;/b&gt; &amp; Co");
        assert_eq!(escaped("&lt;"), "&amp;lt;");
    }
}
