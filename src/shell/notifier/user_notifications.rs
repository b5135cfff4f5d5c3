//! The notification centre of a Mac.

use std::time::Duration;

use mac_usernotifications::{
    AuthorizationStatus, Error, Notification, NotificationHandle, check_bundle, get_notification_settings, request_auth,
};

use super::{NotifyError, Shown};

/// The crate ends its waiting by taking the notification off the screen; without an end it asks twice a second whether the
/// notification is still there. An end that is never reached avoids both: the waiting is dropped long before.
const NEVER: Duration = Duration::from_secs(365 * 24 * 60 * 60);

/// A notification in the notification centre.
pub struct Waiting(NotificationHandle);

/// Asks the owner, unless they were asked before.
pub async fn ask_permission() -> Result<(), NotifyError> {
    // Without a bundle the centre ends the program.
    check_bundle().map_err(named)?;
    match get_notification_settings().await.map_err(named)?.authorization_status {
        AuthorizationStatus::Denied => Err(NotifyError::NotAllowed),
        AuthorizationStatus::NotDetermined => match request_auth().await {
            Ok(true) => Ok(()),
            Ok(false) => Err(NotifyError::NotAllowed),
            Err(error) => Err(named(error)),
        },
        _ => Ok(()),
    }
}

/// Shows a notification, in place of one of the same name.
pub async fn show(shown: &Shown) -> Result<Waiting, NotifyError> {
    ask_permission().await?;
    let notification = Notification::new().id(&shown.id).title(&shown.title).message(&shown.body).timeout(NEVER);
    let notification = if shown.sound { notification.default_sound() } else { notification };
    notification.send().await.map(Waiting).map_err(named)
}

impl Waiting {
    /// Waits until the notification is clicked (`true`). Dropping the future ends the waiting.
    pub async fn clicked(self) -> bool {
        self.0.response().await.is_ok_and(|response| response.is_default_action())
    }
}

fn named(error: Error) -> NotifyError {
    match error {
        Error::NoBundleIdentifier => NotifyError::NoBundle,
        other => NotifyError::Other(other.to_string()),
    }
}
