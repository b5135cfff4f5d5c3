use reqwest::{Client, Method};
use serde_json::{Value, json};

use super::Desktop;
use super::service::{Service, free_port};
use crate::running::{Run, wait};

/// Where the key of an element's handle stands in an answer.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// The page in the program's window, driven as WebDriver drives any page.
pub struct Page {
    client: Client,
    session: String,
    _driver: Service,
}

/// The way to the page of a program that is not started yet.
pub struct Door {
    inspector: u16,
}

impl Door {
    /// Prepares `run` so that its window can be driven.
    pub fn open(run: Run) -> (Run, Self) {
        let inspector = free_port();
        let run =
            run.env("REVONE_WINDOW_AUTOMATION", "1").env("WEBKIT_INSPECTOR_SERVER", &format!("127.0.0.1:{inspector}"));
        (run, Self { inspector })
    }
}

impl Page {
    /// Waits for the program's window and takes hold of its page.
    pub async fn of(door: &Door, desktop: &Desktop) -> Self {
        wait::until("the window", async || {
            let address = ("127.0.0.1", door.inspector);
            tokio::net::TcpStream::connect(address).await.map(drop).map_err(|error| error.to_string())
        })
        .await;
        let port = free_port();
        let mut command = desktop.command("WebKitWebDriver");
        command.arg(format!("--port={port}")).arg(format!("--target=127.0.0.1:{}", door.inspector));
        let driver = Service::start(desktop.home(), command, "");
        // A provider is needed even where nothing is encrypted; one of several tests has installed it first.
        rustls::crypto::ring::default_provider().install_default().ok();
        let client = Client::builder().no_proxy().build().unwrap();
        let driver_at = format!("http://127.0.0.1:{port}");
        let session = wait::until("a hold on the page", async || {
            let capabilities = json!({"capabilities": {"alwaysMatch": {}}});
            let answer = send(&client, Method::POST, &format!("{driver_at}/session"), &capabilities).await?;
            answer["sessionId"].as_str().map(str::to_owned).ok_or_else(|| answer.to_string())
        })
        .await;
        Self { client, session: format!("{driver_at}/session/{session}"), _driver: driver }
    }

    /// Types into the field with this label, as a keyboard does.
    pub async fn type_into(&self, label: &str, text: &str) {
        let field = self.field(label).await;
        self.ask(Method::POST, &format!("/element/{field}/value"), &json!({"text": text})).await.unwrap();
    }

    /// Empties the field with this label.
    pub async fn clear(&self, label: &str) {
        let field = self.field(label).await;
        self.ask(Method::POST, &format!("/element/{field}/clear"), &json!({})).await.unwrap();
    }

    /// What the field with this label holds.
    pub async fn value_of(&self, label: &str) -> String {
        let field = self.field(label).await;
        self.ask(Method::GET, &format!("/element/{field}/property/value"), &Value::Null)
            .await
            .unwrap()
            .as_str()
            .unwrap_or_default()
            .to_owned()
    }

    /// Presses the button or the link that starts with this, once it is there and can be pressed.
    pub async fn press(&self, words: &str) {
        wait::until(&format!("a button {words:?}"), async || {
            let button = self.found(BUTTON, words).await?;
            self.ask(Method::POST, &format!("/element/{button}/click"), &json!({})).await.map(drop)
        })
        .await;
    }

    /// Everything that can be read on the page.
    pub async fn text(&self) -> Result<String, String> {
        let script = json!({"script": "return document.body.innerText", "args": []});
        let text = self.ask(Method::POST, "/execute/sync", &script).await?;
        Ok(text.as_str().unwrap_or_default().to_owned())
    }

    /// Waits until the page says all of `words`.
    pub async fn says(&self, words: &[&str]) {
        wait::until(&format!("a page that says {words:?}"), async || {
            let text = self.text().await?;
            words.iter().all(|word| text.contains(word)).then_some(()).ok_or(format!("it says\n{text}"))
        })
        .await;
    }

    async fn field(&self, label: &str) -> String {
        wait::until(&format!("a field {label:?}"), async || self.found(FIELD, label).await).await
    }

    async fn found(&self, script: &str, words: &str) -> Result<String, String> {
        let found = self.ask(Method::POST, "/execute/sync", &json!({"script": script, "args": [words]})).await?;
        found[ELEMENT].as_str().map(str::to_owned).ok_or_else(|| "it is not on the page".to_owned())
    }

    async fn ask(&self, method: Method, path: &str, body: &Value) -> Result<Value, String> {
        send(&self.client, method, &format!("{}{path}", self.session), body).await
    }
}

/// The control of the label that starts with the words.
const FIELD: &str = r#"
    const label = [...document.querySelectorAll("label")].find(label => label.innerText.trim().startsWith(arguments[0]));
    return label ? label.control : null;
"#;

/// The button or link that starts with the words and can be pressed.
const BUTTON: &str = r#"
    return [...document.querySelectorAll("button, a, [role=button]")]
        .find(button => button.innerText.trim().startsWith(arguments[0]) && !button.disabled && button.offsetParent) ?? null;
"#;

async fn send(client: &Client, method: Method, address: &str, body: &Value) -> Result<Value, String> {
    let mut request = client.request(method.clone(), address);
    if method == Method::POST {
        request = request.header("content-type", "application/json").body(body.to_string());
    }
    let answer = request.send().await.map_err(|error| error.to_string())?;
    let text = answer.text().await.map_err(|error| error.to_string())?;
    let mut answer: Value = serde_json::from_str(&text).map_err(|error| format!("{error}: {text}"))?;
    let value = answer["value"].take();
    match value["error"].as_str() {
        Some(error) => Err(format!("{error}: {}", value["message"].as_str().unwrap_or_default())),
        None => Ok(value),
    }
}
