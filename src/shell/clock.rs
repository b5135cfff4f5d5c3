//! The clock and chance, read here and nowhere below.

use jiff::Timestamp;

/// The present instant. Everything below this room takes it as an argument.
#[expect(clippy::disallowed_methods, reason = "this is the one place that reads the clock")]
pub fn now() -> Timestamp {
    Timestamp::now()
}

/// A random number, for what must not happen everywhere at once.
pub fn chance() -> u32 {
    fastrand::u32(..)
}
