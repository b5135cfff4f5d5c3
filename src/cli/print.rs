use std::io::{self, BufWriter, IsTerminal, Write};

/// Tells a person something on standard error, where it is in no script's way.
pub(super) fn aside(text: &str) {
    // Nobody may be reading that either.
    drop(writeln!(io::stderr().lock(), "{text}"));
}

/// Writes a line to standard output. A reader that has left (`revone today | head -1`) wants no more, which is not an
/// error.
///
/// # Errors
/// When it could not be written otherwise: a full disk, a closed output.
pub(super) fn line(text: &str) -> io::Result<()> {
    out(&format!("{text}\n"))
}

/// Writes to standard output as it stands, likewise.
///
/// # Errors
/// As [`line`].
pub(super) fn out(text: &str) -> io::Result<()> {
    let mut out = io::stdout().lock();
    forgiven(out.write_all(text.as_bytes()).and_then(|()| out.flush()))
}

/// What was written, where a reader that has left (`revone orders | head`) is no error.
///
/// # Errors
/// As [`line`].
pub(super) fn forgiven(written: io::Result<()>) -> io::Result<()> {
    match written {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        written => written,
    }
}

/// Standard output for more than should be held in memory. Whoever writes to it flushes it at the end.
pub(super) fn stream() -> impl Write {
    BufWriter::with_capacity(64 * 1024, io::stdout().lock())
}

/// Whether escape sequences are welcome on standard output.
pub(super) fn in_colour() -> bool {
    let unwanted = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    !unwanted && is_a_screen()
}

/// Whether standard output is a terminal that understands escape sequences.
pub(super) fn is_a_screen() -> bool {
    let understands = std::env::var_os("TERM").is_some_and(|kind| !kind.is_empty() && kind != "dumb");
    understands && io::stdout().is_terminal()
}

/// How many cells a line of the terminal has; `None` where standard output is no terminal.
pub(super) fn width() -> Option<usize> {
    let out = io::stdout();
    let (terminal_size::Width(width), _) = terminal_size::terminal_size_of(out)?;
    Some(usize::from(width)).filter(|width| *width > 0)
}
