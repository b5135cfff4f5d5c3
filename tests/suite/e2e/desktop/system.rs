use zbus::object_server::{InterfaceRef, SignalEmitter};

use super::bus::Bus;
use crate::running::Home;

const LOGIND: &str = "/org/freedesktop/login1";
const UPOWER: &str = "/org/freedesktop/UPower";
const PROFILES: &str = "/org/freedesktop/UPower/PowerProfiles";
const NETWORK: &str = "/org/freedesktop/NetworkManager";

/// A system bus with the services that tell of sleep, power and network, of a laptop on the mains that is online.
pub struct System {
    bus: Bus,
}

impl System {
    /// Starts the bus; its services follow.
    pub async fn start(home: &Home) -> Self {
        let bus = Bus::start(home, "system-bus").await;
        let server = bus.connection().object_server();
        server.at(LOGIND, Logind).await.unwrap();
        server.at(UPOWER, Upower { on_battery: false }).await.unwrap();
        server.at(PROFILES, Profiles { active: "balanced".to_owned() }).await.unwrap();
        server.at(NETWORK, Manager { state: 70 }).await.unwrap();
        for name in ["login1", "UPower", "UPower.PowerProfiles", "NetworkManager"] {
            bus.connection().request_name(format!("org.freedesktop.{name}")).await.unwrap();
        }
        Self { bus }
    }

    /// What `DBUS_SYSTEM_BUS_ADDRESS` is to be.
    pub fn address(&self) -> &str {
        self.bus.address()
    }

    /// The computer is about to fall asleep, or has just woken.
    pub async fn sleeps(&self, falls_asleep: bool) {
        let logind = self.interface::<Logind>(LOGIND).await;
        Logind::prepare_for_sleep(logind.signal_emitter(), falls_asleep).await.unwrap();
    }

    /// The plug is pulled, or put back.
    pub async fn is_on_battery(&self, on_battery: bool) {
        let upower = self.interface::<Upower>(UPOWER).await;
        upower.get_mut().await.on_battery = on_battery;
        upower.get().await.on_battery_changed(upower.signal_emitter()).await.unwrap();
    }

    /// The owner chooses a profile of power.
    pub async fn has_profile(&self, profile: &str) {
        let profiles = self.interface::<Profiles>(PROFILES).await;
        profile.clone_into(&mut profiles.get_mut().await.active);
        profiles.get().await.active_profile_changed(profiles.signal_emitter()).await.unwrap();
    }

    /// The network goes, or comes.
    pub async fn is_online(&self, online: bool) {
        let manager = self.interface::<Manager>(NETWORK).await;
        manager.get_mut().await.state = if online { 70 } else { 20 };
        manager.get().await.state_changed(manager.signal_emitter()).await.unwrap();
    }

    /// The service of the network ends, and nobody says anything of it any more.
    pub async fn has_no_network_manager(&self) {
        self.bus.connection().release_name("org.freedesktop.NetworkManager").await.unwrap();
    }

    async fn interface<I: zbus::object_server::Interface>(&self, path: &'static str) -> InterfaceRef<I> {
        self.bus.connection().object_server().interface(path).await.unwrap()
    }
}

struct Logind;

#[zbus::interface(name = "org.freedesktop.login1.Manager")]
impl Logind {
    #[zbus(signal)]
    async fn prepare_for_sleep(emitter: &SignalEmitter<'_>, start: bool) -> zbus::Result<()>;
}

struct Upower {
    on_battery: bool,
}

#[zbus::interface(name = "org.freedesktop.UPower")]
impl Upower {
    #[zbus(property)]
    fn on_battery(&self) -> bool {
        self.on_battery
    }
}

struct Profiles {
    active: String,
}

#[zbus::interface(name = "org.freedesktop.UPower.PowerProfiles")]
impl Profiles {
    #[zbus(property)]
    fn active_profile(&self) -> String {
        self.active.clone()
    }
}

struct Manager {
    state: u32,
}

#[zbus::interface(name = "org.freedesktop.NetworkManager")]
impl Manager {
    #[zbus(property)]
    fn state(&self) -> u32 {
        self.state
    }

    #[zbus(property)]
    fn connectivity(&self) -> u32 {
        if self.state == 70 { 4 } else { 1 }
    }
}
