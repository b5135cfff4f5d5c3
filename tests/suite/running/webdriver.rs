//! Pages driven as WebDriver drives any page, whichever web view they are in.

use reqwest::{Client, Method};
use serde_json::{Value, json};

use super::service::Service;
use super::wait;

/// Where the key of an element's handle stands in an answer.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// A page, for as long as its driver runs.
pub struct Page {
    client: Client,
    session: String,
    _driver: Service,
}

impl Page {
    /// Waits for the driver that listens on this port and takes hold of a page with these capabilities.
    pub async fn hold(driver: Service, port: u16, capabilities: &Value) -> Self {
        // A provider is needed even where nothing is encrypted; one of several tests has installed it first.
        rustls::crypto::ring::default_provider().install_default().ok();
        let client = Client::builder().no_proxy().timeout(wait::DEADLINE / 3).build().unwrap();
        let driver_at = format!("http://127.0.0.1:{port}");
        let session = wait::until("a hold on the page", async || {
            let wanted = json!({"capabilities": {"alwaysMatch": capabilities}});
            let answer = send(&client, Method::POST, &format!("{driver_at}/session"), &wanted).await?;
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

    /// Presses these keys one after the other, wherever the focus is, while those of `held` are down.
    pub async fn keys(&self, held: &[char], keys: &str) {
        let down = |key: char| json!({"type": "keyDown", "value": key.to_string()});
        let up = |key: char| json!({"type": "keyUp", "value": key.to_string()});
        let mut actions: Vec<Value> = held.iter().copied().map(down).collect();
        actions.extend(keys.chars().flat_map(|key| [down(key), up(key)]));
        actions.extend(held.iter().rev().copied().map(up));
        let actions = json!({"actions": [{"type": "key", "id": "keyboard", "actions": actions}]});
        self.ask(Method::POST, "/actions", &actions).await.unwrap();
    }

    /// Everything that can be read on the page.
    pub async fn text(&self) -> Result<String, String> {
        let text = self.run("return document.body.innerText", json!([])).await?;
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

    /// What the body of a function gives, with these arguments.
    pub async fn run(&self, script: &str, arguments: Value) -> Result<Value, String> {
        self.ask(Method::POST, "/execute/sync", &json!({"script": script, "args": arguments})).await
    }

    /// What the driver answers to a command of the session.
    pub async fn ask(&self, method: Method, path: &str, body: &Value) -> Result<Value, String> {
        send(&self.client, method, &format!("{}{path}", self.session), body).await
    }

    async fn field(&self, label: &str) -> String {
        wait::until(&format!("a field {label:?}"), async || self.found(FIELD, label).await).await
    }

    async fn found(&self, script: &str, words: &str) -> Result<String, String> {
        let found = self.run(script, json!([words])).await?;
        found[ELEMENT].as_str().map(str::to_owned).ok_or_else(|| "it is not on the page".to_owned())
    }
}

/// The control of the label that starts with the words.
const FIELD: &str = r#"
    const label = [...document.querySelectorAll("label")]
        .find(label => label.innerText.trim().startsWith(arguments[0]) && label.control);
    return label ? label.control : null;
"#;

/// The button or link that starts with the words and can be pressed: while something is asked, only what answers it. The
/// way to the page that is shown leads nowhere.
const BUTTON: &str = r#"
    const within = document.querySelector("dialog[open]") ?? document;
    return [...within.querySelectorAll("button, a, summary, [role=button]")]
        .filter(button => button.getClientRects().length && !button.disabled && !button.hasAttribute("aria-current"))
        .find(button => button.innerText.trim().startsWith(arguments[0])) ?? null;
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
