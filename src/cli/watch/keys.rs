use std::io::{self, Read};
use std::thread;

use tokio::sync::mpsc;

/// A key that means something here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Key {
    Quit,
    Suspend,
    Refresh,
    Hide,
    Polar,
    Dashboard,
    Help,
    Up,
    Down,
    PageUp,
    PageDown,
    Enter,
}

/// Reads keys from standard input, a terminal that gives them one by one. Nothing calls a read of a terminal off: the
/// thread ends with the program, or with the terminal.
pub(super) fn read() -> io::Result<mpsc::UnboundedReceiver<Key>> {
    let (pressed, keys) = mpsc::unbounded_channel();
    thread::Builder::new().name("keys".to_owned()).spawn(move || {
        let mut bytes = [0; 256];
        while let Ok(read @ 1..) = io::stdin().lock().read(&mut bytes) {
            for key in keys_in(bytes.get(..read).unwrap_or_default()) {
                if pressed.send(key).is_err() {
                    return;
                }
            }
        }
    })?;
    Ok(keys)
}

/// The keys in what a terminal sends. A key that is no character is a sequence (ECMA-48, 5.4: `ESC [`, parameters, a
/// final byte), which terminals send at once.
fn keys_in(bytes: &[u8]) -> Vec<Key> {
    let mut keys = Vec::new();
    let mut rest = bytes;
    while let [first, after @ ..] = rest {
        rest = after;
        let key = match (first, after) {
            (0x1b, [b'[' | b'O', sequence @ ..]) => {
                let end = sequence.iter().position(|byte| (0x40..=0x7e).contains(byte));
                let (sequence, after) = sequence.split_at(end.map_or(sequence.len(), |end| end + 1));
                rest = after;
                match sequence {
                    b"A" => Some(Key::Up),
                    b"B" => Some(Key::Down),
                    b"5~" => Some(Key::PageUp),
                    b"6~" => Some(Key::PageDown),
                    _ => None,
                }
            }
            // With the Alt key held: none of these.
            (0x1b, [_, after @ ..]) => {
                rest = after;
                None
            }
            (b'q' | b'Q' | 0x03, _) => Some(Key::Quit),
            (0x1a, _) => Some(Key::Suspend),
            (b'r' | b'R', _) => Some(Key::Refresh),
            (b'h' | b'H', _) => Some(Key::Hide),
            (b'o' | b'O', _) => Some(Key::Polar),
            (b'd' | b'D', _) => Some(Key::Dashboard),
            (b'?', _) => Some(Key::Help),
            (b'k', _) => Some(Key::Up),
            (b'j', _) => Some(Key::Down),
            (b'\r' | b'\n', _) => Some(Key::Enter),
            _ => None,
        };
        keys.extend(key);
    }
    keys
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_told_from_what_else_a_terminal_sends() {
        for (bytes, expected) in [
            (&b"q"[..], &[Key::Quit][..]),
            (b"\x03", &[Key::Quit]),
            (b"\x1a", &[Key::Suspend]),
            (b"rR", &[Key::Refresh, Key::Refresh]),
            (b"\x1b[A\x1b[B\x1bOA", &[Key::Up, Key::Down, Key::Up]),
            (b"\x1b[6~\x1b[5~", &[Key::PageDown, Key::PageUp]),
            (b"jk\r?", &[Key::Down, Key::Up, Key::Enter, Key::Help]),
            // Shift and an arrow, F5, focus, a pasted bracket, Alt and q, Escape alone, a letter in UTF-8.
            (b"\x1b[1;2A\x1b[15~\x1b[I\x1b[200~\x1bq\xc3\xa9x\x1b", &[]),
            (b"\x1b[15", &[]),
        ] {
            assert_eq!(keys_in(bytes), expected, "{bytes:?}");
        }
    }
}
