use std::collections::HashMap;

use zbus::Connection;
use zbus::{ObjectPath, OwnedObjectPath, OwnedVariant, Variant};

use super::bus::Bus;
use super::service::Service;
use crate::running::{Home, wait};

const NAME: &str = "org.freedesktop.secrets";
const PATH: &str = "/org/freedesktop/secrets";
const SERVICE: &str = "org.freedesktop.Secret.Service";

/// A keyring of its own, with an empty password and nothing in it.
pub struct Keyring {
    connection: Connection,
    _daemon: Service,
}

/// Session, parameters, value, content type.
type Secret = (OwnedObjectPath, Vec<u8>, Vec<u8>, String);

impl Keyring {
    /// Starts it unlocked and waits until it has its collection.
    pub async fn start_unlocked(home: &Home, bus: &Bus) -> Self {
        let mut command = home.command("gnome-keyring-daemon");
        command.args(["--foreground", "--unlock", "--components=secrets"]);
        command.arg(format!("--control-directory={}", home.path("run/keyring").display()));
        command.env("DBUS_SESSION_BUS_ADDRESS", bus.address());
        // One line is the password: an empty one.
        let keyring = Self { connection: bus.connection().clone(), _daemon: Service::start(home, command, "\n") };
        wait::until("a keyring", async || keyring.collection().await.map(|_| ())).await;
        keyring
    }

    /// Locks it. Nothing can unlock it again: there is nobody to ask for the password.
    pub async fn lock(&self) {
        let collection = self.collection().await.unwrap();
        let (locked, _): (Vec<OwnedObjectPath>, OwnedObjectPath) =
            self.call("Lock", &(vec![collection],)).await.unwrap();
        assert_eq!(locked.len(), 1, "the keyring is not locked");
    }

    /// Every secret in it, with its attributes.
    pub async fn secrets(&self) -> Vec<(HashMap<String, String>, String)> {
        let (_, session): (OwnedVariant, OwnedObjectPath) =
            self.call("OpenSession", &("plain", Variant::from(""))).await.unwrap();
        let everything = (HashMap::<&str, &str>::new(),);
        let (items, _): (Vec<OwnedObjectPath>, Vec<OwnedObjectPath>) =
            self.call("SearchItems", &everything).await.unwrap();
        let secrets: HashMap<OwnedObjectPath, Secret> = self.call("GetSecrets", &(items, &session)).await.unwrap();
        let mut found = Vec::new();
        for (item, secret) in secrets {
            let attributes = self.attributes(&item).await;
            found.push((attributes, String::from_utf8(secret.2).unwrap()));
        }
        found
    }

    /// Removes everything from it, as a person does with the keyring's own program.
    pub async fn empty(&self) {
        let everything = (HashMap::<&str, &str>::new(),);
        let (items, _): (Vec<OwnedObjectPath>, Vec<OwnedObjectPath>) =
            self.call("SearchItems", &everything).await.unwrap();
        for item in items {
            let interface = Some("org.freedesktop.Secret.Item");
            self.connection.call_method(Some(NAME), &item, interface, "Delete", &()).await.unwrap();
        }
    }

    async fn attributes(&self, item: &ObjectPath<'_>) -> HashMap<String, String> {
        let interface = Some("org.freedesktop.DBus.Properties");
        let asked = ("org.freedesktop.Secret.Item", "Attributes");
        let answer = self.connection.call_method(Some(NAME), item, interface, "Get", &asked).await.unwrap();
        let value: OwnedVariant = answer.body().deserialize().unwrap();
        HashMap::try_from(value).unwrap()
    }

    async fn collection(&self) -> Result<OwnedObjectPath, String> {
        let path: OwnedObjectPath = self.call("ReadAlias", &("default",)).await?;
        if path.as_str() == "/" { Err("it has no collection".to_owned()) } else { Ok(path) }
    }

    async fn call<B, T>(&self, method: &str, asked: &B) -> Result<T, String>
    where
        B: serde::Serialize + zbus::DynamicType,
        T: serde::de::DeserializeOwned + zbus::Type,
    {
        let answer = self.connection.call_method(Some(NAME), PATH, Some(SERVICE), method, asked).await;
        let answer = answer.map_err(|error| format!("{method}: {error}"))?;
        answer.body().deserialize().map_err(|error| format!("{method}: {error}"))
    }
}
