use std::io::{self, Read};

use zeroize::Zeroize;

/// The longest line that the window may write. The form with everything typed is a tenth of it.
pub const FROM_WINDOW: usize = 64 * 1024;

/// The longest line that the tray's program may write. A dashboard of a year is a tenth of it.
pub const TO_WINDOW: usize = 4 * 1024 * 1024;

/// Lines of bounded length out of a pipe. They may hold a token, so what was read is wiped as soon as it was looked at,
/// and the buffer never grows (growing would leave copies behind).
pub struct Lines<R> {
    source: R,
    buffer: Box<[u8]>,
    /// How much of the buffer is filled.
    filled: usize,
    /// How much of that is known to hold no line break.
    searched: usize,
    /// Where the line that was handed out ends, line break included.
    handed_out: usize,
    /// The rest of a line that was too long is being skipped.
    skipping: bool,
}

/// A line.
#[derive(Debug, PartialEq, Eq)]
pub enum Line<'a> {
    /// Its bytes, without the line break.
    Whole(&'a [u8]),
    /// It was longer than any message is, and was skipped.
    TooLong,
}

impl<R: Read> Lines<R> {
    /// Reads lines of less than `longest` bytes from `source`.
    pub fn new(source: R, longest: usize) -> Self {
        Self {
            source,
            buffer: vec![0; longest].into_boxed_slice(),
            filled: 0,
            searched: 0,
            handed_out: 0,
            skipping: false,
        }
    }

    /// The next line; `None` at the end. What follows the last line break is not a line.
    ///
    /// # Errors
    /// When `source` cannot be read.
    pub fn next_line(&mut self) -> io::Result<Option<Line<'_>>> {
        self.forget(self.handed_out);
        loop {
            let fresh = self.buffer.get(self.searched..self.filled).unwrap_or_default();
            if let Some(end) = fresh.iter().position(|byte| *byte == b'\n').map(|end| self.searched + end) {
                if std::mem::take(&mut self.skipping) {
                    self.forget(end + 1);
                    return Ok(Some(Line::TooLong));
                }
                self.handed_out = end + 1;
                return Ok(Some(Line::Whole(self.buffer.get(..end).unwrap_or_default())));
            }
            self.searched = self.filled;
            if self.filled == self.buffer.len() {
                self.forget(self.filled);
                self.skipping = true;
            }
            let room = self.buffer.get_mut(self.filled..).unwrap_or_default();
            match self.source.read(room) {
                Ok(0) => return Ok(None),
                Ok(read) => self.filled += read,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
    }

    /// Drops the first `bytes` and wipes what they leave behind.
    fn forget(&mut self, bytes: usize) {
        let known = self.filled;
        self.buffer.copy_within(bytes..known, 0);
        self.filled = known.saturating_sub(bytes);
        if let Some(stale) = self.buffer.get_mut(self.filled..known) {
            stale.zeroize();
        }
        self.searched = 0;
        self.handed_out = 0;
    }
}

impl<R> Drop for Lines<R> {
    fn drop(&mut self) {
        self.buffer.zeroize();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LONGEST: usize = 1_000;

    /// A pipe that gives a few bytes at a time.
    struct Trickle<'a>(&'a [u8]);

    impl Read for Trickle<'_> {
        fn read(&mut self, room: &mut [u8]) -> io::Result<usize> {
            let few = self.0.len().min(room.len()).min(7);
            let (now, later) = self.0.split_at(few);
            room[..few].copy_from_slice(now);
            self.0 = later;
            Ok(few)
        }
    }

    fn read(text: &[u8]) -> Vec<Option<Vec<u8>>> {
        let mut lines = Lines::new(Trickle(text), LONGEST);
        let mut all = Vec::new();
        while let Some(line) = lines.next_line().unwrap() {
            all.push(match line {
                Line::Whole(bytes) => Some(bytes.to_vec()),
                Line::TooLong => None,
            });
        }
        all
    }

    #[test]
    fn lines_come_out_however_the_pipe_cuts_them() {
        assert_eq!(
            read(b"one\ntwo two two\n\nthree\nno break"),
            [Some(b"one".to_vec()), Some(b"two two two".to_vec()), Some(Vec::new()), Some(b"three".to_vec())]
        );
    }

    #[test]
    fn a_line_that_is_too_long_costs_only_itself() {
        let mut text = vec![b'x'; 3 * LONGEST];
        text.extend_from_slice(b"\nafter\n");
        assert_eq!(read(&text), [None, Some(b"after".to_vec())]);
        let mut just_fits = vec![b'y'; LONGEST - 1];
        just_fits.push(b'\n');
        assert_eq!(read(&just_fits), [Some(vec![b'y'; LONGEST - 1])]);
    }

    #[test]
    fn what_was_looked_at_is_wiped() {
        let mut lines = Lines::new(&b"secret\nnext\n"[..], LONGEST);
        lines.next_line().unwrap();
        lines.next_line().unwrap();
        assert!(!lines.buffer.windows(6).any(|bytes| bytes == b"secret"));
        assert_eq!(lines.next_line().unwrap(), None);
        assert!(lines.buffer.iter().all(|byte| *byte == 0));
    }
}
