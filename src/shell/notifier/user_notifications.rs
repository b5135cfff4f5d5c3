//! The notification centre of a Mac.

use mac_usernotifications::{
    Action, AuthorizationStatus, Error, Notification, NotificationHandle, check_bundle, get_notification_settings,
    request_auth,
};

use super::{NotifyError, Shown};
use crate::view::words::OPEN_IN_POLAR;

/// The action that opens what a notification is about.
const OPENS: &str = "open";

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

/// What this program shows; the centre itself remembers what stands where.
#[derive(Default)]
pub struct Screen {}

impl Screen {
    /// Shows a notification, in place of the one that stands at its place.
    pub async fn show(&mut self, shown: &Shown) -> Result<Waiting, NotifyError> {
        ask_permission().await?;
        let mut notification = Notification::new().id(&shown.place).title(&shown.title).message(&shown.body);
        if shown.sound {
            notification = notification.default_sound();
        }
        if shown.click.is_some() {
            notification = notification.action(Action::button(OPENS, OPEN_IN_POLAR));
        }
        notification.send().await.map(Waiting).map_err(named)
    }
}

impl Waiting {
    /// Waits until the notification is clicked, or its action chosen (`true`), or it is gone. Dropping the future ends the
    /// waiting. Only for a notification with an action: of one without, the crate would ask twice a second whether it is
    /// still there.
    pub async fn clicked(self) -> bool {
        let response = self.0.response().await;
        response.is_ok_and(|response| response.is_default_action() || response.action_identifier == OPENS)
    }
}

fn named(error: Error) -> NotifyError {
    match error {
        Error::NoBundleIdentifier => NotifyError::NoBundle,
        other => NotifyError::Other(other.to_string()),
    }
}
