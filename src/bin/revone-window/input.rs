use std::io;
use std::thread;

use tao::event_loop::EventLoopProxy;

use revone::shell::window::{Line, Lines, TO_WINDOW};
use revone::view::words::window_program;

use crate::Wake;

/// Hands on what the menu-bar program says, on a thread of its own, until that program is gone.
pub fn listen(proxy: EventLoopProxy<Wake>) {
    let read = move || {
        let mut lines = Lines::new(io::stdin().lock(), TO_WINDOW);
        while let Ok(Some(line)) = lines.next_line() {
            let message = match line {
                Line::Whole(line) => serde_json::from_slice(line).ok(),
                Line::TooLong => None,
            };
            match message {
                Some(message) => drop(proxy.send_event(Wake::Told(message))),
                None => eprintln!("revone-window: {}", window_program::NOT_UNDERSTOOD),
            }
        }
        let _ = proxy.send_event(Wake::Alone);
    };
    if let Err(error) = thread::Builder::new().name("input".to_owned()).spawn(read) {
        eprintln!("revone-window: {error}");
        std::process::exit(1);
    }
}
