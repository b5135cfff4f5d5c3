use std::path::PathBuf;

use crate::running::{Home, set_mode, wait};

/// A browser that writes down what it is asked to open. It stands before the system's own on `PATH`.
pub struct Browser {
    opened: PathBuf,
}

impl Browser {
    /// Puts it in its place.
    pub fn install(home: &Home) -> Self {
        let opened = home.path("opened");
        let program = home.path("bin/xdg-open");
        // What is none of a browser's business shows in the address.
        let line = r#"printf '%s\n' "$1${REVONE_TOKEN:+ and the token}""#;
        std::fs::write(&program, format!("#!/bin/sh\n{line} >> '{}'\n", opened.display())).unwrap();
        set_mode(&program, 0o755);
        Self { opened }
    }

    /// What it was asked to open, in order.
    pub fn opened(&self) -> Vec<String> {
        std::fs::read_to_string(&self.opened).unwrap_or_default().lines().map(str::to_owned).collect()
    }

    /// Waits until it was asked to open something and gives the last address.
    pub async fn last_opened(&self) -> String {
        wait::until("an address in the browser", async || self.opened().pop().ok_or("nothing was opened".to_owned()))
            .await
    }

    /// Waits until it was asked to open this address.
    pub async fn opens(&self, address: &str) {
        wait::until(&format!("{address} in the browser"), async || {
            let opened = self.opened();
            if opened.iter().any(|found| found == address) { Ok(()) } else { Err(format!("it opened {opened:?}")) }
        })
        .await;
    }
}
