use std::io::{self, Write};

use revone::shell::window::messages::FromWindow;
use zeroize::Zeroizing;

/// Room for the longest message, so that the line is never copied to a larger place while it is made.
const ROOM: usize = 64 * 1024;

/// Says something to the menu-bar program. The line may hold a token: it is written past the buffer of standard output and
/// wiped.
pub fn say(message: &FromWindow) -> io::Result<()> {
    let mut line = Zeroizing::new(Vec::with_capacity(ROOM));
    serde_json::to_writer(&mut *line, message)?;
    line.push(b'\n');
    raw_stdout()?.write_all(&line)
}

/// Standard output without a buffer of its own.
fn raw_stdout() -> io::Result<std::fs::File> {
    use std::os::fd::AsFd;

    io::stdout().as_fd().try_clone_to_owned().map(std::fs::File::from)
}
