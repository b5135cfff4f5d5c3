//! What a Linux desktop's services say of sleep, power and network over the system bus: logind, UPower,
//! power-profiles-daemon and NetworkManager. None of them need be there, and none is started by asking it. Nothing is
//! looked at again and again: each signals what has changed.

use std::future::poll_fn;
use std::pin::Pin;
use std::task::Poll;
use std::time::Duration;

use zbus::connection::Builder;
use zbus::export::futures_core::Stream;
use zbus::{Connection, Message, MessageStream, OwnedVariant};

use crate::app::{Network, Power, Told};
use crate::shell::system_codes::{network_of_network_manager, saves};

/// A service that does not answer must not hold up what the others say.
const PATIENCE: Duration = Duration::from_secs(3);
/// How long a command waits to learn what the computer lives on.
const GLANCE: Duration = Duration::from_millis(300);

const BUS: &str = "org.freedesktop.DBus";
const PROPERTIES: &str = "org.freedesktop.DBus.Properties";

/// An object with properties, on the system bus.
struct Object {
    /// The service, whose interface has the same name.
    name: &'static str,
    path: &'static str,
}

const UPOWER: Object = Object { name: "org.freedesktop.UPower", path: "/org/freedesktop/UPower" };
const NETWORK_MANAGER: Object =
    Object { name: "org.freedesktop.NetworkManager", path: "/org/freedesktop/NetworkManager" };
/// The daemon of power profiles, by its name of today and by the one that it had before its version 0.20.
const PROFILES: [Object; 2] = [
    Object { name: "org.freedesktop.UPower.PowerProfiles", path: "/org/freedesktop/UPower/PowerProfiles" },
    Object { name: "net.hadess.PowerProfiles", path: "/net/hadess/PowerProfiles" },
];

/// What a signal is about.
#[derive(Clone, Copy)]
enum About {
    Sleep,
    Power,
    Network,
}

/// Tells what becomes of the computer, at first what is so already. Ends when there is no system bus, or none any more.
pub async fn tell(told: impl Fn(Told)) {
    let Ok(bus) = Builder::system().method_timeout(PATIENCE).build().await else { return };
    if let Err(error) = listen(&bus, &told).await {
        tracing::info!(%error, "the system bus does not tell of sleep, power and network");
    }
    // Nobody tells any more, so nothing may stay as it was told last.
    [Told::Wakes, Told::Power(Power::default()), Told::Network(Network::default())].into_iter().for_each(told);
}

/// What the computer lives on now.
pub async fn power_now() -> Power {
    let ask = async {
        let bus = Builder::system().build().await.ok()?;
        Some(power(&bus).await)
    };
    tokio::time::timeout(GLANCE, ask).await.ok().flatten().unwrap_or_default()
}

async fn listen(bus: &Connection, told: &impl Fn(Told)) -> zbus::Result<()> {
    // Heard first and read then, so that nothing changes in between.
    let mut signals = Signals::of(bus).await?;
    told(Told::Power(power(bus).await));
    told(Told::Network(network(bus).await));
    while let Some((about, message)) = signals.next().await {
        match about {
            About::Power => told(Told::Power(power(bus).await)),
            About::Network => told(Told::Network(network(bus).await)),
            About::Sleep => match message.body().deserialize() {
                Ok(true) => told(Told::FallsAsleep),
                Ok(false) => told(Told::Wakes),
                Err(_) => {}
            },
        }
    }
    Ok(())
}

async fn power(bus: &Connection) -> Power {
    let on_battery = UPOWER.property(bus, "OnBattery").await.and_then(|value| bool::try_from(value).ok());
    let mut saving = None;
    for daemon in &PROFILES {
        if saving.is_none() {
            let profile = daemon.property(bus, "ActiveProfile").await.and_then(|value| String::try_from(value).ok());
            saving = profile.map(|profile| saves(&profile));
        }
    }
    Power::of(on_battery, saving)
}

async fn network(bus: &Connection) -> Network {
    let number = async |name| NETWORK_MANAGER.property(bus, name).await.and_then(|value| u32::try_from(value).ok());
    network_of_network_manager(number("State").await, number("Connectivity").await)
}

impl Object {
    /// A property, where the service runs and has it.
    async fn property(&self, bus: &Connection, property: &str) -> Option<OwnedVariant> {
        let runs = bus.call_method(Some(BUS), "/org/freedesktop/DBus", Some(BUS), "NameHasOwner", &self.name).await;
        if !runs.ok()?.body().deserialize::<bool>().ok()? {
            return None;
        }
        let asked = (self.name, property);
        let answer = bus.call_method(Some(self.name), self.path, Some(PROPERTIES), "Get", &asked).await;
        answer.ok()?.body().deserialize().ok()
    }

    /// That one of its properties has changed, or that the service has come or gone.
    fn rules(&self) -> [String; 2] {
        let Self { name, path } = self;
        [
            format!(
                "type='signal',sender='{name}',path='{path}',interface='{PROPERTIES}',member='PropertiesChanged',arg0='{name}'"
            ),
            format!("type='signal',sender='{BUS}',interface='{BUS}',member='NameOwnerChanged',arg0='{name}'"),
        ]
    }
}

/// Every signal that is heard, each with what it is about.
struct Signals(Vec<(About, MessageStream)>);

impl Signals {
    async fn of(bus: &Connection) -> zbus::Result<Self> {
        let sleep = "type='signal',sender='org.freedesktop.login1',path='/org/freedesktop/login1',\
                     interface='org.freedesktop.login1.Manager',member='PrepareForSleep'";
        let mut rules = vec![(About::Sleep, sleep.to_owned())];
        rules.extend(NETWORK_MANAGER.rules().map(|rule| (About::Network, rule)));
        for source in PROFILES.iter().chain([&UPOWER]) {
            rules.extend(source.rules().map(|rule| (About::Power, rule)));
        }
        let mut streams = Vec::new();
        for (about, rule) in rules {
            streams.push((about, MessageStream::for_match_rule(rule.as_str(), bus, None).await?));
        }
        Ok(Self(streams))
    }

    /// The next one; `None` when the bus is gone.
    async fn next(&mut self) -> Option<(About, Message)> {
        poll_fn(|context| {
            for (about, stream) in &mut self.0 {
                match Pin::new(stream).poll_next(context) {
                    Poll::Ready(Some(Ok(message))) => return Poll::Ready(Some((*about, message))),
                    Poll::Ready(Some(Err(_)) | None) => return Poll::Ready(None),
                    Poll::Pending => {}
                }
            }
            Poll::Pending
        })
        .await
    }
}
