use std::io::{self, IsTerminal, Write};
use std::panic;
use std::sync::{Arc, Mutex};
use std::thread;

use jiff::Timestamp;
use rustix::process::{Signal, kill_current_process_group};
use rustix::termios::{InputModes, LocalModes, OptionalActions, SpecialCodeIndex, Termios, tcgetattr, tcsetattr};

use crate::app::Model;
use crate::cli::print;
use crate::view::terminal::{At, Choice, Foot, Picture, Room, Scroll, watch};

// What xterm and its kin understand (ECMA-48 and xterm's control sequences).
/// Another screen beside the one with the shell's lines, no cursor, and no new line where one is full.
const ENTER: &str = "\x1b[?1049h\x1b[?25l\x1b[?7l";
/// All of it back.
const LEAVE: &str = "\x1b[?7h\x1b[?25h\x1b[?1049l";
const CLEAR: &str = "\x1b[2J";
/// What is between these two is shown at once, by terminals that know them.
const BEGIN: &str = "\x1b[?2026h";
const END: &str = "\x1b[?2026l";

/// How large a terminal is that does not say.
const USUAL: (u16, u16) = (80, 24);

/// How the terminal was; nothing while it is as it was. The program may be anywhere when it has to be given back.
type Before = Arc<Mutex<Option<Found>>>;

struct Found {
    /// How it treated keys, where standard input is a terminal, too.
    modes: Option<Termios>,
}

/// A terminal that is drawn on as a whole. Dropping it gives the terminal back as it was, and so does a panic, before it
/// says what it has to say.
pub(super) struct Screen {
    before: Before,
    size: (u16, u16),
    shown: Vec<String>,
    choices: Vec<Choice>,
    scroll: Scroll,
}

impl Screen {
    pub fn open() -> io::Result<Self> {
        let before: Before = Arc::default();
        enter(&before)?;
        leave_at_a_panic(&before);
        Ok(Self { before, size: (0, 0), shown: Vec::new(), choices: Vec::new(), scroll: Scroll::default() })
    }

    pub fn choices(&self) -> &[Choice] {
        &self.choices
    }

    pub fn scroll(&self) -> Scroll {
        self.scroll
    }

    pub fn show(&mut self, model: &Model, now: Timestamp, foot: &Foot, at: At) -> io::Result<()> {
        let size = size();
        let (width, height) = (usize::from(size.0), usize::from(size.1));
        let room = Room { width: Some(width), height: Some(height), colour: print::in_colour() };
        let Picture { lines, choices, scroll } = watch(model, now, room, foot, at);
        (self.choices, self.scroll) = (choices, scroll);
        let mut drawn = String::new();
        if self.size != size {
            drawn.push_str(CLEAR);
            (self.size, self.shown) = (size, Vec::new());
        }
        drawn.push_str(&changes(&self.shown, &lines));
        self.shown = lines;
        if drawn.is_empty() { Ok(()) } else { write(&format!("{BEGIN}{drawn}{END}")) }
    }

    /// Stops as Ctrl-Z would have: with every process of its job, of which the shell waits for one that may not be this, and
    /// not at all where no shell could go on with it (POSIX's orphaned process groups).
    pub fn suspend(&mut self) -> io::Result<()> {
        leave(&self.before);
        kill_current_process_group(Signal::TSTP)?;
        // The shell has gone on with it, or nothing has stopped.
        enter(&self.before)?;
        (self.size, self.shown) = ((0, 0), Vec::new());
        Ok(())
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        leave(&self.before);
    }
}

/// The lines that differ, each put in its place. A line is cleared before it is written: after one that fills its row,
/// clearing what is right of the cursor would take its last character.
fn changes(shown: &[String], lines: &[String]) -> String {
    let mut drawn = String::new();
    for row in 0..lines.len().max(shown.len()) {
        let line = lines.get(row).map_or("", String::as_str);
        if shown.get(row).map_or("", String::as_str) != line {
            drawn.push_str(&format!("\x1b[{};1H\x1b[2K{line}", row + 1));
        }
    }
    drawn
}

fn size() -> (u16, u16) {
    match terminal_size::terminal_size_of(io::stdout()) {
        Some((terminal_size::Width(width @ 1..), terminal_size::Height(height @ 1..))) => (width, height),
        _ => USUAL,
    }
}

fn enter(before: &Before) -> io::Result<()> {
    let modes = if io::stdin().is_terminal() { Some(tcgetattr(io::stdin())?) } else { None };
    if let Some(found) = &modes {
        tcsetattr(io::stdin(), OptionalActions::Now, &key_by_key(found.clone()))?;
    }
    if let Ok(mut before) = before.lock() {
        *before = Some(Found { modes });
    }
    write(ENTER)
}

/// Keys come one by one and are not shown. Ctrl-C and Ctrl-Z are keys like others: whoever presses them gets the terminal
/// back as it was.
fn key_by_key(mut modes: Termios) -> Termios {
    modes.local_modes.remove(LocalModes::ICANON | LocalModes::ECHO | LocalModes::ISIG | LocalModes::IEXTEN);
    modes.input_modes.remove(InputModes::IXON | InputModes::ICRNL);
    modes.special_codes[SpecialCodeIndex::VMIN] = 1;
    modes.special_codes[SpecialCodeIndex::VTIME] = 0;
    modes
}

/// Gives the terminal back, once. A panic may come while it is being taken or given back; then it is left to that.
fn leave(before: &Before) {
    let Some(Found { modes }) = before.try_lock().ok().and_then(|mut before| before.take()) else { return };
    // A terminal that is gone needs nothing back.
    drop(write(LEAVE));
    if let Some(modes) = modes {
        tcsetattr(io::stdin(), OptionalActions::Now, &modes).ok();
    }
}

/// Has a panic that ends the program give the terminal back before it says what it has to say: other threads go on after
/// theirs.
fn leave_at_a_panic(before: &Before) {
    let (before, told) = (Arc::clone(before), panic::take_hook());
    panic::set_hook(Box::new(move |panicked| {
        if thread::current().name() == Some("main") {
            leave(&before);
        }
        told(panicked);
    }));
}

fn write(text: &str) -> io::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes())?;
    out.flush()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_that_ends_the_program_gives_the_terminal_back_before_it_is_told() {
        let before: Before = Arc::new(Mutex::new(Some(Found { modes: None })));
        let (when_told, taken) = (Arc::clone(&before), Arc::new(Mutex::new(None)));
        let told = Arc::clone(&taken);
        panic::set_hook(Box::new(move |_| *told.lock().unwrap() = Some(when_told.lock().unwrap().is_some())));
        leave_at_a_panic(&before);
        for (name, given_back) in [("worker", false), ("main", true)] {
            let panics = || panic!("while it is drawn on");
            thread::Builder::new().name(name.to_owned()).spawn(panics).unwrap().join().unwrap_err();
            // Copied out: an assertion that fails runs the hook, which wants the lock.
            let seen = *taken.lock().unwrap();
            assert_eq!(seen, Some(!given_back), "{name}");
        }
        drop(panic::take_hook());
    }

    #[test]
    fn only_what_differs_is_drawn() {
        let lines = |text: &str| text.split('/').map(str::to_owned).collect::<Vec<_>>();
        for (shown, next, expected) in [
            ("a/b/c", "a/b/c", ""),
            ("a/b/c", "a/x/c", "\x1b[2;1H\x1b[2Kx"),
            ("a/b/c", "a", "\x1b[2;1H\x1b[2K\x1b[3;1H\x1b[2K"),
            ("a", "a//c", "\x1b[3;1H\x1b[2Kc"),
        ] {
            assert_eq!(changes(&lines(shown), &lines(next)), expected, "{shown} {next}");
        }
        assert_eq!(changes(&[], &lines("a")), "\x1b[1;1H\x1b[2Ka");
    }
}
