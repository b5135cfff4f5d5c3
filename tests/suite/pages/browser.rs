use reqwest::Method;
use revone::view::window::{self, Said};
use serde_json::{Value, json};

use super::{chart, server::Server};
use crate::running::service::{Service, free_port};
use crate::running::webdriver::Page;
use crate::running::{Home, wait};

/// What stands for the window's program: it writes down what the page says, and of what the browser complains.
const RECORDER: &str = r#"
    window.said = [];
    window.complaints = [];
    window.ipc = { postMessage: (text) => window.said.push(text) };
    addEventListener("error", (event) => window.complaints.push(`error: ${event.message}`));
    addEventListener("unhandledrejection", (event) => window.complaints.push(`rejected: ${event.reason}`));
    document.addEventListener("securitypolicyviolation", (event) =>
        window.complaints.push(`policy: ${event.violatedDirective} ${event.blockedURI}`));
"#;

/// The light or the dark look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    Light,
    Dark,
}

impl Look {
    pub const BOTH: [Self; 2] = [Self::Light, Self::Dark];

    /// As media queries call it.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }
}

/// The window's page in Chromium, with everything of it gone when this is dropped.
pub struct Browser {
    page: Page,
    server: Server,
    _home: Home,
}

impl Browser {
    /// Opens the page, which is told nothing yet.
    pub async fn open() -> Self {
        let home = Home::new();
        let server = Server::start();
        let port = free_port();
        let mut command = home.command("chromedriver");
        command.arg(format!("--port={port}"));
        let profile = format!("--user-data-dir={}", home.path("profile").display());
        let options = json!({
            "browserName": "chrome",
            "goog:loggingPrefs": {"browser": "ALL"},
            "goog:chromeOptions": {"args": [
                profile, "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-quic",
                "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
                "--hide-scrollbars", "--force-color-profile=srgb",
                // Whatever it might want to ask elsewhere, there is nobody.
                "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
            ]},
        });
        let driver = Service::start(&home, command, "");
        let browser = Self { page: Page::hold(driver, port, &options).await, server, _home: home };
        browser.tool("Page.addScriptToEvaluateOnNewDocument", json!({"source": RECORDER})).await;
        browser.resize(900, 900).await;
        browser.reload().await;
        browser
    }

    /// Opens the page anew.
    pub async fn reload(&self) {
        let address = format!("{}window.html", self.server.address());
        self.page.ask(Method::POST, "/url", &json!({"url": address})).await.unwrap();
        self.hears(&[Said::Ready]).await;
    }

    /// The page, to press and type.
    pub fn page(&self) -> &Page {
        &self.page
    }

    /// Shows a page as the window's program does: with its drawings.
    pub async fn show(&self, page: &window::Page) {
        let drawings: Value = serde_json::from_str(&chart::draw_all(page.drawings())).unwrap();
        self.run("window.revone(arguments[0], arguments[1])", json!([page, drawings])).await;
    }

    /// What a script gives.
    pub async fn run(&self, script: &str, arguments: Value) -> Value {
        self.page.run(script, arguments).await.unwrap()
    }

    /// What an expression gives, as text.
    pub async fn read(&self, expression: &str) -> String {
        let value = self.run(&format!("return String({expression})"), json!([])).await;
        value.as_str().unwrap_or_default().to_owned()
    }

    /// Waits until the page has said exactly this since it was last listened to.
    pub async fn hears(&self, wanted: &[Said]) {
        wait::until("what the page says", async || {
            let said = self.said().await;
            if said == wanted { Ok(()) } else { Err(format!("it said {said:?} and not {wanted:?}")) }
        })
        .await;
        self.run("window.said = []", json!([])).await;
    }

    /// What the page has said since it was last listened to, read as the window's program reads it.
    pub async fn said(&self) -> Vec<Said> {
        let said = self.run("return window.said", json!([])).await;
        let lines = said.as_array().cloned().unwrap_or_default();
        lines.iter().map(|line| serde_json::from_str(line.as_str().unwrap()).unwrap()).collect()
    }

    /// Gives the window this size.
    pub async fn resize(&self, width: u32, height: u32) {
        let size = json!({"width": width, "height": height, "deviceScaleFactor": 1, "mobile": false});
        self.tool("Emulation.setDeviceMetricsOverride", size).await;
    }

    /// Answers the page's media queries.
    pub async fn prefer(&self, features: &[(&str, &str)]) {
        let features: Vec<Value> = features.iter().map(|(name, value)| json!({"name": name, "value": value})).collect();
        self.tool("Emulation.setEmulatedMedia", json!({"features": features})).await;
    }

    /// Moves the pointer there, in pixels from the window's corner.
    pub async fn point_at(&self, x: i64, y: i64) {
        self.tool("Input.dispatchMouseEvent", json!({"type": "mouseMoved", "x": x, "y": y})).await;
    }

    /// Fails if the browser complained of anything, or the page asked for what is not its own.
    pub async fn complains_of_nothing(&self) {
        let complaints = self.run("return window.complaints", json!([])).await;
        assert_eq!(complaints, json!([]));
        let log = self.page.ask(Method::POST, "/se/log", &json!({"type": "browser"})).await.unwrap();
        assert_eq!(log, json!([]), "the browser's log");
        assert_eq!(self.server.refused(), Vec::<String>::new(), "requests");
        let foreign = "return performance.getEntriesByType('resource').map(each => each.name)\
                       .filter(name => !name.startsWith(location.origin + '/'))";
        assert_eq!(self.run(foreign, json!([])).await, json!([]), "requests elsewhere");
    }

    /// Asks the browser itself, past the page.
    pub async fn tool(&self, command: &str, parameters: Value) -> Value {
        let body = json!({"cmd": command, "params": parameters});
        self.page.ask(Method::POST, "/goog/cdp/execute", &body).await.unwrap()
    }
}
