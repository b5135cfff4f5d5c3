use std::io::{self, Write};

/// Tells a person something on standard error, where it is in no script's way.
pub(super) fn aside(text: &str) {
    // Nobody may be reading that either.
    drop(writeln!(io::stderr().lock(), "{text}"));
}

/// Writes a line to standard output. A reader that has left (`revone today | head -1`) wants no more, which is not an
/// error worth a word.
pub(super) fn line(text: &str) {
    let mut out = io::stdout().lock();
    drop(writeln!(out, "{text}").and_then(|()| out.flush()));
}
