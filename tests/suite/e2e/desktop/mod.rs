//! A desktop without a screen: a display, a session bus, a tray, a notification daemon, a keyring and a browser, all of
//! them private to one test and gone with it.

mod browser;
mod bus;
mod display;
mod keyring;
mod notifications;
mod page;
mod panel;
mod system;
mod tray;

pub use crate::running::webdriver::Page;
pub use keyring::Keyring;
pub use notifications::{Notifications, Shown};
pub use page::{Door, ENTER, SHIFT, SPACE};
pub use panel::Panel;
pub use system::System;
pub use tray::Tray;

use std::process::Command;

use revone::demo::FakePolar;
use serde_json::Value;

use crate::running::{Home, Run, service, wait};
use browser::Browser;
use bus::Bus;
use display::Display;
use tray::Items;

/// A desktop. What runs on it is ended when it is dropped, in whatever way the test ended.
pub struct Desktop {
    home: Home,
    display: Option<Display>,
    bus: Option<SessionBus>,
    system: Option<System>,
    browser: Browser,
}

struct SessionBus {
    notifications: Notifications,
    items: Items,
    keyring: Option<Keyring>,
    bus: Bus,
}

impl Desktop {
    /// With a display, a session bus, a tray and a notification daemon, and no keyring.
    pub async fn start() -> Self {
        let mut desktop = Self::without_display().await;
        desktop.display = Some(Display::start(&desktop.home));
        desktop
    }

    /// With a session bus and no display.
    pub async fn without_display() -> Self {
        let mut desktop = Self::nothing();
        let bus = Bus::start(&desktop.home, "bus").await;
        let notifications = Notifications::serve(bus.connection()).await;
        let items = Items::serve(bus.connection()).await;
        desktop.bus = Some(SessionBus { notifications, items, keyring: None, bus });
        desktop
    }

    /// With a display and no session bus.
    pub async fn without_bus() -> Self {
        let mut desktop = Self::nothing();
        desktop.display = Some(Display::start(&desktop.home));
        desktop
    }

    fn nothing() -> Self {
        let home = Home::new();
        let browser = Browser::install(&home);
        Self { home, display: None, bus: None, system: None, browser }
    }

    /// With an unlocked keyring on its bus, too.
    pub async fn and_keyring(mut self) -> Self {
        let session = self.bus.as_mut().unwrap();
        session.keyring = Some(Keyring::start_unlocked(&self.home, &session.bus).await);
        self
    }

    /// With a system bus, too, on which the system's services tell of sleep, power and network.
    pub async fn and_system(mut self) -> Self {
        self.system = Some(System::start(&self.home).await);
        self
    }

    /// Says a word on the session bus, to everybody.
    pub async fn say_on_the_bus(&self, word: &str) {
        let connection = self.bus.as_ref().unwrap().bus.connection();
        connection.emit_signal(None::<&str>, "/app/revone/Test", "app.revone.Test", "Said", &word).await.unwrap();
    }

    /// Ends the keyring of [`Desktop::and_keyring`].
    pub fn end_keyring(&mut self) {
        self.bus.as_mut().unwrap().keyring = None;
    }

    /// The private folders.
    pub fn home(&self) -> &Home {
        &self.home
    }

    /// The owner has chosen these settings before the program is started.
    pub fn has_settings(&self, settings: &Value) {
        std::fs::create_dir_all(self.home.data()).unwrap();
        std::fs::write(self.home.data().join("settings.json"), settings.to_string()).unwrap();
    }

    /// Waits until the file of the settings holds this under this name, and gives all of them.
    pub async fn setting_becomes(&self, name: &str, value: Value) -> Value {
        let file = self.home.data().join("settings.json");
        wait::until(&format!("{name} of {value} among the settings"), async || {
            let text = std::fs::read_to_string(&file).map_err(|error| error.to_string())?;
            let settings: Value = serde_json::from_str(&text).map_err(|error| error.to_string())?;
            if settings[name] == value { Ok(settings) } else { Err(text) }
        })
        .await
    }

    /// What the program's notifications came to.
    pub fn notifications(&self) -> &Notifications {
        &self.bus.as_ref().unwrap().notifications
    }

    /// The keyring of [`Desktop::and_keyring`].
    pub fn keyring(&self) -> &Keyring {
        self.bus.as_ref().unwrap().keyring.as_ref().unwrap()
    }

    /// The services of [`Desktop::and_system`].
    pub fn system(&self) -> &System {
        self.system.as_ref().unwrap()
    }

    /// The addresses that were opened in the browser.
    pub fn browser(&self) -> &Browser {
        &self.browser
    }

    /// The next item that a program puts into the tray, or the one that is there and was not given yet.
    pub async fn tray(&self) -> Tray {
        let bus = self.bus.as_ref().unwrap();
        bus.items.next(bus.bus.connection()).await
    }

    /// The program, about to be started on this desktop.
    pub fn revone(&self, arguments: &[&str]) -> Run {
        Run::new(service::ending_with_the_test(&self.command(env!("CARGO_BIN_EXE_revone"))), arguments)
    }

    /// The menu-bar program, connected to this Polar by `REVONE_TOKEN`.
    pub fn connected(&self, polar: &FakePolar) -> Run {
        self.revone(&[]).asking(polar).with_token_of(polar)
    }

    /// A command that sees this desktop.
    pub fn command(&self, program: &str) -> Command {
        let mut command = self.home.command(program);
        command
            .env("XDG_SESSION_TYPE", "x11")
            .env("XDG_CURRENT_DESKTOP", "XFCE")
            .env("GDK_BACKEND", "x11")
            .env("LIBGL_ALWAYS_SOFTWARE", "1")
            .env("GSETTINGS_BACKEND", "memory")
            .env("NO_AT_BRIDGE", "1")
            .env("GTK_A11Y", "none");
        if let Some(display) = &self.display {
            command.env("DISPLAY", display.name());
        }
        if let Some(session) = &self.bus {
            command.env("DBUS_SESSION_BUS_ADDRESS", session.bus.address());
        }
        if let Some(system) = &self.system {
            command.env("DBUS_SYSTEM_BUS_ADDRESS", system.address());
        }
        command
    }

    /// Whether the program's window is open.
    pub fn has_window(&self) -> bool {
        self.window_process().is_some()
    }

    /// The process of the program's window.
    pub fn window_process(&self) -> Option<u32> {
        service::processes_of(&self.home).into_iter().find(|(_, name)| name == "revone-window").map(|(id, _)| id)
    }

    /// Waits until the program's window has ended.
    pub async fn window_ends(&self) {
        wait::until(
            "the end of the window",
            async || {
                if self.has_window() { Err("it runs".to_owned()) } else { Ok(()) }
            },
        )
        .await;
    }

    /// Whether a process whose name begins like this was started here.
    pub fn has_process(&self, name: &str) -> bool {
        service::processes_of(&self.home).iter().any(|(_, found)| found.starts_with(name))
    }

    /// Waits until nothing that was started here from the program runs any more: no window, no web process.
    pub async fn no_process_is_left(&self) {
        wait::until("the end of everything that the program started", async || {
            let left: Vec<String> = service::processes_of(&self.home)
                .into_iter()
                .map(|(_, name)| name)
                .filter(|name| ["revone", "WebKitWebProc", "WebKitNetwork"].iter().any(|ours| name.starts_with(ours)))
                .collect();
            if left.is_empty() { Ok(()) } else { Err(left.join(", ")) }
        })
        .await;
    }
}

impl Drop for Desktop {
    fn drop(&mut self) {
        for (id, _) in service::processes_of(&self.home) {
            crate::running::send("KILL", &id.to_string());
        }
    }
}
