use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use zbus::Connection;
use zbus::OwnedVariant;

use super::browser::Browser;
use crate::running::wait;

const NAME: &str = "org.freedesktop.Notifications";
const PATH: &str = "/org/freedesktop/Notifications";

/// A notification as the program sent it.
#[derive(Clone, Debug)]
pub struct Shown {
    /// The number under which it is shown.
    pub id: u32,
    /// The number of the one that it took the place of, or 0.
    pub replaces: u32,
    /// Its first line.
    pub summary: String,
    /// The rest of its words.
    pub body: String,
    /// Its actions: keys, each followed by its label.
    pub actions: Vec<String>,
}

/// A notification daemon that shows nothing and remembers everything.
pub struct Notifications {
    connection: Connection,
    shown: Arc<Mutex<Vec<Shown>>>,
    can: Arc<Mutex<Vec<String>>>,
}

impl Notifications {
    /// Takes the daemon's name on the bus.
    pub async fn serve(connection: &Connection) -> Self {
        let notifications = Self { connection: connection.clone(), shown: Arc::default(), can: Arc::default() };
        notifications.can(&["body", "actions", "persistence", "sound"]);
        let daemon = Daemon { shown: Arc::clone(&notifications.shown), can: Arc::clone(&notifications.can) };
        connection.object_server().at(PATH, daemon).await.unwrap();
        connection.request_name(NAME).await.unwrap();
        notifications
    }

    /// From now on the daemon can do this and nothing else.
    pub fn can(&self, capabilities: &[&str]) {
        *self.can.lock().unwrap() = capabilities.iter().map(|capability| (*capability).to_owned()).collect();
    }

    /// Gives the daemon's name back: nothing shows notifications any more.
    pub async fn leave(&self) {
        self.connection.release_name(NAME).await.unwrap();
    }

    /// Takes the name again.
    pub async fn come_back(&self) {
        self.connection.request_name(NAME).await.unwrap();
    }

    /// Everything that was shown, in order.
    pub fn all(&self) -> Vec<Shown> {
        self.shown.lock().unwrap().clone()
    }

    /// Waits for the first notification.
    pub async fn first(&self) -> Shown {
        self.nth(1).await
    }

    /// Waits until this many were shown, and gives the last of them.
    pub async fn nth(&self, number: usize) -> Shown {
        wait::until(&format!("{number} notifications"), async || {
            let all = self.all();
            all.get(number - 1).cloned().ok_or_else(|| format!("these were shown: {all:?}"))
        })
        .await
    }

    /// Clicks on a notification as a person does, which also ends it, and gives what the browser was asked to open. The
    /// program listens a moment after it is told that the notification is shown, and nothing tells when: like a person
    /// to whom nothing happens, this clicks again.
    pub async fn click(&self, shown: &Shown, browser: &Browser) -> String {
        self.act(shown, "default", browser).await
    }

    /// Chooses one of a notification's actions, likewise.
    pub async fn act(&self, shown: &Shown, action: &str, browser: &Browser) -> String {
        assert!(shown.actions.iter().any(|key| key == action), "it has no such action: {shown:?}");
        let before = browser.opened().len();
        let address = wait::until("an address in the browser", async || {
            let chosen = (shown.id, action);
            self.connection.emit_signal(None::<&str>, PATH, NAME, "ActionInvoked", &chosen).await.unwrap();
            browser.opened().split_off(before).pop().ok_or_else(|| "nothing was opened".to_owned())
        })
        .await;
        self.close(shown, 2).await;
        address
    }

    /// Ends a notification: 1 its time is over, 2 the person put it away.
    pub async fn close(&self, shown: &Shown, reason: u32) {
        let closed = (shown.id, reason);
        self.connection.emit_signal(None::<&str>, PATH, NAME, "NotificationClosed", &closed).await.unwrap();
    }
}

struct Daemon {
    shown: Arc<Mutex<Vec<Shown>>>,
    can: Arc<Mutex<Vec<String>>>,
}

#[zbus::interface(name = "org.freedesktop.Notifications")]
impl Daemon {
    #[expect(clippy::too_many_arguments, reason = "so it is in the specification")]
    fn notify(
        &self,
        _program: &str,
        replaces: u32,
        _icon: &str,
        summary: String,
        body: String,
        actions: Vec<String>,
        _hints: HashMap<String, OwnedVariant>,
        _milliseconds: i32,
    ) -> u32 {
        let mut shown = self.shown.lock().unwrap();
        let id = if replaces == 0 { u32::try_from(shown.len()).unwrap() + 1 } else { replaces };
        shown.push(Shown { id, replaces, summary, body, actions });
        id
    }

    fn close_notification(&self, _id: u32) {}

    fn get_capabilities(&self) -> Vec<String> {
        self.can.lock().unwrap().clone()
    }

    fn get_server_information(&self) -> (String, String, String, String) {
        ("suite".into(), "Revone".into(), "1".into(), "1.2".into())
    }
}
