use std::process::Command;

use super::Desktop;
use crate::running::wait;

/// A window of the system's own, such as the panel for where a file goes. Only a keyboard reaches it.
pub struct Panel<'a> {
    desktop: &'a Desktop,
    title: &'static str,
    window: String,
}

impl<'a> Panel<'a> {
    /// Waits for the panel with this title and gives it the keyboard: nothing else on this display would.
    pub async fn of(desktop: &'a Desktop, title: &'static str) -> Self {
        let window = wait::until(&format!("the panel {title:?}"), async || {
            let window = seen(desktop, title)?;
            xdotool(desktop, &["windowfocus", &window])?;
            let focused = xdotool(desktop, &["getwindowfocus", "-f"])?;
            if focused == window { Ok(window) } else { Err(format!("{focused} has the keyboard, not {window}")) }
        })
        .await;
        Self { desktop, title, window }
    }

    /// Types in place of what is selected.
    pub fn types(&self, text: &str) {
        xdotool(self.desktop, &["key", "ctrl+a"]).unwrap();
        xdotool(self.desktop, &["type", "--", text]).unwrap();
    }

    /// Presses a key by its name, after which the panel is gone.
    pub async fn ends_with(self, key: &str) {
        xdotool(self.desktop, &["key", key]).unwrap();
        wait::until(&format!("the end of the panel {:?}", self.title), async || match seen(self.desktop, self.title) {
            Ok(window) if window == self.window => Err("it is open".to_owned()),
            _ => Ok(()),
        })
        .await;
    }
}

/// The window with this title, if it is to be seen.
fn seen(desktop: &Desktop, title: &str) -> Result<String, String> {
    let found = xdotool(desktop, &["search", "--onlyvisible", "--name", &format!("^{title}$")])?;
    found.lines().next_back().map(str::to_owned).ok_or_else(|| "there is none".to_owned())
}

fn xdotool(desktop: &Desktop, arguments: &[&str]) -> Result<String, String> {
    let mut command: Command = desktop.command("xdotool");
    let done = command.args(arguments).output();
    let done = done.unwrap_or_else(|error| panic!("xdotool: {error}: `make test` installs it"));
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).trim().to_owned();
    if done.status.success() { Ok(text(&done.stdout)) } else { Err(text(&done.stderr)) }
}
