use serde_json::{Value, json};

use super::Desktop;
use crate::running::service::{Service, free_port};
use crate::running::webdriver::Page;
use crate::running::{Run, wait};

/// Enter, as WebDriver calls it.
pub const ENTER: char = '\u{e007}';

/// Shift, likewise.
pub const SHIFT: char = '\u{e008}';

/// The space bar.
pub const SPACE: &str = " ";

const BACKSPACE: char = '\u{e003}';

const TAB: char = '\u{e004}';

/// What has the keyboard is called.
const HAS_THE_KEYBOARD: &str =
    "const at = document.activeElement; return (at.labels?.[0] ?? at).innerText.trim().split('\\n')[0]";

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

    /// The port on which the window listens, and to which its own web process connects.
    pub fn port(&self) -> u16 {
        self.inspector
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
        Self::hold(Service::start(desktop.home(), command, ""), port, &json!({})).await
    }

    /// Turns over the switch with this label, or picks the radio with it.
    pub async fn turn(&self, label: &str) {
        self.at(label, "control.click()", "").await;
    }

    /// Waits until the switch with this label is on.
    pub async fn is_on(&self, label: &str) {
        wait::until(&format!("{label:?} turned on"), async || {
            if self.at(label, "return control.checked", "").await == true {
                Ok(())
            } else {
                Err("it is off".to_owned())
            }
        })
        .await;
    }

    /// Picks an option of the choice with this label.
    pub async fn pick(&self, label: &str, option: &str) {
        let script = "control.value = [...control.options].find(option => option.label === arguments[1]).value;
                      control.dispatchEvent(new Event('change'));";
        self.at(label, script, option).await;
    }

    /// Types in place of what the field with this label holds, and presses Enter.
    pub async fn retype(&self, label: &str, text: &str) {
        self.at(label, "control.focus(); control.select()", "").await;
        self.keys(&[], &format!("{BACKSPACE}{text}{ENTER}")).await;
    }

    /// What is said to be wrong with the field of this label.
    pub async fn error_at(&self, label: &str) -> String {
        let script = "return (control.getAttribute('aria-describedby') ?? '').split(' ')
                          .map(id => document.getElementById(id)).filter(each => each?.matches('[role=alert]'))
                          .map(each => each.innerText).join(' ')";
        self.at(label, script, "").await.as_str().unwrap_or_default().to_owned()
    }

    /// What the body of a function gives that knows the control of this label, once it can be seen.
    async fn at(&self, label: &str, script: &str, more: &str) -> Value {
        let find = "const label = [...document.querySelectorAll('label')]
                        .find(each => each.innerText.trim() === arguments[0] && each.getClientRects().length);
                    if (!label) return 'no such label';
                    const control = label.control;";
        wait::until(&format!("a control {label:?}"), async || {
            let answer = self.run(&format!("{find}\n{script}"), json!([label, more])).await?;
            if answer == "no such label" { Err("it is not on the page".to_owned()) } else { Ok(answer) }
        })
        .await
    }

    /// Goes on with Tab, or back, until what has the keyboard is called this.
    pub async fn tab_to(&self, held: &[char], name: &str) {
        let mut met = Vec::new();
        while met.len() < 30 {
            self.keys(held, &TAB.to_string()).await;
            let at = self.run(HAS_THE_KEYBOARD, json!([])).await.unwrap().as_str().unwrap_or_default().to_owned();
            if at == name {
                return;
            }
            met.push(at);
        }
        panic!("the keyboard did not come to {name:?}, but to {met:?}");
    }
}
