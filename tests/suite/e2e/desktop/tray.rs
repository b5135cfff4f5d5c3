use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use zbus::Connection;
use zbus::message::Header;
use zbus::{OwnedObjectPath, OwnedVariant, Structure, Variant};

use crate::running::wait;

const ITEM: &str = "org.kde.StatusNotifierItem";
const MENU: &str = "com.canonical.dbusmenu";

type Address = (String, String);

/// The tray: it shows nothing, and knows which items have asked to be shown.
pub struct Items {
    registered: Arc<Mutex<Vec<Address>>>,
    given: Mutex<usize>,
}

impl Items {
    /// Takes the tray's name on the bus.
    pub async fn serve(connection: &Connection) -> Self {
        let registered = Arc::new(Mutex::new(Vec::new()));
        let watcher = Watcher { registered: Arc::clone(&registered) };
        connection.object_server().at("/StatusNotifierWatcher", watcher).await.unwrap();
        connection.request_name("org.kde.StatusNotifierWatcher").await.unwrap();
        Self { registered, given: Mutex::new(0) }
    }

    /// Waits for the first item that was not given before and whose program still runs.
    pub async fn next(&self, connection: &Connection) -> Tray {
        let (service, path) = wait::until("an item in the tray", async || {
            let next = *self.given.lock().unwrap();
            let found = self.registered.lock().unwrap().get(next).cloned().ok_or("nothing has registered")?;
            *self.given.lock().unwrap() += 1;
            if is_on_bus(connection, &found.0).await { Ok(found) } else { Err("it is gone".to_owned()) }
        })
        .await;
        Tray { connection: connection.clone(), service, path }
    }
}

async fn is_on_bus(connection: &Connection, name: &str) -> bool {
    let bus = Some("org.freedesktop.DBus");
    let answer = connection.call_method(bus, "/org/freedesktop/DBus", bus, "NameHasOwner", &name).await;
    answer.is_ok_and(|answer| answer.body().deserialize() == Ok(true))
}

struct Watcher {
    registered: Arc<Mutex<Vec<Address>>>,
}

#[zbus::interface(name = "org.kde.StatusNotifierWatcher")]
impl Watcher {
    /// Some programs give the path of their item, others their name on the bus.
    fn register_status_notifier_item(&self, given: &str, #[zbus(header)] header: Header<'_>) {
        let sender = header.sender().map(ToString::to_string).unwrap_or_default();
        let address = match given.strip_prefix('/') {
            Some(_) => (sender, given.to_owned()),
            None => (given.to_owned(), "/StatusNotifierItem".to_owned()),
        };
        self.registered.lock().unwrap().push(address);
    }

    fn register_status_notifier_host(&self, _service: &str) {}

    #[zbus(property)]
    fn is_status_notifier_host_registered(&self) -> bool {
        true
    }

    #[zbus(property)]
    fn registered_status_notifier_items(&self) -> Vec<String> {
        self.registered.lock().unwrap().iter().map(|(service, path)| format!("{service}{path}")).collect()
    }

    #[zbus(property)]
    fn protocol_version(&self) -> i32 {
        0
    }
}

/// A row of the menu as the tray would show it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    id: i32,
    /// What it says; empty for a line between groups.
    pub label: String,
    /// Whether it can be chosen.
    pub enabled: bool,
    /// Whether it carries a check mark, and which.
    pub checked: Option<bool>,
    /// What it opens.
    pub rows: Vec<Row>,
}

/// The program's item in the tray: title, icon and menu.
pub struct Tray {
    connection: Connection,
    service: String,
    path: String,
}

impl Tray {
    /// The text beside the icon.
    pub async fn title(&self) -> String {
        String::try_from(self.property("XAyatanaLabel").await.unwrap()).unwrap()
    }

    /// The file or the name of the icon.
    pub async fn icon(&self) -> String {
        String::try_from(self.property("IconName").await.unwrap()).unwrap()
    }

    /// Waits until the title is exactly this.
    pub async fn title_becomes(&self, expected: &str) {
        wait::until(&format!("the title {expected:?}"), async || {
            let title = self.title().await;
            if title == expected { Ok(()) } else { Err(format!("it is {title:?}")) }
        })
        .await;
    }

    /// The menu, top to bottom, as it is when it is opened.
    pub async fn menu(&self) -> Vec<Row> {
        self.read_menu().await.unwrap()
    }

    /// Waits until a row of the menu, or of one of its submenus, holds all of `words`, and gives it.
    pub async fn row(&self, words: &[&str]) -> Row {
        wait::until(&format!("a row with {words:?}"), async || {
            let rows = self.read_menu().await?;
            let found = all(&rows).into_iter().find(|row| words.iter().all(|word| row.label.contains(word))).cloned();
            found.ok_or_else(|| format!("the menu is\n{}", written(&rows, 0)))
        })
        .await
    }

    /// Whether a row holds all of `words` now.
    pub async fn has(&self, words: &[&str]) -> bool {
        let rows = self.read_menu().await.unwrap_or_default();
        all(&rows).into_iter().any(|row| words.iter().all(|word| row.label.contains(word)))
    }

    /// Waits until no row of the menu holds `word`.
    pub async fn no_row(&self, word: &str) {
        wait::until(&format!("a menu without {word:?}"), async || {
            let rows = self.read_menu().await?;
            let gone = !all(&rows).iter().any(|row| row.label.contains(word));
            gone.then_some(()).ok_or_else(|| format!("the menu is\n{}", written(&rows, 0)))
        })
        .await;
    }

    /// Chooses the row that holds `words`, once it is there and can be chosen.
    pub async fn choose(&self, words: &[&str]) {
        self.click(&self.row(words).await).await;
    }

    /// Chooses the row of an opened submenu that starts with `word`.
    pub async fn choose_in(&self, submenu: &Row, word: &str) {
        self.click(submenu.rows.iter().find(|row| row.label.starts_with(word)).unwrap()).await;
    }

    async fn click(&self, row: &Row) {
        assert!(row.enabled, "{:?} cannot be chosen", row.label);
        // A program that ends at once may not answer any more: what counts is what it does.
        let event = (row.id, "clicked", Variant::from(0_i32), 0_u32);
        let menu = self.menu_path().await.unwrap();
        self.connection.call_method(Some(self.service.as_str()), menu, Some(MENU), "Event", &event).await.ok();
    }

    async fn property(&self, name: &str) -> Result<OwnedVariant, String> {
        let interface = Some("org.freedesktop.DBus.Properties");
        let service = Some(self.service.as_str());
        let answer = self.connection.call_method(service, self.path.as_str(), interface, "Get", &(ITEM, name)).await;
        let answer = answer.map_err(|error| format!("{name}: {error}"))?;
        answer.body().deserialize().map_err(|error| format!("{name}: {error}"))
    }

    async fn menu_path(&self) -> Result<OwnedObjectPath, String> {
        OwnedObjectPath::try_from(self.property("Menu").await?).map_err(|error| error.to_string())
    }

    async fn read_menu(&self) -> Result<Vec<Row>, String> {
        let service = Some(self.service.as_str());
        let menu = self.menu_path().await?;
        self.connection.call_method(service, &menu, Some(MENU), "AboutToShow", &0_i32).await.ok();
        let asked = (0_i32, -1_i32, Vec::<&str>::new());
        let answer = self.connection.call_method(service, &menu, Some(MENU), "GetLayout", &asked).await;
        let answer = answer.map_err(|error| format!("no menu: {error}"))?;
        let body = answer.body();
        let (_, root): (u32, Node) = body.deserialize().map_err(|error| format!("no menu: {error}"))?;
        Ok(root.2.into_iter().filter_map(row_of).collect())
    }
}

type Node = (i32, HashMap<String, OwnedVariant>, Vec<OwnedVariant>);

fn row_of(value: OwnedVariant) -> Option<Row> {
    let structure = Structure::try_from(value).ok()?;
    let (id, mut properties, children) = Node::try_from(structure).ok()?;
    if properties.remove("visible").is_some_and(|visible| bool::try_from(visible) == Ok(false)) {
        return None;
    }
    let label = properties.remove("label").and_then(|label| String::try_from(label).ok()).unwrap_or_default();
    let checkable = properties.contains_key("toggle-type");
    let state = properties.remove("toggle-state").and_then(|state| i32::try_from(state).ok());
    Some(Row {
        id,
        label: without_mnemonics(&label),
        enabled: properties.remove("enabled").is_none_or(|enabled| bool::try_from(enabled) != Ok(false)),
        checked: checkable.then_some(state == Some(1)),
        rows: children.into_iter().filter_map(row_of).collect(),
    })
}

/// On the bus `_` marks the next character as a key, and two of them are one.
fn without_mnemonics(label: &str) -> String {
    let mut text = String::new();
    let mut characters = label.chars();
    while let Some(character) = characters.next() {
        text.extend(if character == '_' { characters.next() } else { Some(character) });
    }
    text
}

/// Every row, those of submenus after the row that opens them.
fn all(rows: &[Row]) -> Vec<&Row> {
    rows.iter().flat_map(|row| std::iter::once(row).chain(all(&row.rows))).collect()
}

fn written(rows: &[Row], depth: usize) -> String {
    let line = |row: &Row| match row.label.as_str() {
        "" => "──────".to_owned(),
        label => label.to_owned(),
    };
    rows.iter().map(|row| format!("{}{}\n{}", "  ".repeat(depth), line(row), written(&row.rows, depth + 1))).collect()
}
