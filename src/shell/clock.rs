//! The clock and chance, read here and nowhere below.

use jiff::Timestamp;

/// The present instant. Everything below this room takes it as an argument.
#[expect(clippy::disallowed_methods, reason = "this is the one place that reads the clock")]
pub fn now() -> Timestamp {
    Timestamp::now()
}

/// The system's time zone may be another one: it is kept for some minutes otherwise, by a clock that stands still while the
/// computer sleeps.
pub fn look_at_the_zone_again() {
    jiff::tz::reset_system_time_zone_cache();
}

/// A random number, for what must not happen everywhere at once.
pub fn chance() -> u32 {
    fastrand::u32(..)
}
