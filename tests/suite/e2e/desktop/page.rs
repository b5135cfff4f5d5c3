use serde_json::json;

use super::Desktop;
use crate::running::service::{Service, free_port};
use crate::running::webdriver::Page;
use crate::running::{Run, wait};

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
        Self::hold(Service::start(desktop.home(), command, ""), port, &json!({})).await
    }
}
