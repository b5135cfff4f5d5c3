//! Looks again, some seconds after the start, whether the menu bar shows the icon: macOS places and hides it on its own
//! time.

use std::thread;
use std::time::Duration;

use crate::shell::tray_loop::{Posted, Poster};

/// How long after the start, and then how long after that.
const PAUSES: [Duration; 2] = [Duration::from_secs(5), Duration::from_secs(10)];

/// Has the loop look after 5 and after 15 seconds; the thread ends with the second look.
pub fn start(poster: Poster) {
    let watch = move || {
        for pause in PAUSES {
            thread::sleep(pause);
            poster.send(Posted::LookAtMenuBar);
        }
    };
    if let Err(error) = thread::Builder::new().name("menu-bar-watch".to_owned()).spawn(watch) {
        tracing::warn!(%error, "whether the menu bar shows the icon is not looked at");
    }
}
